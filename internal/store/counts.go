package store

import (
	"context"
	"time"

	"nhacviec/internal/work"
)

// DeliveryCount is how many deliveries of a kind are in a state.
type DeliveryCount struct {
	Kind  work.DeliveryKind
	State work.DeliveryState
	Count int64
}

// DeliveryCounts counts the deliveries, and says since when, in calendar time,
// the oldest that is still to be sent is owed: zero where none is.
func (db *DB) DeliveryCounts(ctx context.Context) (counts []DeliveryCount, oldest time.Time, err error) {
	err = db.engine.read(ctx, func(s *session) error {
		counts, err = list(ctx, s, func(r row, c *DeliveryCount) error { return r.Scan(&c.Kind, &c.State, &c.Count) },
			`SELECT kind, state, COUNT(*) FROM deliveries GROUP BY kind, state ORDER BY kind, state`)
		if err != nil {
			return err
		}
		oldest, err = one(ctx, s, func(r row, t *time.Time) error { return r.Scan(asTime{t}) },
			`SELECT MIN(due_at) FROM deliveries WHERE state IN ('ready', 'sending')`)
		return err
	})
	return counts, oldest, err
}
