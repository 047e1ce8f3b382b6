package calendar

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// Calendar knows which days are worked: Monday to Friday, save the days off of
// a country, and the Saturdays worked in exchange. It never changes, so any
// number of goroutines may share one.
type Calendar struct {
	days   map[Date]dayOff // days on which the week's habit does not hold, and named weekends
	years  map[int]bool    // years in the table; true: as decreed
	shifts []Date          // the days of days that change the count of working days, sorted
}

// dayOff is one entry of the table.
type dayOff struct {
	name   string
	worked bool
	stated bool // by a decree or a file, not by a rule
}

// The names Off gives to days are keys for the locale catalogue under
// "holiday."; a name from an override file may also be plain words.
const (
	NewYear       = "new_year"
	Tet           = "tet"
	HungKings     = "hung_kings"
	Reunification = "reunification"
	LabourDay     = "labour_day"
	NationalDay   = "national_day"
	CultureDay    = "culture_day"
	InLieu        = "in_lieu"   // for a holiday that fell on a weekend
	Exchanged     = "exchanged" // for a Saturday that is worked, and that Saturday
	DayOff        = "day_off"   // that a file gives no name
	Weekend       = "weekend"
)

// HolidayNames are all names that the built-in tables use.
func HolidayNames() []string {
	return []string{NewYear, Tet, HungKings, Reunification, LabourDay, NationalDay, CultureDay, InLieu, Exchanged, DayOff, Weekend}
}

// IsWorkday reports whether d is worked.
func (c *Calendar) IsWorkday(d Date) bool {
	if e, ok := c.days[d]; ok {
		return e.worked
	}
	return !weekend(d)
}

// Off reports whether d is a day off, and by what name.
func (c *Calendar) Off(d Date) (name string, off bool) {
	if e, ok := c.days[d]; ok {
		if e.worked {
			return "", false
		}
		return e.name, true
	}
	if weekend(d) {
		return Weekend, true
	}
	return "", false
}

// Expected reports whether the year's days off are not, or not yet, known as
// decreed, but worked out by rule. For a calendar of weekends they always are
// known; for years outside a country's table only weekends are. A file can
// state a day of such a year: see Day.
func (c *Calendar) Expected(year int) bool {
	if len(c.years) == 0 {
		return false
	}
	return !c.years[year]
}

// Years returns the first and last year of the table, 0 where there is none.
func (c *Calendar) Years() (first, last int) {
	if len(c.years) == 0 {
		return 0, 0
	}
	all := slices.Sorted(maps.Keys(c.years))
	return all[0], all[len(all)-1]
}

// OnOrBefore returns d if it is worked, else the working day before.
func (c *Calendar) OnOrBefore(d Date) Date { return c.seek(d, -1) }

// OnOrAfter returns d if it is worked, else the working day after.
func (c *Calendar) OnOrAfter(d Date) Date { return c.seek(d, 1) }

func (c *Calendar) seek(d Date, step int) Date {
	for !c.IsWorkday(d) {
		d = d.AddDays(step)
	}
	return d
}

// AddWorkdays returns the n-th working day after d, or before it where n is
// negative; 0 is d itself, worked or not.
func (c *Calendar) AddWorkdays(d Date, n int) Date {
	step := cmp.Compare(n, 0)
	for ; n != 0; n -= step {
		d = c.seek(d.AddDays(step), step)
	}
	return d
}

// WorkdaysBetween counts the working days after a up to and with b; it is
// negative where b is before a.
func (c *Calendar) WorkdaysBetween(a, b Date) int {
	if b.Before(a) {
		return -c.WorkdaysBetween(b, a)
	}
	n := weekdaysBy(b) - weekdaysBy(a)
	from, _ := slices.BinarySearchFunc(c.shifts, a.AddDays(1), Date.Compare)
	for _, d := range c.shifts[from:] {
		if d.After(b) {
			break
		}
		if c.days[d].worked {
			n++
		} else {
			n--
		}
	}
	return n
}

// FirstWorkdayOfWeek returns the first working day of d's week, Monday to
// Sunday; false where the whole week is off.
func (c *Calendar) FirstWorkdayOfWeek(d Date) (Date, bool) {
	for i := range 7 {
		if day := d.Week().AddDays(i); c.IsWorkday(day) {
			return day, true
		}
	}
	return Date{}, false
}

func weekend(d Date) bool {
	w := d.Weekday()
	return w == time.Saturday || w == time.Sunday
}

// weekdaysBy counts the days from Monday to Friday up to and with d, from
// Monday 1 January of year 1 on.
func weekdaysBy(d Date) int {
	n := d.Sub(Date{1, time.January, 1}) + 1
	return n/7*5 + min(n%7, 5)
}

// indexed returns c with its list of the days that change the count.
func (c *Calendar) indexed() *Calendar {
	c.shifts = nil
	for d, e := range c.days {
		if e.worked == weekend(d) {
			c.shifts = append(c.shifts, d)
		}
	}
	slices.SortFunc(c.shifts, Date.Compare)
	return c
}
