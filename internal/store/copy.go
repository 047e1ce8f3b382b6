package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nhacviec/internal/work"
)

// Copied says how far a table has been copied.
type Copied struct {
	Table string
	Rows  int64
	Done  bool // copied in full
}

// copyBatch is how many rows one statement inserts at most; a statement takes
// 32,766 values on SQLite and 65,535 on PostgreSQL.
const (
	copyBatch  = 500
	copyValues = 30_000
)

// Copy copies everything from one database into another that has no rows yet,
// ids and all, of either kind. Both are brought up to date first. It is one
// transaction: a copy that fails leaves nothing, and each table is read back
// and compared before it is committed. tell, where given, hears of each batch.
//
// A target with rows, a source that is not there, and a bot that runs on either
// are a *work.Error with code Invalid.
func Copy(ctx context.Context, from, to string, tell func(Copied)) (copied []Copied, err error) {
	source, err := openEnd(ctx, from)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, source.close()) }()
	target, err := createEnd(ctx, to)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, target.close()) }()
	return copyAll(ctx, source.end, target.end, tell)
}

// copyAll copies each table and commits.
func copyAll(ctx context.Context, source, target end, tell func(Copied)) ([]Copied, error) {
	if tell == nil {
		tell = func(Copied) {}
	}
	all, err := sameTables(ctx, source, target)
	if err != nil {
		return nil, err
	}
	full, err := target.occupied(ctx, all)
	if err != nil {
		return nil, err
	}
	if full != "" {
		return nil, work.E(work.Invalid, "store.not_empty", work.Args{"Table": full})
	}
	restore, err := target.deferKeys(ctx)
	if err != nil {
		return nil, err
	}
	var copied []Copied
	for _, t := range all {
		n, err := copyTable(ctx, source, target, t, tell)
		if err != nil {
			return nil, fmt.Errorf("store: copy %s: %w", t.name, err)
		}
		copied = append(copied, Copied{t.name, n, true})
	}
	if err := restore(ctx); err != nil {
		return nil, err
	}
	if err := target.advanceSequences(ctx); err != nil {
		return nil, err
	}
	return copied, translate(target.tx.Commit())
}

// sameTables are the tables of both; it is an error where they differ.
func sameTables(ctx context.Context, source, target end) ([]table, error) {
	have, err := source.tables(ctx)
	if err != nil {
		return nil, err
	}
	want, err := target.tables(ctx)
	if err != nil {
		return nil, err
	}
	same := slices.EqualFunc(have, want, func(a, b table) bool { return a.name == b.name && slices.Equal(a.columns, b.columns) })
	if !same {
		return nil, errors.New("store: the two databases have different tables")
	}
	return have, nil
}

func copyTable(ctx context.Context, source, target end, t table, tell func(Copied)) (int64, error) {
	var sent checksum
	batch := make([]any, 0, copyBatch*len(t.columns))
	per := min(copyBatch, copyValues/len(t.columns))
	flush := func() error {
		if len(batch) == 0 {
			return nil
		}
		_, err := target.tx.ExecContext(ctx, t.insert(len(batch)/len(t.columns)), batch...)
		batch = batch[:0]
		tell(Copied{Table: t.name, Rows: sent.rows})
		return translate(err)
	}
	err := source.eachRow(ctx, t, func(row []any) error {
		sent.add(row)
		if batch = append(batch, row...); len(batch) >= per*len(t.columns) {
			return flush()
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		return 0, err
	}
	var kept checksum
	err = target.eachRow(ctx, t, func(row []any) error { kept.add(row); return nil })
	if err == nil && kept != sent {
		err = fmt.Errorf("%w: %d rows were written and %d others read back", ErrCorrupt, sent.rows, kept.rows)
	}
	tell(Copied{Table: t.name, Rows: sent.rows, Done: true})
	return sent.rows, err
}

// insert is the statement for n rows.
func (t table) insert(n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "INSERT INTO %s (%s) VALUES ", quoted(t.name), t.list())
	for i := range n * len(t.columns) {
		switch {
		case i == 0:
			b.WriteByte('(')
		case i%len(t.columns) == 0:
			b.WriteString("), (")
		default:
			b.WriteByte(',')
		}
		b.WriteByte('$')
		b.WriteString(strconv.Itoa(i + 1))
	}
	b.WriteByte(')')
	return b.String()
}

// eachRow calls fn for each row of a table, with int64, string, []byte or nil.
func (e end) eachRow(ctx context.Context, t table, fn func([]any) error) (err error) {
	rows, err := e.tx.QueryContext(ctx, "SELECT "+t.list()+" FROM "+quoted(t.name)) //nolint:gosec // names of the schema's own
	if err != nil {
		return translate(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		row, into := make([]any, len(t.columns)), make([]any, len(t.columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, v := range row {
			if b, ok := v.([]byte); ok && b == nil {
				row[i] = []byte{} // empty is not NULL
			}
		}
		if err := fn(row); err != nil {
			return err
		}
	}
	return translate(rows.Err())
}

// checksum is of a table's rows, whatever their order: the sum of their
// SHA-256, as four numbers.
type checksum struct {
	rows int64
	sum  [4]uint64
}

func (c *checksum) add(row []any) {
	h := sha256.New()
	for _, v := range row {
		var kind byte
		var data []byte
		switch v := v.(type) {
		case nil:
		case int64:
			kind, data = 1, binary.BigEndian.AppendUint64(nil, uint64(v))
		case string:
			kind, data = 2, []byte(v)
		case []byte:
			kind, data = 3, v
		default:
			kind, data = 4, fmt.Append(nil, v)
		}
		head := binary.BigEndian.AppendUint64([]byte{kind}, uint64(len(data)))
		_, _ = h.Write(append(head, data...)) // a hash takes everything
	}
	digest := h.Sum(nil)
	for i := range c.sum {
		c.sum[i] += binary.BigEndian.Uint64(digest[8*i:])
	}
	c.rows++
}
