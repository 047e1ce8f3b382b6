package work

import (
	"strconv"
	"strings"
	"time"

	"nhacviec/internal/calendar"
)

// Nudged is the answer to a reminder by hand.
type Nudged struct {
	Line   Line
	People []NudgedPerson
}

// NudgedPerson is one who was nudged. Nobody was where Person is empty.
type NudgedPerson struct {
	Person string
	For    string        // whom they stand in for
	Why    Reason        // with For
	Until  calendar.Date // with ReasonAway
	Before bool          // they had been nudged today already
}

// Explanation is what the ledger says of a task's reminders.
type Explanation struct {
	Line    Line
	Plan    Plan
	Person  string      // asked for alone, "" = everybody
	Entries []Explained // oldest first
	Next    []Reminder  // what falls next, as things stand
	Snoozes []Snooze    // that hold now
}

// Explained is an entry of the ledger with the delivery that carries it.
type Explained struct {
	Reminder
	Ref      string   // of the task, where several are explained
	By       string   // who nudged
	Delivery Delivery // with no ID where none carries it
}

// lateFrom is from when on a message counts as late: a look takes its time, and
// Slack's limits theirs.
const lateFrom = 15 * time.Minute

// Fell says which rung it is: "7 days ahead".
func (r *Reminder) Fell() Message {
	kind, rest := r.Rung[:min(1, len(r.Rung))], r.Rung[min(1, len(r.Rung)):]
	n, err := strconv.Atoi(rest)
	day, derr := calendar.ParseDate(rest)
	switch {
	case kind == "d" && err == nil && n == 0:
		return Message{Key: "why.rung.last_day"}
	case kind == "d" && err == nil:
		return Message{Key: "why.rung.ahead", Args: Args{"Count": n}}
	case kind == "o" && err == nil:
		return Message{Key: "why.rung.overdue", Args: Args{"Count": n}}
	case kind == "r":
		return Message{Key: "why.rung.risk"}
	case kind == "s" && derr == nil:
		return Message{Key: "why.rung.snooze", Args: Args{"Date": day}}
	case kind == "n":
		return Message{Key: "why.rung.nudge"}
	}
	return Message{Key: "why.rung.unnamed", Args: Args{"Name": r.Rung}}
}

// Whom says who the entry is for, and why it is them.
func (r *Reminder) Whom() Message {
	role := r.Role
	if role == "" {
		role = RoleAnswers
	}
	a := Args{"Person": Mention(r.Person), "For": Mention(r.For)}
	if r.For != "" {
		return Message{Key: "why.whom.instead", Args: a}
	}
	return Message{Key: "why.whom." + string(role), Args: a}
}

// Became says what became of the entry; zone is the one in which to tell the
// time of day.
func (e *Explained) Became(zone *time.Location) Message {
	if e.Reason != "" {
		return e.notSaid()
	}
	d := e.Delivery
	switch d.State {
	case SentState:
		at := d.SentAt.In(zone)
		a := Args{"Date": calendar.DateOf(at), "Time": at.Format("15:04"), "Late": d.SentAt.Sub(d.DueAt),
			"Count": d.Date.Sub(e.On)}
		switch {
		case e.Caught():
			return Message{Key: "why.sent.caught_up", Args: a}
		case e.Late() > 0:
			return Message{Key: "why.sent.late", Args: a}
		}
		return Message{Key: "why.sent.in_time", Args: a}
	case FailedSend:
		return Message{Key: "why.not.failed", Args: Args{"Problem": d.Problem}}
	case Withdrawn:
		return Message{Key: "why.not.withdrawn"}
	case Ready, Sending:
		if strings.TrimSpace(d.Problem) != "" {
			return Message{Key: "why.not.trying", Args: Args{"Problem": d.Problem}}
		}
		return Message{Key: "why.not.waiting"}
	}
	return Message{Key: "why.not.unknown"}
}

// Caught reports whether the entry was said on a later day than it fell.
func (e *Explained) Caught() bool { return e.Delivery.Date.After(e.On) }

// Late is by how much the message came after the moment it was owed, 0 where
// that is not worth a word.
func (e *Explained) Late() time.Duration {
	d := e.Delivery
	if late := d.SentAt.Sub(d.DueAt); d.State == SentState && late >= lateFrom {
		return late
	}
	return 0
}

func (e *Explained) notSaid() Message {
	a := Args{"Until": e.Until, "To": Mention(e.To)}
	key := "why.not." + string(e.Reason)
	if (e.Reason == ReasonGone || e.Reason == ReasonAway) && e.To == "" {
		key += "_nobody"
	}
	return Message{Key: key, Args: a}
}

// Sent reports whether the entry is in a message that was posted.
func (e *Explained) Sent() bool { return e.Reason == "" && e.Delivery.State == SentState }
