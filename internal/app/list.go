package app

import (
	"cmp"
	"context"
	"slices"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// The filters of List.
const (
	ListAll     = "all"
	ListMine    = "mine"
	ListOverdue = "overdue"
	ListUnit    = "unit"
)

// MaxListed bounds the lines of an answer; the rest is counted.
const MaxListed = 200

// Question asks for tasks.
type Question struct {
	Filter string
	Unit   string // with ListUnit: a unit's name or part of it, "" = the actor's own units
}

// List answers with the tasks of the plans followed in the actor's channel,
// or of all plans where it follows none.
func (a *App) List(ctx context.Context, who Actor, q Question) (work.Listing, error) {
	out := work.Listing{Filter: q.Filter}
	err := a.store.Read(ctx, func(r Reader) error {
		plans, err := plansHere(ctx, r, who)
		if err != nil {
			return err
		}
		keep, err := a.filter(ctx, r, who, plans, q, &out)
		if err != nil {
			return err
		}
		out.Today = plans[0].Today(a.now())
		if len(plans) == 1 {
			out.PlanTitle = plans[0].Title
		}
		for _, p := range plans {
			lines, err := a.lines(ctx, r, p)
			if err != nil {
				return err
			}
			lines = work.WithoutPast(lines)
			if q.Filter != ListAll {
				lines = slices.DeleteFunc(work.Counted(lines), func(l work.Line) bool { return !keep(l) })
			}
			out.Lines = append(out.Lines, lines...)
		}
		return nil
	})
	if q.Filter != ListAll {
		slices.SortStableFunc(out.Lines, byUrgency)
	}
	out.Total = len(out.Lines)
	out.Lines = out.Lines[:min(len(out.Lines), MaxListed)]
	return out, err
}

func (a *App) filter(ctx context.Context, r Reader, who Actor, plans []work.Plan, q Question, out *work.Listing) (func(work.Line) bool, error) {
	switch q.Filter {
	case ListAll:
		return nil, nil
	case ListMine:
		return func(l work.Line) bool { return l.Answers == who.Person && !l.Task.State.Closed() }, nil
	case ListOverdue:
		return func(l work.Line) bool { return l.Standing.State == work.Overdue && !l.Task.State.Silent() }, nil
	case ListUnit:
		names, err := askedUnits(ctx, r, who, plans, q.Unit)
		if err != nil {
			return nil, err
		}
		if len(names) == 1 {
			out.Unit = names[0]
		}
		return func(l work.Line) bool {
			return slices.ContainsFunc(names, func(n string) bool { return text.Fold(n) == text.Fold(l.Task.Lead) })
		}, nil
	}
	return nil, work.E(work.Invalid, "error.list_filter", work.Args{"Given": q.Filter})
}

// askedUnits are the units that words name, or without words the actor's own.
func askedUnits(ctx context.Context, r Reader, who Actor, plans []work.Plan, words string) ([]string, error) {
	if words == "" {
		return ownUnits(ctx, r, who)
	}
	names, err := unitNames(ctx, r, who.Workspace, plans)
	if err != nil {
		return nil, err
	}
	want := text.Fold(words)
	var found []string
	for _, n := range names {
		if f := text.Fold(n); f == want {
			return []string{n}, nil
		} else if wordsWithin(f, want) {
			found = append(found, n)
		}
	}
	if len(found) == 0 {
		return nil, work.E(work.NotFound, "error.unit_unknown", work.Args{"Given": words, "Names": names})
	}
	return found, nil
}

func ownUnits(ctx context.Context, r Reader, who Actor) ([]string, error) {
	units, err := r.Units(ctx, who.Workspace)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, u := range units {
		if u.Has(who.Person) {
			names = append(names, u.Name)
		}
	}
	if len(names) == 0 {
		return nil, work.E(work.Invalid, "error.no_unit_of_yours", nil)
	}
	return names, nil
}

// byUrgency puts what is overdue first, the most late at the top, then by
// deadline, those without one last.
func byUrgency(x, y work.Line) int {
	switch {
	case x.Due == y.Due:
		return 0
	case x.Due.IsZero():
		return 1
	case y.Due.IsZero():
		return -1
	}
	return x.Due.Compare(y.Due)
}

// Shown is one task in full.
type Shown struct {
	Line   work.Line
	Parent *work.Line
	Plan   work.Plan
	Events []work.Event // the last ones, oldest first
}

// shownEvents is how many changes an answer tells of.
const shownEvents = 5

// Show answers with one task.
func (a *App) Show(ctx context.Context, who Actor, pick Pick) (Shown, error) {
	var out Shown
	err := a.store.Read(ctx, func(r Reader) error {
		t, p, err := a.resolve(ctx, r, who, pick)
		if err != nil {
			return err
		}
		out.Plan = p
		if out.Line, err = a.line(ctx, r, t, p); err != nil {
			return err
		}
		out.Line.Activities = work.WithoutPast(out.Line.Activities)
		if out.Events, err = lastEvents(ctx, r, t); err != nil {
			return err
		}
		out.Parent, err = a.parentLine(ctx, r, t, p)
		return err
	})
	return out, err
}

func lastEvents(ctx context.Context, r Reader, t work.Task) ([]work.Event, error) {
	events, err := r.EventsOf(ctx, t.Workspace, t.ID, 0)
	// Where a task stands among others is no news of it.
	events = slices.DeleteFunc(events, func(e work.Event) bool { return e.Field == work.FieldPosition })
	slices.SortStableFunc(events, func(x, y work.Event) int { return cmp.Compare(x.ID, y.ID) })
	return events[max(0, len(events)-shownEvents):], err
}
