package app

import (
	"cmp"
	"context"
	"slices"

	"nhacviec/internal/calendar"
	"nhacviec/internal/remind"
	"nhacviec/internal/work"
)

// Why explains each reminder of a task from the ledger, to one person, or to
// everybody where person is empty; of a task with activities, theirs too.
func (a *App) Why(ctx context.Context, who Actor, pick Pick, person string) (work.Explanation, error) {
	out := work.Explanation{Person: person}
	err := a.store.Read(ctx, func(r Reader) error {
		t, p, err := a.resolve(ctx, r, who, pick)
		if err != nil {
			return err
		}
		out.Plan = p
		if out.Line, err = a.line(ctx, r, t, p); err != nil {
			return err
		}
		for _, l := range append([]work.Line{out.Line}, out.Line.Activities...) {
			if err := a.explain(ctx, r, l, &out); err != nil {
				return err
			}
		}
		slices.SortStableFunc(out.Entries, func(x, y work.Explained) int {
			return cmp.Or(x.On.Compare(y.On), x.PlannedAt.Compare(y.PlannedAt))
		})
		return a.coming(ctx, r, &out)
	})
	return out, err
}

func (a *App) explain(ctx context.Context, r Reader, l work.Line, out *work.Explanation) error {
	rows, err := r.Reminders(ctx, l.Task.Workspace, l.Task.ID)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if out.Person != "" && row.Person != out.Person && row.For != out.Person {
			continue
		}
		e := work.Explained{Reminder: row, Ref: l.Task.Ref}
		if row.Delivery != "" {
			if e.Delivery, err = r.Delivery(ctx, row.Delivery); err != nil && work.CodeOf(err) != work.NotFound {
				return err
			}
		}
		if e.Delivery.Kind == work.NudgeDelivery {
			_, e.By = nudgeOf(e.Delivery.Ref)
		}
		out.Entries = append(out.Entries, e)
	}
	snoozes, err := r.SnoozesOf(ctx, l.Task.Workspace, l.Task.First())
	today := out.Plan.Today(a.now())
	for _, s := range snoozes {
		if s.Until.After(today) && (out.Person == "" || s.Person == out.Person) {
			out.Snoozes = append(out.Snoozes, s)
		}
	}
	return err
}

// comingDays is how far ahead it is looked for what falls next: past the longest
// pause between two rungs of any policy.
const comingDays = 400

// coming adds what falls next and is not in the ledger yet.
func (a *App) coming(ctx context.Context, r Reader, out *work.Explanation) error {
	p := out.Plan
	cal, err := a.CalendarOf(p)
	if err != nil {
		return err
	}
	team, err := a.teamOf(ctx, r, p)
	if err != nil {
		return err
	}
	today := p.Today(a.now())
	snoozed, err := snoozedIn(ctx, r, p.Workspace, today.AddDays(-21))
	if err != nil {
		return err
	}
	var found []work.Reminder
	for _, l := range work.Counted([]work.Line{out.Line}) {
		c := remind.Case{Line: l, Team: team, Snoozed: snoozed[l.Task.First()]}
		found = append(found, remind.Next(c, p.Reminding(), cal, today.AddDays(-1), today.AddDays(comingDays), func(e work.Reminder) bool {
			return (out.Person == "" || e.Person == out.Person) && !entered(out.Entries, e)
		})...)
	}
	out.Next = soonest(found)
	return nil
}

func entered(have []work.Explained, e work.Reminder) bool {
	return slices.ContainsFunc(have, func(h work.Explained) bool {
		return h.Task == e.Task && h.Deadline == e.Deadline && h.Rung == e.Rung && h.Person == e.Person
	})
}

// soonest keeps what falls on the first day.
func soonest(all []work.Reminder) []work.Reminder {
	var first calendar.Date
	for _, e := range all {
		if first.IsZero() || e.On.Before(first) {
			first = e.On
		}
	}
	return slices.DeleteFunc(all, func(e work.Reminder) bool { return e.On != first })
}
