package calendar

import "strings"

// Find returns every deadline phrase inside text, the longest at each place,
// in order and not overlapping. It skips what only looks like a date: numbers
// of documents, fractions, percentages, school years. Words relative to today
// are found where the context knows today.
func Find(text string, c Context) []Match {
	p := newParser(text, c, true)
	var out []Match
	for _, part := range p.parts() {
		out = append(out, part.matches(text)...)
	}
	return out
}

// parts splits the tokens where no phrase can run on: at blank lines.
func (p *parser) parts() []*parser {
	var out []*parser
	begin := 0
	for i := 1; i <= len(p.toks); i++ {
		if i == len(p.toks) || p.toks[i].gap == parted {
			part := *p
			part.toks = p.toks[begin:i]
			out = append(out, &part)
			begin = i
		}
	}
	return out
}

func (p *parser) matches(text string) []Match {
	var out []Match
	hedged, wished := -hedgeReach-1, -hedgeReach-1
	for !p.done() {
		start := p.pos
		if !mayStart(p.at(0)) {
			p.pos++
			continue
		}
		c, ok := p.clause()
		if !ok || !p.datable(&c) || p.lookalike(&c) {
			p.pos = start
			switch {
			case p.has(wishes):
				wished = p.pos
			case p.has(hedges):
				hedged = p.pos
			default:
				p.skip()
			}
			continue
		}
		c.lead.planned = c.lead.planned || start-hedged <= hedgeReach
		c.lead.wish = c.lead.wish || start-wished <= hedgeReach
		r := p.combine([]clause{c})
		r.settle()
		if r.empty() && !r.Has(InvalidDate) {
			p.pos = max(p.pos, start+1)
			continue
		}
		m := Match{Begin: p.toks[c.begin].begin, End: p.toks[c.end-1].end, Reading: r}
		m.Reading.Phrase = text[m.Begin:m.End]
		m.Firm = p.firm(&c, r)
		out = append(out, m)
	}
	return out
}

// namesNumbers are words whose numbers name things and are no dates.
var namesNumbers = words("năm học|khóa học|khoá học|lần thứ|kỳ họp thứ|phiên họp thứ|lần|khóa|khoá|hội nghị lần thứ|số|điều|khoản|mục|bảng|phụ lục|mẫu số")

// skip passes one token, or a whole lookalike: "năm học 2024 - 2025".
func (p *parser) skip() {
	if p.has(namesNumbers) {
		for p.at(0).kind == number || p.at(0).fold == "/" || p.at(0).fold == "-" && p.at(1).kind == number {
			p.pos++
			if p.done() {
				return
			}
		}
		return
	}
	t := p.at(0)
	p.pos++
	if t.kind != number {
		return
	}
	for p.isMark(0, "/") && p.at(0).gap == glued && p.at(1).gap == glued {
		p.pos += 2 // the rest of 27/2022/NĐ-CP
	}
}

// lookalike reports whether the clause is no deadline although it reads as one.
func (p *parser) lookalike(c *clause) bool {
	if len(c.spans) == 0 {
		return c.recurring.every == "" && !c.lead.periodic && c.recurring.unnamed
	}
	for _, s := range c.spans {
		for _, x := range [...]period{s.from, s.to} {
			if x.bare && !p.sureDay(c) {
				return true
			}
		}
	}
	if t := p.at(0); t.gap == glued && (t.fold == "%" || t.fold == "/") {
		return true
	}
	return false
}

// sureDay tells 15/6 from a fraction: a limit word or a hedge stands before it,
// or no word comes after it that it could be a share of.
func (p *parser) sureDay(c *clause) bool {
	switch c.lead.limit {
	case before, latest:
		return true
	}
	_, n := look(p, shareOf, 0)
	return n == 0 && p.boundary()
}

var shareOf = words("of|của|số|là|với|năm")

// firm reports whether the words around the clause make it a deadline.
func (p *parser) firm(c *clause, r Reading) bool {
	if r.Has(PastDate) {
		return false
	}
	if p.enclosed(c) {
		return true
	}
	if len(c.spans) == 0 {
		return c.lead.words > 0 || c.recurring.every != Ongoing && p.ends(c)
	}
	if c.recurring.every != "" {
		return true
	}
	last := c.spans[len(c.spans)-1].to
	switch c.lead.limit {
	case before, latest:
		return true
	case until:
		return c.lead.last || last.grain != yearGrain || last.edge != whole
	case within:
		return !p.document(c)
	case since:
		return last.grain != yearGrain && !p.document(c)
	}
	if p.document(c) || p.single(c) && last.bare {
		return false
	}
	return c.lead.words > 0 || last.edge != whole || !last.from.IsZero()
}

// enclosed reports whether brackets, a label's colon or the start of the part
// and its end close the clause in on both sides.
func (p *parser) enclosed(c *clause) bool {
	if !p.ends(c) {
		return false
	}
	if c.begin > 0 {
		t := p.toks[c.begin-1]
		if t.kind == punct && strings.Contains("(:|", t.fold) {
			return true
		}
		if t.kind != punct || t.fold != ";" {
			return false
		}
	}
	return c.end == len(p.toks) || p.toks[c.end].fold != ","
}

// ends reports whether the clause closes its sentence, cell or bracket.
func (p *parser) ends(c *clause) bool {
	if c.end >= len(p.toks) {
		return true
	}
	t := p.toks[c.end]
	return t.kind == punct && strings.Contains(").;|,", t.fold) || t.gap >= wrapped && t.kind == punct
}

func (p *parser) single(c *clause) bool { return len(c.spans) == 1 && !c.spans[0].ranged }

// document reports whether the date is that of a document: a number such as
// 118/QĐ-UBND, or "số 12", stands before it.
func (p *parser) document(c *clause) bool {
	for i := c.begin - 1; i >= 0 && i >= c.begin-8; i-- {
		t := p.toks[i]
		if t.kind == punct && t.fold != "/" && t.fold != "-" {
			return false
		}
		if t.kind == punct && t.fold == "/" && i > 0 && p.toks[i-1].kind == number && i+1 < c.begin && p.toks[i+1].kind == word && t.gap == glued {
			return true
		}
	}
	return false
}
