package app

import (
	"context"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// Snoozed is the answer to a reminder that was put off.
type Snoozed struct {
	Line  work.Line
	Until calendar.Date // the working day on which it comes back; zero = it is not put off
}

// Until is how long to put a reminder off: till the next day, till Monday, or
// till a day; the zero value no longer.
type Until struct {
	Tomorrow, NextWeek bool
	Day                calendar.Date
}

func (u Until) day(today calendar.Date) calendar.Date {
	switch {
	case u.Tomorrow:
		return today.AddDays(1)
	case u.NextWeek:
		return today.Week().AddDays(7)
	}
	return u.Day
}

// Snooze puts off what the actor is told of a task; of a task with activities,
// of each of them that is open. It holds for the actor alone, through new
// deadlines and, of a duty that comes back, through all its occurrences.
func (a *App) Snooze(ctx context.Context, who Actor, pick Pick, until Until) (Snoozed, error) {
	var out Snoozed
	err := a.write(ctx, who, func(w Writer) error {
		t, p, err := a.resolve(ctx, w, who, pick)
		if err != nil {
			return err
		}
		if out.Line, err = a.line(ctx, w, t, p); err != nil {
			return err
		}
		day := until.day(p.Today(a.now()))
		if day.IsZero() {
			out.Until = day
			return wakeUp(ctx, w, who, out.Line)
		}
		cal, err := a.CalendarOf(p)
		if err != nil {
			return err
		}
		if err := a.checkSnooze(p, out.Line, day); err != nil {
			return err
		}
		out.Until = cal.OnOrAfter(day)
		return a.putOff(ctx, w, who, p, out.Line, day)
	})
	return out, err
}

func (a *App) checkSnooze(p work.Plan, l work.Line, day calendar.Date) error {
	policy, today := p.Reminding(), p.Today(a.now())
	last := policy.SnoozeLimit(today)
	switch {
	case l.Task.State.Silent():
		return work.E(work.Invalid, "error.snooze_silent", work.Args{"Ref": l.Task.Ref})
	case policy.SnoozeDays == 0:
		return work.E(work.Invalid, "error.snooze_never", work.Args{"Plan": p.Title})
	case !day.After(today):
		return work.E(work.Invalid, "error.snooze_past", work.Args{"Given": day})
	case day.After(last):
		return work.E(work.Invalid, "error.snooze_far", work.Args{"Given": day, "Max": last})
	}
	return nil
}

func (a *App) putOff(ctx context.Context, w Writer, who Actor, p work.Plan, l work.Line, day calendar.Date) error {
	team, err := a.teamOf(ctx, w, p)
	if err != nil {
		return err
	}
	off := 0
	for _, c := range work.Counted([]work.Line{l}) {
		if c.Task.State.Silent() || !team.IsTold(c, who.Person) {
			continue
		}
		off++
		if err := w.PutSnooze(ctx, work.Snooze{
			Workspace: who.Workspace, Task: c.Task.First(), Person: who.Person, Until: day, MadeAt: a.now(),
		}); err != nil {
			return err
		}
	}
	if off == 0 {
		return work.E(work.Invalid, "error.snooze_not_told", work.Args{"Ref": l.Task.Ref})
	}
	return nil
}

func wakeUp(ctx context.Context, w Writer, who Actor, l work.Line) error {
	for _, c := range work.Counted([]work.Line{l}) {
		if err := w.DropSnooze(ctx, who.Workspace, c.Task.First(), who.Person); err != nil {
			return err
		}
	}
	return nil
}
