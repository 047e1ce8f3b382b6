package block

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"

	"nhacviec/internal/text"
)

// size is how long Slack may find s: in UTF-16 units, with &, < and > as their
// entities.
func size(s string) int {
	n := 0
	for _, r := range s {
		n += runeSize(r)
	}
	return n
}

func runeSize(r rune) int {
	switch {
	case r == '&':
		return len("&amp;")
	case r == '<' || r == '>':
		return len("&lt;")
	case r > 0xFFFF:
		return 2
	}
	return 1
}

// written is how long s is as it stands: mrkdwn, whose entities are there.
func written(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// fit cuts plain text between graphemes so that its size is at most limit.
func fit(s string, limit int) string { return cut(s, limit, size) }

// fitMarkup cuts mrkdwn so that it is at most limit long, never inside an
// entity, a mention or a grapheme.
func fitMarkup(s string, limit int) string {
	short := cut(s, limit, written)
	if short == s {
		return s
	}
	short = strings.TrimSuffix(short, "…")
	for _, pair := range []struct{ open, shut string }{{"&", ";"}, {"<", ">"}} {
		if i := strings.LastIndex(short, pair.open); i >= 0 && !strings.Contains(short[i:], pair.shut) {
			short = short[:i]
		}
	}
	return strings.TrimRightFunc(short, unicode.IsSpace) + "…"
}

func cut(s string, limit int, measure func(string) int) string {
	if measure(s) <= limit {
		return s
	}
	if limit < 1 {
		return ""
	}
	used, kept := 1, 0 // the … is counted first
	rest, state := s, -1
	for rest != "" {
		var letter string
		letter, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if used += measure(letter); used > limit {
			break
		}
		kept += len(letter)
	}
	return strings.TrimRightFunc(s[:kept], unicode.IsSpace) + "…"
}

// line puts what a person typed on one line of at most n letters and drops what
// cannot be seen but can mislead: control characters and direction overrides.
func line(s string, n int) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), '\u202A' <= r && r <= '\u202E', '\u2066' <= r && r <= '\u2069', r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return text.Cut(text.Line(s), n)
}
