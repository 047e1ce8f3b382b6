package intake

import (
	"regexp"
	"strings"
)

// party is who does a task: the lead as printed and those who help.
type party struct {
	lead   string
	coords []string
}

var (
	leadThenWith = regexp.MustCompile(`^(.*?)[\s,;]*(?:\(chu tri\)|(?:\bla |\blam )?(?:co quan |don vi |bo phan )?(?:\bdau moi\b|\bchu tri\b))(?:[\s,]+(?:chu tri|tham muu|thuc hien|dau moi))*[\s,;]*(?:va\s+)?(?:phoi hop\b(?: chat che| thuc hien)*(?:\s*(?:voi|cung))?[\s:]*)?(.*?)\s*(?:\(phoi hop\)|phoi hop(?: thuc hien)?)?$`)
	withOnly     = regexp.MustCompile(`^(.*?)[\s,;(]*\bphoi hop\b(?: chat che| thuc hien)*(?:\s*(?:voi|cung))?[\s:]+(.*)$`)
	withEnglish  = regexp.MustCompile(`^(.*?)[\s,;(]+(?:with|supported by|support(?:ing)?:|in coordination with|together with)[\s:]+(.*)$`)
	whoTail      = regexp.MustCompile(`[\s,]*\b(?:(?:to chuc |trien khai |cung )?thuc hien|trien khai)$`)
	whoRole      = regexp.MustCompile(`[\s,]*\b(?:la|lam)\s+(?:co quan |don vi |bo phan )?(?:dau moi|chu tri|thuong truc)$`)
	whoHead      = regexp.MustCompile(`^(?:giao(?: cho)?|do|de nghi|yeu cau|voi|cung|cung voi|led by|by|doi voi)\s+`)
)

// who reads "X là đầu mối phối hợp với Y, Z thực hiện", "X chủ trì; phối hợp:
// Y", "X, with Y" and the plain name of a lead.
func (g unitGrammar) who(value string) party {
	value = trimName(headOf(value, maxUnits))
	v := newView(value)
	for _, re := range []*regexp.Regexp{leadThenWith, withOnly, withEnglish} {
		m := re.FindStringSubmatchIndex(v.low)
		if m == nil || m[2] == m[3] {
			continue
		}
		return party{g.trimUnit(v.orig(m[2], m[3])), g.splitUnits(v.orig(m[4], m[5]))}
	}
	return party{lead: g.trimUnit(value)}
}

// trimUnit takes off a unit's name what belongs to the sentence around it.
func (g unitGrammar) trimUnit(s string) string {
	s = trimName(s)
	v := newView(s)
	if m := whoHead.FindString(v.low); m != "" && len(m) < len(v.low) && !teaches(s) {
		s = v.s[v.at[len(m)]:]
		v = newView(s)
	}
	if m := whoRole.FindStringIndex(v.low); m != nil && m[0] > 0 {
		s = v.orig(0, m[0])
		v = newView(s)
	}
	if m := whoTail.FindStringIndex(v.low); m != nil && m[0] > 0 {
		s = v.orig(0, m[0])
	}
	return trimName(s)
}

func trimName(s string) string {
	s = strings.Trim(strings.Join(strings.Fields(s), " "), " .,;:|-–—/")
	if strings.Count(s, ")") > strings.Count(s, "(") {
		s = strings.TrimRight(s, ") .;")
	}
	if strings.Count(s, "(") > strings.Count(s, ")") && strings.HasPrefix(s, "(") {
		s = strings.TrimLeft(s, "( ")
	}
	return s
}

// maxUnits bounds a list of units in bytes; no plan names more than fit.
const maxUnits = 2000

// jointOffice is the first half of the one office of two bodies: "Văn phòng
// HĐND và UBND huyện".
var jointOffice = regexp.MustCompile(`van phong (?:hdnd|hoi dong nhan dan|ubnd|doan dbqh|doan dai bieu quoc hoi|dang uy|huyen uy|doan dbqh, hdnd)$`)

var listBreak = regexp.MustCompile(`\s*[;\n]\s*`)

// splitUnits splits a list of units. A comma or "và" splits where a new name
// begins, not inside one ("Sở Văn hóa, Thể thao và Du lịch") nor inside a
// list of kinds ("Các sở, ban, ngành").
func (g unitGrammar) splitUnits(s string) []string {
	var out []string
	for _, part := range listBreak.Split(headOf(s, maxUnits), -1) {
		for _, u := range g.splitCommas(part) {
			for _, w := range g.splitAnds(u) {
				if w = g.trimUnit(w); w != "" && w != "-" && !seen(out, w) {
					out = append(out, w)
				}
			}
		}
	}
	return out
}

func seen(list []string, s string) bool {
	for _, l := range list {
		if strings.EqualFold(l, s) {
			return true
		}
	}
	return false
}

func (g unitGrammar) splitCommas(s string) []string {
	var out []string
	for _, p := range splitOutside(s, ',') {
		p = strings.TrimSpace(p)
		if n := len(out); n > 0 && g.continues(out[n-1], p) {
			out[n-1] += ", " + p
			continue
		}
		out = append(out, p)
	}
	return out
}

// continues reports whether part goes on with the name before the comma.
func (g unitGrammar) continues(before, part string) bool {
	if g.openEnded(before) && startsLower(part) && g.startsGeneric(part) && !g.newParty(part) {
		return true
	}
	if g.newParty(before) && g.bare(part) && g.bare(before[strings.LastIndexByte(before, ' ')+1:]) {
		return true // "Các trạm y tế xã, thị trấn"
	}
	if !startsUpper(part) || g.head(part) > 0 || isUpper(part) || g.head(before) == 0 {
		return false
	}
	_, tail, found := strings.Cut(part, g.and())
	return found && startsUpper(tail) && g.head(tail) == 0
}

// newParty reports whether a part in small letters names a party of its own.
func (g unitGrammar) newParty(part string) bool {
	low := strings.ToLower(part)
	return strings.HasPrefix(low, "các ") || strings.HasPrefix(low, "cac ")
}

func (g unitGrammar) and() string {
	if g.plain {
		return " va "
	}
	return " và "
}

// splitAnds splits at "và", "và các", "and" and "&" where a new name follows.
func (g unitGrammar) splitAnds(s string) []string {
	for _, and := range []string{g.and(), " and ", " & "} {
		from := 0
		for {
			i := strings.Index(s[from:], and)
			if i < 0 {
				break
			}
			i += from
			before, after := s[:i], s[i+len(and):]
			if and != g.and() && !marked(s) && !compound(before, after) || g.newName(before, after) {
				return append([]string{before}, g.splitAnds(after)...)
			}
			from = i + len(and)
		}
	}
	return []string{s}
}

// compound reports whether "and" stands inside one English name: "Health and
// Safety Officer", "Sales and Marketing", not "Anna and Ben".
func compound(before, after string) bool {
	b, a := len(strings.Fields(before)), len(strings.Fields(after))
	return b == 1 && (a > 1 && !marked(after) || pairedWords[strings.ToLower(strings.TrimSpace(before))])
}

// pairedWords are the first halves of departments named after two things.
var pairedWords = wordSet("health", "sales", "research", "learning", "monitoring", "diversity", "terms", "policy", "arts", "trust", "planning", "strategy", "design", "security", "quality", "teaching", "admissions", "buildings", "estates", "food", "culture", "communications", "people")

func (g unitGrammar) newName(before, after string) bool {
	if jointOffice.MatchString(newView(before).low) {
		return false
	}
	if g.openEnded(before) && startsLower(after) && g.bare(after) {
		return false
	}
	if g.newParty(after) {
		return true
	}
	return g.head(after) > 0 && (startsUpper(after) || g.head(before) > 0)
}

// splitOutside splits s at sep where it is not inside brackets or quotes.
func splitOutside(s string, sep rune) []string {
	var out []string
	depth, quoted, from := 0, false, 0
	for i, r := range s {
		switch {
		case r == '(' || r == '[':
			depth++
		case (r == ')' || r == ']') && depth > 0:
			depth--
		case r == '"':
			quoted = !quoted
		case r == '“':
			quoted = true
		case r == '”':
			quoted = false
		case r == sep && depth == 0 && !quoted:
			out = append(out, s[from:i])
			from = i + len(string(r))
		}
	}
	return append(out, s[from:])
}
