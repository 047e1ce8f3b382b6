package calendar

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOverride(t *testing.T) {
	base := country(t, "VN")
	c, err := base.Override(strings.NewReader("# storm\r\n2022-09-28..2022-09-29\toff\tBão số 4\n\n2022-10-01 work exchanged\n2022-01-03\twork\n"))
	if err != nil {
		t.Fatal(err)
	}
	if name, off := c.Off(day(t, "2022-09-29")); !off || name != "Bão số 4" {
		t.Errorf("29 September is off %v as %q", off, name)
	}
	for _, s := range []string{"2022-10-01", "2022-01-03"} {
		if !c.IsWorkday(day(t, s)) {
			t.Errorf("%s is not worked", s)
		}
	}
	if n := c.WorkdaysBetween(day(t, "2022-09-23"), day(t, "2022-10-02")); n != 4 {
		t.Errorf("%d working days in the week of the storm, want 4", n)
	}
	if !base.IsWorkday(day(t, "2022-09-28")) {
		t.Error("the calendar overridden has changed")
	}
}

func TestOverrideDecreesAYear(t *testing.T) {
	c, err := country(t, "VN").Override(strings.NewReader("2027\tdecreed\n2027-02-05..2027-02-11\toff\ttet\n"))
	if err != nil {
		t.Fatal(err)
	}
	if c.Expected(2027) || !c.Expected(2028) {
		t.Errorf("expected: 2027 %v, 2028 %v", c.Expected(2027), c.Expected(2028))
	}
	if !c.IsWorkday(day(t, "2027-02-04")) || c.IsWorkday(day(t, "2027-02-11")) {
		t.Error("the rule's days of Tết 2027 are still there")
	}
}

func TestOverrideRefuses(t *testing.T) {
	c := country(t, "-")
	for _, tc := range []struct{ text, key string }{
		{"2027-02-31 off", "override_date"},
		{"31/12/2027 off", "override_date"},
		{".. off", "override_date"},
		{"2027-02-10..2027-02-01 off", "override_range"},
		{"2027-01-01..2029-01-01 off", "override_range"},
		{"2027-02-10 maybe", "override_kind"},
		{"2027-02-10", "override_kind"},
		{"27 decreed", "override_year"},
		{"+207 decreed", "override_year"},
		{"9999 decreed", "override_year"},
		{"0207-02-10 off", "override_date"},
		{"2027-02-10..2207-02-11 off", "override_date"},
		{"2027-01-01..2027-04-03 off", "override_range"},
		{"2027-02-10 off \xff", "override_long"},
		{"2027-02-10 off " + strings.Repeat("x", 300), "override_long"},
	} {
		_, err := c.Override(strings.NewReader("# first\n" + tc.text))
		var bad *OverrideError
		if !errors.As(err, &bad) || bad.Key != tc.key || bad.Line != 2 {
			t.Errorf("%q: %v, want line 2 refused with %s", tc.text, err, tc.key)
			continue
		}
		if key, args := bad.Sentence(); key != "calendar."+tc.key || args["Line"] != 2 {
			t.Errorf("%q: sentence %q %v", tc.text, key, args)
		}
	}
	for name, text := range map[string]string{
		"a line of 128 KiB": strings.Repeat("x", 1<<17),
		"too many lines":    strings.Repeat("#\n", mostOverrideLines+1),
	} {
		var bad *OverrideError
		if _, err := c.Override(strings.NewReader(text)); !errors.As(err, &bad) || bad.Key != "override_long" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestOverrideRefusesADaySaidTwice(t *testing.T) {
	_, err := country(t, "VN").Override(strings.NewReader("2027-02-04..2027-02-10 off tet\n\n2027-02-10 work exchanged\n"))
	var bad *OverrideError
	if !errors.As(err, &bad) || bad.Key != "override_twice" || bad.Line != 3 || bad.First != 1 {
		t.Errorf("%v, want line 3 refused because of line 1", err)
	}
}

func TestADecreeClearsWhatWasKnownNotWhatItsFileSays(t *testing.T) {
	c, err := country(t, "VN").Override(strings.NewReader("2026-02-16..2026-02-20 off tet\n2026 decreed\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Fields("2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20")
	if diff := cmp.Diff(want, offWeekdays(c, 2026)); diff != "" {
		t.Errorf("days off (-want +got):\n%s", diff)
	}
}

func TestLinesWithoutANameAndWithAByteOrderMark(t *testing.T) {
	c, err := country(t, "-").Override(strings.NewReader("\ufeff2027-02-10 off\n2027-02-13 work"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Day{{Date: day(t, "2027-02-10"), Name: DayOff}, {Date: day(t, "2027-02-13"), Name: Exchanged, Worked: true}}
	if diff := cmp.Diff(want, c.Days(2027)); diff != "" {
		t.Errorf("days (-want +got):\n%s", diff)
	}
}

func FuzzOverride(f *testing.F) {
	f.Add("2027-02-04..2027-02-10\toff\ttet\n2027 decreed")
	f.Add(vnDecreed)
	f.Add(proclaimed)
	f.Fuzz(func(t *testing.T, s string) {
		if c, err := (&Calendar{}).Override(strings.NewReader(s)); err == nil {
			moves(t, c)
		}
		a, err := ReadAtlas(strings.NewReader(s))
		if err != nil {
			return
		}
		for code := range a.changed {
			c, err := a.For(code)
			if err != nil {
				t.Fatal(err)
			}
			moves(t, c)
		}
	})
}

// moves holds a calendar to what must be so whatever is off.
func moves(t *testing.T, c *Calendar) {
	d := Date{2027, 2, 4}
	after, before := c.OnOrAfter(d), c.OnOrBefore(d)
	if !c.IsWorkday(after) || after.Before(d) || !c.IsWorkday(before) || before.After(d) {
		t.Fatalf("around %s: from %s to %s", d, before, after)
	}
	if n := c.WorkdaysBetween(before, after); n < 0 || n > 1 {
		t.Fatalf("%d working days from %s to %s", n, before, after)
	}
}
