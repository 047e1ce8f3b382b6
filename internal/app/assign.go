package app

import (
	"context"
	"errors"

	"nhacviec/internal/work"
)

// Assign gives a task to a person, who is told by the reminders from now on;
// "" gives it back to the lead unit's head.
func (a *App) Assign(ctx context.Context, who Actor, pick Pick, person string) (work.Outcome, error) {
	out, err := a.change(ctx, who, pick, work.Team.MayDirect, func(ctx context.Context, c *editing) error {
		if person != "" {
			p, err := c.w.Person(ctx, who.Workspace, person)
			if work.CodeOf(err) == work.NotFound || err == nil && p.Deleted {
				return work.E(work.Invalid, "error.no_such_person", nil)
			}
			if err != nil {
				return err
			}
		}
		c.out.Did = work.Message{Key: "did.assigned", Args: work.Args{"Ref": c.Task.Ref, "Person": work.Mention(person)}}
		return c.Set(work.FieldAssignee, person)
	})
	var refused *work.Error
	if errors.As(err, &refused) && refused.Key == "error.not_yours" {
		return out, work.E(work.Forbidden, "error.not_yours_to_assign", refused.Args)
	}
	return out, err
}
