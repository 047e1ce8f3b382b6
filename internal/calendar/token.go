package calendar

import (
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	punct kind = iota
	number
	word
)

// gap is the white space in front of a token.
type gap uint8

const (
	glued gap = iota
	spaced
	wrapped // one line break
	parted  // a blank line, or the edge of a table cell
)

// token is a word, a number or one mark of punctuation, with where it stands.
type token struct {
	kind       kind
	gap        gap
	begin, end int    // byte offsets in the text given
	fold       string // lower case, marks off, đ as d; a dash of any kind is "-"
	canon      string // lower case with marks, the tone last; set for marked words that fold alike
	accented   bool   // has letters with marks
	value      int    // of a number; -1 where it is too long to matter
	digits     int    // digits of a number as written
	repaired   bool   // a number in which letters were read as digits
	upper      bool   // begins with a capital
}

// tokenize splits text; the offsets of its tokens are those of text itself,
// whatever its normal form.
func tokenize(s string) []token {
	out := make([]token, 0, len(s)/5+4)
	g := glued
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '\n' || r == '\u2028':
			g = breakAfter(g)
			i += size
		case isSpace(r):
			g = max(g, spaced)
			i += size
		case invisible(r) || unicode.Is(unicode.Mn, r):
			i += size
		default:
			before := len(out)
			out, i = scan(out, s, i, r)
			out[before].gap = g
			g = glued
		}
	}
	return out
}

func breakAfter(g gap) gap {
	if g >= wrapped {
		return parted
	}
	return wrapped
}

func isSpace(r rune) bool { return unicode.IsSpace(r) || r == '\u2007' || r == '\u202f' }

// invisible marks are left in texts by web pages and word processors.
func invisible(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\ufffd':
		return true
	}
	return false
}

// scan appends what begins at i: a run of letters and digits, or one mark.
func scan(out []token, s string, i int, r rune) ([]token, int) {
	if r == '|' || r == '\t' {
		return append(out, token{begin: i, end: i + 1, fold: "|"}), i + 1
	}
	if !isLetter(r) && !isDigit(r) {
		end := i + utf8.RuneLen(r)
		return append(out, token{begin: i, end: end, fold: foldMark(r, s[i:end])}), end
	}
	end := runEnd(s, i)
	if t, ok := repairedNumber(s, i, end); ok {
		return append(out, t), end
	}
	for i < end {
		j := i
		if isDigit(rune(s[i])) {
			for j < end && isDigit(rune(s[j])) {
				j++
			}
			out = append(out, numberToken(s, i, j))
		} else {
			for j < end && !isDigit(rune(s[j])) {
				j++
			}
			out = append(out, wordToken(s, i, j))
		}
		i = j
	}
	return out, end
}

func isLetter(r rune) bool { return unicode.IsLetter(r) }

// isDigit takes ASCII alone: no plan writes its dates in other digits.
func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func foldMark(r rune, s string) string {
	switch r {
	case '-', '–', '—', '‐', '‑', '−', '÷', '~', '→':
		return "-"
	case '’', '\'', '′', '‘':
		return "'"
	case '：':
		return ":"
	}
	return s
}

// runEnd returns where the letters, digits and combining marks from i stop. An
// invisible mark inside is part of the run.
func runEnd(s string, i int) int {
	end := i
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		inside := isLetter(r) || isDigit(r) || unicode.Is(unicode.Mn, r)
		if !inside && (r == utf8.RuneError || !invisible(r)) {
			break
		}
		i += size
		if inside {
			end = i
		}
	}
	return end
}

func numberToken(s string, i, j int) token {
	t := token{kind: number, begin: i, end: j, fold: s[i:j], value: -1, digits: j - i}
	if t.digits <= 6 {
		t.value = 0
		for _, c := range s[i:j] {
			t.value = t.value*10 + int(c-'0')
		}
	}
	return t
}

// repairedNumber reads a run such as "3O" or "l5", in which scanning took a
// letter for a digit. At least one true digit must be there.
func repairedNumber(s string, i, j int) (token, bool) {
	if j-i > 4 {
		return token{}, false
	}
	digits, letters := 0, 0
	v := 0
	for _, c := range s[i:j] {
		d, ok := likeDigit(c)
		if !ok {
			return token{}, false
		}
		if isDigit(c) {
			digits++
		} else {
			letters++
		}
		v = v*10 + d
	}
	if digits == 0 || letters == 0 {
		return token{}, false
	}
	return token{kind: number, begin: i, end: j, fold: s[i:j], value: v, digits: j - i, repaired: true}, true
}

func likeDigit(c rune) (int, bool) {
	switch c {
	case 'O', 'o':
		return 0, true
	case 'l', 'I':
		return 1, true
	}
	return int(c - '0'), isDigit(c)
}
