package calendar

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

func TestAtAcrossDaylightSaving(t *testing.T) {
	for _, tc := range []struct {
		name, zone, day string
		hour, minute    int
		want            string // RFC 3339 with the offset in force
	}{
		{"plain", "Asia/Ho_Chi_Minh", "2022-02-21", 8, 0, "2022-02-21T08:00:00+07:00"},
		{"skipped, New York", "America/New_York", "2022-03-13", 2, 30, "2022-03-13T03:30:00-04:00"},
		{"repeated, New York", "America/New_York", "2022-11-06", 1, 30, "2022-11-06T01:30:00-04:00"},
		{"after the repeat", "America/New_York", "2022-11-06", 2, 0, "2022-11-06T02:00:00-05:00"},
		{"skipped, Berlin", "Europe/Berlin", "2022-03-27", 2, 15, "2022-03-27T03:15:00+02:00"},
		{"repeated, Berlin", "Europe/Berlin", "2022-10-30", 2, 15, "2022-10-30T02:15:00+02:00"},
		{"day of change, morning", "Europe/Berlin", "2022-03-27", 8, 0, "2022-03-27T08:00:00+02:00"},
		{"half an hour skipped, Lord Howe", "Australia/Lord_Howe", "2022-10-02", 2, 15, "2022-10-02T02:45:00+11:00"},
		{"repeated, Lord Howe", "Australia/Lord_Howe", "2022-04-03", 1, 45, "2022-04-03T01:45:00+11:00"},
		{"midnight skipped, Beirut", "Asia/Beirut", "2022-03-27", 0, 0, "2022-03-27T01:00:00+03:00"},
		{"far east", "Pacific/Kiritimati", "2022-03-27", 8, 0, "2022-03-27T08:00:00+14:00"},
		{"a day that never was, Apia", "Pacific/Apia", "2011-12-30", 8, 0, "2011-12-31T08:00:00+14:00"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			loc, err := time.LoadLocation(tc.zone)
			if err != nil {
				t.Fatal(err)
			}
			if got := day(t, tc.day).At(tc.hour, tc.minute, loc).Format(time.RFC3339); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestDateArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := (Date{1900, 1, 1}).AddDays(rapid.IntRange(0, 200_000).Draw(t, "day"))
		n := rapid.IntRange(-400_000, 400_000).Draw(t, "n")
		if got := d.AddDays(n).Sub(d); got != n {
			t.Fatalf("%s and %d days: the difference is %d", d, n, got)
		}
		if back, err := ParseDate(d.String()); err != nil || back != d {
			t.Fatalf("%s reads back as %s: %v", d, back, err)
		}
		if w := d.Week(); w.Weekday() != time.Monday || d.Sub(w) < 0 || d.Sub(w) > 6 {
			t.Fatalf("%s is in the week of %s", d, w)
		}
		if e := d.MonthEnd(); e.Month != d.Month || e.AddDays(1).Day != 1 {
			t.Fatalf("the month of %s ends on %s", d, e)
		}
	})
}

func TestDateText(t *testing.T) {
	for _, s := range []string{"31/12/2022", "2022-02-30", "2022-13-01", "today", "2022-1-1"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %s", s, d)
		}
	}
	var d Date
	if err := d.UnmarshalText([]byte("2022-12-31")); err != nil || d != (Date{2022, 12, 31}) {
		t.Errorf("UnmarshalText: %v, %v", d, err)
	}
	if b, err := d.MarshalText(); err != nil || string(b) != "2022-12-31" {
		t.Errorf("MarshalText: %s, %v", b, err)
	}
	if (Date{2022, 11, 31}).Valid() || (Date{}).Valid() || !(Date{2024, 2, 29}).Valid() {
		t.Error("Valid is wrong about 31 November, no date or 29 February 2024")
	}
}
