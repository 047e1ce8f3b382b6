package storetest

import (
	"testing"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

func testDrafts(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	doubt := func(key string) []work.Doubt {
		return []work.Doubt{{Line: 3, Text: "quý <I> & II", Alternatives: []string{"2022-03-31"},
			Message: work.Message{Key: key, Args: work.Args{
				"Count": 2, "Share": 0.5, "Phrase": "Quý I", "Units": []string{"A", "B"}}}}}
	}
	d := work.StoredDraft{ID: "d1", Workspace: ws, By: "U1", Channel: "C1", Source: "plan.txt",
		CreatedAt: morning, ExpiresAt: morning.Add(time.Hour),
		Version: 1, Read: work.Draft{Title: "Kế hoạch", Year: 2022, Doubts: doubt("a"), Tasks: []work.DraftTask{{
			Ref: "1", Target: &work.Target{Count: 2, Unit: "văn bằng"}, Items: []string{"chè"}, Doubts: doubt("b"),
			Activities: []work.DraftActivity{{Text: "x", Doubts: doubt("c"), Checklist: []string{"y"},
				Deadline: calendar.Reading{Phrase: "Quý I", Due: calendar.Date{Year: 2022, Month: 3, Day: 31},
					Flags: []calendar.Flag{calendar.YearAssumed}}}}}}}}
	keep := func(d work.StoredDraft) {
		h.write(func(w app.Writer) error { return w.PutDraft(h.ctx, d) })
	}
	one := func() work.StoredDraft {
		return get(h, func(r app.Reader) (work.StoredDraft, error) { return r.Draft(h.ctx, ws, "d1") })
	}
	d.Draft = d.Read
	keep(d)
	equal(t, "draft", one(), d)
	d.Plan, d.Source, d.Draft.Year = h.plan(ws, "plan"), "other.txt", 2023
	keep(d)
	equal(t, "replaced", one(), d)

	keep(work.StoredDraft{ID: "old", Workspace: ws, ExpiresAt: morning})
	keep(work.StoredDraft{ID: "new", Workspace: ws, ExpiresAt: morning.Add(2 * time.Hour)})
	h.write(func(w app.Writer) error { return w.DropDrafts(h.ctx, morning.Add(2*time.Hour)) })
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.Draft(h.ctx, ws, "old")
		return err
	})
	h.read(func(r app.Reader) error {
		_, err := r.Draft(h.ctx, ws, "new")
		h.ok(err)
		_, err = r.Draft(h.ctx, ws, "d1") // expired, but it became a plan
		return err
	})
	d.Workspace = h.workspace("T2")
	d.Plan = 0
	h.refused(work.Conflict, func(w app.Writer) error { return w.PutDraft(h.ctx, d) })
}

func testDraftsMended(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	plan := h.plan(ws, "plan")
	read := work.Draft{Title: "as read", Tasks: make([]work.DraftTask, 3)}
	for i := range read.Tasks {
		read.Tasks[i] = work.DraftTask{Title: "task", Doubts: []work.Doubt{{Message: work.Message{Key: "a", Args: work.Args{"n": i}}}}}
	}
	d := work.StoredDraft{ID: "d1", Workspace: ws, Version: 1, Read: read, Draft: read, CreatedAt: morning, ExpiresAt: morning}
	h.write(func(w app.Writer) error { return w.PutDraft(h.ctx, d) })
	stale := d

	d.Draft.Title, d.Draft.Doubts = "as mended", []work.Doubt{{Line: 1, Message: work.Message{Args: work.Args{"n": 7}}}}
	d.Draft.Tasks = append([]work.DraftTask(nil), read.Tasks...)
	d.Draft.Tasks[1] = work.DraftTask{Title: "mended", Lead: "Phòng A", Target: &work.Target{Count: 5, Unit: "hồ sơ"}, Out: true,
		Doubts:     []work.Doubt{{Message: work.Message{Key: "b", Args: work.Args{"count": 5}}}},
		Activities: []work.DraftActivity{{Text: "x", Out: true, Deadline: calendar.Reading{Phrase: "30/6"}}}}
	d.MonthFirst, d.Alone, d.Onto, d.Plan = true, true, plan, plan
	d.Chosen = []work.LineChoice{{Key: work.LineKey{DraftLine: work.DraftLine{Task: 1, Activity: -1}, Gone: true}, Out: true}}
	d.ImportedAt, d.Edition, d.Rows = morning, 2, [][]int64{{1, 2}, {0}, {3}}
	h.write(func(w app.Writer) error { return w.UpdateDraft(h.ctx, d) })
	d.Version = 2
	got := get(h, func(r app.Reader) (work.StoredDraft, error) { return r.Draft(h.ctx, ws, "d1") })
	equal(t, "mended", got, d)

	h.refused(work.Conflict, func(w app.Writer) error { return w.UpdateDraft(h.ctx, stale) })
	stale.ID = "d9"
	h.refused(work.NotFound, func(w app.Writer) error { return w.UpdateDraft(h.ctx, stale) })

	older := work.StoredDraft{ID: "d0", Workspace: ws, Version: 1, Plan: plan, Edition: 1, ImportedAt: morning.Add(time.Hour), CreatedAt: morning}
	h.write(func(w app.Writer) error { return w.PutDraft(h.ctx, older) })
	last := get(h, func(r app.Reader) (work.StoredDraft, error) { return r.LastDraft(h.ctx, ws, plan) })
	equal(t, "imported last", last, d)
	testRecompare(t, h, d)
	never := h.plan(ws, "never imported")
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.LastDraft(h.ctx, ws, never)
		return err
	})
}

// testRecompare has drafts onto the plan of one that was imported compared anew.
func testRecompare(t *testing.T, h *harness, imported work.StoredDraft) {
	ws, plan := imported.Workspace, imported.Plan
	waits := func(id string, onto int64) work.StoredDraft {
		d := work.StoredDraft{ID: id, Workspace: ws, Version: 1, Onto: onto, CreatedAt: morning, ExpiresAt: morning, Chosen: imported.Chosen}
		h.write(func(w app.Writer) error { return w.PutDraft(h.ctx, d) })
		return d
	}
	anew, but, other := waits("anew", plan), waits("but", plan), waits("other", h.plan(ws, "another"))
	h.write(func(w app.Writer) error { return w.Recompare(h.ctx, ws, plan, "but") })
	anew.Version, anew.Chosen = 2, nil
	for _, want := range []work.StoredDraft{anew, but, other, imported} {
		got := get(h, func(r app.Reader) (work.StoredDraft, error) { return r.Draft(h.ctx, ws, want.ID) })
		equal(t, want.ID, got, want)
	}
}
