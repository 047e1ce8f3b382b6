package main

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"nhacviec/internal/app"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

// daysOff are the weekdays of 2022 that are not worked in Viet Nam, written
// down from the decrees and not taken from the program.
var daysOff = map[string]bool{
	"2022-01-03": true, "2022-01-31": true, "2022-02-01": true, "2022-02-02": true, "2022-02-03": true,
	"2022-02-04": true, "2022-04-11": true, "2022-05-02": true, "2022-05-03": true,
	"2022-09-01": true, "2022-09-02": true,
}

func worked(d time.Time) bool {
	wd := d.Weekday()
	return wd != time.Saturday && wd != time.Sunday && !daysOff[d.Format(time.DateOnly)]
}

// expectedDigests are the days on which each person is told, worked out by
// hand from the ladder and the plan: see what happens in playYear.
var expectedDigests = map[string][]string{
	planHead: {
		// 1.1, 1 to 28 February, done on the 28th: 7, 3 and 1 (a Sunday, told
		// on Friday with the 3), 0.
		"2022-02-21", "2022-02-25", "2022-02-28",
		// 1.2, December, whose 31st is a Saturday: 7 (on the 23rd), 3, and 1
		// and 0 together.
		"2022-12-23", "2022-12-28", "2022-12-30",
	},
	techHead: {
		// 3.1, 1 January to 30 June: 30; given to a member on 1 June.
		"2022-05-31",
		// 2.1, 1 April to 30 June: 14, 7, 3, 1, 0; overdue 1, 2, 3 and 8
		// working days; done on 14 July.
		"2022-06-16", "2022-06-23", "2022-06-27", "2022-06-29", "2022-06-30",
		"2022-07-01", "2022-07-04", "2022-07-05", "2022-07-12",
		// 2.2 and 3.2, December.
		"2022-12-23", "2022-12-28", "2022-12-30",
	},
	techMember: {
		// Four of their own, added on 4 January. Due on 4 February, in Tết: all
		// of 7, 3, 1 and 0 fall to Friday 28 January; overdue 1 on 7 February, done.
		"2022-01-28", "2022-02-07",
		// Due on 11 April, the Hung Kings' day: 14, 7, and the rest on Friday 8.
		"2022-03-28", "2022-04-04", "2022-04-08",
		// Due on 3 May, a day off: 14, 7, and the rest on Friday 29 April.
		"2022-04-19", "2022-04-26", "2022-04-29",
		// 3.1 from 1 June on, done on the 30th.
		"2022-06-16", "2022-06-23", "2022-06-27", "2022-06-29", "2022-06-30",
		// Due on 2 September, National Day: 30, 14, 7, 3, and 1 and 0 on 31 August.
		"2022-08-03", "2022-08-19", "2022-08-26", "2022-08-30", "2022-08-31",
	},
	// 2.1 is 10 working days overdue on 14 July: the plan's owner is told.
	director: {"2022-07-14"},
}

// added are the member's own tasks and when each is done, in time but the first.
var added = []struct{ title, due, done string }{
	{"Chuẩn bị gian hàng Tết", "2022-02-04", "2022-02-07"},
	{"Dâng hương Giỗ Tổ", "2022-04-11", "2022-04-08"},
	{"Trực lễ", "2022-05-03", "2022-04-29"},
	{"Báo cáo Quốc khánh", "2022-09-02", "2022-08-31"},
}

// doneOn is what is finished at noon of which day.
func doneOn() map[string][][2]string {
	out := map[string][][2]string{
		"2022-02-28": {{planHead, "1.1"}}, "2022-06-30": {{techMember, "3.1"}}, "2022-07-14": {{techHead, "2.1"}},
	}
	for i, a := range added {
		out[a.done] = append(out[a.done], [2]string{techMember, strconv.Itoa(4 + i)})
	}
	return out
}

// playYear plays 2022 from 4 January to the end of December, day by day.
// disturb may do something on a day, from 07:45 on.
func playYear(t *testing.T, w *workspace, disturb map[string]func(day time.Time)) {
	w.importPlan()
	w.wants(techMember, "update 3 2/5", "2/5")
	for _, a := range added {
		w.wants(techMember, "add "+a.title+" "+a.due, a.title)
	}
	done := doneOn()
	for d := time.Date(2022, 1, 4, 0, 0, 0, 0, hanoi(t)); d.Year() == 2022; d = d.AddDate(0, 0, 1) {
		date := d.Format(time.DateOnly)
		if f := disturb[date]; f != nil {
			w.clock(d.Add(7*time.Hour + 45*time.Minute))
			f(d)
		}
		w.clock(d.Add(12 * time.Hour))
		if date == "2022-06-01" {
			w.wants(techHead, "assign 3.1 <@"+techMember+">", "3.1")
		}
		for _, who := range done[date] {
			w.wants(who[0], "xong "+who[1], "Đã hoàn thành "+who[1])
		}
	}
}

// digests are the days of each person's digests.
func (w *workspace) digests() map[string][]string {
	out := map[string][]string{}
	for _, user := range []string{planHead, techHead, techMember, director, english, "U02KH00001", "U02CN00002"} {
		dm, ok := w.direct(user)
		if !ok {
			continue
		}
		for _, m := range fromBot(w.messages(dm, "")) {
			if strings.HasPrefix(m.Text, "Nhắc việc ") {
				out[user] = append(out[user], m.at(w.t).Format(time.DateOnly))
			}
		}
	}
	return out
}

var headline = regexp.MustCompile(`Tổng số (\d+) nhiệm vụ; đã hoàn thành (\d+) \(đúng hạn (\d+), quá hạn (\d+)\); chưa hoàn thành (\d+) \(trong hạn (\d+), quá hạn (\d+)\); tỷ lệ (\d+)%`)

// checkWeeks wants one summary for each week with a working day, on its first,
// whose figures are those that the year's story gives.
func checkWeeks(t *testing.T, w *workspace) {
	var want, got []string
	for d := time.Date(2022, 1, 3, 0, 0, 0, 0, hanoi(t)); d.Year() == 2022; d = d.AddDate(0, 0, 7) {
		for i := range 7 {
			if day := d.AddDate(0, 0, i); worked(day) {
				want = append(want, day.Format(time.DateOnly))
				break
			}
		}
	}
	if len(want) != 51 {
		t.Fatalf("the test counts %d weeks, 2022 has 51", len(want))
	}
	for _, m := range fromBot(w.messages(planChannel, "")) {
		if f := headline.FindStringSubmatch(m.Text); f != nil {
			got = append(got, m.at(t).Format(time.DateOnly))
			checkFigures(t, m.at(t), f[1:])
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("weekly summaries: %s", diff)
	}
}

// checkFigures compares a headline with the story: six activities and four
// tasks of the member's own.
func checkFigures(t *testing.T, at time.Time, words []string) {
	var f [8]int
	for i, s := range words {
		f[i], _ = strconv.Atoi(s)
	}
	total, done, inTime, late, open, notDue, overdue, rate := f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]
	due := []struct{ due, done string }{
		{"2022-02-28", "2022-02-28"}, {"2022-06-30", "2022-07-14"}, {"2022-06-30", "2022-06-30"},
		{"2022-12-31", ""}, {"2022-12-31", ""}, {"2022-12-31", ""},
	}
	for _, a := range added {
		due = append(due, struct{ due, done string }{a.due, a.done})
	}
	today := at.Format(time.DateOnly)
	want := [8]int{0: len(due)}
	for _, d := range due {
		switch {
		case d.done != "" && d.done < today && d.done <= d.due:
			want[1], want[2] = want[1]+1, want[2]+1
		case d.done != "" && d.done < today:
			want[1], want[3] = want[1]+1, want[3]+1
		case d.due < today:
			want[4], want[6] = want[4]+1, want[6]+1
		default:
			want[4], want[5] = want[4]+1, want[5]+1
		}
	}
	want[7] = 100 * want[1] / want[0]
	if f != want {
		t.Errorf("%s: headline %v, the story says %v", today, f, want)
	}
	if total != done+open || done != inTime+late || open != notDue+overdue || rate != 100*done/total {
		t.Errorf("%s: the headline does not add up: %v", today, f)
	}
}

// checkYear wants every digest of the story, on its day, and no other.
func checkYear(t *testing.T, w *workspace) {
	got := w.digests()
	for user := range got {
		if !slices.IsSorted(got[user]) || len(slices.Compact(slices.Clone(got[user]))) != len(got[user]) {
			t.Errorf("%s got two digests on a day: %v", user, got[user])
		}
	}
	if diff := cmp.Diff(expectedDigests, got); diff != "" {
		t.Errorf("digests (-want +got): %s", diff)
	}
	checkWeeks(t, w)
	w.wants(techMember, "show 3", "2/5")
}

func TestTheYearIsPlayed(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--now", "2022-01-04T07:30:00+07:00")
	playYear(t, w, nil)
	checkYear(t, w)
	checkFold(t, w)
}

// checkFold wants every task to be what its events say, and nothing else.
func checkFold(t *testing.T, w *workspace) {
	db, err := store.Open(t.Context(), filepath.Join(w.data, "nhacviec.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Read(t.Context(), func(r app.Reader) error {
		plans, err := r.Plans(t.Context(), 0)
		if err != nil {
			return err
		}
		tasks, err := r.Tasks(t.Context(), plans[0].Workspace, plans[0].ID)
		if err != nil || len(tasks) != 13 {
			t.Fatalf("%d tasks, %v", len(tasks), err)
		}
		for _, row := range tasks {
			events, err := r.EventsOf(t.Context(), row.Workspace, row.ID, 0)
			if err != nil {
				return err
			}
			folded, err := work.Fold(events)
			if err != nil {
				return err
			}
			if diff := cmp.Diff(row, folded, cmp.Comparer(time.Time.Equal), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s: the row (-) and the fold of its events (+): %s", row.Ref, diff)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The bot is stopped and started twice, once over the hour at which digests
// are due, and killed right after an ack: the year is the same.
func TestTheYearIsPlayedThroughStopsAndAKill(t *testing.T) {
	t.Parallel()
	w := sandboxed(t, "--now", "2022-01-04T07:30:00+07:00")
	playYear(t, w, map[string]func(time.Time){
		"2022-02-21": func(day time.Time) { // a Monday with a digest and a summary
			w.bot("stop")
			w.clock(day.Add(9 * time.Hour))
			w.bot("start")
		},
		"2022-06-18": func(day time.Time) {
			w.bot("stop")
			w.clock(day.Add(8 * time.Hour))
			w.bot("start")
		},
		"2022-08-30": func(day time.Time) {
			w.clock(day.Add(10 * time.Hour))
			w.wants(techMember, "update 7 65% gần xong", "65%")
			w.bot("kill")
			w.bot("start")
			w.wants(techMember, "show 7", "65%", "gần xong")
		},
	})
	checkYear(t, w)
}
