package work

import (
	"slices"

	"nhacviec/internal/calendar"
)

// Policy is a plan's rules of reminding: which rungs fall before and after a
// deadline, and who is told besides whoever answers for the task.
type Policy struct {
	// Ladders are tried in order; the first whose Window a task's window
	// reaches gives its rungs. The last one's Window is 0.
	Ladders []Ladder `json:"ladders" yaml:"ladders"`
	// OverdueDays are the working days after the deadline on which a reminder
	// falls; after the last of them one falls every OverdueEvery, 0 = no more.
	OverdueDays  []int `json:"overdue_days" yaml:"overdue_days"`
	OverdueEvery int   `json:"overdue_every" yaml:"overdue_every"`
	// HeadAfter and OwnerAfter are the working days overdue from which the
	// unit's head and the plan's owner are told as well; 0 = never.
	HeadAfter  int `json:"head_after" yaml:"head_after"`
	OwnerAfter int `json:"owner_after" yaml:"owner_after"`
	// AtRisk: a task that is likely to be late is a reason for a reminder of its
	// own, once a week at most.
	AtRisk bool `json:"at_risk" yaml:"at_risk"`
	// Coordinators: the heads of coordinating units see the task in their digest.
	Coordinators bool `json:"coordinators" yaml:"coordinators"`
	// SnoozeDays is how many days ahead a person may put a reminder off.
	SnoozeDays int `json:"snooze_days" yaml:"snooze_days"`
}

// Ladder is the rungs, in days ahead, of windows of at least so many days.
type Ladder struct {
	Window int   `json:"window" yaml:"window"`
	Ahead  []int `json:"ahead" yaml:"ahead,flow"`
}

// DefaultPolicy is what a plan has that was not given another: the longer the
// window, the earlier the first word; after the deadline 1, 2, 3 working days,
// then weekly; the head after 3, the owner after 10. The warning of a risk
// stands in every digest anyway; as a reason to write it is off, for a task of
// a year on which nobody reports would come back every week.
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
		Coordinators: true,
		SnoozeDays:   30,
	}
}

// Ahead is the ladder for a window of so many days.
func (p *Policy) Ahead(window int) []int {
	for _, l := range p.Ladders {
		if window >= l.Window {
			return l.Ahead
		}
	}
	return nil
}

// Furthest is the rung that falls earliest, in days ahead: what lies beyond it
// owes nothing yet.
func (p *Policy) Furthest() int {
	most := 0
	for _, l := range p.Ladders {
		for _, n := range l.Ahead {
			most = max(most, n)
		}
	}
	return most
}

// FallsOverdue reports whether a reminder falls n working days after the
// deadline.
func (p *Policy) FallsOverdue(n int) bool {
	last := 0
	for _, d := range p.OverdueDays {
		if n == d {
			return true
		}
		last = max(last, d)
	}
	return n > last && p.OverdueEvery > 0 && (n-last)%p.OverdueEvery == 0
}

// Bounds of a policy.
const (
	MaxLadders  = 6
	MaxRungs    = 12
	MaxAhead    = 365 // days
	MaxWindow   = 3660
	MaxOverdue  = 260 // working days: a year
	MaxSnoozing = 92  // days
)

// The settings that a policy's refusals name.
const (
	FieldLadders  Field = "ladders"
	FieldOverdue  Field = "overdue_days"
	FieldEvery    Field = "overdue_every"
	FieldHead     Field = "head_after"
	FieldOwner    Field = "owner_after"
	FieldSnoozing Field = "snooze_days"
)

// Check returns a *FieldError, Invalid, for the first rule that cannot be.
func (p *Policy) Check() error {
	for _, check := range []func() error{p.checkLadders, p.checkOverdue, p.checkEscalation} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

func refuse(f Field, key string, a Args) error { return &FieldError{Field: f, Err: E(Invalid, key, a)} }

func (p *Policy) checkLadders() error {
	if n := len(p.Ladders); n == 0 || n > MaxLadders {
		return refuse(FieldLadders, "error.policy_ladders", Args{"Max": MaxLadders})
	}
	for i, l := range p.Ladders {
		switch {
		case l.Window < 0 || l.Window > MaxWindow:
			return refuse(FieldLadders, "error.policy_window", Args{"Given": l.Window, "Max": MaxWindow})
		case i > 0 && l.Window >= p.Ladders[i-1].Window:
			return refuse(FieldLadders, "error.policy_order", Args{"Given": l.Window, "Before": p.Ladders[i-1].Window})
		}
		if err := checkAhead(l); err != nil {
			return err
		}
	}
	if last := p.Ladders[len(p.Ladders)-1].Window; last != 0 {
		return refuse(FieldLadders, "error.policy_last", Args{"Given": last})
	}
	return nil
}

func checkAhead(l Ladder) error {
	a := Args{"Window": l.Window, "Given": figures(l.Ahead), "Max": MaxRungs, "Days": MaxAhead}
	down := slices.IsSortedFunc(l.Ahead, func(x, y int) int { return y - x })
	switch {
	case len(l.Ahead) == 0 || len(l.Ahead) > MaxRungs:
		return refuse(FieldLadders, "error.policy_rungs", a)
	case l.Ahead[0] > MaxAhead || slices.Min(l.Ahead) < 0 || !down || repeats(l.Ahead):
		return refuse(FieldLadders, "error.policy_ahead", a)
	}
	return nil
}

func (p *Policy) checkOverdue() error {
	a := Args{"Given": figures(p.OverdueDays), "Max": MaxOverdue, "Rungs": MaxRungs}
	switch {
	case len(p.OverdueDays) > MaxRungs:
		return refuse(FieldOverdue, "error.policy_overdue", a)
	case len(p.OverdueDays) > 0 && (p.OverdueDays[0] < 1 || slices.Max(p.OverdueDays) > MaxOverdue),
		!slices.IsSorted(p.OverdueDays), repeats(p.OverdueDays):
		return refuse(FieldOverdue, "error.policy_overdue", a)
	case p.OverdueEvery < 0 || p.OverdueEvery > MaxOverdue:
		return refuse(FieldEvery, "error.policy_every", Args{"Given": p.OverdueEvery, "Max": MaxOverdue})
	}
	return nil
}

func (p *Policy) checkEscalation() error {
	switch {
	case p.HeadAfter < 0 || p.HeadAfter > MaxOverdue:
		return refuse(FieldHead, "error.policy_after", Args{"Given": p.HeadAfter, "Max": MaxOverdue})
	case p.OwnerAfter < 0 || p.OwnerAfter > MaxOverdue:
		return refuse(FieldOwner, "error.policy_after", Args{"Given": p.OwnerAfter, "Max": MaxOverdue})
	case p.SnoozeDays < 0 || p.SnoozeDays > MaxSnoozing:
		return refuse(FieldSnoozing, "error.policy_snooze", Args{"Given": p.SnoozeDays, "Max": MaxSnoozing})
	}
	return nil
}

func repeats(list []int) bool { return len(slices.Compact(slices.Clone(list))) != len(list) }

// figures are numbers as a sentence lists them.
func figures(list []int) []string {
	out := make([]string, len(list))
	for i, n := range list {
		out[i] = figure(&n)
	}
	return out
}

// SnoozeLimit is the last day until which a reminder may be put off on a day.
func (p *Policy) SnoozeLimit(today calendar.Date) calendar.Date { return today.AddDays(p.SnoozeDays) }
