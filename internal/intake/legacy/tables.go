package legacy

import (
	"strings"
	"sync"
)

// The letters of Unicode and, place by place, those of TCVN3's table VN3. It
// has no marked capitals but these seven: other capitals are a font's affair.
const (
	unicodeLetters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
	tcvn3Letters   = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u00adõøö÷ùúýûüþ¡¢§£¤¥¦"
)

var tcvn3 = sync.OnceValue(func() *strings.Replacer {
	from, to := []rune(tcvn3Letters), []rune(unicodeLetters)
	pairs := make([]string, 0, 2*len(from))
	for i := range from {
		pairs = append(pairs, string(from[i]), string(to[i]))
	}
	return strings.NewReplacer(pairs...)
})

// VNI puts a letter for the marks behind the vowel: "aù" is á, "aá" is ấ.
var (
	vniTones = [...]struct{ mark, letters string }{ // behind a, e, o, u, y, ô (ơ) and ö (ư)
		{"ù", "áéóúýớứ"}, {"ø", "àèòùỳờừ"}, {"û", "ảẻỏủỷởử"}, {"õ", "ãẽõũỹỡữ"}, {"ï", "ạẹọụ\x00ợự"},
	}
	vniRoofs = [...]struct{ mark, letters string }{ // behind a, e, o
		{"â", "âêô"}, {"á", "ấếố"}, {"à", "ầềồ"}, {"å", "ẩểổ"}, {"ã", "ẫễỗ"}, {"ä", "ậệộ"},
	}
	vniBreves = [...]struct{ mark, letter string }{ // behind a
		{"ê", "ă"}, {"é", "ắ"}, {"è", "ằ"}, {"ú", "ẳ"}, {"ü", "ẵ"}, {"ë", "ặ"},
	}
	vniAlone = [...]struct{ from, to string }{
		{"ñ", "đ"}, {"ô", "ơ"}, {"ö", "ư"}, {"æ", "ỉ"}, {"ó", "ĩ"}, {"ò", "ị"}, {"î", "ỵ"},
	}
)

const (
	vniToned  = "aeouyôö"
	vniRoofed = "aeo"
)

var vni = sync.OnceValue(func() *strings.Replacer {
	var pairs []string
	add := func(from, to string) {
		if to == "\x00" {
			return
		}
		pairs = append(pairs, from, to)
		first, rest := firstOf(from)
		pairs = append(pairs, strings.ToUpper(from), strings.ToUpper(to))
		if rest != "" { // a capital before a mark typed in lower case
			pairs = append(pairs, strings.ToUpper(first)+rest, strings.ToUpper(to))
		}
	}
	behind := func(vowels, mark, letters string) {
		to := []rune(letters)
		for i, v := range []rune(vowels) {
			add(string(v)+mark, string(to[i]))
		}
	}
	for _, t := range vniTones {
		behind(vniToned, t.mark, t.letters)
	}
	for _, t := range vniRoofs {
		behind(vniRoofed, t.mark, t.letters)
	}
	for _, t := range vniBreves {
		add("a"+t.mark, t.letter)
	}
	for _, t := range vniAlone {
		add(t.from, t.to)
	}
	return strings.NewReplacer(pairs...)
})

func firstOf(s string) (first, rest string) {
	r := []rune(s)
	return string(r[0]), string(r[1:])
}

// common holds words that every plan is full of, all with letters that only
// Vietnamese has, so that no other language and no wrong encoding scores.
var common = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`
		việt độc lập tự hạnh phúc cộng hội chủ nghĩa của các được với những này đến một
		kế hoạch nhiệm vụ công việc thực hiện triển tổ chức đơn vị trì phối hợp quan
		thời hạn hoàn trước ngày tháng năm quý kết quả sản phẩm chỉ tiêu nội phòng sở
		ủy tỉnh huyện xã quản lý nghệ khoa học tài chính kiểm định đề án dự phát
		hướng dẫn báo cáo tổng chuyển đổi số hằng thường xuyên đảng ngành dựng trường`) {
		if strings.ContainsFunc(w, func(r rune) bool { return r >= 0x80 }) {
			m[w] = true
		}
	}
	return m
})
