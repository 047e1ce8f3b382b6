package remind

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func vietNam(t *testing.T) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.For("VN")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

// fallen lists "DAY NAME ROLE" of every rung in (after, until].
func fallen(s Subject, p work.Policy, cal Workdays, after, until string) []string {
	var out []string
	for _, r := range Owed(s, p, cal, day(after), day(until)) {
		out = append(out, strings.Join([]string{r.On.String(), r.Name, string(r.Role)}, " "))
	}
	return out
}

func TestLadderFollowsTheWindow(t *testing.T) {
	cal := vietNam(t)
	for _, tc := range []struct {
		name, start, due string
		want             []string
	}{
		// 30/6/2022 is a Thursday; 31/5 a Tuesday, 16/6 a Thursday.
		{"half a year", "2022-01-01", "2022-06-30", []string{
			"2022-05-31 d30 answers", "2022-06-16 d14 answers", "2022-06-23 d7 answers",
			"2022-06-27 d3 answers", "2022-06-29 d1 answers", "2022-06-30 d0 answers"}},
		{"a quarter", "2022-04-01", "2022-06-30", []string{
			"2022-06-16 d14 answers", "2022-06-23 d7 answers",
			"2022-06-27 d3 answers", "2022-06-29 d1 answers", "2022-06-30 d0 answers"}},
		// 31/12/2022 is a Saturday: its own day and the day before fall on
		// Friday the 30th, and 24/12, a Saturday, moves to the 23rd.
		{"a month that ends on a Saturday", "2022-12-01", "2022-12-31", []string{
			"2022-12-23 d7 answers", "2022-12-28 d3 answers", "2022-12-30 d0 answers"}},
		{"a few days", "2022-06-20", "2022-06-24", []string{
			"2022-06-23 d1 answers", "2022-06-24 d0 answers"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := Subject{State: work.InProgress, Start: day(tc.start), Due: day(tc.due), LastDay: day(tc.due), Since: day("2022-01-01")}
			got := fallen(s, work.DefaultPolicy(), cal, "2021-12-31", tc.due)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRungsAheadOfTetMoveToTheLastWorkingDay(t *testing.T) {
	s := Subject{State: work.NotStarted, Start: day("2022-01-25"), Due: day("2022-02-03"), LastDay: day("2022-02-03"), Since: day("2022-01-04")}
	got := fallen(s, work.DefaultPolicy(), vietNam(t), "2022-01-04", "2022-02-08")
	want := []string{
		"2022-01-28 d0 answers", // 2/2 and 3/2 are Tết: both move to Friday 28/1
		"2022-02-07 o1 answers", // 4/2 is Tết too
		"2022-02-08 o2 answers",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestOverdueCountsWorkingDaysAndEscalates(t *testing.T) {
	s := Subject{State: work.InProgress, Start: day("2022-02-01"), Due: day("2022-02-28"), LastDay: day("2022-02-28"), Since: day("2022-01-04")}
	got := fallen(s, work.DefaultPolicy(), vietNam(t), "2022-02-28", "2022-03-24")
	want := []string{
		"2022-03-01 o1 answers",
		"2022-03-02 o2 answers",
		"2022-03-03 o3 answers", "2022-03-03 o3 head",
		"2022-03-10 o8 answers", "2022-03-10 o8 head",
		"2022-03-14 o10 owner",
		"2022-03-17 o13 answers", "2022-03-17 o13 head", "2022-03-17 o13 owner",
		"2022-03-24 o18 answers", "2022-03-24 o18 head", "2022-03-24 o18 owner",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestBeforeADayCountsToTheDayBefore(t *testing.T) {
	l := work.Line{Due: day("2022-06-15"), Start: day("2022-06-10"), Task: work.Task{
		State: work.NotStarted, CreatedOn: day("2022-06-10"), Deadline: work.Deadline{Due: day("2022-06-15"), Exclusive: true}}}
	got := fallen(SubjectOf(l), work.DefaultPolicy(), vietNam(t), "2022-06-10", "2022-06-14")
	if diff := cmp.Diff([]string{"2022-06-13 d1 answers", "2022-06-14 d0 answers"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestNothingIsOwed(t *testing.T) {
	cal := vietNam(t)
	base := Subject{State: work.InProgress, Start: day("2022-06-01"), Due: day("2022-06-24"), LastDay: day("2022-06-24"), Since: day("2022-06-01")}
	for name, change := range map[string]func(*Subject){
		"done":        func(s *Subject) { s.State = work.Done },
		"paused":      func(s *Subject) { s.State = work.Paused },
		"cancelled":   func(s *Subject) { s.State = work.Cancelled },
		"no deadline": func(s *Subject) { s.Due, s.LastDay = calendar.Date{}, calendar.Date{} },
		"not entered": func(s *Subject) { s.Since = day("2022-08-01") },
	} {
		s := base
		change(&s)
		if got := fallen(s, work.DefaultPolicy(), cal, "2022-05-31", "2022-07-31"); got != nil {
			t.Errorf("%s: %v", name, got)
		}
	}
	if got := fallen(base, work.DefaultPolicy(), cal, "2022-05-31", "2022-07-31"); len(got) == 0 {
		t.Error("an open task owes nothing")
	}
}

func TestNoRungFallsOnADayOff(t *testing.T) {
	cal := vietNam(t)
	for d := day("2022-01-05"); d.Before(day("2022-12-31")); d = d.AddDays(1) {
		s := Subject{State: work.InProgress, Start: day("2022-01-01"), Due: d, LastDay: d, Since: day("2022-01-01")}
		for _, r := range Owed(s, work.DefaultPolicy(), cal, day("2021-12-31"), day("2022-12-31")) {
			if w := r.On.Weekday(); w == time.Saturday || w == time.Sunday || !cal.IsWorkday(r.On) {
				t.Fatalf("deadline %v: rung %s on %v", d, r.Name, r.On)
			}
		}
	}
}
