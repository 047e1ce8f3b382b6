// Package schedule knows when to look: cron specs in each plan's zone and the
// watermark of each. The tables are the truth; cron only wakes.
package schedule

import (
	"context"
	"time"
)

// Job is something to look at by a cron spec in a zone.
type Job struct {
	Name  string    // of its watermark: "plan/12/daily"
	Spec  string    // five cron fields, or @daily and the like
	Zone  string    // IANA name
	Since time.Time // where there is no watermark yet, what is owed begins after this
	// Run works out what is owed in (since, at] and moves the watermark to at,
	// in one transaction. After a time away it is called once, with the last
	// moment owed.
	Run func(ctx context.Context, since, at time.Time) error
}

// Source lists the jobs there are now; it is asked before each look.
type Source func(ctx context.Context) ([]Job, error)

// Store keeps watermarks.
type Store interface {
	// Watermarks are the calendar times up to which the named schedules have
	// been worked out; a name that never was is left out.
	Watermarks(ctx context.Context) (map[string]time.Time, error)
}
