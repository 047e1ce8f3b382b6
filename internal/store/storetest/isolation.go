package storetest

import (
	"reflect"
	"testing"

	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

// testIsolation asks, in the name of one workspace, for all that another has.
func testIsolation(t *testing.T, h *harness) {
	ours, theirs := h.workspace("T1"), h.workspace("T2")
	plan := h.plan(theirs, "theirs")
	v := h.task(work.Task{Workspace: theirs, Plan: plan, Ref: "1"})
	h.task(work.Task{Workspace: theirs, Plan: plan, Ref: "1.1", Parent: v.ID})
	h.write(func(w app.Writer) error {
		h.ok(w.PutPerson(h.ctx, work.Person{Workspace: theirs, ID: "U1"}))
		_, err := w.PutUnit(h.ctx, work.Unit{Workspace: theirs, Name: "unit", Members: []string{"U1"}})
		h.ok(err)
		h.ok(w.PutDraft(h.ctx, work.StoredDraft{ID: "d1", Workspace: theirs, Plan: plan}))
		h.ok(w.InsertEvents(h.ctx, work.Event{Workspace: theirs, Plan: plan, Task: v.ID, Change: "c1", At: morning}))
		_, err = w.PutReminder(h.ctx, work.Reminder{Workspace: theirs, Task: v.ID, Rung: "d1"})
		h.ok(err)
		_, err = w.Enqueue(h.ctx, work.Delivery{ID: "x", Workspace: theirs, Key: "k"})
		return err
	})
	isolatedReads(t, h, ours, plan, v)
	isolatedWrites(h, ours, plan, v)
}

func isolatedReads(t *testing.T, h *harness, ours, plan int64, v work.Task) {
	missing := map[string]func(r app.Reader) error{
		"Person":        func(r app.Reader) error { _, err := r.Person(h.ctx, ours, "U1"); return err },
		"Plan":          func(r app.Reader) error { _, err := r.Plan(h.ctx, ours, plan); return err },
		"Task":          func(r app.Reader) error { _, err := r.Task(h.ctx, ours, v.ID); return err },
		"TaskByRef":     func(r app.Reader) error { _, err := r.TaskByRef(h.ctx, ours, plan, "1"); return err },
		"Draft":         func(r app.Reader) error { _, err := r.Draft(h.ctx, ours, "d1"); return err },
		"LastDraft":     func(r app.Reader) error { _, err := r.LastDraft(h.ctx, ours, plan); return err },
		"DeliveryByKey": func(r app.Reader) error { _, err := r.DeliveryByKey(h.ctx, ours, "k"); return err },
	}
	for name, fn := range missing {
		if err := h.db.Read(h.ctx, fn); work.CodeOf(err) != work.NotFound {
			t.Errorf("%s answered %v, want not found", name, err)
		}
	}
	h.read(func(r app.Reader) error {
		none(t, "People")(r.People(h.ctx, ours))
		none(t, "Units")(r.Units(h.ctx, ours))
		none(t, "Plans")(r.Plans(h.ctx, ours))
		none(t, "Tasks")(r.Tasks(h.ctx, ours, plan))
		none(t, "Children")(r.Children(h.ctx, ours, v.ID))
		none(t, "Occurrences")(r.Occurrences(h.ctx, ours, v.ID))
		none(t, "Refs")(r.Refs(h.ctx, ours, plan))
		none(t, "EventsOf")(r.EventsOf(h.ctx, ours, v.ID, 0))
		none(t, "EventsOfChange")(r.EventsOfChange(h.ctx, ours, "c1"))
		none(t, "EventsBetween")(r.EventsBetween(h.ctx, ours, plan, morning.AddDate(-1, 0, 0), morning.AddDate(1, 0, 0), 0))
		none(t, "Reminders")(r.Reminders(h.ctx, ours, v.ID))
		return nil
	})
}

// none returns a check that a list, whatever it lists, is empty.
func none(t *testing.T, what string) func(list any, err error) {
	return func(list any, err error) {
		t.Helper()
		if n := reflect.ValueOf(list).Len(); err != nil || n > 0 {
			t.Errorf("%s gave %d of another workspace's rows, %v", what, n, err)
		}
	}
}

func isolatedWrites(h *harness, ours, plan int64, v work.Task) {
	mine := h.plan(ours, "ours")
	writes := []func(w app.Writer) error{
		func(w app.Writer) error { return w.UpdatePlan(h.ctx, work.Plan{ID: plan, Workspace: ours, Version: 1}) },
		func(w app.Writer) error {
			return w.UpdateTask(h.ctx, work.Task{ID: v.ID, Workspace: ours, Plan: plan, Version: 1, State: work.Done})
		},
		func(w app.Writer) error {
			_, err := w.InsertTask(h.ctx, work.Task{Workspace: ours, Plan: plan, Ref: "9", State: work.NotStarted})
			return err
		},
		func(w app.Writer) error {
			_, err := w.InsertTask(h.ctx,
				work.Task{Workspace: ours, Plan: mine, Parent: v.ID, Ref: "9", State: work.NotStarted})
			return err
		},
		func(w app.Writer) error {
			return w.InsertEvents(h.ctx, work.Event{Workspace: ours, Plan: mine, Task: v.ID})
		},
		func(w app.Writer) error {
			_, err := w.PutReminder(h.ctx, work.Reminder{Workspace: ours, Task: v.ID, Rung: "d2"})
			return err
		},
		func(w app.Writer) error {
			_, err := w.Enqueue(h.ctx, work.Delivery{ID: "y", Workspace: ours, Key: "k", Plan: plan})
			return err
		},
	}
	for _, fn := range writes {
		h.refused(work.NotFound, fn)
	}
}
