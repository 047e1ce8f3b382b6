package calendar

import "time"

var (
	monthWord  = words("tháng|các tháng|tháng thứ")
	monthNames = newLexicon(map[string]int{
		"january|jan": 1, "february|feb": 2, "march|mar": 3, "april|apr": 4, "may": 5, "june|jun": 6,
		"july|jul": 7, "august|aug": 8, "september|sep|sept": 9, "october|oct": 10, "november|nov": 11, "december|dec": 12,
	})
	relativeMonth = newLexicon(map[string]int{
		"tháng này|tháng nay|this month|the month":                     0,
		"tháng sau|tháng tới|tháng tiếp theo|tháng kế tiếp|next month": 1,
	})
)

// month reads "tháng 12 năm 2025", "T4/2025", "December 2022" and the month
// of today's with a word that says which.
func (p *parser) month() (period, bool) {
	if n, ok := take(p, relativeMonth); ok {
		return p.monthFromNow(n), true
	}
	if n, ok := p.monthName(); ok {
		return months(monthGrain, n, n, p.yearAfter()), true
	}
	return period{}, false
}

func (p *parser) monthName() (int, bool) {
	start := p.pos
	t, next := p.at(0), p.at(1)
	if t.fold == "t" && t.upper && next.kind == number && next.gap == glued && next.value >= 1 && next.value <= 12 {
		p.pos += 2
		return next.value, true
	}
	if p.has(monthWord) {
		if n, ok := p.monthNumber(); ok {
			return n, true
		}
		p.pos = start
		return 0, false
	}
	return p.englishMonth()
}

// monthNumber consumes 1 to 12 in digits or words. Names of lunar months are not read.
func (p *parser) monthNumber() (int, bool) {
	if p.at(0).digits > 2 {
		return 0, false
	}
	return p.count(12)
}

// englishMonth consumes a month's name. "may" and "march" are also verbs: in
// running text they need a capital and a number or a limit word beside them.
func (p *parser) englishMonth() (int, bool) {
	t := p.at(0)
	n, ok := take(p, monthNames)
	if !ok {
		return 0, false
	}
	if p.marked && !t.accented && !t.upper || p.free && (n == 5 || n == 3) && !p.sureMonth(t) {
		p.pos--
		return 0, false
	}
	if p.isMark(0, ".") && len(t.fold) <= 4 && p.at(1).kind == number {
		p.pos++
	}
	return n, true
}

func (p *parser) sureMonth(t *token) bool {
	beside := p.at(0).kind == number || p.at(-2).kind == number || p.at(-2).fold == "of" || p.at(-2).kind == word && p.held
	return t.upper && beside
}

// monthFromNow is the month n after today's.
func (p *parser) monthFromNow(n int) period {
	if p.ctx.Today.IsZero() {
		return period{grain: monthGrain, vague: true}
	}
	at := DateOf(time.Date(p.ctx.Today.Year, p.ctx.Today.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC))
	return months(monthGrain, int(at.Month), int(at.Month), at.Year)
}
