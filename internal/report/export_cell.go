package report

import (
	"strings"
	"unicode"
	"unicode/utf16"

	"nhacviec/internal/text"
)

// maxCell is how much a cell of Excel holds, in UTF-16 units.
// Source: Excel specifications and limits.
const maxCell = 32_767

// cellText is a text as a cell can hold it: letters in normal form, lines ended
// alike, no character that no file of a table may have.
func cellText(s string) string {
	s = strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r) || r == '\uFFFE' || r == '\uFFFF' || r == '\uFEFF':
			return -1
		}
		return r
	}, s)
	return bounded(strings.TrimSpace(text.NFC(s)))
}

// bounded cuts a text to what a cell holds, between letters.
func bounded(s string) string {
	if len(s) <= maxCell {
		return s
	}
	for n := text.Len(s); n > 0 && units(s) > maxCell; {
		n = n*maxCell/units(s) - 1
		s = text.Cut(s, n)
	}
	return s
}

func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
