package store_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"nhacviec/internal/store"
)

func TestLeader(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nhacviec.db")
	release, err := store.AcquireLeader(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}

	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := store.AcquireLeader(ended, path); !errors.Is(err, context.Canceled) {
		t.Errorf("a second leader got %v, want its context's error", err)
	}

	type result struct {
		release func() error
		err     error
	}
	next := make(chan result)
	go func() {
		release, err := store.AcquireLeader(t.Context(), path)
		next <- result{release, err}
	}()
	if err := release(); err != nil {
		t.Fatal(err)
	}
	got := <-next
	if got.err != nil {
		t.Fatalf("who waited for the lead got %v", got.err)
	}
	if err := got.release(); err != nil {
		t.Error(err)
	}
}

// TestLeaderAndOthers opens the store beside a leader: the lead is no lock on
// the data.
func TestLeaderAndOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nhacviec.db")
	release, err := store.AcquireLeader(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Close(), release()); err != nil {
		t.Error(err)
	}
}
