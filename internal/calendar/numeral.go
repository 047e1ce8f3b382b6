package calendar

import "strings"

var numberWords = newLexicon(map[string]int{
	"một|one": 1, "hai|two": 2, "ba|three": 3, "bốn|tư|four": 4, "năm|five": 5, "sáu|six": 6,
	"bảy|bẩy|seven": 7, "tám|eight": 8, "chín|nine": 9, "mười|ten": 10, "mười một|eleven": 11,
	"mười hai|twelve": 12, "mười lăm|fifteen": 15, "hai mươi|twenty": 20, "ba mươi|thirty": 30,
})

var ordinalWords = newLexicon(map[string]int{
	"nhất|đầu tiên|đầu|first": 1, "hai|nhì|second": 2, "ba|third|cuối|cuối cùng": 3, "tư|bốn|fourth|last|final": 4,
})

var ordinalSuffix = words("st|nd|rd|th")

// count consumes a number in digits or in words.
func (p *parser) count(hi int) (int, bool) {
	if n, ok := p.number(1, hi); ok {
		return n, true
	}
	start := p.pos
	if n, ok := take(p, numberWords); ok && n <= hi {
		return n, true
	}
	p.pos = start
	return 0, false
}

// roman reads I to IV, also where scanning took an I for an l or a 1.
func roman(s string) int {
	switch strings.Map(func(r rune) rune {
		if r == 'l' || r == '1' || r == '|' {
			return 'i'
		}
		return r
	}, s) {
	case "i":
		return 1
	case "ii":
		return 2
	case "iii":
		return 3
	case "iv", "iiii":
		return 4
	}
	return 0
}

// quarterNumber consumes 1 to 4 in Roman, Arabic or words.
func (p *parser) quarterNumber() (int, bool) {
	t := p.at(0)
	switch {
	case t.kind == number && t.value == 1 && p.at(1).kind == word && p.at(1).gap == glued && p.at(1).fold == "v":
		t.repaired = true
		p.pos += 2
		return 4, true
	case t.kind == number && t.value >= 1 && t.value <= 4 && t.digits <= 2:
		p.pos++
		return t.value, true
	case t.kind == number && roman(t.fold) > 0, t.kind == word && !t.accented && roman(t.fold) > 0:
		t.repaired = t.repaired || strings.ContainsAny(t.fold, "l1")
		p.pos++
		return roman(t.fold), true
	}
	start := p.pos
	if n, ok := take(p, numberWords); ok && n <= 4 {
		return n, true
	}
	p.pos = start
	return 0, false
}

// dayNumber consumes 1 to 39: what lies beyond a month's end is refused later,
// with a word about it. An ordinal's suffix goes with it.
func (p *parser) dayNumber() (int, bool) {
	n, ok := p.number(1, 39)
	if ok && p.at(0).gap == glued {
		p.has(ordinalSuffix)
	}
	return n, ok
}
