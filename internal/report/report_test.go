package report

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

const today = "2022-07-04"

// everyDay works on every day.
type everyDay struct{}

func (everyDay) WorkdaysBetween(a, b calendar.Date) int { return b.Sub(a) }

// task is a task due some days from today.
func task(id int64, ref string, days int, st work.State) work.Task {
	return work.Task{ID: id, Ref: ref, State: st, Deadline: work.Deadline{Due: date(today).AddDays(days)}, CreatedOn: date("2022-01-01")}
}

func doneOn(t work.Task, days int) work.Task {
	t.State, t.DoneOn = work.Done, date(today).AddDays(days)
	return t
}

func under(parent int64, t work.Task) work.Task {
	t.Parent = parent
	return t
}

func ledBy(unit string, t work.Task) work.Task {
	t.Lead = unit
	return t
}

func ongoing(t work.Task) work.Task {
	t.Deadline = work.Deadline{Recurrence: calendar.Ongoing}
	return t
}

func undated(t work.Task) work.Task {
	t.Deadline = work.Deadline{}
	return t
}

// nine is the plan behind the headline that the design quotes, with what
// stands apart beside it.
func nine() []work.Task {
	return []work.Task{
		ledBy("Phòng A", task(1, "1", 0, work.InProgress)), // has activities: not counted itself
		under(1, doneOn(task(2, "1.1", -30, ""), -30)),
		under(1, doneOn(task(3, "1.2", -20, ""), -21)),
		under(1, doneOn(task(4, "1.3", -20, ""), -3)),
		under(1, task(5, "1.4", -5, work.InProgress)),
		ledBy("PHÒNG  a", doneOn(task(6, "2", 30, ""), -1)),
		ledBy("Phòng B", task(7, "3", 10, work.NotStarted)),
		ledBy("Phòng B", task(8, "4", 100, work.Awaiting)),
		ledBy("Phòng B", task(9, "5", 14, work.InProgress)),
		task(10, "6", 0, work.InProgress),
		task(11, "7", -9, work.Cancelled),
		ongoing(task(12, "8", 0, work.InProgress)),
	}
}

func linesOf(tasks []work.Task) []work.Line {
	team := work.Team{Owner: "UOWNER", Units: []work.Unit{{Name: "Phòng A", Head: "UA"}, {Name: "Phòng B", Head: "UB"}}}
	return work.Lines(tasks, team, date(today))
}

func weekly(tasks []work.Task, events ...work.Event) Summary {
	return Weekly(WeeklyInput{Today: date(today), Lines: linesOf(tasks), Events: events, Calendar: everyDay{}})
}

func TestHeadlineIsAsLeadersPublishIt(t *testing.T) {
	h := weekly(nine()).Headline
	want := Headline{Total: 9, Done: 4, DoneInTime: 3, DoneLate: 1, Open: 5, InTime: 4, Overdue: 1, Awaiting: 1, Cancelled: 1, Ongoing: 1}
	if diff := cmp.Diff(want, h); diff != "" {
		t.Fatalf("(-want +got):\n%s", diff)
	}
	c, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	m := h.Message()
	if got, want := c.For("vi").Say(m.Key, m.Args), "Tổng số 9 nhiệm vụ; đã hoàn thành 4 (đúng hạn 3, quá hạn 1); chưa hoàn thành 5 (trong hạn 4, quá hạn 1); tỷ lệ 44%"; got != want {
		t.Errorf("says %q\nwant %q", got, want)
	}
}

func TestHeadlineNamesWhatIsSeldom(t *testing.T) {
	h := weekly([]work.Task{undated(task(1, "1", 0, work.NotStarted)), task(2, "2", -3, work.Paused)}).Headline
	c, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	m := h.Message()
	if got, want := c.For("en").Say(m.Key, m.Args), "2 tasks in all; 0 done (0 in time, 0 late); 1 not done (0 in time, 0 overdue, 1 without a deadline); 1 paused; 0% done"; got != want {
		t.Errorf("says %q\nwant %q", got, want)
	}
}

func TestPercentRoundsHalfUp(t *testing.T) {
	for _, tc := range []struct{ done, total, want int }{{0, 0, 0}, {4, 9, 44}, {1, 8, 13}, {1, 3, 33}, {2, 3, 67}, {5, 5, 100}, {199, 200, 100}, {1, 1000, 0}} {
		if got := (Headline{Done: tc.done, Total: tc.total}).Percent(); got != tc.want {
			t.Errorf("%d of %d is %d%%, want %d%%", tc.done, tc.total, got, tc.want)
		}
	}
}

func TestUnits(t *testing.T) {
	got := weekly(nine()).Units
	want := []UnitRow{
		{"Phòng A", Headline{Total: 5, Done: 4, DoneInTime: 3, DoneLate: 1, Open: 1, Overdue: 1}},
		{"Phòng B", Headline{Total: 3, Open: 3, InTime: 3, Awaiting: 1}},
		{"", Headline{Total: 1, Open: 1, InTime: 1, Cancelled: 1, Ongoing: 1}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func refs(lines []work.Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Task.Ref)
	}
	return out
}

func TestOverdueAndSoon(t *testing.T) {
	s := weekly([]work.Task{
		task(1, "1", -2, work.InProgress), task(2, "2", -9, work.Awaiting), task(3, "3", -30, work.Paused), task(4, "4", -30, work.Cancelled),
		task(5, "5", 14, work.NotStarted), task(6, "6", 0, work.NotStarted), task(7, "7", 15, work.NotStarted), task(8, "8", -9, work.NotStarted),
	})
	if diff := cmp.Diff([]string{"2", "8", "1"}, refs(s.Overdue)); diff != "" {
		t.Errorf("overdue (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"6", "5"}, refs(s.Soon)); diff != "" {
		t.Errorf("soon (-want +got):\n%s", diff)
	}
}

func event(task int64, f work.Field, from, to, by string) work.Event {
	return work.Event{Task: task, Field: f, From: from, To: to, By: by, At: time.Date(2022, 7, 1, 0, 0, 0, 0, time.UTC)}
}

func TestChangesAreNet(t *testing.T) {
	item := event(2, work.FieldStage, "0", "1", "UA")
	item.Item = 21
	tasks := []work.Task{task(1, "1", 5, work.InProgress), {ID: 2, Ref: "2", Items: []work.Item{{ID: 21, Name: "Bánh phồng"}}}, task(3, "3", 5, work.NotStarted)}
	s := weekly(tasks,
		event(2, work.FieldTitle, "a", "b", "UB"),
		event(1, work.FieldPercent, "", "20", "UA"), event(1, work.FieldPercent, "20", "60", "UB"), event(1, work.FieldPercent, "60", "50", "UA"),
		event(1, work.FieldAssignee, "UA", "UB", "UA"), event(1, work.FieldAssignee, "UB", "UA", "UA"), // undone
		item,
		event(3, work.FieldCreated, "", "{}", "UA"), event(3, work.FieldTitle, "x", "y", "UA"), event(3, work.FieldState, "not_started", "in_progress", "UA"),
		event(1, work.FieldNote, "", "words", "UA"), event(99, work.FieldPercent, "", "1", "UA"),
	)
	type row struct {
		ref, item, from, to string
		field               work.Field
		by                  []string
	}
	var got []row
	for _, c := range s.Changes {
		got = append(got, row{c.Line.Task.Ref, c.Item, c.From, c.To, c.Field, c.By})
	}
	want := []row{
		{"1", "", "", "50", work.FieldPercent, []string{"UA", "UB"}},
		{"2", "Bánh phồng", "0", "1", work.FieldStage, []string{"UA"}},
		{"2", "", "a", "b", work.FieldTitle, []string{"UB"}},
		{"3", "", "", "{}", work.FieldCreated, []string{"UA"}},
		{"3", "", "not_started", "in_progress", work.FieldState, []string{"UA"}},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(row{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNeeds(t *testing.T) {
	s := weekly([]work.Task{
		ledBy("Phòng A", task(1, "1", -9, work.InProgress)), // moved this week
		ledBy("Phòng A", task(2, "2", -4, work.InProgress)),
		ledBy("Phòng A", task(3, "3", -2, work.InProgress)), // its unit still has time
		task(4, "4", -1, work.InProgress),                   // nobody but the owner
		ledBy("Phòng A", task(5, "5", 3, work.NotStarted)),  // nothing begun
		ledBy("Phòng A", task(6, "6", 1, work.NotStarted)),
	}, event(1, work.FieldPercent, "", "10", "UA"))
	var got []string
	for _, n := range s.Needs {
		got = append(got, n.Line.Task.Ref+" "+string(n.Reason))
	}
	if diff := cmp.Diff([]string{"2 stalled", "4 headless", "6 at_risk", "5 at_risk"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestNeedsAreFew(t *testing.T) {
	var tasks []work.Task
	for i := range 20 {
		tasks = append(tasks, ledBy("Phòng A", task(int64(i+1), "x", -10-i, work.InProgress)))
	}
	s := weekly(tasks)
	if len(s.Needs) != MaxNeeds || s.Needs[0].Line.Standing.Days != 29 {
		t.Errorf("%d needs, the first %d days late", len(s.Needs), s.Needs[0].Line.Standing.Days)
	}
}

func anyTask(id int64, parent int64) *rapid.Generator[work.Task] {
	states := []work.State{work.NotStarted, work.InProgress, work.Awaiting, work.Done, work.Paused, work.Cancelled}
	return rapid.Custom(func(t *rapid.T) work.Task {
		tk := task(id, "r", rapid.IntRange(-40, 40).Draw(t, "due"), rapid.SampledFrom(states).Draw(t, "state"))
		tk.Parent = parent
		tk.Lead = rapid.SampledFrom([]string{"", "Phòng A", "phòng a", "Phòng B"}).Draw(t, "lead")
		tk.DoneOn = date(today).AddDays(rapid.IntRange(-60, 0).Draw(t, "done on"))
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			return undated(tk)
		case 1:
			return ongoing(tk)
		}
		return tk
	})
}

func TestFiguresAddUp(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var tasks []work.Task
		for i := range rapid.IntRange(0, 12).Draw(rt, "tasks") {
			id := int64(i*10 + 1)
			tasks = append(tasks, anyTask(id, 0).Draw(rt, "task"))
			for k := range rapid.IntRange(0, 3).Draw(rt, "activities") {
				tasks = append(tasks, anyTask(id+int64(k)+1, id).Draw(rt, "activity"))
			}
		}
		s := weekly(tasks)
		var sum Headline
		for _, u := range s.Units {
			addsUp(rt, u.Headline)
			sum = plus(sum, u.Headline)
		}
		addsUp(rt, s.Headline)
		if diff := cmp.Diff(s.Headline, sum); diff != "" {
			rt.Fatalf("the units do not add up to the headline (-headline +units):\n%s", diff)
		}
		if h := s.Headline; h.Total+h.Cancelled+h.Ongoing != len(work.Counted(linesOf(tasks))) || h.Overdue != len(s.Overdue) {
			rt.Fatalf("%+v of %d counted, %d listed as overdue", h, len(work.Counted(linesOf(tasks))), len(s.Overdue))
		}
	})
}

func addsUp(t *rapid.T, h Headline) {
	if h.Total != h.Done+h.Open+h.Paused || h.Done != h.DoneInTime+h.DoneLate || h.Open != h.InTime+h.Overdue+h.NoDeadline || h.Awaiting > h.Open {
		t.Fatalf("%+v does not add up", h)
	}
}

func plus(a, b Headline) Headline {
	return Headline{
		Total: a.Total + b.Total, Done: a.Done + b.Done, DoneInTime: a.DoneInTime + b.DoneInTime, DoneLate: a.DoneLate + b.DoneLate,
		Open: a.Open + b.Open, InTime: a.InTime + b.InTime, Overdue: a.Overdue + b.Overdue, NoDeadline: a.NoDeadline + b.NoDeadline,
		Awaiting: a.Awaiting + b.Awaiting, Paused: a.Paused + b.Paused, Cancelled: a.Cancelled + b.Cancelled, Ongoing: a.Ongoing + b.Ongoing,
	}
}
