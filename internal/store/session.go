package store

import (
	"context"
	"database/sql"
)

// session runs queries inside one transaction. After the first failure it
// refuses the rest, as PostgreSQL does by itself: SQLite may have ended the
// transaction, and what came next would be committed alone.
type session struct {
	run    runner
	claim  string // appended to a query whose rows are claimed from others
	whole  bool   // runs to its end: a context that ends does not interrupt it
	failed error
}

// runner runs one query text on a connection.
type runner interface {
	exec(ctx context.Context, query string, args []any) (sql.Result, error)
	query(ctx context.Context, query string, args []any) (*sql.Rows, error)
}

// end makes the session useless to whoever kept it.
func (s *session) end() {
	if s.failed == nil {
		s.failed = errEnded
	}
}

func (s *session) fail(err error) error {
	err = translate(err)
	if s.failed == nil {
		s.failed = err
	}
	return err
}

func (s *session) within(ctx context.Context) context.Context {
	if s.whole {
		return context.WithoutCancel(ctx)
	}
	return ctx
}

// exec returns the number of rows that were changed.
func (s *session) exec(ctx context.Context, query string, args ...any) (int64, error) {
	if s.failed != nil {
		return 0, s.failed
	}
	res, err := s.run.exec(s.within(ctx), query, args)
	if err != nil {
		return 0, s.fail(err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return 0, s.fail(err)
	}
	return n, nil
}

// each calls scan for every row.
func (s *session) each(ctx context.Context, scan func(row) error, query string, args ...any) error {
	if s.failed != nil {
		return s.failed
	}
	rows, err := s.run.query(s.within(ctx), query, args)
	if err != nil {
		return s.fail(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return s.fail(err)
		}
	}
	if err := rows.Err(); err != nil {
		return s.fail(err)
	}
	return nil
}

// row is what a scan function reads.
type row interface{ Scan(dest ...any) error }

// list reads all rows.
func list[T any](ctx context.Context, s *session, scan func(row, *T) error, query string, args ...any) ([]T, error) {
	var all []T
	err := s.each(ctx, func(r row) error {
		var v T
		if err := scan(r, &v); err != nil {
			return err
		}
		all = append(all, v)
		return nil
	}, query, args...)
	return all, err
}

// one reads a single row; NotFound where there is none.
func one[T any](ctx context.Context, s *session, scan func(row, *T) error, query string, args ...any) (T, error) {
	var v T
	found := false
	err := s.each(ctx, func(r row) error {
		found = true
		return scan(r, &v)
	}, query, args...)
	if err == nil && !found {
		err = errNotFound()
	}
	return v, err
}

// value scans a row's only column.
func value[T any](r row, v *T) error { return r.Scan(v) }
