package work

import (
	"regexp"
	"slices"
	"strconv"
	"time"

	"nhacviec/internal/calendar"
)

// doubtsAbout are the doubts, by key, that a mended field settles. Those of a
// deadline are besides "doubt." and each of the calendar's flags.
var doubtsAbout = map[Field][]string{
	FieldDeadline: {"doubt.no_deadline", "doubt.deadline_unread", "doubt.group_deadline", "doubt.columns_differ"},
	FieldLead:     {"doubt.missing_lead", "doubt.lead_from_above", "doubt.several_leads"},
	FieldTarget:   {"doubt.rank_or_count", "doubt.items_count"},
}

var deadlineFlags = []calendar.Flag{
	calendar.YearAssumed, calendar.DayAssumed, calendar.NoFirmDay, calendar.InvalidDate,
	calendar.SeveralPeriods, calendar.Tentative, calendar.StrictBefore, calendar.EventDriven,
	calendar.PeriodUnnamed, calendar.Repaired, calendar.DayMonthOrder, calendar.PastDate,
}

// About reports whether a doubt is one of a field's values.
func (d *Doubt) About(f Field) bool {
	if slices.Contains(doubtsAbout[f], d.Key) {
		return true
	}
	return f == FieldDeadline && slices.ContainsFunc(deadlineFlags, func(fl calendar.Flag) bool { return d.Key == flagDoubt(fl) })
}

func flagDoubt(f calendar.Flag) string { return "doubt." + string(f) }

// ReadingDoubts are what a person should look at in a reading: its flags, but
// that the year was taken from the plan.
func ReadingDoubts(r calendar.Reading, line int) []Doubt {
	var out []Doubt
	year := r.Due.Year
	if r.Due.IsZero() {
		year = r.Start.Year
	}
	for _, f := range r.Flags {
		if f == calendar.YearAssumed {
			continue
		}
		out = append(out, Doubt{
			Message: Message{Key: flagDoubt(f), Args: Args{"phrase": r.Phrase, "year": year, "due": r.Due.String()}},
			Line:    line, Text: r.Phrase, Alternatives: OtherReadings(f, r),
		})
	}
	return out
}

// OtherReadings are the other dates, as YYYY-MM-DD, that a flagged reading may
// mean.
func OtherReadings(f calendar.Flag, r calendar.Reading) []string {
	switch {
	case f == calendar.StrictBefore && !r.Due.IsZero():
		return []string{r.Due.AddDays(-1).String()}
	case f == calendar.DayMonthOrder && !r.Due.IsZero() && r.Due.Day <= 12:
		return []string{calendar.Date{Year: r.Due.Year, Month: time.Month(r.Due.Day), Day: int(r.Due.Month)}.String()}
	case f == calendar.NoFirmDay && !r.Start.IsZero():
		return []string{r.Start.AddDays(14).String(), r.Start.MonthEnd().String()}
	case f == calendar.InvalidDate && r.Due.IsZero():
		return daysAround(r.Phrase)
	case f == calendar.PastDate && !r.Due.IsZero():
		if next := (calendar.Date{Year: r.Due.Year + 1, Month: r.Due.Month, Day: r.Due.Day}); next.Valid() {
			return []string{next.String()}
		}
	}
	return nil
}

var impossibleDay = regexp.MustCompile(`\d{1,2}\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})`)

// daysAround are the days on both sides of one that no calendar has: of
// 31/11/2024 30 November and 1 December.
func daysAround(phrase string) []string {
	m := impossibleDay.FindStringSubmatch(phrase)
	if m == nil {
		return nil
	}
	month, _ := strconv.Atoi(m[1]) // digits both
	year, _ := strconv.Atoi(m[2])
	first := calendar.Date{Year: year, Month: time.Month(month), Day: 1}
	if !first.Valid() {
		return nil
	}
	last := first.MonthEnd()
	return []string{last.String(), last.AddDays(1).String()}
}
