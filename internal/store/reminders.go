package store

import (
	"context"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

const reminderColumns = `workspace, task, deadline, rung, person, fell_on, delivery,
	role, moved_from, stands_for, reason, until_on, told_instead, planned_at`

const (
	remindersOf = `SELECT ` + reminderColumns + ` FROM reminders WHERE workspace = $1 AND task = $2
	ORDER BY fell_on, id`
	remindersOn = `SELECT ` + reminderColumns + ` FROM reminders WHERE workspace = $1 AND fell_on BETWEEN $2 AND $3
	ORDER BY fell_on, id`
	remindersIn = `SELECT ` + reminderColumns + ` FROM reminders WHERE delivery = $1 AND delivery <> '' ORDER BY id`
)

func scanReminder(r row, v *work.Reminder) error {
	return r.Scan(&v.Workspace, &v.Task, asDate{&v.Deadline}, &v.Rung, &v.Person, asDate{&v.On}, &v.Delivery,
		&v.Role, asDate{&v.Moved}, &v.For, &v.Reason, asDate{&v.Until}, &v.To, asTime{&v.PlannedAt})
}

func (r reader) Reminders(ctx context.Context, ws, task int64) ([]work.Reminder, error) {
	return list(ctx, r.session, scanReminder, remindersOf, ws, task)
}

func (r reader) RemindersOn(ctx context.Context, ws int64, from, to calendar.Date) ([]work.Reminder, error) {
	return list(ctx, r.session, scanReminder, remindersOn, ws, from.String(), to.String())
}

func (r reader) RemindersIn(ctx context.Context, delivery string) ([]work.Reminder, error) {
	return list(ctx, r.session, scanReminder, remindersIn, delivery)
}

func (w writer) PutReminder(ctx context.Context, v work.Reminder) (bool, error) {
	n, err := w.exec(ctx,
		`INSERT INTO reminders (`+reminderColumns+`)
		 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		 ON CONFLICT (task, deadline, rung, person) DO NOTHING`,
		v.Workspace, v.Task, v.Deadline.String(), v.Rung, v.Person, v.On.String(), v.Delivery,
		string(v.Role), optDate(v.Moved), v.For, string(v.Reason), optDate(v.Until), v.To, optMillis(v.PlannedAt))
	return n == 1, err
}

func (w writer) UpdateReminder(ctx context.Context, v work.Reminder) error {
	n, err := w.exec(ctx,
		`UPDATE reminders SET reason = $6, until_on = $7
		 WHERE workspace = $1 AND task = $2 AND deadline = $3 AND rung = $4 AND person = $5`,
		v.Workspace, v.Task, v.Deadline.String(), v.Rung, v.Person, string(v.Reason), optDate(v.Until))
	if err == nil && n == 0 {
		err = errNotFound()
	}
	return err
}

func (w writer) MoveReminders(ctx context.Context, from, to string) error {
	_, err := w.exec(ctx, `UPDATE reminders SET delivery = $2 WHERE delivery = $1 AND delivery <> ''`, from, to)
	return err
}
