package store_test

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

func TestDeliveryCounts(t *testing.T) {
	t.Parallel()
	t.Run("SQLite", func(t *testing.T) { countDeliveries(t, filepath.Join(t.TempDir(), "nhacviec.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { countDeliveries(t, postgresSchema(t)) })
}

func countDeliveries(t *testing.T, dsn string) {
	empty := opened(t, dsn)
	if counts, oldest, err := empty.DeliveryCounts(t.Context()); err != nil || len(counts) != 0 || !oldest.IsZero() {
		t.Errorf("of nothing: %v %v %v", counts, oldest, err)
	}
	if err := empty.Close(); err != nil {
		t.Fatal(err)
	}
	furnished(t, dsn)
	db := opened(t, dsn)
	defer db.Close()
	counts, oldest, err := db.DeliveryCounts(t.Context())
	if err != nil || !oldest.Equal(moment) {
		t.Errorf("the oldest is owed since %v, %v", oldest, err)
	}
	want := []store.DeliveryCount{{Kind: work.DigestDelivery, State: work.Ready, Count: 1}, {Kind: work.DigestDelivery, State: work.Sending, Count: 1}}
	if diff := cmp.Diff(want, counts); diff != "" {
		t.Error(diff)
	}
}
