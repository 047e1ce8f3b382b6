package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/intake/document"
)

// nameVerbs are verbs that names of bodies hold in small letters: "Ban Quản lý
// dự án đầu tư xây dựng tỉnh", "Trung tâm Phát triển quỹ đất và quy hoạch".
var nameVerbs = wordSet("đầu tư", "xây dựng", "phát triển", "quản lý", "khai thác", "bảo vệ", "bảo tồn", "giải phóng", "kiểm soát", "kiểm định", "kiểm nghiệm", "xúc tiến", "quy hoạch", "đăng ký", "ứng dụng", "chuyển giao", "vận hành")

// learntVerbs are further verbs that a name may hold where the document gives
// the name by itself elsewhere.
var learntVerbs = wordSet("kiểm tra", "giám sát", "đào tạo", "bồi dưỡng", "hỗ trợ", "tư vấn", "phục vụ", "truyền thông", "điều tra", "thẩm định", "xử lý", "giới thiệu", "tuyển dụng", "thanh tra", "giám định", "nghiên cứu", "tuyên truyền", "phòng chống", "thanh toán")

// namedAfterWork are the kinds of bodies whose names say what they do.
var namedAfterWork = wordSet("ban", "trung tâm", "chi cục", "cục", "công ty", "quỹ", "viện", "đội", "trạm", "xí nghiệp", "hội đồng", "văn phòng", "tổ")

// orderAt returns where in s the order begins that follows the units it is given
// to: the first verb that is no part of a name; -1 where there is none.
func (g unitGrammar) orderAt(s string) int {
	for at := 0; at < len(s); {
		i := verbAt(s[at:], g.plain)
		if i < 0 {
			return -1
		}
		i += at
		end := max(g.knownEnd(s, i), g.placedEnd(s, i), relativeEnd(s, i))
		if end <= i {
			return i
		}
		at = end
	}
	return -1
}

// knownEnd returns where the name ends that the document gives elsewhere and
// that holds the verb at s[i:], 0 for none.
func (g unitGrammar) knownEnd(s string, i int) int {
	for _, name := range g.known {
		from := max(0, i-len(name))
		at := strings.Index(s[from:], name)
		if at < 0 || from+at > i || from+at+len(name) <= i {
			continue
		}
		if end := from + at + len(name); g.nameEndsBefore(s[end:]) {
			return end
		}
	}
	return 0
}

// nameEndsBefore reports whether a name may end where rest goes on: at a stop,
// at the next name or at a verb.
func (g unitGrammar) nameEndsBefore(rest string) bool {
	t := strings.TrimLeft(rest, " ")
	if t == "" || strings.ContainsAny(t[:1], ";:).") || strings.HasPrefix(t, "và ") {
		return true
	}
	after := strings.TrimLeft(t, ", ")
	if verbAt(headOf(after, 60), g.plain) != 0 {
		return t[0] == ','
	}
	return t[0] != ',' || strings.HasPrefix(after, "chủ trì") || strings.HasPrefix(after, "phối hợp")
}

// placedEnd returns where a name ends that goes on over the verb at s[i:] to the
// place it works in: "Ban Quản lý dự án | đầu tư xây dựng tỉnh"; 0 for none.
func (g unitGrammar) placedEnd(s string, i int) int {
	if m := afterWork.FindStringSubmatch(s[i:]); m != nil && namedForWork(s[:i]) {
		return i + len(m[1])
	}
	words := allWords(headOf(s[i:], 100))
	if g.plain || !startsPhrase(s[i:], words, nameVerbs) || !namedForWork(s[:i]) {
		return 0
	}
	for k, w := range words[:min(len(words), 10)] {
		word := s[i+w.begin : i+w.end]
		if k > 0 && strings.TrimSpace(s[i+words[k-1].end:i+w.begin]) != "" || startsUpper(word) || joining[word] {
			return 0
		}
		if k == 0 || !places[word] && !places[s[i+words[k-1].begin:i+w.end]] {
			continue
		}
		end := i + w.end
		for _, n := range words[k+1:] { // "tỉnh Quảng Lâm", "khu vực XI"
			if name := s[i+n.begin : i+n.end]; !startsUpper(name) || strings.TrimSpace(s[end:i+n.begin]) != "" {
				break
			}
			end = i + n.end
		}
		if g.nameEndsBefore(s[end:]) {
			return end
		}
		return 0
	}
	return 0
}

// afterWork is a name's last word before a verb that it could not be joined to:
// "Trung tâm Kiểm định chất lượng xây dựng | lập báo cáo".
var afterWork = regexp.MustCompile(`^(xây dựng|quy hoạch)\s+(?:lập|tổ chức|tham mưu|chủ trì|phối hợp|báo cáo|kiểm tra|rà soát|cung cấp|hướng dẫn|tiếp tục|thẩm định)(?:\s|,|$)`)

var (
	places = wordSet("tỉnh", "huyện", "thành phố", "thị xã", "xã", "phường", "quận", "khu vực", "quốc gia", "trung ương")
	// joining are words that stand in sentences, not in the names of bodies.
	joining = wordSet("tại", "của", "cho", "về", "ở", "trên", "các", "những", "việc", "theo", "để", "với", "từ", "đến", "trong")
)

// namedForWork reports whether the last name in s, a list of units, is of a kind
// that is named after its work.
func namedForWork(s string) bool {
	s = s[strings.LastIndexAny(s, ",;")+1:]
	for _, and := range []string{" và ", " với "} {
		if at := strings.LastIndex(s, and); at >= 0 {
			s = s[at+len(and):]
		}
	}
	words := firstWords(s, 2)
	for n := range words {
		if startsUpper(s[words[0].begin:]) && namedAfterWork[strings.ToLower(s[words[0].begin:words[n].end])] {
			return true
		}
	}
	return false
}

// startsPhrase reports whether the first one to three words of s are in set.
func startsPhrase(s string, words []span, set map[string]bool) bool {
	for n := range words[:min(len(words), 3)] {
		if set[s[words[0].begin:words[n].end]] {
			return true
		}
	}
	return false
}

var (
	received = regexp.MustCompile(`được\s*$`)
	givenTo  = regexp.MustCompile(`^(?:phân công|giao|phân giao|chỉ định)(?:\s+(?:nhiệm vụ|chủ trì|thực hiện))*`)
)

// relativeEnd returns where a clause ends that says which units are meant, with
// the verb at s[i:]: "Các đơn vị được phân công chủ trì | báo cáo …", "Các đơn
// vị nêu trên | báo cáo …"; 0 for none.
func relativeEnd(s string, i int) int {
	if strings.HasPrefix(s[i:], "nêu trên") {
		return i + len("nêu trên")
	}
	if m := givenTo.FindString(s[i:]); m != "" && received.MatchString(s[:i]) {
		return i + len(m)
	}
	return 0
}

// Bounds of the names that are learnt from one document.
const (
	maxKnown     = 200
	maxKnownName = 160
)

// learn collects the names in a document that hold a verb, from where they stand
// by themselves: in labels, tables' columns of units, headings, before "chủ trì"
// and at the end of "phối hợp với …:".
func (g unitGrammar) learn(blocks []document.Block) []string {
	var out []string
	for _, b := range blocks {
		names := g.namesIn(b.Text)
		if b.Table != nil {
			names = g.namesInColumns(b.Table)
		}
		for _, s := range names {
			if s = trimName(s); len(out) < maxKnown && g.learnable(s) && !seen(out, s) {
				out = append(out, s)
			}
		}
	}
	return out
}

func (g unitGrammar) learnable(s string) bool {
	if len(s) > maxKnownName || !startsUpper(s) || strings.ContainsAny(s, ".:;,()") || !g.headWord(s) {
		return false
	}
	i := verbAt(s, g.plain)
	if i <= 0 {
		return false
	}
	words := allWords(s[i:])
	return startsPhrase(s[i:], words, nameVerbs) || startsPhrase(s[i:], words, learntVerbs)
}

var (
	beforeLead = regexp.MustCompile(`^(?:(?:giao|de nghi|yeu cau)\s+(?:cho\s+)?)?([^,;:.()]{4,120}?)\s+(?:(?:la|lam)\s+(?:co quan\s+|don vi\s+)?)?(?:chu tri|dau moi)\b`)
	listedWith = regexp.MustCompile(`phoi hop\s+(?:chat che\s+)?(?:voi|cung)\s+([^:.()]{4,240}):$`)
)

// namesIn returns the stretches of a text that are nothing but names.
func (g unitGrammar) namesIn(s string) []string {
	var out []string
	s = headOf(s, 4*maxSubject)
	_, fields := splitFields(s, 0)
	for _, f := range fields {
		if f.role == leadUnit || f.role == withUnits {
			out = append(out, g.splitUnits(f.value)...)
		}
	}
	v := newView(s)
	if m := beforeLead.FindStringSubmatchIndex(v.low); m != nil {
		out = append(out, v.orig(m[2], m[3]))
	}
	if m := listedWith.FindStringSubmatchIndex(v.low); m != nil {
		out = append(out, g.splitUnits(v.orig(m[2], m[3]))...)
	}
	if name, ok := strings.CutSuffix(s, ":"); ok {
		out = append(out, name)
	}
	return out
}

// namesInColumns returns the units in a table's columns of leads and helpers.
func (g unitGrammar) namesInColumns(t *document.Table) []string {
	if len(t.Rows) == 0 {
		return nil
	}
	units := map[int]bool{}
	for i, c := range t.Rows[0].Cells {
		r, ok := columnRole(c)
		units[i] = ok && (r == leadUnit || r == withUnits)
	}
	var out []string
	for _, row := range t.Rows[1:min(len(t.Rows), maxKnown)] {
		for i, c := range row.Cells {
			if units[i] && len(c) < 4*maxKnownName {
				out = append(out, g.splitUnits(c)...)
			}
		}
	}
	return out
}

// wholeName reports whether s is a unit's name with nothing to do after it. A
// verb at its very end has no object, so that it is part of the name.
func (g unitGrammar) wholeName(s string) bool {
	if !g.headWord(s) || len(strings.Fields(s)) > 16 {
		return false
	}
	i := g.orderAt(s)
	return i < 0 || i > 0 && len(strings.Fields(s[i:])) <= 2 && startsPhrase(s[i:], allWords(s[i:]), nameVerbs)
}
