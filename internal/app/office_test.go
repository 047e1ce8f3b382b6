package app_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/schedule"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

// office is the use cases, the schedule and a database, with a clock that is
// walked from one look to the next. What is owed is posted at once.
type office struct {
	*app.App
	t     testing.TB
	db    *store.DB
	sched *schedule.Scheduler
	ws    int64
	now   time.Time
	down  bool // nobody looks
	sent  []sentDigest
	notes []work.Delivery // nudges and notices that were posted
}

// sentDigest is a digest as it was posted.
type sentDigest struct {
	work.Digest
	to string
	at time.Time
}

// tasks are those the digest says something of, by title.
func (d sentDigest) tasks() []string {
	var out []string
	for _, l := range slices.Concat(d.Overdue, d.Today, d.Week, d.Soon, d.Escalated, d.StandIn) {
		out = append(out, l.Task.Title)
	}
	slices.Sort(out)
	return out
}

const hcm = "Asia/Ho_Chi_Minh"

// newOffice opens at a moment, with a unit "Phòng A" of head and members an,
// binh and chi.
func newOffice(t testing.TB, opens string) *office {
	t.Helper()
	return newOfficeWith(t, opens, nil)
}

// newOfficeWith opens an office that keeps the calendars of an atlas.
func newOfficeWith(t testing.TB, opens string, atlas *calendar.Atlas) *office {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "nhacviec.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	o := &office{t: t, db: db, now: moment(t, opens, hcm)}
	n := 0
	o.App = app.New(app.Config{
		Store: db, Now: func() time.Time { return o.now },
		NewID: func() string { n++; return fmt.Sprintf("id%d", n) },
		Plan:  app.PlanDefaults{Zone: hcm, Country: "VN", Daily: "0 8 * * *", Weekly: "15 8 * * *"},
		Atlas: atlas,
	})
	o.sched, err = schedule.New(schedule.Config{Store: db, Source: o.jobs, Now: func() time.Time { return o.now }})
	o.ok(err)
	ws, err := o.Workspace(t.Context(), work.Workspace{Team: "T1"})
	o.ok(err)
	o.ws = ws.ID
	for _, who := range []string{"owner", "head", "an", "binh", "chi"} {
		o.ok(o.Meet(t.Context(), work.Person{Workspace: o.ws, ID: who, Name: who, Language: "vi", Zone: hcm}))
	}
	_, err = o.SetUnit(t.Context(), o.as("owner"), work.Unit{Name: "Phòng A", Head: "head", Members: []string{"an", "binh", "chi"}})
	o.ok(err)
	return o
}

func moment(t testing.TB, local, zone string) time.Time {
	t.Helper()
	loc, err := time.LoadLocation(zone)
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", local, loc)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func (o *office) as(person string) app.Actor {
	return app.Actor{Workspace: o.ws, Person: person, Door: work.ByCommand}
}

func (o *office) ok(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) write(fn func(app.Writer) error) {
	o.t.Helper()
	o.ok(o.db.Write(o.t.Context(), fn))
}

// plan makes a plan of the owner's, looked at daily at a time.
func (o *office) plan(title, daily string, change func(*work.Plan)) work.Plan {
	o.t.Helper()
	p := work.Plan{Workspace: o.ws, Title: title, Year: 2022, Owner: "owner", Zone: hcm, Country: "VN", Channel: "C" + title,
		Daily: work.TimeOfDay(daily).Spec(), Weekly: "15 8 * * *", CreatedAt: o.now}
	if change != nil {
		change(&p)
	}
	o.write(func(w app.Writer) (err error) {
		p.ID, err = w.InsertPlan(o.t.Context(), p)
		return err
	})
	return p
}

// task enters one that begins today.
func (o *office) task(p work.Plan, ref, title, due, assignee string) work.Task {
	o.t.Helper()
	today := p.Today(o.now)
	t := work.Task{Workspace: o.ws, Plan: p.ID, Ref: ref, Title: title, Lead: "Phòng A", Assignee: assignee,
		State: work.NotStarted, CreatedOn: today, Deadline: work.Deadline{Start: today, Due: date(o.t, due)}}
	o.write(func(w app.Writer) (err error) {
		t, err = w.InsertTask(o.t.Context(), t)
		return err
	})
	return t
}

func date(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// move gives a task another deadline, as an import would.
func (o *office) move(task int64, due calendar.Date) {
	o.t.Helper()
	o.write(func(w app.Writer) error {
		t, err := w.Task(o.t.Context(), o.ws, task)
		if err != nil {
			return err
		}
		t.Deadline.Due = due
		return w.UpdateTask(o.t.Context(), t)
	})
}

func (o *office) jobs(ctx context.Context) ([]schedule.Job, error) {
	plans, err := o.Plans(ctx, 0)
	if err != nil {
		return nil, err
	}
	var out []schedule.Job
	for _, p := range plans {
		out = append(out, schedule.Job{Name: app.DailyWatermark(p.ID), Spec: p.Daily, Zone: p.Zone, Since: p.CreatedAt,
			Run: func(ctx context.Context, since, at time.Time) error { return o.PlanDaily(ctx, o.ws, p.ID, since, at) }})
	}
	hours, err := o.Hours(ctx)
	for _, h := range hours {
		out = append(out, schedule.Job{Name: h.Watermark(), Spec: h.Time.Spec(), Zone: h.Zone, Since: h.Since,
			Run: func(ctx context.Context, since, at time.Time) error { return o.PlanHour(ctx, h, since, at) }})
	}
	return out, err
}

// walk goes to a moment, looking wherever a look is due on the way.
func (o *office) walk(until time.Time) {
	o.t.Helper()
	for !o.down {
		o.post()
		next, ok, err := o.sched.Next(o.t.Context())
		o.ok(err)
		if !ok || next.After(until) {
			break
		}
		if next.After(o.now) {
			o.now = next
		}
		o.ok(o.sched.RunDue(o.t.Context(), o.now))
	}
	o.now = until
	if !o.down {
		o.post()
	}
}

func (o *office) walkTo(local string) { o.walk(moment(o.t, local, hcm)) }

// post posts all that is owed.
func (o *office) post() {
	o.t.Helper()
	for {
		claimed, err := o.db.ClaimDeliveries(o.t.Context(), o.now, time.Minute, 100)
		o.ok(err)
		if len(claimed) == 0 {
			return
		}
		for _, d := range claimed {
			o.postOne(d)
		}
	}
}

func (o *office) postOne(d work.Delivery) {
	o.t.Helper()
	ctx := o.t.Context()
	left := true
	var digest work.Digest
	var err error
	switch d.Kind {
	case work.DigestDelivery:
		digest, err = o.Digest(ctx, d)
		left = !digest.Empty()
	case work.NudgeDelivery:
		_, _, err = o.NudgeNow(ctx, d)
	case work.DeputyNotice:
		_, err = o.DeputyOf(ctx, d)
	}
	switch {
	case work.CodeOf(err) == work.Expired || !left:
		o.ok(o.db.MarkCancelled(ctx, d.ID, d.Fence))
		return
	case err != nil:
		o.t.Fatal(err)
	}
	o.ok(o.db.MarkSent(ctx, d.ID, d.Fence, "D"+d.To, fmt.Sprint(o.now.Unix(), ".", d.ID), o.now))
	switch d.Kind {
	case work.DigestDelivery:
		o.sent = append(o.sent, sentDigest{digest, d.To, o.now})
	case work.NudgeDelivery, work.DeputyNotice:
		o.notes = append(o.notes, d)
	}
}

// told lists "DAY HH:MM person: tasks" of the digests posted so far, in order,
// and forgets them.
func (o *office) told() []string {
	var out []string
	for _, d := range o.sent {
		out = append(out, fmt.Sprintf("%s %s: %v", d.at.In(o.now.Location()).Format("01-02 15:04"), d.to, d.tasks()))
	}
	o.sent = nil
	slices.Sort(out)
	return out
}

// why lists "RUNG DAY person ROLE REASON" of a task's ledger.
func (o *office) why(task int64) []string {
	o.t.Helper()
	e, err := o.Why(o.t.Context(), o.as("owner"), app.Pick{ID: task}, "")
	o.ok(err)
	var out []string
	for _, x := range e.Entries {
		line := fmt.Sprintf("%s %s %s", x.On.String()[5:], x.Rung, x.Person)
		if x.For != "" {
			line += " for " + x.For
		}
		if x.Role != work.RoleAnswers {
			line += " " + string(x.Role)
		}
		if x.Reason != "" {
			line += ": " + string(x.Reason)
		}
		out = append(out, line)
	}
	return out
}
