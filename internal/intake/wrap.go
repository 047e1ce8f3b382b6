package intake

import (
	"regexp"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"nhacviec/internal/intake/document"
)

// wrapping knows how wide a document was set, and so which line ends are the
// printer's and which the writer's.
type wrapping struct {
	width int // columns; 0 where lines were not broken
}

// measure finds the width to which a text was broken: many lines end near one
// column and none goes much beyond; or, where some paragraphs were not broken,
// the column that lines reach before one that begins with a small letter.
func measure(lines []line) wrapping {
	var lengths, broken []int
	for i, l := range lines {
		if l.text == "" {
			continue
		}
		lengths = append(lengths, columnsOf(l))
		if i+1 < len(lines) && goesOnSmall(l, lines[i+1]) {
			broken = append(broken, columnsOf(l))
		}
	}
	sort.Ints(lengths)
	sort.Ints(broken)
	if w := widest(lengths); w > 0 {
		return wrapping{w}
	}
	if n := len(broken); n >= 3 && broken[n-1] <= maxWidth && broken[n/2] >= broken[n-1]*7/10 {
		return wrapping{broken[n-1]}
	}
	return wrapping{}
}

// Bounds of the width that a text is broken to, in columns.
const (
	minWidth = 36
	maxWidth = 130
)

// widest returns the longest of sorted lengths where many are near it, else 0.
func widest(lengths []int) int {
	if len(lengths) < 4 {
		return 0
	}
	w := lengths[len(lengths)-1]
	near := len(lengths) - sort.SearchInts(lengths, w*8/10)
	if w > maxWidth || w < minWidth || near < 3 || near*12 < len(lengths) {
		return 0
	}
	return w
}

func columnsOf(l line) int { return l.indent + utf8.RuneCountInString(l.text) }

// goesOnSmall reports whether a line breaks off in the middle of a sentence.
func goesOnSmall(l, next line) bool {
	mark, _ := parseMark(next.text)
	return columnsOf(l) >= minWidth && startsLower(next.text) && mark.Style == document.NoMark && !sentEnd.MatchString(l.text)
}

// full reports whether a line reaches so far right that the next word may have
// been pushed to the next line.
func (w wrapping) full(l line) bool {
	return w.width > 0 && columnsOf(l) >= w.width*7/10 && columnsOf(l) <= w.width*11/10
}

// pushed reports whether the first word of l did not fit on the line before.
func (w wrapping) pushed(prev, l line) bool {
	if w.width == 0 {
		return false
	}
	word, _, _ := strings.Cut(l.text, " ")
	return columnsOf(prev)+1+utf8.RuneCountInString(word) > w.width
}

var (
	// wantsNumber ends a line whose next word is a number or a period, so that
	// "IV." or "20." at the start of the next line is no mark.
	wantsNumber = regexp.MustCompile(`(?:^|[\s(])(?:quy|thang|ngay|nam|dieu|khoan|so|muc|tu|den|truoc|truoc ngay|het|giai doan|va|hoac|toi thieu|it nhat|tren|khoang|la|q|by|before|until|of|on|the|at least|top|lop|cap|diem|nhom)$`)
	// wantsPeriod ends a line after which even "IV." or "20." is no mark.
	wantsPeriod = regexp.MustCompile(`(?:^|[\s(])(?:quy|thang|ngay|dau nam|cuoi nam)$`)
	// bindsNext ends a line that cannot be the end of a sentence.
	bindsNext  = regexp.MustCompile(`(?:[,:/(\-–]|\s(?:va|cua|cho|voi|cac|nhung|theo|tai|ve|den|tu|trong|la|cung|hoac|the|of|and|to|for|with|in|on|a))$`)
	periodHead = regexp.MustCompile(`^(?:thang|quy|nam|ngay)\s+[\divx]`)
	sentEnd    = regexp.MustCompile(`[.!?;:]["”)]*$`)
)

// maxParagraph bounds a paragraph or cell in bytes: three printed pages. What
// is longer is no single piece of work, and reading it in parts keeps time linear.
const maxParagraph = 8 << 10

// joins reports whether line l goes on with the block whose last line is prev.
func (w wrapping) joins(block document.Block, prev, l line, gap bool) bool {
	if len(block.Text) > maxParagraph {
		return false
	}
	if l.wrap != document.WrapUnknown {
		return joinsPrinted(block, l, gap)
	}
	low := strings.TrimSpace(newView(tailOf(block.Text, 40)).low)
	caps := isUpper(headOf(block.Text, 200))
	mark, _ := parseMark(l.text)
	if !gap && !caps && wantsMore(low, mark, l.text) {
		return true
	}
	if !gap && openBracket(block.Text) && mark.Style == document.NoMark {
		return true
	}
	finished := sentEnd.MatchString(tailOf(block.Text, 20))
	if mark.Style != document.NoMark || opensField(l.text) && (gap || finished || !startsLower(l.text)) {
		return false
	}
	switch {
	case gap:
		return !finished && startsLower(l.text) && (w.full(prev) || bindsNext.MatchString(low)) && !caps
	case caps != isUpper(headOf(l.text, 200)):
		return false
	case strings.HasPrefix(l.text, "("):
		return !strings.HasSuffix(block.Text, ".") && !caps
	case startsLower(l.text):
		return !finished || w.full(prev) || strings.HasSuffix(low, ";") || strings.HasSuffix(low, ",")
	case finished:
		return w.pushed(prev, l) && !strings.HasSuffix(low, ":")
	case w.full(prev):
		return true
	}
	return bindsNext.MatchString(low)
}

// openBracket reports whether a bracket near the end of s was not closed.
func openBracket(s string) bool {
	tail := tailOf(s, 200)
	return strings.LastIndexByte(tail, '(') > strings.LastIndexByte(tail, ')')
}

// wantsMore reports whether a line that ends in low cannot be complete before
// the number, period or small letter that text begins with.
func wantsMore(low string, mark document.Mark, text string) bool {
	switch mark.Style {
	case document.NoMark:
		return wantsNumber.MatchString(low) && (startsNumber(text) || periodHead.MatchString(newView(headOf(text, 24)).low) || startsLower(text))
	case document.Roman, document.Decimal, document.Paren:
		return wantsPeriod.MatchString(low)
	}
	return false
}

func startsNumber(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	if unicode.IsDigit(r) {
		return true
	}
	w := firstWords(s, 1)
	return len(w) > 0 && roman(s[w[0].begin:w[0].end]) > 0
}

// tailOf returns at most the last n bytes of s, from the start of a letter.
func tailOf(s string, n int) string {
	if len(s) <= n {
		return s
	}
	i := len(s) - n
	for !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:]
}

// headOf returns at most the first n bytes of s, to the end of a letter.
func headOf(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
