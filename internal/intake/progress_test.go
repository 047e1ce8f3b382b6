package intake

import (
	"fmt"
	"strings"
	"testing"
)

// Whoever waits for a long document is told how far it was read: never
// backwards, never beyond its end, and not in one leap at the end.
func TestProgressGoesForwardToTheEnd(t *testing.T) {
	const lines = 400
	forms := map[string]func(n int) string{
		"a list": func(n int) string { return fmt.Sprintf("%d. Việc số %d. Thời hạn: quý II/2025.", n, n) },
		"sections": func(n int) string {
			if n%20 == 1 {
				return fmt.Sprintf("%s. PHẦN VIỆC", []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX"}[n/20])
			}
			return fmt.Sprintf("%d. Việc số %d. Chủ trì: Phòng A. Thời hạn: quý II/2025.", n%20, n)
		},
		"a table": func(n int) string {
			if n == 1 {
				return "TT | Nhiệm vụ | Chủ trì | Thời hạn"
			}
			return fmt.Sprintf("%d | Việc số %d | Phòng A | tháng 6/2025", n-1, n)
		},
	}
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			var b strings.Builder
			b.WriteString("KẾ HOẠCH NĂM 2025\n")
			for n := 1; n < lines; n++ {
				b.WriteString(form(n) + "\n")
			}
			last, steps := 0, map[int]bool{}
			_, err := Read(t.Context(), "", []byte(b.String()), Options{Progress: func(done, total int) {
				if done < last || done > total || total < lines-1 || total > lines {
					t.Fatalf("%d of %d after %d", done, total, last)
				}
				last = done
				steps[done] = true
			}})
			if err != nil {
				t.Fatal(err)
			}
			if last < lines*9/10 || len(steps) < lines/4 {
				t.Errorf("it ends at %d of %d, in %d steps", last, lines, len(steps))
			}
		})
	}
}
