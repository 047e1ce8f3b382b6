package app_test

import (
	"errors"
	"slices"
	"testing"

	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

// What is imported is what the person saw who confirmed it.
func TestADraftMendedSinceItWasSeenIsNotImported(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	seen := d.propose(plan(first...))
	title := "Xây dựng một kế hoạch khác"
	now, err := d.Mend(t.Context(), d.who, seen.Stored.ID, seen.Stored.Version, work.DraftLine{Task: 0, Activity: -1}, work.Mend{Title: &title})
	d.ok(err)
	if _, err := d.Import(t.Context(), d.who, confirmed(seen)); !errors.Is(err, app.ErrDraftChanged) {
		t.Errorf("got %v", err)
	}
	d.bring(now)
	d.same("as mended", d.list()[0], "1 Xây dựng một kế hoạch khác 2022-06-30")
}

// A version that waits while another is applied is compared anew: lines chosen
// in the old comparison are not those of the new one.
func TestAVersionAppliedMeanwhileIsSeenBeforeAnotherIs(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.bring(d.propose(plan(first...)))
	other := d.propose(plan(first[0], first[1], first[2], first[3])) // 3 goes
	waiting := d.propose(plan(first[1:]...))                         // 1 goes
	gone := waiting.Difference.Lines[slices.IndexFunc(waiting.Difference.Lines, func(l work.LineChange) bool { return l.Kind == work.LineGone })]
	waiting, err := d.LeaveOut(t.Context(), d.who, waiting.Stored.ID, waiting.Stored.Version, gone.Key(), true)
	d.ok(err)
	d.bring(other)
	if _, err := d.Import(t.Context(), d.who, confirmed(waiting)); !errors.Is(err, app.ErrDraftChanged) {
		t.Fatalf("got %v", err)
	}
	waiting, err = d.Review(t.Context(), d.who, waiting.Stored.ID)
	d.ok(err)
	for _, l := range waiting.Difference.Lines {
		if l.Out {
			t.Errorf("%s %s is left out, which nobody said", l.Kind, l.Title)
		}
	}
}
