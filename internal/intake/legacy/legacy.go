// Package legacy turns Vietnamese text typed with the fonts of the time before
// Unicode into Unicode. Such text holds Latin letters that only a font such as
// .VnTime or VNI-Times shows as Vietnamese: "Së" and "Sôû" are both "Sở".
package legacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Encoding is one of the old encodings, by the name people know it by.
type Encoding string

// The encodings, with the fonts that show them.
const (
	TCVN3 Encoding = "TCVN3 (ABC)" // .VnTime, .VnArial; TCVN 5712:1993, table VN3
	VNI   Encoding = "VNI"         // VNI-Times, VNI-Helve; VNI for Windows
)

// fewestWords is how many common words must appear before a text is taken for
// one of the encodings.
const fewestWords = 3

// mostLines bounds how many lines with marked letters are looked at to
// recognise an encoding.
const mostLines = 2000

// Recognize tells which of the encodings lines are in, where that explains more
// of their words than reading them as they are. Lines that hold letters of no
// old encoding are left out of account: a document may mix.
func Recognize(lines []string) (Encoding, bool) {
	plain, best := 0, 0
	var found Encoding
	counts := map[Encoding]int{}
	seen := 0
	for _, s := range lines {
		if !suspect(s) {
			continue
		}
		if seen++; seen > mostLines {
			break
		}
		plain += commonWords(s)
		for _, e := range [...]Encoding{TCVN3, VNI} {
			counts[e] += commonWords(e.decode(s))
		}
	}
	for _, e := range [...]Encoding{TCVN3, VNI} {
		if counts[e] > best {
			found, best = e, counts[e]
		}
	}
	return found, best >= fewestWords && best > 2*plain
}

// Convert turns one line of a text in e into Unicode. A line that is Unicode
// already, or reads better as it is, comes back unchanged.
func (e Encoding) Convert(s string) string {
	if !suspect(s) {
		return s
	}
	out := e.decode(s)
	if before := commonWords(s); before > 0 && before >= commonWords(out) {
		return s
	}
	return out
}

func (e Encoding) decode(s string) string {
	if e == TCVN3 {
		return tcvn3().Replace(s)
	}
	return vni().Replace(s)
}

// suspect reports whether s has marked letters, and all of them such as an old
// font could show: Latin-1, or what Windows-1252 puts beside it.
func suspect(s string) bool {
	marked := false
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
		case r <= 0xFF:
			marked = true
		case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
			return false
		}
	}
	return marked
}

// commonWords counts the words of s that plans are full of and that no other
// language has.
func commonWords(s string) int {
	n := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if common()[w] {
			n++
		}
	}
	return n
}
