package work

import (
	"time"

	"nhacviec/internal/calendar"
)

// Role says why a person is told of a task.
type Role string

// The roles, the nearest to the task first.
const (
	RoleAnswers Role = "answers" // answers for the task
	RoleNoHead  Role = "no_head" // the plan's owner, for the lead unit has no head
	RoleHead    Role = "head"    // head of the lead unit, told because it is overdue
	RoleOwner   Role = "owner"   // the plan's owner, told because it is long overdue
)

// Reason says why a rung that fell was not said to a person.
type Reason string

// The reasons. Each has a sentence in the catalogue under "why.not.".
const (
	ReasonSnoozed    Reason = "snoozed"    // the person had put it off, see Until
	ReasonOptedOut   Reason = "opted_out"  // the person wants no daily message
	ReasonAway       Reason = "away"       // the person was away until Until; To was told
	ReasonGone       Reason = "gone"       // the person's account is deactivated; To was told
	ReasonDone       Reason = "done"       // finished before the message was sent
	ReasonPaused     Reason = "paused"     // paused before the message was sent
	ReasonCancelled  Reason = "cancelled"  // cancelled before the message was sent
	ReasonMoved      Reason = "moved"      // the deadline was moved before the message was sent
	ReasonReassigned Reason = "reassigned" // given to somebody else before the message was sent
	ReasonRemoved    Reason = "removed"    // taken out of the plan before the message was sent
)

// Reasons are all of them.
func Reasons() []Reason {
	return []Reason{ReasonSnoozed, ReasonOptedOut, ReasonAway, ReasonGone, ReasonDone, ReasonPaused,
		ReasonCancelled, ReasonMoved, ReasonReassigned, ReasonRemoved}
}

// ReasonOf is why a task of a work state is not written about.
func ReasonOf(s State) Reason {
	switch s {
	case Done:
		return ReasonDone
	case Paused:
		return ReasonPaused
	case Cancelled:
		return ReasonCancelled
	}
	return ""
}

// Reminder is one rung that fell for one person: an entry of the ledger. What
// was said has a Delivery and no Reason; what was not has a Reason.
type Reminder struct {
	Workspace int64
	Task      int64
	Deadline  calendar.Date // the due day it belongs to
	// Rung is "d7": 7 days ahead; "o2": 2 working days over; "r" and a Monday:
	// at risk, in that week; "s" and a day: put off until then; "n" and a day:
	// nudged by hand.
	Rung   string
	Person string
	Role   Role
	On     calendar.Date // the local day on which it fell due
	Moved  calendar.Date // the day off on which it would have fallen, zero = none
	For    string        // whose stand-in Person is, "" = nobody's
	Reason Reason
	Until  calendar.Date // with ReasonSnoozed and ReasonAway
	To     string        // with ReasonAway and ReasonGone: who was told instead, "" = nobody
	// PlannedAt is when it was worked out, in calendar time.
	PlannedAt time.Time
	Delivery  string // id of the delivery that carries it
}

// Snooze is a reminder that a person has put off. It holds for the task through
// new deadlines and, of a duty that comes back, for all its occurrences.
type Snooze struct {
	Workspace int64
	Task      int64 // Task.First
	Person    string
	Until     calendar.Date // the day on which they are reminded again
	MadeAt    time.Time
}
