package app

import (
	"context"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// Update is a report of progress: a percentage, or a count, or stages of named
// items, and words beside any of them.
type Update struct {
	Percent *int
	Count   *int
	Of      int // the total typed with Count, 0 = none
	Items   []ItemStage
	Note    string
}

// ItemStage is a stage for one named item.
type ItemStage struct {
	Item  int64
	Stage int
}

// Update records progress on a task. It is Invalid where a figure cannot be
// right, and then nothing is stored.
func (a *App) Update(ctx context.Context, who Actor, pick Pick, u Update) (work.Outcome, error) {
	if u.Percent == nil && u.Count == nil && len(u.Items) == 0 && u.Note == "" {
		return work.Outcome{}, work.E(work.Invalid, "error.update_empty", work.Args{"Ref": pick.Ref})
	}
	return a.change(ctx, who, pick, work.Team.MayUpdate,
		func(_ context.Context, c *editing) error {
			if err := u.apply(c.Edit); err != nil {
				return err
			}
			c.out.Did = work.Message{Key: "did.updated", Args: work.Args{"Ref": c.Task.Ref}}
			if !c.Changed() {
				c.out.Did.Key = "did.nothing"
			}
			return nil
		})
}

func (u Update) apply(e *work.Edit) error {
	if u.Percent != nil {
		if err := e.SetPercent(*u.Percent); err != nil {
			return err
		}
	}
	if u.Count != nil {
		if err := e.SetCount(*u.Count, u.Of); err != nil {
			return err
		}
	}
	for _, it := range u.Items {
		if err := e.SetItem(it.Item, it.Stage); err != nil {
			return err
		}
	}
	note := text.NFC(u.Note)
	if n := text.Len(note); n > work.MaxNote {
		return work.E(work.TooLarge, "error.note_long", work.Args{"Given": n, "Max": work.MaxNote})
	}
	e.Note(note)
	return nil
}
