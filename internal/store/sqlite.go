package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// sqliteEngine writes through one connection and reads through a pool.
type sqliteEngine struct {
	group   *group
	writer  *sql.DB
	readers *sql.DB
	cached  statements
	// turns bounds the snapshots open at once. The pool has one connection
	// more, on which a statement met for the first time is prepared: were it
	// to wait for one of the snapshots, all of them could wait for each other.
	turns chan struct{}
}

func openSQLite(ctx context.Context, path string, o Options) (_ engine, err error) {
	if err := createFile(path); err != nil {
		return nil, err
	}
	e := &sqliteEngine{}
	defer func() {
		if err != nil {
			err = errors.Join(err, e.close())
		}
	}()
	if e.writer, err = sql.Open("sqlite", sqliteURI(path, writerParams(o.Busy))); err != nil {
		return nil, err
	}
	e.writer.SetMaxOpenConns(1)
	if err = migrateSQLite(ctx, path, e.writer); err != nil {
		return nil, err
	}
	conn, err := e.writer.Conn(ctx)
	if err != nil {
		return nil, err
	}
	e.group = newGroup(conn)
	if e.readers, err = sql.Open("sqlite", sqliteURI(path, readerParams(o.Busy))); err != nil {
		return nil, err
	}
	e.readers.SetMaxOpenConns(o.Readers + 1)
	e.readers.SetMaxIdleConns(o.Readers + 1)
	e.turns = make(chan struct{}, o.Readers)
	e.cached.db = e.readers
	return e, e.readers.PingContext(ctx)
}

// createFile makes the file and its folder, for the owner's eyes alone; SQLite
// gives the files beside it the same mode.
func createFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("%w: %w", ErrNoAccess, err)
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoAccess, err)
	}
	return f.Close()
}

// writerParams: in WAL mode only synchronous=FULL keeps an answered commit
// through a loss of power (sqlite.org/pragma.html#pragma_synchronous).
func writerParams(busy time.Duration) url.Values {
	return url.Values{
		"_txlock": {"immediate"},
		"_pragma": {
			busyPragma(busy), "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
			"journal_size_limit(67108864)", "cache_size(-65536)", "temp_store(MEMORY)",
		},
	}
}

func readerParams(busy time.Duration) url.Values {
	return url.Values{
		"mode":    {"ro"},
		"_pragma": {busyPragma(busy), "query_only(1)", "cache_size(-8192)", "temp_store(MEMORY)"},
	}
}

func busyPragma(d time.Duration) string { return fmt.Sprintf("busy_timeout(%d)", d.Milliseconds()) }

// read runs fn on a deferred transaction, which is a snapshot from its first
// query on.
func (e *sqliteEngine) read(ctx context.Context, fn func(*session) error) error {
	select {
	case e.turns <- struct{}{}:
		defer func() { <-e.turns }()
	case <-ctx.Done():
		return ctx.Err()
	}
	tx, err := e.readers.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return closedOr(err)
	}
	defer func() { _ = tx.Rollback() }() // it has changed nothing
	s := &session{run: cachedTx{&e.cached, tx}}
	defer s.end()
	return fn(s)
}

func (e *sqliteEngine) write(ctx context.Context, fn func(*session) error) error {
	return e.group.write(ctx, fn)
}

// close ends the readers first: the last connection to go, the writer's, puts
// the log back into the file.
func (e *sqliteEngine) close() error {
	var errs []error
	if e.readers != nil {
		errs = append(errs, e.cached.close(), e.readers.Close())
	}
	if e.group != nil {
		errs = append(errs, e.group.close())
	}
	if e.writer != nil {
		errs = append(errs, e.writer.Close())
	}
	return errors.Join(errs...)
}

// closedOr tells a closed pool, for which database/sql has no sentinel, from a
// failure.
func closedOr(err error) error {
	if err.Error() == "sql: database is closed" {
		return ErrClosed
	}
	return translate(err)
}

// statements prepares each query text once; database/sql keeps a prepared
// statement on every connection that has run it.
type statements struct {
	db    *sql.DB
	known sync.Map // query → *sql.Stmt
}

func (c *statements) get(ctx context.Context, query string) (*sql.Stmt, error) {
	if st, ok := c.known.Load(query); ok {
		return st.(*sql.Stmt), nil
	}
	st, err := c.db.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if first, raced := c.known.LoadOrStore(query, st); raced {
		return first.(*sql.Stmt), st.Close()
	}
	return st, nil
}

func (c *statements) close() error {
	var errs []error
	c.known.Range(func(_, st any) bool {
		errs = append(errs, st.(*sql.Stmt).Close())
		return true
	})
	return errors.Join(errs...)
}

// cachedTx runs prepared statements in a transaction of the pool.
type cachedTx struct {
	*statements
	tx *sql.Tx
}

func (c cachedTx) exec(ctx context.Context, query string, args []any) (sql.Result, error) {
	return c.tx.ExecContext(ctx, query, args...)
}

func (c cachedTx) query(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	st, err := c.get(ctx, query)
	if err != nil {
		return nil, err
	}
	return c.tx.StmtContext(ctx, st).QueryContext(ctx, args...)
}
