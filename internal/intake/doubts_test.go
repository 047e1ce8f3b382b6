package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/work"
)

// Every doubt about a deadline says which day was taken and which others the
// words may mean.
func TestDoubtsGiveTheReadingAndTheOthers(t *testing.T) {
	type doubt struct {
		Due  any
		Also []string
	}
	for phrase, want := range map[string]map[string]doubt{
		"trước ngày 01/01/2026": {"doubt.strict_before": {"2026-01-01", []string{"2025-12-31"}}},
		"31/11/2025":            {"doubt.invalid_date": {"", []string{"2025-11-30", "2025-12-01"}}},
		"15/6/2024":             {"doubt.past_date": {"2024-06-15", []string{"2025-06-15"}}},
		"đầu quý II/2025":       {"doubt.no_firm_day": {"", []string{"2025-04-15", "2025-04-30"}}},
	} {
		d := mustRead(t, "a.txt", "KẾ HOẠCH\nCông tác năm 2025\n\n1. Rà soát hồ sơ\nChủ trì: Phòng A\nThời hạn: "+phrase+"\n")
		got := map[string]doubt{}
		for _, x := range d.Tasks[0].Activities[0].Doubts {
			got[x.Key] = doubt{x.Args["due"], x.Alternatives}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", phrase, diff)
		}
	}
}

// A rank may be a count, and a task without a lead is doubted at its line.
func TestDoubtsOfTasks(t *testing.T) {
	d := mustRead(t, "a.txt", "KẾ HOẠCH\nCông tác năm 2025\n\n1. Đưa chỉ số vào tốp 5. Chủ trì: Phòng A. Thời hạn: quý I/2025\n2. Rà soát hồ sơ. Thời hạn: quý II/2025\n")
	var got []work.Doubt
	for _, task := range d.Tasks {
		got = append(got, task.Doubts...)
	}
	if len(got) != 2 || got[0].Key != DoubtRankOrCount || !cmp.Equal(got[0].Alternatives, []string{"5"}) || got[1].Key != DoubtNoLead || got[1].Line != 5 {
		t.Errorf("doubts %+v", got)
	}
}
