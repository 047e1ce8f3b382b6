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

// needs are the overdue without movement, most late first, then those at risk,
// soonest first. An overdue task of a unit without a head is named for that,
// moved or not: nobody else can be asked.
func needs(s Summary, counted []work.Line, events []work.Event) []Need {
	moved := map[int64]bool{}
	for _, e := range events {
		moved[e.Task] = true
	}
	var out []Need
	for _, l := range s.Overdue {
		switch {
		case l.Headless:
			out = append(out, Need{l, Headless})
		case !moved[l.Task.ID]:
			out = append(out, Need{l, Stalled})
		}
	}
	for _, l := range atRisk(counted) {
		out = append(out, Need{l, AtRisk})
	}
	return out[:min(len(out), MaxNeeds)]
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
