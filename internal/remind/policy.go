// Package remind says which reminders are owed: a pure function of tasks,
// policy, calendar and day.
package remind

// Policy is a plan's ladder of reminders.
type Policy struct {
	// Ladders are tried in order; the first whose Window a task's window
	// reaches gives its rungs.
	Ladders []Ladder
	// OverdueDays are the working days after the deadline on which a reminder
	// falls; after the last of them one falls every OverdueEvery.
	OverdueDays  []int
	OverdueEvery int
	// HeadAfter and OwnerAfter are the working days overdue from which the
	// unit's head and the plan's owner are told as well; 0 = never.
	HeadAfter, OwnerAfter int
}

// Ladder is the rungs, in days ahead, of windows of at least so many days.
type Ladder struct {
	Window int
	Ahead  []int
}

// DefaultPolicy is the design's: the longer the window, the earlier the first
// word; after the deadline 1, 2, 3 working days, then weekly; the head after
// 3, the owner after 10.
func DefaultPolicy() Policy {
	return Policy{
		Ladders: []Ladder{
			{180, []int{30, 14, 7, 3, 1, 0}},
			{60, []int{14, 7, 3, 1, 0}},
			{14, []int{7, 3, 1, 0}},
			{0, []int{1, 0}},
		},
		OverdueDays:  []int{1, 2, 3},
		OverdueEvery: 5,
		HeadAfter:    3,
		OwnerAfter:   10,
	}
}

// ahead is the ladder for a window of so many days.
func (p Policy) ahead(window int) []int {
	for _, l := range p.Ladders {
		if window >= l.Window {
			return l.Ahead
		}
	}
	return nil
}

// overdueRung reports whether a reminder falls n working days after the deadline.
func (p Policy) overdueRung(n int) bool {
	last := 0
	for _, d := range p.OverdueDays {
		if n == d {
			return true
		}
		last = max(last, d)
	}
	return n > last && p.OverdueEvery > 0 && (n-last)%p.OverdueEvery == 0
}
