package calendar

// combine makes one reading of the clauses of a phrase.
func (p *parser) combine(clauses []clause) Reading {
	clauses = binding(clauses)
	if len(clauses) == 0 {
		return Reading{}
	}
	p.shareYears(clauses)
	rs := make([]Reading, len(clauses))
	for i := range clauses {
		rs[i] = p.reading(&clauses[i])
		p.loneDay(&rs[i], &clauses[i])
	}
	out := rs[0]
	for _, next := range rs[1:] {
		out = p.merge(out, next)
	}
	p.note(&out, clauses)
	return out
}

// binding drops wishes beside which another date binds.
func binding(clauses []clause) []clause {
	var firm []clause
	for _, c := range clauses {
		if !c.lead.wish {
			firm = append(firm, c)
		}
	}
	if len(firm) == 0 {
		return clauses
	}
	return firm
}

// shareYears passes the first year said to the clauses before it:
// "quý I; quý III/2025".
func (p *parser) shareYears(clauses []clause) {
	for i := len(clauses) - 2; i >= 0; i-- {
		next := clauses[i+1]
		if len(next.spans) == 0 {
			continue
		}
		last := next.spans[0].from
		for j := range clauses[i].spans {
			s := &clauses[i].spans[j]
			if last.year == 0 || !unsaid(s.from) || !unsaid(s.to) || s.to.last > last.first {
				continue
			}
			s.from.year, s.to.year = last.year, last.year
		}
	}
}

func unsaid(x period) bool { return !x.fixed() && x.first != 0 }

// loneDay keeps the day of "ngày 20" for a recurrence that stands beside it.
func (p *parser) loneDay(r *Reading, c *clause) {
	if len(c.spans) != 1 || r.Recurrence != "" {
		return
	}
	switch x := c.spans[0].to; {
	case x.lone:
		r.Day = x.day
	case x.weekday > 0:
		r.Weekday = x.weekday
	}
}

// settle takes back the day that only a recurrence beside it could have used.
func (r *Reading) settle() {
	if r.Recurrence == "" {
		r.Day, r.Weekday = 0, 0
		r.Exclusive = r.Exclusive && !r.Due.IsZero()
	}
	for i := range r.Also {
		r.Also[i].settle()
	}
}

// note adds the flags that concern the phrase as a whole.
func (p *parser) note(r *Reading, clauses []clause) {
	for _, c := range clauses {
		for i := c.begin; i < c.end; i++ {
			if p.toks[i].repaired {
				r.flag(Repaired)
			}
		}
	}
	if !p.english() && !p.ctx.MonthFirst && !swapped(clauses) {
		r.dropFlag(DayMonthOrder)
		for i := range r.Also {
			r.Also[i].dropFlag(DayMonthOrder)
		}
	}
	if r.Recurrence == Yearly || r.Start.IsZero() && r.Due.IsZero() && len(r.Also) == 0 {
		r.dropFlag(YearAssumed) // it is every year's, or no date came of it
	}
	if floor := p.floor(); !r.Due.IsZero() && !floor.IsZero() && r.Due.Before(floor) {
		r.flag(PastDate)
	}
}

// swapped reports whether a date was read against the order it should have.
func swapped(clauses []clause) bool {
	for _, c := range clauses {
		for _, s := range c.spans {
			if s.from.swapped || s.to.swapped {
				return true
			}
		}
	}
	return false
}

var englishWords = words("by|due|before|on|until|no|than|end|deadline|from|to|between|after|at|in|the")

// english reports whether some word says that the phrase is English, where
// 03/04 may be either day. Vietnamese puts the day first.
func (p *parser) english() bool {
	if p.marked {
		return false
	}
	if p.language == unknown {
		p.language = p.listen()
	}
	return p.language == english
}

// language is what the words around a date were found to be.
type language uint8

const (
	unknown language = iota
	english
	other
)

func (p *parser) listen() language {
	at := p.pos
	defer func() { p.pos = at }()
	for p.pos = range p.toks {
		if p.has(englishWords) {
			return english
		}
	}
	return other
}

// floor is the day before which a deadline is past: the year's first, or today.
func (p *parser) floor() Date {
	if p.ctx.Year != 0 {
		return Date{p.ctx.Year, 1, 1}
	}
	return p.ctx.Today
}
