package intake

import (
	"regexp"
	"slices"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/document"
)

// aside is what the brackets of a text say about who and when.
type aside struct {
	party  party
	when   []*dated
	duties []clause // "(báo cáo về Văn phòng trước ngày 20 hằng tháng)"
}

// maxBrackets bounds the brackets of one text that are read.
const maxBrackets = 12

var bracketed = regexp.MustCompile(`\(([^()]{2,200})\)|\[([^\[\]]{2,200})\]`)

// takeAsides takes off a text the brackets that hold its units or deadline;
// other brackets stay in it.
func (g unitGrammar) takeAsides(s string, c calendar.Context, line int) (string, aside) {
	var a aside
	limit := labelled(s)
	all := bracketed.FindAllStringSubmatchIndex(s[:limit], maxBrackets)
	for _, m := range slices.Backward(all) {

		from, to := m[2], m[3]
		if from < 0 {
			from, to = m[4], m[5]
		}
		atEnd := trimEnd(strings.TrimSpace(s[m[1]:limit])) == ""
		if !atEnd && endsDated(s[:m[0]], c) || !g.readAside(&a, s[from:to], atEnd, c, line) {
			continue
		}
		before := strings.TrimRight(s[:m[0]], " ")
		limit -= m[1] - len(before)
		s = before + s[m[1]:]
	}
	return s, a
}

// endsDated reports whether s ends in a deadline, which the bracket after it
// makes more exact: "định kỳ hằng tháng (trước ngày 14)".
func endsDated(s string, c calendar.Context) bool {
	ms := calendar.Find(tailOf(s, 80), c)
	return len(ms) > 0 && strings.TrimSpace(tailOf(s, 80)[ms[len(ms)-1].End:]) == ""
}

// labelled returns where the labelled values of s begin that stand outside its
// brackets; a bracket after a label belongs to the label's value.
func labelled(s string) int {
	head, fields := splitFields(blankBrackets(s), 0)
	if len(fields) == 0 {
		return len(s)
	}
	return len(head)
}

// blankBrackets writes full stops over what stands in brackets, which keeps
// every offset.
func blankBrackets(s string) string {
	return bracketed.ReplaceAllStringFunc(s, func(m string) string { return strings.Repeat(".", len(m)) })
}

// readAside reads one bracket, and reports whether all of it was understood.
func (g unitGrammar) readAside(a *aside, s string, atEnd bool, c calendar.Context, line int) bool {
	if d, ok := wholeDeadline(s, atEnd, c, line); ok {
		a.when = append([]*dated{d}, a.when...)
		return true
	}
	var got aside
	var rest []string
	for _, part := range asideParts(s) {
		if len(got.party.coords) > 0 && (g.party(part) || g.nameLike(part)) && len(deadlines(part, c)) == 0 {
			got.party.coords = append(got.party.coords, g.splitUnits(part)...)
			continue
		}
		if !g.readAsidePart(&got, part, atEnd, c, line) {
			rest = append(rest, part)
		}
	}
	if len(rest) > 1 || len(rest) == 1 && !(atEnd && got.party.lead == "" && g.nameInBrackets(rest[0], got)) {
		return false
	}
	if len(rest) == 1 {
		p := g.who(rest[0])
		got.party.lead = p.lead
		got.party.coords = append(got.party.coords, p.coords...)
	}
	if got.party.lead == "" && len(got.party.coords) == 0 && len(got.when) == 0 && len(got.duties) == 0 {
		return false
	}
	if got.party.lead != "" {
		a.party.lead = got.party.lead
	}
	a.party.coords = append(a.party.coords, got.party.coords...)
	a.when = append(got.when, a.when...)
	a.duties = append(a.duties, got.duties...)
	return true
}

// nameInBrackets reports whether a part of a bracket that nothing else explains
// names who is to do it: a deadline or a label stands beside it, or the
// document names its units in this way.
func (g unitGrammar) nameInBrackets(s string, beside aside) bool {
	if !g.inBrackets && len(beside.party.coords) == 0 && len(beside.when) == 0 {
		return false
	}
	if g.plain && everybody.MatchString(s) {
		s = capital(s)
	}
	return g.nameLike(s)
}

// everybody begins a name in small letters.
var everybody = regexp.MustCompile(`^(?:all|each|every|both|the)\s`)

// nameLike reports whether s may be a name that is not known: a few words, a
// capital first, nothing to do and nothing counted.
func (g unitGrammar) nameLike(s string) bool {
	if !startsUpper(s) || len(strings.Fields(s)) > 10 || strings.ContainsAny(s, ":.!?%") || count(s) != nil {
		return false
	}
	return g.head(s) > 0 && verbAt(s, g.plain) < 0 || verbAt(strings.ToLower(s), g.plain) != 0 && (verbAt(s, g.plain) < 0 || g.headWord(s))
}

// headWord reports whether s begins with a word for a body, whatever follows.
func (g unitGrammar) headWord(s string) bool {
	words := firstWords(s, 3)
	for n := range words {
		if g.heads[strings.ToLower(s[:words[n].end])] {
			return true
		}
	}
	return false
}

// endBracket is a bracket that ends a text.
var endBracket = regexp.MustCompile(`\(([^()]{2,200})\)[\s.;,/]*$`)

// bracketNames reports whether items of a document name their units in brackets
// at their end: at least three do, and most that end in a bracket.
func (g unitGrammar) bracketNames(blocks []document.Block) bool {
	named, all := 0, 0
	for _, b := range blocks {
		m := endBracket.FindStringSubmatch(b.Text)
		if m == nil || b.Table != nil || b.Mark.Style == document.NoMark {
			continue
		}
		all++
		first := asideParts(m[1])[0]
		if g.name(first) || g.headWord(first) && g.nameLike(first) {
			named++
		}
	}
	return named >= 3 && named*2 > all
}

// wholeDeadline reads a bracket that is one deadline and nothing else. One in
// the middle of a text must be more than a span of years, which may as well be
// part of a name.
func wholeDeadline(s string, atEnd bool, c calendar.Context, line int) (*dated, bool) {
	ms := calendar.Find(s, c)
	if len(ms) == 1 && connector.MatchString(strings.TrimSpace(newView(s[:ms[0].Begin]).low)) && trimEnd(strings.TrimSpace(s[ms[0].End:])) == "" {
		r := ms[0].Reading
		if understood(r) && (atEnd || ms[0].Firm && !r.Due.IsZero()) {
			return dates(s, r, line), true
		}
	}
	if len(ms) <= 1 && atEnd && !opensField(s) && !strings.Contains(s, ";") {
		if r := calendar.Parse(s, c); understood(r) && (len(ms) == 0 || len(r.Also) > 0) {
			return dates(s, r, line), true
		}
	}
	return nil, false
}

// asideParts splits a bracket at semicolons, and at the commas before labels.
func asideParts(s string) []string {
	var out []string
	for _, part := range splitOutside(s, ';') {
		pieces := splitOutside(part, ',')
		cur := pieces[0]
		for _, p := range pieces[1:] {
			if opensField(strings.TrimSpace(p)) || newClause.MatchString(strings.TrimSpace(newView(p).low)) {
				out = append(out, strings.TrimSpace(cur))
				cur = p
				continue
			}
			cur += "," + p
		}
		out = append(out, strings.TrimSpace(cur))
	}
	return out
}

var newClause = regexp.MustCompile(`^(?:phan dau|du kien|phoi hop|ph\b|hoan thanh|xong|cham nhat|truoc|trong|den|due|by|thang|quy|hang|dinh ky|with|cong khai|bao cao|trinh|gui|\d{1,2}/)`)

func (g unitGrammar) readAsidePart(a *aside, part string, atEnd bool, c calendar.Context, line int) bool {
	if part == "" {
		return true
	}
	if head, fields := splitFields(part, line); len(fields) > 0 && head == "" {
		for _, f := range fields {
			g.addField(a, f, c)
		}
		return true
	}
	if d, ok := wholeDeadline(part, atEnd, c, line); ok {
		a.when = append(a.when, d)
		return true
	}
	if ms := deadlines(part, c); len(ms) == 1 && atEnd {
		a.duties = append(a.duties, oneDated(part[:ms[0].Begin], "", part[ms[0].End:], dates(part, ms[0].Reading, line))...)
		return true
	}
	p := g.who(part)
	if p.lead != "" && g.head(p.lead) > 0 && verbAt(p.lead, g.plain) < 0 && len(p.lead) < 160 {
		a.party.lead = p.lead
		a.party.coords = append(a.party.coords, p.coords...)
		return true
	}
	if atEnd && g.plain && englishName.MatchString(part) {
		a.party.lead = part
		return true
	}
	low := newView(part).low
	if m := besideWords.FindString(low + " "); m != "" && len(m) < len(low) {
		a.party.coords = append(a.party.coords, g.splitUnits(part[len(part)-len(strings.TrimLeft(newView(part).orig(len(m), len(low)), " ")):])...)
		return true
	}
	return false
}

var (
	// besideWords open the part of a bracket that names who helps.
	besideWords = regexp.MustCompile(`^(?:(?:co (?:su )?|cung )?phoi hop(?: thuc hien)?(?:\s*(?:voi|cung|:))*|(?:together |jointly |in partnership )?with|(?:supported|assisted|helped) by|support from)\s+`)
	// englishName is a person's name or a team's.
	englishName = regexp.MustCompile(`^(?:[A-Z][a-z'-]+(?: [A-Z][a-z'-]+){1,2}|[A-Z][\w&' -]{1,40} (?:[Tt]eam|[Ss]quad|[Oo]ffice|[Gg]roup|[Dd]epartment|[Cc]ommittee|[Dd]esk|[Ll]ead|[Mm]anager|[Uu]nit))$`)
)

func (g unitGrammar) addField(a *aside, f field, c calendar.Context) {
	switch f.role {
	case leadUnit, whoever:
		p := g.who(f.value)
		a.party.lead = p.lead
		a.party.coords = append(a.party.coords, p.coords...)
	case withUnits:
		a.party.coords = append(a.party.coords, g.splitUnits(f.value)...)
	case when, whenEnd:
		if d := deadlineValue(f.value, c, f.line); d != nil {
			a.when = append(a.when, d)
		}
	}
}
