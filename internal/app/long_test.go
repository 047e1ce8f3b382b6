package app_test

import (
	"fmt"
	"testing"
	"time"

	"nhacviec/internal/work"
)

// BenchmarkAReviewOfALongDraft shows what one page of a review costs: the
// draft is read whole for each.
func BenchmarkAReviewOfALongDraft(b *testing.B) {
	for _, lines := range []int{500, 5_000, 50_000} {
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			d := newDesk(b)
			p := work.Draft{Title: "Kế hoạch", Year: 2022}
			for i := range lines {
				p.Tasks = append(p.Tasks, plan(fmt.Sprintf("%d Nhiệm vụ số %d của kế hoạch @Phòng A # 30/6", i+1, i)).Tasks...)
			}
			began := time.Now()
			d.bring(d.propose(p))
			b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms/import")
			began = time.Now()
			r := d.propose(p)
			b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms/propose-again")
			at := work.DraftLine{Task: lines / 2, Activity: -1}
			day := "2022-07-01"
			began = time.Now()
			r, err := d.Mend(b.Context(), d.who, r.Stored.ID, 1, at, work.Mend{Deadline: &day})
			d.ok(err)
			b.ReportMetric(float64(time.Since(began).Milliseconds()), "ms/mend")
			for b.Loop() {
				if r, err = d.Review(b.Context(), d.who, r.Stored.ID); err != nil || r.Difference.Count(work.LineChanged) != 1 {
					b.Fatal(err)
				}
			}
		})
	}
}
