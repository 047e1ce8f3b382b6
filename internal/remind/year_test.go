package remind

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// overdueYear is a task that was due at the end of 2021 and is not done.
func overdueYear() Subject {
	return Subject{State: work.InProgress, Start: day("2021-12-01"), Due: day("2021-12-31"), LastDay: day("2021-12-31"), Since: day("2021-12-01")}
}

// days lists the days of the rungs of one role.
func days(rungs []Rung, role work.Role) []string {
	var out []string
	for _, r := range rungs {
		if r.Role == role {
			out = append(out, r.On.String()[5:]+" "+r.Name)
		}
	}
	return out
}

// Over a year with Tết, a task that stays overdue is told of on working days
// 1, 2, 3 and every fifth after; the nine days of Tết 2022 count for nothing.
func TestOverdueThroughTet(t *testing.T) {
	got := Owed(overdueYear(), work.DefaultPolicy(), vietNam(t), day("2021-12-31"), day("2022-03-08"))
	// 3/1 is the day off for New Year; Tết is 31/1 to 4/2.
	want := []string{"01-04 o1", "01-05 o2", "01-06 o3", "01-13 o8", "01-20 o13", "01-27 o18", "02-10 o23", "02-17 o28", "02-24 o33", "03-03 o38"}
	if diff := cmp.Diff(want, days(got, work.RoleAnswers)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want[2:], days(got, work.RoleHead)); diff != "" {
		t.Errorf("the head: %s", diff)
	}
	// The tenth working day is Monday 17/1.
	if diff := cmp.Diff(append([]string{"01-17 o10"}, want[4:]...), days(got, work.RoleOwner)); diff != "" {
		t.Errorf("the owner: %s", diff)
	}
}

// A Saturday that is worked in exchange for a day off counts as a working day,
// and a rung that would fall on the day off moves.
func TestSwappedSaturday(t *testing.T) {
	swapped, err := vietNam(t).Override(strings.NewReader("2022-06-24\toff\texchanged\n2022-06-18\twork\texchanged\n"))
	if err != nil {
		t.Fatal(err)
	}
	s := Subject{State: work.InProgress, Start: day("2022-06-01"), Due: day("2022-06-25"), LastDay: day("2022-06-25"), Since: day("2022-06-01")}
	for name, tc := range map[string]struct {
		cal  Workdays
		want []string
	}{
		// Due on Saturday the 25th: 7 days ahead is Saturday the 18th, 1 and 0
		// fall on Friday the 24th.
		"as usual": {vietNam(t), []string{"06-17 d7", "06-22 d3", "06-24 d0", "06-27 o1", "06-28 o2", "06-29 o3"}},
		"swapped":  {swapped, []string{"06-18 d7", "06-22 d3", "06-23 d0", "06-27 o1", "06-28 o2", "06-29 o3"}},
	} {
		got := Owed(s, work.DefaultPolicy(), tc.cal, day("2022-05-31"), day("2022-06-29"))
		if diff := cmp.Diff(tc.want, days(got, work.RoleAnswers)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAPlansOwnPolicy(t *testing.T) {
	cal := vietNam(t)
	s := Subject{State: work.InProgress, Start: day("2022-06-01"), Due: day("2022-06-24"), LastDay: day("2022-06-24"), Since: day("2022-06-01")}
	for name, tc := range map[string]struct {
		change func(*work.Policy)
		want   []string
	}{
		"one ladder": {func(p *work.Policy) { p.Ladders = []work.Ladder{{Window: 0, Ahead: []int{5, 2}}} },
			[]string{"06-17 d5", "06-22 d2", "06-27 o1", "06-28 o2", "06-29 o3", "07-06 o8"}},
		"no more after": {func(p *work.Policy) { p.OverdueDays, p.OverdueEvery = []int{2}, 0 },
			[]string{"06-17 d7", "06-21 d3", "06-23 d1", "06-24 d0", "06-28 o2"}},
		"only regular ones": {func(p *work.Policy) { p.OverdueDays, p.OverdueEvery = nil, 3 },
			[]string{"06-17 d7", "06-21 d3", "06-23 d1", "06-24 d0", "06-29 o3", "07-04 o6", "07-07 o9"}},
	} {
		p := work.DefaultPolicy()
		tc.change(&p)
		if err := p.Check(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got := Owed(s, p, cal, day("2022-05-31"), day("2022-07-08"))
		if diff := cmp.Diff(tc.want, days(got, work.RoleAnswers)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// A risk is told of in a week in which nothing else is, on its first day looked
// at, once.
func TestRiskOnceAWeek(t *testing.T) {
	cal := vietNam(t)
	p := work.DefaultPolicy()
	s := Subject{State: work.InProgress, Start: day("2022-01-04"), Due: day("2022-06-30"), LastDay: day("2022-06-30"), Since: day("2022-01-04"), AtRisk: true}
	count := func() map[string]int {
		out := map[string]int{}
		for d := day("2022-05-23"); d.Before(day("2022-07-01")); d = d.AddDays(1) {
			for _, r := range Owed(s, p, cal, d.AddDays(-1), d) {
				out[r.Name]++
			}
		}
		return out
	}
	if got := count(); got["r2022-05-23"] != 0 {
		t.Errorf("off: %v", got)
	}
	p.AtRisk = true
	got := count()
	// Each working day of the week names the same rung, so that the ledger takes
	// it once. 31/5, 16/6 and 23/6 have rungs of the ladder: not in those weeks.
	want := map[string]int{"r2022-05-23": 5, "r2022-06-06": 5, "d14": 1, "d7": 1, "d3": 1, "d1": 1, "d0": 1}
	if s.LastDay.Sub(s.Start) >= 180 {
		want["d30"] = 1
	} else {
		want["r2022-05-30"] = 5
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// office is a case with a unit and people apart.
func office(due string, apart ...work.Person) Case {
	c := Case{Team: work.Team{Owner: "owner", Units: []work.Unit{{Name: "Phòng A", Head: "head"}}, Apart: work.Apart{}}, Snoozed: map[string]calendar.Date{}}
	for _, p := range apart {
		c.Team.Apart[p.ID] = p
	}
	c.Line = work.Line{Answers: "an", Start: day("2022-06-01"), Due: day(due), Task: work.Task{
		ID: 7, Lead: "Phòng A", State: work.InProgress, CreatedOn: day("2022-06-01"), Deadline: work.Deadline{Start: day("2022-06-01"), Due: day(due)}}}
	return c
}

func away(id, until, deputy string) work.Person {
	return work.Person{ID: id, Prefs: work.Preferences{AwayUntil: day(until), Deputy: deputy}}
}

func TestEntries(t *testing.T) {
	optedOut := func(id string) work.Person { return work.Person{ID: id, Prefs: work.Preferences{NoDigest: true}} }
	gone := func(id string) work.Person { return work.Person{ID: id, Deleted: true} }
	// Due on Thursday 9/6: 14/6 is three working days over, 23/6 ten.
	for name, tc := range map[string]struct {
		c    Case
		on   string
		want []string
	}{
		"ahead":            {office("2022-06-15"), "2022-06-14", []string{"d1 an answers"}},
		"escalated":        {office("2022-06-09"), "2022-06-14", []string{"o3 an answers", "o3 head head"}},
		"the deputy":       {office("2022-06-15", away("an", "2022-06-20", "binh")), "2022-06-14", []string{"d1 an answers away>binh", "d1 binh answers (an)"}},
		"away no more":     {office("2022-06-15", away("an", "2022-06-13", "binh")), "2022-06-14", []string{"d1 an answers"}},
		"no deputy":        {office("2022-06-15", away("an", "2022-06-20", "")), "2022-06-14", []string{"d1 an answers away>head", "d1 head answers (an)"}},
		"a chain":          {office("2022-06-15", away("an", "2022-06-20", "binh"), away("binh", "2022-06-20", "chi")), "2022-06-14", []string{"d1 an answers away>head", "d1 head answers (an)"}},
		"nobody is left":   {office("2022-06-15", away("an", "2022-06-20", ""), away("head", "2022-06-20", ""), away("owner", "2022-06-20", "")), "2022-06-14", []string{"d1 an answers"}},
		"gone":             {office("2022-06-15", gone("an")), "2022-06-14", []string{"d1 an answers gone>head", "d1 head answers (an)"}},
		"gone, and nobody": {office("2022-06-15", gone("an"), gone("head"), gone("owner")), "2022-06-14", []string{"d1 an answers gone>"}},
		"opted out":        {office("2022-06-09", optedOut("an")), "2022-06-14", []string{"o3 an answers opted_out>", "o3 head head"}},
		"escalation stays": {office("2022-06-09", optedOut("head")), "2022-06-14", []string{"o3 an answers", "o3 head head"}},
		"the head, away":   {office("2022-06-09", away("head", "2022-06-20", "binh")), "2022-06-14", []string{"o3 an answers", "o3 head head away>binh", "o3 binh head (head)"}},
		"the deputy is told as head anyway": {office("2022-06-09", away("an", "2022-06-20", "head")), "2022-06-14",
			[]string{"o3 an answers away>head", "o3 head answers (an)"}},
	} {
		var got []string
		for _, e := range Entries(tc.c, work.DefaultPolicy(), vietNam(t), day(tc.on).AddDays(-1), day(tc.on)) {
			got = append(got, said(e))
		}
		if diff := cmp.Diff(tc.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func said(e work.Reminder) string {
	out := e.Rung + " " + e.Person + " " + string(e.Role)
	if e.Reason != "" {
		out += " " + string(e.Reason) + ">" + e.To
	}
	if e.For != "" {
		out += " (" + e.For + ")"
	}
	return out
}

func TestWhoAnswersAsHeadIsToldOnce(t *testing.T) {
	c := office("2022-06-09", work.Person{ID: "head", Prefs: work.Preferences{NoDigest: true}})
	c.Line.Answers = "head"
	got := Entries(c, work.DefaultPolicy(), vietNam(t), day("2022-06-13"), day("2022-06-14"))
	if len(got) != 1 || got[0].Role != work.RoleHead || got[0].Reason != "" {
		t.Errorf("opted out as who answers, told as the head: %v", got)
	}
}

func TestNextIsTheFirstDayOfThose(t *testing.T) {
	c := office("2022-06-24")
	c.Snoozed["an"] = day("2022-06-20") // over by then
	all := func(work.Reminder) bool { return true }
	var got []string
	for _, e := range Next(c, work.DefaultPolicy(), vietNam(t), day("2022-06-14"), day("2022-08-01"), all) {
		got = append(got, e.On.String()+" "+said(e))
	}
	if diff := cmp.Diff([]string{"2022-06-17 d7 an answers snoozed>"}, got); diff != "" {
		t.Error(diff)
	}
	c.Line.Task.State = work.Done
	if got := Next(c, work.DefaultPolicy(), vietNam(t), day("2022-06-14"), day("2022-08-01"), all); got != nil {
		t.Errorf("what is done: %v", got)
	}
}
