package calendar

import "time"

// numericDate reads 15/11/2025, 15-11-2025, 15.11.2025, 2025-11-15, the month
// 11/2025, and the day 15/11 in the context's year.
//
// named says that "ngày" stands before it, so that "15.6" is a day too.
func (p *parser) numericDate(named bool) (period, bool) {
	if p.pos > 0 && p.at(0).gap == glued && (p.isMark(-1, "/") || p.isMark(-1, ".")) {
		return period{}, false
	}
	start := p.pos
	x, ok := p.slashed(named)
	if !ok || p.inDocumentNumber() || p.isMark(0, "%") || p.isMark(0, "/") && p.at(0).gap == glued && p.at(1).kind == number {
		p.pos = start
		return period{}, false
	}
	return x, true
}

func (p *parser) slashed(named bool) (period, bool) {
	first := p.at(0)
	a, ok := p.lettersForDigits(2199)
	sep := p.at(0)
	if !ok || !p.separator(sep) {
		return period{}, false
	}
	p.pos++
	second := p.at(0)
	b, ok := p.lettersForDigits(2199)
	if !ok {
		return period{}, false
	}
	third := p.at(1)
	if p.isMark(0, sep.fold) && p.separator(p.at(0)) && third.kind == number {
		p.pos += 2
		return p.threeParts(a, b, third.value, first.digits, third.digits)
	}
	if second.digits == 4 && b >= 1900 && a >= 1 && a <= 12 && first.digits <= 2 {
		return months(monthGrain, a, a, b), true
	}
	if first.digits == 4 && a >= 1900 && b >= 1 && b <= 12 && second.digits == 2 && sep.fold != "/" && sep.gap == glued {
		return months(monthGrain, b, b, a), true
	}
	alone := !p.free && len(p.toks) == 3 // "20-4" typed after a command
	if sep.fold != "/" && !named && !alone || sep.fold == "-" && !alone {
		return period{}, false
	}
	return p.twoParts(a, b)
}

// separator reports whether sep joins the parts of a date. Only a slash may
// stand loose: "05 - 31" is a range and "3. 4" the end of a sentence.
func (p *parser) separator(sep *token) bool {
	if sep.kind != punct || p.at(1).kind == punct {
		return false
	}
	switch sep.fold {
	case "/":
		return true
	case "-", ".":
		return sep.gap == glued && p.at(1).gap == glued
	}
	return false
}

func (p *parser) threeParts(a, b, c, aDigits, cDigits int) (period, bool) {
	switch {
	case aDigits == 4 && a >= 1900 && cDigits <= 2:
		return p.day(c, b, a, false), true
	case cDigits == 4 && c >= 1900 && c < 2200:
	case cDigits == 2 && aDigits <= 2:
		c += 2000
	default:
		return period{}, false
	}
	if a < 1 || a > 99 || b < 1 || b > 99 {
		return period{}, false
	}
	return p.ordered(a, b, c), true
}

// twoParts takes "15/11" for a day; the caller decides whether it is one.
func (p *parser) twoParts(a, b int) (period, bool) {
	if a < 1 || a > 31 || b < 1 || b > 31 || a > 12 && b > 12 {
		return period{}, false
	}
	if next := p.at(0); next.kind == word && next.gap == glued {
		return period{}, false
	}
	x := p.ordered(a, b, p.yearAfter())
	x.bare = x.year == 0
	return x, true
}

// ordered decides which of a and b is the day: the first, unless the context
// says otherwise or only the other order exists.
func (p *parser) ordered(a, b, year int) period {
	d, m := a, b
	if p.ctx.MonthFirst {
		d, m = b, a
	}
	swapped := m > 12 && d <= 12
	if swapped {
		d, m = m, d
	}
	x := p.day(d, m, year, swapped || a != b && a <= 12 && b <= 12)
	x.swapped = swapped
	return x
}

func (p *parser) day(d, m, year int, either bool) period {
	return period{grain: dayGrain, day: d, first: time.Month(m), last: time.Month(m), year: year, either: either}
}
