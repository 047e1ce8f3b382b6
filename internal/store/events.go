package store

import (
	"context"
	"math"
	"slices"
	"time"

	"nhacviec/internal/work"
)

const eventColumns = `id, workspace, plan, task, item, change, field, was, became, version, author, door,
	happened_at`

const (
	eventsOf = `SELECT ` + eventColumns + ` FROM events WHERE workspace = $1 AND task = $2
	ORDER BY id DESC LIMIT $3`
	eventsOfChange = `SELECT ` + eventColumns + ` FROM events WHERE workspace = $1 AND change = $2 ORDER BY id`
	eventsBetween  = `SELECT ` + eventColumns + ` FROM events
	WHERE workspace = $1 AND plan = $2 AND happened_at >= $3 AND happened_at < $4
	ORDER BY happened_at, id LIMIT $5`
)

func scanEvent(r row, e *work.Event) error {
	return r.Scan(&e.ID, &e.Workspace, &e.Plan, &e.Task, asID{&e.Item}, &e.Change, &e.Field, &e.From, &e.To,
		&e.Version, &e.By, &e.Door, asTime{&e.At})
}

func (r reader) EventsOf(ctx context.Context, ws, task int64, limit int) ([]work.Event, error) {
	events, err := list(ctx, r.session, scanEvent, eventsOf, ws, task, bound(limit))
	slices.Reverse(events)
	return events, err
}

func (r reader) EventsOfChange(ctx context.Context, ws int64, change string) ([]work.Event, error) {
	return list(ctx, r.session, scanEvent, eventsOfChange, ws, change)
}

func (r reader) EventsBetween(
	ctx context.Context, ws, plan int64, from, to time.Time, limit int,
) ([]work.Event, error) {
	return list(ctx, r.session, scanEvent, eventsBetween, ws, plan,
		ceilMillis(from), ceilMillis(to), bound(limit))
}

// ceilMillis rounds up: a moment kept as m milliseconds is at or after t
// exactly where m is at or after this.
func ceilMillis(t time.Time) int64 { return t.Add(time.Millisecond - 1).UnixMilli() }

// bound is a LIMIT; 0 means all.
func bound(limit int) int64 {
	if limit <= 0 {
		return math.MaxInt64
	}
	return int64(limit)
}

func (w writer) InsertEvents(ctx context.Context, events ...work.Event) error {
	for _, e := range events {
		if _, err := w.exec(ctx,
			`INSERT INTO events (workspace, plan, task, item, change, field, was, became, version, author,
			   door, happened_at)
			 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
			e.Workspace, e.Plan, e.Task, optID(e.Item), e.Change, string(e.Field), e.From, e.To, e.Version,
			e.By, string(e.Door), millis(e.At)); err != nil {
			return err
		}
	}
	return nil
}
