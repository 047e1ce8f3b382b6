package work

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"nhacviec/internal/calendar"
)

func on(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func vietnam(t testing.TB) *calendar.Calendar {
	t.Helper()
	cal, err := calendar.For("VN")
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func window(d Deadline) string { return d.Start.String() + ".." + d.Due.String() }

func TestFirstDeadlineAndThoseAfter(t *testing.T) {
	for _, tc := range []struct{ phrase, today, want string }{
		{"trước ngày 20 hằng tháng", "2022-02-21", "2022-02-21..2022-03-20 2022-03-21..2022-04-20 2022-04-21..2022-05-20"},
		{"ngày 31 hằng tháng", "2022-01-05", "2022-01-01..2022-01-31 2022-02-01..2022-02-28 2022-03-01..2022-03-31"},
		{"hằng quý", "2022-02-21", "2022-01-01..2022-03-31 2022-04-01..2022-06-30 2022-07-01..2022-09-30"},
		{"trước ngày 05 tháng đầu quý sau", "2022-02-21", "2022-01-06..2022-04-05 2022-04-06..2022-07-05 2022-07-06..2022-10-05"},
		{"thứ hai hằng tuần", "2022-02-21", "2022-02-15..2022-02-21 2022-02-22..2022-02-28 2022-03-01..2022-03-07"},
		{"định kỳ 6 tháng", "2022-02-21", "2022-01-01..2022-06-30 2022-07-01..2022-12-31 2023-01-01..2023-06-30"},
		{"trước ngày 15/11 hằng năm", "2022-02-21", "..2022-11-15 2022-11-16..2023-11-15 2023-11-16..2024-11-15"},
		{"từ tháng 3 đến tháng 11 hằng năm", "2022-02-21", "2022-03-01..2022-11-30 2023-03-01..2023-11-30 2024-03-01..2024-11-30"},
		{"hằng năm", "2022-02-21", "2022-01-01..2022-12-31 2023-01-01..2023-12-31 2024-01-01..2024-12-31"},
		{"hằng năm, giai đoạn 2022-2023", "2022-02-21", "2022-01-01..2022-12-31 2023-01-01..2023-12-31"},
		{"hằng năm, đến năm 2023", "2022-02-21", "2022-01-01..2022-12-31 2023-01-01..2023-12-31"},
		{"định kỳ 5 năm", "2022-02-21", "2021-01-01..2025-12-31 2026-01-01..2030-12-31 2031-01-01..2035-12-31"},
		{"Hằng tháng, từ tháng 10 đến tháng 11/2022", "2022-02-21", "2022-10-01..2022-10-31 2022-11-01..2022-11-30"},
		// Working days alone: 2 to 3 May 2022 are days off after a weekend.
		{"hằng ngày", "2022-04-28", "2022-04-28..2022-04-28 2022-04-29..2022-04-29 2022-05-04..2022-05-04"},
		{"thường xuyên", "2022-02-21", ".."},
		{"ngày 30/02 hằng năm", "2022-02-21", ".."},
		{"tháng 11 năm 2022", "2022-02-21", "2022-11-01..2022-11-30"},
		// A plan that is imported before its year.
		{"trước ngày 20 hằng tháng", "2021-12-15", "2021-12-21..2022-01-20 2022-01-21..2022-02-20 2022-02-21..2022-03-20"},
		// One that is imported late keeps what it says of its own year.
		{"trước ngày 15/11 hằng năm", "2022-12-21", "..2022-11-15 2022-11-16..2023-11-15 2023-11-16..2024-11-15"},
	} {
		d := FirstDeadline(calendar.Parse(tc.phrase, calendar.Context{Year: 2022}), Plan{Year: 2022}, on(t, tc.today), vietnam(t))
		got := []string{window(d)}
		task := Task{Deadline: d}
		for len(got) < 3 && task.Recurs() {
			next, ok := d.Next(d.Due.AddDays(1), vietnam(t))
			if !ok {
				break
			}
			d = next
			got = append(got, window(d))
		}
		if s := strings.Join(got, " "); s != tc.want {
			t.Errorf("%q on %s: %s\nwant %s", tc.phrase, tc.today, s, tc.want)
		}
	}
}

// duty is a series as a story tells it: the due days of its occurrences, each
// with a mark: + done, ! paused, x cancelled, nothing for open.
func duty(t testing.TB, phrase, story string) Series {
	t.Helper()
	marks := map[string]State{"+": Done, "!": Paused, "x": Cancelled}
	d := DeadlineOf(calendar.Parse(phrase, calendar.Context{Year: 2022}))
	var s Series
	for i, word := range strings.Fields(story) {
		task := Task{ID: int64(10 + i), Plan: 1, Ref: OccurrenceRef("3.2", i+1), Position: 4, Title: "Báo cáo",
			Lead: "Phòng A", Assignee: "U1", State: NotStarted, Deadline: d, Count: new(2), Target: &Target{5, "lượt"},
			Items: []Item{{ID: int64(i), Kind: CheckItem, Name: "số liệu", Stage: 1}}}
		day := strings.TrimRight(word, "+!x")
		if m := word[len(day):]; m != "" {
			task.State = marks[m]
		}
		if i > 0 {
			task.Series = 10
		}
		task.Deadline.Due = on(t, day)
		s = append(s, task)
	}
	return s
}

func told(tasks []Task) string {
	var out []string
	for _, t := range tasks {
		out = append(out, t.Ref+" "+t.Deadline.Due.String())
	}
	return strings.Join(out, ", ")
}

func TestOwedAndSucceed(t *testing.T) {
	const monthly, weekly, spring = "trước ngày 20 hằng tháng", "thứ hai hằng tuần", "từ tháng 3 đến tháng 5 hằng năm"
	for _, tc := range []struct{ name, phrase, story, today, succeed, owed string }{
		{"open", monthly, "2022-03-20", "2022-03-10", "", ""},
		{"due today", monthly, "2022-03-20", "2022-03-20", "", ""},
		{"missed", monthly, "2022-03-20", "2022-03-21", "", "3.2-2 2022-04-20"},
		{"missed, the next open", monthly, "2022-03-20 2022-04-20", "2022-03-25", "", ""},
		{"done early", monthly, "2022-03-20+", "2022-03-10", "3.2-2 2022-04-20", "3.2-2 2022-04-20"},
		{"cancelled", monthly, "2022-03-20x", "2022-03-10", "3.2-2 2022-04-20", "3.2-2 2022-04-20"},
		{"done late, the next open", monthly, "2022-03-20+ 2022-04-20", "2022-03-25", "", ""},
		{"the next done before", monthly, "2022-03-20 2022-04-20+", "2022-04-10", "3.2-3 2022-05-20", "3.2-3 2022-05-20"},
		{"paused", monthly, "2022-03-20!", "2022-06-10", "", ""},
		{"a sleep", monthly, "2022-03-20", "2022-06-01", "", "3.2-2 2022-04-20, 3.2-3 2022-05-20, 3.2-4 2022-06-20"},
		{"a sleep of a weekly one", weekly, "2022-03-07", "2022-06-01", "", "3.2-2 2022-06-06"},
		{"a sleep after done", weekly, "2022-03-07+", "2022-06-01", "3.2-2 2022-03-14", "3.2-2 2022-06-06"},
		{"the year is over soon", monthly, "2022-12-20+", "2022-12-10", "", ""},
		{"the period of the next year begins", monthly, "2022-12-20", "2022-12-28", "", ""},
		{"the next year begins", monthly, "2022-12-20+", "2023-01-01", "3.2-2 2023-01-20", "3.2-2 2023-01-20"},
		{"between two windows", spring, "2022-05-31", "2023-01-15", "", ""},
		{"the second window", spring, "2022-05-31", "2023-03-01", "", "3.2-2 2023-05-31"},
		{"run out", "hằng tháng đến hết tháng 3/2022", "2022-03-31+", "2022-03-31", "", ""},
	} {
		s := duty(t, tc.phrase, tc.story)
		if tc.phrase == spring {
			s[0].Deadline.Start = on(t, "2022-03-01")
		}
		p := Plan{Year: 2022}
		var succeed []Task
		if next, ok := s.Succeed(p, on(t, tc.today), vietnam(t)); ok {
			succeed = append(succeed, next)
		}
		if got := told(succeed); got != tc.succeed {
			t.Errorf("%s: succeeded by %q, want %q", tc.name, got, tc.succeed)
		}
		if got := told(s.Owed(p, on(t, tc.today), vietnam(t))); got != tc.owed {
			t.Errorf("%s: owed %q, want %q", tc.name, got, tc.owed)
		}
	}
}

func TestALongSleepOwesAYearsWorth(t *testing.T) {
	s := duty(t, "trước ngày 20 hằng tháng", "2022-03-20")
	owed := s.Owed(Plan{}, on(t, "2025-07-01"), vietnam(t))
	want := "3.2-2 2024-08-20 .. 3.2-13 2025-07-20"
	if got := told(owed[:1]) + " .. " + told(owed[len(owed)-1:]); len(owed) != maxCatchUp || got != want {
		t.Errorf("%d: %s, want %s", len(owed), got, want)
	}
}

func TestANewOccurrenceIsLikeTheLatestWithNothingBegun(t *testing.T) {
	s := duty(t, "trước ngày 20 hằng tháng", "2022-03-20")
	got := s.Owed(Plan{}, on(t, "2022-04-02"), vietnam(t))[0]
	want := Task{Plan: 1, Series: 10, Ref: "3.2-2", Position: 4, Title: "Báo cáo", Lead: "Phòng A", Assignee: "U1",
		Target: &Target{5, "lượt"}, State: NotStarted, CreatedOn: on(t, "2022-03-21"),
		Items: []Item{{Kind: CheckItem, Name: "số liệu"}},
		Deadline: Deadline{Phrase: "trước ngày 20 hằng tháng", Start: on(t, "2022-03-21"), Due: on(t, "2022-04-20"),
			Recurrence: calendar.Monthly, Day: 20, Exclusive: true}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if s[0].Items[0].Stage != 1 {
		t.Error("the occurrence before was changed")
	}
}

// TestLooksAreIdempotent: whatever day by day is done, a second look owes
// nothing, no day has two open occurrences to come, no number comes twice.
func TestLooksAreIdempotent(t *testing.T) {
	cal := vietnam(t)
	rapid.Check(t, func(rt *rapid.T) {
		phrase := rapid.SampledFrom([]string{"hằng ngày", "thứ hai hằng tuần", "trước ngày 20 hằng tháng", "hằng quý", "hằng năm"}).Draw(rt, "phrase")
		today := on(t, "2022-01-01").AddDays(rapid.IntRange(0, 400).Draw(rt, "from"))
		p := Plan{Year: rapid.SampledFrom([]int{0, 2022}).Draw(rt, "year")}
		s := Series{{ID: 10, Ref: "3", State: NotStarted, Deadline: FirstDeadline(calendar.Parse(phrase, calendar.Context{}), p, today, cal)}}
		for range rapid.IntRange(1, 30).Draw(rt, "looks") {
			today = today.AddDays(rapid.IntRange(0, 50).Draw(rt, "days"))
			s = append(s, s.Owed(p, today, cal)...)
			if again := s.Owed(p, today, cal); len(again) > 0 {
				rt.Fatalf("on %s a second look owes %s", today, told(again))
			}
			if rapid.Bool().Draw(rt, "done") {
				for i := range s {
					if s[i].Ref == s.Meant().Ref {
						s[i].State = Done
					}
				}
				if next, ok := s.Succeed(p, today, cal); ok {
					s = append(s, next)
				}
			}
			checkSeries(rt, s, today)
		}
	})
}

func checkSeries(rt *rapid.T, s Series, today calendar.Date) {
	coming, refs := 0, map[string]bool{}
	for i, t := range s {
		if refs[t.Ref] || i > 0 && !t.Deadline.Due.After(s[i-1].Deadline.Due) {
			rt.Fatalf("%s twice, or out of order: %s", t.Ref, told(s))
		}
		refs[t.Ref] = true
		if !t.State.Closed() && !t.Deadline.Due.Before(today) {
			coming++
		}
	}
	if coming > 1 {
		rt.Fatalf("on %s %d are open and to come: %s", today, coming, told(s))
	}
}

func TestMeant(t *testing.T) {
	for story, want := range map[string]string{
		"2022-03-20":                         "3.2",
		"2022-03-20+":                        "3.2",
		"2022-03-20+ 2022-04-20":             "3.2-2",
		"2022-03-20 2022-04-20":              "3.2",
		"2022-03-20+ 2022-04-20 2022-05-20":  "3.2-2",
		"2022-03-20+ 2022-04-20+ 2022-05-20": "3.2-3",
		"2022-03-20+ 2022-04-20x":            "3.2-2",
		"2022-03-20+ 2022-04-20!":            "3.2-2",
	} {
		if got := duty(t, "hằng tháng", story).Meant().Ref; got != want {
			t.Errorf("%s: %s, want %s", story, got, want)
		}
	}
}

func TestSeriesIn(t *testing.T) {
	monthly := Deadline{Recurrence: calendar.Monthly, Due: on(t, "2022-03-31")}
	always := Deadline{Recurrence: calendar.Ongoing}
	got := SeriesIn([]Task{
		{ID: 1, Ref: "1", Deadline: monthly}, // has an activity
		{ID: 2, Parent: 1, Ref: "1.1", Deadline: monthly},
		{ID: 3, Parent: 1, Ref: "1.1-2", Series: 2, Deadline: monthly},
		{ID: 4, Ref: "2", State: Done},
		{ID: 5, Parent: 4, Ref: "2.1", Deadline: monthly}, // of a closed task
		{ID: 6, Ref: "3", Deadline: always},
		{ID: 7, Ref: "4-2", Series: 99, Deadline: monthly}, // whose first is archived
		{ID: 8, Ref: "5", Deadline: monthly, State: Done},
	})
	var refs []string
	for _, s := range got {
		refs = append(refs, fmt.Sprint(told(s)))
	}
	want := []string{"1.1 2022-03-31, 1.1-2 2022-03-31", "5 2022-03-31"}
	if diff := cmp.Diff(want, refs); diff != "" {
		t.Error(diff)
	}
}

func TestWithoutPast(t *testing.T) {
	var lines []Line
	for _, task := range duty(t, "hằng tháng", "2022-03-20+ 2022-04-20 2022-05-20+ 2022-06-20") {
		lines = append(lines, Line{Task: task, Due: task.Deadline.Due})
	}
	lines = append(lines, Line{Task: Task{ID: 90, Ref: "4", State: Done}})
	got := WithoutPast([]Line{{Task: Task{ID: 1}, Activities: lines}})[0].Activities
	var refs []string
	for _, l := range got {
		refs = append(refs, l.Task.Ref)
	}
	if diff := cmp.Diff([]string{"3.2-2", "3.2-4", "4"}, refs); diff != "" {
		t.Error(diff)
	}
}

func TestSplitRef(t *testing.T) {
	for typed, want := range map[string]string{
		"3.2": "3.2 0", "3.2-4": "3.2 4", "#3.2–2.": "3.2 2", "NV3—12": "NV3 12", "3,2-1": "3.2 1",
		"3-0": " 0", "-2": " 0", "3.2-": " 0", "3-2-1": " 1", "3 2": " 0", "3.2-123456": " 0", "": " 0",
	} {
		ref, n := SplitRef(typed)
		if got := fmt.Sprint(ref, " ", n); got != want {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

// Deadlines of events written before occurrences were kept are read as they were.
func TestDeadlineInReadsOldEvents(t *testing.T) {
	got := DeadlineIn(`{"Phrase":"ngày 20 hằng tháng","Start":"2022-02-21","Due":"2022-03-20","Recurrence":"monthly","Day":20,"Weekday":0,"Exclusive":true}`)
	want := Deadline{Phrase: "ngày 20 hằng tháng", Start: on(t, "2022-02-21"), Due: on(t, "2022-03-20"),
		Recurrence: calendar.Monthly, Day: 20, Exclusive: true}
	if got != want {
		t.Errorf("%+v", got)
	}
}
