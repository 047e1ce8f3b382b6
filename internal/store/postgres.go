package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx", which keeps prepared statements itself
)

// postgresEngine runs every write in a transaction of its own; several copies
// of the program may share the database.
type postgresEngine struct{ db *sql.DB }

func openPostgres(ctx context.Context, dsn string, o Options) (engine, error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(o.Readers)
	db.SetMaxIdleConns(o.Readers)
	if err := migratePostgres(ctx, db); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return postgresEngine{db}, nil
}

func (e postgresEngine) read(ctx context.Context, fn func(*session) error) error {
	return e.transact(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}, fn)
}

// write runs fn again where another transaction changed what it saw. Once begun
// it is run to the end.
func (e postgresEngine) write(ctx context.Context, fn func(*session) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = 2*time.Millisecond, 200*time.Millisecond
	locked := ""
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := e.transactLocking(ctx, locked, fn)
		table := tableOfDuplicate(err)
		switch {
		case err == nil || errors.Is(err, errAgain):
			return struct{}{}, err
		case table != "" && table != locked:
			// The row that is there already may have come after this
			// transaction's snapshot: look again while nobody else writes.
			locked = table
			return struct{}{}, errors.Join(errAgain, err)
		}
		return struct{}{}, backoff.Permanent(err)
	}, backoff.WithBackOff(wait), backoff.WithMaxElapsedTime(30*time.Second))
	if errors.Is(err, errAgain) {
		err = errors.Join(ErrBusy, err)
	}
	return err
}

// tableOfDuplicate is the quoted name of the table in which a row was there
// already, "" for any other error.
func tableOfDuplicate(err error) string {
	e, ok := errors.AsType[*pgconn.PgError](err)
	if !ok || postgresKind(e.Code) != duplicateKind {
		return ""
	}
	return pgx.Identifier{e.SchemaName, e.TableName}.Sanitize()
}

// transactLocking is a transaction that is the only one to write to a table, ""
// for none. LOCK takes no snapshot: what it waited for is seen.
func (e postgresEngine) transactLocking(ctx context.Context, table string, fn func(*session) error) error {
	return e.transact(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead}, func(s *session) error {
		if table != "" {
			if _, err := s.exec(ctx, "LOCK TABLE "+table+" IN SHARE ROW EXCLUSIVE MODE"); err != nil {
				return err
			}
		}
		return fn(s)
	})
}

func (e postgresEngine) transact(ctx context.Context, o *sql.TxOptions, fn func(*session) error) error {
	tx, err := e.db.BeginTx(ctx, o)
	if err != nil {
		return closedOr(err)
	}
	defer func() { _ = tx.Rollback() }() // after a commit it does nothing
	s := &session{run: plainTx{tx}, claim: " FOR UPDATE SKIP LOCKED", whole: !o.ReadOnly}
	defer s.end()
	if err := fn(s); err != nil {
		return err
	}
	if s.failed != nil {
		return s.failed
	}
	return translate(tx.Commit())
}

func (e postgresEngine) close() error { return e.db.Close() }

// plainTx leaves preparing to the driver.
type plainTx struct{ tx *sql.Tx }

func (p plainTx) exec(ctx context.Context, query string, args []any) (sql.Result, error) {
	return p.tx.ExecContext(ctx, query, args...)
}

func (p plainTx) query(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	return p.tx.QueryContext(ctx, query, args...)
}
