package intake

import (
	"regexp"
	"strings"
	"unicode"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/text"
)

// line is one line of a text file, cleaned.
type line struct {
	n      int    // 1-based
	text   string // white space off both ends
	raw    string // with the white space inside and before it as printed
	indent int    // columns of white space before the text; a tab counts four
	wrap   document.Wrap
}

// cleanLines cuts s into lines and mends what keyboards, converters and web
// pages do to letters.
func cleanLines(s string, repairs *document.Repairs) []line {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(newline, s)
	var out []line
	for n, raw := range strings.Split(s, "\n") {
		mended := cleanLetters(raw, n+1, repairs)
		mended = strings.TrimRightFunc(unmark(mended), unicode.IsSpace)
		body := strings.TrimLeftFunc(mended, unicode.IsSpace)
		out = append(out, line{n: n + 1, text: body, raw: mended, indent: indentOf(mended[:len(mended)-len(body)])})
	}
	return out
}

func newline(r rune) rune {
	switch r {
	case '\r', '\u2028', '\u2029', '\u0085':
		return '\n'
	case '\f', '\v':
		return ' '
	}
	return r
}

// cleanLetters brings a line to NFC, takes out what cannot be seen and makes
// every kind of space one that can be typed. What it mended is noted at line n.
func cleanLetters(s string, n int, repairs *document.Repairs) string {
	last := rune(0)
	s = strings.Map(func(r rune) rune {
		keep := r
		switch {
		case r == '\t' || r == ' ':
		case r == 'Ð':
			keep = 'Đ'
			repairs.Add(document.Eth, n)
		case unicode.Is(unicode.Zs, r):
			keep = ' '
			repairs.Add(document.Spaces, n)
		case r == '\u200D' && unicode.IsLetter(last), invisible(r), unicode.IsControl(r):
			keep = -1
			repairs.Add(document.Invisible, n)
		}
		last = r
		return keep
	}, s)
	nfc := text.NFC(s)
	if nfc != s {
		repairs.Add(document.Decomposed, n)
	}
	if strings.Contains(nfc, "Sờ ") {
		if mended := misread.ReplaceAllString(nfc, "${1}Sở $2"); mended != nfc {
			repairs.Add(document.Misread, n)
			return mended
		}
	}
	return nfc
}

// misread is the one slip of scanners that is common in plans and cannot be a
// word of its own: "Sờ" before a name.
var misread = regexp.MustCompile(`(^|[^\pL])Sờ (\p{Lu})`)

func invisible(r rune) bool {
	switch r {
	case '\u200B', '\u200C', '\u2060', '\uFEFF', '\u00AD':
		return true
	}
	return '\u200E' <= r && r <= '\u200F' || '\u202A' <= r && r <= '\u202E' || '\u2066' <= r && r <= '\u2069'
}

var (
	boldLabel   = regexp.MustCompile(`([^\s|>*+•-])\s+(?:\*\*|__)([^*_:]{2,40})(?::(?:\*\*|__)|(?:\*\*|__)\s*:)`)
	boldMarks   = regexp.MustCompile(`\*\*|__`)
	italicStar  = regexp.MustCompile(`(^|[\s(:;,|])\*([^\s*][^*]*)\*($|[\s).,:;|])`)
	italicUnder = regexp.MustCompile(`(^|[\s(:;,|])_([^\s_][^_]*)_($|[\s).,:;|])`)
	linkMarks   = regexp.MustCompile(`!?\[([^\[\]]+)\]\((?:https?://|/|#|mailto:)[^()\s]*\)`)
	htmlMarks   = regexp.MustCompile(`(?i)</?(?:b|i|u|em|strong|span|p|div|br|font|sup|sub)(?:\s[^<>]*)?/?>`)
	rule        = regexp.MustCompile(`^[\s_*=~-]*$`)
)

// unmark takes bold, italics, links and simple HTML off a line.
func unmark(s string) string {
	if rule.MatchString(s) {
		return s
	}
	if strings.IndexByte(s, '<') >= 0 {
		s = htmlMarks.ReplaceAllString(s, "")
	}
	if strings.Contains(s, "](") {
		s = linkMarks.ReplaceAllString(s, "$1")
	}
	if strings.Contains(s, "**") || strings.Contains(s, "__") {
		s = boldLabel.ReplaceAllString(s, "$1; $2:")
		s = boldMarks.ReplaceAllString(s, "")
	}
	if strings.Count(s, "*") > 1 {
		s = italicStar.ReplaceAllString(s, "$1$2$3")
	}
	if strings.Count(s, "_") > 1 {
		s = italicUnder.ReplaceAllString(s, "$1$2$3")
	}
	return s
}

func indentOf(space string) int {
	n := 0
	for _, r := range space {
		if r == '\t' {
			n += 4
		} else {
			n++
		}
	}
	return n
}
