package calendar

import "time"

// grain is how long a period is; it also says what an elided neighbour means:
// after "quý I," a mere "II" is a quarter.
type grain uint8

const (
	dayGrain grain = iota
	weekGrain
	monthGrain
	quarterGrain
	halfGrain // any run of months named by its number: "9 tháng đầu năm"
	yearGrain
)

// edge is the part of a period that is meant.
type edge uint8

const (
	whole edge = iota
	early
	mid
	late
	firstDay
)

// period is a stretch of the calendar as a phrase names it: of its year or
// month, what was not said is zero.
type period struct {
	grain       grain
	year        int
	first, last time.Month // a day has its month in first; 0 = only the day was named
	day         int
	edge        edge
	from, to    Date // already known: "tuần sau", "hôm nay"
	weekday     int  // "thứ Sáu" without a week, 1 Monday … 7 Sunday
	vague       bool // relative to a day that is not known
	lone        bool // a day whose month was not said
	counted     bool // "3 ngày": so long from today
	monthLed    bool // "June 3": a day after it is of the same month
	swapped     bool // 12/31 where the day comes first
	either      bool // 03/04 could be two days
	bare        bool // "2/5" without "ngày" and year: perhaps a fraction
}

func months(g grain, first, last, year int) period {
	return period{grain: g, first: time.Month(first), last: time.Month(last), year: year}
}

func quarter(n, year int) period { return months(quarterGrain, 3*n-2, 3*n, year) }

// between makes a period of two known days.
func between(g grain, from, to Date) period { return period{grain: g, from: from, to: to} }

// fixed reports whether nothing about the period is left to be filled in.
func (x period) fixed() bool { return x.vague || !x.from.IsZero() || x.year != 0 || x.weekday != 0 }

// window is a resolved period.
type window struct {
	start, due Date
	invalid    bool // the day does not exist
}

// inYear gives the period's days when its year is y.
func (x period) inYear(y int) window {
	switch {
	case x.vague:
		return window{}
	case !x.from.IsZero():
		return window{start: x.from, due: x.to}
	case y == 0 || x.first == 0:
		return window{}
	case x.day > 0:
		d := Date{y, x.first, x.day}
		if !d.Valid() {
			return window{invalid: true}
		}
		return window{start: d, due: d}
	}
	return window{start: Date{y, x.first, 1}, due: Date{y, x.last, 1}.MonthEnd()}
}

// baseYear is the year that unsaid years are measured from; 0 = unknown.
func (p *parser) baseYear() int {
	if p.ctx.Year != 0 {
		return p.ctx.Year
	}
	return p.ctx.Today.Year
}

// likelyYear is the year of a period that names none: the context's, else the
// one in which its end is not yet past.
func (p *parser) likelyYear(x period) int {
	if p.ctx.Year != 0 && x.first != 0 && max(x.first, x.last) < p.ctx.FirstMonth {
		return p.ctx.Year + 1
	}
	if p.ctx.Year != 0 || p.ctx.Today.IsZero() {
		return p.ctx.Year
	}
	y := p.ctx.Today.Year
	if w := x.inYear(y); !w.due.IsZero() && w.due.Before(p.ctx.Today) {
		y++
	}
	return y
}

// period consumes the longest period that stands here.
func (p *parser) period() (period, bool) {
	for _, read := range [...]func() (period, bool){
		p.halfYear, p.edged, p.quarter, p.week, p.dayPeriod, p.relativeDay, p.month, p.year, p.schoolYear, p.bareUnit,
	} {
		start := p.pos
		if x, ok := read(); ok {
			return x, true
		}
		p.pos = start
	}
	return period{}, false
}
