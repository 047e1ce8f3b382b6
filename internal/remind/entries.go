package remind

import (
	"maps"
	"slices"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// Case is a task with all that decides who is told of it.
type Case struct {
	Line work.Line
	Team work.Team
	// Snoozed are the days until which people have put the task off.
	Snoozed map[string]calendar.Date
}

// Entries lists, for the rungs that fall on days in (after, on], whom each is
// for, oldest first: who is to be told on the day on, and whom it is for but
// who is not told, with the reason. A person has one entry of a rung. Of their
// day, their hour and their message it knows nothing.
func Entries(c Case, p work.Policy, cal Workdays, after, on calendar.Date) []work.Reminder {
	if c.Line.Task.State.Silent() {
		return nil
	}
	var out []work.Reminder
	for _, r := range Owed(SubjectOf(c.Line), p, cal, after, on) {
		out = append(out, c.tell(r, c.personOf(r.Role), on)...)
	}
	for _, person := range slices.Sorted(maps.Keys(c.Snoozed)) {
		until := c.Snoozed[person]
		day := cal.OnOrAfter(until)
		role, concerned := c.roleOf(person, p, cal, on)
		if !concerned || !day.After(after) || day.After(on) {
			continue
		}
		r := Rung{Name: "s" + until.String(), On: day, Role: role}
		if day != until {
			r.Moved = until
		}
		out = append(out, c.tell(r, person, on)...)
	}
	return onePerPerson(out)
}

// personOf is whom a role means; "" = nobody.
func (c Case) personOf(role work.Role) string {
	switch role {
	case work.RoleHead:
		lead, _ := c.Team.Unit(c.Line.Task.Lead)
		return lead.Head
	case work.RoleOwner:
		return c.Team.Owner
	}
	return c.Line.Answers
}

// roleOf is why a person would be told of the task on a day at all.
func (c Case) roleOf(person string, p work.Policy, cal Workdays, on calendar.Date) (work.Role, bool) {
	if person == c.Line.Answers {
		return work.RoleAnswers, true
	}
	s := SubjectOf(c.Line)
	if s.Due.IsZero() || !on.After(s.LastDay) {
		return "", false
	}
	late := cal.WorkdaysBetween(s.LastDay, on)
	for _, e := range []struct {
		role  work.Role
		after int
	}{{work.RoleHead, p.HeadAfter}, {work.RoleOwner, p.OwnerAfter}} {
		if e.after > 0 && late >= e.after && c.personOf(e.role) == person {
			return e.role, true
		}
	}
	return "", false
}

// tell is the entry of a rung for a person, and that of who is told instead.
func (c Case) tell(r Rung, person string, on calendar.Date) []work.Reminder {
	if person == "" {
		return nil
	}
	e := work.Reminder{
		Workspace: c.Line.Task.Workspace, Task: c.Line.Task.ID, Deadline: c.Line.Due,
		Rung: r.Name, Person: person, Role: r.Role, On: r.On, Moved: r.Moved,
	}
	if r.Role == work.RoleAnswers && c.Line.Headless {
		e.Role = work.RoleNoHead
	}
	if c.putOff(&e, on) {
		return []work.Reminder{e}
	}
	if e.Role == work.RoleAnswers && c.Team.Apart[person].Prefs.NoDigest {
		e.Reason = work.ReasonOptedOut
		return []work.Reminder{e}
	}
	absent := c.Team.AbsenceOf(person, c.Line.Task.Lead, on)
	if absent.Why == "" {
		return []work.Reminder{e}
	}
	instead := e
	e.Reason, e.Until, e.To = absent.Why, absent.Until, absent.To
	if absent.To == "" {
		return []work.Reminder{e}
	}
	instead.Person, instead.For = absent.To, person
	c.putOff(&instead, on)
	return []work.Reminder{e, instead}
}

// putOff gives an entry its reason where the person has put the task off.
func (c Case) putOff(e *work.Reminder, on calendar.Date) bool {
	until, is := c.Snoozed[e.Person]
	if !is || !on.Before(until) {
		return false
	}
	e.Reason, e.Until = work.ReasonSnoozed, until
	return true
}

// onePerPerson keeps of the entries that a person has of one rung, in several
// roles, the nearest of those that tell them, or else the nearest.
func onePerPerson(all []work.Reminder) []work.Reminder {
	type key struct{ rung, person string }
	at := map[key]int{}
	var out []work.Reminder
	for _, e := range all {
		k := key{e.Rung, e.Person}
		i, have := at[k]
		switch {
		case !have:
			at[k] = len(out)
			out = append(out, e)
		case out[i].Reason != "" && e.Reason == "":
			out[i] = e
		}
	}
	return out
}

// Next lists the entries of the first day in (after, until] on which any falls
// that is wanted, as things stand on that day; nothing where there is none.
func Next(c Case, p work.Policy, cal Workdays, after, until calendar.Date, wanted func(work.Reminder) bool) []work.Reminder {
	for d := after.AddDays(1); !d.After(until); d = d.AddDays(1) {
		if !cal.IsWorkday(d) {
			continue
		}
		c.Team.On = d
		found := slices.DeleteFunc(Entries(c, p, cal, d.AddDays(-1), d), func(e work.Reminder) bool { return !wanted(e) })
		if len(found) > 0 {
			return found
		}
	}
	return nil
}
