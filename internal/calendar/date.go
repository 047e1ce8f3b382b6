// Package calendar knows dates, periods, recurrences, the phrases people write
// them in, and which days are worked.
package calendar

import (
	"fmt"
	"time"
)

// Date is a day without a time or zone. The zero Date means "none".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the day on which t falls in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// ParseDate reads the form YYYY-MM-DD; the empty string is the zero Date.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("date %q is not of the form YYYY-MM-DD", s)
	}
	return DateOf(t), nil
}

// Civil returns the date's parts, for whoever writes it in a language.
func (d Date) Civil() (year int, month time.Month, day int) { return d.Year, d.Month, d.Day }

// IsZero reports whether d is no date at all.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether d exists in the Gregorian calendar: 31 November does not.
func (d Date) Valid() bool {
	return !d.IsZero() && DateOf(d.utc()) == d
}

// String is YYYY-MM-DD, or empty for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day)
}

// MarshalText writes YYYY-MM-DD, or nothing for the zero Date.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = v
	return nil
}

// Compare orders two dates as time does: -1, 0 or 1.
func (d Date) Compare(o Date) int { return d.utc().Compare(o.utc()) }

// Before reports whether d is earlier than o.
func (d Date) Before(o Date) bool { return d.Compare(o) < 0 }

// After reports whether d is later than o.
func (d Date) After(o Date) bool { return d.Compare(o) > 0 }

// AddDays returns the day n days later, or earlier where n is negative.
func (d Date) AddDays(n int) Date { return DateOf(d.utc().AddDate(0, 0, n)) }

// Sub returns the number of days from o to d.
func (d Date) Sub(o Date) int { return int((d.utc().Unix() - o.utc().Unix()) / secondsADay) }

const secondsADay = 24 * 60 * 60

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.utc().Weekday() }

// MonthEnd returns the last day of d's month.
func (d Date) MonthEnd() Date { return DateOf(time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC)) }

// Week returns the Monday of d's week.
func (d Date) Week() Date { return d.AddDays(-((int(d.Weekday()) + 6) % 7)) }

// At returns the moment hour:minute of the day in loc. A local time that
// daylight saving skips is moved forward, one that it repeats is its first.
func (d Date) At(hour, minute int, loc *time.Location) time.Time {
	// time.Date leaves open which of two offsets it takes around a change; here
	// both are tried, the one in force before the change first.
	wall := time.Date(d.Year, d.Month, d.Day, hour, minute, 0, 0, time.UTC)
	earlier := withOffsetOf(wall.Add(-24*time.Hour), wall, loc)
	later := withOffsetOf(wall.Add(24*time.Hour), wall, loc)
	if sameWall(earlier, wall) || !sameWall(later, wall) {
		return earlier
	}
	return later
}

// withOffsetOf is the wall clock's time in loc under the offset that holds
// around near.
func withOffsetOf(near, wall time.Time, loc *time.Location) time.Time {
	_, offset := near.In(loc).Zone()
	return wall.Add(-time.Duration(offset) * time.Second).In(loc)
}

func sameWall(t, wall time.Time) bool {
	return t.Hour() == wall.Hour() && t.Minute() == wall.Minute() && DateOf(t) == DateOf(wall)
}

func (d Date) utc() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}
