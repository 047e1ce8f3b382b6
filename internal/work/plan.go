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
	Version   int64
	CreatedAt time.Time
	Archived  bool
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

// StoredDraft is a read plan that waits to be confirmed.
type StoredDraft struct {
	ID        string // opaque
	Workspace int64
	By        string // Slack user id of who posted or pasted the document
	Channel   string
	Source    string // file name, or "" for pasted text
	Read      Draft  // as the document was read; never changed
	Draft     Draft  // as mended in the review
	Version   int64  // a change of Draft names the version it saw
	Onto      int64  // the plan that it is a later version of, 0 = a plan of its own
	CreatedAt time.Time
	ExpiresAt time.Time
	Plan      int64 // the plan it became or changed, 0 = not imported
	// Rows are the tasks that the lines of Read became, once imported: for each
	// of Read.Tasks its own id, then those of its activities; 0 = left out. The
	// next version of the document is compared with Read and applied to these.
	Rows [][]int64
}
