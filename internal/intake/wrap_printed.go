package intake

import (
	"strings"

	"nhacviec/internal/intake/document"
)

// joinsPrinted reports whether a line of a printed page goes on with the block
// before it. The page says whether the line before had room for its first word,
// which the letters of a text can only let one guess.
func joinsPrinted(block document.Block, l line, gap bool) bool {
	low := strings.TrimSpace(newView(tailOf(block.Text, 40)).low)
	mark, _ := parseMark(l.text)
	if !gap && wantsMore(low, mark, l.text) {
		return true
	}
	finished := sentEnd.MatchString(tailOf(block.Text, 20))
	if mark.Style != document.NoMark || finished && opensField(l.text) {
		return false
	}
	if l.wrap == document.Pushed && !gap {
		return true
	}
	return !finished && startsLower(l.text)
}

// wholeRows puts the rows of a table that was typed with "|" back on one line
// each, where the page shows that the printer broke them.
func wholeRows(lines []line) []line {
	var out []line
	for _, l := range lines {
		n := len(out)
		if n > 0 && l.wrap == document.Pushed && len(out[n-1].text) < maxParagraph && strings.Count(out[n-1].text, "|") > 0 {
			out[n-1].text += " " + l.text
			out[n-1].raw += " " + l.text
			continue
		}
		out = append(out, l)
	}
	return out
}
