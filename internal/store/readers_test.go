package store_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/store"
)

// Snapshots used to wait for each other for ever where all of them met a query
// for the first time: it was prepared on a connection that none would let go.
func TestSnapshotsThatMeetAQueryFirstDoNotWaitForEachOther(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), "first.db"), store.Options{Readers: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var all sync.WaitGroup
	var met sync.WaitGroup
	met.Add(2)
	for range 2 {
		all.Go(func() {
			err := db.Read(ctx, func(r app.Reader) error {
				met.Done()
				met.Wait() // both have their connection
				_, err := r.Plans(ctx, 1)
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}
