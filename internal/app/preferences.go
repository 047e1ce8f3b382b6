package app

import (
	"context"
	"fmt"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// maxAway bounds how far ahead somebody may say to be away, in days.
const maxAway = 366

// todayOf is a person's day: in the zone of their digest.
func (a *App) todayOf(p work.Person) calendar.Date {
	loc, err := time.LoadLocation(p.DigestZone(a.plan.Zone))
	if err != nil {
		loc = time.UTC
	}
	return calendar.DateOf(a.now().In(loc))
}

// SetPreferences stores how the actor wants to be reminded. It is Invalid, a
// *work.FieldError, where a value cannot be. Who moves their hour past the
// present is told of today at once, if anything is owed and they were not.
func (a *App) SetPreferences(ctx context.Context, who Actor, f work.Preferences) (work.Person, error) {
	return a.prefer(ctx, who, func(p *work.Person) { p.Prefs = f })
}

// Pause says that the actor is away on the days from the first to the last,
// who is told instead until then, and ends by itself. From zero means today;
// until zero ends it now.
func (a *App) Pause(ctx context.Context, who Actor, from, until calendar.Date, deputy string) (work.Person, error) {
	return a.prefer(ctx, who, func(p *work.Person) {
		p.Prefs.AwayFrom, p.Prefs.AwayUntil, p.Prefs.Deputy = from, until, deputy
	})
}

func (a *App) prefer(ctx context.Context, who Actor, change func(*work.Person)) (work.Person, error) {
	var p work.Person
	err := a.write(ctx, who, func(w Writer) (err error) {
		if p, err = w.Person(ctx, who.Workspace, who.Person); err != nil {
			return err
		}
		was := p.Prefs
		change(&p)
		if err := a.checkPreferences(ctx, w, &p); err != nil {
			return err
		}
		p.Prefs.ChangedAt = a.now()
		if err := w.SetPreferences(ctx, who.Workspace, p.ID, p.Prefs); err != nil {
			return err
		}
		if err := a.tellDeputy(ctx, w, p, was); err != nil {
			return err
		}
		if was.Hour == p.Prefs.Hour && was.Zone == p.Prefs.Zone {
			return nil
		}
		return a.hourMoved(ctx, w, p)
	})
	if err == nil {
		a.replan()
		a.wake()
	}
	return p, err
}

func (a *App) checkPreferences(ctx context.Context, r Reader, p *work.Person) error {
	f := &p.Prefs
	if f.Hour != "" {
		t, ok := work.ReadTime(string(f.Hour))
		if !ok {
			return &work.FieldError{Field: work.FieldHour, Err: work.E(work.Invalid, "error.time_form", work.Args{"Given": string(f.Hour)})}
		}
		f.Hour = t
	}
	if f.Zone != "" {
		if err := work.CheckZone(f.Zone); err != nil {
			return err
		}
	}
	if f.AwayUntil.IsZero() {
		f.AwayFrom, f.Deputy = calendar.Date{}, ""
		return nil
	}
	if err := f.CheckAway(a.todayOf(*p), maxAway); err != nil {
		return err
	}
	return checkDeputy(ctx, r, *p)
}

func checkDeputy(ctx context.Context, r Reader, p work.Person) error {
	deputy := p.Prefs.Deputy
	if deputy == "" {
		return nil
	}
	wrong := func(key string) error {
		return &work.FieldError{Field: work.FieldDeputy, Err: work.E(work.Invalid, key, nil)}
	}
	if deputy == p.ID {
		return wrong("error.own_deputy")
	}
	d, err := r.Person(ctx, p.Workspace, deputy)
	if work.CodeOf(err) == work.NotFound || err == nil && d.Deleted {
		return wrong("error.no_such_person")
	}
	return err
}

// tellDeputy owes a new deputy the word that they are one.
func (a *App) tellDeputy(ctx context.Context, w Writer, p work.Person, was work.Preferences) error {
	f := p.Prefs
	if f.Deputy == "" || was.Deputy == f.Deputy && was.AwayFrom == f.AwayFrom && was.AwayUntil == f.AwayUntil {
		return nil
	}
	_, err := a.enqueue(ctx, w, work.Delivery{
		Workspace: p.Workspace, Key: fmt.Sprintf("deputy/%s/%s/%s/%s", p.ID, f.Deputy, f.AwayFrom, f.AwayUntil),
		Kind: work.DeputyNotice, To: f.Deputy, Ref: p.ID,
	})
	return err
}

// DeputyOf is whom a notice to a deputy is about; Expired where they are not
// the person's deputy any more.
func (a *App) DeputyOf(ctx context.Context, d work.Delivery) (work.Person, error) {
	p, err := a.Person(ctx, d.Workspace, d.Ref)
	if err == nil && p.Prefs.Deputy != d.To {
		err = work.E(work.Expired, "error.not_found", nil)
	}
	return p, err
}

// hourMoved tells a person of today at once where the look that was to do it is
// over: those before it left them to another hour.
func (a *App) hourMoved(ctx context.Context, w Writer, p work.Person) error {
	over, err := a.lookIsOver(ctx, w, p)
	if err != nil || !over {
		return err
	}
	l, err := a.hourLook(ctx, w, p.Workspace, p.DigestZone(a.plan.Zone), a.now().AddDate(0, 0, -1), a.now())
	if err != nil {
		return err
	}
	return l.oweAll(ctx, func(f found) bool { return f.Person == p.ID })
}

// lookIsOver reports whether a person's look of today has been taken.
func (a *App) lookIsOver(ctx context.Context, r Reader, p work.Person) (bool, error) {
	if h := a.hourOf(p); h.Time != "" {
		loc, err := time.LoadLocation(h.Zone)
		if err != nil {
			return false, err
		}
		return !a.now().Before(h.Time.On(a.todayOf(p), loc)), nil
	}
	plans, err := r.Plans(ctx, p.Workspace)
	for _, plan := range plans {
		mark, err := r.Watermark(ctx, DailyWatermark(plan.ID))
		if err != nil || plan.Today(mark) == plan.Today(a.now()) {
			return err == nil, err
		}
	}
	return false, err
}
