package app_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

// desk is the use cases over a real database, with one person at it.
type desk struct {
	*app.App
	t   testing.TB
	db  *store.DB
	who app.Actor
	now time.Time
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "nhacviec.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	d := &desk{t: t, db: db, now: time.Date(2022, 2, 21, 1, 0, 0, 0, time.UTC)}
	n := 0
	d.App = app.New(app.Config{
		Store: db, Now: func() time.Time { return d.now },
		NewID: func() string { n++; return fmt.Sprintf("id%d", n) },
		Plan:  app.PlanDefaults{Zone: "Asia/Ho_Chi_Minh", Country: "VN", Daily: "0 8 * * *", Weekly: "15 8 * * *"},
	})
	ws, err := d.Workspace(t.Context(), work.Workspace{Team: "T1"})
	d.ok(err)
	d.who = app.Actor{Workspace: ws.ID, Person: "U1", Channel: "C1", Door: work.ByButton}
	return d
}

func (d *desk) ok(err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatal(err)
	}
}

// plan writes a draft in short: "ref title @lead # deadline" for a task,
// "- title # deadline" for its activity.
func plan(lines ...string) work.Draft {
	out := work.Draft{Title: "Kế hoạch công tác năm 2022", Year: 2022}
	for n, l := range lines {
		words, phrase, _ := strings.Cut(l, " # ")
		when := calendar.Parse(phrase, calendar.Context{Year: 2022})
		if part, ok := strings.CutPrefix(words, "- "); ok {
			t := &out.Tasks[len(out.Tasks)-1]
			t.Activities = append(t.Activities, work.DraftActivity{Text: part, Deadline: when, Line: n + 1})
			continue
		}
		words, lead, _ := strings.Cut(words, " @")
		ref, title, _ := strings.Cut(words, " ")
		t := work.DraftTask{Ref: ref, Title: title, Lead: lead, Line: n + 1}
		if phrase != "" {
			t.Activities = []work.DraftActivity{{Text: title, Deadline: when, Line: n + 1}}
		}
		out.Tasks = append(out.Tasks, t)
	}
	return out
}

func (d *desk) propose(draft work.Draft) work.Review {
	d.t.Helper()
	id, err := d.Propose(d.t.Context(), d.who, "plan.txt", draft, false)
	d.ok(err)
	r, err := d.Review(d.t.Context(), d.who, id)
	d.ok(err)
	return r
}

// confirmed imports all that a review shows.
func confirmed(r work.Review) app.Confirmation {
	return app.Confirmation{Draft: r.Stored.ID, Version: r.Stored.Version, Channel: "C1"}
}

func (d *desk) bring(r work.Review) app.Imported {
	d.t.Helper()
	got, err := d.Import(d.t.Context(), d.who, confirmed(r))
	d.ok(err)
	return got
}

// tasks are the plan's, in its order, and each must be the fold of its events.
func (d *desk) tasks() []work.Task {
	d.t.Helper()
	var out []work.Task
	d.ok(d.db.Read(d.t.Context(), func(r app.Reader) error {
		plans, err := r.Plans(d.t.Context(), d.who.Workspace)
		d.ok(err)
		if out, err = r.Tasks(d.t.Context(), d.who.Workspace, plans[len(plans)-1].ID); err != nil {
			return err
		}
		for _, row := range out {
			events, err := r.EventsOf(d.t.Context(), row.Workspace, row.ID, 0)
			d.ok(err)
			folded, err := work.Fold(events)
			d.ok(err)
			if diff := cmp.Diff(row, folded, cmp.Comparer(time.Time.Equal), cmpopts.EquateEmpty()); diff != "" {
				d.t.Errorf("%s: the row (-) and the fold of its events (+): %s", row.Ref, diff)
			}
		}
		return nil
	}))
	return out
}

// list writes the plan in short.
func (d *desk) list() []string {
	d.t.Helper()
	var out []string
	for _, t := range d.tasks() {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", t.Ref, t.Title, t.Deadline.Due)))
	}
	return out
}

func (d *desk) same(what string, got, want any) {
	d.t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		d.t.Errorf("%s (-want +got): %s", what, diff)
	}
}

var first = []string{
	"1 Xây dựng kế hoạch chuyển đổi số @Phòng A # trước ngày 30/6",
	"2 Tổ chức hội nghị tổng kết @Phòng B",
	"- Xây dựng kịch bản # tháng 5",
	"- Gửi giấy mời # tháng 6",
	"3 Báo cáo kết quả thi đua @Phòng A # 31/3",
}

func TestTheSameFileTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.bring(d.propose(plan(first...)))
	before := d.tasks()
	r := d.propose(plan(first...))
	if r.Onto == nil || r.Difference.Count(work.LineSame) != 5 || len(r.Difference.Lines) != 5 {
		t.Fatalf("%+v", r.Difference)
	}
	got := d.bring(r)
	if !got.Later || got.New+got.Changed+got.Gone+got.Held+got.Renumbered > 0 || got.Same != 5 {
		t.Errorf("%+v", got)
	}
	d.same("tasks", d.tasks(), before)
}

func TestALaterVersionIsApplied(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	d.bring(d.propose(plan(first...)))
	half := 50
	_, err := d.Update(ctx, d.who, app.Pick{Ref: "1"}, app.Update{Percent: &half, Note: "đã có dự thảo"})
	d.ok(err)
	_, err = d.Update(ctx, d.who, app.Pick{Ref: "2.2"}, app.Update{Percent: &half})
	d.ok(err)
	_, err = d.Add(ctx, d.who, app.NewTask{Title: "Việc thêm trong chat"})
	d.ok(err)

	r := d.propose(plan(
		"1 Mua sắm máy tính @Phòng C # tháng 3",
		"2 Xây dựng kế hoạch chuyển đổi số @Phòng A # trước ngày 15/7",
		"3 Tổ chức hội nghị tổng kết @Phòng B",
		"- Thành lập ban tổ chức # tháng 4",
		"- Gửi giấy mời # tháng 6",
	))
	got := d.bring(r)
	d.same("counts", []int{got.New, got.Changed, got.Gone, got.Same, got.Held, got.Renumbered}, []int{2, 1, 2, 2, 0, 2})
	d.same("plan", d.list(), []string{
		"1 Mua sắm máy tính 2022-03-31",
		"2 Xây dựng kế hoạch chuyển đổi số 2022-07-15",
		"3 Tổ chức hội nghị tổng kết",
		"3.1 Thành lập ban tổ chức 2022-04-30",
		"3.2 Gửi giấy mời 2022-06-30",
		"4 Việc thêm trong chat",
	})
	for _, task := range d.tasks() {
		if task.Ref == "2" || task.Ref == "3.2" {
			if task.Percent == nil || *task.Percent != 50 || task.State != work.InProgress {
				t.Errorf("%s lost its progress", task.Ref)
			}
		}
	}
	again := d.propose(plan(
		"1 Mua sắm máy tính @Phòng C # tháng 3",
		"2 Xây dựng kế hoạch chuyển đổi số @Phòng A # trước ngày 15/7",
		"3 Tổ chức hội nghị tổng kết @Phòng B",
		"- Thành lập ban tổ chức # tháng 4",
		"- Gửi giấy mời # tháng 6",
	))
	if again.Difference.Count(work.LineSame) != 5 || again.Difference.Lines[1].Fields != nil || len(again.Difference.Lines) != 5 {
		t.Errorf("%+v", again.Difference.Lines)
	}
	d.told(r.Stored.ID, []string{"gone 2.1", "gone 3", "changed 2 deadline ref", "same 3 ref", "same 3.2 ref", "new 1", "new 3.1"})
	stale, err := d.Import(ctx, d.who, confirmed(r))
	d.ok(err)
	if !stale.Again {
		t.Error("the same draft was applied twice")
	}
}

// told wants the message in the plan's channel to tell of these tasks.
func (d *desk) told(draft string, want []string) {
	d.t.Helper()
	var owed work.Delivery
	d.ok(d.db.Read(d.t.Context(), func(r app.Reader) (err error) {
		owed, err = r.DeliveryByKey(d.t.Context(), d.who.Workspace, "applied/"+draft)
		return err
	}))
	got, err := d.Applied(d.t.Context(), owed)
	d.ok(err)
	var said []string
	for _, l := range got.Lines {
		line := fmt.Sprint(l.Kind, " ", l.Ref)
		for _, f := range l.Fields {
			line += " " + string(f.Field)
		}
		said = append(said, line)
	}
	d.same("told", said, want)
	d.same("by", got.By, "U1")
}

func TestNumbersAreSwapped(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.bring(d.propose(plan(first...)))
	d.bring(d.propose(plan(
		"1 Báo cáo kết quả thi đua @Phòng A # 31/3",
		"2 Tổ chức hội nghị tổng kết @Phòng B",
		"- Gửi giấy mời # tháng 6",
		"- Xây dựng kịch bản # tháng 5",
		"3 Xây dựng kế hoạch chuyển đổi số @Phòng A # trước ngày 30/6",
	)))
	d.same("plan", d.list(), []string{
		"1 Báo cáo kết quả thi đua 2022-03-31", "2 Tổ chức hội nghị tổng kết",
		"2.1 Gửi giấy mời 2022-06-30", "2.2 Xây dựng kịch bản 2022-05-31",
		"3 Xây dựng kế hoạch chuyển đổi số 2022-06-30",
	})
}

func TestWhatIsNotConfirmedIsNotApplied(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	d.bring(d.propose(plan(first...)))
	later := slices.Clone(first[:4]) // 3 is gone
	later[0] = strings.Replace(first[0], "30/6", "15/7", 1)
	later = append(later, "4 Mua sắm máy tính @Phòng C # tháng 3")
	r := d.propose(plan(later...))
	for _, l := range r.Difference.Lines {
		if l.Kind == work.LineSame {
			continue
		}
		var err error
		r, err = d.LeaveOut(ctx, d.who, r.Stored.ID, r.Stored.Version, l.Key(), true)
		d.ok(err)
	}
	before := d.tasks()
	got := d.bring(r)
	d.same("counts", []int{got.New, got.Changed, got.Gone, got.Same, got.Held}, []int{0, 0, 0, 3, 3})
	d.same("tasks", d.tasks(), before)

	// What was left out is no difference the next time; what changes anew is.
	r = d.propose(plan(later...))
	if r.Difference.Count(work.LineSame) != len(r.Difference.Lines) {
		t.Errorf("%+v", r.Difference.Lines)
	}
	later[0] = strings.Replace(first[0], "30/6", "20/8", 1)
	r = d.propose(plan(later...))
	l := r.Difference.Lines[0]
	if l.Kind != work.LineChanged || l.Out || work.DeadlineIn(l.Fields[0].From).Due.String() != "2022-06-30" {
		t.Errorf("%+v", l)
	}
}

func TestWhatChatChangedIsNotOverwrittenUnseen(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	d.bring(d.propose(plan(first...)))
	d.ok(d.db.Write(ctx, func(w app.Writer) error { // as a command that moves a deadline would
		task := d.tasks0(ctx, w)
		e := work.EditTask(task)
		task.Deadline.Due = task.Deadline.Due.AddDays(60)
		d.ok(e.SetDeadline(task.Deadline))
		d.ok(w.UpdateTask(ctx, e.Task))
		ev := e.Events[0]
		ev.Workspace, ev.Plan, ev.Task, ev.Version, ev.At = task.Workspace, task.Plan, task.ID, task.Version+1, task.UpdatedAt
		return w.InsertEvents(ctx, ev)
	}))
	later := slices.Clone(first)
	later[0] = strings.Replace(first[0], "30/6", "15/7", 1)
	r := d.propose(plan(later...))
	l := r.Difference.Lines[0]
	if !l.Out || !l.Conflict() || work.DeadlineIn(l.Fields[0].Here).Due.String() != "2022-08-29" {
		t.Fatalf("%+v", l)
	}
	r, err := d.LeaveOut(ctx, d.who, r.Stored.ID, r.Stored.Version, l.Key(), false)
	d.ok(err)
	d.bring(r)
	d.same("confirmed", d.list()[0], "1 Xây dựng kế hoạch chuyển đổi số 2022-07-15")
}

func (d *desk) tasks0(ctx context.Context, r app.Reader) work.Task {
	d.t.Helper()
	plans, err := r.Plans(ctx, d.who.Workspace)
	d.ok(err)
	all, err := r.Tasks(ctx, d.who.Workspace, plans[0].ID)
	d.ok(err)
	return all[0]
}

func TestNamedResultsComeAndGo(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	version := func(items ...string) work.Draft {
		p := plan("1 Xác lập quyền @Phòng A # 30/9", "2 Việc khác @Phòng B # 30/6")
		p.Tasks[0].Items = items
		return p
	}
	d.bring(d.propose(version("chè", "cam", "mật ong")))
	items := d.tasks()[0].Items
	_, err := d.Update(t.Context(), d.who, app.Pick{Ref: "1"}, app.Update{Items: []app.ItemStage{{Item: items[0].ID, Stage: 1}, {Item: items[1].ID, Stage: 2}}})
	d.ok(err)
	d.bring(d.propose(version("cam", "mật ong", "bưởi")))
	names := func() (out []string) {
		for _, it := range d.tasks()[0].Items {
			out = append(out, fmt.Sprint(it.Name, it.Stage))
		}
		return out
	}
	d.same("items", names(), []string{"cam2", "mật ong0", "bưởi0"})
}

func TestARecurringDutyKeepsItsOccurrences(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.bring(d.propose(plan("1 Báo cáo tiến độ @Phòng A # trước ngày 20 hằng tháng", "2 Việc khác @Phòng B # 30/6")))
	d.now = d.now.AddDate(0, 1, 10)
	_, err := d.Done(t.Context(), d.who, app.Pick{Ref: "1"}, false)
	d.ok(err)
	before := d.list()
	d.bring(d.propose(plan("1 Báo cáo tiến độ @Phòng A # trước ngày 20 hằng tháng", "2 Việc khác @Phòng B # 30/6")))
	d.same("the same", d.list(), before)
	d.bring(d.propose(plan("1 Việc mới @Phòng B # 30/6", "2 Báo cáo tiến độ @Phòng A # trước ngày 25 hằng tháng", "3 Việc khác @Phòng B # 30/6")))
	d.same("moved", d.list(), []string{
		"1 Việc mới 2022-06-30", "2 Báo cáo tiến độ 2022-03-20", "2-2 Báo cáo tiến độ 2022-04-25", "3 Việc khác 2022-06-30"})
}

func TestOnlyItsOwnerAppliesALaterVersion(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.bring(d.propose(plan(first...)))
	d.who.Person = "U2"
	r := d.propose(plan(first[:3]...))
	_, err := d.Import(t.Context(), d.who, confirmed(r))
	if work.CodeOf(err) != work.Forbidden {
		t.Errorf("got %v", err)
	}
	r, err = d.AsNew(t.Context(), d.who, r.Stored.ID, r.Stored.Version, true)
	d.ok(err)
	if r.Onto != nil {
		t.Error("still a later version")
	}
	got, err := d.Import(t.Context(), d.who, app.Confirmation{Draft: r.Stored.ID, Version: r.Stored.Version, Channel: "C2"})
	d.ok(err)
	if got.Later || got.Plan.Owner != "U2" {
		t.Errorf("%+v", got)
	}
}

func TestADraftIsMended(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	r := d.propose(plan("1 Trình quy chế # đầu quý II", "2 Việc bị bỏ @Phòng B", "- Một # tháng 3", "- Hai # tháng 4"))
	id := r.Stored.ID
	day, lead, bad := "2022-04-15", "Phòng A", "càng sớm càng tốt"
	r, err := d.Mend(ctx, d.who, id, 1, work.DraftLine{Task: 0, Activity: -1}, work.Mend{Deadline: &day, Lead: &lead})
	d.ok(err)
	_, err = d.Mend(ctx, d.who, id, 1, work.DraftLine{Task: 0, Activity: -1}, work.Mend{Deadline: &day})
	if work.CodeOf(err) != work.Conflict {
		t.Errorf("an old version: %v", err)
	}
	_, err = d.Mend(ctx, d.who, id, 2, work.DraftLine{Task: 0, Activity: -1}, work.Mend{Deadline: &bad})
	if at, ok := errors.AsType[*work.FieldError](err); !ok || at.Field != work.FieldDeadline {
		t.Errorf("not a deadline: %v", err)
	}
	r, err = d.LeaveOut(ctx, d.who, id, r.Stored.Version, work.LineKey{DraftLine: work.DraftLine{Task: 1, Activity: 0}}, true)
	d.ok(err)
	d.bring(r)
	d.same("plan", d.list(), []string{"1 Trình quy chế 2022-04-15", "2 Việc bị bỏ", "2.2 Hai 2022-04-30"})
	if got := d.tasks()[0]; got.Deadline.Phrase != "đầu quý II" || got.Lead != "Phòng A" {
		t.Errorf("%+v", got)
	}
	_, err = d.Mend(ctx, d.who, id, r.Stored.Version+1, work.DraftLine{Task: 0, Activity: -1}, work.Mend{Deadline: &day})
	if work.CodeOf(err) != work.Conflict {
		t.Errorf("after the import: %v", err)
	}
	r = d.propose(plan("1 Trình quy chế # đầu quý II", "2 Việc bị bỏ @Phòng B", "- Một # tháng 3", "- Hai # tháng 4"))
	if r.Onto == nil || r.Difference.Count(work.LineSame) != len(r.Difference.Lines) {
		t.Errorf("%+v", r.Difference)
	}
}

func TestAllLeftOutIsRefused(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	r := d.propose(plan("1 Một việc @A # 30/6"))
	r, err := d.LeaveOut(t.Context(), d.who, r.Stored.ID, 1, work.LineKey{DraftLine: work.DraftLine{Task: 0, Activity: -1}}, true)
	d.ok(err)
	_, err = d.Import(t.Context(), d.who, confirmed(r))
	if work.CodeOf(err) != work.Invalid {
		t.Error(err)
	}
}

func TestUnitsAreCalledByTheirKnownNames(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	ctx := t.Context()
	_, err := d.SetUnit(ctx, d.who, work.Unit{Name: "Phòng Quản lý Công nghệ", Head: "U3"})
	d.ok(err)
	p := plan("1 Một việc @P. QLCN # 30/6", "2 Việc nữa @Phòng Lạ # 30/6")
	p.Tasks[1].Coordinators = []string{"P. QLCN"}
	r := d.propose(p)
	d.same("like", r.Units[0].Like, []string{"Phòng Quản lý Công nghệ"})
	_, err = d.Import(ctx, d.who, app.Confirmation{Draft: r.Stored.ID, Version: r.Stored.Version, Channel: "C1", Same: map[string]string{"P. QLCN": "Phòng Nào Đó"}})
	if work.CodeOf(err) != work.NotFound {
		t.Error(err)
	}
	_, err = d.Import(ctx, d.who, app.Confirmation{Draft: r.Stored.ID, Version: r.Stored.Version, Channel: "C1", Same: map[string]string{"P. QLCN": "Phòng Quản lý Công nghệ"}})
	d.ok(err)
	got := d.tasks()
	d.same("lead", got[0].Lead, "Phòng Quản lý Công nghệ")
	d.same("coordinators", got[1].Coordinators, []string{"Phòng Quản lý Công nghệ"})
	r = d.propose(plan("1 Một việc @P. QLCN # 30/6", "2 Việc nữa @Phòng Lạ # 30/6", "3 Việc mới @P. QLCN # 30/7"))
	d.bring(r)
	d.same("the name is remembered", d.tasks()[2].Lead, "Phòng Quản lý Công nghệ")
}

func TestTheOrderOfDayAndMonthIsThePlans(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	r := d.propose(plan("1 File the report @A # 03/04/2022"))
	r, err := d.AsMonthFirst(t.Context(), d.who, r.Stored.ID, 1, true)
	d.ok(err)
	d.bring(r)
	d.same("read the other way", d.list(), []string{"1 File the report 2022-03-04"})
	got, err := d.Phrases(t.Context(), d.who)
	if err != nil || !got.MonthFirst {
		t.Errorf("%+v %v", got, err)
	}
	r = d.propose(plan("1 File the report @A # 03/04/2022", "2 Another @A # 05/06/2022"))
	d.bring(r)
	d.same("and its later versions", d.list(), []string{"1 File the report 2022-03-04", "2 Another 2022-05-06"})
}
