package calendar

var (
	ofYear       = words("năm|của năm|trong năm|thuộc năm|of|of year|of the year|in|year|in the year|fy|năm tài chính|niên độ")
	yearWord     = words("năm|year|the year|fy|năm tài chính|trong năm|nam|calendar year|niên độ|năm kế hoạch|suốt năm|các năm|xuyên suốt")
	wholeYear    = words("cả năm|suốt năm|quanh năm|trong cả năm|toàn năm|all year|the whole year|the entire year")
	relativeYear = newLexicon(map[string]int{
		"năm nay|năm này|cùng năm|this year": 0,
		"năm sau|năm tới|năm tiếp theo|năm kế tiếp|năm liền kề|năm sau liền kề|của năm sau|của năm tiếp theo|next year|the following year|of next year": 1,
	})
	eras = words("giai đoạn|nhiệm kỳ|thời kỳ|trong giai đoạn|niên khóa|niên khoá")
)

// year4 consumes a year written in full.
func (p *parser) year4() (int, bool) {
	if p.at(0).digits != 4 {
		return 0, false
	}
	return p.number(1900, 2199)
}

func (p *parser) isYear(n int) bool {
	t := p.at(n)
	return t.kind == number && t.digits == 4 && t.value >= 1900 && t.value <= 2199
}

// yearAfter consumes the year that may follow a month or quarter, and answers
// 0 where none does.
func (p *parser) yearAfter() int {
	start := p.pos
	if n, ok := take(p, relativeYear); ok && p.baseYear() != 0 {
		return p.baseYear() + n
	}
	p.pos = start
	if p.has(ofYear) {
		if y, ok := p.year4(); ok {
			return y
		}
		p.pos = start
		return 0
	}
	if p.yearMark() {
		if y, ok := p.year4(); ok {
			return y
		}
	}
	p.pos = start
	if p.isDate() {
		return 0
	}
	if y, ok := p.year4(); ok && !p.inDocumentNumber() {
		return y
	}
	p.pos = start
	return p.shortYear()
}

// isDate reports whether the year that stands here begins a date of its own:
// the 2022-05-03 of "tháng Năm 2022-05-03".
func (p *parser) isDate() bool {
	return p.isYear(0) && p.isMark(1, "-") && p.at(1).gap == glued && p.at(2).kind == number && p.at(2).gap == glued && p.at(2).digits <= 2
}

// yearMark consumes what stands between a period and its year. A comma or a
// full stop must not be the end of a clause.
func (p *parser) yearMark() bool {
	t := p.at(0)
	switch {
	case t.kind != punct || !p.isYear(1):
		return false
	case t.fold == "/", t.fold == "-" && p.at(2).fold != "-":
	case t.fold == "." && p.at(1).gap == glued:
	case t.fold == "," && (p.at(2).kind == punct || !p.free):
	default:
		return false
	}
	p.pos++
	return true
}

// shortYear consumes "/25".
func (p *parser) shortYear() int {
	t := p.at(1)
	if !p.isMark(0, "/") || t.kind != number || t.digits != 2 || t.gap != glued || t.value < 13 {
		return 0
	}
	if p.isMark(2, "/") || p.isMark(2, "%") {
		return 0
	}
	p.pos += 2
	return 2000 + t.value
}

// inDocumentNumber reports whether the year just read is a part of a number
// such as 24/2022/NĐ-CP.
func (p *parser) inDocumentNumber() bool {
	return p.isMark(0, "/") && p.at(0).gap == glued && p.at(1).gap == glued && p.at(1).kind == word
}

// year reads "năm 2025", "cả năm", "năm sau" and, where nothing else can be
// meant, a bare "2025".
func (p *parser) year() (period, bool) {
	if p.isSchoolYear() {
		return period{}, false
	}
	p.has(eras)
	if p.has(wholeYear) {
		y := p.yearAfter()
		return months(yearGrain, 1, 12, y), true
	}
	if n, ok := take(p, relativeYear); ok {
		if p.baseYear() == 0 {
			return period{grain: yearGrain, vague: true}, true
		}
		return months(yearGrain, 1, 12, p.baseYear()+n), true
	}
	named := p.has(yearWord)
	if !named && !p.bareYear() {
		return period{}, false
	}
	y, ok := p.year4()
	if !ok || p.inDocumentNumber() {
		return period{}, false
	}
	return months(yearGrain, 1, 12, y), true
}

// bareYear reports whether a year without "năm" is one: in a phrase alone,
// after a limit word, or at either end of a range.
func (p *parser) bareYear() bool {
	if !p.free || p.held {
		return true
	}
	return p.isMark(1, "-") && p.isYear(2) || p.isMark(-1, "-") && p.isYear(-2)
}

var schoolWords = words("năm học|school year|academic year")

func (p *parser) isSchoolYear() bool {
	_, n := look(p, schoolWords, 0)
	return n > 0
}

// schoolYear reads "năm học 2024 - 2025": classes begin on 5 September and the
// year closes by 31 May (the ministry's yearly decision on the school calendar;
// Quyết định 2045/QĐ-BGDĐT for 2024–2025). In running text it only names things.
func (p *parser) schoolYear() (period, bool) {
	if p.free && !p.held || !p.has(schoolWords) {
		return period{}, false
	}
	from, ok := p.year4()
	if !ok || !p.mark("-") {
		return period{}, false
	}
	if to, ok := p.year4(); !ok || to != from+1 {
		return period{}, false
	}
	x := between(yearGrain, Date{from, 9, 5}, Date{from + 1, 5, 31})
	x.edge = whole
	return x, true
}
