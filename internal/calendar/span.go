package calendar

// span is one period, or a range from one to another.
type span struct {
	from, to period
	ranged   bool
}

// mostMembers bounds a list; a longer one is no deadline.
const mostMembers = 16

var (
	toWords  = words("đến|tới|cho đến|cho tới|to|until|till|through|thru|đến hết|tới hết|cho đến hết|through the end of|sang|và kết thúc vào|và kết thúc trong|và kết thúc")
	toFill   = words("hết|trước|trong|hết tháng|vào|kết thúc")
	andWords = words("và|hoặc|and|or|và trong|và trước|hoặc trong|và vào")
	yearsOn  = words("và các năm tiếp theo|các năm tiếp theo|và những năm tiếp theo|những năm tiếp theo|và các năm sau|và những năm sau|và các năm kế tiếp|" +
		"và năm tiếp theo|và các năm|and following years|and the following years|and beyond|and later")
)

// spans reads a list of periods and ranges.
func (p *parser) spans() []span {
	s, ok := p.span(nil)
	if !ok {
		return nil
	}
	list := []span{s}
	for len(list) < mostMembers {
		start := p.pos
		if !p.listMark() {
			break
		}
		next, ok := p.span(&list[len(list)-1].to)
		if !ok {
			p.pos = start
			break
		}
		list = append(list, next)
	}
	return list
}

// listMark consumes what joins the members of a list.
func (p *parser) listMark() bool {
	if _, n := look(p, yearsOn, 0); n > 0 {
		return false
	}
	if t := p.at(0); t.kind == punct {
		switch t.fold {
		case ",", "&", "+", "/":
			p.pos++
			p.has(andWords)
			return true
		case ";":
			if !p.free {
				p.pos++
				return true
			}
		}
		return false
	}
	return p.has(andWords)
}

// span reads a period or a range; like is the member before it, whose grain an
// elided one takes over.
func (p *parser) span(like *period) (span, bool) {
	from, ok := p.member(like)
	if !ok {
		if like != nil {
			return span{}, false
		}
		return p.dayRange()
	}
	s := span{from: from, to: from}
	start := p.pos
	if p.rangeMark() {
		if to, ok := p.member(&from); ok {
			s.to, s.ranged = to, true
			return s, true
		}
	}
	p.pos = start
	return s, true
}

// rangeMark consumes "đến", "to" or a dash that does not begin a list item.
func (p *parser) rangeMark() bool {
	if t := p.at(0); t.kind == punct && t.fold == "-" {
		if p.free && t.gap >= wrapped && p.at(1).gap != glued {
			return false
		}
		p.pos++
		p.has(toWords)
	} else if !p.has(toWords) && !(p.paired && p.has(andWords)) {
		return false
	}
	p.has(toFill)
	p.clock()
	return true
}

// member reads a period in full, or elided after one of its kind: the "II" of
// "quý I, II".
func (p *parser) member(like *period) (period, bool) {
	start := p.pos
	if like != nil {
		if x, ok := p.elided(like); ok {
			return x, true
		}
		p.pos = start
	}
	held := p.held
	p.held = held || like != nil && like.grain == yearGrain
	x, ok := p.period()
	p.held = held
	if !ok {
		p.pos = start
	}
	return x, ok
}

func (p *parser) elided(like *period) (period, bool) {
	t := p.at(0)
	if p.free && t.gap >= wrapped && t.kind == number && (p.isMark(1, ".") || p.isMark(1, ")") || p.isMark(1, "/")) {
		return period{}, false // the number of the next line's item
	}
	if like.edge != whole {
		return period{}, false
	}
	switch like.grain {
	case quarterGrain:
		n, ok := p.quarterNumber()
		if !ok {
			return period{}, false
		}
		return p.elidedEnd(quarter(n, p.yearAfter()))
	case monthGrain:
		if p.isMark(1, "/") && !p.isYear(2) && p.at(2).digits != 2 || p.at(0).digits > 2 {
			return period{}, false
		}
		n, ok := p.monthNumber()
		if !ok || p.has(monthWord) {
			return period{}, false
		}
		return p.elidedEnd(months(monthGrain, n, n, p.yearAfter()))
	case dayGrain:
		return p.elidedDay(like)
	}
	return period{}, false
}

func (p *parser) elidedDay(like *period) (period, bool) {
	if like.day == 0 || p.isMark(1, "/") {
		return period{}, false
	}
	n, ok := p.dayNumber()
	if !ok {
		return period{}, false
	}
	x, ok := p.dayAndMonth(n, true)
	if !ok {
		return period{}, false
	}
	switch {
	case x.first == 0 && like.monthLed:
		x = p.day(n, int(like.first), p.yearAfter(), false)
	case x.first == 0 && like.first != 0:
		return period{}, false // "31/12, 5": a day stands before its month, not after it
	}
	return p.elidedEnd(x)
}

func (p *parser) elidedEnd(x period) (period, bool) {
	if x.year == 0 && !p.plain() {
		return period{}, false
	}
	return x, true
}

// dayRange reads "05 - 31/8" and "12 và 13/9": a bare number that only the
// range, or the day after it, makes a day.
func (p *parser) dayRange() (span, bool) {
	start := p.pos
	n, ok := p.dayNumber()
	if !ok {
		return span{}, false
	}
	most := 31
	ranged := p.rangeMark()
	if !ranged && p.has(andWords) {
		ranged, most = true, n+1
	}
	if ranged {
		to, ok := p.dayPeriod()
		if ok && to.grain == dayGrain && to.first != 0 && to.day > n && to.day <= most {
			to.bare = to.bare && p.free
			return span{from: period{grain: dayGrain, day: n, bare: to.bare}, to: to, ranged: true}, true
		}
	}
	p.pos = start
	return span{}, false
}
