package app

import (
	"context"

	"nhacviec/internal/work"
)

// Done marks a task as finished today. On a task with open activities nothing
// changes until closeAll is true: the outcome asks first.
func (a *App) Done(ctx context.Context, who Actor, pick Pick, closeAll bool) (work.Outcome, error) {
	return a.change(ctx, who, pick, work.Team.MayUpdate, func(ctx context.Context, c *editing) error {
		last, before, err := c.doneBefore(ctx, pick)
		if err != nil {
			return err
		}
		if before {
			c.notYet(last)
			return nil
		}
		return c.finish(ctx, closeAll)
	})
}

func (c *editing) finish(ctx context.Context, closeAll bool) error {
	if c.Task.State == work.Done {
		c.out.Did = work.Message{Key: "did.already_done", Args: work.Args{"Ref": c.Task.Ref, "On": c.Task.DoneOn}}
		return nil
	}
	open, err := c.openActivities(ctx)
	if err != nil {
		return err
	}
	if len(open) > 0 && !closeAll {
		c.out.ConfirmDone = true
		c.out.Did = work.Message{Key: "did.confirm_done", Args: work.Args{"Ref": c.Task.Ref, "Count": len(open)}}
		return nil
	}
	today := c.plan.Today(c.app.now())
	for _, t := range open { // those that recur end with their task
		e := work.EditTask(t)
		if err := e.Finish(today); err != nil {
			return err
		}
		if err := c.save(ctx, e); err != nil {
			return err
		}
	}
	c.out.Did = work.Message{Key: "did.done", Args: work.Args{"Ref": c.Task.Ref}}
	return c.Finish(today)
}

// notYet says that the last occurrence is done and the next has not begun, and
// offers to finish that one all the same.
func (c *editing) notYet(last work.Task) {
	c.out.Did = work.Message{Key: "did.done_before", Args: work.Args{
		"Ref": last.Ref, "On": last.DoneOn, "Next": c.Task.Ref, "Start": c.Task.Deadline.Start, "Due": c.Task.Deadline.Due,
	}}
	c.out.OfferDone = true
}

func (c *editing) openActivities(ctx context.Context) ([]work.Task, error) {
	if c.Task.Parent != 0 {
		return nil, nil
	}
	kids, err := c.w.Children(ctx, c.who.Workspace, c.Task.ID)
	var open []work.Task
	for _, k := range kids {
		if !k.State.Closed() {
			open = append(open, k)
		}
	}
	return open, err
}
