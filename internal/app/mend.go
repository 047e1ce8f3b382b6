package app

import (
	"context"
	"slices"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// ErrDraftChanged says that a draft has another version than its reader saw.
var ErrDraftChanged = work.E(work.Conflict, "error.draft_changed", nil)

// Mend corrects a line of a draft as a person typed it in the review. It is a
// Conflict where the draft has another version. A value that cannot be read is
// a *work.FieldError, and nothing is stored.
func (a *App) Mend(ctx context.Context, who Actor, id string, version int64, at work.DraftLine, m work.Mend) (work.Review, error) {
	return a.revise(ctx, who, id, version, func(r Reader, d *work.StoredDraft) error {
		today, err := a.today(ctx, r, who)
		if err != nil {
			return err
		}
		return d.Draft.Mend(at, m, calendar.Context{Year: d.Draft.Year, Today: today, MonthFirst: d.MonthFirst})
	})
}

// LeaveOut leaves a line out of the import, or takes it back. Where the draft
// is a later version of a plan it says whether a line of the Difference is
// applied.
func (a *App) LeaveOut(ctx context.Context, who Actor, id string, version int64, at work.LineKey, out bool) (work.Review, error) {
	return a.revise(ctx, who, id, version, func(r Reader, d *work.StoredDraft) error {
		if !d.Again() {
			return d.Draft.LeaveOut(at.DraftLine, out && !at.Gone)
		}
		has := d.Draft.Has(at.DraftLine)
		if at.Gone {
			last, err := r.LastDraft(ctx, who.Workspace, d.Onto)
			if err != nil {
				return err
			}
			has = last.Draft.Has(at.DraftLine)
		}
		if !has {
			return work.E(work.NotFound, "error.not_found", nil)
		}
		d.Chosen = slices.DeleteFunc(slices.Clone(d.Chosen), func(c work.LineChoice) bool { return c.Key == at })
		d.Chosen = append(d.Chosen, work.LineChoice{Key: at, Out: out})
		return nil
	})
}

// AsNew makes a draft a plan of its own instead of a later version of one, or
// that again.
func (a *App) AsNew(ctx context.Context, who Actor, id string, version int64, asNew bool) (work.Review, error) {
	return a.revise(ctx, who, id, version, func(_ Reader, d *work.StoredDraft) error {
		d.Alone = asNew
		return nil
	})
}

// AsMonthFirst reads the draft's dates in figures in the other order, 12/31 or
// 31/12, where either is possible. The plan that it becomes keeps the order.
func (a *App) AsMonthFirst(ctx context.Context, who Actor, id string, version int64, monthFirst bool) (work.Review, error) {
	return a.revise(ctx, who, id, version, func(r Reader, d *work.StoredDraft) error {
		today, err := a.today(ctx, r, who)
		if err != nil || d.MonthFirst == monthFirst {
			return err
		}
		d.MonthFirst = monthFirst
		d.Draft.ReadDates(monthFirst, today)
		return nil
	})
}

// revise changes a draft that has the version that its reader saw and is not
// imported yet, and reviews it as it then stands.
func (a *App) revise(ctx context.Context, who Actor, id string, version int64, change func(Reader, *work.StoredDraft) error) (work.Review, error) {
	var d work.StoredDraft
	err := a.write(ctx, who, func(w Writer) (err error) {
		if d, err = a.draft(ctx, w, who.Workspace, id); err != nil {
			return err
		}
		if err := asSeen(&d, version); err != nil {
			return err
		}
		if err := change(w, &d); err != nil {
			return err
		}
		err = w.UpdateDraft(ctx, d)
		d.Version++
		return err
	})
	if err != nil {
		return work.Review{}, err
	}
	var out work.Review
	err = a.store.Read(ctx, func(r Reader) error {
		out, err = a.review(ctx, r, d)
		return err
	})
	return out, err
}

// asSeen is a Conflict where a draft is in a plan already or has another version
// than its reader saw.
func asSeen(d *work.StoredDraft, version int64) error {
	switch {
	case d.Plan != 0:
		return work.E(work.Conflict, "error.draft_imported", nil)
	case d.Version != version:
		return ErrDraftChanged
	}
	return nil
}

// today is the actor's day, as their profile's zone says.
func (a *App) today(ctx context.Context, r Reader, who Actor) (calendar.Date, error) {
	p, err := r.Person(ctx, who.Workspace, who.Person)
	if err != nil && work.CodeOf(err) != work.NotFound {
		return calendar.Date{}, err
	}
	plan := work.Plan{Zone: a.plan.Zone}
	if p.Zone != "" {
		plan.Zone = p.Zone
	}
	return plan.Today(a.now()), nil
}

// Phrases is what deadline words that the actor types leave unsaid: their day
// and, where the channel follows one plan, its order of day and month.
func (a *App) Phrases(ctx context.Context, who Actor) (calendar.Context, error) {
	var out calendar.Context
	err := a.store.Read(ctx, func(r Reader) (err error) {
		if out.Today, err = a.today(ctx, r, who); err != nil {
			return err
		}
		plans, err := plansHere(ctx, r, who)
		if work.CodeOf(err) == work.NotFound {
			return nil
		}
		out.MonthFirst = len(plans) == 1 && plans[0].MonthFirst
		return err
	})
	return out, err
}
