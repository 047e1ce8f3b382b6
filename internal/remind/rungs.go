// Package remind says which reminders are owed, to whom, and if not, why not: a
// pure function of tasks, people, policy, calendar and day.
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
	// OnOrAfter is the day itself or the working day after it.
	OnOrAfter(calendar.Date) calendar.Date
	// WorkdaysBetween counts the working days in (a, b].
	WorkdaysBetween(a, b calendar.Date) int
}

// Rung is one step of the ladder that has fallen.
type Rung struct {
	Name  string // see work.Reminder
	On    calendar.Date
	Moved calendar.Date // the day off that it moved from, zero = none
	Role  work.Role     // RoleAnswers, RoleHead or RoleOwner
}

// Subject is a task as remind sees it.
type Subject struct {
	State      work.State
	Start, Due calendar.Date // of its window; Start is never zero where Due is not
	LastDay    calendar.Date // the day that rungs count to
	// Since is the day the task was entered: nothing is owed for days before.
	Since calendar.Date
	// AtRisk, as it stands on the last day looked at.
	AtRisk bool
}

// SubjectOf is a counted line as remind sees it.
func SubjectOf(l work.Line) Subject {
	s := Subject{State: l.Task.State, Start: l.Start, Due: l.Due, LastDay: l.Due, Since: l.Task.CreatedOn, AtRisk: l.AtRisk}
	if !l.Task.Deadline.Due.IsZero() {
		s.LastDay = l.Task.Deadline.LastDay()
	}
	return s
}

// Owed lists the rungs that fall on days in (after, on], oldest first. Each
// rung ahead that falls on a day off is moved to the working day before;
// overdue ones and escalations count working days.
func Owed(s Subject, p work.Policy, cal Workdays, after, on calendar.Date) []Rung {
	if s.State.Silent() || s.Due.IsZero() {
		return nil
	}
	var out []Rung
	for d := after.AddDays(1); !d.After(on); d = d.AddDays(1) {
		out = append(out, onDay(s, p, cal, d)...)
	}
	if r, falls := risk(s, p, cal, on); falls {
		out = append(out, r)
	}
	return out
}

func onDay(s Subject, p work.Policy, cal Workdays, d calendar.Date) []Rung {
	if !cal.IsWorkday(d) || d.Before(s.Since) {
		return nil
	}
	if d.After(s.LastDay) {
		return overdue(s, p, cal, d)
	}
	// Several rungs can move to one working day: the nearest to the deadline
	// names it.
	var found []Rung
	for _, n := range p.Ahead(s.LastDay.Sub(s.Start)) {
		day := s.LastDay.AddDays(-n)
		if cal.OnOrBefore(day) != d {
			continue
		}
		r := Rung{Name: "d" + strconv.Itoa(n), On: d, Role: work.RoleAnswers}
		if day != d {
			r.Moved = day
		}
		found = []Rung{r}
	}
	return found
}

func overdue(s Subject, p work.Policy, cal Workdays, d calendar.Date) []Rung {
	n := cal.WorkdaysBetween(s.LastDay, d)
	falls := p.FallsOverdue(n)
	name := "o" + strconv.Itoa(n)
	var out []Rung
	if falls {
		out = append(out, Rung{Name: name, On: d, Role: work.RoleAnswers})
	}
	for _, e := range []struct {
		role  work.Role
		after int
	}{{work.RoleHead, p.HeadAfter}, {work.RoleOwner, p.OwnerAfter}} {
		if e.after > 0 && (n == e.after || n > e.after && falls) {
			out = append(out, Rung{Name: name, On: d, Role: e.role})
		}
	}
	return out
}

// risk is the warning that falls in a week in which the task is at risk and no
// step of its ladder falls.
func risk(s Subject, p work.Policy, cal Workdays, on calendar.Date) (Rung, bool) {
	if !p.AtRisk || !s.AtRisk || !cal.IsWorkday(on) || on.Before(s.Since) {
		return Rung{}, false
	}
	monday := on.Week()
	for i := range 7 {
		if len(onDay(s, p, cal, monday.AddDays(i))) > 0 {
			return Rung{}, false
		}
	}
	return Rung{Name: "r" + monday.String(), On: on, Role: work.RoleAnswers}, true
}
