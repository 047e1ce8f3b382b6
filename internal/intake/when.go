package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/calendar"
)

// dated is a deadline as printed and what it was read as: several readings
// where it names several dates ("quý I, quý III").
type dated struct {
	phrase   string
	readings []calendar.Reading
	line     int
}

// vague reports whether a deadline sets no day and does not come back.
func (d *dated) vague() bool {
	return len(d.readings) == 1 && d.readings[0].Due.IsZero() && d.readings[0].Recurrence == ""
}

// oneDay reports whether a deadline is written as a day of the calendar, which
// is more exact than any month above it.
func (d *dated) oneDay() bool {
	return len(d.readings) == 1 && !d.readings[0].Due.IsZero() && strings.Contains(d.phrase, "/") && strings.Contains(fold(d.phrase), "ngay")
}

func (d *dated) recurs() bool { return d != nil && d.readings[0].Recurrence != "" }

// understood reports whether a reading says anything about when.
func understood(r calendar.Reading) bool {
	if !r.Start.IsZero() || !r.Due.IsZero() || r.Recurrence != "" || len(r.Also) > 0 {
		return true
	}
	for _, f := range r.Flags {
		switch f {
		case calendar.EventDriven, calendar.InvalidDate, calendar.NoFirmDay, calendar.PeriodUnnamed:
			return true
		}
	}
	return false
}

// dates spreads a reading over the periods it names, each with the whole
// phrase.
func dates(phrase string, r calendar.Reading, line int) *dated {
	d := &dated{phrase: phrase, line: line}
	if len(r.Also) == 0 || !r.Due.IsZero() || !r.Start.IsZero() {
		one := r
		one.Also, one.Phrase = nil, phrase
		d.readings = append(d.readings, one)
	}
	for _, a := range r.Also {
		a.Phrase = phrase
		if len(a.Flags) == 0 {
			a.Flags = r.Flags
		}
		d.readings = append(d.readings, a)
	}
	return d
}

// deadlineValue reads a labelled value or a table's cell. The words are kept
// even where they give no date.
func deadlineValue(value string, c calendar.Context, line int) *dated {
	value = trimEnd(strings.TrimSpace(value))
	if strings.HasPrefix(value, "(") && strings.HasSuffix(value, ")") {
		value = strings.TrimSpace(value[1 : len(value)-1])
	}
	if strings.Trim(value, " -–.…/") == "" {
		return nil
	}
	r := calendar.Parse(value, c)
	if understood(r) {
		return dates(value, r, line)
	}
	for _, m := range calendar.Find(value, c) {
		if understood(m.Reading) {
			return dates(value, m.Reading, line)
		}
	}
	return &dated{phrase: value, readings: []calendar.Reading{{Phrase: value}}, line: line}
}

// clause is a stretch of an order that has at most one deadline.
type clause struct {
	text   string
	when   *dated
	report bool // a duty to report, joined to what stands before it
}

var (
	// connector is all that may stand between a comma and a deadline without
	// being something to do.
	connector = regexp.MustCompile(`^(?:(?:va|phai|can|nhung|de|cung|se|da|duoc|bao dam|dam bao|yeu cau|dong thoi)?\s*(?:hoan thanh|hoan tat|xong|ket thuc|thoi gian|thoi han|han|thuc hien|trien khai|tien do|du kien|phan dau|cham nhat|muon nhat|truoc|trong|den|vao|dinh ky|hoan thien|to chuc|due|by|completed?|done|finish(?:ed)?|to be completed|no later than|deadline|ban hanh|viec nay|cong viec|co hieu luc|la|:|-|\()?\s*)*$`)
	// closing is a connector at the end of what is to be done.
	closing = regexp.MustCompile(`[\s,;:\-–(]+(?:va |phai |can |de )?(?:hoan thanh|hoan tat|xong|ket thuc|du kien|thoi han|thoi gian|cham nhat|truoc|vao|vao (?:buoi )?(?:sang|chieu|toi|trua|dau gio|cuoi gio|cuoi buoi)|due|by|completed|done|on|every)?[\s,:\-–(]*$`)
	reports = regexp.MustCompile(`^(?:(?:va|dong thoi|sau do)\s+)?(?:tong hop(?:,)?\s+)?(?:(?:ket qua\s+)?(?:bao cao|gui)\b|thong ke,? bao cao|report\b|send\b|submit\b)`)
	// gathers is all that may stand before the comma of a report that is one duty:
	// "tổng hợp, báo cáo UBND tỉnh".
	gathers = regexp.MustCompile(`^(?:(?:va|dong thoi|sau do|kip thoi|thuong xuyen) )*(?:tong hop|theo doi|danh gia|thong ke|ra soat|kiem tra|don doc|tham muu|lap)(?: (?:ket qua|tinh hinh|so lieu|tien do)(?: thuc hien)?)?$`)
	// sends is how a thing made is handed over, which says what it is.
	sends = regexp.MustCompile(`^(?:va )?(?:gui|nop|chuyen)\b`)
	// sums begins what is made to be sent on.
	sums = regexp.MustCompile(`^(?:tong hop|thong ke)\b`)
	// submits is a report too where it is how the work itself ends.
	submits = regexp.MustCompile(`^(?:(?:va|dong thoi|sau do)\s+)?(?:tham muu )?trinh\b`)
)

// deadlines finds the phrases in s that set a deadline: the firm ones, and
// those that stand alone between the punctuation of its start or end.
func deadlines(s string, c calendar.Context) []calendar.Match {
	var out []calendar.Match
	for _, m := range calendar.Find(s, c) {
		if quoted(s, m.Begin) {
			continue
		}
		m.Begin += nameEnd(s, m.Begin)
		if n := len(out); n > 0 && m.Reading.Recurrence != "" && listed(s, out[n-1], m) {
			out[n-1] = withAlso(out[n-1], m)
			continue
		}
		if understood(m.Reading) && (m.Firm || standsAlone(s, m) || atEdge(s, m)) && (len(out) == 0 || out[len(out)-1].End <= m.Begin) {
			out = append(out, withBracket(s, m, c))
		}
	}
	return out
}

// quoted reports whether the letter at offset i of s stands in quotes, where
// words are a name: "Ngày Chủ nhật xanh".
func quoted(s string, i int) bool {
	return strings.Count(s[:i], `"`)%2 == 1 && strings.Contains(s[i:], `"`) || strings.Count(s[:i], "“") > strings.Count(s[:i], "”")
}

// programme ends a text whose last word goes on with "trình", a word that else
// begins a deadline: "Chương trình trước ngày 20/12".
var programme = regexp.MustCompile(`(?:^|\s)(?:chuong|quy|cong|tien|lo|giao|qua|hanh|phuong)\s$`)

// nameEnd returns how far into s[i:] the name goes on that stands before i.
func nameEnd(s string, i int) int {
	word, rest, _ := strings.Cut(s[i:], " ")
	if fold(word) != "trinh" || rest == "" || !programme.MatchString(newView(tailOf(s[:i], 12)).low) {
		return 0
	}
	return len(word) + 1
}

var exactDay = regexp.MustCompile(`^(?:(?:truoc|vao|cham nhat|muon nhat|la|by|before|on|the)\s+)*(?:ngay\s+|thu\s+|the\s+)?(?:mung\s+)?\w+`)

var exactly = regexp.MustCompile(`^\s*\(([^()]{2,60})\)`)

// withBracket adds to a phrase the bracket that makes it more exact: "định kỳ
// hằng tháng (trước ngày 14)".
func withBracket(s string, m calendar.Match, c calendar.Context) calendar.Match {
	b := exactly.FindStringSubmatch(s[m.End:])
	if b == nil || m.Reading.Recurrence == "" {
		return m
	}
	if !exactDay.MatchString(newView(b[1]).low) {
		return m
	}
	if r := calendar.Parse(s[m.Begin:m.End+len(b[0])], c); understood(r) && (r.Day > 0 || r.Due != m.Reading.Due) {
		m.End += len(b[0])
		m.Reading = r
	}
	return m
}

// listed reports whether m goes on with the list of recurrences that last
// ends: "định kỳ hằng tháng (trước ngày 14), hằng quý".
func listed(s string, last, m calendar.Match) bool {
	if last.Reading.Recurrence == "" || last.End > m.Begin {
		return false
	}
	switch strings.TrimSpace(newView(s[last.End:m.Begin]).low) {
	case ",", "va", ", va", "and", ", and", ";":
		return true
	}
	return false
}

func withAlso(last, m calendar.Match) calendar.Match {
	if len(last.Reading.Also) == 0 {
		first := last.Reading
		last.Reading = calendar.Reading{Phrase: first.Phrase, Flags: first.Flags, Also: []calendar.Reading{first}}
		last.Reading.Recurrence = first.Recurrence
	}
	last.Reading.Also = append(last.Reading.Also, m.Reading)
	last.End = m.End
	return last
}

// atEdge reports whether a phrase at the start or end of s is a deadline by
// its own words: a recurrence, or a span up to a day.
func atEdge(s string, m calendar.Match) bool {
	r := m.Reading
	switch {
	case strings.TrimSpace(s[:m.Begin]) == "":
		return r.Recurrence != ""
	case trimEnd(strings.TrimSpace(s[m.End:])) == "":
		return r.Recurrence != "" || spanWords.MatchString(newView(s[m.Begin:m.End]).low) && !r.Due.IsZero()
	}
	return false
}

var spanWords = regexp.MustCompile(`^tu (?:nay|ngay|thang|quy|nam|\d)|^from `)

// looseDeadline reads a month, quarter or day at the end of an order in which
// nothing else is a deadline: "Tổ chức hội nghị khách hàng tháng 3/2023". After
// a word for a report or a period's work it is that thing's name.
func looseDeadline(s string, c calendar.Context, line int) *dated {
	ms := calendar.Find(s, c)
	if len(ms) == 0 {
		return nil
	}
	m := ms[len(ms)-1]
	low := newView(s[m.Begin:m.End]).low
	before := strings.Fields(newView(s[:m.Begin]).low)
	if quoted(s, m.Begin) || trimEnd(strings.TrimSpace(s[m.End:])) != "" || m.Reading.Due.IsZero() || !dayWords.MatchString(low) || len(before) < 2 {
		return nil
	}
	if named.MatchString(strings.Join(before[max(0, len(before)-5):], " ")) {
		return nil
	}
	return dates(s[m.Begin:m.End], m.Reading, line)
}

// eventTail is how an English order says what it waits for; eventAfter is how a
// Vietnamese one does, after a comma.
var (
	eventTail  = regexp.MustCompile(`^(.{8,}?),?\s+((?:once|as soon as|when|after|upon|following|subject to)\s.{4,80})$`)
	eventAfter = regexp.MustCompile(`^(.{8,}),\s+((?:hoan thanh |thuc hien )?(?:ngay |chi )?(?:sau khi|ngay khi|ke tu khi|khi co|khi du)\s[^,;]{4,100})$`)
	eventSoon  = regexp.MustCompile(`^(.{8,}?)\s+(ngay (?:sau )?khi\s[^,;]{4,100})$`)
)

// waitsFor takes "once the budget is known", ", ngay sau khi nhận đủ hồ sơ" off
// the end of an order that sets no day.
func waitsFor(cs []clause, plain bool, c calendar.Context, line int) {
	if len(cs) != 1 || cs[0].when != nil {
		return
	}
	v, tail := newView(cs[0].text), eventAfter
	if plain && !marked(cs[0].text) {
		tail = eventTail
	}
	m := tail.FindStringSubmatchIndex(v.low)
	if m == nil {
		m = eventSoon.FindStringSubmatchIndex(v.low)
	}
	if m == nil {
		return
	}
	phrase := v.orig(m[4], m[5])
	if r := calendar.Parse(phrase, c); understood(r) && r.Due.IsZero() {
		cs[0] = clause{text: v.orig(m[2], m[3]), when: dates(phrase, r, line)}
	}
}

var (
	dayWords = regexp.MustCompile(`thang|quy|qui|ngay|\d/\d|month|quarter|q\d|january|february|march|april|may|june|july|august|september|october|november|december`)
	named    = regexp.MustCompile(`\b(?:bao cao|ke hoach|cong tac|ket qua|giao ban|so ket|tong ket|ky|phien|chi so|so lieu|du toan|chuong trinh|nhiem vu|thong ke|quyet toan|tinh hinh|dien bien|report|plan|results|review|figures)\b`)
)

func standsAlone(s string, m calendar.Match) bool {
	before, after := strings.TrimRight(s[:m.Begin], " "), strings.TrimLeft(s[m.End:], " ")
	opens := before == "" && (strings.HasPrefix(after, ",") || strings.HasPrefix(after, ":"))
	closes := trimEnd(after) == "" && (strings.HasSuffix(before, ",") || strings.HasSuffix(before, "-") || strings.HasSuffix(before, "–") || strings.HasSuffix(before, ":") || strings.HasSuffix(before, ";"))
	return opens || closes
}

// splitClauses cuts an order where a deadline ends a part of it.
func splitClauses(s string, c calendar.Context, line int) []clause {
	var out []clause
	for i, sentence := range sentences(s) {
		for j, part := range splitOutside(sentence, ';') {
			if part = trimEnd(strings.TrimSpace(part)); part == "" {
				continue
			}
			cs := datedClauses(part, c, line)
			if i+j > 0 && len(cs) > 0 {
				cs[0].report = cs[0].report || reports.MatchString(fold(cs[0].text))
			}
			out = append(out, cs...)
		}
	}
	return out
}

// datedClauses cuts one part of an order at its deadlines.
func datedClauses(s string, c calendar.Context, line int) []clause {
	ms := deadlines(s, c)
	if len(ms) == 0 {
		return []clause{{text: s}}
	}
	var out []clause
	from := 0
	for k, m := range ms {
		end := len(s)
		if k+1 < len(ms) {
			end = m.End
		}
		out = append(out, oneDated(s[from:m.Begin], s[m.Begin:m.End], s[m.End:end], dates(s[m.Begin:m.End], m.Reading, line))...)
		from = end
	}
	return out
}

// oneDated tells what a deadline with text before and after it belongs to.
func oneDated(before, phrase, after string, d *dated) []clause {
	joined := strings.HasPrefix(strings.TrimLeft(after, " "), ",")
	after = trimEnd(strings.TrimLeft(after, " ,:;)"))
	v := newView(before)
	cut := strings.LastIndexByte(v.low, ',')
	last := strings.TrimSpace(v.low[cut+1:])
	switch {
	case strings.TrimSpace(before) == "" && d.recurs() && startsLower(after) && !joined && len(d.readings) == 1:
		return []clause{{text: phrase + " " + after, when: d}}
	case strings.TrimSpace(before) == "":
		return []clause{{text: after, when: d}}
	case len(d.readings) > 1 && verbAt(phrase, false) >= 0:
		return []clause{{text: before + phrase, when: d}}
	case connector.MatchString(last):
		return []clause{{text: joinText(trimEnd(v.orig(0, max(cut, 0))), dutyAfter(after)), when: d}}
	case cut > 0 && sends.MatchString(last) && sums.MatchString(strings.TrimSpace(v.low[:cut])):
	case cut > 0 && reports.MatchString(last) && d.recurs() && !gathers.MatchString(strings.TrimSpace(v.low[:cut])):
		return []clause{{text: trimEnd(v.orig(0, cut))}, {text: strings.TrimSpace(v.orig(cut+1, len(v.low))), when: d, report: true}}
	case cut > 0 && gathers.MatchString(strings.TrimSpace(v.low[:cut])):
	case cut > 0 && !sends.MatchString(last) && !strings.Contains(last, "tong hop") && (reports.MatchString(last) || submits.MatchString(last)):
		return []clause{{text: trimEnd(v.orig(0, cut)), when: d}}
	}
	if m := closing.FindStringIndex(v.low); m != nil {
		before = v.orig(0, m[0])
	}
	return []clause{{text: joinText(trimEnd(before), dutyAfter(after)), when: d}}
}

var andYear = regexp.MustCompile(`^(?:va )?(?:ca |hang )?nam\b`)

// dutyAfter drops "báo cáo kết quả" after a deadline, which is the same duty.
func dutyAfter(s string) string {
	if reports.MatchString(strings.TrimPrefix(andYear.ReplaceAllString(fold(s), ""), " ")) && len(strings.Fields(s)) <= 8 {
		return ""
	}
	return s
}

func joinText(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	case startsLower(b):
		return a + " " + b
	}
	return a + ". " + b
}

// activities groups the clauses of an order into what is done by one deadline
// each. A deadline with nothing of its own to do is that of what stands before.
func activities(cs []clause) []clause {
	var out []clause
	open := false // the last of out may still take a deadline
	for _, c := range cs {
		last := len(out) - 1
		switch {
		case c.text == "" && last >= 0 && out[last].when == nil:
			out[last].when, open = c.when, false
		case c.text == "" && last >= 0:
			c.text = out[last].text
			out = append(out, c)
		case open && c.when == nil, open && !c.report:
			out[last].text += "; " + c.text
			out[last].when, open = c.when, c.when == nil
		case last >= 0 && c.when == nil:
			out[last].text += "; " + c.text
		default:
			out = append(out, c)
			open = c.when == nil
		}
	}
	return out
}
