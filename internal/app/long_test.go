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

// BenchmarkALongLaterVersion shows that the time in which a later version is
// applied grows with the plan, also where every line is numbered anew and every
// deadline moves.
func BenchmarkALongLaterVersion(b *testing.B) {
	for _, tasks := range []int{400, 1_600, 6_400} {
		b.Run(fmt.Sprint(tasks), func(b *testing.B) {
			version := func(from int, phrase string) work.Draft {
				p := work.Draft{Title: "Kế hoạch", Year: 2022}
				for i := range tasks {
					one := plan(fmt.Sprintf("%d Nhiệm vụ mang mã x%d @Phòng A", from+i, i), "- Dự thảo # "+phrase, "- Ban hành # "+phrase)
					p.Tasks = append(p.Tasks, one.Tasks...)
				}
				return p
			}
			var took time.Duration
			for b.Loop() {
				d := newDesk(b)
				d.bring(d.propose(version(1, "30/6")))
				r := d.propose(version(2, "31/7"))
				began := time.Now()
				got := d.bring(r)
				took += time.Since(began)
				d.same("changed", got.Changed, 2*tasks)
			}
			b.ReportMetric(float64(took.Milliseconds())/float64(b.N*tasks*3), "ms/line")
		})
	}
}
