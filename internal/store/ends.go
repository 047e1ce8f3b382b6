package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"time"

	"nhacviec/internal/work"
)

// busyForCopy is how long a copy waits for another process's write.
const busyForCopy = 30 * time.Second

// held is an end of a copy that no bot works on meanwhile.
type held struct {
	end
	conn *sql.Conn // PostgreSQL's session, which holds the lead
	free func() error
}

// close gives up what was not committed.
func (h held) close() error {
	err := h.tx.Rollback()
	if errors.Is(err, sql.ErrTxDone) {
		err = nil
	}
	if h.conn != nil {
		err = errors.Join(err, h.conn.Close())
	}
	return errors.Join(err, h.db.Close(), h.free())
}

// openEnd opens what is to be copied, brought up to date, as a snapshot.
func openEnd(ctx context.Context, dsn string) (held, error) {
	if err := wantFile(dsn); err != nil {
		return held{}, err
	}
	return holdEnd(ctx, dsn, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
}

// createEnd opens what is to be copied into.
func createEnd(ctx context.Context, dsn string) (held, error) { return holdEnd(ctx, dsn, nil) }

// wantFile refuses a file that is not there: opening would make it.
func wantFile(dsn string) error {
	where, err := parseDSN(dsn)
	if err != nil || where.postgres {
		return err
	}
	if _, err := os.Stat(where.address); errors.Is(err, fs.ErrNotExist) {
		return work.E(work.Invalid, "store.no_file", work.Args{"File": where.address})
	} else if err != nil {
		return errors.Join(ErrNoAccess, err)
	}
	return nil
}

// holdEnd brings a database up to date and keeps bots off it.
func holdEnd(ctx context.Context, dsn string, o *sql.TxOptions) (h held, err error) {
	where, err := parseDSN(dsn)
	if err != nil {
		return h, err
	}
	db, err := Open(ctx, dsn, Options{})
	if err != nil {
		return h, err
	}
	if err := db.Close(); err != nil {
		return h, err
	}
	if where.postgres {
		return holdPostgres(ctx, where.address, o)
	}
	free, ok, err := TryLeader(dsn)
	if err != nil {
		return h, err
	}
	if !ok {
		return h, work.E(work.Invalid, "store.running", nil)
	}
	h.free = free
	if h.db, err = openPlain(where.address, "rwc"); err == nil {
		h.tx, err = h.db.BeginTx(ctx, o)
	}
	if err != nil {
		return held{}, errors.Join(translate(err), closeIf(h.db), free())
	}
	return h, nil
}

func holdPostgres(ctx context.Context, address string, o *sql.TxOptions) (h held, err error) {
	h.postgres, h.free = true, func() error { return nil }
	if h.db, err = sql.Open("pgx", address); err != nil {
		return h, err
	}
	if h.conn, err = h.db.Conn(ctx); err != nil {
		return h, errors.Join(translate(err), h.db.Close())
	}
	err = work.E(work.Invalid, "store.running", nil)
	if lockLead(ctx, h.conn) {
		h.tx, err = h.conn.BeginTx(ctx, o)
	}
	if err != nil {
		return h, errors.Join(translate(err), h.conn.Close(), h.db.Close())
	}
	return h, nil
}

// openPlain opens a SQLite file on one connection, without migrating.
func openPlain(path, mode string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", sqliteURI(path, url.Values{
		"mode": {mode}, "_pragma": {busyPragma(busyForCopy), "foreign_keys(1)", "synchronous(FULL)"},
	}))
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

func closeIf(db *sql.DB) error {
	if db == nil {
		return nil
	}
	return db.Close()
}

const postgresKeys = `SELECT conrelid::regclass::text || ' ALTER CONSTRAINT ' || quote_ident(conname)
	FROM pg_constraint WHERE contype = 'f' AND connamespace = current_schema()::regnamespace`

// deferKeys lets rows point to those that come after them; restore checks that
// they all came.
func (e end) deferKeys(ctx context.Context) (restore func(context.Context) error, err error) {
	if !e.postgres {
		_, err := e.tx.ExecContext(ctx, "PRAGMA defer_foreign_keys = ON") // until the commit, which checks
		return func(context.Context) error { return nil }, translate(err)
	}
	keys, err := e.texts(ctx, postgresKeys)
	if err != nil {
		return nil, err
	}
	alter := func(ctx context.Context, how string) error {
		for _, k := range keys {
			if _, err := e.tx.ExecContext(ctx, "ALTER TABLE "+k+how); err != nil {
				return translate(err)
			}
		}
		return nil
	}
	restore = func(ctx context.Context) error {
		if _, err := e.tx.ExecContext(ctx, "SET CONSTRAINTS ALL IMMEDIATE"); err != nil {
			return translate(err)
		}
		return alter(ctx, " NOT DEFERRABLE")
	}
	return restore, alter(ctx, " DEFERRABLE INITIALLY DEFERRED")
}

const postgresSequences = `SELECT 'SELECT setval(' || quote_literal(pg_get_serial_sequence(quote_ident(table_name), column_name))
	|| ', GREATEST(1, COALESCE(MAX(' || quote_ident(column_name) || '), 0) + 1), false) FROM ' || quote_ident(table_name)
	FROM information_schema.columns WHERE table_schema = current_schema() AND is_identity = 'YES'`

// advanceSequences lets PostgreSQL's next ids follow those that were copied.
// SQLite goes by the rows themselves.
func (e end) advanceSequences(ctx context.Context) error {
	if !e.postgres {
		return nil
	}
	all, err := e.texts(ctx, postgresSequences)
	for _, query := range all {
		if err != nil {
			return err
		}
		var next int64
		err = translate(e.tx.QueryRowContext(ctx, query).Scan(&next))
	}
	return err
}
