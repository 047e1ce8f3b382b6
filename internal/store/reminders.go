package store

import (
	"context"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

const reminderColumns = `workspace, task, deadline, rung, person, fell_on, delivery`

const (
	remindersOf = `SELECT ` + reminderColumns + ` FROM reminders WHERE workspace = $1 AND task = $2
	ORDER BY fell_on, id`
	remindersOn = `SELECT ` + reminderColumns + ` FROM reminders WHERE workspace = $1 AND fell_on BETWEEN $2 AND $3
	ORDER BY fell_on, id`
)

func scanReminder(r row, v *work.Reminder) error {
	return r.Scan(&v.Workspace, &v.Task, asDate{&v.Deadline}, &v.Rung, &v.Person, asDate{&v.On}, &v.Delivery)
}

func (r reader) Reminders(ctx context.Context, ws, task int64) ([]work.Reminder, error) {
	return list(ctx, r.session, scanReminder, remindersOf, ws, task)
}

func (r reader) RemindersOn(ctx context.Context, ws int64, from, to calendar.Date) ([]work.Reminder, error) {
	return list(ctx, r.session, scanReminder, remindersOn, ws, from.String(), to.String())
}

func (w writer) PutReminder(ctx context.Context, v work.Reminder) (bool, error) {
	n, err := w.exec(ctx,
		`INSERT INTO reminders (`+reminderColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7)
		 ON CONFLICT (task, deadline, rung, person) DO NOTHING`,
		v.Workspace, v.Task, v.Deadline.String(), v.Rung, v.Person, v.On.String(), v.Delivery)
	return n == 1, err
}
