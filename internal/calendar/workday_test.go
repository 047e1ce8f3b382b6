package calendar

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func day(t testing.TB, s string) Date {
	t.Helper()
	d, err := ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func country(t testing.TB, code string) *Calendar {
	t.Helper()
	c, err := For(code)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// offWeekdays lists a year's days off from Monday to Friday, and its worked
// Saturdays and Sundays with a plus.
func offWeekdays(c *Calendar, year int) []string {
	var out []string
	for d := (Date{year, 1, 1}); d.Year == year; d = d.AddDays(1) {
		switch _, off := c.Off(d); {
		case off && !weekend(d):
			out = append(out, d.String())
		case !off && weekend(d):
			out = append(out, "+"+d.String())
		}
	}
	return out
}

func TestDaysOff2022(t *testing.T) {
	want := strings.Fields(`2022-01-03 2022-01-31 2022-02-01 2022-02-02 2022-02-03 2022-02-04
		2022-04-11 2022-05-02 2022-05-03 2022-09-01 2022-09-02`)
	if diff := cmp.Diff(want, offWeekdays(country(t, "VN"), 2022)); diff != "" {
		t.Errorf("days off in 2022 (-want +got):\n%s", diff)
	}
}

func TestExchangedSaturdays(t *testing.T) {
	c := country(t, "vn")
	for _, tc := range []struct{ off, worked string }{
		{"2024-04-29", "2024-05-04"}, {"2025-05-02", "2025-04-26"}, {"2026-01-02", "2026-01-10"}, {"2026-08-31", "2026-08-22"},
	} {
		if name, off := c.Off(day(t, tc.off)); !off || name != Exchanged {
			t.Errorf("%s is off %v as %q, want off as %q", tc.off, off, name, Exchanged)
		}
		if !c.IsWorkday(day(t, tc.worked)) {
			t.Errorf("%s is not worked", tc.worked)
		}
	}
}

// TestRuleComesToTheDecrees: what the rule expects is what was decreed, save
// the days that were exchanged for Saturdays.
func TestRuleComesToTheDecrees(t *testing.T) {
	c := country(t, "VN")
	lunar, err := lunarYears()
	if err != nil {
		t.Fatal(err)
	}
	for year := 2020; year <= 2026; year++ {
		expected := expectedInVietnam(year, lunar[year])
		for d := (Date{year, 1, 1}); d.Year == year; d = d.AddDays(1) {
			name, off := c.Off(d)
			if name == Exchanged || weekend(d) {
				continue
			}
			if rule := expected[d] != ""; rule != off {
				t.Errorf("%s: off by rule %v, decreed %v", d, rule, off)
			}
		}
	}
}

func TestExpectedYears(t *testing.T) {
	c := country(t, "VN")
	for year, want := range map[int]bool{2019: true, 2020: false, 2026: false, 2027: true, 2050: true, 2051: true} {
		if got := c.Expected(year); got != want {
			t.Errorf("Expected(%d) = %v, want %v", year, got, want)
		}
	}
	if first, last := c.Years(); first != 2020 || last != 2050 {
		t.Errorf("the table runs from %d to %d, want 2020 to 2050", first, last)
	}
	want := strings.Fields(`2027-01-01 2027-02-04 2027-02-05 2027-02-08 2027-02-09 2027-02-10
		2027-04-16 2027-04-30 2027-05-03 2027-09-02 2027-09-03 2027-11-24`)
	if diff := cmp.Diff(want, offWeekdays(c, 2027)); diff != "" {
		t.Errorf("days off expected in 2027 (-want +got):\n%s", diff)
	}
}

// TestTheLawsDaysAreAllGiven: whatever falls on a weekend, from 2026 on public
// offices have twelve days off besides weekends, five of them at Tết.
func TestTheLawsDaysAreAllGiven(t *testing.T) {
	c := country(t, "VN")
	for year := 2027; year <= 2035; year++ {
		tet := 0
		for _, d := range c.Days(year) {
			if d.Name == Tet && !weekend(d.Date) {
				tet++
			}
			if !d.Expected || d.Worked {
				t.Errorf("%s: %+v, want a day off that is expected", d.Date, d)
			}
		}
		if n := len(offWeekdays(c, year)); n != 12 || tet != 5 {
			t.Errorf("%d: %d days off from Monday to Friday, %d of them at Tết; want 12 and 5", year, n, tet)
		}
	}
}

func TestWeekendsAlone(t *testing.T) {
	for _, code := range []string{"", "-", " - "} {
		c := country(t, code)
		if got := offWeekdays(c, 2022); len(got) != 0 {
			t.Errorf("country %q has days off %v", code, got)
		}
		if c.Expected(2022) {
			t.Errorf("country %q: weekends are called expected", code)
		}
	}
}

func TestUnknownCountry(t *testing.T) {
	_, err := For("XX")
	var unknown *UnknownCountryError
	if !errors.As(err, &unknown) || unknown.Country != "XX" || len(unknown.Known) == 0 {
		t.Fatalf("For(XX) = %v, want an UnknownCountryError that lists the known", err)
	}
	if key, args := unknown.Sentence(); key != "calendar.unknown_country" || args["Country"] != "XX" {
		t.Errorf("sentence %q %v", key, args)
	}
}

func TestMoves(t *testing.T) {
	c := country(t, "VN")
	for _, tc := range []struct{ name, got, want string }{
		{"before Tết", c.OnOrBefore(day(t, "2022-02-06")).String(), "2022-01-28"},
		{"after Tết", c.OnOrAfter(day(t, "2022-01-29")).String(), "2022-02-07"},
		{"a working day stays", c.OnOrBefore(day(t, "2022-02-07")).String(), "2022-02-07"},
		{"onto a worked Saturday", c.OnOrBefore(day(t, "2024-05-05")).String(), "2024-05-04"},
		{"one working day on", c.AddWorkdays(day(t, "2022-01-28"), 1).String(), "2022-02-07"},
		{"three back", c.AddWorkdays(day(t, "2022-02-08"), -3).String(), "2022-01-27"},
		{"none", c.AddWorkdays(day(t, "2022-02-05"), 0).String(), "2022-02-05"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, tc.got, tc.want)
		}
	}
}

func TestWeeksOf2022(t *testing.T) {
	c := country(t, "VN")
	worked := 0
	for monday := (Date{2022, 1, 3}); monday.Year == 2022; monday = monday.AddDays(7) {
		d, ok := c.FirstWorkdayOfWeek(monday.AddDays(3))
		if !ok {
			if monday != (Date{2022, 1, 31}) {
				t.Errorf("the week of %s has no working day", monday)
			}
			continue
		}
		worked++
		if d.Week() != monday || !c.IsWorkday(d) {
			t.Errorf("week of %s: first working day %s", monday, d)
		}
	}
	if worked != 51 {
		t.Errorf("%d weeks with a working day in 2022, want 51", worked)
	}
}

// TestCountAgreesWithSteps: counting by whole weeks and by single days agree.
func TestCountAgreesWithSteps(t *testing.T) {
	c := country(t, "VN")
	rapid.Check(t, func(t *rapid.T) {
		a := (Date{2019, 6, 1}).AddDays(rapid.IntRange(0, 12000).Draw(t, "from"))
		b := a.AddDays(rapid.IntRange(-400, 400).Draw(t, "days"))
		want := 0
		for d := a; d.Before(b); {
			d = d.AddDays(1)
			if c.IsWorkday(d) {
				want++
			}
		}
		for d := a; d.After(b); d = d.AddDays(-1) {
			if c.IsWorkday(d) {
				want--
			}
		}
		if got := c.WorkdaysBetween(a, b); got != want {
			t.Fatalf("WorkdaysBetween(%s, %s) = %d, want %d", a, b, got, want)
		}
		if n := rapid.IntRange(1, 60).Draw(t, "n"); c.WorkdaysBetween(a, c.AddWorkdays(a, n)) != n {
			t.Fatalf("%d working days after %s do not count as %d", n, a, n)
		}
	})
}

func TestLunarTable(t *testing.T) {
	lunar, err := lunarYears()
	if err != nil {
		t.Fatal(err)
	}
	for y := 2020; y <= 2050; y++ {
		l, ok := lunar[y]
		if !ok || l.tet.Year != y || l.hungKings.Year != y {
			t.Fatalf("year %d: %v", y, l)
		}
		// The 10th of the third month is 67 to 69 days on, or a leap month more.
		if n := l.hungKings.Sub(l.tet); n < 67 || n > 99 {
			t.Errorf("year %d: the Hung Kings' day is %d days after Tết", y, n)
		}
	}
}
