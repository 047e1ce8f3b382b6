package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/intake/document"
)

var addressed = regexp.MustCompile(`^kinh gui\s*:?(?:\s|$)`)

// dropRecipients blanks "Kính gửi: …" and the list of those a letter goes to.
func dropRecipients(lines []line) {
	for i := 0; i < len(lines); i++ {
		low := newView(headOf(lines[i].text, 120)).low
		if !addressed.MatchString(low) {
			continue
		}
		lines[i].text, lines[i].raw = "", ""
		for i+1 < len(lines) && (lines[i+1].text == "" || receives(lines[i+1].text)) {
			i++
			lines[i].text, lines[i].raw = "", ""
		}
	}
}

// receives reports whether a line goes on with a list of recipients.
func receives(s string) bool {
	mark, rest := parseMark(s)
	if mark.Style != document.NoMark && !mark.Bullet() {
		return false
	}
	return mark.Bullet() && verbAt(headOf(rest, maxSubject), false) != 0 || strings.HasSuffix(s, ";") && len(s) < maxSubject
}
