package calendar

var (
	dayWord      = words("ngày|trong ngày|mùng|mồng|ngày mùng|ngày mồng|vào ngày|the|on the|day")
	monthOfDay   = words("tháng|của tháng|trong tháng|/ tháng")
	ofMonthName  = words("of")
	weekdayNames = newLexicon(map[string]int{
		"thứ hai|monday|mon": 1, "thứ ba|tuesday|tue|tues": 2, "thứ tư|wednesday|wed": 3,
		"thứ năm|thursday|thu|thur|thurs": 4, "thứ sáu|friday|fri": 5, "thứ bảy|thứ bẩy|saturday|sat": 6,
		"chủ nhật|chúa nhật|sunday|sun": 7,
	})
	thu = words("thứ")
)

// weekdayName consumes "thứ Sáu", "thứ 6", "Friday", "ngày thứ Sáu": 1 Monday … 7 Sunday.
func (p *parser) weekdayName() (int, bool) {
	start := p.pos
	if t := p.at(0); t.fold == "ngay" || t.fold == "on" {
		p.pos++
	}
	counts := p.countsOff()
	if n, ok := p.weekdayWord(); ok && !counts {
		return n, true
	}
	p.pos = start
	return 0, false
}

var counted = words("năm|lần|kỳ|tuần|quý|tháng|phiên|khóa|khoá|bậc|vị trí|lớp|hạng|cấp|đợt|vòng")

// countsOff reports whether the "thứ" that stands here is "the nth" of
// something: "năm thứ hai", "lần thứ 3".
func (p *parser) countsOff() bool {
	if p.at(0).fold != "thu" || p.at(0).gap == wrapped {
		return false
	}
	_, n := look(p, counted, -1)
	return n == 1
}

func (p *parser) weekdayWord() (int, bool) {
	t := p.at(0)
	if n, ok := take(p, weekdayNames); ok {
		short := len(t.fold) <= 4 && t.fold != "thu" && t.fold != "chu"
		if t.fold == "thu" && p.pos > 0 && p.toks[p.pos-1].fold == "thu" {
			short = true // the English "Thu", not "thứ"
		}
		if short && (p.marked || !t.upper && p.free && !p.held) {
			return 0, false
		}
		return n, true
	}
	if n, ok := p.weekdayLetter(); ok {
		return n, true
	}
	if p.has(thu) {
		if n, ok := p.number(2, 7); ok && p.at(-1).digits == 1 {
			return n - 1, true
		}
	}
	return 0, false
}

// weekdayLetter reads the "T6" and "CN" of "T6 tuần sau": without a week they
// are months and anything else.
func (p *parser) weekdayLetter() (int, bool) {
	var n, size int
	switch t, next := p.at(0), p.at(1); {
	case t.fold == "t" && next.kind == number && next.gap == glued && next.digits == 1 && next.value >= 2 && next.value <= 7:
		n, size = next.value-1, 2
	case t.fold == "cn":
		n, size = 7, 1
	default:
		return 0, false
	}
	if _, week := look(p, weekdayShift, size); week == 0 {
		return 0, false
	}
	p.pos += size
	return n, true
}

// dayPeriod reads "ngày 15 tháng 8 năm 2025", "15/11/2025", "31 December 2022",
// "Dec 31, 2022", and the day alone of "ngày 25".
func (p *parser) dayPeriod() (period, bool) {
	p.dayOfWeekBefore()
	start := p.pos
	named := p.has(dayWord)
	if x, ok := p.numericDate(named); ok {
		x.bare = x.bare && !named
		return x, true
	}
	if n, ok := p.dayNumber(); ok {
		return p.dayAndMonth(n, named)
	}
	if named && p.at(-1).fold == "mung" {
		if n, ok := take(p, numberWords); ok && n <= 10 {
			return p.dayAndMonth(n, true)
		}
	}
	p.pos = start
	if x, ok := p.monthThenDay(); ok {
		return x, true
	}
	p.pos = start
	return p.feast()
}

// dayOfWeekBefore consumes the weekday of "thứ Sáu, ngày 15/8/2025": the date
// says it all.
func (p *parser) dayOfWeekBefore() {
	start := p.pos
	if _, ok := p.weekdayName(); !ok {
		return
	}
	if !p.mark(",") {
		p.mark("(")
	}
	if _, n := look(p, dayWord, 0); n > 0 || p.at(0).kind == number && p.at(1).fold == "/" {
		return
	}
	if _, n := look(p, monthNames, 0); n > 0 || p.at(0).kind == number && p.monthNameAt(1) {
		return
	}
	p.pos = start
}

func (p *parser) monthNameAt(n int) bool {
	_, k := look(p, monthNames, n)
	return k > 0
}

// dayAndMonth reads what follows a day's number; named says that "ngày" stood
// before it, so that the number alone will do.
func (p *parser) dayAndMonth(n int, named bool) (period, bool) {
	start := p.pos
	if x, ok := p.dayOfRelativeMonth(n); ok {
		return x, true
	}
	if p.has(monthOfDay) {
		if m, ok := p.monthNumber(); ok && p.at(0).fold != "lan" {
			return p.day(n, m, p.yearAfter(), false), true
		}
		p.pos = start
	}
	if !p.mark("-") {
		p.has(ofMonthName)
	}
	if m, ok := p.englishMonth(); ok {
		return p.day(n, m, p.yearAfter(), false), true
	}
	p.pos = start
	return period{grain: dayGrain, day: n}, named
}

// dayOfRelativeMonth reads "tháng sau" after a day: a date where today is
// known, else nothing.
func (p *parser) dayOfRelativeMonth(n int) (period, bool) {
	start := p.pos
	p.has(ofMonthName)
	if shift, ok := take(p, relativeMonth); ok && !p.ctx.Today.IsZero() && !p.quarterly {
		m := p.monthFromNow(shift)
		return p.day(n, int(m.first), m.year, false), true
	}
	p.pos = start
	return period{}, false
}

// monthThenDay reads "Dec 31, 2022" and "December 31st".
func (p *parser) monthThenDay() (period, bool) {
	m, ok := p.englishMonth()
	if !ok || p.at(0).digits > 2 {
		return period{}, false
	}
	n, ok := p.dayNumber()
	if !ok {
		return period{}, false
	}
	x := p.day(n, m, p.yearAfter(), false)
	x.monthLed = true
	return x, true
}
