package app

import (
	"context"
	"slices"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// gathering collects what one person is told on one day, over all their plans.
type gathering struct {
	app       *App
	workspace int64
	out       work.Digest
	snoozed   map[int64]map[string]calendar.Date
	whole     bool // what the person put off as well
	// rows are the ledger's entries that a message carries; what is no longer to
	// be said gets its reason.
	rows    []work.Reminder
	reasons map[int]why // index of rows → why it is not said, "" = it is
}

// why is a reason, with the day it holds until.
type why struct {
	reason work.Reason
	until  calendar.Date
}

func (a *App) newGathering(ctx context.Context, r Reader, ws int64, person string, on calendar.Date) (*gathering, error) {
	g := &gathering{app: a, workspace: ws, reasons: map[int]why{}}
	p, err := r.Person(ctx, ws, person)
	if err != nil && work.CodeOf(err) != work.NotFound {
		return nil, err
	}
	p.ID = person
	g.out.Person, g.out.Date = p, on
	g.snoozed, err = snoozedIn(ctx, r, ws, on)
	return g, err
}

func (g *gathering) plansOf(ctx context.Context, r Reader) error {
	plans, err := r.Plans(ctx, g.workspace)
	if err != nil {
		return err
	}
	for _, p := range plans {
		team, err := g.app.teamOf(ctx, r, p)
		if err != nil {
			return err
		}
		team.On = g.out.Date
		lines, err := g.app.lines(ctx, r, p)
		if err != nil {
			return err
		}
		for _, l := range work.Counted(lines) {
			g.take(l, team, p.Reminding())
		}
	}
	return nil
}

// take takes a line up where it is the person's, or they are told of it.
func (g *gathering) take(l work.Line, tm work.Team, policy work.Policy) {
	told := g.told(l)
	if l.Task.State.Silent() {
		return
	}
	me := g.out.Person
	until := g.snoozed[l.Task.First()][me.ID]
	off := g.out.Date.Before(until) && !told
	absent := tm.AbsenceOf(l.Answers, l.Task.Lead, g.out.Date)
	switch {
	case l.Answers == me.ID && off && !g.whole:
		g.out.Snoozed++
	case l.Answers == me.ID && len(g.rows) > 0 && me.Prefs.NoDigest && !l.Headless && !told:
	case l.Answers == me.ID:
		place(&g.out, l, told)
	case off:
	case absent.To == me.ID && (told || g.pressing(l, soonDays)):
		g.standIn(l, absent)
	case told && l.Standing.State == work.Overdue:
		g.out.Escalated = append(g.out.Escalated, l)
	case told:
		g.standIn(l, absent)
	case policy.Coordinators && tm.HeadsCoordinator(l.Task, me.ID) && g.pressing(l, 6):
		g.out.Coordinating = append(g.out.Coordinating, l)
	}
}

// pressing reports whether a line is overdue or due within so many days.
func (g *gathering) pressing(l work.Line, days int) bool {
	return !l.Due.IsZero() && l.Due.Sub(g.out.Date) <= days
}

func (g *gathering) standIn(l work.Line, absent work.Absence) {
	g.out.StandIn = append(g.out.StandIn, l)
	if absent.Why == "" || slices.ContainsFunc(g.out.Absent, func(a work.Absentee) bool { return a.Person == l.Answers }) {
		return
	}
	g.out.Absent = append(g.out.Absent, work.Absentee{Person: l.Answers, Until: absent.Until})
}

// told reports whether the message still has something to say of a line, and
// notes of each of its entries why not.
func (g *gathering) told(l work.Line) bool {
	told := false
	for i, row := range g.rows {
		if row.Task != l.Task.ID {
			continue
		}
		w := g.whyNot(l, row)
		g.reasons[i] = w
		told = told || w.reason == ""
	}
	return told
}

// whyNot is why an entry is not said any more as its line stands now.
func (g *gathering) whyNot(l work.Line, row work.Reminder) why {
	meant := row.Person
	if row.For != "" {
		meant = row.For
	}
	until := g.snoozed[l.Task.First()][row.Person]
	switch answering := row.Role == work.RoleAnswers || row.Role == work.RoleNoHead; {
	case l.Task.State.Silent():
		return why{reason: work.ReasonOf(l.Task.State)}
	case row.Deadline != l.Due:
		return why{reason: work.ReasonMoved}
	case answering && l.Answers != meant:
		return why{reason: work.ReasonReassigned}
	case g.out.Date.Before(until):
		return why{work.ReasonSnoozed, until}
	}
	return why{}
}

// said is what the message says, nothing where none of its entries is to be
// said any more, and the entries of which the ledger does not know that yet.
func (g *gathering) said() (work.Digest, []work.Reminder) {
	var amended []work.Reminder
	owed := false
	for i, row := range g.rows {
		w, seen := g.reasons[i]
		if !seen {
			w.reason = work.ReasonRemoved
		}
		owed = owed || w.reason == ""
		if row.Reason != w.reason || row.Until != w.until {
			row.Reason, row.Until = w.reason, w.until
			amended = append(amended, row)
		}
	}
	if !owed {
		return work.Digest{Person: g.out.Person, Date: g.out.Date}, amended
	}
	out := g.sorted()
	out.Later = nil
	return out, amended
}

func (g *gathering) sorted() work.Digest {
	d := g.out
	for _, group := range [][]work.Line{d.Overdue, d.Today, d.Week, d.Soon, d.Later, d.Escalated, d.StandIn, d.Coordinating} {
		slices.SortStableFunc(group, byUrgency)
	}
	return d
}
