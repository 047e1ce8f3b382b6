package app

import (
	"context"
	"fmt"
	"time"

	"nhacviec/internal/work"
)

// PlanWeekly owes the weekly summary where at is on or after the first working
// day of its week and the last look was before that day's. A week has one.
func (a *App) PlanWeekly(ctx context.Context, ws, planID int64, since, at time.Time) error {
	err := a.store.Write(ctx, func(w Writer) error {
		p, err := w.Plan(ctx, ws, planID)
		if err != nil {
			return err
		}
		cal, err := a.CalendarOf(p)
		if err != nil {
			return err
		}
		today := p.Today(at)
		first, works := cal.FirstWorkdayOfWeek(today)
		local := at.In(p.Location())
		if works && !today.Before(first) && since.Before(first.At(local.Hour(), local.Minute(), p.Location())) {
			_, err := a.enqueue(ctx, w, work.Delivery{
				Workspace: ws, Key: fmt.Sprintf("weekly/%d/%s", p.ID, today.Week()),
				Kind: work.WeeklyDelivery, To: p.Channel, Plan: p.ID, Date: first, DueAt: at,
			})
			if err != nil {
				return err
			}
		}
		return w.SetWatermark(ctx, WeeklyWatermark(planID), at)
	})
	a.wake()
	return err
}

// Week is what a plan's weekly summary is made of.
type Week struct {
	Plan   work.Plan
	Lines  []work.Line
	Events []work.Event // of the seven days before
	Now    time.Time
}

// maxWeekEvents bounds what a summary tells of.
const maxWeekEvents = 2000

// Week gathers a plan as it stands now and what changed in the last seven days.
func (a *App) Week(ctx context.Context, ws, planID int64) (Week, error) {
	out := Week{Now: a.now()}
	err := a.store.Read(ctx, func(r Reader) (err error) {
		if out.Plan, err = r.Plan(ctx, ws, planID); err != nil {
			return err
		}
		if out.Lines, err = a.lines(ctx, r, out.Plan); err != nil {
			return err
		}
		out.Events, err = r.EventsBetween(ctx, ws, planID, out.Now.AddDate(0, 0, -7), out.Now.Add(time.Millisecond), maxWeekEvents)
		return err
	})
	return out, err
}

// WeekHere is Week for the plan followed in the actor's channel, or each plan
// where several are.
func (a *App) WeekHere(ctx context.Context, who Actor) ([]Week, error) {
	var plans []work.Plan
	err := a.store.Read(ctx, func(r Reader) (err error) {
		plans, err = plansHere(ctx, r, who)
		return err
	})
	var out []Week
	for _, p := range plans {
		w, werr := a.Week(ctx, who.Workspace, p.ID)
		if werr != nil {
			return nil, werr
		}
		out = append(out, w)
	}
	return out, err
}
