package intake

import (
	"strings"

	"nhacviec/internal/intake/document"
)

// cleanTable mends the letters of all cells. Their line breaks stay: what they
// part depends on the column.
func cleanTable(t *document.Table, repairs *document.Repairs) {
	for _, r := range t.Rows {
		for i, c := range r.Cells {
			r.Cells[i] = cleanCell(c, r.Line, repairs)
		}
	}
}

func cleanCell(s string, n int, repairs *document.Repairs) string {
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		l = strings.Join(strings.Fields(unmark(cleanLetters(l, n, repairs))), " ")
		if l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// oneLine reads the line breaks of a cell as spaces.
func oneLine(s string) string { return strings.ReplaceAll(s, "\n", " ") }

// joinLines joins the lines of a cell: with a semicolon before one that fresh
// says begins something new, or that has a bullet; with a space before one
// that was only wrapped.
func joinLines(s string, fresh func(line string) bool) string {
	first, rest, broken := strings.Cut(s, "\n")
	if !broken {
		return s
	}
	_, out := bulletOff(first)
	for l := range strings.SplitSeq(rest, "\n") {
		bullet, text := bulletOff(l)
		switch {
		case strings.HasSuffix(out, ":"), !bullet && !fresh(text):
			out += " " + text
		default:
			out = trimEnd(out) + "; " + text
		}
	}
	return out
}

// bulletOff takes the bullet off a line.
func bulletOff(s string) (bool, string) {
	if m, rest := parseMark(s); m.Bullet() && rest != "" {
		return true, rest
	}
	return false, s
}

// unitLines joins the lines of a cell that names units.
func (b *builder) unitLines(s string) string {
	return joinLines(s, func(l string) bool {
		_, short := b.short[strings.TrimRight(l, " ;,.")]
		return short || b.units.head(l) > 0 || isUpper(l) || opensField(l)
	})
}

// resultLines joins the lines of a cell that names results.
func resultLines(s string) string {
	return joinLines(s, func(l string) bool { return startsUpper(l) || l[0] >= '0' && l[0] <= '9' })
}

// taskLines splits the lines of a cell into what is to be done and the marked
// lines below it, which are its activities. Lines that were only wrapped are
// joined.
func taskLines(s string) (title string, below []string) {
	for i, l := range strings.Split(s, "\n") {
		m, rest := parseMark(l)
		switch {
		case i == 0:
			title = l
		case m.Style != document.NoMark && rest != "" && !opensField(rest):
			below = append(below, l)
		case opensField(l) || opensField(rest):
			title = trimEnd(title) + "; " + l
		case len(below) > 0:
			below[len(below)-1] += " " + l
		default:
			title += " " + l
		}
	}
	return title, below
}
