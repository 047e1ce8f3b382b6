package intake

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// maxSubject bounds the names of units before the verb of an order, in bytes.
const maxSubject = 240

var (
	leadWords = regexp.MustCompile(`^(?:(?:la|lam)\s+(?:co quan |don vi |bo phan )?(?:dau moi|chu tri)(?:\s+chu tri)?|chu tri|co trach nhiem|chiu trach nhiem chu tri|dau moi|phu trach)(?:\s+tham muu)?\b`)
	withWords = regexp.MustCompile(`^(?:cung\s+)?phoi hop(?:\s+(?:chat che|dong bo|thuc hien))*\s*(?:voi|cung|:)(?:\s+voi)?\s+`)
	fillWords = regexp.MustCompile(`^(?:(?:va|de|thi|phai|can|se|tiep tuc chu tri)\s+|[,;-]\s*)`)
	auxiliary = regexp.MustCompile(`^(?:tap trung|chu dong|co trach nhiem|to chuc trien khai viec|khan truong va)\s+`)
)

// subject takes the units an order is given to off the front of a sentence:
// "Giao X chủ trì, phối hợp với Y, Z | tổng hợp …", "X phối hợp với Y | …",
// "X: …", "X | rà soát …". inherited says that a heading already named the
// lead, so that "Chủ trì, phối hợp với Y | …" is enough.
func (g unitGrammar) subject(s string, inherited bool) (p party, rest string, ok bool) {
	v := newView(s)
	body, ordered := s, false
	if m := orderWords.FindString(v.low); m != "" && !teaches(s) {
		body, ordered = s[v.at[len(m)]:], true
	}
	if p, rest, ok := g.colonSubject(body); ok {
		return p, rest, true
	}
	if p, rest, ok := englishSubject(s, g.plain); ok {
		return p, rest, true
	}
	begin := g.orderAt(headOf(body, maxSubject))
	if ordered && begin < 0 || !ordered && begin < 0 {
		return g.barePhrase(body, s, inherited)
	}
	name := strings.TrimRight(body[:begin], " ,")
	if g.head(name) == 0 && !(ordered && startsUpper(name)) {
		return g.barePhrase(body, s, inherited)
	}
	p.lead = g.trimUnit(name)
	p.coords, rest = g.duties(body[begin:])
	if p.lead == "" {
		return party{}, s, false
	}
	return p, rest, true
}

// topic opens an order with what it is about: "Về quy hoạch: Phòng A rà soát …".
var topic = regexp.MustCompile(`^(?:(?:ve|doi voi|trong|linh vuc|cong tac|noi dung|van de|che do)\s[^:]{2,80}|bao cao|(?:thong tin,? )?bao cao|to chuc thuc hien|trien khai thuc hien|trach nhiem thi hanh|kiem tra,? giam sat):\s+`)

// withoutTopic takes the topic off an order that begins with a unit or a word
// that gives an order.
func (g unitGrammar) withoutTopic(s string) string {
	v := newView(headOf(s, maxSubject))
	m := topic.FindString(v.low)
	if m == "" || len(m) >= len(v.low) {
		return s
	}
	if rest := s[v.at[len(m)]:]; orders(rest) || g.head(rest) > 0 && (startsUpper(rest) || g.newParty(rest)) {
		return capital(rest)
	}
	return s
}

var laterOrder = regexp.MustCompile(`[.;:]\s+(?:giao|de nghi|yeu cau)\s+(?:cho\s+)?`)

// splitOrders splits a text that gives several orders, each to a unit of its
// own: "Đồng ý chủ trương …; giao Phòng A lập hồ sơ". What stands before the
// first order is dropped where it asks nobody for anything.
func (g unitGrammar) splitOrders(s string) []string {
	v := newView(s)
	var cuts []int
	for _, m := range laterOrder.FindAllStringIndex(v.low, 20) {
		if rest := v.s[v.at[m[1]]:]; g.head(rest) > 0 && g.ordersWork(rest) {
			cuts = append(cuts, v.at[m[0]+1])
		}
	}
	if len(cuts) == 0 {
		return g.splitSubjects(s)
	}
	var out []string
	first := strings.TrimSpace(s[:cuts[0]])
	if p, _, ok := g.subject(first, false); ok && p.lead != "" {
		out = append(out, first)
	}
	for i, at := range cuts {
		end := len(s)
		if i+1 < len(cuts) {
			end = cuts[i+1]
		}
		out = append(out, strings.TrimSpace(s[at:end]))
	}
	return out
}

// splitSubjects splits a text of sentences each of which orders a unit of its
// own to do something: "Các phòng báo cáo …. Văn phòng tổng hợp …".
func (g unitGrammar) splitSubjects(s string) []string {
	parts := sentences(s)
	if len(parts) < 2 || len(parts) > 6 {
		return []string{s}
	}
	last := ""
	for _, p := range parts {
		p = trimEnd(p)
		who, _, ok := g.subject(p, false)
		if !ok || who.lead == "" || g.head(who.lead) == 0 || fold(who.lead) == last || !dayWords.MatchString(newView(p).low) || !g.ordersWork(p) {
			return []string{s}
		}
		last = fold(who.lead)
	}
	return parts
}

// teaches reports whether s begins with "Giáo viên" or the like, which without
// its marks looks like the order "Giao …".
func teaches(s string) bool { return strings.HasPrefix(strings.ToLower(headOf(s, 8)), "giáo") }

// ordersWork reports whether an order says what to do, beyond "chủ trì".
func (g unitGrammar) ordersWork(s string) bool {
	i := g.orderAt(headOf(s, maxSubject))
	if i < 0 {
		return false
	}
	_, rest := g.duties(s[i:])
	return len(strings.Fields(rest)) > 2
}

// barePhrase reads an order whose unit stands in the heading above.
func (g unitGrammar) barePhrase(body, whole string, inherited bool) (party, string, bool) {
	if !inherited {
		return party{}, whole, false
	}
	low := newView(body).low
	if !strings.HasPrefix(low, "chu tri") && !strings.HasPrefix(low, "phoi hop voi") && !strings.HasPrefix(low, "phoi hop chat che voi") {
		return party{}, whole, false
	}
	coords, rest := g.duties(body)
	return party{coords: coords}, rest, rest != "" && rest != body
}

// colonSubject reads "Sở Tài chính: tham mưu …".
func (g unitGrammar) colonSubject(s string) (party, string, bool) {
	i := strings.IndexByte(headOf(s, maxSubject), ':')
	if i <= 0 || i+1 >= len(s) || !g.party(s[:i]) && !(g.headWord(s[:i]) && g.nameLike(s[:i]) && verbAt(strings.ToLower(strings.TrimSpace(s[i+1:])), g.plain) == 0) {
		return party{}, s, false
	}
	rest := strings.TrimSpace(s[i+1:])
	p := g.who(s[:i])
	if coords, after := g.duties(rest); len(coords) > 0 {
		p.coords = append(p.coords, coords...)
		rest = after
	}
	return p, rest, rest != ""
}

// party reports whether s is the name of one unit, or of several.
func (g unitGrammar) party(s string) bool {
	names := g.splitUnits(s)
	for _, n := range names {
		if !g.name(n) {
			return false
		}
	}
	return len(names) > 0
}

// duties takes "chủ trì, phối hợp với Y, Z" off the front of what a unit is to
// do and returns those it is to do it with and the rest.
func (g unitGrammar) duties(s string) (coords []string, rest string) {
	for changed := true; changed; {
		changed = false
		s = strings.TrimLeft(s, " ")
		v := newView(s)
		for _, re := range []*regexp.Regexp{leadWords, fillWords, auxiliary} {
			if m := re.FindString(v.low); m != "" && len(m) < len(v.low) && (re != leadWords || g.workFollows(v.s[v.at[len(m)]:])) {
				s, changed = v.s[v.at[len(m)]:], true
				break
			}
		}
		if changed {
			continue
		}
		if m := g.withAt(v, s); m != "" {
			with := v.s[v.at[len(m)]:]
			end := g.listEnd(with)
			if end > 0 {
				coords = append(coords, g.splitUnits(with[:end])...)
				s, changed = with[end:], true
			}
		}
	}
	return coords, strings.TrimLeft(s, " ,;:")
}

// withAt returns the words at the front of s that say who helps: "phối hợp với",
// or "phối hợp" where a unit's name follows.
func (g unitGrammar) withAt(v view, s string) string {
	if m := withWords.FindString(v.low); m != "" {
		return m
	}
	const bare = "phoi hop "
	if strings.HasPrefix(v.low, bare) && len(v.low) > len(bare) {
		if rest := s[v.at[len(bare)]:]; startsUpper(rest) && g.head(rest) > 0 {
			return bare
		}
	}
	return ""
}

// submission is the form in which an order says whom the result goes to.
var submission = regexp.MustCompile(`,\s*(?:va\s+)?(?:trinh|bao cao)\s+([^,;]{3,80}?)(?:\s+(?:xem xet|phe duyet|quyet dinh|ban hanh|cho y kien|chi dao|theo quy dinh|ket qua)[\s,]*)*$`)

// withoutSubmission takes ", trình UBND tỉnh xem xét" off the end of an order.
func (g unitGrammar) withoutSubmission(s string) string {
	v := newView(s)
	m := submission.FindStringSubmatchIndex(v.low)
	if m == nil || g.head(v.orig(m[2], m[3])) == 0 || gathers.MatchString(strings.TrimSpace(v.low[:m[0]])) {
		return s
	}
	return v.orig(0, m[0])
}

// workFollows reports whether "chủ trì" before s is a role and not the work
// itself: "chủ trì, phối hợp …", "chủ trì tham mưu", not "chủ trì cuộc họp".
func (g unitGrammar) workFollows(s string) bool {
	s = strings.TrimLeft(s, " ,;:")
	low := newView(headOf(s, 40)).low
	for _, w := range []string{"phoi hop", "cung phoi hop", "va phoi hop", "chu tri", "va "} {
		if strings.HasPrefix(low, w) {
			return true
		}
	}
	return verbAt(headOf(s, 60), g.plain) == 0
}

// listEnd finds where a list of units ends and the order goes on: at its verb.
func (g unitGrammar) listEnd(s string) int {
	limit := headOf(s, 2*maxSubject)
	end := g.orderAt(limit)
	if end < 0 {
		return 0
	}
	return end
}

// capital returns s with its first letter in upper case.
func capital(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return strings.ToUpper(string(r)) + s[n:]
}
