package calendar

// recurring is how often something comes back and when in its period.
type recurring struct {
	every   Recurrence
	more    []Recurrence // "hằng tháng, quý": the others
	month   int          // month within a quarter, 0 = last
	unnamed bool         // that it comes back is said, how often is not, or not so that it can be kept
}

var (
	everyWords = words("hằng|hàng|mỗi|từng|every|each|per|của mỗi|của hằng|của hàng|trong mỗi|of each|of every|theo từng|theo mỗi|vào mỗi")
	unitNames  = newLexicon(map[string]unit{
		"ngày|day|weekday|working day|ngày làm việc": days, "tuần|week": weeks, "tháng|month": monthUnit, "quý|quarter": quarters,
		"nửa năm|half year|half": halfYears, "năm|year": years,
	})
	adverbs = newLexicon(map[string]Recurrence{
		"daily": Daily, "weekly": Weekly, "monthly": Monthly, "quarterly": Quarterly, "yearly|annually|annual": Yearly,
		"half yearly|semiannually|semi annually|biannually|twice yearly": HalfYearly,
	})
	uneven     = words("biweekly|bi weekly|fortnightly|every other week|every other month|every fortnight|bimonthly")
	constantly = words("thường xuyên|liên tục|thường xuyên liên tục|thường xuyên và liên tục|lâu dài|ongoing|continuous|continuously|on an ongoing basis|at all times")
	regularly  = words("regularly|periodically|from time to time")
	timesWords = words("lần|lượt|kỳ|times|time")
	onceWords  = newLexicon(map[string]int{"once": 1, "twice": 2})
	onceEach   = words("một lần|1 lần|lần|mỗi lần|once")
	perWords   = words("một|mỗi|trong|trên|hằng|hàng|a|an|per|each|every|trong một|trong mỗi|in a")
	byUnit     = words("theo")
	reportBy   = words("theo|báo cáo|báo cáo theo")
	constAnd   = words("và|and")
)

// every is the recurrence of so many units; empty where no plan names it so.
func every(n int, u unit) Recurrence {
	perUnit := map[unit]int{monthUnit: 1, quarters: 3, halfYears: 6, years: 12}
	switch u {
	case days:
		return map[int]Recurrence{1: Daily, 7: Weekly}[n]
	case weeks:
		return map[int]Recurrence{1: Weekly}[n]
	}
	return map[int]Recurrence{1: Monthly, 3: Quarterly, 6: HalfYearly, 12: Yearly, 60: FiveYearly}[n*perUnit[u]]
}

// times is the recurrence of n times in a unit.
func times(n int, u unit) Recurrence {
	if n == 1 {
		return every(1, u)
	}
	perUnit := map[unit]int{monthUnit: 1, quarters: 3, halfYears: 6, years: 12}[u]
	if perUnit == 0 || perUnit%n != 0 {
		return ""
	}
	return every(perUnit/n, monthUnit)
}

// recurrence reads how often: "hằng quý", "định kỳ 6 tháng", "một lần/năm",
// "every 6 months", "weekly".
func (p *parser) recurrence(periodic bool) (recurring, bool) {
	for _, read := range [...]func() (recurring, bool){p.timesPer, p.perTime, p.eachUnit, p.adverb} {
		start := p.pos
		if r, ok := read(); ok {
			return r, true
		}
		p.pos = start
	}
	if periodic {
		return p.unitsAlone()
	}
	return recurring{}, false
}

func known(r Recurrence) recurring { return recurring{every: r, unnamed: r == ""} }

// timesPer reads "01 lần/năm", "hai lần mỗi quý", "twice a year".
func (p *parser) timesPer() (recurring, bool) {
	n, ok := take(p, onceWords)
	if !ok {
		if n, ok = p.count(366); !ok || !p.has(timesWords) {
			return recurring{}, false
		}
	}
	if !p.mark("/") && !p.has(perWords) {
		return recurring{}, false
	}
	if one, ok := p.count(1); ok && one != 1 {
		return recurring{}, false
	}
	u, ok := take(p, unitNames)
	return known(times(n, u)), ok
}

// perTime reads "3 tháng một lần", "6 tháng/lần", "mỗi 6 tháng", "every 2 weeks".
func (p *parser) perTime() (recurring, bool) {
	each := p.has(everyWords)
	n, ok := p.count(366)
	if !ok {
		return recurring{}, false
	}
	u, ok := take(p, durationUnits)
	if !ok {
		return recurring{}, false
	}
	slash := p.mark("/")
	once := p.onceEach()
	if !each && !once {
		return recurring{}, false
	}
	return known(every(n, u)), !slash || once
}

func (p *parser) onceEach() bool {
	if p.has(onceEach) {
		return true
	}
	if p.at(0).value == 1 && p.at(0).kind == number && p.at(1).fold == "lan" {
		p.pos += 2
		return true
	}
	return false
}

// eachUnit reads "hằng tháng" and the further units of "hằng tháng, quý, năm".
func (p *parser) eachUnit() (recurring, bool) {
	if !p.has(everyWords) {
		return recurring{}, false
	}
	return p.unitList()
}

func (p *parser) unitList() (recurring, bool) {
	u, ok := take(p, unitNames)
	if !ok {
		return recurring{}, false
	}
	r := known(every(1, u))
	p.furtherUnits(&r)
	return r, true
}

// furtherUnits reads the rest of "hằng tháng, quý, 6 tháng và năm".
func (p *parser) furtherUnits(r *recurring) {
	for len(r.more) < 4 {
		start := p.pos
		if !p.listMark() {
			return
		}
		p.has(everyWords)
		n, counted := p.number(1, 12)
		if !counted {
			n = 1
		}
		u, ok := take(p, unitNames)
		if !ok || !p.boundary() || p.ordinary() {
			p.pos = start
			return
		}
		if next := every(n, u); next != "" {
			r.more = append(r.more, next)
		}
	}
}

// ordinary reports whether a number follows, so that "năm" is no recurring
// year: "hằng tháng, năm 2025".
func (p *parser) ordinary() bool { return p.at(0).kind == number }

// unitsAlone reads what follows "định kỳ": "6 tháng", "tháng, quý", "năm".
func (p *parser) unitsAlone() (recurring, bool) {
	start := p.pos
	n, counted := p.count(60)
	if counted {
		if u, ok := take(p, durationUnits); ok {
			r := known(every(n, u))
			p.furtherUnits(&r)
			return r, true
		}
		p.pos = start
		return recurring{}, false
	}
	p.has(reportBy)
	if r, ok := p.unitList(); ok && p.boundary() && !p.ordinary() || ok && !p.free && !p.ordinary() {
		return r, true
	}
	p.pos = start
	return recurring{}, false
}

func (p *parser) adverb() (recurring, bool) {
	if p.has(byUnit) {
		u, ok := take(p, unitNames)
		return known(every(1, u)), ok && p.done()
	}
	if p.has(uneven) || p.has(regularly) {
		return recurring{unnamed: true}, true
	}
	if r, ok := take(p, adverbs); ok {
		return recurring{every: r}, true
	}
	if p.has(constantly) {
		p.moreConstantly()
		return recurring{every: Ongoing}, true
	}
	return recurring{}, false
}

// moreConstantly consumes the "liên tục" of "thường xuyên, liên tục".
func (p *parser) moreConstantly() {
	start := p.pos
	if !p.mark(",") {
		p.has(constAnd)
	}
	if !p.has(constantly) {
		p.pos = start
	}
}

var (
	ofWords       = words("của|trong|vào|of|of the|in|in the")
	nextPeriod    = words("tháng tiếp theo|tháng kế tiếp|tháng liền kề|tháng liền sau|tháng sau|tháng sau liền kề|tháng kế tiếp liền kề|the following month|the next month|following month")
	bareMonth     = words("tháng|month|the month")
	reportPeriod  = words("sau tháng kỳ báo cáo|sau tháng báo cáo|sau kỳ báo cáo|của kỳ báo cáo|kỳ báo cáo|báo cáo|liền kề")
	monthInPeriod = newLexicon(map[string]int{
		"tháng cuối|tháng cuối cùng|tháng thứ ba|tháng thứ 3|the last month|last month": 3,
		"tháng đầu|tháng đầu tiên|tháng thứ nhất|the first month|first month":           1,
		"tháng giữa|tháng thứ hai": 2,
	})
	nextQuarter = words("quý sau|quý tiếp theo|quý kế tiếp|quý liền kề|quý sau liền kề|the next quarter|the following quarter")
	ofQuarter   = words("quý|của quý|hằng quý|hàng quý|mỗi quý|của mỗi quý|từng quý|của hằng quý|của hàng quý|của từng quý|quý sau|của quý sau|quý tiếp theo|" +
		"của quý tiếp theo|quý kế tiếp|của quý liền kề|quý liền kề|của quý kế tiếp|các quý|của các quý|trong quý|of each quarter|of every quarter|of the quarter|of quarter")
)

// monthOfQuarter reads "(của) tháng cuối quý", which makes a day quarterly.
func (p *parser) monthOfQuarter() (recurring, bool) {
	start := p.pos
	p.has(ofWords)
	if m, ok := take(p, monthInPeriod); ok && (p.has(ofQuarter) || p.quarterly) {
		return recurring{every: Quarterly, month: m % 3}, true
	}
	p.pos = start
	return recurring{}, false
}

// dayTail reads what makes a day without a month recurring: "hằng tháng",
// "của tháng cuối quý", "của tháng tiếp theo".
func (p *parser) dayTail() (recurring, bool) {
	if r, ok := p.monthOfQuarter(); ok {
		return r, true
	}
	start := p.pos
	p.has(ofWords)
	if p.has(nextQuarter) {
		return recurring{every: Quarterly, month: 1}, true
	}
	p.pos = start
	if r, ok := p.recurrence(false); ok && (r.every == Monthly || r.every == Quarterly || r.every == HalfYearly) {
		return r, true
	}
	p.pos = start
	p.has(ofWords)
	if p.has(nextPeriod) && (p.has(reportPeriod) || p.boundary() || !p.free) || p.has(bareMonth) && p.boundary() {
		return recurring{every: Monthly}, true
	}
	p.pos = start
	return recurring{}, false
}
