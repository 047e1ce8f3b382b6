package app

import (
	"context"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// App is the use cases over a store.
type App struct {
	store  Store
	now    func() time.Time
	newID  func() string
	wake   func()
	replan func()
	plan   PlanDefaults
	atlas  *calendar.Atlas
}

// PlanDefaults are what a new plan begins with where its importer's profile
// says nothing.
type PlanDefaults struct {
	Zone    string // IANA
	Country string // whose holidays
	Daily   string // cron spec of the daily look
	Weekly  string // cron spec of the look for the weekly summary
}

// Config is what New needs. All but Wake and Replan are required.
type Config struct {
	Store Store
	// Now is calendar time: the machine's, or one that is set.
	Now func() time.Time
	// NewID makes opaque, unguessable ids.
	NewID func() string
	// Wake is called after a delivery was enqueued.
	Wake func()
	// Replan is called after the times were changed at which what is owed is
	// worked out.
	Replan func()
	Plan   PlanDefaults
	// Atlas is the calendars of all countries; nil: as built in.
	Atlas *calendar.Atlas
}

// New makes an App.
func New(c Config) *App {
	if c.Wake == nil {
		c.Wake = func() {}
	}
	if c.Replan == nil {
		c.Replan = func() {}
	}
	return &App{store: c.Store, now: c.Now, newID: c.NewID, wake: c.Wake,
		replan: c.Replan, plan: c.Plan, atlas: c.Atlas}
}

// Actor is who asks, from where, and through which door.
type Actor struct {
	Workspace int64
	Person    string // Slack user id
	Channel   string // Slack channel id they asked in
	Door      work.Door
	// Request is the key of what Slack sent. A change is made once for each key;
	// "" = not from Slack.
	Request string
}

// ErrAnswered says that the request was carried out before: it is a repeat and
// its first answer stands.
var ErrAnswered = work.E(work.Conflict, "error.repeated", nil)

// write runs fn in a transaction that also finishes the actor's request, so
// that a repeated request changes nothing.
func (a *App) write(ctx context.Context, who Actor, fn func(Writer) error) error {
	return a.store.Write(ctx, func(w Writer) error {
		if who.Request != "" {
			fresh, err := w.FinishRequest(ctx, who.Request, a.now())
			if err != nil {
				return err
			}
			if !fresh {
				return ErrAnswered
			}
		}
		return fn(w)
	})
}

// enqueue adds a delivery with a fresh id unless its key is known; it returns
// the id of the row that has the key.
func (a *App) enqueue(ctx context.Context, w Writer, d work.Delivery) (string, error) {
	d.ID = a.newID()
	d.PlannedAt = a.now()
	if d.DueAt.IsZero() {
		d.DueAt = d.PlannedAt
	}
	fresh, err := w.Enqueue(ctx, d)
	if err != nil || fresh {
		return d.ID, err
	}
	old, err := w.DeliveryByKey(ctx, d.Workspace, d.Key)
	return old.ID, err
}

// CalendarOf is the working calendar of a plan.
func (a *App) CalendarOf(p work.Plan) (*calendar.Calendar, error) { return a.atlas.For(p.Country) }
