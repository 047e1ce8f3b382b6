package calendar

// fill gives every period of the list the year it leaves unsaid: that of the
// next that names one, else of the one before, else the likely one. It reports
// whether any had to be assumed.
func (p *parser) fill(list []span) (assumed bool) {
	var all []*period
	for i := range list {
		if list[i].ranged {
			all = append(all, &list[i].from)
		}
		all = append(all, &list[i].to)
	}
	p.inherit(all)
	for i := range list {
		if p.fillSpan(&list[i]) {
			assumed = true
		}
	}
	return assumed
}

// inherit passes said years and months to neighbours that lack them.
func (p *parser) inherit(all []*period) {
	for i := len(all) - 2; i >= 0; i-- {
		x, next := all[i], all[i+1]
		if x.fixed() {
			continue
		}
		if x.day > 0 && x.first == 0 && next.day > 0 {
			x.first, x.last = next.first, next.last
		}
		x.year = next.year
		if x.year != 0 && next.precedes(x) {
			x.year-- // "từ tháng 11 đến tháng 2/2026"
		}
	}
	for i := 1; i < len(all); i++ {
		x, before := all[i], all[i-1]
		if x.fixed() || before.year == 0 {
			continue
		}
		x.year = before.year
		if x.last < before.first || x.precedes(before) {
			x.year++
		}
	}
}

// precedes reports whether x stands earlier in a year than y, so that a range
// from y to x ends in the year after.
func (x *period) precedes(y *period) bool {
	return x.first < y.first || x.first == y.first && x.day > 0 && x.day < y.day
}

func (p *parser) fillSpan(s *span) (assumed bool) {
	if !s.to.fixed() {
		s.to.year = p.yearFor(&s.to)
		assumed = s.to.year != 0
	}
	if !s.ranged {
		s.from = s.to
		return assumed
	}
	if !s.from.fixed() {
		s.from.year = s.to.year
		if s.to.precedes(&s.from) {
			s.to.year++
			if p.ctx.Year == 0 {
				s.from.year, s.to.year = s.from.year-1, s.to.year-1
			}
		}
	}
	return assumed
}

// yearFor is the year of a period that nothing in the phrase gives one. A day
// without a month takes the heading's, else the next such day.
func (p *parser) yearFor(x *period) int {
	if x.day > 0 && x.first == 0 {
		switch {
		case p.ctx.Month > 0:
			*x = p.day(x.day, p.ctx.Month, 0, false)
			x.lone = true
		case !p.ctx.Today.IsZero():
			m := p.monthFromNow(0)
			if x.day < p.ctx.Today.Day {
				m = p.monthFromNow(1)
			}
			*x = p.day(x.day, int(m.first), m.year, false)
			x.lone = true
			return m.year
		default:
			x.lone = true
			return 0
		}
	}
	return p.likelyYear(*x)
}
