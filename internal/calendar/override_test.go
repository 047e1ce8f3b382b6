package calendar

import (
	"errors"
	"strings"
	"testing"
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
		{"27 decreed", "override_date"},
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
	if _, err := c.Override(strings.NewReader(strings.Repeat("x", 1<<17))); err == nil {
		t.Error("a line of 128 KiB was read")
	}
}

func FuzzOverride(f *testing.F) {
	f.Add("2027-02-04..2027-02-10\toff\ttet\n2027 decreed")
	f.Add(vnDecreed)
	f.Fuzz(func(t *testing.T, s string) {
		c, err := (&Calendar{}).Override(strings.NewReader(s))
		if err != nil {
			return
		}
		d := Date{2027, 2, 4}
		if got := c.OnOrAfter(d); !c.IsWorkday(got) || got.Before(d) {
			t.Fatalf("OnOrAfter(%s) = %s", d, got)
		}
	})
}
