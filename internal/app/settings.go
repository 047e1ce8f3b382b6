package app

import (
	"context"

	"nhacviec/internal/work"
)

// Settings answers with the plans followed in the actor's channel, or all where
// it follows none: how each is followed is what Plan.Settings says.
func (a *App) Settings(ctx context.Context, who Actor) ([]work.Plan, error) {
	var out []work.Plan
	err := a.store.Read(ctx, func(r Reader) (err error) {
		out, err = plansHere(ctx, r, who)
		return err
	})
	return out, err
}

// Plan is one plan.
func (a *App) Plan(ctx context.Context, ws, id int64) (work.Plan, error) {
	var p work.Plan
	err := a.store.Read(ctx, func(r Reader) (err error) {
		p, err = r.Plan(ctx, ws, id)
		return err
	})
	return p, err
}

// SetSettings changes how a plan is followed, for its owner and through the
// command line. It is Invalid, a *work.FieldError, where a setting cannot be,
// and a Conflict where the plan has another version, 0 = whichever. An hour
// that was moved loses no day and doubles none: what is owed is worked out since
// the last look, under the keys of its days.
func (a *App) SetSettings(ctx context.Context, who Actor, plan, version int64, s work.PlanSettings) (work.Plan, error) {
	var p work.Plan
	err := a.write(ctx, who, func(w Writer) (err error) {
		if p, err = w.Plan(ctx, who.Workspace, plan); err != nil {
			return err
		}
		switch {
		case who.Door != work.ByCLI && who.Person != p.Owner:
			return work.E(work.Forbidden, "error.not_your_settings", work.Args{"Title": p.Title, "Owner": work.Mention(p.Owner)})
		case version != 0 && version != p.Version:
			return work.E(work.Conflict, "error.settings_changed", work.Args{"Title": p.Title})
		}
		if err := p.Set(s); err != nil {
			return err
		}
		return w.UpdatePlan(ctx, p)
	})
	if err == nil {
		a.replan()
	}
	return p, err
}
