package storetest

import (
	"testing"

	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

// fullTask is a task with every field set, legal in the plan.
func fullTask(ws, plan, parent int64) work.Task {
	t := filled[work.Task]()
	t.Workspace, t.Plan, t.Parent, t.Series = ws, plan, parent, parent
	t.State, t.Archived = work.Awaiting, false
	t.Items[0].Kind, t.Items[1].Kind = work.ResultItem, work.CheckItem
	return t
}

func testTaskKeepsEveryField(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	plan := h.plan(ws, "plan")
	top := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "1"})
	want := fullTask(ws, plan, top.ID)
	got := h.task(want)
	want.ID, want.Version = got.ID, 1
	for i := range want.Items {
		want.Items[i].ID = got.Items[i].ID
	}
	equal(t, "as answered", got, want)
	equal(t, "as kept", h.byID(ws, got.ID), want)
	equal(t, "an empty one", h.byID(ws, top.ID), top)
}

func testTaskUpdateKeepsEveryField(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	plan := h.plan(ws, "plan")
	top := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "1"})
	bare := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "1.1", Parent: top.ID,
		Items: []work.Item{{Kind: work.ResultItem, Name: "a"}, {Kind: work.CheckItem, Name: "b"}}})

	want := fullTask(ws, plan, top.ID)
	want.ID, want.Version, want.CreatedOn, want.Series = bare.ID, 1, bare.CreatedOn, bare.Series
	for i := range want.Items {
		want.Items[i].ID, want.Items[i].Name = bare.Items[i].ID, bare.Items[i].Name
	}
	h.write(func(w app.Writer) error { return w.UpdateTask(h.ctx, want) })
	want.Version = 2
	equal(t, "filled", h.byID(ws, bare.ID), want)

	bare.Version = 2
	bare.Archived = true
	h.write(func(w app.Writer) error { return w.UpdateTask(h.ctx, bare) })
	bare.Version = 3
	equal(t, "emptied", h.byID(ws, bare.ID), bare)
}

func testTaskOrder(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	plan := h.plan(ws, "plan")
	add := func(ref string, parent int64, position int) int64 {
		return h.task(work.Task{Workspace: ws, Plan: plan, Ref: ref, Parent: parent, Position: position,
			Items: []work.Item{{Kind: work.CheckItem, Name: "b"}, {Kind: work.CheckItem, Name: "a"}}}).ID
	}
	third := add("III", 0, 3)
	first := add("I", 0, 1)
	second := add("II", 0, 2)
	add("I.2", first, 2)
	add("III.1", third, 1)
	add("I.1", first, 1)
	gone := add("IV", 0, 4)
	add("IV.1", gone, 1)
	add("II.1", second, 1)
	h.archive(ws, gone)

	want := []string{"I", "I.1", "I.2", "II", "II.1", "III", "III.1", "IV.1"}
	equal(t, "refs", get(h, func(r app.Reader) ([]string, error) { return r.Refs(h.ctx, ws, plan) }), want)
	var got []string
	for _, v := range get(h, func(r app.Reader) ([]work.Task, error) { return r.Tasks(h.ctx, ws, plan) }) {
		got = append(got, v.Ref)
		if len(v.Items) != 2 || v.Items[0].Name != "b" {
			t.Errorf("%s has items %v", v.Ref, v.Items)
		}
	}
	equal(t, "tasks", got, want)
	got = nil
	for _, v := range get(h, func(r app.Reader) ([]work.Task, error) { return r.Children(h.ctx, ws, first) }) {
		got = append(got, v.Ref)
	}
	equal(t, "children", got, []string{"I.1", "I.2"})
	equal(t, "none", get(h, func(r app.Reader) ([]work.Task, error) { return r.Tasks(h.ctx, ws, 99) }), nil)
}

func testTaskRefs(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	plan := h.plan(ws, "plan")
	first := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "3.1"})
	again := work.Task{Workspace: ws, Plan: plan, Ref: "3.1", State: work.NotStarted}
	h.refused(work.Conflict, func(w app.Writer) error {
		_, err := w.InsertTask(h.ctx, again)
		return err
	})
	h.task(work.Task{Workspace: ws, Plan: h.plan(ws, "another plan"), Ref: "3.1"})
	h.archive(ws, first.ID)
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.TaskByRef(h.ctx, ws, plan, "3.1")
		return err
	})
	second := h.task(again)
	equal(t, "by ref", get(h, func(r app.Reader) (work.Task, error) {
		return r.TaskByRef(h.ctx, ws, plan, "3.1")
	}), second)
	if !h.byID(ws, first.ID).Archived {
		t.Error("the archived task is not found by its id")
	}
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.InsertTask(h.ctx, work.Task{Workspace: ws, Plan: 99, Ref: "1", State: work.NotStarted})
		return err
	})
}

func testOccurrences(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	plan := h.plan(ws, "plan")
	of := func(first int64) []work.Task {
		return get(h, func(r app.Reader) ([]work.Task, error) { return r.Occurrences(h.ctx, ws, first) })
	}
	first := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "3"})
	equal(t, "of what comes once", of(first.ID), nil)
	another := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "4"})
	second := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "3-2", Series: first.ID, Items: []work.Item{
		{Kind: work.CheckItem, Name: "b"}, {Kind: work.CheckItem, Name: "a"}}})
	h.task(work.Task{Workspace: ws, Plan: plan, Ref: "4-2", Series: another.ID})
	gone := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "3-3", Series: first.ID})
	h.archive(ws, gone.ID)
	third := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "3-3", Series: first.ID})
	equal(t, "in the order they came", of(first.ID), []work.Task{second, third})
	equal(t, "after a later one", of(second.ID), nil)
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.InsertTask(h.ctx, work.Task{Workspace: ws, Plan: plan, Ref: "5", State: work.NotStarted, Series: 99})
		return err
	})
}

func testTaskConflict(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	seen := h.task(work.Task{Workspace: ws, Plan: h.plan(ws, "plan"), Ref: "1"})
	one := seen
	one.Title = "first hand"
	h.write(func(w app.Writer) error { return w.UpdateTask(h.ctx, one) })
	other := seen
	other.Title = "second hand"
	h.refused(work.Conflict, func(w app.Writer) error { return w.UpdateTask(h.ctx, other) })
	if got := h.byID(ws, seen.ID); got.Title != "first hand" || got.Version != 2 {
		t.Errorf("got %q at version %d", got.Title, got.Version)
	}
	other.ID = 99
	h.refused(work.NotFound, func(w app.Writer) error { return w.UpdateTask(h.ctx, other) })
}

func testTaskItems(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	plan := h.plan(ws, "plan")
	v := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "1", Items: []work.Item{
		{Kind: work.ResultItem, Name: "chè"}, {Kind: work.ResultItem, Name: "cam"}}})
	theirs := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "2", Items: []work.Item{
		{Kind: work.ResultItem, Name: "bưởi"}}})

	v.Items[1].Stage = 2
	v.Items = append(v.Items, work.Item{Kind: work.ResultItem, Name: "mật ong", Stage: 1})
	h.write(func(w app.Writer) error { return w.UpdateTask(h.ctx, v) })
	v.Version = 2
	got := h.byID(ws, v.ID)
	v.Items[2].ID = got.Items[2].ID
	equal(t, "moved and added", got, v)

	v.Items = theirs.Items
	h.refused(work.NotFound, func(w app.Writer) error { return w.UpdateTask(h.ctx, v) })
}

func testTaskItemsGone(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	v := h.task(work.Task{Workspace: ws, Plan: h.plan(ws, "plan"), Ref: "1", Items: []work.Item{
		{Kind: work.ResultItem, Name: "chè"}, {Kind: work.ResultItem, Name: "cam"}, {Kind: work.CheckItem, Name: "mật ong"}}})
	store := func(what string, items ...work.Item) {
		t.Helper()
		v.Items = items
		h.write(func(w app.Writer) error { return w.UpdateTask(h.ctx, v) })
		v.Version++
		equal(t, what, h.byID(ws, v.ID), v)
	}
	first, second, third := v.Items[0], v.Items[1], v.Items[2]
	store("one gone", first, third)
	fresh := put(h, func(w app.Writer) (work.Item, error) {
		return w.InsertItem(h.ctx, v, work.Item{Kind: work.ResultItem, Name: "bưởi", Stage: 1})
	})
	equal(t, "not the task's yet", h.byID(ws, v.ID), v)
	store("a new one behind", first, third, fresh)
	second.Stage = 2
	store("one back, behind the others", first, third, fresh, second)
	store("all gone")
	store("back in another order", second, first)
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.InsertItem(h.ctx, work.Task{Workspace: ws, ID: 99}, fresh)
		return err
	})
}

func testTaskRefsSwapped(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	plan := h.plan(ws, "plan")
	a := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "1"})
	b := h.task(work.Task{Workspace: ws, Plan: plan, Ref: "2"})
	h.write(func(w app.Writer) error {
		h.ok(w.FreeRefs(h.ctx, ws, a.ID, b.ID))
		a.Ref, b.Ref = "2", "1"
		h.ok(w.UpdateTask(h.ctx, a))
		return w.UpdateTask(h.ctx, b)
	})
	equal(t, "refs", []string{h.byID(ws, a.ID).Ref, h.byID(ws, b.ID).Ref}, []string{"2", "1"})
	theirs := h.workspace("T2")
	h.write(func(w app.Writer) error { return w.FreeRefs(h.ctx, theirs, a.ID) })
	equal(t, "of another workspace", h.byID(ws, a.ID).Ref, "2")
}

func (h *harness) byID(ws, id int64) work.Task {
	h.t.Helper()
	return get(h, func(r app.Reader) (work.Task, error) { return r.Task(h.ctx, ws, id) })
}

func (h *harness) archive(ws, id int64) {
	h.t.Helper()
	v := h.byID(ws, id)
	v.Archived = true
	h.write(func(w app.Writer) error { return w.UpdateTask(h.ctx, v) })
}
