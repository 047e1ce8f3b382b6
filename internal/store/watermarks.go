package store

import (
	"context"
	"time"
)

func (r reader) Watermark(ctx context.Context, name string) (time.Time, error) {
	t, err := one(ctx, r.session, func(r row, t *time.Time) error { return r.Scan(asTime{t}) },
		`SELECT reached_at FROM watermarks WHERE name = $1`, name)
	if isNotFound(err) {
		return time.Time{}, nil
	}
	return t, err
}

func (w writer) SetWatermark(ctx context.Context, name string, t time.Time) error {
	if t.IsZero() {
		return nil
	}
	_, err := w.exec(ctx,
		`INSERT INTO watermarks (name, reached_at) VALUES ($1, $2)
		 ON CONFLICT (name) DO UPDATE SET reached_at = excluded.reached_at
		 WHERE watermarks.reached_at < excluded.reached_at`, name, millis(t))
	return err
}

// Watermarks implements schedule.Store.
func (db *DB) Watermarks(ctx context.Context) (map[string]time.Time, error) {
	marks := map[string]time.Time{}
	err := db.engine.read(ctx, func(s *session) error {
		return s.each(ctx, func(r row) error {
			var name string
			var t time.Time
			if err := r.Scan(&name, asTime{&t}); err != nil {
				return err
			}
			marks[name] = t
			return nil
		}, `SELECT name, reached_at FROM watermarks`)
	})
	return marks, err
}
