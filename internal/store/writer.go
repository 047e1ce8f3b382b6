package store

import (
	"context"
	"database/sql"
	"errors"
)

// writerConn is SQLite's one writing connection with its prepared statements.
// Only one goroutine at a time uses it.
type writerConn struct {
	conn  *sql.Conn
	known map[string]*sql.Stmt
}

func (c *writerConn) exec(ctx context.Context, query string, args []any) (sql.Result, error) {
	st, err := c.prepared(query)
	if err != nil {
		return nil, err
	}
	return st.ExecContext(ctx, args...)
}

func (c *writerConn) query(ctx context.Context, query string, args []any) (*sql.Rows, error) {
	st, err := c.prepared(query)
	if err != nil {
		return nil, err
	}
	return st.QueryContext(ctx, args...)
}

// run executes a statement without arguments.
func (c *writerConn) run(query string) error {
	_, err := c.exec(context.Background(), query, nil)
	return translate(err)
}

func (c *writerConn) prepared(query string) (*sql.Stmt, error) {
	if st, ok := c.known[query]; ok {
		return st, nil
	}
	st, err := c.conn.PrepareContext(context.Background(), query)
	if err == nil {
		c.known[query] = st
	}
	return st, err
}

func (c *writerConn) close() error {
	var errs []error
	for _, st := range c.known {
		errs = append(errs, st.Close())
	}
	return errors.Join(append(errs, c.conn.Close())...)
}
