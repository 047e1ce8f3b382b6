package storetest

import (
	"testing"

	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

func testPlans(t *testing.T, h *harness) {
	ws, other := h.workspace("T1"), h.workspace("T2")
	p := filled[work.Plan]()
	p.Workspace, p.Version, p.Archived = ws, 1, false
	p.ID = put(h, func(w app.Writer) (int64, error) { return w.InsertPlan(h.ctx, p) })
	one := func() work.Plan {
		return get(h, func(r app.Reader) (work.Plan, error) { return r.Plan(h.ctx, ws, p.ID) })
	}
	equal(t, "inserted", one(), p)

	second, theirs := h.plan(ws, "second"), h.plan(other, "theirs")
	ids := func(ws int64) (ids []int64) {
		for _, p := range get(h, func(r app.Reader) ([]work.Plan, error) { return r.Plans(h.ctx, ws) }) {
			ids = append(ids, p.ID)
		}
		return ids
	}
	equal(t, "newest first", ids(ws), []int64{second, p.ID})
	equal(t, "everybody's", ids(0), []int64{theirs, second, p.ID})

	was := p
	p = filled[work.Plan]()
	p.ID, p.Workspace, p.Version, p.CreatedAt = was.ID, ws, 1, was.CreatedAt
	p.Title, p.Daily, p.Year = "another", "0 9 * * *", 2023
	h.write(func(w app.Writer) error { return w.UpdatePlan(h.ctx, p) })
	p.Version = 2
	equal(t, "updated", one(), p)
	equal(t, "without the archived", ids(ws), []int64{second})
}

func testPlanConflict(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	id := h.plan(ws, "plan")
	p := get(h, func(r app.Reader) (work.Plan, error) { return r.Plan(h.ctx, ws, id) })
	h.write(func(w app.Writer) error { return w.UpdatePlan(h.ctx, p) })
	h.refused(work.Conflict, func(w app.Writer) error { return w.UpdatePlan(h.ctx, p) })
	p.ID = 99
	h.refused(work.NotFound, func(w app.Writer) error { return w.UpdatePlan(h.ctx, p) })
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.InsertPlan(h.ctx, work.Plan{Workspace: 99})
		return err
	})
}
