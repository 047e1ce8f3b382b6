package work

import "nhacviec/internal/calendar"

// Outcome is the answer to a change: the task as it now stands, what was
// changed, and what may come next.
type Outcome struct {
	Line   Line
	Parent *Line  // of an activity, the task it belongs to
	Change string // what Undo names; "" where nothing is to undo
	Did    Message
	Hints  []Message // e.g. "5/5: mark as done?", "which of the named results?"
	// OfferDone is true at 100% or 5/5 while the task is open.
	OfferDone bool
	// PickItems is true where a count typed by hand is above what the named
	// results show, so that the answer asks which ones.
	PickItems bool
	// ConfirmDone is true where nothing was changed yet: done would close the
	// open activities among Line.Activities, and that is asked first.
	ConfirmDone bool
}

// Listing is the answer to a question for tasks.
type Listing struct {
	Filter    string // "all", "mine", "overdue", "unit"
	Unit      string // with "unit"
	PlanTitle string // "" = over several plans
	Today     calendar.Date
	Lines     []Line // "all": top-level with activities; else counted lines, most urgent first
	Total     int    // before a bound was applied
}

// Digest is what one person is told on one day, over all their plans.
type Digest struct {
	Person  Person
	Date    calendar.Date
	Overdue []Line // most late first
	Today   []Line
	Week    []Line // due by the end of this week (Sunday)
	Soon    []Line // due within 30 days, soonest first
	// Escalated are overdue lines of others, told to this person as head of the
	// unit or owner of the plan.
	Escalated []Line
	// StandIn are lines of people who are away, told to this person instead.
	StandIn []Line
	// Coordinating are pressing lines of others that a unit headed by this person
	// coordinates.
	Coordinating []Line
	Absent       []Absentee // whom StandIn is for
	Snoozed      int        // lines left out because the person put them off
	// Later is what is due beyond that, or has no deadline: shown on Home alone.
	Later    []Line
	CaughtUp int // days missed since the last look, 0 on an ordinary day
}

// Empty reports whether nothing is left to say.
func (d Digest) Empty() bool {
	return len(d.Later)+len(d.Overdue)+len(d.Today)+len(d.Week)+len(d.Soon)+len(d.Escalated)+
		len(d.StandIn)+len(d.Coordinating) == 0
}

// Absentee is somebody who is not told, until a day; zero where their account
// is deactivated.
type Absentee struct {
	Person string
	Until  calendar.Date
}

// DailyPost is the short post in a plan's channel on a day.
type DailyPost struct {
	Plan                 Plan
	Date                 calendar.Date
	Overdue, Today, Week []Line
	Soon                 []Line // due later, of which somebody is told today
	Told                 int    // people who get a digest today
}

// Review is a draft shown before anything is stored.
type Review struct {
	Stored StoredDraft
	Units  []ReviewUnit
	// Onto is the plan that the document looks like a later version of, with
	// what it changes there; nil where there is none, or the asker chose a plan
	// of its own.
	Onto       *Plan
	Difference Difference // with Onto
}

// ReviewUnit is a lead unit of a draft and who is proposed for it.
type ReviewUnit struct {
	Name    string
	Known   bool // already in the workspace with a head
	Head    string
	Members []string
	// Like are names of known units that this one may be another spelling or an
	// abbreviation of, likeliest first; empty for a known one.
	Like []string
}

// Activities counts those of a draft.
func (d *Draft) Activities() int {
	n := 0
	for _, t := range d.Tasks {
		n += len(t.Activities)
	}
	return n
}

// AllDoubts are the draft's, its tasks' and its activities', in reading order.
func (d *Draft) AllDoubts() []Doubt {
	out := append([]Doubt(nil), d.Doubts...)
	for _, t := range d.Tasks {
		out = append(out, t.Doubts...)
		for _, a := range t.Activities {
			out = append(out, a.Doubts...)
		}
	}
	return out
}

// DeadlineIn reads a deadline as an Event writes it, the zero one where it is
// none.
func DeadlineIn(value string) Deadline {
	d, err := fromJSON[Deadline](value)
	if err != nil {
		return Deadline{}
	}
	return d
}

// TargetIn reads a target as an Event writes it, nil where it is none.
func TargetIn(value string) *Target {
	t, err := fromJSON[*Target](value)
	if err != nil {
		return nil
	}
	return t
}

// ItemIn reads an item as an Event writes it; it has no name where it is none.
func ItemIn(value string) Item {
	it, err := fromJSON[Item](value)
	if err != nil {
		return Item{}
	}
	return it
}
