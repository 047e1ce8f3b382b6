package app

import (
	"context"
	"strings"

	"nhacviec/internal/work"
)

// maxBases bounds the plans that a new document is compared with, the newest.
const maxBases = 20

// base is what a later version of a plan's document is compared with.
type base struct {
	plan  work.Plan
	draft work.StoredDraft // the version that was imported last
	tasks []work.Task
}

// base reads a plan with the version that was imported last. Of one imported
// before the tasks of its lines were kept, they are worked out.
func (a *App) base(ctx context.Context, r Reader, ws, plan int64) (b base, err error) {
	if b.plan, err = r.Plan(ctx, ws, plan); err != nil {
		return b, err
	}
	if b.draft, err = r.LastDraft(ctx, ws, plan); err != nil {
		return b, err
	}
	b.tasks, err = r.Tasks(ctx, ws, plan)
	if b.draft.Rows == nil {
		b.draft.Rows = work.RowsOf(&b.draft.Draft, b.tasks)
	}
	return b, err
}

// recognise finds the plan that a draft is a later version of, and reads it as
// that plan was read: its order of day and month, its names of units.
func (a *App) recognise(ctx context.Context, r Reader, who Actor, d *work.StoredDraft) error {
	plans, err := r.Plans(ctx, who.Workspace)
	if err != nil {
		return err
	}
	best := 0.0
	var onto work.Plan
	var last work.StoredDraft
	for _, p := range candidates(plans, who) {
		before, err := r.LastDraft(ctx, who.Workspace, p.ID)
		if work.CodeOf(err) == work.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if score := work.LaterVersion(p, &before.Read, &d.Read); score > best {
			best, onto, last = score, p, before
		}
	}
	if best == 0 {
		return nil
	}
	d.Onto = onto.ID
	d.Draft.CallLeads(last.CalledLeads())
	if d.MonthFirst = onto.MonthFirst; d.MonthFirst {
		d.Draft.ReadDates(true, onto.Today(a.now()))
	}
	return nil
}

// candidates are the plans that a document posted here may be a later version
// of: those followed in the channel, and where it follows none, as in a direct
// message, the actor's own. Others' plans may be in channels that the actor
// does not see.
func candidates(plans []work.Plan, who Actor) []work.Plan {
	var here, own []work.Plan
	for _, p := range plans {
		switch {
		case p.Channel == who.Channel && !strings.HasPrefix(who.Channel, "D"):
			here = append(here, p)
		case p.Owner == who.Person:
			own = append(own, p)
		}
	}
	if len(here) == 0 {
		here = own
	}
	return here[:min(len(here), maxBases)]
}
