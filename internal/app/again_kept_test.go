package app_test

import (
	"slices"
	"testing"
	"time"

	"nhacviec/internal/work"
)

// An activity that was kept though the document had dropped it is not entered
// again when the document takes it up again.
func TestAnActivityKeptIsNotEnteredTwice(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.bring(d.propose(plan(first...)))
	before := d.list()
	r := d.propose(plan(slices.Delete(slices.Clone(first), 2, 3)...))
	for _, l := range r.Difference.Lines {
		if l.Kind == work.LineGone {
			var err error
			r, err = d.LeaveOut(t.Context(), d.who, r.Stored.ID, r.Stored.Version, l.Key(), true)
			d.ok(err)
		}
	}
	d.bring(r)
	got := d.bring(d.propose(plan(first...)))
	if got.New != 0 {
		t.Errorf("%d new lines", got.New)
	}
	d.same("plan", len(d.list()), len(before))
}

// An occurrence that is overdue stays in its month when its day is moved.
func TestAnOverdueOccurrenceIsNotMovedOutOfItsPeriod(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.now = time.Date(2022, 2, 10, 1, 0, 0, 0, time.UTC)
	d.bring(d.propose(plan("1 Báo cáo tiến độ @Phòng A # trước ngày 20 hằng tháng", "2 Việc khác @Phòng B # 30/6")))
	d.now = time.Date(2022, 2, 27, 1, 0, 0, 0, time.UTC)
	d.bring(d.propose(plan("1 Báo cáo tiến độ @Phòng A # trước ngày 25 hằng tháng", "2 Việc khác @Phòng B # 30/6")))
	d.same("moved", d.list()[0], "1 Báo cáo tiến độ 2022-02-25")
	d.bring(d.propose(plan("1 Báo cáo tiến độ @Phòng A # trước ngày 25 tháng cuối quý", "2 Việc khác @Phòng B # 30/6")))
	d.same("another rhythm", d.list()[0], "1 Báo cáo tiến độ 2022-03-25")
}
