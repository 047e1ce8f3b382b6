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
		Draft: work.Draft{Title: "Kế hoạch", Year: 2022, Doubts: doubt("a"), Tasks: []work.DraftTask{{
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
