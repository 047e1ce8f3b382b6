package work

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"nhacviec/internal/calendar"
)

func marks() Task {
	return Task{ID: 7, Ref: "3", State: NotStarted, Version: 1, Target: &Target{5, "văn bằng"}, Items: []Item{
		{ID: 1, Kind: ResultItem, Name: "Nhãn hiệu Bánh phồng"}, {ID: 2, Kind: ResultItem, Name: "Nhãn hiệu Cá lồng"},
		{ID: 3, Kind: ResultItem, Name: "Nhãn hiệu Lạp sườn"}, {ID: 4, Kind: ResultItem, Name: "Nhãn hiệu Rượu trắng"},
		{ID: 5, Kind: ResultItem, Name: "Nhãn hiệu Măng"},
	}}
}

func TestCountedProgress(t *testing.T) {
	for _, tc := range []struct {
		name  string
		edit  func(*Edit) error
		want  Progress
		state State
		fails string
	}{
		{"two of five", func(e *Edit) error { return e.SetCount(2, 5) }, Progress{40, 2, 5, true}, InProgress, ""},
		{"past the target", func(e *Edit) error { return e.SetCount(7, 5) }, Progress{100, 7, 5, true}, InProgress, ""},
		{"without its total", func(e *Edit) error { return e.SetCount(3, 0) }, Progress{60, 3, 5, true}, InProgress, ""},
		{"of a wrong total", func(e *Edit) error { return e.SetCount(2, 6) }, Progress{0, 0, 5, false}, NotStarted, "error.wrong_target"},
		{"below nothing", func(e *Edit) error { return e.SetCount(-1, 5) }, Progress{0, 0, 5, false}, NotStarted, "error.count_range"},
		{"of what is never counted", func(e *Edit) error { return e.SetCount(MaxCount+1, 5) }, Progress{0, 0, 5, false}, NotStarted, "error.count_range"},
		{"a percentage", func(e *Edit) error { return e.SetPercent(35) }, Progress{35, 0, 5, true}, InProgress, ""},
		{"over all", func(e *Edit) error { return e.SetPercent(101) }, Progress{0, 0, 5, false}, NotStarted, "error.percent_range"},
		{"an item filed", func(e *Edit) error { return e.SetItem(2, 1) }, Progress{0, 0, 5, false}, InProgress, ""},
		{"an item granted", func(e *Edit) error { return e.SetItem(2, 3) }, Progress{20, 1, 5, true}, InProgress, ""},
		{"a stage that is not there", func(e *Edit) error { return e.SetItem(2, 4) }, Progress{0, 0, 5, false}, NotStarted, "error.stage_range"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			e := EditTask(marks())
			err := tc.edit(e)
			var key string
			if err != nil {
				key = err.(*Error).Key
			}
			if key != tc.fails {
				t.Fatalf("error %q, want %q", key, tc.fails)
			}
			if got := ProgressOf(e.Task, nil); got != tc.want {
				t.Errorf("progress %+v, want %+v", got, tc.want)
			}
			if e.Task.State != tc.state {
				t.Errorf("state %s, want %s", e.Task.State, tc.state)
			}
			if tc.fails != "" && e.Changed() {
				t.Errorf("a refused figure left events: %+v", e.Events)
			}
		})
	}
}

func TestAHigherCountTypedByHandIsKept(t *testing.T) {
	e := EditTask(marks())
	must(t, e.SetItem(1, 3))
	must(t, e.SetCount(3, 5))
	must(t, e.SetItem(2, 3))
	if got := e.Task.CountNow(); got != 3 {
		t.Errorf("count %d, want the 3 typed by hand", got)
	}
	for id := int64(3); id <= 4; id++ {
		must(t, e.SetItem(id, 3))
	}
	if got := e.Task.CountNow(); got != 4 {
		t.Errorf("count %d, want the 4 items that got there", got)
	}
}

func TestProgressWithoutAnOwnFigureIsTheMeanOfActivities(t *testing.T) {
	p := func(n int) *int { return &n }
	acts := []Task{{State: Done}, {State: InProgress, Percent: p(20)}, {State: Cancelled, Percent: p(90)}}
	if got := ProgressOf(Task{}, acts); got.Percent != 60 || got.Own {
		t.Errorf("%+v, want the mean of 100 and 20", got)
	}
	if got := ProgressOf(Task{Percent: p(10)}, acts); got.Percent != 10 || !got.Own {
		t.Errorf("%+v, want the task's own 10", got)
	}
}

func TestStanding(t *testing.T) {
	d := func(s string) calendar.Date { v, _ := calendar.ParseDate(s); return v }
	today := d("2022-06-15")
	for _, tc := range []struct {
		name string
		task Task
		due  calendar.Date
		want Standing
	}{
		{"none", Task{}, calendar.Date{}, Standing{NoDeadline, 0}},
		{"far", Task{}, d("2022-06-30"), Standing{InTime, 15}},
		{"two weeks", Task{}, d("2022-06-29"), Standing{DueSoon, 14}},
		{"today", Task{}, today, Standing{DueSoon, 0}},
		{"yesterday", Task{}, d("2022-06-14"), Standing{Overdue, 1}},
		{"done on the day", Task{State: Done, DoneOn: today}, today, Standing{DoneInTime, 0}},
		{"done a day late", Task{State: Done, DoneOn: today}, d("2022-06-14"), Standing{DoneLate, 1}},
		{"done without a deadline", Task{State: Done, DoneOn: today}, calendar.Date{}, Standing{DoneInTime, 0}},
	} {
		if got := StandingOf(tc.task, tc.due, today); got != tc.want {
			t.Errorf("%s: %+v, want %+v", tc.name, got, tc.want)
		}
	}
}

func TestARefThatIsNotThereGetsTheNearest(t *testing.T) {
	refs := []string{"1", "1.1", "1.2", "2", "3", "3.1", "3.2", "10"}
	for given, want := range map[string]struct {
		key  string
		refs any
	}{
		"3.7": {"error.ref_siblings", []string{"3.1", "3.2"}},
		"2.1": {"error.ref_no_activities", nil},
		"9":   {"error.ref_unknown", []string{"1", "2", "3", "10", "1.1", "1.2"}},
	} {
		e := NoSuchRef(given, refs)
		if e.Key != want.key {
			t.Errorf("%s: %s, want %s", given, e.Key, want.key)
		}
		if want.refs != nil {
			if diff := cmp.Diff(want.refs, e.Args["Refs"]); diff != "" {
				t.Errorf("%s: %s", given, diff)
			}
		}
	}
}

func TestFindItem(t *testing.T) {
	task := marks()
	for words, want := range map[string]int64{
		"Nhãn hiệu Cá lồng": 2, "nhan hieu ca long": 2, "cá lồng": 2, "mang": 5, "Nhãn hiệu M": 5,
	} {
		if it, err := task.FindItem(words); err != nil || it.ID != want {
			t.Errorf("%q: item %d, %v; want %d", words, it.ID, err, want)
		}
	}
	for words, key := range map[string]string{"nhãn hiệu": "error.item_several", "cam sành": "error.item_unknown", "": "error.item_unknown"} {
		if _, err := task.FindItem(words); err == nil || err.(*Error).Key != key {
			t.Errorf("%q: %v, want %s", words, err, key)
		}
	}
}

// A task is always the fold of its events, and reversing an edit gives back
// what was there.
func TestEventsFoldToTheTaskAndReverse(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before := marks()
		created, err := Created(before)
		if err != nil {
			rt.Fatal(err)
		}
		e := EditTask(before)
		for range rapid.IntRange(1, 8).Draw(rt, "edits") {
			randomEdit(rt, e)
		}
		events := append([]Event{created}, e.Events...)
		got, err := Fold(events)
		if err != nil {
			rt.Fatal(err)
		}
		got.Version, got.UpdatedAt = e.Task.Version, e.Task.UpdatedAt
		if diff := cmp.Diff(e.Task, got); diff != "" {
			rt.Fatalf("fold: %s", diff)
		}
		back := EditTask(e.Task)
		if err := back.Reverse(e.Events); err != nil {
			rt.Fatal(err)
		}
		if diff := cmp.Diff(before, back.Task); diff != "" {
			rt.Fatalf("reverse: %s", diff)
		}
	})
}

func randomEdit(rt *rapid.T, e *Edit) {
	var err error
	switch rapid.IntRange(0, 5).Draw(rt, "kind") {
	case 0:
		err = e.SetPercent(rapid.IntRange(0, 100).Draw(rt, "percent"))
	case 1:
		err = e.SetCount(rapid.IntRange(0, 9).Draw(rt, "count"), 5)
	case 2:
		err = e.SetItem(rapid.Int64Range(1, 5).Draw(rt, "item"), rapid.IntRange(0, 3).Draw(rt, "stage"))
	case 3:
		err = e.Finish(calendar.Date{Year: 2022, Month: 6, Day: rapid.IntRange(1, 30).Draw(rt, "day")})
	case 4:
		err = e.Set(FieldAssignee, rapid.SampledFrom([]string{"", "U1", "U2"}).Draw(rt, "who"))
	case 5:
		e.Note(rapid.String().Draw(rt, "note"))
	}
	if err != nil {
		rt.Fatal(err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
