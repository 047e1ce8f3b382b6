package work

import "slices"

// MayUpdate reports whether a person may report progress on t: whoever
// answers for it or stands in for them, anyone of the lead unit, anyone of a
// coordinating unit, the plan's owner. Where the lead unit is not set up yet, anyone may: a plan must
// be usable on its first day.
func (tm Team) MayUpdate(t Task, person string) bool {
	if person == t.Assignee || person == tm.Owner || tm.standsIn(t, person) {
		return true
	}
	lead, known := tm.Unit(t.Lead)
	if !known || lead.Head == "" && len(lead.Members) == 0 {
		return true
	}
	return lead.Has(person) || tm.Coordinates(t, person)
}

// Coordinates reports whether a person is of a coordinating unit of t.
func (tm Team) Coordinates(t Task, person string) bool {
	return slices.ContainsFunc(t.Coordinators, func(name string) bool {
		u, ok := tm.Unit(name)
		return ok && u.Has(person)
	})
}

// MayNudge reports whether a person may have whoever answers for t reminded:
// who may direct it, and who coordinates it.
func (tm Team) MayNudge(t Task, person string) bool {
	return tm.MayDirect(t, person) || tm.Coordinates(t, person)
}

// standsIn reports whether a person is told of t in the place of whoever
// answers for it.
func (tm Team) standsIn(t Task, person string) bool {
	answers, _ := tm.Answers(t)
	return person != "" && tm.AbsenceOf(answers, t.Lead, tm.On).To == person
}

// MayDirect reports whether a person may assign t or change what it asks for:
// the lead unit's head, the plan's owner, and where neither an assignee nor a
// head is named, anyone.
func (tm Team) MayDirect(t Task, person string) bool {
	if person == tm.Owner || person == t.Assignee {
		return true
	}
	lead, known := tm.Unit(t.Lead)
	if !known || lead.Head == "" {
		return t.Assignee == "" || lead.Has(person)
	}
	return lead.Head == person
}

// MayRunUnit reports whether a person may name a unit's head and members: its
// head, the owner of a plan, and for a unit without a head, anyone.
func MayRunUnit(u Unit, owners []string, person string) bool {
	return u.Head == "" || u.Head == person || slices.Contains(owners, person)
}
