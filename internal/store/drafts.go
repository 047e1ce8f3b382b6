package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"nhacviec/internal/work"
)

const draftColumns = `id, workspace, author, channel, source, draft, mends, version, month_first, onto, alone,
	chosen, created_at, expires_at, plan, imported_at, edition, task_rows`

const (
	lastDraft = `SELECT ` + draftColumns + ` FROM drafts WHERE workspace = $1 AND plan = $2
	ORDER BY edition DESC LIMIT 1`
	recompare = `UPDATE drafts SET chosen = NULL, version = version + 1
	WHERE workspace = $1 AND onto = $2 AND id <> $3 AND plan IS NULL`
	dropDrafts = `DELETE FROM drafts WHERE expires_at < $1 AND plan IS NULL`
)

// mends is how a draft differs from what was read.
type mends struct {
	Title  string
	Year   int
	Doubts []work.Doubt
	Tasks  map[int]work.DraftTask // by index
}

// mendsOf is nil where nothing was mended.
func mendsOf(d *work.StoredDraft) *mends {
	m := &mends{Title: d.Draft.Title, Year: d.Draft.Year, Doubts: d.Draft.Doubts, Tasks: map[int]work.DraftTask{}}
	for i := range d.Draft.Tasks {
		if i >= len(d.Read.Tasks) || !reflect.DeepEqual(d.Read.Tasks[i], d.Draft.Tasks[i]) {
			m.Tasks[i] = d.Draft.Tasks[i]
		}
	}
	if len(m.Tasks) == 0 && m.Title == d.Read.Title && m.Year == d.Read.Year && reflect.DeepEqual(m.Doubts, d.Read.Doubts) {
		return nil
	}
	return m
}

// over puts the mends over what was read.
func (m *mends) over(read work.Draft) work.Draft {
	if m == nil {
		return read
	}
	d := read
	d.Title, d.Year, d.Doubts = m.Title, m.Year, m.Doubts
	d.Tasks = slices.Clone(read.Tasks)
	for i, t := range m.Tasks {
		if i < len(d.Tasks) {
			d.Tasks[i] = t
		}
	}
	return d
}

func scanDraft(r row, d *work.StoredDraft) error {
	var m *mends
	err := r.Scan(&d.ID, &d.Workspace, &d.By, &d.Channel, &d.Source, asJSON{&d.Read}, asJSON{&m}, &d.Version,
		&d.MonthFirst, asID{&d.Onto}, &d.Alone, asJSON{&d.Chosen}, asTime{&d.CreatedAt}, asTime{&d.ExpiresAt},
		asID{&d.Plan}, asTime{&d.ImportedAt}, &d.Edition, asJSON{&d.Rows})
	if err != nil {
		return err
	}
	plainDoubts(&d.Read)
	if m != nil {
		plainAll(m.Doubts)
		for _, t := range m.Tasks {
			plainTask(&t)
		}
	}
	d.Draft = m.over(d.Read)
	return nil
}

func (r reader) Draft(ctx context.Context, ws int64, id string) (work.StoredDraft, error) {
	return one(ctx, r.session, scanDraft,
		`SELECT `+draftColumns+` FROM drafts WHERE workspace = $1 AND id = $2`, ws, id)
}

func (r reader) LastDraft(ctx context.Context, ws, plan int64) (work.StoredDraft, error) {
	return one(ctx, r.session, scanDraft, lastDraft, ws, plan)
}

// reviewed are the columns that a review changes, as they are written.
func reviewed(d *work.StoredDraft) (args []any, err error) {
	var m, chosen, rows any
	if mended := mendsOf(d); mended != nil {
		m, err = jsonText(mended)
	}
	if err == nil && len(d.Chosen) > 0 {
		chosen, err = jsonText(d.Chosen)
	}
	if err == nil && len(d.Rows) > 0 {
		rows, err = jsonText(d.Rows)
	}
	return []any{m, flag(d.MonthFirst), optID(d.Onto), flag(d.Alone), chosen, optID(d.Plan),
		optMillis(d.ImportedAt), d.Edition, rows}, err
}

func jsonText(v any) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("store: draft: %w", err)
	}
	return string(b), nil
}

func (w writer) PutDraft(ctx context.Context, d work.StoredDraft) error {
	read, err := jsonText(d.Read)
	if err != nil {
		return err
	}
	args, err := reviewed(&d)
	if err != nil {
		return err
	}
	n, err := w.exec(ctx,
		`INSERT INTO drafts (mends, month_first, onto, alone, chosen, plan, imported_at, edition, task_rows,
		   id, workspace, author, channel, source, draft, created_at, expires_at)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
		 ON CONFLICT (id) DO UPDATE SET author = excluded.author, channel = excluded.channel,
		   source = excluded.source, draft = excluded.draft, created_at = excluded.created_at,
		   expires_at = excluded.expires_at, plan = excluded.plan, mends = excluded.mends,
		   month_first = excluded.month_first, onto = excluded.onto, alone = excluded.alone,
		   chosen = excluded.chosen, imported_at = excluded.imported_at, edition = excluded.edition,
		   task_rows = excluded.task_rows, version = 1
		 WHERE drafts.workspace = excluded.workspace`,
		append(args, d.ID, d.Workspace, d.By, d.Channel, d.Source, read, millis(d.CreatedAt), millis(d.ExpiresAt))...)
	if err == nil && n == 0 {
		return work.E(work.Conflict, "error.duplicate", nil) // another workspace's
	}
	return err
}

func (w writer) UpdateDraft(ctx context.Context, d work.StoredDraft) error {
	args, err := reviewed(&d)
	if err != nil {
		return err
	}
	n, err := w.exec(ctx,
		`UPDATE drafts SET mends = $1, month_first = $2, onto = $3, alone = $4, chosen = $5, plan = $6,
		   imported_at = $7, edition = $8, task_rows = $9, version = version + 1
		 WHERE workspace = $10 AND id = $11 AND version = $12`,
		append(args, d.Workspace, d.ID, d.Version)...)
	if err != nil || n == 1 {
		return err
	}
	known, err := w.count(ctx, `SELECT COUNT(*) FROM drafts WHERE workspace = $1 AND id = $2`, d.Workspace, d.ID)
	if err == nil && known == 0 {
		return errNotFound()
	}
	return errors.Join(err, errMoved())
}

func (w writer) count(ctx context.Context, query string, args ...any) (int64, error) {
	return one(ctx, w.session, value[int64], query, args...)
}

func (w writer) Recompare(ctx context.Context, ws, plan int64, but string) error {
	_, err := w.exec(ctx, recompare, ws, plan, but)
	return err
}

func (w writer) DropDrafts(ctx context.Context, t time.Time) error {
	_, err := w.exec(ctx, dropDrafts, millis(t))
	return err
}

// plainDoubts gives the arguments of doubts back as the numbers and words they
// were: a plural is chosen by an int, not by a json.Number.
func plainDoubts(d *work.Draft) {
	plainAll(d.Doubts)
	for i := range d.Tasks {
		plainTask(&d.Tasks[i])
	}
}

func plainTask(t *work.DraftTask) {
	plainAll(t.Doubts)
	for i := range t.Activities {
		plainAll(t.Activities[i].Doubts)
	}
}

func plainAll(doubts []work.Doubt) {
	for _, d := range doubts {
		for k, v := range d.Args {
			d.Args[k] = plain(v)
		}
	}
}

func plain(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return int(n)
		}
		f, _ := v.Float64()
		return f
	case []any:
		return plainList(v)
	}
	return v
}

// plainList is the []string that went in, where all are words.
func plainList(vs []any) any {
	words := make([]string, 0, len(vs))
	for i, v := range vs {
		if s, ok := v.(string); ok {
			words = append(words, s)
		}
		vs[i] = plain(v)
	}
	if len(words) == len(vs) {
		return words
	}
	return vs
}
