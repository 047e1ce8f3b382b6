// Package text handles letters, not meanings: normal form, folding, cutting.
package text

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
	"golang.org/x/text/unicode/norm"
)

// NFC returns s in Unicode normal form C, with the Icelandic Ð (U+00D0) that
// old Vietnamese keyboards produce turned into Đ.
func NFC(s string) string {
	return strings.ReplaceAll(norm.NFC.String(s), "Ð", "Đ")
}

// Fold makes s comparable: lower case, marks off, đ as d, runs of anything
// that is neither letter nor digit as one space, none at the ends.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	gap := false
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			gap = b.Len() > 0
			continue
		}
		if gap {
			b.WriteByte(' ')
			gap = false
		}
		b.WriteRune(foldRune(r))
	}
	return b.String()
}

func foldRune(r rune) rune {
	switch r {
	case 'đ', 'Đ', 'ð', 'Ð':
		return 'd'
	}
	return unicode.ToLower(r)
}

// Cut returns s if it has at most n graphemes, else its first n-1 and "…".
func Cut(s string, n int) string {
	if n <= 0 {
		return ""
	}
	if len(s) <= n || uniseg.GraphemeClusterCount(s) <= n {
		return s
	}
	rest, state := s, -1
	kept := 0
	for range n - 1 {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		kept += len(c)
	}
	return strings.TrimRightFunc(s[:kept], unicode.IsSpace) + "…"
}

// Len counts graphemes, what a person would call letters.
func Len(s string) int { return uniseg.GraphemeClusterCount(s) }

// Line puts s on one line: every run of white space becomes one space.
func Line(s string) string { return strings.Join(strings.Fields(s), " ") }
