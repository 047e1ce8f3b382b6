package calendar

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"nhacviec/internal/text"
)

func wordToken(s string, i, j int) token {
	first, _ := utf8.DecodeRuneInString(s[i:])
	t := token{kind: word, begin: i, end: j, upper: unicode.IsUpper(first)}
	raw := s[i:j]
	if isASCII(raw) {
		t.fold = strings.ToLower(raw)
		t.respell()
		return t
	}
	t.accented = true
	t.fold = foldWord(raw)
	t.respell()
	if apart[t.fold] {
		t.canon = strings.Replace(canonical(strings.Map(visible, raw)), "qui", "quy", 1)
	}
	return t
}

// respell takes "quí" for "quý": both spellings are in use.
func (t *token) respell() {
	if t.fold == "qui" {
		t.fold = "quy"
	}
}

// latin holds the folded form of the precomposed letters of Latin scripts, for
// folding a word of a long document without taking each letter apart.
var latin = func() (table [0x1f00]rune) {
	for r := rune('A'); r < rune(len(table)); r++ {
		if f := []rune(text.Fold(string(r))); len(f) == 1 && unicode.Is(unicode.Latin, r) {
			table[r] = f[0]
		}
		if r == 0x24f {
			r = 0x1dff
		}
	}
	return table
}()

// foldWord is text.Fold of one word, in which invisible marks may stand.
func foldWord(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case int(r) < len(latin) && latin[r] != 0:
			b.WriteRune(latin[r])
		case invisible(r):
		default:
			return text.Fold(strings.Map(visible, s))
		}
	}
	return b.String()
}

func visible(r rune) rune {
	if invisible(r) {
		return -1
	}
	return r
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// canonical lowers a word, keeps what tells its vowels apart and puts its tone
// last, so that "Qúy" and "quý" are one word and "quy" another.
func canonical(s string) string {
	var b strings.Builder
	tone := rune(0)
	for _, r := range norm.NFD.String(s) {
		switch r {
		case '\u0300', '\u0301', '\u0303', '\u0309', '\u0323':
			tone = r
		case 'Đ', 'đ', 'Ð', 'ð':
			b.WriteRune('đ')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	if tone != 0 {
		b.WriteRune(tone)
	}
	return b.String()
}
