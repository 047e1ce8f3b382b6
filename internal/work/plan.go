package work

import (
	"slices"
	"time"

	"nhacviec/internal/calendar"
)

// Workspace is one Slack team, or one org-wide install where Team is empty.
type Workspace struct {
	ID         int64
	Enterprise string
	Team       string
	Name       string
}

// Person is a Slack user of a workspace.
type Person struct {
	Workspace int64
	ID        string // Slack user id
	Name      string
	Language  string // "vi" or "en"
	Zone      string // IANA name
	Deleted   bool
	Prefs     Preferences
}

// Unit is a group of people that leads tasks. Tasks name it by its printed name.
type Unit struct {
	ID        int64
	Workspace int64
	Name      string
	Head      string   // Slack user id, "" = not named yet
	Members   []string // Slack user ids, the head not among them
}

// Has reports whether the person is the head or a member.
func (u *Unit) Has(person string) bool {
	if u.Head == person && person != "" {
		return true
	}
	return slices.Contains(u.Members, person)
}

// Plan is a year's, or any period's, list of tasks, followed in one channel.
type Plan struct {
	ID        int64
	Workspace int64
	Title     string
	Year      int
	Channel   string // Slack channel id
	Owner     string // Slack user id of who imported it
	Zone      string // IANA name; its dates and hours are this zone's
	Language  string // of posts in the channel
	Country   string // whose holidays: "VN", "" = weekends only
	Daily     string // cron spec of the daily look, e.g. "0 8 * * *"
	Weekly    string // cron spec of the look for the weekly summary, e.g. "15 8 * * *"
	// MonthFirst: its dates in figures are 12/31 rather than 31/12.
	MonthFirst bool
	// Policy is the plan's own rules of reminding, nil = DefaultPolicy.
	Policy    *Policy
	Version   int64
	CreatedAt time.Time
	Archived  bool
}

// Reminding is the policy that the plan follows.
func (p *Plan) Reminding() Policy {
	if p.Policy == nil {
		return DefaultPolicy()
	}
	return *p.Policy
}

// Location returns the plan's zone, UTC where the name is unknown.
func (p *Plan) Location() *time.Location {
	loc, err := time.LoadLocation(p.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// Today is the plan's local day at a moment.
func (p *Plan) Today(now time.Time) calendar.Date { return calendar.DateOf(now.In(p.Location())) }
