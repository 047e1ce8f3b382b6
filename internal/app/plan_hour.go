package app

import (
	"context"
	"fmt"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// Hour is a time of day that people of a workspace chose for their digest.
type Hour struct {
	Workspace int64
	Time      work.TimeOfDay
	Zone      string    // IANA
	Since     time.Time // the first of them chose it
}

// Watermark names the watermark of an hour.
func (h Hour) Watermark() string { return fmt.Sprintf("hour/%d/%s/%s", h.Workspace, h.Time, h.Zone) }

// Hours lists what people chose, in every workspace.
func (a *App) Hours(ctx context.Context) ([]Hour, error) {
	var out []Hour
	err := a.store.Read(ctx, func(r Reader) error {
		all, err := r.Workspaces(ctx)
		if err != nil {
			return err
		}
		for _, ws := range all {
			people, err := r.PeopleApart(ctx, ws.ID)
			if err != nil {
				return err
			}
			out = append(out, a.hoursOf(ws.ID, people)...)
		}
		return nil
	})
	return out, err
}

func (a *App) hoursOf(ws int64, people []work.Person) []Hour {
	var out []Hour
	at := map[string]int{}
	for _, p := range people {
		h := a.hourOf(p)
		if h.Time == "" {
			continue
		}
		h.Workspace = ws
		i, have := at[h.Watermark()]
		switch {
		case !have:
			at[h.Watermark()] = len(out)
			out = append(out, h)
		case h.Since.Before(out[i].Since):
			out[i].Since = h.Since
		}
	}
	return out
}

// hourOf is a person's own hour, with no Time where they have none.
func (a *App) hourOf(p work.Person) Hour {
	if p.Deleted || p.Prefs.Hour == "" {
		return Hour{}
	}
	return Hour{Workspace: p.Workspace, Time: p.Prefs.Hour, Zone: p.DigestZone(a.plan.Zone), Since: p.Prefs.ChangedAt}
}

// PlanHour works out what is owed at a moment to the people who chose an hour:
// a digest for each, over all their plans. Planned twice it owes nothing new.
func (a *App) PlanHour(ctx context.Context, h Hour, since, at time.Time) error {
	err := a.store.Write(ctx, func(w Writer) error {
		since, err := ledgerSince(ctx, w, h.Watermark(), since)
		if err != nil {
			return err
		}
		l, err := a.hourLook(ctx, w, h.Workspace, h.Zone, since, at)
		if err != nil {
			return err
		}
		mine := func(f found) bool {
			p, own := l.apart[f.Person]
			return own && a.hourOf(p).Watermark() == h.Watermark() && !f.On.Before(calendar.DateOf(p.Prefs.ChangedAt.In(l.zone)).AddDays(-1))
		}
		if err := l.oweAll(ctx, mine); err != nil {
			return err
		}
		if err := l.entered(ctx, h.Watermark()); err != nil {
			return err
		}
		return w.SetWatermark(ctx, h.Watermark(), at)
	})
	a.wake()
	return err
}

func (a *App) hourLook(ctx context.Context, w Writer, ws int64, zone string, since, at time.Time) (*look, error) {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	return a.newLook(ctx, w, ws, since, at, loc)
}

// oweAll enters what falls of all plans for those whose it is.
func (l *look) oweAll(ctx context.Context, whose func(found) bool) error {
	date := calendar.DateOf(l.now.In(l.zone))
	for _, p := range l.plans {
		all, err := l.falling(ctx, p)
		if err != nil {
			return err
		}
		for _, f := range all.found {
			if !whose(f) {
				continue
			}
			if _, err := l.owe(ctx, f, date); err != nil {
				return err
			}
		}
	}
	return nil
}
