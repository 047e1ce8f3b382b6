package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// unitHeads are the words with which the name of a Vietnamese organisation
// begins, as written with marks. A name goes on with a capital or with one of
// unitTails: "Sở Y tế" and "Thanh tra tỉnh" are units, "sở hữu trí tuệ",
// "thanh tra việc chấp hành", "phòng, chống" and "ban hành" are not.
var unitHeads = []string{
	"sở", "phòng", "ban", "bộ", "cục", "tổng cục", "chi cục", "vụ", "viện", "trung tâm", "văn phòng", "thanh tra", "công an", "bộ chỉ huy", "bộ tư lệnh", "quân sự", "biên phòng",
	"ubnd", "ủy ban", "uỷ ban", "hđnd", "hội đồng", "mttq", "mặt trận", "ubmttq", "đảng ủy", "đảng uỷ", "đảng bộ", "chi bộ", "tỉnh ủy", "tỉnh uỷ", "huyện ủy", "huyện uỷ", "thành ủy", "thành uỷ", "thị ủy", "thường trực",
	"tòa án", "toà án", "viện kiểm sát", "kho bạc", "ngân hàng", "bảo hiểm", "bhxh", "bưu điện", "viễn thông", "thuế", "hải quan", "cục thuế", "chi cục thuế", "điện lực", "công ty", "tổng công ty", "tập đoàn", "hợp tác xã", "liên minh",
	"hội", "liên hiệp", "liên đoàn", "đoàn thanh niên", "đoàn", "tỉnh đoàn", "huyện đoàn", "công đoàn", "hiệp hội", "câu lạc bộ", "quỹ", "đài", "báo", "bảo tàng", "thư viện", "nhà hát", "nhà văn hóa", "trường", "học viện", "đại học", "bệnh viện", "trạm", "tổ", "đội", "nhóm", "bộ phận", "khoa", "khối", "cụm", "xã", "phường", "thị trấn", "huyện", "thị xã", "thành phố", "tỉnh", "quận",
	"giám đốc", "phó giám đốc", "chủ tịch", "phó chủ tịch", "chánh văn phòng", "trưởng phòng", "trưởng ban", "thủ trưởng", "trưởng", "lãnh đạo", "các", "các đồng chí", "đồng chí", "ông", "bà", "toàn thể", "mỗi",
	"chi đoàn", "chi hội", "liên đội", "hạt", "đồn", "xí nghiệp", "nhà máy", "chi nhánh", "bộ môn", "phân xưởng", "đoàn xã", "trung đội", "đại đội", "tiểu đoàn",
	"tổng giám đốc", "phó tổng giám đốc", "hiệu trưởng", "phó hiệu trưởng", "viện trưởng", "cục trưởng", "chi cục trưởng", "vụ trưởng", "bí thư", "phó bí thư", "chánh thanh tra", "chánh án", "chủ nhiệm", "quản đốc", "tổ trưởng", "tổ phó", "đội trưởng", "nhóm trưởng", "trưởng nhóm", "trưởng thôn", "tổng phụ trách", "kế toán trưởng",
	"giáo viên", "giảng viên", "nhân viên", "cán bộ", "công chức", "viên chức", "chuyên viên", "bác sĩ", "kỹ sư", "kế toán", "thủ quỹ", "thủ kho", "văn thư", "cộng tác viên",
	"thành đoàn", "thị đoàn", "quận đoàn", "đoàn trường", "đoàn phường", "nhà trường", "khu phố", "tổ dân phố", "thôn", "ấp", "bản", "khóm", "buôn", "hộ", "nông trường", "lâm trường", "ban giám hiệu", "ban giám đốc", "ban lãnh đạo", "đặc khu", "cảng", "sân bay", "ga", "kho", "xưởng", "nhà xuất bản", "tòa soạn", "tạp chí", "phân hiệu", "phân viện", "lực lượng", "hội phụ nữ", "liên đội", "chi ủy", "quân khu", "sư đoàn", "trung đoàn", "lữ đoàn", "cảnh sát", "kiểm lâm", "quản lý thị trường",
	"nhà thầu", "tư vấn", "chủ đầu tư", "nhà cung cấp", "đối tác", "clb", "hđqt", "bgh", "bgđ", "btc", "btv", "ttyt", "ban qlda", "cơ quan", "đơn vị", "ban quản lý", "ban chỉ đạo", "ban điều phối", "tổ công tác", "tổ giúp việc", "hội liên hiệp", "hội nông dân", "hội cựu chiến binh", "cổng thông tin",
}

// unitTails are the words in small letters that may follow a head.
var unitTails = []string{
	"tỉnh", "huyện", "thành phố", "thị xã", "xã", "phường", "thị trấn", "quận", "cơ quan", "trung ương", "các", "quản lý", "chỉ đạo", "điều phối", "chuyên môn", "nghiệp vụ", "giám sát", "thiết kế", "thi công", "cơ sở", "trực thuộc", "thuộc", "liên quan", "có liên quan",
	"sở", "ban", "phòng", "bộ", "đơn vị", "ngành", "công tác", "giúp việc", "tham mưu", "địa phương", "đoàn thể", "cấp", "tổng hợp", "thanh niên", "nhân dân", "một cửa", "đồng chí", "hành chính", "tổ chức", "kế hoạch", "tài chính", "văn phòng", "doanh nghiệp", "trường", "trung tâm", "chi cục", "viện", "hội", "cục", "vụ",
	"y tế", "dân phố", "giám hiệu", "giám đốc", "kiểm soát", "nhân sự", "kỹ thuật", "kinh doanh", "kế toán", "vật tư", "sản xuất", "công nghệ", "dự án", "marketing", "bán hàng", "chăm sóc", "pháp chế", "đào tạo", "khoa học", "xung kích", "trật tự", "dân quân", "tự quản", "văn hóa", "hòa giải", "bảo vệ", "khách hàng", "kiểm toán", "quản trị", "đại diện", "vận hành", "truyền thông", "ngoại ngữ", "toán", "cựu chiến binh", "phụ nữ", "nông dân", "người cao tuổi", "chữ thập đỏ", "khuyến học", "cộng đồng", "thú y", "khuyến nông",
}

// roleHeads are people by their post, whose names go on with any words: "Giáo
// viên chủ nhiệm", "Tổ trưởng chuyên môn".
var roleHeads = wordSet("tổng giám đốc", "phó tổng giám đốc", "hiệu trưởng", "phó hiệu trưởng", "viện trưởng", "cục trưởng", "chi cục trưởng", "vụ trưởng", "bí thư", "phó bí thư", "chánh thanh tra", "chánh án", "quản đốc", "tổ trưởng", "tổ phó", "đội trưởng", "nhóm trưởng", "trưởng nhóm", "trưởng thôn", "tổng phụ trách", "kế toán trưởng",
	"giáo viên", "giảng viên", "nhân viên", "cán bộ", "công chức", "viên chức", "chuyên viên", "bác sĩ", "kỹ sư", "kế toán", "thủ quỹ", "thủ kho", "văn thư", "cộng tác viên")

// wholeNames are heads that are names without anything after them.
var wholeNames = wordSet("ubnd", "hđnd", "mttq", "tỉnh ủy", "tỉnh uỷ", "huyện ủy", "huyện uỷ", "thành ủy", "thành uỷ", "thị ủy", "tỉnh đoàn", "huyện đoàn", "thành đoàn", "thị đoàn", "quận đoàn", "đoàn trường", "nhà trường", "ban giám hiệu", "ban giám đốc", "ban lãnh đạo", "thủ trưởng", "các đồng chí", "kho bạc", "công an", "công đoàn", "đoàn thanh niên", "mặt trận", "văn phòng", "ban quản lý", "ban chỉ đạo", "tổ công tác", "thanh tra", "đảng ủy", "đảng uỷ", "chi ủy", "thư viện")

// genericNouns are kinds of bodies: "Các sở, ban, ngành" is one party, not three.
var genericNouns = wordSet("sở", "ban", "ngành", "huyện", "thị xã", "thành phố", "xã", "phường", "thị trấn", "phòng", "đơn vị", "cơ quan", "địa phương", "tổ chức",
	"đoàn thể", "trung tâm", "chi cục", "doanh nghiệp", "trường", "quận", "cục", "vụ", "viện", "bộ", "tỉnh", "hội", "trường học", "cá nhân", "thị", "thành", "thành đoàn", "thị đoàn", "huyện đoàn", "đoàn", "đại diện", "chi nhánh", "đội", "trạm", "chi hội", "chi đoàn", "chi bộ", "công đoàn cơ sở", "tổ bộ môn", "phân xưởng", "xí nghiệp", "nhà máy", "lớp", "thôn", "bản", "ấp", "khu phố", "hợp tác xã", "xưởng", "nông trường", "lâm trường", "bệnh viện", "trạm y tế", "bộ phận", "đoàn thể chính trị", "tổ", "khoa", "đặc khu")

func wordSet(words ...string) map[string]bool {
	m := make(map[string]bool, 2*len(words))
	for _, w := range words {
		m[w] = true
	}
	return m
}

// unitGrammar recognises the names of units in a text with marks, or in one
// that was typed without them.
type unitGrammar struct {
	heads, tails, generic map[string]bool
	roles, whole          map[string]bool
	plain                 bool     // the document has no marks at all
	inBrackets            bool     // the document names its units in brackets at the end of an item
	known                 []string // names that hold a verb, as the document gives them
}

func newUnitGrammar(plain bool) unitGrammar {
	g := unitGrammar{heads: wordSet(unitHeads...), tails: wordSet(unitTails...), generic: genericNouns, roles: roleHeads, whole: wholeNames, plain: plain}
	if plain {
		g.heads, g.tails, g.generic = foldSet(g.heads), foldSet(g.tails), foldSet(g.generic)
		g.roles, g.whole = foldSet(g.roles), foldSet(g.whole)
	}
	return g
}

func foldSet(m map[string]bool) map[string]bool {
	out := make(map[string]bool, len(m))
	for w := range m {
		out[fold(w)] = true
	}
	return out
}

// head returns the length in bytes of the unit head at the start of s, 0 for none.
func (g unitGrammar) head(s string) int {
	words := firstWords(s, 4)
	for n := len(words); n > 0; n-- {
		end := words[n-1].end
		if g.heads[strings.ToLower(s[:end])] && g.goesOn(s[:end], s[end:]) {
			return end
		}
	}
	return 0
}

// goesOn reports whether what follows a head makes it a name.
func (g unitGrammar) goesOn(head, rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	low := strings.ToLower(head)
	switch low {
	case "ubnd", "hđnd", "mttq", "tỉnh ủy", "tỉnh uỷ", "huyện ủy", "huyện uỷ", "thành ủy", "tỉnh đoàn", "huyện đoàn", "thủ trưởng", "các đồng chí", "tinh doan", "huyen doan":
		return true
	case "các", "cac", "mỗi", "trưởng", "toàn thể", "lãnh đạo":
		return g.startsGeneric(rest) || strings.EqualFold(head, "trưởng") && startsUpper(rest)
	case "xã", "xa":
		if strings.HasPrefix(strings.ToLower(rest), "hội") || strings.HasPrefix(strings.ToLower(rest), "hoi") {
			return false
		}
	case "ban":
		if strings.HasPrefix(rest, "hành ") || strings.HasPrefix(rest, "hanh ") {
			return false
		}
	}
	switch {
	case g.roles[low] && startsUpper(head):
		return true
	case g.whole[low] && startsUpper(head) && (rest == "" || strings.ContainsAny(rest[:1], ",;.)")):
		return true
	case startsUpper(rest):
		return startsUpper(head)
	}
	for _, w := range []int{2, 1} {
		if words := firstWords(rest, w); len(words) == w && g.tails[strings.ToLower(rest[:words[w-1].end])] {
			return startsUpper(head) || g.generic[low]
		}
	}
	return false
}

func (g unitGrammar) startsGeneric(s string) bool {
	for _, w := range []int{2, 1} {
		words := firstWords(s, w)
		if len(words) == w && (g.generic[strings.ToLower(s[:words[w-1].end])] || g.heads[strings.ToLower(s[:words[w-1].end])]) {
			return true
		}
	}
	return false
}

// bare reports whether s is a kind of body without a name: "thành phố", "ban".
func (g unitGrammar) bare(s string) bool { return g.generic[strings.ToLower(strings.TrimSpace(s))] }

// openEnded reports whether s ends in a bare kind that the next part of a list
// may go on with: "Các sở", "Các sở, ban", "UBND các huyện", "sở".
func (g unitGrammar) openEnded(s string) bool {
	words := strings.Fields(s)
	for n := min(2, len(words)); n > 0; n-- {
		if !g.bare(strings.Join(words[len(words)-n:], " ")) {
			continue
		}
		if n == len(words) {
			return true
		}
		before := words[len(words)-n-1]
		switch strings.ToLower(before) {
		case "các", "cac", "những", "mọi", "cấp", "cap", "trưởng", "truong", "và", "va", "nhung":
			return true
		}
		return strings.HasSuffix(before, ",") && g.openEnded(strings.TrimRight(strings.Join(words[:len(words)-n], " "), ","))
	}
	return false
}

// name reports whether s as a whole reads as the name of a unit.
func (g unitGrammar) name(s string) bool {
	s = strings.TrimSpace(s)
	n := g.head(s)
	return n > 0 && len(strings.Fields(s)) <= 16 && !strings.ContainsAny(s, ":?!.") && (verbAt(g.afterTail(s[n:]), g.plain) < 0 || g.orderAt(s) < 0)
}

// afterTail returns what follows the words in small letters that end a head, or
// the kind of body after "các": "trực thuộc" is no verb after "đoàn", nor "chi"
// in "các chi đoàn".
func (g unitGrammar) afterTail(rest string) string {
	rest = strings.TrimLeft(rest, " ")
	for n := 2; n > 0; n-- {
		if w := firstWords(rest, n); len(w) == n && (g.tails[rest[:w[n-1].end]] || n > 1 && g.generic[rest[:w[n-1].end]]) {
			return rest[w[n-1].end:]
		}
	}
	return rest
}

type span struct{ begin, end int }

// firstWords returns the byte spans of at most n words at the start of s,
// stopping at punctuation.
func firstWords(s string, n int) []span {
	var out []span
	for i := 0; i < len(s) && len(out) < n; {
		r, size := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if r != ' ' {
				return out
			}
			i += size
			continue
		}
		j := i
		for j < len(s) {
			r, size = utf8.DecodeRuneInString(s[j:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			j += size
		}
		out = append(out, span{i, j})
		i = j
	}
	return out
}
