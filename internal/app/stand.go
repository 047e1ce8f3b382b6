package app

import (
	"context"
	"slices"

	"nhacviec/internal/work"
)

// enter stores a task of a new plan as far as its document says it had come,
// and a duty's later occurrences behind it.
func (p *planting) enter(ctx context.Context, t work.Task, s *work.Stand) (work.Task, error) {
	if s == nil {
		return p.insert(ctx, t)
	}
	if err := p.meet(ctx); err != nil {
		return t, err
	}
	today := p.plan.Today(p.app.now())
	s.Apply(&t, p.names.Meant(s.Assignee), today)
	first, err := p.insert(ctx, t)
	if err != nil || !first.Recurs() {
		return first, err
	}
	for _, o := range s.Later {
		again := o.Again(first, p.names.Meant(o.Assignee), today)
		again.Ref = p.free(again.Ref, again.Ref)
		if _, err := p.put(ctx, again); err != nil {
			return first, err
		}
	}
	return first, nil
}

// meet looks up who may be named, once for a plan.
func (p *planting) meet(ctx context.Context) error {
	if p.names != nil {
		return nil
	}
	people, err := p.w.People(ctx, p.plan.Workspace)
	names := work.NamesOf(people)
	p.names = &names
	return err
}

// doubtAssignees doubts the assignees that a draft names and whom nobody, or
// more than one person, is called by: their tasks are entered without one.
func doubtAssignees(ctx context.Context, r Reader, ws int64, d work.Draft) (work.Draft, error) {
	if !slices.ContainsFunc(d.Tasks, func(t work.DraftTask) bool { return len(t.Assignees()) > 0 }) {
		return d, nil
	}
	people, err := r.People(ctx, ws)
	if err != nil {
		return d, err
	}
	names := work.NamesOf(people)
	d.Tasks = slices.Clone(d.Tasks)
	for i := range d.Tasks {
		d.Tasks[i].DoubtAssignees(names)
	}
	return d, nil
}
