package calendar

import "strings"

var (
	quarterWord     = words("quý|các quý|quý thứ|quarter|trong quý")
	relativeQuarter = newLexicon(map[string]int{
		"quý này|quý nay|this quarter":                           0,
		"quý sau|quý tới|quý tiếp theo|quý kế tiếp|next quarter": 1,
	})
	edgeQuarter = newLexicon(map[string]int{"quý đầu năm|quý đầu của năm|quý đầu tiên của năm": 1, "quý cuối năm|quý cuối của năm|quý cuối cùng của năm": 4})
	ofNothing   = words("the")
)

// quarter reads "quý III/2025", "QII/2025", "Q3 2025", "second quarter of 2022".
func (p *parser) quarter() (period, bool) {
	if n, ok := take(p, relativeQuarter); ok {
		return p.quarterFromNow(n), true
	}
	if n, ok := take(p, edgeQuarter); ok {
		return quarter(n, p.yearAfter()), true
	}
	n, ok := p.quarterName()
	if !ok {
		return p.yearThenQuarter()
	}
	return quarter(n, p.yearAfter()), true
}

func (p *parser) quarterName() (int, bool) {
	start := p.pos
	p.has(ofNothing)
	if n, ok := take(p, ordinalWords); ok && p.at(0).fold == "quarter" {
		p.pos++
		return n, true
	}
	p.pos = start
	if n, ok := p.number(1, 4); ok && p.has(ordinalSuffix) && p.at(0).fold == "quarter" {
		p.pos++
		return n, true
	}
	p.pos = start
	if p.has(quarterWord) {
		if n, ok := p.quarterNumber(); ok {
			return n, true
		}
		p.pos = start
		return 0, false
	}
	return p.quarterLetter()
}

// quarterLetter reads "Q2", "QII" and a "quýII" whose space was lost.
func (p *parser) quarterLetter() (int, bool) {
	t := p.at(0)
	if t.kind != word {
		return 0, false
	}
	if t.fold == "q" && p.isMark(1, ".") && p.at(1).gap == glued && p.at(2).gap == glued {
		start := p.pos
		p.pos += 2
		if n, ok := p.quarterNumber(); ok {
			return n, true
		}
		p.pos = start
	}
	if next := p.at(1); t.fold == "q" && t.upper || t.fold == "q" && next.gap == glued {
		if next.kind == number && next.value >= 1 && next.value <= 4 && next.digits == 1 {
			p.pos += 2
			return next.value, true
		}
		if n := roman(next.fold); n > 0 && next.gap != glued && next.kind == word {
			p.pos += 2
			return n, true
		}
	}
	rest, ok := strings.CutPrefix(t.fold, "quy")
	if !ok {
		rest, ok = strings.CutPrefix(t.fold, "q")
	}
	if n := roman(rest); ok && n > 0 {
		p.pos++
		return n, true
	}
	return 0, false
}

// yearThenQuarter reads "2022 Q2" and "2022-Q2".
func (p *parser) yearThenQuarter() (period, bool) {
	start := p.pos
	y, ok := p.year4()
	if ok {
		p.mark("-")
		if n, ok := p.quarterLetter(); ok {
			return quarter(n, y), true
		}
	}
	p.pos = start
	return period{}, false
}

// quarterFromNow is the quarter n after the one Today is in.
func (p *parser) quarterFromNow(n int) period {
	if p.ctx.Today.IsZero() {
		return period{grain: quarterGrain, vague: true}
	}
	at := Date{p.ctx.Today.Year, p.ctx.Today.Month, 1}
	i := at.Year*4 + (int(at.Month)-1)/3 + n
	return quarter(i%4+1, i/4)
}

var (
	firstMonths = newLexicon(map[string]bool{
		"tháng đầu năm|tháng đầu của năm|tháng đầu|months of": true,
		"tháng cuối năm|tháng cuối của năm|tháng cuối":        false,
	})
	halves = newLexicon(map[string]bool{
		"nửa đầu năm|nửa đầu của năm|nửa năm đầu|first half|the first half|first half of the year|the first half of the year|h":                  true,
		"nửa cuối năm|nửa sau năm|nửa cuối của năm|nửa năm cuối|second half|the second half|second half of the year|the second half of the year": false,
	})
)

// halfYear reads "6 tháng cuối năm 2025", "nửa đầu năm", "H1 2022".
func (p *parser) halfYear() (period, bool) {
	if t := p.at(1); p.at(0).fold == "h" && t.gap == glued && t.kind == number && t.digits == 1 && (t.value == 1 || t.value == 2) {
		p.pos += 2
		return months(halfGrain, 6*t.value-5, 6*t.value, p.yearAfter()), true
	}
	if p.at(0).fold != "h" {
		if first, ok := take(p, halves); ok {
			return p.monthRun(6, first), true
		}
	}
	n, ok := p.count(11)
	if !ok {
		return period{}, false
	}
	first, ok := take(p, firstMonths)
	if !ok {
		return period{}, false
	}
	return p.monthRun(n, first), true
}

func (p *parser) monthRun(n int, first bool) period {
	y := p.yearAfter()
	if first {
		return months(halfGrain, 1, n, y)
	}
	return months(halfGrain, 13-n, 12, y)
}
