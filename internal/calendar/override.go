package calendar

import (
	"bufio"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Bounds of an override file.
const (
	mostOverrideLines = 5000
	longestOverride   = 200 // characters of a line
	longestRange      = 92  // days of one line
)

// OverrideError says what is wrong with a line of an override file.
type OverrideError struct {
	Line int
	Text string
	Key  string // under "calendar.": override_date, override_kind, override_range, override_long
}

func (e *OverrideError) Error() string {
	return fmt.Sprintf("line %d %q: %s", e.Line, e.Text, e.Key)
}

// Sentence is what locale says of the error.
func (e *OverrideError) Sentence() (key string, args map[string]any) {
	return "calendar." + e.Key, map[string]any{"Line": e.Line, "Text": e.Text}
}

// Override returns a calendar in which the lines of r replace what was known
// of their days. A line has a day or a range of days, "off" or "work", and a
// name, parted by tabs or spaces:
//
//	2027-02-04..2027-02-10	off	tet
//	2027-02-20	work	exchanged
//	2027	decreed
//
// "decreed" clears a year of all days off worked out by rule, and ends its
// being Expected. "#" begins a comment. A line it cannot read is an
// *OverrideError.
func (c *Calendar) Override(r io.Reader) (*Calendar, error) {
	out := &Calendar{days: maps.Clone(c.days), years: maps.Clone(c.years)}
	if out.days == nil {
		out.days = map[Date]dayOff{}
	}
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		text := strings.TrimSpace(lines.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		key := "override_long"
		if n <= mostOverrideLines && utf8.ValidString(text) && utf8.RuneCountInString(text) <= longestOverride {
			key = out.line(text)
		}
		if key != "" {
			return nil, &OverrideError{Line: n, Text: firstRunes(text, longestOverride), Key: key}
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("reading days off: %w", err)
	}
	return out.indexed(), nil
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// line takes in one line; the answer is the key of what is wrong with it.
func (c *Calendar) line(text string) (wrong string) {
	f := strings.Fields(text)
	if len(f) < 2 {
		return "override_kind"
	}
	name := strings.Join(f[2:], " ")
	switch f[1] {
	case "decreed":
		return c.decree(f[0])
	case "off", "work":
	default:
		return "override_kind"
	}
	from, to, wrong := dayRange(f[0])
	if wrong != "" {
		return wrong
	}
	for d := from; !d.After(to); d = d.AddDays(1) {
		c.days[d] = dayOff{name: name, worked: f[1] == "work"}
	}
	return ""
}

func dayRange(s string) (from, to Date, wrong string) {
	first, last, ranged := strings.Cut(s, "..")
	if !ranged {
		last = first
	}
	from, err := ParseDate(first)
	if err != nil || from.IsZero() {
		return from, to, "override_date"
	}
	to, err = ParseDate(last)
	if err != nil || to.IsZero() {
		return from, to, "override_date"
	}
	if n := to.Sub(from); n < 0 || n > longestRange {
		return from, to, "override_range"
	}
	return from, to, ""
}

// decree clears a year: what follows is all there is.
func (c *Calendar) decree(s string) (wrong string) {
	year, err := strconv.Atoi(s)
	if err != nil || len(s) != 4 {
		return "override_date"
	}
	maps.DeleteFunc(c.days, func(d Date, _ dayOff) bool { return d.Year == year })
	if c.years == nil {
		c.years = map[int]bool{}
	}
	c.years[year] = true
	return ""
}
