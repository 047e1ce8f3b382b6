package app_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

func wants(t testing.TB, what string, got, want []string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got): %s", what, diff)
	}
}

// A deputy is told while somebody is away, it ends by itself, and the ledger
// says both.
func TestWhoIsAwayIsStoodInFor(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2022-08-01 07:00") // a Monday
	p := o.plan("p", "08:00", nil)
	v := o.task(p, "1", "báo cáo", "2022-08-05", "an") // d1 Thursday, d0 Friday, then o1 …
	o.walkTo("2022-08-03 12:00")
	_, err := o.Pause(t.Context(), o.as("an"), calendar.Date{}, date(t, "2022-08-05"), "binh")
	o.ok(err)
	o.walkTo("2022-08-08 12:00")
	wants(t, "told", o.told(), []string{
		"08-04 08:00 binh: [báo cáo]", "08-05 08:00 binh: [báo cáo]", "08-08 08:00 an: [báo cáo]"})
	wants(t, "ledger", o.why(v.ID), []string{
		"08-04 d1 an: away", "08-04 d1 binh for an", "08-05 d0 an: away", "08-05 d0 binh for an", "08-08 o1 an"})
	if len(o.notes) != 1 || o.notes[0].To != "binh" {
		t.Errorf("the deputy was told %v", o.notes)
	}
	if _, err := o.Update(t.Context(), o.as("binh"), app.Pick{ID: v.ID}, app.Update{Percent: new(50)}); err != nil {
		t.Errorf("a member may report: %v", err)
	}
}

func TestADeputyWhoIsAwayTooFallsToTheHead(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2022-08-01 07:00")
	p := o.plan("p", "08:00", nil)
	o.task(p, "1", "báo cáo", "2022-08-05", "an")
	away := func(who, deputy string) {
		_, err := o.Pause(t.Context(), o.as(who), calendar.Date{}, date(t, "2022-08-20"), deputy)
		o.ok(err)
	}
	away("an", "binh")
	away("binh", "chi")
	o.walkTo("2022-08-04 12:00")
	wants(t, "the head", o.told(), []string{"08-04 08:00 head: [báo cáo]"})
	away("head", "an")
	o.walkTo("2022-08-05 12:00")
	wants(t, "the owner", o.told(), []string{"08-05 08:00 owner: [báo cáo]"})
	away("owner", "")
	o.walkTo("2022-08-08 12:00")
	wants(t, "nobody else is left", o.told(), []string{"08-08 08:00 an: [báo cáo]"})
}

// A snooze holds through a new deadline until its day, and then is told of;
// those to whom the task is escalated are told meanwhile.
func TestSnooze(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2022-08-01 07:00")
	p := o.plan("p", "08:00", nil)
	v := o.task(p, "1", "báo cáo", "2022-08-02", "an") // o1 3/8, o2 4/8, o3 5/8
	o.walkTo("2022-08-03 09:00")
	o.told()
	got, err := o.Snooze(t.Context(), o.as("an"), app.Pick{ID: v.ID}, app.Until{Day: date(t, "2022-08-13")}) // a Saturday
	o.ok(err)
	if got.Until != date(t, "2022-08-15") {
		t.Errorf("it says %v", got.Until)
	}
	o.walkTo("2022-08-05 12:00")
	o.move(v.ID, date(t, "2022-08-10"))
	o.walkTo("2022-08-12 12:00")
	wants(t, "until then", o.told(), []string{"08-05 08:00 head: [báo cáo]"})
	o.walkTo("2022-08-15 12:00")
	wants(t, "on its day", o.told(), []string{"08-15 08:00 an: [báo cáo]", "08-15 08:00 head: [báo cáo]"})
	wants(t, "ledger", o.why(v.ID), []string{
		"08-01 d1 an", "08-02 d0 an", "08-03 o1 an", "08-04 o2 an: snoozed", "08-05 o3 an: snoozed", "08-05 o3 head head",
		"08-09 d1 an: snoozed", "08-10 d0 an: snoozed", "08-11 o1 an: snoozed", "08-12 o2 an: snoozed",
		"08-15 o3 an", "08-15 o3 head head", "08-15 s2022-08-13 an"})
}

func TestASnoozeHoldsForTheNextOccurrences(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2022-08-01 07:00")
	p := o.plan("p", "08:00", nil)
	v := o.task(p, "1", "giao ban", "2022-08-01", "an")
	o.write(func(w app.Writer) error {
		x, err := w.Task(t.Context(), o.ws, v.ID)
		if err != nil {
			return err
		}
		x.Deadline.Recurrence, x.Deadline.Weekday = calendar.Weekly, 1
		return w.UpdateTask(t.Context(), x)
	})
	_, err := o.Snooze(t.Context(), o.as("an"), app.Pick{ID: v.ID}, app.Until{Day: date(t, "2022-08-16")})
	o.ok(err)
	_, err = o.Done(t.Context(), o.as("an"), app.Pick{ID: v.ID}, false)
	o.ok(err)
	o.walkTo("2022-08-15 12:00") // the next is due today
	// The second, due on the 8th, is 3 working days overdue on the 11th.
	wants(t, "until then", o.told(), []string{"08-11 08:00 head: [giao ban]"})
	o.walkTo("2022-08-16 12:00")
	// With the third, due on the 15th and overdue, and the fourth.
	wants(t, "on its day", o.told(), []string{"08-16 08:00 an: [giao ban giao ban giao ban]"})
}

// Who wants no daily message is told of what is escalated to them, and of
// nothing else.
func TestOptedOut(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2022-08-01 07:00")
	p := o.plan("p", "08:00", nil)
	v := o.task(p, "1", "của an", "2022-08-02", "an")
	o.task(p, "2", "của trưởng", "2022-08-02", "head")
	for _, who := range []string{"an", "head"} {
		_, err := o.SetPreferences(t.Context(), o.as(who), work.Preferences{NoDigest: true})
		o.ok(err)
	}
	o.walkTo("2022-08-05 12:00")
	wants(t, "told", o.told(), []string{"08-05 08:00 head: [của an của trưởng]"})
	wants(t, "ledger", o.why(v.ID), []string{
		"08-01 d1 an: opted_out", "08-02 d0 an: opted_out", "08-03 o1 an: opted_out", "08-04 o2 an: opted_out",
		"08-05 o3 an: opted_out", "08-05 o3 head head"})
}

// An hour of one's own: told then, once, of what falls that day; moving it
// loses no day and doubles none.
func TestOnesOwnHour(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2022-08-01 07:00")
	p := o.plan("p", "08:00", func(p *work.Plan) { every := work.DefaultPolicy(); every.OverdueEvery = 1; p.Policy = &every })
	o.task(p, "1", "việc", "2022-07-29", "an") // overdue: falls every working day
	hour := func(h, zone string) {
		_, err := o.SetPreferences(t.Context(), o.as("an"), work.Preferences{Hour: work.TimeOfDay(h), Zone: zone})
		o.ok(err)
	}
	hour("17:30", "")
	o.walkTo("2022-08-02 12:00")
	hour("9:00", "") // today's is past: told at once
	o.walkTo("2022-08-03 08:30")
	hour("", "") // the plan's look of today is past: told at once
	o.walkTo("2022-08-04 07:00")
	hour("16:00", "")
	o.walkTo("2022-08-04 17:00")
	hour("18:00", "") // told today already
	o.walkTo("2022-08-05 19:00")
	hour("08:00", "America/New_York") // 19:00 here; Friday's is told
	o.walkTo("2022-08-09 12:00")
	var times []string
	for _, d := range o.sent {
		if d.to == "an" {
			times = append(times, d.at.In(o.now.Location()).Format("Mon 15:04"))
		}
	}
	wants(t, "at", times, []string{"Mon 17:30", "Tue 12:00", "Wed 08:30", "Thu 16:00", "Fri 18:00", "Mon 19:00"})
}

// A plan's hour can be moved without losing or doubling a day.
func TestAPlansHourMoves(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ at, from, to, want string }{
		{"09:00", "08:00", "10:00", "08:00"}, // told today already
		{"09:00", "10:00", "08:00", "09:00"}, // missed today: caught up at once
		{"07:00", "08:00", "10:00", "10:00"},
		{"07:00", "10:00", "08:00", "08:00"},
	} {
		t.Run(fmt.Sprintf("%s to %s at %s", tc.from, tc.to, tc.at), func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, "2022-08-01 06:00")
			p := o.plan("p", tc.from, func(p *work.Plan) { every := work.DefaultPolicy(); every.OverdueEvery = 1; p.Policy = &every })
			o.task(p, "1", "việc", "2022-07-29", "an")
			o.walkTo("2022-08-02 " + tc.at)
			s := p.Settings()
			s.Daily = tc.to
			_, err := o.SetSettings(t.Context(), o.as("owner"), p.ID, 0, s)
			o.ok(err)
			o.walkTo("2022-08-03 12:00")
			var got []string
			for _, d := range o.sent {
				if d.to == "an" {
					got = append(got, d.at.In(o.now.Location()).Format("2 15:04"))
				}
			}
			wants(t, "an is told", got, []string{"1 " + tc.from, "2 " + tc.want, "3 " + tc.to})
		})
	}
}

func TestSettingsAreTheOwners(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2022-08-01 07:00")
	p := o.plan("p", "08:00", nil)
	s := p.Settings()
	if _, err := o.SetSettings(t.Context(), o.as("an"), p.ID, 0, s); work.CodeOf(err) != work.Forbidden {
		t.Errorf("a member: %v", err)
	}
	if _, err := o.SetSettings(t.Context(), o.as("owner"), p.ID, 9, s); work.CodeOf(err) != work.Conflict {
		t.Errorf("another version: %v", err)
	}
	s.Zone = "Asia/Nowhere"
	if _, err := o.SetSettings(t.Context(), o.as("owner"), p.ID, 0, s); work.CodeOf(err) != work.Invalid {
		t.Errorf("no such zone: %v", err)
	}
}

// What was finished between the look and the message is not said, and the
// ledger says why.
func TestDoneBeforeItWasSent(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2022-08-01 07:00")
	p := o.plan("p", "08:00", nil)
	v, other := o.task(p, "1", "xong", "2022-08-02", "an"), o.task(p, "2", "còn", "2022-08-02", "an")
	o.now = moment(t, "2022-08-01 08:00", hcm)
	o.ok(o.sched.RunDue(t.Context(), o.now))
	_, err := o.Done(t.Context(), o.as("an"), app.Pick{ID: v.ID}, false)
	o.ok(err)
	o.post()
	wants(t, "told", o.told(), []string{"08-01 08:00 an: [còn]"})
	wants(t, "what was done", o.why(v.ID), []string{"08-01 d1 an: done"})
	wants(t, "what was not", o.why(other.ID), []string{"08-01 d1 an"})
}

// What comes up after the day's digest went out is told the next working day.
func TestWhatComesUpLaterIsNotLost(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2022-08-05 07:00") // a Friday
	p := o.plan("p", "08:00", nil)
	o.task(p, "1", "sớm", "2022-08-05", "an")
	second := o.plan("q", "09:00", nil)
	o.walkTo("2022-08-05 08:30")
	late := o.task(second, "1", "muộn", "2022-08-05", "an")
	o.walkTo("2022-08-08 12:00")
	wants(t, "told", o.told(), []string{"08-05 08:00 an: [sớm]", "08-08 08:00 an: [muộn sớm]"})
	wants(t, "ledger", o.why(late.ID), []string{"08-05 d0 an", "08-08 o1 an"})
}

func TestNudge(t *testing.T) {
	t.Parallel()
	o := newOffice(t, "2022-08-01 07:00")
	p := o.plan("p", "08:00", nil)
	v := o.task(p, "1", "việc", "2022-12-01", "an")
	nudge := func(who string) (work.Nudged, error) { return o.Nudge(t.Context(), o.as(who), app.Pick{ID: v.ID}) }
	if _, err := nudge("chi"); work.CodeOf(err) != work.Forbidden {
		t.Errorf("a colleague: %v", err)
	}
	if _, err := nudge("an"); work.CodeOf(err) != work.Invalid {
		t.Errorf("oneself: %v", err)
	}
	first, err := nudge("head")
	o.ok(err)
	again, err := nudge("owner")
	o.ok(err)
	if first.People[0].Before || !again.People[0].Before || again.People[0].Person != "an" {
		t.Errorf("%+v, then %+v", first.People, again.People)
	}
	o.walkTo("2022-08-02 07:00")
	if _, err := nudge("head"); err != nil {
		t.Error(err)
	}
	o.post()
	if len(o.notes) != 2 {
		t.Errorf("posted %v", o.notes)
	}
	wants(t, "ledger", o.why(v.ID), []string{"08-01 n2022-08-01 an", "08-02 n2022-08-02 an"})
	_, err = o.Done(t.Context(), o.as("an"), app.Pick{ID: v.ID}, false)
	o.ok(err)
	if _, err := nudge("head"); work.CodeOf(err) != work.Invalid {
		t.Errorf("what is done: %v", err)
	}
}

// 08:00 is once on every working day, in zones whose clocks change too.
func TestEightOClockAllYear(t *testing.T) {
	t.Parallel()
	for _, zone := range []string{"America/New_York", "Europe/London", "Australia/Sydney", hcm} {
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, "2022-01-03 00:00")
			p := o.plan("p", "08:00", func(p *work.Plan) {
				every := work.DefaultPolicy()
				every.OverdueEvery, every.HeadAfter, every.OwnerAfter = 1, 0, 0
				p.Policy, p.Zone, p.Country = &every, zone, ""
			})
			o.task(p, "1", "việc", "2021-12-31", "an")
			o.walk(moment(t, "2022-12-31 23:00", zone))
			at := 0
			for d := date(t, "2022-01-03"); d.Year == 2022; d = d.AddDays(1) {
				if wd := d.Weekday(); wd == time.Saturday || wd == time.Sunday {
					continue
				}
				if at == len(o.sent) {
					t.Fatalf("nothing on %v", d)
				}
				got := o.sent[at].at.In(p.Location()).Format("2006-01-02 15:04")
				if got != d.String()+" 08:00" {
					t.Fatalf("%v: told at %s", d, got)
				}
				at++
			}
			if at != len(o.sent) {
				t.Errorf("%d more", len(o.sent)-at)
			}
		})
	}
}
