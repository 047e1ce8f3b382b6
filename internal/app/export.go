package app

import (
	"context"

	"nhacviec/internal/work"
)

// SeveralPlans is the refusal to take one of several plans; the reader picks.
type SeveralPlans struct{ Plans []work.Plan }

func (e *SeveralPlans) Error() string { return "app: several plans are meant" }

// PlanPick names a plan: by ID, as a button does; the zero value is the one
// that is followed in the actor's channel.
type PlanPick struct{ ID int64 }

// Export is a plan as it stands now, on one snapshot. Any member of the
// workspace may have it. Where the channel follows several it is a
// *SeveralPlans.
func (a *App) Export(ctx context.Context, who Actor, pick PlanPick) (work.Exported, error) {
	var out work.Exported
	err := a.store.Read(ctx, func(r Reader) (err error) {
		if out.Plan, err = pickPlan(ctx, r, who, pick); err != nil {
			return err
		}
		out.AsOf = out.Plan.Today(a.now())
		if out.Tasks, err = r.Tasks(ctx, who.Workspace, out.Plan.ID); err != nil {
			return err
		}
		out.People, err = r.People(ctx, who.Workspace)
		return err
	})
	return out, err
}

func pickPlan(ctx context.Context, r Reader, who Actor, pick PlanPick) (work.Plan, error) {
	if pick.ID != 0 {
		return r.Plan(ctx, who.Workspace, pick.ID)
	}
	plans, err := plansHere(ctx, r, who)
	if err != nil {
		return work.Plan{}, err
	}
	if len(plans) > 1 {
		return work.Plan{}, &SeveralPlans{plans}
	}
	return plans[0], nil
}
