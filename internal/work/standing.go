package work

import "nhacviec/internal/calendar"

// DeadlineState is where a task stands against its deadline on a day. It is
// derived, never stored.
type DeadlineState string

// The deadline states.
const (
	NoDeadline DeadlineState = "no_deadline"
	InTime     DeadlineState = "in_time"
	DueSoon    DeadlineState = "due_soon"
	Overdue    DeadlineState = "overdue"
	DoneInTime DeadlineState = "done_in_time"
	DoneLate   DeadlineState = "done_late"
)

// SoonDays is how many days ahead a deadline counts as due soon: the two
// weeks that the weekly summary looks ahead.
const SoonDays = 14

// riskPoints is by how much the share of the window gone may exceed progress
// before a task is at risk.
const riskPoints = 25

// Standing is a deadline state and its distance.
type Standing struct {
	State DeadlineState
	// Days are calendar days: left until Due (0 = today) for InTime and
	// DueSoon, late for Overdue and DoneLate.
	Days int
}

// StandingOf tells where a task with this deadline stands on a day. Done on
// Due itself is in time.
func StandingOf(t Task, due, today calendar.Date) Standing {
	switch {
	case t.State == Done && !due.IsZero() && t.DoneOn.After(due):
		return Standing{DoneLate, t.DoneOn.Sub(due)}
	case t.State == Done:
		return Standing{State: DoneInTime}
	case due.IsZero():
		return Standing{State: NoDeadline}
	case due.Before(today):
		return Standing{Overdue, today.Sub(due)}
	case due.Sub(today) <= SoonDays:
		return Standing{DueSoon, due.Sub(today)}
	}
	return Standing{InTime, due.Sub(today)}
}

// Window is the first and last day of the task's deadline. Without a Start it
// begins on the day the task was entered; a task without a deadline of its own
// spans its activities'.
func Window(t Task, activities []Task) (start, due calendar.Date) {
	start, due = t.Deadline.Start, t.Deadline.Due
	if due.IsZero() {
		for _, a := range activities {
			s, d := Window(a, nil)
			if !d.IsZero() && (due.IsZero() || d.After(due)) {
				due = d
			}
			if !s.IsZero() && (start.IsZero() || s.Before(start)) {
				start = s
			}
		}
	}
	if start.IsZero() && !due.IsZero() {
		start = t.CreatedOn
	}
	return start, due
}

// AtRisk reports whether an open task in time is likely not to stay so: the
// share of its window gone exceeds progress by 25 points, or it is due soon
// with nothing begun.
func AtRisk(t Task, p Progress, start, due, today calendar.Date) bool {
	if t.State.Silent() || t.State == Awaiting || due.IsZero() || due.Before(today) {
		return false
	}
	if due.Sub(today) <= SoonDays && p.Percent == 0 && t.State == NotStarted {
		return true
	}
	if start.IsZero() || !start.Before(due) || today.Before(start) {
		return false
	}
	gone := 100 * today.Sub(start) / due.Sub(start)
	return gone-p.Percent > riskPoints
}
