// Package work says what a plan, a task and a delivery are and what may happen
// to them. It is pure: no clock, no database, no language.
package work

import (
	"time"

	"nhacviec/internal/calendar"
)

// State is the work state of a task. The deadline state is derived from it and
// the calendar, never stored: see Standing.
type State string

// The work states.
const (
	NotStarted State = "not_started"
	InProgress State = "in_progress"
	Awaiting   State = "awaiting" // reported as finished, waits for confirmation
	Done       State = "done"
	Paused     State = "paused"
	Cancelled  State = "cancelled"
)

// Closed reports whether nothing more is expected of the task.
func (s State) Closed() bool { return s == Done || s == Cancelled }

// Silent reports whether the task owes no reminders.
func (s State) Silent() bool { return s.Closed() || s == Paused }

// Task is a line of a plan: a task at the top level, or with a Parent one of
// its activities.
type Task struct {
	ID        int64
	Workspace int64
	Plan      int64
	Parent    int64 // 0: top level
	// Series is the first occurrence of the duty that this one belongs to; 0 for
	// the first itself and for what comes once.
	Series   int64
	Ref      string
	Position int // order among its siblings

	Title        string
	Lead         string   // the lead unit's name as printed
	Coordinators []string // names as printed
	Assignee     string   // Slack user id, "" = the lead unit's head answers for it
	Target       *Target
	Rank         string
	Results      string
	Deadline     Deadline

	State   State
	Percent *int // typed by hand, 0–100
	Count   *int // typed by hand, of Target.Count
	Items   []Item
	Stages  []string // the task's own stage names; empty = the defaults of its items' kind

	Version   int64
	CreatedOn calendar.Date // where Deadline has no Start the window begins here
	UpdatedAt time.Time
	DoneOn    calendar.Date // zero unless Done
	Archived  bool
}

// Deadline is a deadline as written beside what it was understood to mean.
type Deadline struct {
	Phrase     string
	Start, Due calendar.Date
	Recurrence calendar.Recurrence
	// How it comes back, as calendar.Reading says it. Start and Due are those of
	// one occurrence.
	Day, Weekday, Month int
	From, Until         calendar.Date
	Exclusive           bool
}

// DeadlineOf keeps of a reading what a task stores.
func DeadlineOf(r calendar.Reading) Deadline {
	return Deadline{Phrase: r.Phrase, Start: r.Start, Due: r.Due, Recurrence: r.Recurrence,
		Day: r.Day, Weekday: r.Weekday, Month: r.Month, From: r.From, Until: r.Until, Exclusive: r.Exclusive}
}

// LastDay is the day that reminders count to: the day before Due where the
// words say "before". The record keeps Due, and done on Due is in time.
func (d Deadline) LastDay() calendar.Date {
	if d.Exclusive && !d.Due.IsZero() {
		return d.Due.AddDays(-1)
	}
	return d.Due
}

// ItemKind tells a named result of a target from a line of a checklist.
type ItemKind string

// The kinds of items.
const (
	ResultItem ItemKind = "result"
	CheckItem  ItemKind = "check"
)

// Item is a named result or a checklist line, with the stage it has reached:
// 0 is not begun, the last of its stages is reached.
type Item struct {
	ID    int64
	Kind  ItemKind
	Name  string
	Stage int
}

// DefaultStages are the catalogue keys of the stages that an item of the kind
// goes through unless the task names its own, in order.
func DefaultStages(k ItemKind) []string {
	if k == CheckItem {
		return []string{"stage.open", "stage.done"}
	}
	return []string{"stage.not_begun", "stage.filed", "stage.examined", "stage.granted"}
}

// StageCount is the number of stages that items of kind k have in t.
func (t *Task) StageCount(k ItemKind) int {
	if k == ResultItem && len(t.Stages) > 0 {
		return len(t.Stages)
	}
	return len(DefaultStages(k))
}

// Reached reports whether an item stands at its last stage.
func (t *Task) Reached(it Item) bool { return it.Stage >= t.StageCount(it.Kind)-1 }
