package store_test

import (
	"context"
	"path/filepath"
	"testing"

	"nhacviec/internal/store"
)

// Of two copies on one PostgreSQL one leads, and the other after it.
func TestOneCopyLeadsOnPostgreSQL(t *testing.T) {
	t.Parallel()
	dsn := postgresSchema(t)
	lead := func() (leading chan struct{}, end func()) {
		db, err := store.Open(t.Context(), dsn, store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		leading, ended := make(chan struct{}), make(chan error)
		go func() {
			ended <- db.Lead(ctx, func(ctx context.Context) error {
				close(leading)
				<-ctx.Done()
				return nil
			})
		}()
		return leading, func() {
			cancel()
			if err := <-ended; err != nil {
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	first, endFirst := lead()
	<-first
	second, endSecond := lead()
	select {
	case <-second:
		t.Error("two lead at once")
	default:
	}
	endFirst()
	<-second
	endSecond()
}

// On SQLite whoever has the file leads.
func TestLeadOnSQLite(t *testing.T) {
	t.Parallel()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "nhacviec.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ran := false
	if err := db.Lead(t.Context(), func(context.Context) error { ran = true; return nil }); err != nil || !ran {
		t.Error(ran, err)
	}
}
