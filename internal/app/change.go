package app

import (
	"context"

	"nhacviec/internal/work"
)

// editing is one change under way.
type editing struct {
	*work.Edit
	app    *App
	w      Writer
	who    Actor
	plan   work.Plan
	change string // what Undo will name
	out    *work.Outcome
}

// save stores another task that the same change touches.
func (c *editing) save(ctx context.Context, e *work.Edit) error {
	return c.app.save(ctx, c.w, c.who, e, c.change)
}

// store stores the task itself and, where that closed it, what comes after it.
func (c *editing) store(ctx context.Context) error {
	if err := c.save(ctx, c.Edit); err != nil || !closes(c.Edit) {
		return err
	}
	hints, err := c.app.succeed(ctx, c.w, c.who, c.plan, c.Task, c.change)
	c.out.Hints = append(c.out.Hints, hints...)
	return err
}

// change applies an edit to the picked task and stores task and events
// together; apply sets what the outcome says.
func (a *App) change(ctx context.Context, who Actor, pick Pick, may permission,
	apply func(ctx context.Context, c *editing) error) (work.Outcome, error) {
	var out work.Outcome
	var id int64
	err := a.write(ctx, who, func(w Writer) error {
		out = work.Outcome{}
		t, p, err := a.resolve(ctx, w, who, pick)
		if err != nil {
			return err
		}
		id = t.ID
		if err := a.permit(ctx, w, who, t, p, may); err != nil {
			return err
		}
		c := &editing{Edit: work.EditTask(t), app: a, w: w, who: who, plan: p, change: a.newID(), out: &out}
		if err := apply(ctx, c); err != nil {
			return err
		}
		if c.Changed() {
			out.Change = c.change
		}
		return c.store(ctx)
	})
	if err != nil {
		return work.Outcome{}, err
	}
	return a.finishOutcome(ctx, who, id, out)
}

// save stores an edit's task and events under a change id; an edit that
// changed nothing stores nothing.
func (a *App) save(ctx context.Context, w Writer, who Actor, e *work.Edit, change string) error {
	if !e.Changed() {
		return nil
	}
	e.Task.UpdatedAt = a.now()
	if err := w.UpdateTask(ctx, e.Task); err != nil {
		return err
	}
	return w.InsertEvents(ctx, a.stamp(who, e.Task, e.Task.Version+1, change, e.Events)...)
}

// stamp fills in whose, when and of what version events are.
func (a *App) stamp(who Actor, t work.Task, version int64, change string, events []work.Event) []work.Event {
	out := make([]work.Event, len(events))
	for i, e := range events {
		e.Workspace, e.Plan, e.Task = t.Workspace, t.Plan, t.ID
		e.Change, e.Version = change, version
		e.By, e.Door, e.At = who.Person, who.Door, a.now()
		out[i] = e
	}
	return out
}

// finishOutcome adds the task as it now stands, after the commit.
func (a *App) finishOutcome(ctx context.Context, who Actor, id int64, out work.Outcome) (work.Outcome, error) {
	err := a.store.Read(ctx, func(r Reader) error {
		t, p, err := byID(ctx, r, who.Workspace, id)
		if err != nil {
			return err
		}
		if out.Line, err = a.line(ctx, r, t, p); err != nil {
			return err
		}
		out.Parent, err = a.parentLine(ctx, r, t, p)
		return err
	})
	open := !out.Line.Task.State.Closed()
	out.OfferDone = open && (out.OfferDone || out.Line.Progress.Complete())
	out.PickItems = asksWhich(out.Line.Task)
	return out, err
}

// asksWhich reports whether a count typed by hand is above what the named
// results show.
func asksWhich(t work.Task) bool {
	shown := t
	shown.Count = nil
	named := 0
	for _, it := range t.Items {
		if it.Kind == work.ResultItem {
			named++
		}
	}
	return t.Count != nil && *t.Count > shown.CountNow() && shown.CountNow() < named
}

// permission is a rule of work that says who may.
type permission func(tm work.Team, t work.Task, person string) bool

func (a *App) permit(ctx context.Context, r Reader, who Actor, t work.Task, p work.Plan, may permission) error {
	team, err := a.teamOf(ctx, r, p)
	if err != nil {
		return err
	}
	if t, err = withLead(ctx, r, t); err != nil {
		return err
	}
	if may(team, t, who.Person) {
		return nil
	}
	return work.E(work.Forbidden, "error.not_yours", work.Args{"Ref": t.Ref, "Unit": t.Lead})
}

// withLead gives an activity the lead and coordinators of its task where it
// has none of its own.
func withLead(ctx context.Context, r Reader, t work.Task) (work.Task, error) {
	if t.Parent == 0 || t.Lead != "" {
		return t, nil
	}
	parent, err := r.Task(ctx, t.Workspace, t.Parent)
	if err != nil {
		return t, err
	}
	t.Lead = parent.Lead
	if len(t.Coordinators) == 0 {
		t.Coordinators = parent.Coordinators
	}
	return t, nil
}
