package app

import (
	"context"
	"strconv"

	"nhacviec/internal/calendar"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// NewTask is a task typed by hand.
type NewTask struct {
	Title    string
	Deadline calendar.Reading // zero = none
	Assignee string           // Slack user id, "" = whoever adds it
}

// Add puts a task at the end of the plan followed in the actor's channel, or
// of the only plan there is. It is the actor's own unless assigned.
func (a *App) Add(ctx context.Context, who Actor, n NewTask) (work.Outcome, error) {
	n.Title = text.Line(text.NFC(n.Title))
	if err := work.CheckTitle(n.Title); err != nil {
		return work.Outcome{}, err
	}
	out := work.Outcome{}
	var id int64
	err := a.write(ctx, who, func(w Writer) error {
		out = work.Outcome{Change: a.newID()}
		p, err := onePlan(ctx, w, who)
		if err != nil {
			return err
		}
		t, err := a.newTask(ctx, w, who, p, n)
		if err != nil {
			return err
		}
		id = t.ID
		out.Did = work.Message{Key: "did.added", Args: work.Args{"Ref": t.Ref}}
		return a.recordNew(ctx, w, who, t, out.Change)
	})
	if err != nil {
		return work.Outcome{}, err
	}
	return a.finishOutcome(ctx, who, id, out)
}

// onePlan is the plan that an addition in this channel goes to.
func onePlan(ctx context.Context, r Reader, who Actor) (work.Plan, error) {
	plans, err := plansHere(ctx, r, who)
	if err != nil {
		return work.Plan{}, err
	}
	if len(plans) > 1 {
		var titles []string
		for _, p := range plans {
			titles = append(titles, p.Title)
		}
		return work.Plan{}, work.E(work.Invalid, "error.which_plan", work.Args{"Titles": titles})
	}
	return plans[0], nil
}

func (a *App) newTask(ctx context.Context, w Writer, who Actor, p work.Plan, n NewTask) (work.Task, error) {
	tasks, err := w.Tasks(ctx, p.Workspace, p.ID)
	if err != nil {
		return work.Task{}, err
	}
	if n.Assignee == "" {
		n.Assignee = who.Person
	}
	cal, err := a.CalendarOf(p)
	if err != nil {
		return work.Task{}, err
	}
	today := p.Today(a.now())
	return w.InsertTask(ctx, work.Task{
		Workspace: p.Workspace, Plan: p.ID, Ref: nextRef(tasks), Position: behindAll(tasks),
		Title: n.Title, Assignee: n.Assignee, Deadline: work.FirstDeadline(n.Deadline, p, today, cal),
		State: work.NotStarted, CreatedOn: today, UpdatedAt: a.now(),
	})
}

// recordNew writes the event that begins a task's history.
func (a *App) recordNew(ctx context.Context, w Writer, who Actor, t work.Task, change string) error {
	e, err := work.Created(t)
	if err != nil {
		return err
	}
	return w.InsertEvents(ctx, a.stamp(who, t, t.Version, change, []work.Event{e})...)
}

// nextRef is one more than the highest plain number among the tasks' refs.
func nextRef(tasks []work.Task) string {
	top := 0
	for _, t := range tasks {
		if n, err := strconv.Atoi(t.Ref); err == nil && n > top {
			top = n
		}
	}
	return strconv.Itoa(top + 1)
}

// behindAll is the position behind all tasks.
func behindAll(tasks []work.Task) int {
	last := 0
	for _, t := range tasks {
		last = max(last, t.Position)
	}
	return last + 1
}
