package calendar

import "time"

var (
	relativeDays = newLexicon(map[string]int{
		"hôm nay|ngày hôm nay|trong hôm nay|chiều nay|tối nay|sáng nay|trong ngày hôm nay|today|tonight|this afternoon": 0,
		"ngày mai|mai|sáng mai|chiều mai|tối mai|tomorrow":                                                              1,
		"ngày kia|mốt|ngày mốt|the day after tomorrow|day after tomorrow":                                               2,
		"hôm qua|ngày hôm qua|yesterday":                                                                                -1,
	})
	relativeWeeks = newLexicon(map[string]int{
		"tuần này|tuần nay|trong tuần này|this week":              0,
		"tuần sau|tuần tới|tuần kế tiếp|tuần tiếp theo|next week": 1,
	})
	weekdayShift = newLexicon(map[string]int{
		"tuần này|này tuần này": 0, "tuần sau|tuần tới|tuần kế tiếp|tuần tiếp theo|next week|of next week": 1, "tuần sau nữa": 2,
	})
	comingWords = words("này|tới|sắp tới|this coming|this|coming")
	nextWords   = words("next")
	weekNumber  = words("tuần|tuần thứ")
	ofMonth     = words("của|trong|of")
)

// relativeDay reads days that are measured from today: "hôm nay", "thứ Sáu
// tuần sau", "3 ngày nữa", "in two weeks".
func (p *parser) relativeDay() (period, bool) {
	start := p.pos
	if n, ok := take(p, relativeDays); ok && (p.at(-1).fold != "mai" || p.pos-start > 1 || !p.free || p.held) {
		return p.daysFromNow(n), true
	}
	p.pos = start
	if x, ok := p.namedWeekday(); ok {
		return x, true
	}
	p.pos = start
	return p.afterSome()
}

func (p *parser) daysFromNow(n int) period {
	if p.ctx.Today.IsZero() {
		return period{grain: dayGrain, vague: true}
	}
	d := p.ctx.Today.AddDays(n)
	return between(dayGrain, d, d)
}

// namedWeekday reads a weekday: of the week that is named, else the next on or
// after today. "next Friday" is the Friday of next week.
func (p *parser) namedWeekday() (period, bool) {
	next := p.has(nextWords)
	if !next {
		p.has(comingWords)
	}
	n, ok := p.weekdayName()
	if !ok {
		return period{}, false
	}
	shift, named := take(p, weekdayShift)
	if next {
		shift, named = 1, true
	} else if !named {
		p.has(comingWords)
	}
	today := p.ctx.Today
	if today.IsZero() {
		return period{grain: dayGrain, weekday: n}, true
	}
	d := today.Week().AddDays(7*shift + n - 1)
	if !named && d.Before(today) {
		d = d.AddDays(7)
	}
	x := between(dayGrain, d, d)
	x.weekday = n
	return x, true
}

// week reads "tuần sau" and "tuần 3 tháng 5".
func (p *parser) week() (period, bool) {
	if n, ok := take(p, relativeWeeks); ok {
		if p.ctx.Today.IsZero() {
			return period{grain: weekGrain, vague: true}, true
		}
		monday := p.ctx.Today.Week().AddDays(7 * n)
		return between(weekGrain, monday, monday.AddDays(6)), true
	}
	if !p.has(weekNumber) {
		return period{}, false
	}
	n, ok := p.count(5)
	if !ok {
		return period{}, false
	}
	p.has(ofMonth)
	m, ok := p.month()
	if !ok || m.vague {
		return period{}, false
	}
	return p.share(m, [2]int{7*n - 6, 7 * n}), true
}

// span of time: so many of a unit.
type duration struct {
	n    int
	unit unit
}

type unit uint8

const (
	days unit = iota + 1
	weeks
	monthUnit
	quarters
	halfYears
	years
)

var (
	durationUnits = newLexicon(map[string]unit{
		"ngày|hôm|ngày làm việc|day|days|working days|business days": days, "tuần|tuần lễ|week|weeks": weeks,
		"tháng|month|months": monthUnit, "quý|quarter|quarters": quarters, "năm|year|years": years,
	})
	anArticle  = words("a|an")
	fromNow    = words("nữa|tới|sắp tới|kể từ hôm nay|từ hôm nay|kể từ nay|from now|from today|time")
	inWords    = words("in|within|sau|trong|trong vòng|trong thời gian|within the next|in the next|over the next")
	eventAfter = words("kể từ|từ khi|sau khi|từ ngày|tính từ|sau|trước|trước ngày|trước khi|of|after|from|before|since|following|upon|once|prior to|một lần|lần|đầu|cuối")
)

func (p *parser) duration() (duration, bool) {
	n, ok := 1, p.has(anArticle)
	if !ok {
		n, ok = p.count(999)
	}
	if !ok {
		return duration{}, false
	}
	u, ok := take(p, durationUnits)
	return duration{n, u}, ok
}

// afterSome reads "3 ngày nữa", "trong 2 tuần tới", "in 3 days". A length that
// is measured from an event instead is none.
func (p *parser) afterSome() (period, bool) {
	in := p.afterIn()
	in = p.has(inWords) || in
	d, ok := p.duration()
	if !ok {
		return period{}, false
	}
	if !p.has(fromNow) {
		_, event := look(p, eventAfter, 0)
		if !in || event > 0 || !p.boundary() || p.ctx.Today.IsZero() {
			return period{}, false
		}
	}
	today := p.ctx.Today
	if today.IsZero() {
		return period{grain: dayGrain, vague: true}, true
	}
	due := d.after(today)
	x := between(dayGrain, due, due)
	x.counted = true
	return x, true
}

// afterIn reports whether the word just consumed was an "in".
func (p *parser) afterIn() bool {
	switch t := p.at(-1); t.fold {
	case "in", "within", "trong", "vong", "sau":
		return true
	}
	return false
}

// after is the day so long after d; a month ends with a month that is shorter.
func (x duration) after(d Date) Date {
	perUnit := map[unit]int{monthUnit: 1, quarters: 3, halfYears: 6, years: 12}
	switch x.unit {
	case days:
		return d.AddDays(x.n)
	case weeks:
		return d.AddDays(7 * x.n)
	}
	m := perUnit[x.unit] * x.n
	first := DateOf(time.Date(d.Year, d.Month+time.Month(m), 1, 0, 0, 0, 0, time.UTC))
	first.Day = min(d.Day, first.MonthEnd().Day)
	return first
}
