package app

import (
	"context"
	"slices"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// soonDays is how far ahead a digest looks: the longest ladder's first rung.
const soonDays = 30

// Digest is what a digest delivery says now. It is Empty where every task it
// was planned for has since been closed, paused or moved.
func (a *App) Digest(ctx context.Context, d work.Delivery) (work.Digest, error) {
	var out work.Digest
	err := a.store.Read(ctx, func(r Reader) error {
		ledger, err := r.RemindersOn(ctx, d.Workspace, d.Date.AddDays(-366), d.Date)
		if err != nil {
			return err
		}
		rungs := map[int64]calendar.Date{} // task → the deadline it was told for
		for _, rem := range ledger {
			if rem.Delivery == d.ID {
				rungs[rem.Task] = rem.Deadline
			}
		}
		out, err = a.digest(ctx, r, d.Workspace, d.To, d.Date, rungs)
		return err
	})
	out.Later = nil
	return out, err
}

// Remind is what a person would be told today: their digest, rung or not.
func (a *App) Remind(ctx context.Context, who Actor) (work.Digest, error) {
	var out work.Digest
	err := a.store.Read(ctx, func(r Reader) error {
		plans, err := r.Plans(ctx, who.Workspace)
		if err != nil {
			return err
		}
		if len(plans) == 0 {
			return work.E(work.NotFound, "error.no_plan", nil)
		}
		out, err = a.digest(ctx, r, who.Workspace, who.Person, plans[0].Today(a.now()), nil)
		return err
	})
	out.Later = nil
	return out, err
}

// Mine is everything open that a person answers for, over all plans.
func (a *App) Mine(ctx context.Context, who Actor) (work.Digest, error) {
	var out work.Digest
	err := a.store.Read(ctx, func(r Reader) error {
		plans, err := r.Plans(ctx, who.Workspace)
		if err != nil || len(plans) == 0 {
			return err
		}
		out, err = a.digest(ctx, r, who.Workspace, who.Person, plans[0].Today(a.now()), nil)
		return err
	})
	return out, err
}

// digest groups a person's open lines over all plans. With rungs it is empty
// unless one of them is still owed.
func (a *App) digest(ctx context.Context, r Reader, ws int64, person string, on calendar.Date, rungs map[int64]calendar.Date) (work.Digest, error) {
	out := work.Digest{Date: on}
	p, err := r.Person(ctx, ws, person)
	if err != nil && work.CodeOf(err) != work.NotFound {
		return out, err
	}
	p.ID = person
	out.Person = p
	plans, err := r.Plans(ctx, ws)
	if err != nil {
		return out, err
	}
	owed := rungs == nil
	for _, plan := range plans {
		lines, err := a.lines(ctx, r, plan)
		if err != nil {
			return out, err
		}
		for _, l := range work.Counted(lines) {
			if l.Task.State.Silent() {
				continue
			}
			deadline, told := rungs[l.Task.ID]
			told = told && deadline == l.Due
			owed = owed || told
			put(&out, l, told)
		}
	}
	if !owed {
		return work.Digest{Person: p, Date: on}, nil
	}
	for _, group := range [][]work.Line{out.Overdue, out.Today, out.Week, out.Soon, out.Later, out.Escalated} {
		slices.SortStableFunc(group, byUrgency)
	}
	return out, nil
}

// put takes a line up if it is this person's, or was escalated to them; told
// is true where a rung of the digest is for it.
func put(d *work.Digest, l work.Line, told bool) {
	if l.Answers != d.Person.ID {
		if told && l.Standing.State == work.Overdue {
			d.Escalated = append(d.Escalated, l)
		}
		return
	}
	place(d, l, told)
}

// place puts a line in the group of its deadline.
func place(d *work.Digest, l work.Line, told bool) {
	switch sunday := d.Date.Week().AddDays(6); {
	case l.Due.IsZero():
		d.Later = append(d.Later, l)
	case l.Due.Before(d.Date):
		d.Overdue = append(d.Overdue, l)
	case l.Due == d.Date:
		d.Today = append(d.Today, l)
	case !l.Due.After(sunday):
		d.Week = append(d.Week, l)
	case told || l.Due.Sub(d.Date) <= soonDays:
		d.Soon = append(d.Soon, l)
	default:
		d.Later = append(d.Later, l)
	}
}

// DailyPost is what the short post in a plan's channel says now.
func (a *App) DailyPost(ctx context.Context, d work.Delivery) (work.DailyPost, error) {
	out := work.DailyPost{Date: d.Date}
	err := a.store.Read(ctx, func(r Reader) (err error) {
		if out.Plan, err = r.Plan(ctx, d.Workspace, d.Plan); err != nil {
			return err
		}
		lines, err := a.lines(ctx, r, out.Plan)
		if err != nil {
			return err
		}
		told, err := toldOn(ctx, r, d)
		if err != nil {
			return err
		}
		var all work.Digest
		all.Date = d.Date
		people := map[string]bool{}
		for _, l := range work.Counted(lines) {
			if l.Task.State.Silent() {
				continue
			}
			place(&all, l, false)
			if len(told[l.Task.ID]) > 0 && l.Due.After(d.Date.Week().AddDays(6)) {
				out.Soon = append(out.Soon, l)
			}
			for _, person := range told[l.Task.ID] {
				people[person] = true
			}
		}
		out.Overdue, out.Today, out.Week = all.Overdue, all.Today, all.Week
		out.Told = len(people)
		return nil
	})
	return out, err
}

// toldOn is who was told of which task on the day of a delivery.
func toldOn(ctx context.Context, r Reader, d work.Delivery) (map[int64][]string, error) {
	ledger, err := r.RemindersOn(ctx, d.Workspace, d.Date, d.Date)
	out := map[int64][]string{}
	for _, rem := range ledger {
		out[rem.Task] = append(out[rem.Task], rem.Person)
	}
	return out, err
}
