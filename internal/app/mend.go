package app

import (
	"context"
	"errors"

	"nhacviec/internal/work"
)

var errUnfinished = errors.New("app: not written yet")

// Mend corrects a line of a draft as a person typed it in the review. It is a
// Conflict where the draft has another version. A value that cannot be read is
// a *work.FieldError, Invalid, and nothing is stored.
func (a *App) Mend(ctx context.Context, who Actor, id string, version int64, at work.DraftLine, m work.Mend) (work.Review, error) {
	return work.Review{}, errUnfinished
}

// LeaveOut leaves a line out of the import, or takes it back. Where the draft
// is a later version of a plan it says whether a line of the Difference is
// applied.
func (a *App) LeaveOut(ctx context.Context, who Actor, id string, version int64, at work.LineKey, out bool) (work.Review, error) {
	return work.Review{}, errUnfinished
}

// AsNew makes a draft a plan of its own instead of a later version of one, or
// that again.
func (a *App) AsNew(ctx context.Context, who Actor, id string, version int64, asNew bool) (work.Review, error) {
	return work.Review{}, errUnfinished
}

// AsMonthFirst reads the draft's dates in figures in the other order, 12/31 or
// 31/12, where either is possible.
func (a *App) AsMonthFirst(ctx context.Context, who Actor, id string, version int64, monthFirst bool) (work.Review, error) {
	return work.Review{}, errUnfinished
}
