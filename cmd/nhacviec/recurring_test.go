package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"nhacviec/internal/app"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

// duties is a plan with a duty of each month, each quarter and each week.
const duties = `KẾ HOẠCH CÔNG TÁC NĂM 2022

1. Theo dõi tiến độ đề tài
Đơn vị chủ trì: Phòng Quản lý công nghệ và Đổi mới sáng tạo
- Báo cáo số liệu giải ngân. Thời gian hoàn thành: trước ngày 20 hằng tháng.
- Tổng hợp tình hình thực hiện. Thời gian hoàn thành: hằng quý.
2. Giao ban đơn vị
Đơn vị chủ trì: Phòng Quản lý công nghệ và Đổi mới sáng tạo
Thời gian thực hiện: thứ hai hằng tuần
3. Xây dựng kế hoạch năm sau
Đơn vị chủ trì: Phòng Quản lý công nghệ và Đổi mới sáng tạo
Thời gian hoàn thành: tháng 11 năm 2022
`

// withDuties runs a sandbox from Monday 21 February 2022 on whose director has
// imported the duties.
func withDuties(t *testing.T) *workspace {
	plan := filepath.Join(t.TempDir(), "ke-hoach.txt")
	if err := os.WriteFile(plan, []byte(duties), 0o600); err != nil {
		t.Fatal(err)
	}
	w := sandboxed(t, "--now", "2022-02-21T07:30:00+07:00", "--plan", plan)
	w.importOf("3 nhiệm vụ")
	return w
}

// noon turns the clock to noon of a day.
func (w *workspace) noon(day string) {
	w.t.Helper()
	at, err := time.ParseInLocation(time.DateOnly, day, hanoi(w.t))
	if err != nil {
		w.t.Fatal(err)
	}
	w.clock(at.Add(12 * time.Hour))
}

// undo presses Undo below the last answer that techHead got.
func (w *workspace) undo() {
	w.t.Helper()
	all := fromBot(w.messages(planChannel, techHead))
	last := all[len(all)-1]
	w.press(techHead, last, "undo", "")
	w.await("the answer to Undo", planChannel, techHead, func(m message) bool {
		return m.TS > last.TS && strings.Contains(m.Text, "Đã hoàn tác")
	})
}

// tasks are the plan's in its order, read from the database: ref, state and
// due day. Each must be what its events say.
func (w *workspace) tasks() []string {
	w.t.Helper()
	db, err := store.Open(w.t.Context(), filepath.Join(w.data, "nhacviec.db"), store.Options{})
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	var out []string
	if err := db.Read(w.t.Context(), func(r app.Reader) error {
		plans, err := r.Plans(w.t.Context(), 0)
		if err != nil {
			return err
		}
		tasks, err := r.Tasks(w.t.Context(), plans[0].Workspace, plans[0].ID)
		for _, row := range tasks {
			out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %s", row.Ref, row.State, row.Deadline.Due)))
			w.foldsTo(r, row)
		}
		return err
	}); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// foldsTo wants a row to be what its events say.
func (w *workspace) foldsTo(r app.Reader, row work.Task) {
	w.t.Helper()
	events, err := r.EventsOf(w.t.Context(), row.Workspace, row.ID, 0)
	if err != nil {
		w.t.Fatal(err)
	}
	folded, err := work.Fold(events)
	if err != nil {
		w.t.Fatal(err)
	}
	if diff := cmp.Diff(row, folded, cmp.Comparer(time.Time.Equal), cmpopts.EquateEmpty()); diff != "" {
		w.t.Errorf("%s: the row (-) and the fold of its events (+): %s", row.Ref, diff)
	}
}

func (w *workspace) wantsTasks(when string, want ...string) {
	w.t.Helper()
	if diff := cmp.Diff(want, w.tasks()); diff != "" {
		w.t.Errorf("%s (-want +got): %s", when, diff)
	}
}

// headlines are the figures of the weekly summaries by their days.
func (w *workspace) headlines() map[string]string {
	out := map[string]string{}
	for _, m := range fromBot(w.messages(planChannel, "")) {
		if f := headline.FindStringSubmatch(m.Text); f != nil {
			out[m.at(w.t).Format(time.DateOnly)] = strings.Join(f[1:], " ")
		}
	}
	return out
}

// wantsHeadline wants the figures of a day's summary: total; done, of these in
// time and late; open, of these in time and overdue; per cent.
func (w *workspace) wantsHeadline(day, want string) {
	w.t.Helper()
	if got := w.headlines()[day]; got != want {
		w.t.Errorf("the summary of %s says %q, the story %q", day, got, want)
	}
}

func TestDutiesComeBack(t *testing.T) {
	t.Parallel()
	w := withDuties(t)
	w.noon("2022-02-21")
	w.wantsTasks("as imported", "1 not_started", "1.1 not_started 2022-03-20", "1.2 not_started 2022-03-31",
		"2 not_started 2022-02-21", "3 not_started 2022-11-30")
	w.wantsHeadline("2022-02-21", "4 0 0 0 4 4 0 0")

	// Done: the next appears. Typed once more, next week's is not done as well.
	w.wants(techHead, "xong 2", "Đã hoàn thành 2.", "Lần tới: 2-2, hạn 28/02/2022")
	again := w.wants(techHead, "xong 2", "Kỳ trước (2) đã hoàn thành", "/task done 2-2")
	if !strings.Contains(string(again.Blocks), `"task_done"`) {
		t.Errorf("no button finishes next week's: %s", again.Blocks)
	}
	w.wantsTasks("the weekly one done", "1 not_started", "1.1 not_started 2022-03-20", "1.2 not_started 2022-03-31",
		"2 done 2022-02-21", "2-2 not_started 2022-02-28", "3 not_started 2022-11-30")

	// Not done: the next appears when the period has ended, and the old stays.
	w.noon("2022-02-28")
	w.wantsHeadline("2022-02-28", "5 1 1 0 4 4 0 20")
	w.bot("stop")
	w.noon("2022-03-02")
	w.bot("start")
	afterEnd := []string{"1 not_started", "1.1 not_started 2022-03-20", "1.2 not_started 2022-03-31",
		"2 done 2022-02-21", "2-2 not_started 2022-02-28", "2-3 not_started 2022-03-07", "3 not_started 2022-11-30"}
	w.wantsTasks("the week undone", afterEnd...)
	w.bot("stop")
	w.bot("start")
	w.noon("2022-03-07")
	w.wantsTasks("after another start", afterEnd...)
	w.wantsHeadline("2022-03-07", "6 1 1 0 5 4 1 17")

	// The plain ref means what is to be done: the overdue one, then this week's.
	w.wants(techHead, "xong 2", "Đã hoàn thành 2-2.", "Hoàn thành quá hạn 7 ngày", "Lần tới: 2-3, hạn 07/03/2022")
	w.wants(techHead, "cập nhật 2 50% đang họp", "Đã cập nhật 2-3.", "Đến hạn hôm nay", "50%")
	w.wants(techHead, "xong 2", "Đã hoàn thành 2-3.", "Lần tới: 2-4, hạn 14/03/2022")
	w.undo()
	afterEnd[4], afterEnd[5] = "2-2 done 2022-02-28", "2-3 in_progress 2022-03-07"
	w.wantsTasks("undone", afterEnd...)
	w.wants(techHead, "xem 2-4", "2-4 không có")
	w.wants(techHead, "xong 2", "Đã hoàn thành 2-3.", "Lần tới: 2-4, hạn 14/03/2022")
	w.undo()
	w.undo() // of the undo
	w.noon("2022-03-10")
	w.wants(techHead, "xong 1.1", "Đã hoàn thành 1.1.", "Lần tới: 1.1-2, hạn 20/04/2022")
	w.noon("2022-03-14")
	w.wantsTasks("as March goes on", "1 not_started", "1.1 done 2022-03-20", "1.1-2 not_started 2022-04-20",
		"1.2 not_started 2022-03-31", "2 done 2022-02-21", "2-2 done 2022-02-28", "2-3 done 2022-03-07",
		"2-4 not_started 2022-03-14", "3 not_started 2022-11-30")
	w.wantsHeadline("2022-03-14", "8 4 3 1 4 4 0 50")
}

// The bot sleeps from March to July: each month and quarter that went by is
// owed, of the weekly duty only this week's.
func TestDutiesAreCaughtUp(t *testing.T) {
	t.Parallel()
	w := withDuties(t)
	w.noon("2022-03-10")
	w.wants(techHead, "xong 1.1", "1.1-2")
	w.bot("stop")
	w.noon("2022-07-18")
	w.bot("start")
	slept := []string{"1 not_started", "1.1 done 2022-03-20", "1.1-2 not_started 2022-04-20",
		"1.1-3 not_started 2022-05-20", "1.1-4 not_started 2022-06-20", "1.1-5 not_started 2022-07-20",
		"1.2 not_started 2022-03-31", "1.2-2 not_started 2022-06-30", "1.2-3 not_started 2022-09-30",
		"2 not_started 2022-02-21", "2-2 not_started 2022-02-28", "2-3 not_started 2022-03-07",
		"2-4 not_started 2022-03-14", "2-5 not_started 2022-07-18", "3 not_started 2022-11-30"}
	slices.Sort(slept)
	w.wantsSorted("after the sleep", slept)
	w.bot("stop")
	w.bot("start")
	w.wantsSorted("after another start", slept)
	// 1.1 is done; the other 13 but 1.1-5, 1.2-3, 2-5 and 3 are overdue.
	w.wantsHeadline("2022-07-18", "14 1 1 0 13 4 9 7")

	w.wants(techHead, "xem 1.1", "1.1-2", "20/04/2022")
	w.wants(techHead, "xem 1.1-1", "20/03/2022", "Hoàn thành đúng hạn")
	w.wants(techHead, "xem 1.1-9", "1.1-9 không có", "1.1 và 1.2")
	w.wants(techHead, "xem 3-1", "3-1 không có")
	dm, _ := w.direct(techHead)
	said := fromBot(w.messages(dm, ""))
	if last := said[len(said)-1].Text; !strings.Contains(last, "1.1-4") || !strings.Contains(last, "2-5") {
		t.Errorf("the message after the sleep does not tell of what was missed: %s", last)
	}

	// A year's plan is not burdened with the next year before that begins.
	w.noon("2022-12-15")
	w.wants(techHead, "xong 1.1-10", "Đã hoàn thành 1.1-10.", "Lần tới đến hạn 20/01/2023")
	w.noon("2022-12-31")
	w.wants(techHead, "xem 1.1-11", "1.1-11 không có")
	w.noon("2023-01-01")
	w.wants(techHead, "xem 1.1-11", "20/01/2023")
	w.wants(techHead, "xem 2-29", "02/01/2023")
	w.tasks()
}

// wantsSorted is wantsTasks where the order is of no matter.
func (w *workspace) wantsSorted(when string, want []string) {
	w.t.Helper()
	got := w.tasks()
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		w.t.Errorf("%s (-want +got): %s", when, diff)
	}
}

// What was taken back may have come round by itself before the taking back is
// taken back: then nothing is done twice.
func TestUndoMeetsWhatCameRound(t *testing.T) {
	t.Parallel()
	w := withDuties(t)
	w.noon("2022-03-10")
	w.wants(techHead, "xong 1.1", "1.1-2")
	w.undo()
	w.noon("2022-03-21")
	w.wants(techHead, "xem 1.1-2", "20/04/2022")
	all := fromBot(w.messages(planChannel, techHead))
	undone := all[slices.IndexFunc(all, func(m message) bool { return strings.Contains(m.Text, "Đã hoàn tác") })]
	w.press(techHead, undone, "undo", "")
	w.await("the refusal", planChannel, techHead, func(m message) bool {
		return strings.Contains(m.Text, "Không hoàn tác được: 1.1-2")
	})
	w.wants(techHead, "xem 1.1", "Quá hạn 1 ngày")
	w.wants(techHead, "xong 1.1", "Đã hoàn thành 1.1.", "Hoàn thành quá hạn 1 ngày", "Lần tới: 1.1-2, hạn 20/04/2022")
	w.tasks()
}

func TestDutiesEndWithTheirTask(t *testing.T) {
	t.Parallel()
	w := withDuties(t)
	w.noon("2022-03-10")
	w.wants(techMember, "thêm Gửi bảng chấm công trước ngày 25 hằng tháng", "Đã thêm 4.", "25/03/2022")
	w.wants(techMember, "xong 4", "Đã hoàn thành 4.", "Lần tới: 4-2, hạn 25/04/2022")
	w.wants(techHead, "danh sách tất cả", "*4-2*", "*2-3*")
	if a := w.task(techHead, "danh sách tất cả"); strings.Contains(a.Text, "*4* ") {
		t.Errorf("a time that is done hides the next: %s", a.Text)
	}
	w.wants(techHead, "xong 1", "còn 2 nội dung chưa xong")
	all := fromBot(w.messages(planChannel, techHead))
	w.press(techHead, all[len(all)-1], "task_done_all", "")
	w.await("the task done", planChannel, techHead, func(m message) bool { return strings.Contains(m.Text, "Đã hoàn thành 1.") })
	w.noon("2022-05-02")
	w.wants(techHead, "xem 1.1-2", "1.1-2 không có")
	w.tasks()
}
