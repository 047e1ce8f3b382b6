package calendar

import "strings"

// longestPhrase bounds what Parse reads, in bytes: no deadline is a page long.
const longestPhrase = 2000

// Parse reads a deadline phrase that stands alone, such as a table's cell or
// what follows "Thời gian hoàn thành:". A phrase without a date or recurrence
// comes back with its words and none; EventDriven says that it waits for
// something to happen.
//
// The families it reads, and the conventions of its readings, are those
// counted over 45 Vietnamese plan documents and kept, one phrase each, in
// testdata/deadlines.tsv.
func Parse(phrase string, c Context) Reading {
	verbatim := strings.TrimSpace(phrase)
	p := newParser(bounded(verbatim), c, false)
	p.join()
	clauses, event := p.scan()
	r := p.combine(clauses)
	if r.Due.IsZero() && r.Start.IsZero() && r.Recurrence == "" && len(r.Also) == 0 && event {
		r.flag(EventDriven)
	}
	r.settle()
	r.Phrase = verbatim
	return r
}

func bounded(s string) string {
	if len(s) <= longestPhrase {
		return s
	}
	return strings.ToValidUTF8(s[:longestPhrase], "")
}

// join makes one phrase of what blank lines and cell edges part.
func (p *parser) join() {
	for i := range p.toks {
		p.toks[i].gap = min(p.toks[i].gap, wrapped)
	}
}

var (
	events = words("theo|sau khi|ngay sau|ngay sau khi|ngay khi|khi|kể từ khi|từ khi|kịp thời|đột xuất|trước khi|căn cứ|phù hợp với|trước kỳ họp|trước phiên họp|trước hội nghị|trước đại hội|tùy theo|tuỳ theo|" +
		"theo yêu cầu|kể từ ngày|after|once|upon|when|as soon as|according to|depending on|subject to|as needed|as required|on request|asap")
	hedges = words("dự kiến|dự tính|phấn đấu|cố gắng|expected|planned")
	wishes = words("phấn đấu|cố gắng|nỗ lực")
)

// hedgeReach is how many words may stand between "dự kiến" and its date.
const hedgeReach = 5

// scan collects the clauses of the phrase. Words that make it wait for an
// event keep what follows from being a date, until a limit word says so.
func (p *parser) scan() (found []clause, event bool) {
	waiting, hedged, wished := false, -hedgeReach-1, -hedgeReach-1
	for !p.done() {
		start := p.pos
		c, ok := p.clause()
		if ok && waiting && !c.lead.binds() {
			ok = false
		}
		if ok && !p.datable(&c) {
			ok = false
		}
		if ok {
			c.lead.planned = c.lead.planned || start-hedged <= hedgeReach
			c.lead.wish = c.lead.wish || start-wished <= hedgeReach
			p.quarterly = p.quarterly || c.recurring.every == Quarterly
			found, waiting = append(found, c), false
			continue
		}
		p.pos = start
		switch {
		case p.has(events):
			waiting, event = true, true
		case p.has(wishes):
			wished = p.pos
		case p.has(hedges):
			hedged = p.pos
		default:
			if p.length() {
				event = true
				continue
			}
			if t := p.at(0); t.kind == punct && (t.fold == "(" || t.fold == ";") {
				waiting = false
			}
			p.pos++
		}
	}
	return found, event
}

// length consumes a duration that nothing ties to the calendar: "24 tháng",
// "10 ngày trước ngày".
func (p *parser) length() bool {
	start := p.pos
	if _, ok := p.duration(); ok {
		return true
	}
	p.pos = start
	return false
}

// binds reports whether the words before a period make it a deadline whatever
// stands before them.
func (l lead) binds() bool {
	return l.limit == before || l.limit == latest || l.planned || l.label
}

// datable reports whether the clause says anything once resolved: "ngày 20"
// without a month only supports a recurrence beside it.
func (p *parser) datable(c *clause) bool {
	for _, s := range c.spans {
		if s.from.vague && s.to.vague {
			return false
		}
	}
	return true
}
