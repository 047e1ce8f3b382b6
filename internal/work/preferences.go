package work

import (
	"time"

	"nhacviec/internal/calendar"
)

// Preferences are how one person wants to be reminded. The zero value is as
// everybody: at the plans' hour, every day on which something falls.
type Preferences struct {
	Hour     TimeOfDay // of the digest, "" = the earliest of their plans'
	Zone     string    // IANA name in which Hour is meant, "" = their Slack's
	NoDigest bool      // own tasks are not written about; escalations are
	// Away on these days and those between: AwayFrom may be zero, AwayUntil is
	// zero for who is not. Deputy is told instead, "" = the unit's head.
	AwayFrom, AwayUntil calendar.Date
	Deputy              string // Slack user id
	ChangedAt           time.Time
}

// Away reports whether the person is away on a day.
func (p *Preferences) Away(on calendar.Date) bool {
	return !p.AwayUntil.IsZero() && !on.After(p.AwayUntil) && !on.Before(p.AwayFrom)
}

// DigestZone is the zone in which a person's own hour is meant; usual is for
// people of whom Slack knows none.
func (p *Person) DigestZone(usual string) string {
	for _, z := range []string{p.Prefs.Zone, p.Zone} {
		if z == "" || z == "Local" {
			continue
		}
		if _, err := time.LoadLocation(z); err == nil {
			return z
		}
	}
	return usual
}

// Apart are the people of a workspace whom the usual does not fit, by id: with
// preferences of their own, away, or deactivated.
type Apart map[string]Person

// Absent reports whether a person cannot be told on a day: away or gone.
func (a Apart) Absent(person string, on calendar.Date) bool {
	p, ok := a[person]
	return ok && (p.Deleted || p.Prefs.Away(on))
}

// Absence is why somebody is not told and who is instead.
type Absence struct {
	Why   Reason        // ReasonAway or ReasonGone, "" = the person is there
	Until calendar.Date // with ReasonAway
	To    string        // "" = nobody is left to tell
}

// AbsenceOf is who is told in the place of a person on a day of a task of the
// unit: the deputy they named; where there is none, or who is away too, the
// unit's head, and else the plan's owner. Where none of them is there, whoever
// is away is told all the same.
func (tm Team) AbsenceOf(person, unit string, on calendar.Date) Absence {
	p, ok := tm.Apart[person]
	if !ok || !tm.Apart.Absent(person, on) {
		return Absence{}
	}
	a := Absence{Why: ReasonGone}
	deputy := ""
	if !p.Deleted {
		a.Why, a.Until, deputy = ReasonAway, p.Prefs.AwayUntil, p.Prefs.Deputy
	}
	u, _ := tm.Unit(unit)
	for _, to := range []string{deputy, u.Head, tm.Owner} {
		if to != "" && to != person && !tm.Apart.Absent(to, on) {
			a.To = to
			return a
		}
	}
	if !p.Deleted {
		return Absence{}
	}
	return a
}

// The preferences that refusals name, besides those of a plan.
const (
	FieldHour      Field = "hour"
	FieldAwayFrom  Field = "away_from"
	FieldAwayUntil Field = "away_until"
	FieldDeputy    Field = "deputy"
)

// CheckAway refuses days away that are over, the wrong way round or further
// ahead than so many days.
func (p *Preferences) CheckAway(today calendar.Date, most int) error {
	switch {
	case p.AwayUntil.Before(today):
		return refuse(FieldAwayUntil, "error.away_over", Args{"Given": p.AwayUntil})
	case p.AwayFrom.After(p.AwayUntil):
		return refuse(FieldAwayUntil, "error.away_order", Args{"From": p.AwayFrom, "Until": p.AwayUntil})
	case p.AwayUntil.Sub(today) > most:
		return refuse(FieldAwayUntil, "error.away_far", Args{"Given": p.AwayUntil, "Max": today.AddDays(most)})
	}
	return nil
}

// IsTold reports whether a person is ever told of a line: as who answers for it
// or stands in for them, as head of the lead unit, as the plan's owner, or as
// head of a coordinating unit.
func (tm Team) IsTold(l Line, person string) bool {
	lead, _ := tm.Unit(l.Task.Lead)
	if person == l.Answers || person == lead.Head || person == tm.Owner {
		return true
	}
	return tm.AbsenceOf(l.Answers, l.Task.Lead, tm.On).To == person || tm.HeadsCoordinator(l.Task, person)
}

// HeadsCoordinator reports whether a person heads a coordinating unit of t.
func (tm Team) HeadsCoordinator(t Task, person string) bool {
	for _, name := range t.Coordinators {
		if u, ok := tm.Unit(name); ok && u.Head == person && person != "" {
			return true
		}
	}
	return false
}
