package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

func TestPrune(t *testing.T) {
	t.Parallel()
	t.Run("SQLite", func(t *testing.T) { pruneOld(t, filepath.Join(t.TempDir(), "nhacviec.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { pruneOld(t, postgresSchema(t)) })
}

// pruneOld leaves what is young, open, or kept by the ledger.
func pruneOld(t *testing.T, dsn string) {
	load := furnished(t, dsn) // d1 is in the ledger, r1 is open, r2 is finished
	db := opened(t, dsn)
	defer db.Close()
	const many = 1200 // more than two batches
	err := db.Write(t.Context(), func(w app.Writer) error {
		for i := range many {
			if _, err := w.FinishRequest(t.Context(), fmt.Sprintf("old-%d", i), moment); err != nil {
				return err
			}
		}
		if _, err := w.FinishRequest(t.Context(), "young", moment.AddDate(0, 3, 0)); err != nil {
			return err
		}
		_, err := w.Enqueue(t.Context(), work.Delivery{ID: "offer", Workspace: load.Workspace, Key: "offer", Kind: work.DraftDelivery, To: "U3", DueAt: moment})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	now := moment.Add(time.Hour)
	claimed, err := db.ClaimDeliveries(t.Context(), now, time.Minute, 9)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range claimed {
		if err := db.MarkSent(t.Context(), d.ID, d.Fence, "D1", "1.1", now); err != nil {
			t.Fatal(err)
		}
	}
	if rows, err := db.Prune(t.Context(), moment.AddDate(0, 2, 0)); err != nil || rows != many+2 {
		t.Errorf("%d rows went, want %d requests and the offer: %v", rows, many+1, err)
	}
	err = db.Write(t.Context(), func(w app.Writer) error {
		open, err := w.OpenRequests(t.Context())
		if err != nil || len(open) != 1 {
			t.Errorf("open requests: %v %v", open, err)
		}
		if fresh, err := w.FinishRequest(t.Context(), "young", moment); err != nil || fresh {
			t.Error("a young request is forgotten", err)
		}
		for _, id := range []string{"d1", "d2"} {
			if _, err := w.Delivery(t.Context(), id); err != nil {
				t.Error(id, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
