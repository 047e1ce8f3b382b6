package app

import (
	"context"
	"fmt"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/remind"
	"nhacviec/internal/work"
)

// look is one look at what a workspace owes at a moment: at a plan's hour, or
// at an hour that people chose for themselves.
type look struct {
	app       *App
	w         Writer
	workspace int64
	// since is up to when all that was owed is in the ledger, at the moment at
	// which the look was due, now when it is taken.
	since, at, now time.Time
	deferred       bool           // something is owed still
	zone           *time.Location // of the people who chose the hour; nil at a plan's hour
	plans          []work.Plan
	units          []work.Unit
	apart          work.Apart
	snoozed        map[int64]map[string]calendar.Date // first occurrence → person → until
	digests        map[string]carrier
}

// carrier is a person's digest of the day.
type carrier struct {
	id   string
	open bool // it can still take something up
}

// found is an entry of the ledger with what it is about.
type found struct {
	work.Reminder
	line work.Line
	plan work.Plan
}

func (a *App) newLook(ctx context.Context, w Writer, ws int64, since, at time.Time, zone *time.Location) (*look, error) {
	l := &look{app: a, w: w, workspace: ws, since: since, at: at, now: a.now(), zone: zone, digests: map[string]carrier{}}
	if l.now.Before(at) {
		l.now = at
	}
	var err error
	if l.plans, err = w.Plans(ctx, ws); err != nil {
		return nil, err
	}
	if l.units, err = w.Units(ctx, ws); err != nil {
		return nil, err
	}
	if l.apart, err = apartIn(ctx, w, ws); err != nil {
		return nil, err
	}
	// A snooze that ended since the last look is told of now: two weeks more
	// than any holiday.
	l.snoozed, err = snoozedIn(ctx, w, ws, calendar.DateOf(since.UTC()).AddDays(-21))
	return l, err
}

// ledgerMark names the watermark up to which all that a schedule owes is in the
// ledger. On days off the schedule goes on and this stays.
func ledgerMark(schedule string) string { return schedule + "/ledger" }

// ledgerSince is that watermark, and where there is none yet the schedule's.
func ledgerSince(ctx context.Context, r Reader, schedule string, since time.Time) (time.Time, error) {
	mark, err := r.Watermark(ctx, ledgerMark(schedule))
	if mark.IsZero() || since.Before(mark) {
		mark = since
	}
	return mark, err
}

// entered moves the ledger's watermark of a schedule, unless something is owed
// still.
func (l *look) entered(ctx context.Context, schedule string) error {
	if l.deferred {
		return nil
	}
	return l.w.SetWatermark(ctx, ledgerMark(schedule), l.now)
}

func apartIn(ctx context.Context, r Reader, ws int64) (work.Apart, error) {
	people, err := r.PeopleApart(ctx, ws)
	out := make(work.Apart, len(people))
	for _, p := range people {
		out[p.ID] = p
	}
	return out, err
}

// snoozedIn are the snoozes that end on a day or later, by first occurrence.
func snoozedIn(ctx context.Context, r Reader, ws int64, from calendar.Date) (map[int64]map[string]calendar.Date, error) {
	all, err := r.Snoozes(ctx, ws, from)
	out := map[int64]map[string]calendar.Date{}
	for _, s := range all {
		if out[s.Task] == nil {
			out[s.Task] = map[string]calendar.Date{}
		}
		out[s.Task][s.Person] = s.Until
	}
	return out, err
}

// day is the day of a moment: a plan's own at a plan's hour. For people who
// chose theirs it is theirs, or the plan's where that has come further.
func (l *look) day(p work.Plan, at time.Time) calendar.Date {
	day := p.Today(at)
	if l.zone == nil {
		return day
	}
	if theirs := calendar.DateOf(at.In(l.zone)); theirs.After(day) {
		return theirs
	}
	return day
}

// falls is what falls of a plan.
type falls struct {
	found  []found
	people map[string]bool // whom it is for, and who answers for an open task
}

// falling lists what falls of a plan since the last look, for whomever; nothing
// on the plan's days off. What fell on the day of that look is looked at again,
// for it may have come up after it. A look that is late takes in what has fallen
// since it was due: one message is enough.
func (l *look) falling(ctx context.Context, p work.Plan) (falls, error) {
	out := falls{people: map[string]bool{}}
	cal, err := l.app.CalendarOf(p)
	if err != nil {
		return out, err
	}
	today := l.day(p, l.now)
	if !cal.IsWorkday(today) {
		// A plan's own look waits for its next working day; at an hour of people's
		// own each plan does.
		l.deferred = l.deferred || l.zone != nil
		return out, nil
	}
	team := work.Team{Owner: p.Owner, Units: l.units, Apart: l.apart, On: today}
	tasks, err := l.w.Tasks(ctx, p.Workspace, p.ID)
	if err != nil {
		return out, err
	}
	after := l.day(p, l.since).AddDays(-1)
	policy := p.Reminding()
	for _, line := range work.Counted(work.Lines(tasks, team, today)) {
		if line.Task.State.Silent() {
			continue
		}
		out.people[line.Answers] = true
		c := remind.Case{Line: line, Team: team, Snoozed: l.snoozed[line.Task.First()]}
		for _, e := range remind.Entries(c, policy, cal, after, today) {
			out.people[e.Person] = true
			out.found = append(out.found, found{e, line, p})
		}
	}
	return out, nil
}

// owe enters what falls for a person in the ledger and, where it is to be said,
// in their digest of the day; false where it was entered before. Where that
// digest is past taking anything up, it is owed at the next look.
func (l *look) owe(ctx context.Context, f found, date calendar.Date) (bool, error) {
	if known, err := l.known(ctx, f); err != nil || known {
		return false, err
	}
	f.PlannedAt = l.now
	if f.Reason == "" {
		c, err := l.digest(ctx, f.Person, date)
		if err != nil || !c.open {
			l.deferred = true
			return false, err
		}
		f.Delivery = c.id
		if err := l.askForHead(ctx, f); err != nil {
			return false, err
		}
	}
	return l.w.PutReminder(ctx, f.Reminder)
}

// digest is the one message that a person gets on a day.
func (l *look) digest(ctx context.Context, person string, date calendar.Date) (carrier, error) {
	if c, ok := l.digests[person]; ok {
		return c, nil
	}
	id, err := l.app.enqueue(ctx, l.w, work.Delivery{
		Workspace: l.workspace, Key: digestKey(person, date), Kind: work.DigestDelivery, To: person, Date: date, DueAt: l.at,
	})
	if err != nil {
		return carrier{}, err
	}
	d, err := l.w.Delivery(ctx, id)
	c := carrier{id, d.State == work.Ready}
	l.digests[person] = c
	return c, err
}

func (l *look) known(ctx context.Context, f found) (bool, error) {
	have, err := l.w.Reminders(ctx, l.workspace, f.Task)
	for _, h := range have {
		if h.Deadline == f.Deadline && h.Rung == f.Rung && h.Person == f.Person {
			return true, err
		}
	}
	return false, err
}

// missed reports whether a look that comes on a later day than it was due is of
// use: one whose last working day is in the ledger already is none. It came of
// an hour that was moved; today's own look will come.
func (l *look) missed(p work.Plan, cal *calendar.Calendar) bool {
	due := l.day(p, l.at)
	return !due.Before(l.day(p, l.now)) || l.day(p, l.since).Before(cal.OnOrBefore(due))
}

// askForHead asks the plan's owner, once, to name the head of a unit that has
// none.
func (l *look) askForHead(ctx context.Context, f found) error {
	if f.Role != work.RoleNoHead || f.line.Task.Lead == "" {
		return nil
	}
	_, err := l.app.enqueue(ctx, l.w, work.Delivery{
		Workspace: l.workspace, Key: fmt.Sprintf("namehead/%d/%s", f.plan.ID, f.line.Task.Lead),
		Kind: work.NameHeadNotice, To: f.plan.Owner, Plan: f.plan.ID, Ref: f.line.Task.Lead, DueAt: l.at,
	})
	return err
}
