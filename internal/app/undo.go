package app

import (
	"context"
	"slices"

	"nhacviec/internal/work"
)

// Undo takes a change back, whole. It is a Conflict where any task of it was
// changed since, and Forbidden to those who may not update the task.
func (a *App) Undo(ctx context.Context, who Actor, change string) (work.Outcome, error) {
	var id int64
	out := work.Outcome{}
	err := a.write(ctx, who, func(w Writer) error {
		events, err := w.EventsOfChange(ctx, who.Workspace, change)
		if err != nil {
			return err
		}
		if len(events) == 0 {
			return work.E(work.Expired, "error.undo_gone", nil)
		}
		id = about(events)
		out = work.Outcome{Change: a.newID()}
		for _, part := range byTask(events) {
			t, err := a.takeBack(ctx, w, who, part, out.Change)
			if err != nil {
				return err
			}
			if t.ID == id {
				out.Did = work.Message{Key: "did.undone", Args: work.Args{"Ref": t.Ref}}
			}
		}
		return a.succeedAgain(ctx, w, who, events, out.Change)
	})
	if err != nil {
		return work.Outcome{}, err
	}
	return a.finishOutcome(ctx, who, id, out)
}

// about is the task that a change was about: the last that it changed, not one
// that it entered because of it.
func about(events []work.Event) int64 {
	for _, e := range slices.Backward(events) {
		if e.Field != work.FieldCreated && e.Field != work.FieldArchived {
			return e.Task
		}
	}
	return events[len(events)-1].Task
}

// succeedAgain enters what follows the tasks that taking a change back has
// closed again, unless it is there.
func (a *App) succeedAgain(ctx context.Context, w Writer, who Actor, events []work.Event, change string) error {
	for _, part := range byTask(events) {
		t, p, err := byID(ctx, w, who.Workspace, part[0].Task)
		if err != nil {
			return err
		}
		if t.Archived {
			continue
		}
		if _, err := a.succeed(ctx, w, who, p, t, change); err != nil {
			return err
		}
	}
	return nil
}

// byTask splits a change's events by task, each part in order.
func byTask(events []work.Event) [][]work.Event {
	var parts [][]work.Event
	at := map[int64]int{}
	for _, e := range events {
		i, ok := at[e.Task]
		if !ok {
			i = len(parts)
			at[e.Task] = i
			parts = append(parts, nil)
		}
		parts[i] = append(parts[i], e)
	}
	return parts
}

func (a *App) takeBack(ctx context.Context, w Writer, who Actor, events []work.Event, change string) (work.Task, error) {
	t, p, err := byID(ctx, w, who.Workspace, events[0].Task)
	if err != nil {
		return t, err
	}
	if err := a.permit(ctx, w, who, t, p, work.Team.MayUpdate); err != nil {
		return t, err
	}
	if t.Version != events[len(events)-1].Version {
		return t, work.E(work.Conflict, "error.undo_changed", work.Args{"Ref": t.Ref})
	}
	who.Door = work.ByUndo
	e := work.EditTask(t)
	if err := e.Reverse(events); err != nil {
		return t, err
	}
	if t.Archived && !e.Task.Archived {
		if err := refFree(ctx, w, t); err != nil {
			return t, err
		}
	}
	return e.Task, a.save(ctx, w, who, e, change)
}

// refFree refuses to bring back a task whose ref another has by now: an
// occurrence that was taken back and then came round.
func refFree(ctx context.Context, r Reader, t work.Task) error {
	_, err := r.TaskByRef(ctx, t.Workspace, t.Plan, t.Ref)
	switch {
	case work.CodeOf(err) == work.NotFound:
		return nil
	case err != nil:
		return err
	}
	return work.E(work.Conflict, "error.undo_changed", work.Args{"Ref": t.Ref})
}
