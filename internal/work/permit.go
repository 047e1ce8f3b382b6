package work

import "slices"

// MayUpdate reports whether a person may report progress on t: whoever
// answers for it, anyone of the lead unit, anyone of a coordinating unit, the
// plan's owner. Where the lead unit is not set up yet, anyone may: a plan must
// be usable on its first day.
func (tm Team) MayUpdate(t Task, person string) bool {
	if person == t.Assignee || person == tm.Owner {
		return true
	}
	lead, known := tm.Unit(t.Lead)
	if !known || lead.Head == "" && len(lead.Members) == 0 {
		return true
	}
	return lead.Has(person) || slices.ContainsFunc(t.Coordinators, func(name string) bool {
		u, ok := tm.Unit(name)
		return ok && u.Has(person)
	})
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
