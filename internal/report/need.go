package report

import (
	"cmp"
	"slices"

	"nhacviec/internal/work"
)

// MaxNeeds bounds what one summary lays before a director.
const MaxNeeds = 5

// Reason says why a line asks for the director.
type Reason string

// The reasons, most pressing first.
const (
	Stalled  Reason = "stalled"  // overdue, and nothing has moved since the last summary
	AtRisk   Reason = "at_risk"  // in time, and likely not to stay so
	Headless Reason = "headless" // overdue, and nobody but the plan's owner is there to ask
)

// Need is a line that asks for the director.
type Need struct {
	Line   work.Line
	Reason Reason
}

// patience is for how many working days an overdue task is left to its unit
// before it is laid before a director. The ladder of reminders turns to the
// unit's head at the same time.
const patience = 3

// needs are the overdue without movement, most late first, then those at risk,
// soonest first. An overdue task of a unit without a head is named for that,
// moved or not: nobody else can be asked.
func needs(in WeeklyInput, overdue, counted []work.Line) []Need {
	moved := map[int64]bool{}
	for _, e := range in.Events {
		moved[e.Task] = true
	}
	var out []Need
	for _, l := range overdue {
		switch {
		case l.Headless:
			out = append(out, Need{l, Headless})
		case !moved[l.Task.ID] && in.workdaysLate(l) >= patience:
			out = append(out, Need{l, Stalled})
		}
	}
	for _, l := range atRisk(counted) {
		out = append(out, Need{l, AtRisk})
	}
	return out[:min(len(out), MaxNeeds)]
}

// workdaysLate counts the working days since a line was due.
func (in WeeklyInput) workdaysLate(l work.Line) int {
	return in.Calendar.WorkdaysBetween(l.Due, in.Today)
}

func atRisk(counted []work.Line) []work.Line {
	var out []work.Line
	for _, l := range counted {
		if l.AtRisk && open(l) {
			out = append(out, l)
		}
	}
	slices.SortStableFunc(out, func(a, b work.Line) int { return cmp.Compare(a.Standing.Days, b.Standing.Days) })
	return out
}
