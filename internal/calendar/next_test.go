package calendar

import (
	"testing"

	"pgregory.net/rapid"
)

func TestEffective(t *testing.T) {
	for phrase, want := range map[string]string{
		"trước ngày 01/01/2026": "2025-12-31", "chậm nhất 01/01/2026": "2026-01-01", "quý II/2025": "2025-06-30", "thường xuyên": "",
	} {
		if got := Parse(phrase, Context{Year: 2025}).Effective().String(); got != want {
			t.Errorf("%q is in time until %q, want %q", phrase, got, want)
		}
	}
}

func TestNext(t *testing.T) {
	for _, tc := range []struct{ phrase, after, want string }{
		{"trước ngày 20 hằng tháng", "2022-02-21", "2022-02-21..2022-03-20"},
		{"trước ngày 20 hằng tháng", "2022-02-20", "2022-01-21..2022-02-20"},
		{"trước ngày 20 hằng tháng", "2022-12-25", "2022-12-21..2023-01-20"},
		{"ngày 30 hằng tháng", "2022-02-01", "2022-01-31..2022-02-28"},
		{"ngày 30 hằng tháng", "2022-03-01", "2022-03-01..2022-03-30"},
		{"hằng tháng", "2022-02-15", "2022-02-01..2022-02-28"},
		{"thứ Sáu hằng tuần", "2022-02-26", "2022-02-26..2022-03-04"},
		{"thứ Sáu hằng tuần", "2022-02-25", "2022-02-19..2022-02-25"},
		{"hằng tuần", "2022-02-23", "2022-02-21..2022-02-27"},
		{"hằng ngày", "2022-02-23", "2022-02-23..2022-02-23"},
		{"ngày 25 của tháng cuối quý", "2022-02-23", "2021-12-26..2022-03-25"},
		{"ngày 25 của tháng cuối quý", "2022-12-26", "2022-12-26..2023-03-25"},
		{"trước ngày 10 tháng đầu quý sau", "2022-02-23", "2022-01-11..2022-04-10"},
		{"hằng quý", "2022-04-01", "2022-04-01..2022-06-30"},
		{"định kỳ 6 tháng", "2022-07-01", "2022-07-01..2022-12-31"},
		{"trước ngày 15/11 hằng năm", "2022-02-23", "2021-11-16..2022-11-15"},
		{"trước ngày 15/11 hằng năm", "2022-11-16", "2022-11-16..2023-11-15"},
		{"trước ngày 15/11 hằng năm", "2020-01-01", "2021-11-16..2022-11-15"},
		{"từ tháng 3 đến tháng 11 hằng năm", "2023-12-01", "2024-03-01..2024-11-30"},
		{"hằng năm", "2022-02-23", "2022-01-01..2022-12-31"},
		{"định kỳ 5 năm", "2022-02-23", "2021-01-01..2025-12-31"},
		{"hằng năm, giai đoạn 2022-2025", "2023-02-23", "2023-01-01..2023-12-31"},
		{"hằng năm, giai đoạn 2022-2025", "2026-01-01", ""},
		{"hằng năm, đến năm 2030", "2029-02-23", "2029-01-01..2029-12-31"},
		{"hằng năm, đến năm 2030", "2031-02-23", ""},
		{"Hằng tháng, từ tháng 3 đến tháng 11/2022", "2022-01-15", "2022-03-01..2022-03-31"},
		{"Hằng tháng, từ tháng 3 đến tháng 11/2022", "2022-12-01", ""},
		{"quý II/2022", "2022-06-30", "2022-04-01..2022-06-30"},
		{"quý II/2022", "2022-07-01", ""},
		{"thường xuyên", "2022-02-23", ""},
		{"ngày 30/02 hằng năm", "2022-01-01", ""},
		{"theo kế hoạch", "2022-01-01", ""},
	} {
		start, due, ok := Parse(tc.phrase, Context{Year: 2022}).Next(day(t, tc.after))
		got := ""
		if ok {
			got = start.String() + ".." + due.String()
		}
		if got != tc.want {
			t.Errorf("%q after %s: %q, want %q", tc.phrase, tc.after, got, tc.want)
		}
	}
}

func TestNextOnLeapDay(t *testing.T) {
	r := Reading{Recurrence: Yearly, Due: Date{2024, 2, 29}}
	for after, want := range map[string]string{"2025-01-01": "2025-02-28", "2027-03-01": "2028-02-29"} {
		if _, due, _ := r.Next(day(t, after)); due.String() != want {
			t.Errorf("after %s: %s, want %s", after, due, want)
		}
	}
}

// TestOccurrencesTile: each occurrence begins the day after the one before is
// due, and none is skipped.
func TestOccurrencesTile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Reading{
			Recurrence: rapid.SampledFrom([]Recurrence{Daily, Weekly, Monthly, Quarterly, HalfYearly, Yearly}).Draw(t, "every"),
			Day:        rapid.IntRange(0, 31).Draw(t, "day"),
			Month:      rapid.IntRange(0, 3).Draw(t, "month"),
			Weekday:    rapid.IntRange(0, 7).Draw(t, "weekday"),
		}
		after := (Date{2020, 1, 1}).AddDays(rapid.IntRange(0, 4000).Draw(t, "after"))
		start, due, ok := r.Next(after)
		if !ok || due.Before(after) || start.After(due) {
			t.Fatalf("%s after %s: %s..%s, %v", brief(r), after, start, due, ok)
		}
		next, _, ok := r.Next(due.AddDays(1))
		if !ok || next != due.AddDays(1) {
			t.Fatalf("%s: the one after %s begins on %s", brief(r), due, next)
		}
		if _, again, _ := r.Next(due); again != due {
			t.Fatalf("%s: on %s itself the next is %s", brief(r), due, again)
		}
	})
}
