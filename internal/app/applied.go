package app

import (
	"context"

	"nhacviec/internal/work"
)

// announce owes the plan's channel a message that says what was changed.
func (x *applying) announce(ctx context.Context) error {
	if x.out.New+x.out.Changed+x.out.Gone+x.out.Renumbered == 0 {
		return nil
	}
	_, err := x.app.enqueue(ctx, x.w, work.Delivery{
		Workspace: x.who.Workspace, Key: "applied/" + x.draft.ID,
		Kind: work.AppliedMessage, To: x.plan.Channel, Plan: x.plan.ID, Ref: x.change,
	})
	return err
}

// Applied is what an AppliedMessage says: the tasks that a later version
// changed, as they are called now.
func (a *App) Applied(ctx context.Context, d work.Delivery) (work.Applied, error) {
	var out work.Applied
	err := a.store.Read(ctx, func(r Reader) (err error) {
		if out.Plan, err = r.Plan(ctx, d.Workspace, d.Plan); err != nil {
			return err
		}
		events, err := r.EventsOfChange(ctx, d.Workspace, d.Ref)
		if err != nil {
			return err
		}
		for _, part := range byTask(events) {
			t, err := r.Task(ctx, d.Workspace, part[0].Task)
			if err != nil {
				return err
			}
			out.By = part[0].By
			if l, ok := work.AppliedTo(t, part); ok {
				out.Lines = append(out.Lines, l)
			}
		}
		return nil
	})
	return out, err
}
