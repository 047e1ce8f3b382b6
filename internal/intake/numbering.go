package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"nhacviec/internal/intake/document"
)

const romanDigits = `[IVX]{1,6}`

var (
	hashMark    = regexp.MustCompile(`^(#{1,6})[ \t]+`)
	checkbox    = regexp.MustCompile(`^(?:[-*+•]\s+)?\[[ xX✓]?\]\s+`)
	glyphMark   = regexp.MustCompile(`^(?:([-–—−]|\+|\*|[•●○▪■□◦‣∙·➢➤✓✔❖♦\x{F000}-\x{F0FF}])\s*\)?|o)\s+`)
	tightMark   = regexp.MustCompile(`^([-–—]|\+\)?|•|▪|●)`)
	decimalMark = regexp.MustCompile(`^(\d{1,5}(?:\.\d{1,3}){0,4})(?:\.|/|\s*[-–:])?\s*`)
	parenMark   = regexp.MustCompile(`^(\d{1,3}(?:\.\d{1,3})*|[a-zđ]|[ivx]{2,5})\)\s*`)
	bracketMark = regexp.MustCompile(`^\((\d{1,3}|[a-zđ]|[ivx]{1,4})\)[.:]?\s*`)
	alphaMark   = regexp.MustCompile(`^([a-zđ]|[ivx]{2,5})[./]\s+`)
	upperMark   = regexp.MustCompile(`^([A-HJ-UWYZĐ])(?:[./)]|\s+[-–])\s+`)
	romanMark   = regexp.MustCompile(`^(` + romanDigits + `)(?:\.(\d{1,2}(?:\.\d{1,2})*))?(?:[.):]|/\s|\s*[-–]\s|\s+[-–])\s*`)
	namedMark   = regexp.MustCompile(`^(phan|chuong|giai doan|part|chapter|section|phase|dieu|muc|nhom nhiem vu|nhiem vu|cong viec|viec|noi dung|dau viec|hoat dong|giai phap|muc tieu|du an|hop phan|y kien|ket luan|task|item|action|action item|action point|activity|deliverable|project|priority|goal|objective|milestone|workstream|epic|step)` +
		`\s+(?:so\s+|thu\s+)?(\d{1,3}(?:\.\d{1,3})*|[ivx]{1,5}|nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi|one|two|three|four|five|six)\s*(?:[.:)/]|-\s|$)\s*`)
)

// loneName is a word that marks a task without a number: "ACTION: …".
var loneName = regexp.MustCompile(`^(?:action(?: item| point| required)?|to-?do|follow-?up|next step|task|viec can lam)\s*[:\-]\s+|^(?:→|➔|⇒|=>)\s*(?:action\s*[:\-]\s+)?`)

// parseMark splits the mark off a line. A line without one comes back whole.
func parseMark(s string) (document.Mark, string) {
	if m := hashMark.FindString(s); m != "" {
		mark := document.Mark{Style: document.Hash, Level: strings.Count(m, "#")}
		inner, rest := parseMark(strings.TrimSpace(s[len(m):]))
		if inner.Label == "" {
			rest = strings.TrimSpace(s[len(m):])
		}
		mark.Label = inner.Label
		return mark, strings.TrimSpace(strings.TrimRight(rest, "#"))
	}
	if m := checkbox.FindString(s); m != "" {
		return document.Mark{Style: document.Dash, Glyph: "-"}, s[len(m):]
	}
	if mark, rest, ok := parseGlyph(s); ok {
		return mark, rest
	}
	if mark, rest, ok := parseNumber(s); ok {
		return mark, rest
	}
	return parseNamed(s)
}

func parseGlyph(s string) (document.Mark, string, bool) {
	if m := glyphMark.FindStringSubmatch(s); m != nil {
		rest := s[len(m[0]):]
		if m[1] == "" && !startsUpper(rest) { // "o" as a bullet, not as a word
			return document.Mark{}, s, false
		}
		return glyph(m[1]), rest, rest != ""
	}
	if m := tightMark.FindString(s); m != "" {
		rest := s[len(m):]
		if r, _ := utf8.DecodeRuneInString(rest); unicode.IsLetter(r) {
			return glyph(m), rest, true
		}
	}
	return document.Mark{}, s, false
}

func glyph(g string) document.Mark {
	switch {
	case g == "-" || g == "–" || g == "—" || g == "−":
		return document.Mark{Style: document.Dash, Glyph: "-"}
	case strings.HasPrefix(g, "+"):
		return document.Mark{Style: document.Plus, Glyph: "+"}
	case g == "":
		return document.Mark{Style: document.Bullet, Glyph: "o"}
	}
	return document.Mark{Style: document.Bullet, Glyph: g}
}

func parseNumber(s string) (document.Mark, string, bool) {
	if m := bracketMark.FindStringSubmatch(s); m != nil {
		return take(document.Mark{Style: document.Bracketed, Label: m[1]}, s, m[0])
	}
	if m := parenMark.FindStringSubmatch(s); m != nil {
		style := document.Paren
		if m[1][0] > '9' {
			style = document.Alpha
		}
		return take(document.Mark{Style: style, Label: m[1]}, s, m[0])
	}
	if m := romanMark.FindStringSubmatch(s); m != nil && roman(m[1]) > 0 {
		return romanNumber(s, m)
	}
	if m := upperMark.FindStringSubmatch(s); m != nil {
		return take(document.Mark{Style: document.UpperAlpha, Label: m[1]}, s, m[0])
	}
	if m := alphaMark.FindStringSubmatch(s); m != nil {
		return take(document.Mark{Style: document.Alpha, Label: m[1]}, s, m[0])
	}
	return decimalNumber(s)
}

func romanNumber(s string, m []string) (document.Mark, string, bool) {
	if m[2] != "" {
		return take(document.Mark{Style: document.Decimal, Label: m[1] + "." + m[2], Level: 1 + strings.Count(m[2], ".")}, s, m[0])
	}
	return take(document.Mark{Style: document.Roman, Label: m[1]}, s, m[0])
}

// decimalNumber reads 1. and 1.2.3; never a date, a year, a thousand or a
// quantity ("3.5 km", "1.200 hộ", "12/2023", "05 lớp").
func decimalNumber(s string) (document.Mark, string, bool) {
	m := decimalMark.FindStringSubmatch(s)
	if m == nil {
		return document.Mark{}, s, false
	}
	parts := strings.Split(m[1], ".")
	tail := strings.TrimPrefix(m[0], m[1])
	rest := s[len(m[0]):]
	r, _ := utf8.DecodeRuneInString(rest)
	switch {
	case len(parts[0]) > 3 && (len(parts) > 1 || !strings.HasPrefix(tail, ". ") || !unicode.IsUpper(r) || yearLike(parts[0])):
		return document.Mark{}, s, false
	case strings.TrimSpace(tail) == "" && (len(parts) < 2 || !unicode.IsUpper(r)),
		strings.HasPrefix(tail, "/") && unicode.IsDigit(r),
		strings.TrimSpace(tail) != "" && !strings.HasSuffix(tail, " ") && !unicode.IsLetter(r) && rest != "",
		unicode.IsDigit(r) && strings.ContainsAny(tail, "-–:"):
		return document.Mark{}, s, false
	}
	for _, p := range parts[1:] {
		if len(p) > 2 {
			return document.Mark{}, s, false
		}
	}
	return take(document.Mark{Style: document.Decimal, Label: m[1], Level: len(parts)}, s, m[0])
}

func take(m document.Mark, s, head string) (document.Mark, string, bool) {
	return m, strings.TrimSpace(s[len(head):]), true
}

// shortName is a number with the letters of what it numbers: "AP3:", "NV 2.".
var shortName = regexp.MustCompile(`^(?:ap|act|aci|ai|rec|nv|cv|nd|wp|ws)\s?(\d{1,3}(?:\.\d{1,3})?)\s*(?:[.:)]|-\s)\s*`)

// parseNamed reads "Nhiệm vụ 1.", "Điều 5:", "Phần thứ nhất", "Task 3 -".
func parseNamed(s string) (document.Mark, string) {
	v := newView(s[:min(len(s), 60)])
	if m := loneName.FindString(v.low); m != "" {
		return document.Mark{Style: document.Named, Glyph: "action"}, strings.TrimSpace(s[v.at[len(m)]:])
	}
	if m := shortName.FindStringSubmatchIndex(v.low); m != nil && startsUpper(s) {
		return document.Mark{Style: document.Named, Label: v.low[m[2]:m[3]], Glyph: "action"}, strings.TrimSpace(s[v.at[m[1]]:])
	}
	m := namedMark.FindStringSubmatchIndex(v.low)
	if m == nil || !startsUpper(s) {
		return document.Mark{}, s
	}
	word, num := v.low[m[2]:m[3]], strings.ToUpper(v.low[m[4]:m[5]])
	if n := ordinal(v.low[m[4]:m[5]]); n > 0 {
		num = strconv.Itoa(n)
	}
	style := document.Named
	switch word {
	case "phan", "chuong", "giai doan", "part", "chapter", "section", "phase":
		style = document.Division
	case "dieu", "muc":
		style = document.Article
	}
	return document.Mark{Style: style, Label: num, Glyph: word}, strings.TrimSpace(s[v.at[m[1]]:])
}

func ordinal(word string) int {
	for i, names := range [][]string{
		{"nhat", "one"}, {"hai", "two"}, {"ba", "three"}, {"tu", "four"}, {"nam", "five"},
		{"sau", "six"}, {"bay"}, {"tam"}, {"chin"}, {"muoi"},
	} {
		if slices.Contains(names, word) {
			return i + 1
		}
	}
	return 0
}

// roman returns the value of a Roman numeral in capitals, 0 where it is none.
func roman(s string) int {
	n, last := 0, 0
	for i := len(s) - 1; i >= 0; i-- {
		d := map[byte]int{'I': 1, 'V': 5, 'X': 10}[s[i]]
		if d < last {
			n -= d
		} else {
			n, last = n+d, d
		}
	}
	if n > 0 && toRoman(n) != s {
		return 0
	}
	return n
}

func toRoman(n int) string {
	var b strings.Builder
	for _, p := range []struct {
		n int
		s string
	}{{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= p.n; n -= p.n {
			b.WriteString(p.s)
		}
	}
	return b.String()
}
