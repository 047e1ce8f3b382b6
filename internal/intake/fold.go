package intake

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// view is a text beside its folded form: the same letters in lower case with
// their marks off, punctuation kept. Offsets of either lead to the other, so
// that rules match the folded form and cut the text as printed.
type view struct {
	s   string
	low string
	at  []int // at[i] is the offset in s of the letter at low[i]; at[len(low)] is len(s)
}

func newView(s string) view {
	var b strings.Builder
	b.Grow(len(s))
	at := make([]int, 0, len(s)+1)
	for i, r := range s {
		if unicode.Is(unicode.Mn, r) {
			continue
		}
		n := b.Len()
		b.WriteRune(baseLetter(r))
		for range b.Len() - n {
			at = append(at, i)
		}
	}
	return view{s: s, low: b.String(), at: append(at, len(s))}
}

// orig returns the printed text behind low[i:j].
func (v view) orig(i, j int) string { return v.s[v.at[i]:v.at[j]] }

// lowAt returns the offset in low of the letter at offset i of s.
func (v view) lowAt(i int) int {
	lo, hi := 0, len(v.low)
	for lo < hi {
		mid := (lo + hi) / 2
		if v.at[mid] < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// fold returns s in lower case with marks off and white space as single
// spaces, punctuation kept.
func fold(s string) string {
	return strings.Join(strings.Fields(newView(s).low), " ")
}

func baseLetter(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	if b, ok := latinBases()[r]; ok {
		return b
	}
	switch r {
	case '–', '—', '−', '‒', '‑':
		return '-'
	case '“', '”', '„', '«', '»':
		return '"'
	case '’', '‘':
		return '\''
	}
	return unicode.ToLower(r)
}

// latinBases maps each accented Latin letter to its plain lower-case letter.
var latinBases = sync.OnceValue(func() map[rune]rune {
	m := map[rune]rune{'đ': 'd', 'Đ': 'd', 'Ð': 'd', 'ð': 'd'}
	for _, span := range [][2]rune{{0xC0, 0x24F}, {0x1E00, 0x1EFF}} {
		for r := span[0]; r <= span[1]; r++ {
			d, _ := utf8.DecodeRuneInString(norm.NFD.String(string(r)))
			if d < utf8.RuneSelf && unicode.IsLetter(d) {
				m[r] = unicode.ToLower(d)
			}
		}
	}
	return m
})

// marked reports whether s has any letter that only a marked Vietnamese (or
// other accented) text has.
func marked(s string) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf && unicode.IsLetter(r) {
			return true
		}
	}
	return false
}

// isUpper reports whether every letter of s is a capital, and there are some.
func isUpper(s string) bool {
	letters := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	return letters > 1
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}
