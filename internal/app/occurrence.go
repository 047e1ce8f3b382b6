package app

import (
	"context"
	"slices"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// seriesOf is all occurrences of the duty that t is one of.
func seriesOf(ctx context.Context, r Reader, t work.Task) (work.Series, error) {
	first := t
	if t.Series != 0 {
		var err error
		if first, err = r.Task(ctx, t.Workspace, t.Series); err != nil {
			return nil, err
		}
	}
	later, err := r.Occurrences(ctx, t.Workspace, first.ID)
	return append(work.Series{first}, later...), err
}

// comesBack reports whether a series goes on: a duty that was taken out of the
// plan, or whose task is closed, does not, and a task with activities leaves
// it to them.
func comesBack(ctx context.Context, r Reader, s work.Series) (bool, error) {
	first := s[0]
	if first.Archived || !first.Recurs() {
		return false, nil
	}
	if first.Parent != 0 {
		parent, err := r.Task(ctx, first.Workspace, first.Parent)
		return !parent.Archived && !parent.State.Closed(), err
	}
	kids, err := r.Children(ctx, first.Workspace, first.ID)
	return len(kids) == 0, err
}

// succeed enters the next occurrence of a duty whose latest is closed, under
// the change that closed it so that Undo takes both back, and says when the
// duty comes next. It is called after t is stored, and called twice enters one.
func (a *App) succeed(ctx context.Context, w Writer, who Actor, p work.Plan, t work.Task, change string) ([]work.Message, error) {
	if !t.Recurs() || !t.State.Closed() {
		return nil, nil
	}
	s, err := seriesOf(ctx, w, t)
	if err != nil {
		return nil, err
	}
	goesOn, err := comesBack(ctx, w, s)
	if err != nil || !goesOn {
		return nil, err
	}
	cal, err := a.CalendarOf(p)
	if err != nil {
		return nil, err
	}
	if next, ok := s.Succeed(p, p.Today(a.now()), cal); ok {
		if next, err = a.enter(ctx, w, who, next, change); err != nil {
			return nil, err
		}
		s = append(s, next)
	}
	return comingHint(s, t, cal), nil
}

// comingHint says which occurrence comes after t and when it is due.
func comingHint(s work.Series, t work.Task, cal *calendar.Calendar) []work.Message {
	if next, ok := s.OpenAfter(t); ok {
		return []work.Message{{Key: "hint.next", Args: work.Args{"Ref": next.Ref, "Due": next.Deadline.Due}}}
	}
	if d, ok := s.Coming(cal); ok {
		return []work.Message{{Key: "hint.next_year", Args: work.Args{"Due": d.Due}}}
	}
	return []work.Message{{Key: "hint.last", Args: work.Args{"Ref": s[0].Ref}}}
}

// enter stores a new occurrence. Its history says that it came by itself, and
// by whose doing.
func (a *App) enter(ctx context.Context, w Writer, who Actor, t work.Task, change string) (work.Task, error) {
	t.UpdatedAt = a.now()
	t, err := w.InsertTask(ctx, t)
	if err != nil {
		return t, err
	}
	who.Door = work.BySchedule
	return t, a.recordNew(ctx, w, who, t, change)
}

// enterOwed enters the occurrences of a plan's duties whose period has begun.
// Called again on the same day it enters nothing.
func (a *App) enterOwed(ctx context.Context, w Writer, p work.Plan, cal *calendar.Calendar, today calendar.Date) error {
	tasks, err := w.Tasks(ctx, p.Workspace, p.ID)
	if err != nil {
		return err
	}
	who := Actor{Workspace: p.Workspace}
	for _, s := range work.SeriesIn(tasks) {
		for _, t := range s.Owed(p, today, cal) {
			if _, err := a.enter(ctx, w, who, t, a.newID()); err != nil {
				return err
			}
		}
	}
	return nil
}

// occurrenceOf is the one that a typed ref means, n being the number typed with
// it: the duty's first by 1; without a number the one that is to be done. false
// where what comes once was typed with a number.
func occurrenceOf(ctx context.Context, r Reader, first work.Task, n int) (work.Task, bool, error) {
	switch {
	case n > 0:
		return first, first.Recurs(), nil
	case !first.Recurs() || !first.State.Closed():
		return first, true, nil
	}
	s, err := seriesOf(ctx, r, first)
	if err != nil {
		return first, false, err
	}
	return s.Meant(), true, nil
}

// doneBefore is the occurrence that was finished last, where the person typed
// the duty's plain ref and the one it means now has not begun: whoever types
// `done 3.2` twice has not done next month's as well.
func (c *editing) doneBefore(ctx context.Context, pick Pick) (last work.Task, ok bool, err error) {
	_, n := work.SplitRef(pick.Ref)
	today := c.plan.Today(c.app.now())
	if pick.ID != 0 || n != 0 || !c.Task.Recurs() || !today.Before(c.Task.Deadline.Start) {
		return last, false, nil
	}
	s, err := seriesOf(ctx, c.w, c.Task)
	if err != nil {
		return last, false, err
	}
	last, ok = s.LastDone()
	return last, ok, nil
}

// closes reports whether an edit closed its task.
func closes(e *work.Edit) bool {
	return e.Task.State.Closed() && slices.ContainsFunc(e.Events, func(ev work.Event) bool { return ev.Field == work.FieldState })
}
