package calendar

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// leastShare is the share of the table's phrases that must be read in full.
const leastShare = 0.97

func TestDeadlineTable(t *testing.T) {
	data, err := os.ReadFile("testdata/deadlines.tsv")
	if err != nil {
		t.Fatal(err)
	}
	rows := strings.Split(strings.TrimRight(string(data), "\n"), "\n")[1:]
	right := 0
	for _, row := range rows {
		f := strings.Split(row, "\t")
		year, err := strconv.Atoi(f[1])
		if err != nil {
			t.Fatalf("row %q: %v", row, err)
		}
		got := Parse(f[0], Context{Year: year})
		want := [3]string{f[2], f[3], strings.Trim(f[4], "()")}
		if have := [3]string{got.Start.String(), got.Due.String(), string(got.Recurrence)}; have != want {
			t.Logf("%q (%d): got %q, want %q; %s", f[0], year, have, want, f[5])
			continue
		}
		right++
	}
	share := float64(right) / float64(len(rows))
	t.Logf("%d of %d phrases, %.3f", right, len(rows), share)
	if share < leastShare {
		t.Errorf("share %.3f, want at least %.2f", share, leastShare)
	}
}
