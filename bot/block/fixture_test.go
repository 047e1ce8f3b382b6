package block

import (
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/report"
	"nhacviec/internal/work"
)

func catalogue(t testing.TB) *locale.Catalogue {
	t.Helper()
	c, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func date(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

const today = "2022-07-04" // a Monday

// team is who answers in the fixture's plan.
func team() work.Team {
	return work.Team{Owner: "U02GIAMDOC", Units: []work.Unit{
		{Name: "Phòng Quản lý công nghệ", Head: "U02CNTRUONG", Members: []string{"U02CN00001"}},
	}}
}

// plan is a plan as a small office would keep it: one task counted by named
// results, one without a head, one done, one that recurs.
func plan() []work.Task {
	return []work.Task{
		{ID: 1, Plan: 9, Ref: "1", Title: "Nâng thứ hạng cải cách hành chính", Lead: "Văn phòng", Rank: "ra khỏi nhóm 5 đơn vị cuối", State: work.InProgress, CreatedOn: date("2022-01-05")},
		{ID: 2, Plan: 9, Parent: 1, Ref: "1.1", Title: "Trình kế hoạch nâng hạng", State: work.Done, DoneOn: date("2022-03-03"),
			Deadline: work.Deadline{Phrase: "trong tháng 02/2022", Start: date("2022-02-01"), Due: date("2022-02-28")}},
		{ID: 3, Plan: 9, Parent: 1, Ref: "1.2", Title: "Khắc phục từng chỉ số thành phần", State: work.InProgress, Percent: new(40),
			Deadline: work.Deadline{Phrase: "Quý II năm 2022", Start: date("2022-04-01"), Due: date("2022-06-30")},
			Items: []work.Item{
				{ID: 31, Kind: work.CheckItem, Name: "Tính minh bạch", Stage: 1},
				{ID: 32, Kind: work.CheckItem, Name: "Chi phí thời gian"},
			}},
		{ID: 4, Plan: 9, Parent: 1, Ref: "1.3", Title: "Báo cáo kết quả khắc phục", State: work.NotStarted,
			Deadline: work.Deadline{Recurrence: calendar.Quarterly, Day: 25}},
		{ID: 5, Plan: 9, Ref: "2", Title: "Bảo hộ nhãn hiệu cho đặc sản", Lead: "Phòng Quản lý công nghệ", Coordinators: []string{"Văn phòng", "Các hợp tác xã"},
			Target: &work.Target{Count: 5, Unit: "văn bằng bảo hộ"}, Results: "5 nhãn hiệu được cấp văn bằng", State: work.InProgress, Count: new(2), Version: 7,
			Deadline: work.Deadline{Phrase: "trước ngày 15/7/2022", Start: date("2022-01-01"), Due: date("2022-07-15"), Exclusive: true},
			Items: []work.Item{
				{ID: 51, Kind: work.ResultItem, Name: "Bánh phồng", Stage: 3},
				{ID: 52, Kind: work.ResultItem, Name: "Cá lồng", Stage: 1},
				{ID: 53, Kind: work.ResultItem, Name: "Măng khô"},
			}},
		{ID: 6, Plan: 9, Ref: "3", Title: "Tập huấn cho tổ công nghệ số", Lead: "Phòng Quản lý công nghệ", Assignee: "U02CN00001", State: work.NotStarted,
			Deadline: work.Deadline{Phrase: "04/7/2022", Due: date("2022-07-04")}, CreatedOn: date("2022-06-01")},
		{ID: 7, Plan: 9, Ref: "4", Title: "Sửa trụ sở", Lead: "Văn phòng", State: work.Paused, Deadline: work.Deadline{Due: date("2022-12-31")}},
	}
}

func lines() []work.Line {
	out := work.Lines(plan(), team(), date(today))
	for i := range out {
		out[i].PlanTitle = "Chương trình công tác năm 2022"
		for j := range out[i].Activities {
			out[i].Activities[j].PlanTitle = out[i].PlanTitle
		}
	}
	return out
}

// at finds a line of the fixture by its ref.
func at(ref string) work.Line {
	for _, l := range lines() {
		if l.Task.Ref == ref {
			return l
		}
		for _, a := range l.Activities {
			if a.Task.Ref == ref {
				return a
			}
		}
	}
	panic("no line " + ref)
}

func samplePlan() work.Plan {
	return work.Plan{ID: 9, Title: "Chương trình công tác năm 2022", Year: 2022, Channel: "C02KEHOACH", Owner: "U02GIAMDOC", Zone: "Asia/Ho_Chi_Minh", Language: "vi",
		Country: "VN", Daily: "0 8 * * *", Weekly: "15 8 * * *"}
}

func events() []work.Event {
	when := time.Date(2022, 6, 29, 1, 5, 0, 0, time.UTC)
	ev := func(task int64, f work.Field, item int64, from, to, by string) work.Event {
		when = when.Add(90 * time.Minute)
		return work.Event{Plan: 9, Task: task, Field: f, Item: item, From: from, To: to, By: by, At: when}
	}
	return []work.Event{
		ev(5, work.FieldStage, 52, "0", "1", "U02CN00001"),
		ev(5, work.FieldCount, 0, "1", "2", "U02CNTRUONG"),
		ev(5, work.FieldNote, 0, "", "đã nộp thêm đơn <gấp> & chờ", "U02CNTRUONG"),
		ev(3, work.FieldPercent, 0, "", "20", "U02GIAMDOC"),
		ev(3, work.FieldPercent, 0, "20", "40", "U02GIAMDOC"),
		ev(5, work.FieldDeadline, 0, `{"Phrase":"","Start":"","Due":"2022-06-30"}`, `{"Due":"2022-07-15"}`, "U02GIAMDOC"),
		ev(6, work.FieldAssignee, 0, "", "U02CN00001", "U02CNTRUONG"),
		ev(7, work.FieldState, 0, "in_progress", "paused", "U02GIAMDOC"),
	}
}

// everyDay is a calendar without days off.
type everyDay struct{}

func (everyDay) WorkdaysBetween(a, b calendar.Date) int { return b.Sub(a) }

func summary() report.Summary {
	return report.Weekly(report.WeeklyInput{Plan: samplePlan(), Today: date(today), Lines: lines(), Events: events(), Calendar: everyDay{}})
}

func digest() work.Digest {
	return work.Digest{
		Person: work.Person{ID: "U02GIAMDOC", Language: "vi"}, Date: date(today), CaughtUp: 2,
		Overdue: []work.Line{at("1.2")}, Today: []work.Line{at("3")}, Soon: []work.Line{at("2")},
	}
}

func draft() work.StoredDraft {
	return work.StoredDraft{ID: "d1", By: "U02GIAMDOC", Channel: "C02KEHOACH", Source: "ke-hoach.txt", Draft: work.Draft{
		Title: "Chương trình công tác năm 2022", Year: 2022,
		Doubts: []work.Doubt{{Message: work.Message{Key: "doubt.no_year", Args: work.Args{"year": "2022"}}}},
		Tasks: []work.DraftTask{
			{Ref: "1", Title: "Nâng thứ hạng cải cách hành chính", Lead: "Văn phòng", Rank: "ra khỏi nhóm 5 đơn vị cuối", Line: 4,
				Activities: []work.DraftActivity{
					{Text: "Trình kế hoạch nâng hạng", Line: 7, Deadline: calendar.Reading{Phrase: "trong tháng 02/2022", Start: date("2022-02-01"), Due: date("2022-02-28")}},
					{Text: "Khắc phục từng chỉ số thành phần", Line: 8, Deadline: calendar.Reading{Phrase: "31/11/2022"}, Checklist: []string{"Tính minh bạch", "Chi phí thời gian"},
						Doubts: []work.Doubt{{Message: work.Message{Key: "doubt.invalid_date"}, Line: 8, Text: "31/11/2022", Alternatives: []string{"2022-11-30", "2022-12-01"}}}},
				}},
			{Ref: "2", Title: "Bảo hộ nhãn hiệu cho đặc sản", Lead: "Phòng Quản lý công nghệ", Coordinators: []string{"Văn phòng", "Các hợp tác xã"},
				Target: &work.Target{Count: 5, Unit: "văn bằng bảo hộ"}, Items: []string{"Bánh phồng", "Cá lồng", "Măng khô"}, Line: 10,
				Activities: []work.DraftActivity{{Text: "Nộp đơn", Line: 11, Deadline: calendar.Reading{Phrase: "Quý I, II năm 2022", Start: date("2022-01-01"), Due: date("2022-06-30")}}}},
		},
	}}
}

func review() work.Review {
	return work.Review{Stored: draft(), Units: []work.ReviewUnit{
		{Name: "Văn phòng"},
		{Name: "Phòng Quản lý công nghệ", Head: "U02CNTRUONG", Members: []string{"U02CN00001", "U02CN00002"}},
	}}
}

// laterReview is a later version of the fixture's plan: a changed deadline and
// lead, one changed in chat too, a new task, and one that is gone.
func laterReview() work.Review {
	r := review()
	r.Stored.ID, r.Stored.Onto = "d2", 9
	r.Stored.Read = r.Stored.Draft
	p := samplePlan()
	r.Onto = &p
	r.Units = []work.ReviewUnit{{Name: "P. QLCN", Like: []string{"Phòng Quản lý công nghệ"}}}
	line := func(task, activity int) work.DraftLine { return work.DraftLine{Task: task, Activity: activity} }
	none := line(-1, -1)
	r.Difference = work.Difference{Lines: []work.LineChange{
		{Kind: work.LineSame, Line: line(0, -1), Was: line(0, -1), ID: 1, Ref: "1", Title: "Nâng thứ hạng cải cách hành chính"},
		{Kind: work.LineChanged, Line: line(0, 0), Was: line(0, 0), ID: 2, Ref: "1.1", Title: "Trình kế hoạch nâng hạng", Fields: []work.FieldChange{
			{Field: work.FieldDeadline, From: `{"Phrase":"Quý I","Start":"2022-01-01","Due":"2022-03-31"}`, To: `{"Phrase":"trong tháng 02/2022","Start":"2022-02-01","Due":"2022-02-28"}`},
		}},
		{Kind: work.LineNew, Line: line(0, 1), Was: none, Ref: "1.2", Title: "Khắc phục từng chỉ số thành phần"},
		{Kind: work.LineGone, Line: none, Was: line(0, 2), ID: 4, Ref: "1.3", Title: "Báo cáo kết quả khắc phục"},
		{Kind: work.LineChanged, Line: line(1, -1), Was: line(1, -1), ID: 5, Ref: "2", Title: "Bảo hộ nhãn hiệu cho đặc sản", Out: true, Fields: []work.FieldChange{
			{Field: work.FieldTarget, From: `{"Count":4,"Unit":"văn bằng"}`, To: `{"Count":5,"Unit":"văn bằng bảo hộ"}`, Here: `{"Count":6,"Unit":"văn bằng"}`},
			{Field: work.FieldCoordinators, From: `null`, To: `["Văn phòng","Các hợp tác xã"]`},
			{Field: work.FieldItem, To: `{"ID":0,"Kind":"result","Name":"Măng khô","Stage":0}`},
		}},
		{Kind: work.LineSame, Line: line(1, 0), Was: line(1, 0), ID: 6, Ref: "2.1", Title: "Nộp đơn"},
	}}
	return r
}

// sameReview is the same document once more.
func sameReview() work.Review {
	r := laterReview()
	r.Stored.Draft.Doubts = nil
	for i := range r.Difference.Lines {
		r.Difference.Lines[i].Kind, r.Difference.Lines[i].Fields = work.LineSame, nil
	}
	return r
}

// longReview is a plan of n tasks that are each one line; every 40th is in
// doubt, and one of those was mended already.
func longReview(n int) work.Review {
	d := work.Draft{Title: "Chương trình công tác năm 2022", Year: 2022, Places: map[int]work.Place{}}
	for i := range n {
		title := fmt.Sprintf("Việc số %d", i+1)
		t := work.DraftTask{Ref: strconv.Itoa(i + 1), Title: title, Lead: "Văn phòng", Line: i + 2,
			Activities: []work.DraftActivity{{Text: title, Line: i + 2, Deadline: calendar.Reading{Phrase: "Quý II", Start: date("2022-04-01"), Due: date("2022-06-30")}}}}
		if i%40 == 39 {
			t.Activities[0].Deadline = calendar.Reading{Phrase: "31/11/2022"}
			t.Activities[0].Doubts = []work.Doubt{{Message: work.Message{Key: "doubt.invalid_date"}, Line: i + 2, Text: "31/11/2022", Alternatives: []string{"2022-11-30", "2022-12-01"}}}
		}
		d.Places[i+2] = work.Place{Sheet: "Phụ lục I", Row: i + 2}
		d.Tasks = append(d.Tasks, t)
	}
	r := work.Review{Stored: work.StoredDraft{ID: "d3", By: "U02GIAMDOC", Channel: "C02KEHOACH", Version: 2, Read: d}}
	r.Stored.Draft = d
	r.Stored.Draft.Tasks = slices.Clone(d.Tasks)
	if n >= 40 {
		r.Stored.Draft.Tasks[39].Activities = []work.DraftActivity{{Text: "Việc số 40", Line: 41, Deadline: calendar.Reading{Phrase: "2022-11-30", Due: date("2022-11-30")}}}
	}
	return r
}

func mendModal(l *locale.Locale, line string) slack.ModalViewRequest {
	v, ok := MendModal(l, review(), MendAt{Root: "V1", Line: line}, work.Message{})
	if !ok {
		panic("no line " + line)
	}
	return v
}

// away is somebody with an hour of their own who is away.
func away() work.Person {
	return work.Person{ID: "U02CN00001", Name: "An", Zone: "Asia/Ho_Chi_Minh", Prefs: work.Preferences{
		Hour: "09:30", NoDigest: true, AwayFrom: date("2022-07-04"), AwayUntil: date("2022-07-15"), Deputy: "U02GIAMDOC",
	}}
}

// explanation is a ledger with an entry of every kind.
func explanation() work.Explanation {
	morning := func(day string) time.Time { return date(day).At(8, 0, time.FixedZone("", 7*3600)) }
	sent := func(day, on string, late time.Duration) work.Delivery {
		return work.Delivery{ID: "d" + day, Date: date(day), State: work.SentState, DueAt: morning(day), SentAt: morning(day).Add(late), Channel: "D1", TS: "1656288000.000100"}
	}
	l := at("1.2")
	e := work.Explanation{Line: l, Plan: work.Plan{Title: "Kế hoạch", Zone: "Asia/Ho_Chi_Minh"}, Snoozes: []work.Snooze{{Person: "U01", Until: date("2022-07-11")}}}
	add := func(rung, on string, change func(*work.Explained)) {
		x := work.Explained{Ref: "1.2", Reminder: work.Reminder{Task: l.Task.ID, Deadline: l.Due, Rung: rung, Person: "U01", Role: work.RoleAnswers, On: date(on)}}
		change(&x)
		e.Entries = append(e.Entries, x)
	}
	add("d7", "2022-06-23", func(x *work.Explained) { x.Delivery = sent("2022-06-23", "", time.Minute) })
	add("d3", "2022-06-24", func(x *work.Explained) { x.Delivery, x.Moved = sent("2022-06-24", "", 3*time.Hour), date("2022-06-25") })
	add("d1", "2022-06-27", func(x *work.Explained) { x.Delivery = sent("2022-06-29", "", 0) })
	add("d0", "2022-06-30", func(x *work.Explained) { x.Delivery = work.Delivery{State: work.FailedSend, Problem: "user_disabled"} })
	add("o1", "2022-07-01", func(x *work.Explained) { x.Delivery = work.Delivery{State: work.Ready} })
	add("o2", "2022-07-02", func(x *work.Explained) { x.Delivery = work.Delivery{State: work.Withdrawn} })
	add("r2022-06-27", "2022-07-02", func(x *work.Explained) { x.Delivery = work.Delivery{State: work.Sending, Problem: "timeout"} })
	for _, r := range work.Reasons() {
		add("s2022-07-02", "2022-07-02", func(x *work.Explained) { x.Reason, x.Until, x.To = r, date("2022-07-09"), "U02" })
	}
	add("o3", "2022-07-03", func(x *work.Explained) { x.Reason, x.Until = work.ReasonAway, date("2022-07-09") })
	add("o3", "2022-07-03", func(x *work.Explained) { x.Reason, x.Role = work.ReasonGone, work.RoleHead })
	add("n2022-07-04", "2022-07-04", func(x *work.Explained) { x.By, x.Ref, x.For = "U09", "1.3", "U08" })
	e.Next = []work.Reminder{
		{Task: l.Task.ID, Rung: "o8", Person: "U01", Role: work.RoleOwner, On: date("2022-07-11")},
		{Task: l.Task.ID, Rung: "o8", Person: "U02", Role: work.RoleNoHead, On: date("2022-07-11"), Reason: work.ReasonSnoozed, Until: date("2022-07-12")},
	}
	return e
}
