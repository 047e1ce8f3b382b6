package app

import (
	"context"
	"fmt"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/remind"
	"nhacviec/internal/work"
)

// soonDays is how far ahead a digest looks: the longest ladder's first rung.
const soonDays = 30

// Digest is what a digest delivery says now. It is Empty where every task it
// was planned for has since been closed, paused or moved. Which of them it says
// nothing of any more, and why, is kept in the ledger before it is answered.
func (a *App) Digest(ctx context.Context, d work.Delivery) (work.Digest, error) {
	if late := a.now().Sub(d.PlannedAt); late >= staleAfter {
		return work.Digest{Date: d.Date}, a.handOver(ctx, d, late)
	}
	var g *gathering
	err := a.store.Read(ctx, func(r Reader) (err error) {
		if g, err = a.newGathering(ctx, r, d.Workspace, d.To, d.Date); err != nil {
			return err
		}
		if g.rows, err = r.RemindersIn(ctx, d.ID); err != nil {
			return err
		}
		return g.plansOf(ctx, r)
	})
	if err != nil {
		return work.Digest{}, err
	}
	out, amended := g.said()
	if len(amended) > 0 {
		err = a.store.Write(ctx, func(w Writer) error {
			for _, row := range amended {
				if err := w.UpdateReminder(ctx, row); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return out, err
}

// staleAfter is how old a digest that could not be sent is when it gives way to
// that of the present day: two in a day would be one too many.
const staleAfter = 12 * time.Hour

// handOver has the digest of the present day say what one of days ago did not.
func (a *App) handOver(ctx context.Context, d work.Delivery, late time.Duration) error {
	days := max(1, int((late+staleAfter)/(24*time.Hour)))
	today := d
	today.Date = d.Date.AddDays(days)
	today.Key, today.DueAt = digestKey(d.To, today.Date), a.now()
	err := a.store.Write(ctx, func(w Writer) error {
		id, err := a.enqueue(ctx, w, today)
		if err != nil {
			return err
		}
		return w.MoveReminders(ctx, d.ID, id)
	})
	a.wake()
	return err
}

// digestKey is what makes a person's digest of a day the only one.
func digestKey(person string, on calendar.Date) string {
	return fmt.Sprintf("digest/%s/%s", person, on)
}

// Remind is what a person would be told today: their digest, rung or not.
func (a *App) Remind(ctx context.Context, who Actor) (work.Digest, error) {
	out, err := a.everything(ctx, who, false)
	if err == nil && out.Date.IsZero() {
		err = work.E(work.NotFound, "error.no_plan", nil)
	}
	out.Later = nil
	return out, err
}

// Mine is everything open that a person answers for, over all plans, what they
// put off as well.
func (a *App) Mine(ctx context.Context, who Actor) (work.Digest, error) {
	return a.everything(ctx, who, true)
}

// everything gathers a person's lines as they stand now; nothing where there is
// no plan.
func (a *App) everything(ctx context.Context, who Actor, whole bool) (work.Digest, error) {
	var g *gathering
	err := a.store.Read(ctx, func(r Reader) error {
		plans, err := r.Plans(ctx, who.Workspace)
		if err != nil || len(plans) == 0 {
			return err
		}
		if g, err = a.newGathering(ctx, r, who.Workspace, who.Person, plans[0].Today(a.now())); err != nil {
			return err
		}
		g.whole = whole
		return g.plansOf(ctx, r)
	})
	if err != nil || g == nil {
		return work.Digest{}, err
	}
	return g.sorted(), nil
}

// place puts a line in the group of its deadline.
func place(d *work.Digest, l work.Line, told bool) {
	switch sunday := d.Date.Week().AddDays(6); {
	case l.Due.IsZero() && told:
		d.Soon = append(d.Soon, l)
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
		told, err := a.toldOn(ctx, r, d, out.Plan, lines)
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

// toldOn is who is told of which task on the day of a delivery: who was, as the
// ledger says, and who will be at an hour of their own.
func (a *App) toldOn(ctx context.Context, r Reader, d work.Delivery, p work.Plan, lines []work.Line) (map[int64][]string, error) {
	ledger, err := r.RemindersOn(ctx, d.Workspace, d.Date, d.Date)
	out := map[int64][]string{}
	for _, rem := range ledger {
		if rem.Reason == "" {
			out[rem.Task] = append(out[rem.Task], rem.Person)
		}
	}
	if err != nil {
		return out, err
	}
	team, err := a.teamOf(ctx, r, p)
	if err != nil {
		return out, err
	}
	cal, err := a.CalendarOf(p)
	if err != nil {
		return out, err
	}
	for _, l := range work.Counted(lines) {
		c := remind.Case{Line: l, Team: team}
		for _, e := range remind.Entries(c, p.Reminding(), cal, d.Date.AddDays(-1), d.Date) {
			if e.Reason == "" && a.hourOf(team.Apart[e.Person]).Time != "" {
				out[e.Task] = append(out[e.Task], e.Person)
			}
		}
	}
	return out, nil
}
