package main

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// owing stands between the use cases and the database while a moment is worked
// out by hand: it notes what is planned and holds the watermarks still. Where
// dry is set everything is taken back.
type owing struct {
	app.Store
	at  time.Time
	dry bool
	owed
}

// owed is what was planned, in order.
type owed struct {
	deliveries []work.Delivery
	reminders  []work.Reminder
	tasks      map[int64]work.Task
}

// errDry takes a transaction back.
var errDry = errors.New("a dry run")

// Write implements app.Store.
func (o *owing) Write(ctx context.Context, fn func(app.Writer) error) error {
	var got owed
	err := o.Store.Write(ctx, func(w app.Writer) error {
		got = owed{tasks: map[int64]work.Task{}} // it may run more than once
		if err := fn(&owingWriter{w, o.at, &got}); err != nil || !o.dry {
			return err
		}
		return errDry
	})
	if errors.Is(err, errDry) {
		err = nil
	}
	if err == nil {
		o.add(got)
	}
	return err
}

// add takes up what another look planned. In a dry run no look sees what the
// one before it planned: the same message is taken up once.
func (o *owed) add(more owed) {
	same := map[string]string{} // id of a message → of the same, planned before
	for _, d := range more.deliveries {
		i := slices.IndexFunc(o.deliveries, func(b work.Delivery) bool { return b.Workspace == d.Workspace && b.Key == d.Key })
		if i >= 0 {
			same[d.ID] = o.deliveries[i].ID
			continue
		}
		o.deliveries = append(o.deliveries, d)
	}
	for _, r := range more.reminders {
		if id, ok := same[r.Delivery]; ok {
			r.Delivery = id
		}
		known := slices.ContainsFunc(o.reminders, func(b work.Reminder) bool {
			return b.Task == r.Task && b.Deadline == r.Deadline && b.Rung == r.Rung && b.Person == r.Person
		})
		if !known {
			o.reminders = append(o.reminders, r)
		}
	}
	if o.tasks == nil {
		o.tasks = map[int64]work.Task{}
	}
	maps.Copy(o.tasks, more.tasks)
}

// owingWriter notes what passes.
type owingWriter struct {
	app.Writer
	at  time.Time
	got *owed
}

// Tasks implements app.Reader. A task that was entered after the moment is
// taken to have been there: whoever asks about a past day means the plan as it
// is.
func (w *owingWriter) Tasks(ctx context.Context, ws, plan int64) ([]work.Task, error) {
	all, err := w.Writer.Tasks(ctx, ws, plan)
	for i := range all {
		if all[i].CreatedOn.After(calendar.DateOf(w.at)) {
			all[i].CreatedOn = calendar.Date{}
		}
	}
	return all, err
}

// Enqueue implements app.Writer.
func (w *owingWriter) Enqueue(ctx context.Context, d work.Delivery) (bool, error) {
	fresh, err := w.Writer.Enqueue(ctx, d)
	if fresh && err == nil {
		w.got.deliveries = append(w.got.deliveries, d)
	}
	return fresh, err
}

// PutReminder implements app.Writer.
func (w *owingWriter) PutReminder(ctx context.Context, r work.Reminder) (bool, error) {
	fresh, err := w.Writer.PutReminder(ctx, r)
	if !fresh || err != nil {
		return fresh, err
	}
	w.got.reminders = append(w.got.reminders, r)
	w.got.tasks[r.Task], err = w.Task(ctx, r.Workspace, r.Task)
	return fresh, err
}

// SetWatermark implements app.Writer: the moment is looked at beside the
// schedule.
func (w *owingWriter) SetWatermark(context.Context, string, time.Time) error { return nil }
