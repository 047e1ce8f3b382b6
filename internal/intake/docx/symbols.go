package docx

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// private are the signs of Symbol, Wingdings and Webdings that documents use,
// by their place in the private area to which Word moves them (U+F000 and up).
// The rest cannot be told without the font.
var private = map[rune]string{
	0x20: " ", 0x28: "(", 0x29: ")", 0x2B: "+", 0x2D: "-", 0x2F: "/",
	0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x75: "❖", 0x76: "❖", 0x77: "❖",
	0x9F: "•", 0xA7: "▪", 0xA8: "☐", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xA3: "≤", 0xB7: "•", 0xD8: "➢", 0xE0: "→", 0xE8: "→",
	0xF0: "⇨", 0xFB: "☒", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x52: "☑", 0x54: "☒",
}

// symbol is the sign of w:sym, whose character is a place in its font.
func symbol(char string) string {
	n, err := strconv.ParseUint(char, 16, 32)
	if err != nil {
		return ""
	}
	r := rune(n & 0x1F_FFFF)
	if r < 0x100 {
		r += 0xF000
	}
	return typed(string(r))
}

// typed writes the signs of the private area as ones that can be typed.
func typed(s string) string {
	if strings.IndexFunc(s, isPrivate) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if isPrivate(r) {
			b.WriteString(private[r-0xF000])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func isPrivate(r rune) bool { return 0xF000 <= r && r <= 0xF0FF }

// bullets are the signs that a list's paragraphs are known by.
const bullets = "-–—−+*•●○▪■□◦‣∙➢➤✓✔❖♦"

// bulletOf is the bullet that a list's pattern prints, "" for none. One that is
// not among bullets is printed as "•"; a letter is one of Wingdings, whose signs
// stand in the places of letters, but for the "o" of Courier, which is a ring.
func bulletOf(pattern string) string {
	sign := strings.TrimSpace(typed(strings.TrimSpace(pattern)))
	switch {
	case strings.TrimSpace(pattern) == "":
		return ""
	case sign == "o":
		return "◦"
	case sign != "" && strings.Trim(sign, bullets) == "":
		return sign
	}
	return "•"
}

// checkbox takes a ticked or empty box off the front of a text and writes it as
// text does.
func checkbox(s string) (box, rest string) {
	r, size := utf8.DecodeRuneInString(s)
	switch r {
	case '☐', '❏', '❑', '❒', '□':
		return "[ ]", strings.TrimSpace(s[size:])
	case '☑', '☒', '🗹', '🗵', '✅':
		return "[x]", strings.TrimSpace(s[size:])
	}
	return "", s
}
