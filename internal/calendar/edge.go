package calendar

var edges = newLexicon(map[string]edge{
	"đầu|ngay đầu|những ngày đầu|early|beginning of|the beginning of|start of|the start of|early in": early,
	"giữa|trung tuần|mid|middle of|the middle of":                                                    mid,
	"cuối|ngày cuối|ngày cuối của|ngày cuối cùng|ngày cuối cùng của|ngày làm việc cuối cùng của|ngày làm việc cuối của|" +
		"vào cuối|những ngày cuối|kết thúc|khi kết thúc|hết ngày cuối cùng của|late|late in|end of|the end of|close of|the close of|" +
		"the last day of|last day of|the last working day of": late,
	"ngày đầu|ngày đầu tiên|ngày đầu tiên của|ngày làm việc đầu tiên của|the first day of|first day of": firstDay,
})

var edgeShort = newLexicon(map[string]grain{"eow": weekGrain, "eom": monthGrain, "eoq": quarterGrain, "eoy": yearGrain, "eod": dayGrain, "end of day": dayGrain})

var (
	halvesOfMonth = newLexicon(map[string][2]int{
		"nửa đầu": {1, 15}, "nửa cuối": {16, 31}, "nửa sau": {16, 31}, "thượng tuần": {1, 10}, "trung tuần": {11, 20}, "hạ tuần": {21, 31},
		"tuần đầu|tuần đầu của|tuần đầu tiên|tuần đầu tiên của|tuần thứ nhất|tuần thứ nhất của": {1, 7},
		"tuần cuối|tuần cuối của|tuần cuối cùng của":                                            {25, 31},
	})
)

// edged reads "cuối tháng 3/2025", "đầu quý II", "end of Q2", "mid-May" and
// the shares of a month.
func (p *parser) edged() (period, bool) {
	if g, ok := take(p, edgeShort); ok {
		x := p.current(g)
		if g != dayGrain {
			x.edge = late
		}
		return p.late(x), true
	}
	start := p.pos
	if days, ok := take(p, halvesOfMonth); ok {
		if m, ok := p.month(); ok {
			return p.share(m, days), true
		}
	}
	p.pos = start
	e, ok := take(p, edges)
	if !ok {
		return period{}, false
	}
	if e != early || p.at(-1).fold == "mid" {
		p.mark("-")
	}
	for _, read := range [...]func() (period, bool){p.quarter, p.week, p.month, p.year, p.unitNow} {
		at := p.pos
		if x, ok := read(); ok && x.grain != dayGrain {
			x.edge = e
			return p.late(x), true
		}
		p.pos = at
	}
	return period{}, false
}

// late turns the end of a week into its Friday: a week's plan ends with the
// week's work. From Saturday on it is the Sunday.
func (p *parser) late(x period) period {
	if x.grain == weekGrain && x.edge == late && !x.from.IsZero() {
		friday := x.from.AddDays(4)
		if !friday.Before(p.ctx.Today) {
			x.to = friday
		}
	}
	return x
}

func (p *parser) share(m period, days [2]int) period {
	if m.year == 0 {
		m.year = p.likelyYear(m)
	}
	w := m.inYear(m.year)
	if w.due.IsZero() {
		return period{grain: weekGrain, vague: true}
	}
	from, to := w.start, w.due
	from.Day, to.Day = days[0], min(days[1], w.due.Day)
	if days == [2]int{25, 31} {
		from.Day = w.due.Day - 6
	}
	return between(weekGrain, from, to)
}

var (
	unitWords = newLexicon(map[string]grain{
		"tuần|week|the week|this week": weekGrain, "tháng|month|the month": monthGrain,
		"quý|quarter|the quarter": quarterGrain, "năm|year|the year": yearGrain,
	})
)

// unitNow reads a unit alone, after "cuối" or "hết": the one Today is in, for
// a year the context's.
func (p *parser) unitNow() (period, bool) {
	if p.isSchoolYear() {
		return period{}, false
	}
	if g, ok := take(p, unitWords); ok && p.unitEnds() {
		return p.current(g), true
	}
	return period{}, false
}

func (p *parser) unitEnds() bool {
	t := p.at(0)
	return p.boundary() && t.fold != "-" && t.fold != "/" || !p.free && t.kind == word && p.startsLimit()
}

// bareUnit is unitNow after a limit word: "trong năm", "hết tháng".
func (p *parser) bareUnit() (period, bool) {
	if !p.held {
		return period{}, false
	}
	return p.unitNow()
}

// current is the unit that Today or the context is in.
func (p *parser) current(g grain) period {
	vague := period{grain: g, vague: true}
	switch today := p.ctx.Today; {
	case g == yearGrain:
		return months(yearGrain, 1, 12, 0)
	case g == monthGrain && today.IsZero() && p.ctx.Month > 0:
		return months(monthGrain, p.ctx.Month, p.ctx.Month, 0)
	case today.IsZero():
		return vague
	case g == monthGrain:
		return p.monthFromNow(0)
	case g == quarterGrain:
		return p.quarterFromNow(0)
	case g == weekGrain:
		return between(weekGrain, today.Week(), today.Week().AddDays(6))
	}
	return between(dayGrain, p.ctx.Today, p.ctx.Today)
}
