package store

import (
	"context"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

const snoozeColumns = `workspace, task, person, until_on, made_at`

const (
	snoozesFrom = `SELECT ` + snoozeColumns + ` FROM snoozes WHERE workspace = $1 AND until_on >= $2
	ORDER BY until_on, task, person`
	snoozesOf = `SELECT ` + snoozeColumns + ` FROM snoozes WHERE workspace = $1 AND task = $2 ORDER BY person`
)

func scanSnooze(r row, s *work.Snooze) error {
	return r.Scan(&s.Workspace, &s.Task, &s.Person, asDate{&s.Until}, asTime{&s.MadeAt})
}

func (r reader) Snoozes(ctx context.Context, ws int64, from calendar.Date) ([]work.Snooze, error) {
	return list(ctx, r.session, scanSnooze, snoozesFrom, ws, from.String())
}

func (r reader) SnoozesOf(ctx context.Context, ws, first int64) ([]work.Snooze, error) {
	return list(ctx, r.session, scanSnooze, snoozesOf, ws, first)
}

func (w writer) PutSnooze(ctx context.Context, s work.Snooze) error {
	_, err := w.exec(ctx,
		`INSERT INTO snoozes (`+snoozeColumns+`) VALUES ($1, $2, $3, $4, $5)
		 ON CONFLICT (workspace, task, person) DO UPDATE SET until_on = excluded.until_on,
		   made_at = excluded.made_at`,
		s.Workspace, s.Task, s.Person, s.Until.String(), millis(s.MadeAt))
	return err
}

func (w writer) DropSnooze(ctx context.Context, ws, first int64, person string) error {
	_, err := w.exec(ctx, `DELETE FROM snoozes WHERE workspace = $1 AND task = $2 AND person = $3`, ws, first, person)
	return err
}
