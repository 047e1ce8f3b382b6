package store

import (
	"context"
	"fmt"
	"testing"
)

// onWriter runs fn on the writing connection.
func onWriter(t testing.TB, db *DB, fn func(ctx context.Context, s *session) error) {
	t.Helper()
	if err := db.engine.write(t.Context(), func(s *session) error { return fn(t.Context(), s) }); err != nil {
		t.Fatal(err)
	}
}

// WriterPragma reads a pragma of the writing connection.
func WriterPragma(t testing.TB, db *DB, name string) (v string) {
	t.Helper()
	onWriter(t, db, func(ctx context.Context, s *session) (err error) {
		v, err = one(ctx, s, value[string], "PRAGMA "+name)
		return err
	})
	return v
}

// LimitPages leaves the file n pages to grow by.
func LimitPages(t testing.TB, db *DB, n int) {
	t.Helper()
	onWriter(t, db, func(ctx context.Context, s *session) error {
		used, err := one(ctx, s, value[int], "PRAGMA page_count")
		if err != nil {
			return err
		}
		_, err = one(ctx, s, value[int], fmt.Sprintf("PRAGMA max_page_count = %d", used+n))
		return err
	})
}
