package app

import (
	"context"
	"fmt"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// DailyWatermark and WeeklyWatermark name the watermarks of a plan's schedules.
func DailyWatermark(plan int64) string { return fmt.Sprintf("plan/%d/daily", plan) }

// WeeklyWatermark is the weekly summary's.
func WeeklyWatermark(plan int64) string { return fmt.Sprintf("plan/%d/weekly", plan) }

// PlanDaily works out what the daily look of a plan owes at a moment: the duties
// that have come round, the reminders that fell since the day of the last look,
// one digest for each person they are for, and the channel's post. Whoever
// chose an hour of their own is left to PlanHour. Planned twice it owes nothing
// new.
func (a *App) PlanDaily(ctx context.Context, ws, planID int64, since, at time.Time) error {
	err := a.store.Write(ctx, func(w Writer) error {
		p, err := w.Plan(ctx, ws, planID)
		if err != nil {
			return err
		}
		if err := a.planDay(ctx, w, p, since, at); err != nil {
			return err
		}
		return w.SetWatermark(ctx, DailyWatermark(planID), at)
	})
	a.wake()
	return err
}

func (a *App) planDay(ctx context.Context, w Writer, p work.Plan, since, at time.Time) error {
	since, err := ledgerSince(ctx, w, DailyWatermark(p.ID), since)
	if err != nil {
		return err
	}
	l, err := a.newLook(ctx, w, p.Workspace, since, at, nil)
	if err != nil {
		return err
	}
	cal, err := a.CalendarOf(p)
	if err != nil {
		return err
	}
	if err := a.enterOwed(ctx, w, p, cal, p.Today(l.now)); err != nil {
		return err
	}
	if !cal.IsWorkday(p.Today(l.now)) || !l.missed(p, cal) {
		return nil
	}
	if err := l.planDay(ctx, p); err != nil {
		return err
	}
	return l.entered(ctx, DailyWatermark(p.ID))
}

func (l *look) planDay(ctx context.Context, p work.Plan) error {
	all, err := l.concerned(ctx, p)
	if err != nil {
		return err
	}
	date, news := p.Today(l.now), false
	for _, f := range all {
		fresh, err := l.oweAtPlansHour(ctx, f, date)
		if err != nil {
			return err
		}
		news = news || fresh && f.Reason == "" && f.plan.ID == p.ID
	}
	if !news {
		return nil
	}
	_, err = l.app.enqueue(ctx, l.w, work.Delivery{
		Workspace: p.Workspace, Key: fmt.Sprintf("daily/%d/%s", p.ID, date),
		Kind: work.DailyDelivery, To: p.Channel, Plan: p.ID, Date: date, DueAt: l.at,
	})
	return err
}

// oweAtPlansHour enters what falls for a person, unless they chose an hour of
// their own: then it falls today all the same, and is told later.
func (l *look) oweAtPlansHour(ctx context.Context, f found, date calendar.Date) (fresh bool, err error) {
	if l.app.hourOf(l.apart[f.Person]).Time == "" {
		return l.owe(ctx, f, date)
	}
	known, err := l.known(ctx, f)
	return !known, err
}

// concerned lists what falls, over all plans of the workspace, for the people
// that a plan's open tasks concern: a person is told once a day, of everything,
// at the earliest of their plans' hours.
func (l *look) concerned(ctx context.Context, p work.Plan) ([]found, error) {
	people, err := l.falling(ctx, p)
	if err != nil {
		return nil, err
	}
	var out []found
	for _, o := range l.plans {
		all := people
		if o.ID != p.ID {
			if all, err = l.falling(ctx, o); err != nil {
				return nil, err
			}
		}
		for _, f := range all.found {
			if people.people[f.Person] {
				out = append(out, f)
			}
		}
	}
	return out, nil
}
