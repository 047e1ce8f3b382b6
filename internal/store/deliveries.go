package store

import (
	"context"

	"nhacviec/internal/work"
)

const deliveryColumns = `id, workspace, key, kind, recipient, plan, day, ref, planned_at, due_at, state,
	not_before, attempt, lease, fence, posting, channel, ts, sent_at, problem`

func scanDelivery(r row, d *work.Delivery) error {
	return r.Scan(&d.ID, &d.Workspace, &d.Key, &d.Kind, &d.To, asID{&d.Plan}, asDate{&d.Date}, &d.Ref,
		asTime{&d.PlannedAt}, asTime{&d.DueAt}, &d.State, asTime{&d.NotBefore}, &d.Attempt, asTime{&d.Lease},
		&d.Fence, asTime{&d.Posting}, &d.Channel, &d.TS, asTime{&d.SentAt}, &d.Problem)
}

func (r reader) Delivery(ctx context.Context, id string) (work.Delivery, error) {
	return one(ctx, r.session, scanDelivery, `SELECT `+deliveryColumns+` FROM deliveries WHERE id = $1`, id)
}

func (r reader) DeliveryByKey(ctx context.Context, ws int64, key string) (work.Delivery, error) {
	return one(ctx, r.session, scanDelivery,
		`SELECT `+deliveryColumns+` FROM deliveries WHERE workspace = $1 AND key = $2`, ws, key)
}

func (w writer) Enqueue(ctx context.Context, d work.Delivery) (bool, error) {
	n, err := w.exec(ctx,
		`INSERT INTO deliveries (id, workspace, key, kind, recipient, plan, day, ref, planned_at, due_at,
		   state, not_before, attempt, fence, channel, ts, problem)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'ready', $11, 0, 0, '', '', '')
		 ON CONFLICT (workspace, key) DO NOTHING`,
		d.ID, d.Workspace, d.Key, string(d.Kind), d.To, optID(d.Plan), optDate(d.Date), d.Ref,
		optMillis(d.PlannedAt), millis(d.DueAt), millis(d.NotBefore))
	return n == 1, err
}
