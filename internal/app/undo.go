package app

import (
	"context"

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
		id = events[len(events)-1].Task
		out = work.Outcome{Change: a.newID()}
		for _, part := range byTask(events) {
			ref, err := a.takeBack(ctx, w, who, part, out.Change)
			if err != nil {
				return err
			}
			out.Did = work.Message{Key: "did.undone", Args: work.Args{"Ref": ref}}
		}
		return nil
	})
	if err != nil {
		return work.Outcome{}, err
	}
	return a.finishOutcome(ctx, who, id, out)
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

func (a *App) takeBack(ctx context.Context, w Writer, who Actor, events []work.Event, change string) (string, error) {
	t, p, err := byID(ctx, w, who.Workspace, events[0].Task)
	if err != nil {
		return "", err
	}
	if err := a.permit(ctx, w, who, t, p, work.Team.MayUpdate); err != nil {
		return "", err
	}
	if t.Version != events[len(events)-1].Version {
		return "", work.E(work.Conflict, "error.undo_changed", work.Args{"Ref": t.Ref})
	}
	who.Door = work.ByUndo
	e := work.EditTask(t)
	if err := e.Reverse(events); err != nil {
		return "", err
	}
	return t.Ref, a.save(ctx, w, who, e, change)
}
