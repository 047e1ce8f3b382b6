package intake

import "strings"

// barredCells takes for a cell what stands between lone "|", where a row ends at
// an empty line without one. It finds nothing in a text without such a row.
func barredCells(lines []line) []cell {
	b := barred{}
	for i, l := range lines {
		switch {
		case l.text == "":
			b.gap = true
		case l.text == "|":
			b.bar(l, i)
		case strings.Contains(l.text, "|"), b.gap && len(b.cells) > 0 && endsTable(lines[i:]):
			return b.done()
		case pageLine(lines, i):
		default:
			b.text(l, i)
		}
	}
	return b.done()
}

// barred is a table of which the lines so far have been read.
type barred struct {
	cells  []cell
	opened bool // a "|" has been read and its cell not
	gap    bool // an empty line came last
	ended  bool // a row ended at an empty line
}

// bar reads a "|"; the cell between two is empty.
func (b *barred) bar(l line, i int) {
	if b.opened || len(b.cells) == 0 {
		b.cells = append(b.cells, cell{line: l.n, end: i + 1})
	}
	b.opened, b.gap = true, false
}

// text reads a line of a cell. After a "|" and an empty line it is the first of
// the next row, and the last cell of the row before was empty.
func (b *barred) text(l line, i int) {
	c := cell{line: l.n, end: i + 1, text: oneSpaced(l.text)}
	switch {
	case b.opened && b.gap:
		b.cells, b.ended = append(b.cells, cell{line: l.n, end: i}, c), true
	case b.opened || len(b.cells) == 0:
		b.cells = append(b.cells, c)
	case b.gap:
		b.cells, b.ended = append(b.cells, c), true
	default:
		last := &b.cells[len(b.cells)-1]
		last.text, last.end = join(last.text, c.text), c.end
	}
	b.opened, b.gap = false, false
}

func (b *barred) done() []cell {
	if !b.ended {
		return nil
	}
	if last := len(b.cells); b.opened {
		b.cells = append(b.cells, cell{line: b.cells[last-1].line, end: b.cells[last-1].end + 1})
	}
	return b.cells
}

// pageLine reports whether lines[i] is a page number between empty lines.
func pageLine(lines []line, i int) bool {
	alone := i > 0 && i+1 < len(lines) && lines[i-1].text == "" && lines[i+1].text == ""
	return alone && isNoise(newView(lines[i].text).low)
}
