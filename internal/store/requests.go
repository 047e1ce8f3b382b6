package store

import (
	"context"
	"time"

	"nhacviec/internal/work"
)

const openRequests = `SELECT key, kind, payload, received_at FROM requests WHERE finished_at IS NULL
	ORDER BY received_at, seq`

func scanRequest(r row, v *work.Request) error {
	return r.Scan(&v.Key, &v.Kind, &v.Payload, asTime{&v.ReceivedAt})
}

func (r reader) OpenRequests(ctx context.Context) ([]work.Request, error) {
	return list(ctx, r.session, scanRequest, openRequests)
}

func (w writer) OpenRequest(ctx context.Context, v work.Request) (bool, error) {
	payload := v.Payload
	if payload == nil {
		payload = []byte{}
	}
	n, err := w.exec(ctx,
		`INSERT INTO requests (key, kind, payload, received_at) VALUES ($1, $2, $3, $4)
		 ON CONFLICT (key) DO NOTHING`, v.Key, v.Kind, payload, millis(v.ReceivedAt))
	return n == 1, err
}

// FinishRequest keeps the key alone: the payload, with the words of whoever
// sent it and the URL that answers them, is dropped.
func (w writer) FinishRequest(ctx context.Context, key string, at time.Time) (bool, error) {
	n, err := w.exec(ctx,
		`INSERT INTO requests (key, kind, payload, finished_at) VALUES ($1, '', $2, $3)
		 ON CONFLICT (key) DO UPDATE SET payload = excluded.payload, finished_at = excluded.finished_at
		 WHERE requests.finished_at IS NULL`, key, []byte{}, millis(at))
	return n == 1, err
}
