package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// Nudge reminds by hand whoever answers for a task; of a task with activities,
// whoever answers for one that is open. Who is away or gone is stood in for. A
// person is nudged once a day about a task, whoever asks.
func (a *App) Nudge(ctx context.Context, who Actor, pick Pick) (work.Nudged, error) {
	var out work.Nudged
	err := a.write(ctx, who, func(w Writer) error {
		out = work.Nudged{}
		t, p, err := a.resolve(ctx, w, who, pick)
		if err != nil {
			return err
		}
		if out.Line, err = a.line(ctx, w, t, p); err != nil {
			return err
		}
		n := nudging{app: a, w: w, who: who, plan: p, line: out.Line}
		if n.team, err = a.teamOf(ctx, w, p); err != nil {
			return err
		}
		if t, err = withLead(ctx, w, t); err != nil {
			return err
		}
		if err := n.check(t); err != nil {
			return err
		}
		out.People, err = n.all(ctx)
		return err
	})
	a.wake()
	return out, err
}

type nudging struct {
	app  *App
	w    Writer
	who  Actor
	plan work.Plan
	team work.Team
	line work.Line
}

func (n *nudging) check(t work.Task) error {
	switch {
	case !n.team.MayNudge(t, n.who.Person):
		return work.E(work.Forbidden, "error.not_yours_to_nudge", work.Args{"Ref": t.Ref, "Unit": t.Lead})
	case t.State.Silent():
		return work.E(work.Invalid, "error.nudge_silent", work.Args{"Ref": t.Ref, "State": work.Message{Key: "block.state." + string(t.State)}})
	}
	return nil
}

// all nudges each of those who answer, once.
func (n *nudging) all(ctx context.Context) ([]work.NudgedPerson, error) {
	var out []work.NudgedPerson
	var seen []string
	for _, l := range work.Counted([]work.Line{n.line}) {
		if l.Task.State.Silent() || slices.Contains(seen, l.Answers) {
			continue
		}
		seen = append(seen, l.Answers)
		person, err := n.one(ctx, l)
		if err != nil {
			return nil, err
		}
		out = append(out, person)
	}
	if len(out) == 0 {
		return nil, work.E(work.Invalid, "error.nudge_none_open", work.Args{"Ref": n.line.Task.Ref})
	}
	if len(out) == 1 && out[0].Person == n.who.Person && out[0].For == "" {
		return nil, work.E(work.Invalid, "error.nudge_self", work.Args{"Ref": n.line.Task.Ref})
	}
	return out, nil
}

func (n *nudging) one(ctx context.Context, l work.Line) (work.NudgedPerson, error) {
	out := work.NudgedPerson{Person: l.Answers}
	absent := n.team.AbsenceOf(l.Answers, l.Task.Lead, n.team.On)
	if absent.Why != "" {
		out = work.NudgedPerson{Person: absent.To, For: l.Answers, Why: absent.Why, Until: absent.Until}
	}
	if out.Person == "" || out.Person == n.who.Person {
		return out, nil // whoever asks knows of it; of nobody there is none to tell
	}
	day := n.team.On
	key := fmt.Sprintf("nudge/%d/%s/%s", n.line.Task.ID, out.Person, day)
	id, err := n.app.enqueue(ctx, n.w, work.Delivery{
		Workspace: n.plan.Workspace, Key: key, Kind: work.NudgeDelivery, To: out.Person, Plan: n.plan.ID,
		Date: day, Ref: nudgeRef(n.line.Task.ID, n.who.Person),
	})
	if err != nil {
		return out, err
	}
	fresh, err := n.w.PutReminder(ctx, work.Reminder{
		Workspace: n.plan.Workspace, Task: n.line.Task.ID, Deadline: n.line.Due, Rung: "n" + day.String(),
		Person: out.Person, Role: work.RoleAnswers, On: day, For: out.For, PlannedAt: n.app.now(), Delivery: id,
	})
	out.Before = !fresh
	return out, err
}

func nudgeRef(task int64, by string) string { return strconv.FormatInt(task, 10) + " " + by }

// nudgeOf takes a nudge's ref apart.
func nudgeOf(ref string) (task int64, by string) {
	digits, by, _ := strings.Cut(ref, " ")
	task, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return 0, by
	}
	return task, by
}

// NudgeNow is what a nudge says now: the task and who asked. It is Expired, and
// the ledger says why, where the task was closed or paused meanwhile.
func (a *App) NudgeNow(ctx context.Context, d work.Delivery) (work.Line, string, error) {
	id, by := nudgeOf(d.Ref)
	var l work.Line
	err := a.store.Write(ctx, func(w Writer) error {
		t, p, err := byID(ctx, w, d.Workspace, id)
		if err != nil {
			return err
		}
		if l, err = a.line(ctx, w, t, p); err != nil {
			return err
		}
		rows, err := w.RemindersIn(ctx, d.ID)
		for _, row := range rows {
			row.Reason, row.Until = work.ReasonOf(t.State), calendar.Date{}
			if t.Archived {
				row.Reason = work.ReasonRemoved
			}
			if err := w.UpdateReminder(ctx, row); err != nil {
				return err
			}
		}
		return err
	})
	if err == nil && (l.Task.State.Silent() || l.Task.Archived) {
		err = work.E(work.Expired, "error.not_found", nil)
	}
	return l, by, err
}
