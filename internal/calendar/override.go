package calendar

import (
	"bufio"
	"errors"
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
	earliestOverride  = 2000
	latestOverride    = 2100
)

// OverrideError says what is wrong with a line of an override file.
type OverrideError struct {
	Line  int
	Text  string
	Key   string // under "calendar.": override_date, override_kind and so on
	First int    // override_twice: the line that said it first
	Known string // override_unknown: the countries there are
}

func (e *OverrideError) Error() string {
	return fmt.Sprintf("line %d %q: %s", e.Line, e.Text, e.Key)
}

// Sentence is what locale says of the error.
func (e *OverrideError) Sentence() (key string, args map[string]any) {
	return "calendar." + e.Key, map[string]any{"Line": e.Line, "Text": e.Text, "First": e.First, "Known": e.Known}
}

// ReadAtlas reads a file of days off and of weekend days that are worked. A
// line "country VN" stands over the lines of each country; these are as
// Override says. What cannot be read is an *OverrideError.
func ReadAtlas(r io.Reader) (*Atlas, error) {
	changed, err := readSections(r, For)
	if err != nil {
		return nil, err
	}
	return &Atlas{changed: changed}, nil
}

// Override returns a calendar in which the lines of r replace what was known
// of their days. A line has a day or a range of days, "off" or "work", and a
// name, parted by tabs or spaces:
//
//	2027-02-04..2027-02-10	off	tet
//	2027-02-20	work	exchanged
//	2027	decreed
//
// "decreed" clears a year of all that was known before, wherever in r it
// stands, and ends its being Expected. "#" begins a comment. A line it cannot
// read, and a day said twice, is an *OverrideError.
func (c *Calendar) Override(r io.Reader) (*Calendar, error) {
	out := newSection(c)
	if err := readLines(r, out.line); err != nil {
		return nil, err
	}
	return out.to.indexed(), nil
}

// readSections reads lines under the countries they belong to.
func readSections(r io.Reader, base func(country string) (*Calendar, error)) (map[string]*Calendar, error) {
	sections := map[string]*section{}
	var now *section
	err := readLines(r, func(n int, text string) *OverrideError {
		f := strings.Fields(text)
		if f[0] != "country" {
			if now == nil {
				return &OverrideError{Key: "override_country"}
			}
			return now.line(n, text)
		}
		if len(f) != 2 {
			return &OverrideError{Key: "override_country"}
		}
		code := codeOf(f[1])
		if sections[code] == nil {
			c, err := base(code)
			if c == nil || err != nil {
				return unknownCountry(err)
			}
			sections[code] = newSection(c)
		}
		now = sections[code]
		return nil
	})
	if err != nil {
		return nil, err
	}
	out := make(map[string]*Calendar, len(sections))
	for code, s := range sections {
		out[code] = s.to.indexed()
	}
	return out, nil
}

func unknownCountry(err error) *OverrideError {
	out := &OverrideError{Key: "override_unknown"}
	if unknown, ok := errors.AsType[*UnknownCountryError](err); ok {
		out.Known = strings.Join(unknown.Known, ", ")
	}
	return out
}

// readLines gives the lines that say something to each, and completes the
// error that it answers with.
func readLines(r io.Reader, each func(n int, text string) *OverrideError) error {
	lines := bufio.NewScanner(r)
	n := 1
	for ; lines.Scan(); n++ {
		text := strings.TrimSpace(strings.TrimPrefix(lines.Text(), "\ufeff"))
		wrong := tooLong(n, text)
		if wrong == nil && text != "" && !strings.HasPrefix(text, "#") {
			wrong = each(n, text)
		}
		if wrong != nil {
			wrong.Line, wrong.Text = n, firstRunes(text, longestOverride)
			return wrong
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return &OverrideError{Line: n, Key: "override_long"}
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("reading days off: %w", err)
	}
	return nil
}

func tooLong(n int, text string) *OverrideError {
	if n <= mostOverrideLines && utf8.ValidString(text) && utf8.RuneCountInString(text) <= longestOverride {
		return nil
	}
	return &OverrideError{Key: "override_long"}
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:min(n, len(r))])
}

// section takes the lines of one country into a copy of its calendar.
type section struct {
	to   *Calendar
	said map[Date]int // the line that said a day
}

func newSection(c *Calendar) *section {
	to := &Calendar{days: maps.Clone(c.days), years: maps.Clone(c.years)}
	if to.days == nil {
		to.days = map[Date]dayOff{}
	}
	if to.years == nil {
		to.years = map[int]bool{}
	}
	return &section{to: to, said: map[Date]int{}}
}

// line takes in one line; the answer is what is wrong with it.
func (s *section) line(n int, text string) *OverrideError {
	f := strings.Fields(text)
	if len(f) < 2 {
		return &OverrideError{Key: "override_kind"}
	}
	switch f[1] {
	case "decreed":
		return s.decree(f[0])
	case "off", "work":
	default:
		return &OverrideError{Key: "override_kind"}
	}
	from, to, wrong := dayRange(f[0])
	if wrong != "" {
		return &OverrideError{Key: wrong}
	}
	entry := dayOff{name: nameOf(f), worked: f[1] == "work", stated: true}
	for d := from; !d.After(to); d = d.AddDays(1) {
		if first, twice := s.said[d]; twice {
			return &OverrideError{Key: "override_twice", First: first}
		}
		s.to.days[d], s.said[d] = entry, n
	}
	return nil
}

// nameOf is the name that a line's fields give to its days.
func nameOf(f []string) string {
	switch {
	case len(f) > 2:
		return strings.Join(f[2:], " ")
	case f[1] == "work":
		return Exchanged
	}
	return DayOff
}

func dayRange(s string) (from, to Date, wrong string) {
	first, last, ranged := strings.Cut(s, "..")
	if !ranged {
		last = first
	}
	from, err := ParseDate(first)
	if err != nil || !overridable(from.Year) {
		return from, to, "override_date"
	}
	to, err = ParseDate(last)
	if err != nil || !overridable(to.Year) {
		return from, to, "override_date"
	}
	if n := to.Sub(from); n < 0 || n >= longestRange {
		return from, to, "override_range"
	}
	return from, to, ""
}

// overridable refuses the year of a slip of the hand, and none.
func overridable(year int) bool { return year >= earliestOverride && year <= latestOverride }

// decree clears a year: what r says of it is all there is.
func (s *section) decree(text string) *OverrideError {
	year, err := strconv.Atoi(text)
	if err != nil || len(text) != len("2027") || !overridable(year) {
		return &OverrideError{Key: "override_year"}
	}
	maps.DeleteFunc(s.to.days, func(d Date, _ dayOff) bool { return d.Year == year && s.said[d] == 0 })
	// A calendar of weekends alone has no years that could be expected.
	if len(s.to.years) > 0 {
		s.to.years[year] = true
	}
	return nil
}
