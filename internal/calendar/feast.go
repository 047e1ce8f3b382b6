package calendar

// feast reads a day that goes by a name: with its date, "ngày Quốc khánh
// 02/9/2025", or without, "trước Tết Nguyên đán". In running text a limit word
// must stand before it.
func (p *parser) feast() (period, bool) {
	if p.free && !p.held {
		return period{}, false
	}
	start := p.pos
	if x, ok := p.datedFeast(); ok {
		return x, true
	}
	p.pos = start
	return p.knownFeast()
}

var feastWord = words("ngày|dịp|lễ|dịp lễ|ngày lễ|tết|kỷ niệm|dịp kỷ niệm")

// longestFeast is how many words a feast's name has before its date.
const longestFeast = 6

func (p *parser) datedFeast() (period, bool) {
	if !p.has(feastWord) {
		return period{}, false
	}
	for range longestFeast {
		t := p.at(0)
		if t.kind != word || t.gap == parted || t.fold == "thang" || p.startsLimit() {
			return period{}, false
		}
		p.pos++
		paren := p.mark("(")
		if x, ok := p.numericDate(false); ok {
			x.bare = false
			if paren {
				p.mark(")")
			}
			return x, x.grain == dayGrain
		}
	}
	return period{}, false
}

type monthDay struct{ month, day int }

var (
	feastPrefix = words("ngày|dịp|lễ|nghỉ|dịp lễ|ngày lễ|kỳ nghỉ|dịp nghỉ")
	feasts      = newLexicon(map[string]monthDay{
		"quốc khánh|quốc khánh nước": {9, 2}, "giải phóng miền nam": {4, 30}, "quốc tế lao động": {5, 1},
		"nhà giáo việt nam": {11, 20}, "thương binh liệt sĩ": {7, 27}, "quốc tế phụ nữ": {3, 8}, "phụ nữ việt nam": {10, 20},
		"christmas": {12, 25}, "new year's eve": {12, 31},
	})
	lunarNewYear = words("tết nguyên đán|tết âm lịch|tết cổ truyền|tết|lunar new year|tet")
	// stems begin the name of a lunar year: "Ất Tỵ".
	stems = words("giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý")
)

// knownFeast reads a feast whose day is known from its name. The day of Tết is
// the lunar table's.
func (p *parser) knownFeast() (period, bool) {
	p.has(feastPrefix)
	if md, ok := take(p, feasts); ok {
		return p.day(md.day, md.month, p.yearAfter(), false), true
	}
	if !p.has(lunarNewYear) {
		return period{}, false
	}
	if p.has(stems) && p.at(0).kind == word {
		p.pos++
	}
	lunar, err := lunarYears()
	if err != nil {
		return period{}, false
	}
	y := p.yearAfter()
	if y == 0 {
		y = p.baseYear()
		if p.ctx.Year == 0 && lunar[y].tet.Before(p.ctx.Today) {
			y++
		}
	}
	tet := lunar[y].tet
	if tet.IsZero() {
		return period{grain: dayGrain, vague: true}, true
	}
	return between(dayGrain, tet, tet), true
}
