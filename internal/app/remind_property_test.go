package app_test

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// histories is how many are played unless -rapid.checks says so: each writes a
// database to disk some hundred times.
const histories = "8"

func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", histories); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// history is an office in which anything happens.
type history struct {
	*office
	rt    *rapid.T
	plans []work.Plan
	tasks []int64
	// quiet counts the working days on which nobody said anything of an overdue
	// task to whoever answers for it, or to who stands in for them, while
	// nothing excused that.
	quiet   map[int64]int
	excused map[int64]bool // something happened today
}

var staff = []string{"an", "binh", "chi", "head", "owner"}

func newHistory(rt *rapid.T, t *testing.T) *history {
	h := &history{office: newOffice(t, "2022-03-28 06:00"), rt: rt, quiet: map[int64]int{}, excused: map[int64]bool{}}
	h.plans = []work.Plan{h.plan("p", "08:00", nil), h.plan("q", "10:00", nil)}
	for i, who := range []string{"an", "binh", ""} {
		h.tasks = append(h.tasks, h.task(h.plans[i%2], fmt.Sprint(i+1), fmt.Sprint("việc ", i+1), "2022-03-30", who).ID)
	}
	return h
}

func (h *history) person() string { return rapid.SampledFrom(staff).Draw(h.rt, "who") }

func (h *history) pick() int64 { return rapid.SampledFrom(h.tasks).Draw(h.rt, "task") }

func (h *history) ahead(most int) calendar.Date {
	return h.plans[0].Today(h.now).AddDays(rapid.IntRange(1, most).Draw(h.rt, "days"))
}

// allowed drops the refusals that a person would get to read.
func (h *history) allowed(err error) {
	if err != nil && work.CodeOf(err) == "" {
		h.rt.Fatal(err)
	}
}

// happen does one thing that people do.
func (h *history) happen() {
	ctx := h.t.Context()
	what := rapid.IntRange(0, 10).Draw(h.rt, "what")
	if h.down {
		what = 10 // who is down hears nothing
	}
	switch what {
	case 0:
		id := h.pick()
		h.excused[id] = true
		h.move(id, h.plans[0].Today(h.now).AddDays(rapid.IntRange(-3, 6).Draw(h.rt, "due")))
	case 1:
		id := h.pick()
		h.excused[id] = true
		_, err := h.Assign(ctx, h.as("owner"), app.Pick{ID: id}, h.person())
		h.allowed(err)
	case 2, 3:
		id, who := h.pick(), h.person()
		h.excused[id] = true
		_, err := h.Snooze(ctx, h.as(who), app.Pick{ID: id}, app.Until{Day: h.ahead(8)})
		h.allowed(err)
	case 4:
		id, who := h.pick(), h.person()
		_, err := h.Snooze(ctx, h.as(who), app.Pick{ID: id}, app.Until{})
		h.allowed(err)
	case 5:
		h.excuseAll()
		_, err := h.Pause(ctx, h.as(h.person()), calendar.Date{}, h.ahead(9), h.person())
		h.allowed(err)
	case 6:
		h.excuseAll()
		_, err := h.Pause(ctx, h.as(h.person()), calendar.Date{}, calendar.Date{}, "")
		h.allowed(err)
	case 7:
		h.preferHour()
	case 8:
		p := &h.plans[rapid.IntRange(0, 1).Draw(h.rt, "plan")]
		s := p.Settings()
		s.Daily = rapid.SampledFrom([]string{"07:00", "08:00", "10:00", "15:00"}).Draw(h.rt, "daily")
		_, err := h.SetSettings(ctx, h.as("owner"), p.ID, 0, s)
		h.allowed(err)
	case 9:
		id := h.pick()
		_, err := h.Nudge(ctx, h.as("owner"), app.Pick{ID: id})
		h.allowed(err)
	case 10:
		h.down = !h.down
	}
}

func (h *history) preferHour() {
	who := h.person()
	p, err := h.Person(h.t.Context(), h.ws, who)
	h.allowed(err)
	p.Prefs.Hour = work.TimeOfDay(rapid.SampledFrom([]string{"", "06:30", "09:00", "17:00"}).Draw(h.rt, "hour"))
	if p.Prefs.AwayUntil.Before(h.plans[0].Today(h.now)) {
		p.Prefs.AwayUntil = calendar.Date{}
	}
	_, err = h.SetPreferences(h.t.Context(), h.as(who), p.Prefs)
	h.allowed(err)
}

func (h *history) excuseAll() {
	for _, id := range h.tasks {
		h.excused[id] = true
	}
}

// day lives one day, and counts who was left in silence.
func (h *history) day() {
	morning := h.now
	hours := rapid.SliceOfN(rapid.IntRange(1, 16), 0, 2).Draw(h.rt, "hours")
	slices.Sort(hours)
	for _, hour := range hours {
		h.walk(morning.Add(time.Duration(hour) * time.Hour))
		h.happen()
	}
	h.walk(morning.Add(17 * time.Hour))
	h.noOneIsToldTwice()
	h.noOneIsSilent()
	clear(h.excused)
	h.walk(morning.Add(24 * time.Hour))
}

func (h *history) noOneIsToldTwice() {
	seen := map[string]bool{}
	for _, d := range h.sent {
		key := d.to + " " + calendar.DateOf(d.at.In(h.now.Location())).String()
		if seen[key] {
			h.rt.Fatalf("%s: two digests", key)
		}
		seen[key] = true
	}
}

// longest is the most working days in silence that the policy allows: that
// between two reminders of what is overdue.
const longest = 5

func (h *history) noOneIsSilent() {
	today := h.plans[0].Today(h.now)
	cal, err := calendar.For("VN")
	h.allowed(err)
	for _, id := range h.tasks {
		if h.saidOf(id, today) {
			h.quiet[id] = 0
			continue
		}
		if h.down || !cal.IsWorkday(today) {
			continue
		}
		e, err := h.Why(h.t.Context(), h.as("owner"), app.Pick{ID: id}, "")
		h.allowed(err)
		if h.excused[id] || len(e.Snoozes) > 0 || e.Line.Standing.State != work.Overdue {
			h.quiet[id] = 0
			continue
		}
		if h.quiet[id]++; h.quiet[id] > longest {
			h.rt.Fatalf("%v: nobody was told of task %d for %d working days; its ledger: %v; told: %v", today, id, h.quiet[id], h.why(id), h.told())
		}
	}
}

// saidOf reports whether a digest of a day was about a task.
func (h *history) saidOf(id int64, day calendar.Date) bool {
	return slices.ContainsFunc(h.sent, func(d sentDigest) bool {
		return calendar.DateOf(d.at.In(h.now.Location())) == day &&
			slices.ContainsFunc(slices.Concat(d.Overdue, d.StandIn), func(l work.Line) bool { return l.Task.ID == id })
	})
}

// TestAnyHistoryOfReminders: whatever is edited, put off or paused, nobody gets
// two digests a day, and nobody who owes something overdue is left in silence
// for longer than the policy allows.
func TestAnyHistoryOfReminders(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		h := newHistory(rt, t)
		for range rapid.IntRange(10, 24).Draw(rt, "days") {
			h.day()
		}
	})
}
