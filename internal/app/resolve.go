package app

import (
	"context"
	"slices"
	"strconv"

	"nhacviec/internal/work"
)

// Pick names a task: by ID, as a button does, or by Ref as a person types it,
// in one Plan, or with 0 in those that the request is about.
type Pick struct {
	ID   int64
	Ref  string
	Plan int64
}

// Ambiguous is the refusal of a ref that several plans have; the reader picks.
type Ambiguous struct {
	Ref   string
	Lines []work.Line
}

func (e *Ambiguous) Error() string { return "app: ref " + e.Ref + " is in several plans" }

// plansHere are the plans a request in a channel is about: those of the
// channel, else all of the workspace.
func plansHere(ctx context.Context, r Reader, who Actor) ([]work.Plan, error) {
	all, err := r.Plans(ctx, who.Workspace)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, work.E(work.NotFound, "error.no_plan", nil)
	}
	var here []work.Plan
	for _, p := range all {
		if p.Channel == who.Channel {
			here = append(here, p)
		}
	}
	if len(here) > 0 {
		return here, nil
	}
	return all, nil
}

// plansMeant is one plan, or with 0 those that the request is about.
func plansMeant(ctx context.Context, r Reader, who Actor, plan int64) ([]work.Plan, error) {
	if plan == 0 {
		return plansHere(ctx, r, who)
	}
	p, err := r.Plan(ctx, who.Workspace, plan)
	return []work.Plan{p}, err
}

// resolve finds the one task that pick names.
func (a *App) resolve(ctx context.Context, r Reader, who Actor, pick Pick) (work.Task, work.Plan, error) {
	if pick.ID != 0 {
		t, p, err := byID(ctx, r, who.Workspace, pick.ID)
		if err == nil && t.Archived { // the button was pressed before
			err = work.E(work.NotFound, "error.not_found", nil)
		}
		return t, p, err
	}
	plans, err := plansMeant(ctx, r, who, pick.Plan)
	if err != nil {
		return work.Task{}, work.Plan{}, err
	}
	ref, n := work.SplitRef(pick.Ref)
	if ref == "" {
		return work.Task{}, work.Plan{}, work.E(work.Invalid, "error.ref_form", work.Args{"Given": pick.Ref})
	}
	found, err := byRef(ctx, r, plans, ref, n)
	switch {
	case err != nil:
		return work.Task{}, work.Plan{}, err
	case len(found) == 0 && n > 0:
		return work.Task{}, work.Plan{}, noSuchRef(ctx, r, plans, ref+"-"+strconv.Itoa(n))
	case len(found) == 0:
		return work.Task{}, work.Plan{}, noSuchRef(ctx, r, plans, ref)
	case len(found) > 1:
		return work.Task{}, work.Plan{}, a.ambiguous(ctx, r, ref, found)
	}
	return found[0].task, found[0].plan, nil
}

type located struct {
	task work.Task
	plan work.Plan
}

func byID(ctx context.Context, r Reader, ws, id int64) (work.Task, work.Plan, error) {
	t, err := r.Task(ctx, ws, id)
	if err != nil {
		return t, work.Plan{}, err
	}
	p, err := r.Plan(ctx, ws, t.Plan)
	return t, p, err
}

// byRef finds the tasks of a ref, or of its n-th occurrence; n 0 is the one
// that the plain ref means.
func byRef(ctx context.Context, r Reader, plans []work.Plan, ref string, n int) ([]located, error) {
	var found []located
	for _, p := range plans {
		t, err := r.TaskByRef(ctx, p.Workspace, p.ID, work.OccurrenceRef(ref, n))
		if work.CodeOf(err) == work.NotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		t, ok, err := occurrenceOf(ctx, r, t, n)
		if err != nil {
			return nil, err
		}
		if ok {
			found = append(found, located{t, p})
		}
	}
	return found, nil
}

func noSuchRef(ctx context.Context, r Reader, plans []work.Plan, ref string) error {
	var refs []string
	for _, p := range plans {
		more, err := r.Refs(ctx, p.Workspace, p.ID)
		if err != nil {
			return err
		}
		refs = append(refs, more...)
	}
	refs = slices.DeleteFunc(refs, func(r string) bool { // a duty has one ref here
		_, n := work.SplitRef(r)
		return n > 0
	})
	return work.NoSuchRef(ref, refs)
}

func (a *App) ambiguous(ctx context.Context, r Reader, ref string, found []located) error {
	out := &Ambiguous{Ref: ref}
	for _, f := range found {
		l, err := a.line(ctx, r, f.task, f.plan)
		if err != nil {
			return err
		}
		out.Lines = append(out.Lines, l)
	}
	return out
}

// teamOf is who answers for a plan's tasks today.
func (a *App) teamOf(ctx context.Context, r Reader, p work.Plan) (work.Team, error) {
	units, err := r.Units(ctx, p.Workspace)
	if err != nil {
		return work.Team{}, err
	}
	apart, err := apartIn(ctx, r, p.Workspace)
	return work.Team{Owner: p.Owner, Units: units, Apart: apart, On: p.Today(a.now())}, err
}

// line shows a task, with its activities, as it stands today.
func (a *App) line(ctx context.Context, r Reader, t work.Task, p work.Plan) (work.Line, error) {
	team, err := a.teamOf(ctx, r, p)
	if err != nil {
		return work.Line{}, err
	}
	var kids []work.Task
	if t.Parent == 0 {
		if kids, err = r.Children(ctx, t.Workspace, t.ID); err != nil {
			return work.Line{}, err
		}
	}
	if t.Parent != 0 && t.Lead == "" {
		parent, err := r.Task(ctx, t.Workspace, t.Parent)
		if err != nil {
			return work.Line{}, err
		}
		t.Lead = parent.Lead
	}
	l := work.LineOf(t, kids, team, p.Today(a.now()))
	l.PlanTitle = p.Title
	return l, nil
}

// parentLine shows the task that an activity belongs to; nil for a task.
func (a *App) parentLine(ctx context.Context, r Reader, t work.Task, p work.Plan) (*work.Line, error) {
	if t.Parent == 0 {
		return nil, nil
	}
	parent, err := r.Task(ctx, t.Workspace, t.Parent)
	if err != nil {
		return nil, err
	}
	l, err := a.line(ctx, r, parent, p)
	return &l, err
}

// lines shows a whole plan as it stands today.
func (a *App) lines(ctx context.Context, r Reader, p work.Plan) ([]work.Line, error) {
	team, err := a.teamOf(ctx, r, p)
	if err != nil {
		return nil, err
	}
	tasks, err := r.Tasks(ctx, p.Workspace, p.ID)
	if err != nil {
		return nil, err
	}
	lines := work.Lines(tasks, team, p.Today(a.now()))
	titled(lines, p.Title)
	return lines, nil
}

func titled(lines []work.Line, title string) {
	for i := range lines {
		lines[i].PlanTitle = title
		titled(lines[i].Activities, title)
	}
}
