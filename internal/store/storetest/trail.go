package storetest

import (
	"testing"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

func testEvents(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	v := h.task(work.Task{Workspace: ws, Plan: h.plan(ws, "plan"), Ref: "1",
		Items: []work.Item{{Kind: work.CheckItem, Name: "a"}}})
	full := filled[work.Event]()
	full.Item = v.Items[0].ID
	events := []work.Event{full, {Field: work.FieldNote, Change: "c2", To: "two", At: morning},
		{Field: work.FieldNote, Change: full.Change, To: "three", At: morning.Add(-time.Hour)}}
	for i := range events {
		events[i].Workspace, events[i].Plan, events[i].Task = ws, v.Plan, v.ID
	}
	h.write(func(w app.Writer) error { return w.InsertEvents(h.ctx, events...) })
	of := func(limit int) []work.Event {
		return get(h, func(r app.Reader) ([]work.Event, error) { return r.EventsOf(h.ctx, ws, v.ID, limit) })
	}
	got := of(0)
	for i := range events {
		if i > 0 && got[i].ID <= got[i-1].ID {
			t.Errorf("ids %d, %d do not grow", got[i-1].ID, got[i].ID)
		}
		events[i].ID = got[i].ID
	}
	equal(t, "as they were written", got, events)
	equal(t, "the last two", of(2), events[1:])
	equal(t, "of one change", get(h, func(r app.Reader) ([]work.Event, error) {
		return r.EventsOfChange(h.ctx, ws, full.Change)
	}), []work.Event{events[0], events[2]})
	h.refused(work.NotFound, func(w app.Writer) error {
		return w.InsertEvents(h.ctx, work.Event{Workspace: ws, Plan: v.Plan, Task: 99, Field: work.FieldNote})
	})
}

func testEventsBetween(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	v := h.task(work.Task{Workspace: ws, Plan: h.plan(ws, "plan"), Ref: "1"})
	h.write(func(w app.Writer) error {
		for _, hour := range []int{3, 1, 2, 0} {
			h.ok(w.InsertEvents(h.ctx, work.Event{Workspace: ws, Plan: v.Plan, Task: v.ID, Field: work.FieldNote,
				At: morning.Add(time.Duration(hour) * time.Hour)}))
		}
		return nil
	})
	hours := func(from, to time.Time, limit int) (hours []int) {
		for _, e := range get(h, func(r app.Reader) ([]work.Event, error) {
			return r.EventsBetween(h.ctx, ws, v.Plan, from, to, limit)
		}) {
			hours = append(hours, int(e.At.Sub(morning)/time.Hour))
		}
		return hours
	}
	at := func(h time.Duration) time.Time { return morning.Add(h * time.Hour) }
	equal(t, "all", hours(at(0), at(4), 0), []int{0, 1, 2, 3})
	equal(t, "from is in, to is out", hours(at(1), at(3), 0), []int{1, 2})
	equal(t, "the first two", hours(at(0), at(4), 2), []int{0, 1})
	equal(t, "a moment after", hours(at(1).Add(1), at(3).Add(1), 0), []int{2, 3})
	equal(t, "none", hours(at(4), at(9), 0), nil)
}

func testReminders(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	v := h.task(work.Task{Workspace: ws, Plan: h.plan(ws, "plan"), Ref: "1"})
	full := filled[work.Reminder]()
	full.Workspace, full.Task = ws, v.ID
	enter := func(r work.Reminder) bool {
		return put(h, func(w app.Writer) (bool, error) { return w.PutReminder(h.ctx, r) })
	}
	later, other, moved := full, full, full
	later.Rung, later.On = "d1", full.On.AddDays(3)
	other.Person = "U2"
	moved.Deadline = full.Deadline.AddDays(10)
	for _, r := range []work.Reminder{later, full, other, moved} {
		if !enter(r) {
			t.Errorf("%+v was there already", r)
		}
	}
	again := full
	again.On, again.Delivery = full.On.AddDays(1), "another"
	if enter(again) {
		t.Error("the same rung was entered twice")
	}
	equal(t, "of the task", get(h, func(r app.Reader) ([]work.Reminder, error) {
		return r.Reminders(h.ctx, ws, v.ID)
	}), []work.Reminder{full, other, moved, later})
	on := func(from, to calendar.Date) []work.Reminder {
		return get(h, func(r app.Reader) ([]work.Reminder, error) { return r.RemindersOn(h.ctx, ws, from, to) })
	}
	equal(t, "of a delivery", get(h, func(r app.Reader) ([]work.Reminder, error) {
		return r.RemindersIn(h.ctx, full.Delivery)
	}), []work.Reminder{later, full, other, moved})
	equal(t, "of no delivery", get(h, func(r app.Reader) ([]work.Reminder, error) { return r.RemindersIn(h.ctx, "") }), nil)
	h.write(func(w app.Writer) error {
		full.Reason, full.Until = work.ReasonSnoozed, full.On.AddDays(9)
		h.ok(w.UpdateReminder(h.ctx, full))
		later.Reason, later.Until = "", calendar.Date{}
		return w.UpdateReminder(h.ctx, later)
	})
	equal(t, "with reasons", get(h, func(r app.Reader) ([]work.Reminder, error) {
		return r.Reminders(h.ctx, ws, v.ID)
	}), []work.Reminder{full, other, moved, later})
	h.refused(work.NotFound, func(w app.Writer) error {
		return w.UpdateReminder(h.ctx, work.Reminder{Workspace: ws, Task: v.ID, Rung: "d99"})
	})
	equal(t, "of the day", on(later.On, later.On), []work.Reminder{later})
	h.write(func(w app.Writer) error { return w.MoveReminders(h.ctx, full.Delivery, "next day's") })
	equal(t, "moved away", get(h, func(r app.Reader) ([]work.Reminder, error) {
		return r.RemindersIn(h.ctx, full.Delivery)
	}), nil)
	for _, r := range []*work.Reminder{&full, &other, &moved, &later} {
		r.Delivery = "next day's"
	}
	equal(t, "moved to", get(h, func(r app.Reader) ([]work.Reminder, error) {
		return r.RemindersIn(h.ctx, "next day's")
	}), []work.Reminder{later, full, other, moved})
	equal(t, "of days without any", on(full.On.AddDays(1), later.On.AddDays(-1)), nil)
}

func testWatermarks(t *testing.T, h *harness) {
	mark := func(name string) time.Time {
		return get(h, func(r app.Reader) (time.Time, error) { return r.Watermark(h.ctx, name) })
	}
	set := func(name string, at time.Time) {
		h.write(func(w app.Writer) error { return w.SetWatermark(h.ctx, name, at) })
	}
	equal(t, "never", mark("plan/1/daily"), time.Time{})
	set("plan/1/daily", time.Time{})
	equal(t, "still never", mark("plan/1/daily"), time.Time{})
	set("plan/1/daily", morning)
	set("plan/1/daily", morning.Add(-time.Hour))
	equal(t, "not backward", mark("plan/1/daily"), morning)
	set("plan/1/daily", morning.Add(time.Hour))
	set("plan/2/daily", morning)
	all, err := h.db.Watermarks(h.ctx)
	h.ok(err)
	equal(t, "all", all, map[string]time.Time{
		"plan/1/daily": morning.Add(time.Hour), "plan/2/daily": morning})
}

func testRequests(t *testing.T, h *harness) {
	open := func(r work.Request) bool {
		return put(h, func(w app.Writer) (bool, error) { return w.OpenRequest(h.ctx, r) })
	}
	finish := func(key string) bool {
		return put(h, func(w app.Writer) (bool, error) { return w.FinishRequest(h.ctx, key, morning) })
	}
	waiting := func() []work.Request {
		return get(h, func(r app.Reader) ([]work.Request, error) { return r.OpenRequests(h.ctx) })
	}
	second := work.Request{Key: "k2", Kind: "command", Payload: []byte("{\x00}"), ReceivedAt: morning.Add(time.Second)}
	first := work.Request{Key: "k1", Kind: "event", Payload: []byte("1"), ReceivedAt: morning}
	equal(t, "opened", []bool{open(second), open(first), open(second)}, []bool{true, true, false})
	equal(t, "open", waiting(), []work.Request{first, second})
	equal(t, "finished", []bool{finish("k1"), finish("k1"), finish("k3"), finish("k3")},
		[]bool{true, false, true, false})
	equal(t, "a finished key is known", []bool{open(first), open(work.Request{Key: "k3"})}, []bool{false, false})
	equal(t, "left", waiting(), []work.Request{second})
}
