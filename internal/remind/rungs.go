package remind

import (
	"strconv"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// Workdays is what remind asks of a calendar.
type Workdays interface {
	IsWorkday(calendar.Date) bool
	// OnOrBefore is the day itself or the working day before it.
	OnOrBefore(calendar.Date) calendar.Date
	// WorkdaysBetween counts the working days in (a, b].
	WorkdaysBetween(a, b calendar.Date) int
}

// Role says why a person is told.
type Role string

// The roles.
const (
	Answers Role = "answers" // answers for the task
	Head    Role = "head"    // head of the lead unit, told because it is overdue
	Owner   Role = "owner"   // the plan's owner, told because it is long overdue
)

// Rung is one step of the ladder that has fallen.
type Rung struct {
	Name string // "d7": 7 days ahead; "o3": 3 working days overdue
	On   calendar.Date
	Role Role
}

// Subject is a task as remind sees it.
type Subject struct {
	State      work.State
	Start, Due calendar.Date // of its window; Start is never zero where Due is not
	LastDay    calendar.Date // the day that rungs count to
	// Since is the day the task was entered: nothing is owed for days before.
	Since calendar.Date
}

// SubjectOf is a counted line as remind sees it.
func SubjectOf(l work.Line) Subject {
	s := Subject{State: l.Task.State, Start: l.Start, Due: l.Due, LastDay: l.Due, Since: l.Task.CreatedOn}
	if !l.Task.Deadline.Due.IsZero() {
		s.LastDay = l.Task.Deadline.LastDay()
	}
	return s
}

// Owed lists the rungs that fall on days in (after, on], oldest first. Each
// rung ahead that falls on a day off is moved to the working day before;
// overdue ones and escalations count working days.
func Owed(s Subject, p Policy, cal Workdays, after, on calendar.Date) []Rung {
	if s.State.Silent() || s.Due.IsZero() {
		return nil
	}
	var out []Rung
	for d := after.AddDays(1); !d.After(on); d = d.AddDays(1) {
		out = append(out, onDay(s, p, cal, d)...)
	}
	return out
}

func onDay(s Subject, p Policy, cal Workdays, d calendar.Date) []Rung {
	if !cal.IsWorkday(d) || d.Before(s.Since) {
		return nil
	}
	if d.After(s.LastDay) {
		return overdue(s, p, cal, d)
	}
	// Several rungs can move to one working day: the nearest to the deadline
	// names it.
	var found []Rung
	for _, n := range p.ahead(s.LastDay.Sub(s.Start)) {
		if cal.OnOrBefore(s.LastDay.AddDays(-n)) == d {
			found = []Rung{{Name: "d" + strconv.Itoa(n), On: d, Role: Answers}}
		}
	}
	return found
}

func overdue(s Subject, p Policy, cal Workdays, d calendar.Date) []Rung {
	n := cal.WorkdaysBetween(s.LastDay, d)
	falls := p.overdueRung(n)
	var out []Rung
	if falls {
		out = append(out, Rung{overdueName(n), d, Answers})
	}
	for _, e := range []struct {
		role  Role
		after int
	}{{Head, p.HeadAfter}, {Owner, p.OwnerAfter}} {
		if e.after > 0 && (n == e.after || n > e.after && falls) {
			out = append(out, Rung{overdueName(n), d, e.role})
		}
	}
	return out
}

func overdueName(n int) string { return "o" + strconv.Itoa(n) }
