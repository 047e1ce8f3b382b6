package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"nhacviec/internal/outbox"
	"nhacviec/internal/work"
)

// firstInLine keeps, of each conversation, only the oldest open delivery d.
const firstInLine = ` d.state IN ('ready', 'sending') AND NOT EXISTS (
	SELECT 1 FROM deliveries o WHERE o.state IN ('ready', 'sending') AND o.workspace = d.workspace
	AND o.recipient = d.recipient AND (o.due_at, o.id) < (d.due_at, d.id))`

const (
	claimable = `SELECT d.id FROM deliveries d WHERE` + firstInLine + `
	AND CASE d.state WHEN 'ready' THEN d.not_before ELSE d.lease END <= $1
	ORDER BY d.due_at, d.id LIMIT $2`

	// A row that may be sent at once has 0, which would read as no row at all.
	nextClaimable = `SELECT MIN(CASE WHEN d.state <> 'ready' THEN d.lease WHEN d.not_before > 0 THEN d.not_before ELSE 1 END)
	FROM deliveries d WHERE` + firstInLine
)

// ClaimDeliveries implements outbox.Store.
func (db *DB) ClaimDeliveries(
	ctx context.Context, now time.Time, lease time.Duration, limit int,
) (claimed []work.Delivery, err error) {
	err = db.engine.write(ctx, func(s *session) error {
		claimed, err = list(ctx, s, scanDelivery,
			`UPDATE deliveries SET state = 'sending', lease = $3, attempt = attempt + 1, fence = fence + 1
			 WHERE id IN (`+claimable+s.claim+`) RETURNING `+deliveryColumns,
			now.UnixMilli(), limit, now.Add(lease).UnixMilli())
		return err
	})
	slices.SortFunc(claimed, func(a, b work.Delivery) int {
		return cmp.Or(a.DueAt.Compare(b.DueAt), cmp.Compare(a.ID, b.ID))
	})
	return claimed, err
}

// NextDelivery implements outbox.Store.
func (db *DB) NextDelivery(ctx context.Context) (next time.Time, err error) {
	err = db.engine.read(ctx, func(s *session) error {
		next, err = one(ctx, s, func(r row, t *time.Time) error { return r.Scan(asTime{t}) }, nextClaimable)
		return err
	})
	return next, err
}

// MarkPosting implements outbox.Store.
func (db *DB) MarkPosting(ctx context.Context, id string, fence int64, slack time.Time) error {
	return db.mark(ctx, id, fence, `posting = $3`, millis(slack))
}

// MarkSent implements outbox.Store.
func (db *DB) MarkSent(
	ctx context.Context, id string, fence int64, channel, ts string, calendarNow time.Time,
) error {
	return db.mark(ctx, id, fence,
		`state = 'sent', lease = NULL, problem = '', channel = $3, ts = $4, sent_at = $5`,
		channel, ts, millis(calendarNow))
}

// MarkRetry implements outbox.Store.
func (db *DB) MarkRetry(
	ctx context.Context, id string, fence int64, notBefore time.Time, maybeLanded bool, problem string,
) error {
	return db.mark(ctx, id, fence,
		`state = 'ready', lease = NULL, not_before = $3,
		 posting = CASE WHEN $4 = 1 THEN posting END, problem = $5`,
		millis(notBefore), flag(maybeLanded), problem)
}

// Release implements outbox.Store.
func (db *DB) Release(
	ctx context.Context, id string, fence int64, notBefore time.Time, maybeLanded bool, problem string,
) error {
	return db.mark(ctx, id, fence,
		`state = 'ready', lease = NULL, attempt = attempt - 1, not_before = $3,
		 posting = CASE WHEN $4 = 1 THEN posting END,
		 problem = CASE WHEN $5 = '' THEN problem ELSE $5 END`,
		millis(notBefore), flag(maybeLanded), problem)
}

// MarkFailed implements outbox.Store.
func (db *DB) MarkFailed(ctx context.Context, id string, fence int64, problem string) error {
	return db.mark(ctx, id, fence, `state = 'failed', lease = NULL, problem = $3`, problem)
}

// MarkCancelled implements outbox.Store.
func (db *DB) MarkCancelled(ctx context.Context, id string, fence int64) error {
	return db.mark(ctx, id, fence, `state = 'cancelled', lease = NULL`)
}

// mark changes a delivery that its claimer still holds. Its arguments begin at $3.
func (db *DB) mark(ctx context.Context, id string, fence int64, set string, args ...any) error {
	return db.engine.write(ctx, func(s *session) error {
		n, err := s.exec(ctx,
			`UPDATE deliveries SET `+set+` WHERE id = $1 AND fence = $2 AND state = 'sending'`,
			append([]any{id, fence}, args...)...)
		if err == nil && n == 0 {
			return outbox.ErrFenced
		}
		return err
	})
}
