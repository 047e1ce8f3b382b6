package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/work"
)

var (
	// countAt finds a number that may count something: padded, with dots for
	// thousands, a share in per cent, or the lower end of a range.
	countAt = regexp.MustCompile(`(?:^|[\s(:;,"/])((?:\d{1,3}(?:[.,]\d{3})+|\d{1,7}|[ol]\d{1,2}|\d[ol]))(?:,\d{1,2})?(?:\s*(?:-|den)\s*\d{1,7}(?:[.,]\d{1,3})*)?\s?(%|[a-z][^,;:.()]*)`)
	// notCounts are the words before a number that make it a name or a time.
	notCounts = regexp.MustCompile(`(?:\b(?:ngay|thang|nam|quy|so|dieu|khoan|muc|lop|quoc lo|ql|duong|khoa|ky|thu|hang|top|giai doan|nhiem ky|tu nam|den nam|nghi dinh|thong tu|quyet dinh|nghi quyet|ke hoach|de an|tuan|diem a|nhom|phien ban|version|v|phase|chuong|phan|gio|luc|tuoi|loai|bac|hoc ky|dot|lan|cap do|muc do|huong|q|quarter|week|day|year|fy|no|article|section|by|level|tier|vung|khu vuc|phuong|quan|to dan pho|thon|du an)|\bla thu|\d\s*-|["“])\s*$`)
	// notUnits are the words after a number that make it a time, a level or money.
	notUnits = regexp.MustCompile(`^(?:(?:thang|nam|ngay|gio|phut|tuan|quy|cap|h\d*|tuoi|ty|ti|trieu|nghin dong|dong|tai cho)\b|vnd|usd|lan\b|phan tram so voi|-|/|va\b|den\b|hoac\b|days?|weeks?|months?|years?|hours?|minutes?|am\b|pm\b|(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)\b|th\b|st\b|nd\b|rd\b|percent less)`)
	// goalWords before money or a bare number make it a goal all the same.
	goalWords = regexp.MustCompile(`(?:it nhat|toi thieu|phan dau(?: dat)?|dat(?: tu)?|tren|khong duoi|tu|hon|at least|more than|over|minimum(?: of)?|target)\s*$`)
	rankWords = regexp.MustCompile(`\b(?:(?:ra khoi|thoat khoi|vao|lot vao|thuoc|dung|nam|giu|leave|get out of|out of|reach|enter|into)\s+(?:trong\s+|vi tri\s+|vi thu\s+|the\s+|thu hang\s+)*)?(?:(?:top|tốp|bottom)\s*\d{1,3}|nhom\s+\d{1,3}\s+[^,;.]{0,40}(?:dan dau|cao nhat|dung dau|thap nhat|cuoi)|(?:xep|dung|dat|len)\s+(?:thu|hang|vi tri|thu hang)\s+(?:thu\s+)?\d{1,3}|(?:hang|vi tri thu|thu hang|rank(?:ed)?)\s+#?\d{1,3}|\d(?:st|nd|rd|th) place)(?:\s+[^,;.:()]{0,60})?`)
	colonGoal = regexp.MustCompile(`:\s*((?:it nhat|toi thieu|tren|khoang|at least)?\s*)(\d[\d.]*|[ol]\d{1,2}|\d[ol]{1,2})\s*(%?)\s*([^:;()]{0,120})$`)
)

// goals finds the counted target and the rank in a task's words. A count set
// off by a colon at the end of the title moves out of it; all others stay.
func goals(title string, results string) (rest string, t *work.Target, rank string) {
	rest = title
	v := newView(title)
	if m := rankAt(v.low); m != nil {
		rank = trimEnd(strings.TrimSpace(v.orig(m[0], m[1])))
	}
	if m := colonGoal.FindStringSubmatchIndex(v.low); m != nil && !isNotUnit(v.low[m[8]:]) && !yearLike(v.low[m[4]:m[5]]) && (m[8] < m[9] || m[6] < m[7]) {
		unit := trimEnd(strings.TrimSpace(v.orig(m[6], m[9])))
		if !strings.Contains(unit, "/20") {
			return trimEnd(v.orig(0, m[0])), &work.Target{Count: number(v.low[m[4]:m[5]]), Unit: unit}, rank
		}
	}
	if t = count(title); t == nil {
		t = count(results)
	}
	return rest, t, rank
}

// rankAt finds a rank in a folded text: "hạng 5", not "phân hạng 17 bến xe".
func rankAt(low string) []int {
	for _, m := range rankWords.FindAllStringIndex(low, 4) {
		if !strings.HasSuffix(low[:m[0]], "phan ") {
			return m
		}
	}
	return nil
}

func yearLike(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }

// count returns the first number in s that counts something, nil for none.
func count(s string) *work.Target {
	v := newView(s)
	low := v.low
	for m := rankAt(low); m != nil; m = rankAt(low) {
		low = low[:m[0]] + strings.Repeat("#", m[1]-m[0]) + low[m[1]:]
	}
	for at := 0; at < len(low); {
		m := countAt.FindStringSubmatchIndex(low[at:])
		if m == nil {
			return nil
		}
		begin, unit, end := at+m[2], at+m[4], at+m[5]
		digits := low[begin : at+m[3]]
		before := low[:begin]
		at += m[3]
		if !counts(before, digits, low[unit:end]) && !machines(v.orig(unit, end)) {
			continue
		}
		return &work.Target{Count: number(digits), Unit: unitWords(v, unit, end)}
	}
	return nil
}

func counts(before, digits, unit string) bool {
	if strings.ContainsAny(digits, "ol") && unit[0] == '%' {
		return false
	}
	goal := goalWords.MatchString(before)
	switch {
	case notCounts.MatchString(before) && !goal && !listsOf.MatchString(before), yearLike(digits):
		return false
	case unit[0] == '%':
		return true
	case strings.HasPrefix(unit, "ty") || strings.HasPrefix(unit, "trieu"):
		return goal
	}
	return !isNotUnit(unit)
}

// listsOf are words before a count that end like a word before a number: "danh
// mục 07 dự án", "phân hạng 17 bến xe".
var listsOf = regexp.MustCompile(`\b(?:danh muc|phan hang|bieu muc|chuyen muc)\s*$`)

// thingWords begin with a word that else is money or a time: "đồng hồ", "quy
// trình", "năm học".
var thingWords = regexp.MustCompile(`^(?:dong (?:ho|bao|chi|phuc)|quy (?:trinh|che|dinh|chuan|hoach|uoc|tac|mo)|ngay (?:hoi|cong)|gio (?:hang|hoc|giang)|cap (?:uy|doi)|thang may|tuan (?:le|phim))\b`)

// machines reports whether what is counted is "máy", which folded is a month.
func machines(unit string) bool {
	return strings.HasPrefix(strings.ToLower(unit), "máy ") || strings.EqualFold(strings.TrimSpace(unit), "máy")
}

func isNotUnit(unit string) bool {
	return notUnits.MatchString(unit) && !thingWords.MatchString(unit)
}

// unitWords returns what is counted: the words to the next preposition, at
// most eight of them.
func unitWords(v view, begin, end int) string {
	s := strings.TrimSpace(v.orig(begin, end))
	words := strings.Fields(s)
	n := 0
	for n < len(words) && n < 8 && !(n > 0 && (unitStops[strings.ToLower(words[n])] || acts(words[n:]))) {
		n++
	}
	return trimEnd(strings.Join(words[:n], " "))
}

// actsAfter are the verbs with which a sentence goes on after what is counted:
// "63 hộ dân | nhận tiền", "18 doanh nghiệp | tham gia chương trình".
var actsAfter = wordSet("nhận", "bị", "chưa", "đã", "không", "phải", "ký", "tham gia", "tham quan", "tham dự", "kêu gọi", "đăng ký", "hoàn thành", "thực hiện", "cam kết", "hưởng", "thụ hưởng", "tiếp nhận", "triển khai", "áp dụng")

func acts(words []string) bool {
	first := strings.ToLower(words[0])
	return actsAfter[first] || len(words) > 1 && actsAfter[first+" "+strings.ToLower(words[1])]
}

// unitStops are the words that end the name of what is counted.
var unitStops = wordSet("cho", "của", "tại", "qua", "đối", "trong", "so", "theo", "để", "trên", "trước", "đến", "và", "liên", "thuộc", "gồm", "với", "từ", "nhằm", "bằng", "về", "việc",
	"cua", "tai", "doi", "de", "tren", "truoc", "den", "va", "thuoc", "gom", "voi", "for", "of", "in", "by", "to", "with", "from", "at", "on", "and", "that", "who", "which", "per", "còn", "sau", "vào", "khi", "-", "–")

// number reads digits with dots or commas for thousands; O and l are the
// letters that scanners take for 0 and 1.
func number(s string) int {
	s = strings.NewReplacer(".", "", ",", "", "o", "0", "l", "1").Replace(s)
	return atoi(s)
}
