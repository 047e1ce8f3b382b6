package store_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/store"
	"nhacviec/internal/store/storetest"
)

// benchTasks is the size of the plan that is measured on.
const benchTasks = 100_000

func openLoad(b *testing.B) (*store.DB, storetest.Load) {
	b.Helper()
	db, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "bench.db"), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	l, err := storetest.NewLoad(b.Context(), db, benchTasks)
	if err != nil {
		b.Fatal(err)
	}
	return db, l
}

// update makes the n-th change, to tasks spread over the plan.
func update(b *testing.B, db app.Store, l storetest.Load, n int64) {
	ref := l.Ref(int(n * 7919 % int64(l.Tasks)))
	at := time.UnixMilli(1_645_403_400_000 + n)
	if err := l.Update(b.Context(), db, ref, fmt.Sprintf("request-%d", n), at); err != nil {
		b.Error(err)
	}
}

// BenchmarkGroupCommit measures changes from 16 hands at once, each answered
// after its commit, on a file with synchronous=FULL.
func BenchmarkGroupCommit(b *testing.B) {
	const hands = 16
	db, l := openLoad(b)
	var n atomic.Int64
	var group sync.WaitGroup
	b.ResetTimer()
	for range hands {
		group.Go(func() {
			for i := n.Add(1); i <= int64(b.N); i = n.Add(1) {
				update(b, db, l, i)
			}
		})
	}
	group.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
}

// BenchmarkSingleTx measures the same changes one after another, each in a
// transaction of its own.
func BenchmarkSingleTx(b *testing.B) {
	db, l := openLoad(b)
	for n := int64(1); b.Loop(); n++ {
		update(b, db, l, n)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
}

// BenchmarkTaskByRef measures a look-up in a snapshot of its own.
func BenchmarkTaskByRef(b *testing.B) {
	db, l := openLoad(b)
	for n := 0; b.Loop(); n++ {
		if err := db.Read(b.Context(), func(r app.Reader) error {
			_, err := r.TaskByRef(b.Context(), l.Workspace, l.Plan, l.Ref(n*7919%l.Tasks))
			return err
		}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTasks measures reading the whole plan.
func BenchmarkTasks(b *testing.B) {
	db, l := openLoad(b)
	for b.Loop() {
		if err := db.Read(b.Context(), func(r app.Reader) error {
			all, err := r.Tasks(b.Context(), l.Workspace, l.Plan)
			if len(all) != l.Tasks {
				b.Errorf("%d tasks, want %d", len(all), l.Tasks)
			}
			return err
		}); err != nil {
			b.Fatal(err)
		}
	}
}
