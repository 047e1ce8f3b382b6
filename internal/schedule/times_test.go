package schedule

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func mustParse(t testing.TB, spec, zone string) times {
	t.Helper()
	s, err := parse(spec, zone)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// all are the moments of spec in the local days from through to, as text with
// their offsets.
func all(t testing.TB, spec, zone, from, to string) []string {
	t.Helper()
	s := mustParse(t, spec, zone)
	begin, err := time.ParseInLocation(time.DateOnly, from, s.zone)
	if err != nil {
		t.Fatal(err)
	}
	end, err := time.ParseInLocation(time.DateOnly, to, s.zone)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for at := s.next(begin.Add(-time.Second)); at.Before(end.AddDate(0, 0, 1)); at = s.next(at) {
		out = append(out, at.Format("02 15:04 -0700"))
	}
	return out
}

func TestNightsOfDaylightSaving(t *testing.T) {
	tests := []struct {
		name, spec, zone, from, to string
		want                       []string
		head                       bool // want is only the beginning
	}{
		{"New York in spring", "0 8 * * *", "America/New_York", "2022-03-12", "2022-03-14",
			[]string{"12 08:00 -0500", "13 08:00 -0400", "14 08:00 -0400"}, false},
		{"New York in spring, skipped", "30 2 * * *", "America/New_York", "2022-03-12", "2022-03-14",
			[]string{"12 02:30 -0500", "13 03:00 -0400", "14 02:30 -0400"}, false},
		{"New York in autumn, repeated", "30 1 * * *", "America/New_York", "2022-11-05", "2022-11-07",
			[]string{"05 01:30 -0400", "06 01:30 -0400", "07 01:30 -0500"}, false},
		{"London in spring, skipped", "30 1 * * *", "Europe/London", "2022-03-26", "2022-03-28",
			[]string{"26 01:30 +0000", "27 02:00 +0100", "28 01:30 +0100"}, false},
		{"London in autumn, repeated", "30 1 * * *", "Europe/London", "2022-10-29", "2022-10-31",
			[]string{"29 01:30 +0100", "30 01:30 +0100", "31 01:30 +0000"}, false},
		{"London in autumn, the end of the repeated hour", "0 2 * * *", "Europe/London", "2022-10-30", "2022-10-30",
			[]string{"30 02:00 +0000"}, false},
		{"Sydney in spring, skipped", "30 2 * * *", "Australia/Sydney", "2022-10-01", "2022-10-03",
			[]string{"01 02:30 +1000", "02 03:00 +1100", "03 02:30 +1100"}, false},
		{"Sydney in autumn, repeated", "30 2 * * *", "Australia/Sydney", "2022-04-02", "2022-04-04",
			[]string{"02 02:30 +1100", "03 02:30 +1100", "04 02:30 +1000"}, false},
		{"Lord Howe, half an hour skipped", "15 2 * * *", "Australia/Lord_Howe", "2022-10-01", "2022-10-03",
			[]string{"01 02:15 +1030", "02 02:30 +1100", "03 02:15 +1100"}, false},
		{"Santiago, midnight skipped", "0 0 * * *", "America/Santiago", "2022-09-10", "2022-09-12",
			[]string{"10 00:00 -0400", "11 01:00 -0300", "12 00:00 -0300"}, false},
		{"Santiago, midnight skipped, on that weekday", "0 8 * * 0", "America/Santiago", "2022-09-05", "2022-09-18",
			[]string{"11 08:00 -0300", "18 08:00 -0300"}, false},
		{"Santiago, the hour before midnight repeated", "30 23 * * *", "America/Santiago", "2022-04-01", "2022-04-03",
			[]string{"01 23:30 -0300", "02 23:30 -0300", "03 23:30 -0400"}, false},
		{"Cairo, midnight skipped", "15 0 * * *", "Africa/Cairo", "2024-04-25", "2024-04-27",
			[]string{"25 00:15 +0200", "26 01:00 +0300", "27 00:15 +0300"}, false},
		{"Beirut, midnight skipped", "0 0 * * *", "Asia/Beirut", "2024-03-30", "2024-04-01",
			[]string{"30 00:00 +0200", "31 01:00 +0300", "01 00:00 +0300"}, false},
		{"Cairo, the hour before midnight repeated", "30 23 * * *", "Africa/Cairo", "2024-10-30", "2024-11-01",
			[]string{"30 23:30 +0300", "31 23:30 +0300", "01 23:30 +0200"}, false},
		{"Nuuk, the hour before midnight skipped", "15,30 23 * * *", "America/Nuuk", "2024-03-30", "2024-03-31",
			[]string{"30 22:59 -0200", "31 23:15 -0100", "31 23:30 -0100"}, false},
		{"Apia, a day that was not", "0 8 * * *", "Pacific/Apia", "2011-12-29", "2011-12-31",
			[]string{"29 08:00 -1000", "31 08:00 +1400"}, false},
		{"Apia, midnight of a day that was not", "0 0 * * *", "Pacific/Apia", "2011-12-29", "2011-12-31",
			[]string{"29 00:00 -1000", "31 00:00 +1400"}, false},
		{"Ho Chi Minh City", "0 8 * * 1-5", "Asia/Ho_Chi_Minh", "2022-03-11", "2022-03-14",
			[]string{"11 08:00 +0700", "14 08:00 +0700"}, false},
		{"two skipped and the jump's own are one", "0,30 2,3 * * *", "America/New_York", "2022-03-13", "2022-03-13",
			[]string{"13 03:00 -0400", "13 03:30 -0400"}, false},
		{"any hour, skipped", "30 * * * 0", "America/New_York", "2022-03-13", "2022-03-13",
			[]string{"13 00:30 -0500", "13 01:30 -0500", "13 03:30 -0400"}, true},
		{"any hour, repeated", "0 */1 * * *", "Europe/London", "2022-10-30", "2022-10-30",
			[]string{"30 00:00 +0100", "30 01:00 +0100", "30 01:00 +0000", "30 02:00 +0000"}, true},
		{"every day by name", "@daily", "America/Santiago", "2022-09-10", "2022-09-12",
			[]string{"10 00:00 -0400", "11 01:00 -0300", "12 00:00 -0300"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := all(t, tt.spec, tt.zone, tt.from, tt.to)
			if tt.head {
				got = got[:len(tt.want)]
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("want (-) and got (+) differ:\n%s", diff)
			}
		})
	}
}

var zones = []string{
	"America/New_York", "Europe/London", "Australia/Sydney", "Asia/Ho_Chi_Minh", "America/Santiago",
	"Africa/Cairo", "Australia/Lord_Howe", "America/Havana", "Asia/Beirut", "Africa/Casablanca", "Pacific/Chatham", "UTC",
}

// Whatever the hour and the zone, every day has its moment, once.
func TestOnceADayEveryDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone := rapid.SampledFrom(zones).Draw(t, "zone")
		hour, minute := rapid.IntRange(0, 23).Draw(t, "hour"), rapid.IntRange(0, 59).Draw(t, "minute")
		spec := time.Date(2000, 1, 1, hour, minute, 0, 0, time.UTC).Format("4 15 * * *")
		s, err := parse(spec, zone)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Date(rapid.IntRange(1990, 2035).Draw(t, "year"), 1, 1, 0, 0, 0, 0, s.zone).Add(-time.Second)
		day := at
		for range 366 {
			at, day = s.next(at), day.AddDate(0, 0, 1)
			if at.Format(time.DateOnly) != day.Format(time.DateOnly) {
				t.Fatalf("%s in %s: %v follows %v", spec, zone, at, day)
			}
			if at.Hour() != hour && at.Hour() != hour+1 {
				t.Fatalf("%s in %s: %v", spec, zone, at)
			}
		}
	})
}

// last must agree with walking there by next.
func TestLastIsWhereNextLeads(t *testing.T) {
	specs := []string{"0 8 * * *", "*/7 * * * *", "30 2 * * 0", "0 0 1 * *", "15 9 29 2 *", "59 23 31 12 *", "0 */5 * * 1-5"}
	rapid.Check(t, func(t *rapid.T) {
		s, err := parse(rapid.SampledFrom(specs).Draw(t, "spec"), rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		since := time.Unix(rapid.Int64Range(1_640_000_000, 1_660_000_000).Draw(t, "since"), 0)
		until := since.Add(time.Duration(rapid.IntRange(-1000, 1_500_000).Draw(t, "seconds")) * time.Second)
		var want time.Time
		for at := s.next(since); !at.IsZero() && !at.After(until); at = s.next(at) {
			want = at
		}
		if got := s.last(since, until); !got.Equal(want) {
			t.Fatalf("last(%v, %v) = %v, want %v", since, until, got, want)
		}
	})
}

func TestLastOfLongAgoIsFound(t *testing.T) {
	s := mustParse(t, "0 8 29 2 *", "Asia/Ho_Chi_Minh")
	until := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	want := time.Date(2024, 2, 29, 1, 0, 0, 0, time.UTC)
	if got := s.last(time.Time{}, until); !got.Equal(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestCheck(t *testing.T) {
	tests := []struct{ spec, zone, key string }{
		{"0 8 * * 1-5", "Asia/Ho_Chi_Minh", ""},
		{" 15 8 * * mon ", "UTC", ""},
		{"@weekly", "Europe/London", ""},
		{"0 8 29 2 *", "UTC", ""},
		{"", "UTC", "schedule.bad_spec"},
		{"0 8 * *", "UTC", "schedule.bad_spec"},
		{"0 0 8 * * *", "UTC", "schedule.bad_spec"},
		{"60 8 * * *", "UTC", "schedule.bad_spec"},
		{"0 24 * * *", "UTC", "schedule.bad_spec"},
		{"0 8 30 2 *", "UTC", "schedule.bad_spec"},
		{"tám giờ sáng", "UTC", "schedule.bad_spec"},
		{"@every 1h", "UTC", "schedule.bad_spec"},
		{"TZ=UTC", "UTC", "schedule.bad_spec"},
		{"CRON_TZ=Asia/Tokyo 0 8 * * *", "UTC", "schedule.bad_spec"},
		{strings.Repeat("0,", 10_000) + "0 8 * * *", "UTC", "schedule.bad_spec"},
		{"0 8 * * *", "", "schedule.bad_zone"},
		{"0 8 * * *", "Local", "schedule.bad_zone"},
		{"0 8 * * *", "Asia/Sài Gòn", "schedule.bad_zone"},
		{"0 8 * * *", "../../etc/passwd", "schedule.bad_zone"},
	}
	for _, tt := range tests {
		err := Check(tt.spec, tt.zone)
		var bad *SpecError
		switch {
		case tt.key == "" && err != nil:
			t.Errorf("Check(%q, %q): %v", tt.spec, tt.zone, err)
		case tt.key != "" && !errors.As(err, &bad):
			t.Errorf("Check(%q, %q) = %v, want a *SpecError", tt.spec, tt.zone, err)
		case bad != nil && (bad.Key != tt.key || len(bad.Args["Spec"].(string)) > longestSpec):
			t.Errorf("Check(%q, %q) has key %s and args %v", tt.spec, tt.zone, bad.Key, bad.Args)
		}
	}
}

func FuzzCheck(f *testing.F) {
	for _, spec := range []string{"0 8 * * *", "@daily", "TZ=UTC", "*/0 * * * *", "1-5/2,7 0-23 ? jan-dec SUN", "@every 0s"} {
		f.Add(spec, "America/Santiago")
	}
	begin := time.Date(2022, 3, 1, 0, 0, 0, 0, time.UTC)
	f.Fuzz(func(t *testing.T, spec, zone string) {
		if Check(spec, zone) != nil {
			return
		}
		s := mustParse(t, spec, zone)
		if at := s.next(begin); !at.IsZero() && !at.After(begin) {
			t.Errorf("%q in %q: %v does not follow %v", spec, zone, at, begin)
		}
	})
}
