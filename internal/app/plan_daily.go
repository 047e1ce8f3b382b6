package app

import (
	"context"
	"fmt"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/remind"
	"nhacviec/internal/work"
)

// DailyWatermark and WeeklyWatermark name the watermarks of a plan's schedules.
func DailyWatermark(plan int64) string { return fmt.Sprintf("plan/%d/daily", plan) }

// WeeklyWatermark is the weekly summary's.
func WeeklyWatermark(plan int64) string { return fmt.Sprintf("plan/%d/weekly", plan) }

// told is a rung with the person it is for.
type told struct {
	person string
	line   work.Line
	plan   work.Plan
	rung   remind.Rung
}

// PlanDaily works out what the daily look of a plan owes at a moment: the duties
// that have come round, the reminders that fell since the day before the last look, one digest for each
// person they are for, and the channel's post. Planned twice it owes nothing new.
func (a *App) PlanDaily(ctx context.Context, ws, planID int64, since, at time.Time) error {
	err := a.store.Write(ctx, func(w Writer) error {
		p, err := w.Plan(ctx, ws, planID)
		if err != nil {
			return err
		}
		cal, err := calendarOf(p)
		if err != nil {
			return err
		}
		if err := a.enterOwed(ctx, w, p, cal, p.Today(at)); err != nil {
			return err
		}
		if cal.IsWorkday(p.Today(at)) {
			if err := a.planDay(ctx, w, p, since, at); err != nil {
				return err
			}
		}
		return w.SetWatermark(ctx, DailyWatermark(planID), at)
	})
	a.wake()
	return err
}

func (a *App) planDay(ctx context.Context, w Writer, p work.Plan, since, at time.Time) error {
	owed, err := a.owed(ctx, w, p, since, at)
	if err != nil {
		return err
	}
	day := dayPlan{app: a, w: w, plan: p, at: at, date: p.Today(at), digests: map[string]string{}}
	news := false
	for _, o := range owed {
		fresh, err := day.owe(ctx, o)
		if err != nil {
			return err
		}
		news = news || fresh && o.plan.ID == p.ID
	}
	if !news {
		return nil
	}
	_, err = a.enqueue(ctx, w, work.Delivery{
		Workspace: p.Workspace, Key: fmt.Sprintf("daily/%d/%s", p.ID, day.date),
		Kind: work.DailyDelivery, To: p.Channel, Plan: p.ID, Date: day.date, DueAt: at,
	})
	return err
}

// owed lists the rungs that fell, over all plans of the workspace, for the
// people that this plan's open tasks concern: a person is told once a day, of
// everything, at the earliest of their plans' hours.
func (a *App) owed(ctx context.Context, r Reader, p work.Plan, since, at time.Time) ([]told, error) {
	plans, err := r.Plans(ctx, p.Workspace)
	if err != nil {
		return nil, err
	}
	all := map[int64][]told{}
	concerned := map[string]bool{}
	for _, o := range plans {
		found, people, err := a.rungs(ctx, r, o, since, at)
		if err != nil {
			return nil, err
		}
		all[o.ID] = found
		if o.ID == p.ID {
			concerned = people
		}
	}
	var out []told
	for _, o := range plans {
		for _, t := range all[o.ID] {
			if concerned[t.person] {
				out = append(out, t)
			}
		}
	}
	return out, nil
}

// rungs lists one plan's, and the people its open tasks concern.
func (a *App) rungs(ctx context.Context, r Reader, p work.Plan, since, at time.Time) ([]told, map[string]bool, error) {
	cal, err := calendarOf(p)
	if err != nil {
		return nil, nil, err
	}
	team, err := teamOf(ctx, r, p)
	if err != nil {
		return nil, nil, err
	}
	tasks, err := r.Tasks(ctx, p.Workspace, p.ID)
	if err != nil {
		return nil, nil, err
	}
	today := p.Today(at)
	after := p.Today(since).AddDays(-1)
	var out []told
	people := map[string]bool{}
	for _, l := range work.Counted(work.Lines(tasks, team, today)) {
		if l.Task.State.Silent() {
			continue
		}
		people[l.Answers] = true
		for _, rung := range remind.Owed(remind.SubjectOf(l), a.policy, cal, after, today) {
			if who := toldTo(rung.Role, l, team); who != "" {
				people[who] = true
				out = append(out, told{who, l, p, rung})
			}
		}
	}
	return out, people, nil
}

// toldTo is the person a rung is for, "" where they are told already in a
// nearer role.
func toldTo(role remind.Role, l work.Line, team work.Team) string {
	lead, _ := team.Unit(l.Task.Lead)
	switch {
	case role == remind.Answers:
		return l.Answers
	case role == remind.Head && lead.Head != l.Answers:
		return lead.Head
	case role == remind.Owner && team.Owner != l.Answers && team.Owner != lead.Head:
		return team.Owner
	}
	return ""
}

// dayPlan writes what one look owes.
type dayPlan struct {
	app     *App
	w       Writer
	plan    work.Plan
	at      time.Time
	date    calendar.Date
	digests map[string]string // person → delivery id
}

// owe enters a rung in the ledger and the digest that carries it in the
// outbox; false where the rung was entered before.
func (d *dayPlan) owe(ctx context.Context, o told) (bool, error) {
	known, err := d.known(ctx, o)
	if err != nil || known {
		return false, err
	}
	id, ok := d.digests[o.person]
	if !ok {
		id, err = d.app.enqueue(ctx, d.w, work.Delivery{
			Workspace: d.plan.Workspace, Key: fmt.Sprintf("digest/%s/%s", o.person, d.date),
			Kind: work.DigestDelivery, To: o.person, Date: d.date, DueAt: d.at,
		})
		if err != nil {
			return false, err
		}
		d.digests[o.person] = id
	}
	if err := d.askForHead(ctx, o); err != nil {
		return false, err
	}
	return d.w.PutReminder(ctx, work.Reminder{
		Workspace: d.plan.Workspace, Task: o.line.Task.ID, Deadline: o.line.Due,
		Rung: o.rung.Name, Person: o.person, On: o.rung.On, Delivery: id,
	})
}

func (d *dayPlan) known(ctx context.Context, o told) (bool, error) {
	have, err := d.w.Reminders(ctx, d.plan.Workspace, o.line.Task.ID)
	for _, h := range have {
		if h.Deadline == o.line.Due && h.Rung == o.rung.Name && h.Person == o.person {
			return true, err
		}
	}
	return false, err
}

// askForHead asks the plan's owner, once, to name the head of a unit that has
// none.
func (d *dayPlan) askForHead(ctx context.Context, o told) error {
	if !o.line.Headless || o.line.Task.Lead == "" {
		return nil
	}
	_, err := d.app.enqueue(ctx, d.w, work.Delivery{
		Workspace: d.plan.Workspace, Key: fmt.Sprintf("namehead/%d/%s", o.plan.ID, o.line.Task.Lead),
		Kind: work.NameHeadNotice, To: o.plan.Owner, Plan: o.plan.ID, Ref: o.line.Task.Lead, DueAt: d.at,
	})
	return err
}
