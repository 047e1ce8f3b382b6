package calendar

// clause is one deadline: limit words, periods or a recurrence, and what
// follows them.
type clause struct {
	begin, end int // tokens
	lead       lead
	spans      []span
	recurring  recurring
	days       []int // days of a recurring month or quarter
	weekdays   []int
	open       bool // "trở đi"
	onward     bool // "và các năm tiếp theo"
}

var (
	onWords    = words("trở đi|trở về sau|về sau|onwards|onward|and onwards|and onward|forward")
	onWord     = words("on")
	backWords  = words("trở về trước|là chậm nhất|là muộn nhất|at the latest|latest|at latest")
	yearlyTail = words("hằng năm|hàng năm|mỗi năm|từng năm|của mỗi năm|của hằng năm|của hàng năm|every year|each year|of each year|of every year|annually|yearly|of the following years")
	nowWords   = words("nay|bây giờ|ngay|hôm nay|now|today|nay trở đi|thời điểm này")
)

// clause reads a deadline at the parser's place.
func (p *parser) clause() (clause, bool) {
	c := clause{begin: p.pos}
	c.lead = p.lead()
	p.held = c.lead.limit != noLimit || c.lead.label
	p.paired = c.lead.pair
	ok := p.body(&c)
	p.held, p.paired = false, false
	if !ok {
		if !c.lead.periodic {
			p.pos = c.begin
			return c, false
		}
		c.recurring = recurring{unnamed: true}
	}
	c.begin, c.end = max(c.begin, c.lead.labelled), p.pos
	return c, true
}

func (p *parser) body(c *clause) bool {
	start := p.pos
	if r, ok := p.recurrence(c.lead.periodic); ok {
		c.recurring = r
		p.onWeekdays(c)
		return r.every != Daily || p.at(0).kind != number
	}
	p.pos = start
	if p.everyWeekday(c) {
		return true
	}
	p.pos = start
	if r, ok := p.monthOfQuarter(); ok {
		c.recurring = r
		return true
	}
	p.pos = start
	if c.lead.limit == since && p.has(nowWords) {
		return p.fromNow(c)
	}
	p.pos = start
	if c.spans = p.halfAndWhole(); c.spans == nil {
		c.spans = p.spans()
	}
	if c.spans == nil {
		p.pos = start
		return false
	}
	p.tails(c)
	return true
}

// onWeekdays reads the days after "hằng tuần" and "weekly".
func (p *parser) onWeekdays(c *clause) {
	start := p.pos
	if c.recurring.every != Weekly {
		return
	}
	if !p.mark(",") {
		p.mark("(")
	}
	p.has(onDay)
	if p.weekdayList(c); len(c.weekdays) == 0 {
		p.pos = start
		return
	}
	p.mark(")")
}

var onDay = words("vào|on|chậm nhất|trước|vào chiều|vào sáng|chiều|sáng")

// everyWeekday reads "every Friday", "mỗi thứ Sáu".
func (p *parser) everyWeekday(c *clause) bool {
	if !p.has(everyWords) {
		return false
	}
	p.weekdayList(c)
	c.recurring = recurring{every: Weekly}
	return len(c.weekdays) > 0
}

func (p *parser) weekdayList(c *clause) {
	for len(c.weekdays) < 7 {
		start := p.pos
		if len(c.weekdays) > 0 && !p.listMark() {
			return
		}
		n, ok := p.weekdayName()
		if !ok {
			p.pos = start
			return
		}
		c.weekdays = append(c.weekdays, n)
	}
}

// fromNow reads "từ nay đến hết năm 2025": from today on, where today is known.
func (p *parser) fromNow(c *clause) bool {
	now := p.daysFromNow(0)
	if p.has(onWords) {
		c.open = true
		c.spans = []span{{from: now, to: now}}
		return true
	}
	if !p.rangeMark() {
		return false
	}
	p.held = true
	to, ok := p.period()
	if !ok {
		return false
	}
	c.spans = []span{{from: now, to: to, ranged: true}}
	p.tails(c)
	return true
}

var reportHalves = newLexicon(map[string]grain{"cả năm|năm|cuối năm|một năm|hết năm|tổng kết năm": yearGrain})

// halfAndWhole reads "6 tháng và cả năm", "6 tháng, 9 tháng và năm": reports on
// growing shares of the year, each due at its end.
func (p *parser) halfAndWhole() []span {
	start := p.pos
	var list []span
	marked := false
	for len(list) < 4 {
		at := p.pos
		n, ok := p.count(11)
		if !ok || p.at(0).fold != "thang" {
			p.pos = at
			break
		}
		p.pos++
		p.has(firstMonthsOnly)
		x := months(halfGrain, n, n, p.yearAfter())
		x.edge = late
		list = append(list, span{from: x, to: x})
		if marked = p.listMark(); !marked {
			break
		}
	}
	p.has(wrapUp)
	if _, ok := take(p, reportHalves); !ok || !marked || len(list) == 0 {
		p.pos = start
		return nil
	}
	y, ok := p.year4()
	if !ok {
		p.has(ofYear)
		y, _ = p.year4()
	}
	x := months(yearGrain, 12, 12, y)
	x.edge = late
	return append(list, span{from: x, to: x})
}

var (
	firstMonthsOnly = words("đầu năm|đầu")
	wrapUp          = words("tổng kết|báo cáo|và|báo cáo tổng kết")
)

// tails reads what follows the periods.
func (p *parser) tails(c *clause) {
	p.daysTail(c)
	switch start := p.pos; {
	case p.has(yearlyTail):
		c.recurring = recurring{every: Yearly}
	case p.has(onWords), c.lead.limit == since && p.has(onWord) && p.boundary():
		c.open = true
	default:
		p.pos = start
	}
	start := p.pos
	p.mark(",")
	if p.has(yearsOn) {
		c.onward = true
	} else {
		p.pos = start
	}
	if p.has(backWords) {
		c.lead.limit = max(c.lead.limit, latest)
	}
	p.clockTail()
}

// clockTail consumes a time of day after a date: "15/8/2025 (trước 17h00)".
func (p *parser) clockTail() {
	start := p.pos
	if p.mark("(") {
		if p.clock() && p.mark(")") {
			return
		}
		p.pos = start
	}
	p.clock()
}

// daysTail turns days without a month, and weekdays, into a recurrence where
// the words after them say so.
func (p *parser) daysTail(c *clause) {
	last := c.spans[len(c.spans)-1].to
	switch {
	case last.grain != dayGrain:
		return
	case last.weekday > 0:
		start := p.pos
		if r, ok := p.recurrence(false); ok && r.every == Weekly {
			c.recurring = r
			for _, s := range c.spans {
				c.weekdays = append(c.weekdays, s.to.weekday)
			}
			return
		}
		p.pos = start
	case last.day > 0 && last.first == 0:
		if r, ok := p.dayTail(); ok {
			c.recurring = r
			for _, s := range c.spans {
				c.days = append(c.days, s.to.day)
			}
		}
	}
}
