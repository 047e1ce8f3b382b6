package calendar

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"
)

//go:embed holidays/vn.tsv
var vnDecreed string

//go:embed holidays/vn-lunar.tsv
var vnLunar string

// lunarYear holds the days of a year that follow the moon.
type lunarYear struct{ tet, hungKings Date }

// lunarYears is the embedded table, read once: 2020 to 2050.
var lunarYears = sync.OnceValues(func() (map[int]lunarYear, error) {
	out := map[int]lunarYear{}
	for line := range strings.Lines(vnLunar) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("lunar days: line %q has not three fields", line)
		}
		y, err := strconv.Atoi(f[0])
		if err != nil {
			return nil, fmt.Errorf("lunar days: %w", err)
		}
		tet, err := ParseDate(f[1])
		if err != nil {
			return nil, fmt.Errorf("lunar days: %w", err)
		}
		hung, err := ParseDate(f[2])
		if err != nil {
			return nil, fmt.Errorf("lunar days: %w", err)
		}
		out[y] = lunarYear{tet, hung}
	}
	return out, nil
})

// vietnam works out every year of the lunar table by rule, then puts the years
// that are decreed in their place.
func vietnam() (*Calendar, error) {
	lunar, err := lunarYears()
	if err != nil {
		return nil, err
	}
	c := &Calendar{days: map[Date]dayOff{}, years: map[int]bool{}}
	for y, l := range lunar {
		c.years[y] = false
		for d, name := range expectedInVietnam(y, l) {
			c.days[d] = dayOff{name: name}
		}
	}
	return c.Override(strings.NewReader(vnDecreed))
}

// cultureDaySince is the first year with 24 November off (Resolution
// 80-NQ/TW of 7 January 2026); secondNationalDaySince the first with a day
// beside 2 September (Labour Code 2019, in force from 1 January 2021).
const (
	cultureDaySince        = 2026
	secondNationalDaySince = 2021
)

// expectedInVietnam gives the days off of a year by rule. Article 112 of the
// Labour Code (45/2019/QH14) names 1 January, five days of Tết, the Hung Kings'
// day, 30 April, 1 May, 2 September and a day beside it; article 111.3 moves
// what falls on a weekend to the next working day. Which five days and which
// day beside is decreed yearly; the rule taken here, two days before Tết and
// three from it on, and the day that lengthens the weekend, is what all decrees
// from 2020 to 2026 come to.
func expectedInVietnam(y int, l lunarYear) map[Date]string {
	days := map[Date]string{
		{y, time.January, 1}:   NewYear,
		l.hungKings:            HungKings,
		{y, time.April, 30}:    Reunification,
		{y, time.May, 1}:       LabourDay,
		{y, time.September, 2}: NationalDay,
	}
	for i := -2; i <= 2; i++ {
		days[l.tet.AddDays(i)] = Tet
	}
	if y >= secondNationalDaySince {
		days[besideNationalDay(y)] = NationalDay
	}
	if y >= cultureDaySince {
		days[Date{y, time.November, 24}] = CultureDay
	}
	return withLieu(y, days)
}

// besideNationalDay is 3 September where 2 September is a Monday, a Thursday
// or a Sunday, else 1 September.
func besideNationalDay(y int) Date {
	d := Date{y, time.September, 2}
	switch d.Weekday() {
	case time.Monday, time.Thursday, time.Sunday:
		return d.AddDays(1)
	}
	return d.AddDays(-1)
}

// withLieu adds the working day after each holiday that falls on a weekend.
// The days in lieu of Tết are Tết's own, as the decrees count them.
func withLieu(y int, days map[Date]string) map[Date]string {
	for d := (Date{y, time.January, 1}); d.Year == y; d = d.AddDays(1) {
		name, ok := days[d]
		if !ok || !weekend(d) {
			continue
		}
		in := d.AddDays(1)
		for weekend(in) || days[in] != "" {
			in = in.AddDays(1)
		}
		if name != Tet {
			name = InLieu
		}
		days[in] = name
	}
	return days
}
