package calendar

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// daysOf writes what offWeekdays lists without the year: 02/10 +02/20.
func daysOf(t *testing.T, c *Calendar, year int) string {
	t.Helper()
	var out []string
	for _, s := range offWeekdays(c, year) {
		plus, d := "", day(t, strings.TrimPrefix(s, "+"))
		if strings.HasPrefix(s, "+") {
			plus = "+"
		}
		out = append(out, fmt.Sprintf("%s%02d/%02d", plus, d.Month, d.Day))
	}
	return strings.Join(out, " ")
}

// The days that these countries kept, or have announced.
func TestDaysOffOfCountries(t *testing.T) {
	for _, tc := range []struct {
		country string
		year    int
		want    string // month/day, Monday to Friday
	}{
		{"US", 2022, "01/17 02/21 05/30 06/20 07/04 09/05 10/10 11/11 11/24 12/26"},
		{"US", 2021, "01/01 01/18 02/15 05/31 06/18 07/05 09/06 10/11 11/11 11/25 12/24 12/31"},
		{"GB", 2022, "01/03 04/15 04/18 05/02 06/02 06/03 08/29 09/19 12/26 12/27"},
		{"GB", 2023, "01/02 04/07 04/10 05/01 05/08 05/29 08/28 12/25 12/26"},
		{"AU", 2022, "01/03 01/26 04/15 04/18 04/25 09/22 12/26 12/27"},
		{"CA", 2023, "01/02 04/07 05/22 07/03 09/04 10/02 10/09 11/13 12/25 12/26"},
		{"JP", 2026, "01/01 01/12 02/11 02/23 03/20 04/29 05/04 05/05 05/06 07/20 08/11 09/21 09/22 09/23 10/12 11/03 11/23"},
		{"JP", 2021, "01/01 01/11 02/11 02/23 04/29 05/03 05/04 05/05 07/22 07/23 08/09 09/20 09/23 11/03 11/23"},
		{"FR", 2023, "04/10 05/01 05/08 05/18 05/29 07/14 08/15 11/01 12/25"},
		{"DE", 2026, "01/01 04/03 04/06 05/01 05/14 05/25 12/25"},
		{"SG", 2023, "01/02 01/23 01/24 04/07 05/01 06/02 06/29 08/09 09/01 11/13 12/25"},
		{"SG", 2026, "01/01 02/17 02/18 04/03 05/01 05/27 06/01 08/10 11/09 12/25"},
		{"SG", 2030, "01/01 02/04 02/05 04/19 05/01 08/09 12/25"},
		{"NZ", 2022, "01/03 01/04 02/07 04/15 04/18 04/25 06/06 06/24 09/26 10/24 12/26 12/27"},
		{"PL", 2026, "01/01 01/06 04/06 05/01 06/04 11/11 12/24 12/25"},
		{"-", 2026, ""},
	} {
		if diff := cmp.Diff(tc.want, daysOf(t, country(t, tc.country), tc.year)); diff != "" {
			t.Errorf("%s %d (-want +got):\n%s", tc.country, tc.year, diff)
		}
	}
}

// Every country has a table without gaps, past years as decreed and coming ones
// expected, and days off in each.
func TestEveryCountryHasEveryYear(t *testing.T) {
	codes, err := Countries()
	if err != nil {
		t.Fatal(err)
	}
	if len(codes) < 20 || !slices.IsSorted(codes) || !slices.Contains(codes, "VN") || slices.Contains(codes, "-") {
		t.Errorf("countries %v", codes)
	}
	for _, code := range codes {
		c := country(t, strings.ToLower(code))
		if first, last := c.Years(); first != firstYear || last != lastYear {
			t.Errorf("%s: from %d to %d", code, first, last)
		}
		for year := firstYear; year <= lastYear; year++ {
			if n := len(offWeekdays(c, year)); n < 2 || n > 25 {
				t.Errorf("%s %d: %d days off from Monday to Friday", code, year, n)
			}
			if c.Expected(year) != (year > lastDecreed) {
				t.Errorf("%s: Expected(%d) = %v", code, year, c.Expected(year))
			}
		}
	}
}

func TestDaysAreMarkedExpected(t *testing.T) {
	c, err := country(t, "VN").Override(strings.NewReader("2027-02-20 work exchanged\n2027-02-11 off exchanged\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := c.Days(2027)
	want := []Day{
		{day(t, "2027-01-01"), NewYear, false, true},
		{day(t, "2027-02-04"), Tet, false, true}, {day(t, "2027-02-05"), Tet, false, true},
		{day(t, "2027-02-06"), Tet, false, true}, {day(t, "2027-02-07"), Tet, false, true},
		{day(t, "2027-02-08"), Tet, false, true}, {day(t, "2027-02-09"), Tet, false, true},
		{day(t, "2027-02-10"), Tet, false, true}, {day(t, "2027-02-11"), Exchanged, false, false},
		{day(t, "2027-02-20"), Exchanged, true, false}, {day(t, "2027-04-16"), HungKings, false, true},
	}
	if diff := cmp.Diff(want, got[:len(want)]); diff != "" {
		t.Errorf("days of 2027 (-want +got):\n%s", diff)
	}
}

func TestAtlas(t *testing.T) {
	a, err := ReadAtlas(strings.NewReader("# ours\ncountry VN\n2027\tdecreed\n2027-02-04..2027-02-10 off tet\ncountry gb\n2027-03-01 off Saint David\ncountry VN\n2027-02-20 work\ncountry -\n2027-03-02 off\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		country string
		want    string
	}{
		{"vn", "02/04 02/05 02/08 02/09 02/10 +02/20"},
		{"GB", "01/01 03/01 03/26 03/29 05/03 05/31 08/30 12/27 12/28"},
		{"", "03/02"},
		{"FR", daysOf(t, country(t, "FR"), 2027)},
	} {
		c, err := a.For(tc.country)
		if err != nil {
			t.Fatal(err)
		}
		if got := daysOf(t, c, 2027); got != tc.want {
			t.Errorf("%q: %s, want %s", tc.country, got, tc.want)
		}
	}
	if got := daysOf(t, country(t, "GB"), 2027); strings.Contains(got, "03/01") {
		t.Error("the file changed the calendar that is built in")
	}
}

func TestAtlasRefuses(t *testing.T) {
	for _, tc := range []struct{ text, key string }{
		{"2027-02-10 off", "override_country"},
		{"country", "override_country"},
		{"country VN GB", "override_country"},
		{"country Việt_Nam", "override_unknown"},
		{"country KR", "override_unknown"},
	} {
		_, err := ReadAtlas(strings.NewReader(tc.text))
		var bad *OverrideError
		if !errors.As(err, &bad) || bad.Key != tc.key || bad.Line != 1 {
			t.Errorf("%q: %v, want %s", tc.text, err, tc.key)
		}
		if tc.key == "override_unknown" && (bad == nil || !strings.Contains(bad.Known, "VN")) {
			t.Errorf("%q: the known countries are not named", tc.text)
		}
	}
}

func TestCountryOfZone(t *testing.T) {
	for zone, want := range map[string]string{
		"Asia/Ho_Chi_Minh": "VN", "Asia/Saigon": "VN", "America/New_York": "US", "US/Pacific": "US", "Europe/London": "GB",
		"Europe/Belfast": "GB", "Asia/Singapore": "SG", "Australia/Lord_Howe": "AU", "Europe/Oslo": "NO", "Europe/Busingen": "DE",
		"Asia/Seoul": "", "UTC": "", "": "", "# The zones": "",
	} {
		if got := CountryOfZone(zone); got != want {
			t.Errorf("CountryOfZone(%q) = %q, want %q", zone, got, want)
		}
	}
	seen := map[string]bool{}
	for zone, code := range countryOf() {
		seen[code] = true
		if _, err := time.LoadLocation(zone); err != nil && os.Getenv("ZONEINFO") == "" {
			t.Errorf("%s: %v", zone, err)
		}
		if _, err := For(code); err != nil {
			t.Errorf("%s: %v", zone, err)
		}
	}
	codes, err := Countries()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range codes {
		if !seen[code] {
			t.Errorf("no zone is of %s", code)
		}
	}
}
