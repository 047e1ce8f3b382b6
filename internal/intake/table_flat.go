package intake

import (
	"strings"

	"nhacviec/internal/intake/document"
)

// cell is one cell of a table whose rows are yet to be found.
type cell struct {
	line int // where it begins
	end  int // the number of lines up to its last
	text string
}

// withoutPages leaves out the page numbers that stand alone between empty lines.
func withoutPages(lines []line) []line {
	var out []line
	for i, l := range lines {
		alone := i > 0 && i+1 < len(lines) && lines[i-1].text == "" && lines[i+1].text == ""
		if !alone || !isNoise(newView(l.text).low) || l.text == "|" {
			out = append(out, l)
		}
	}
	return out
}

// flatCells cuts lines at sep, whatever lines the separators stand on.
func flatCells(lines []line, sep rune) []cell {
	out := []cell{{line: lines[0].n}}
	for _, l := range lines {
		for i, p := range strings.Split(l.text, string(sep)) {
			if i > 0 {
				out = append(out, cell{line: l.n})
			}
			last := &out[len(out)-1]
			if p = strings.TrimSpace(p); p != "" {
				if last.text == "" {
					last.line = l.n
				}
				last.text = join(last.text, p)
			}
		}
	}
	return out
}

// headRun counts the cells at the start that are headings of columns; an empty
// one before the first does not count.
func headRun(cells []string) int {
	n := 0
	for _, c := range cells {
		if c == "" && n == 0 {
			continue
		}
		if _, ok := columnRole(c); !ok || len(c) > 80 {
			break
		}
		n++
	}
	return n
}

// flatTable finds the rows in a run of cells, as many cells to a row as the
// header has.
func flatTable(cells []cell) *document.Table {
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = c.text
	}
	columns := headRun(texts)
	if columns < 2 {
		return &document.Table{}
	}
	t, _ := numberedRows(cells, columns)
	return t
}

// evenRows puts as many cells into each row as the header has, down to the
// first that fits the header no more. A lone cell between rows is a heading.
func evenRows(cells []cell, columns int) (*document.Table, int) {
	cells, skipped := fromFirst(cells)
	t := &document.Table{Rows: []document.Row{rowOf(cells[:columns])}}
	roles := rolesOf(t.Rows[0].Cells)
	fits := func(at int) bool {
		return at+columns <= len(cells) && rowFit(rowOf(cells[at:at+columns]).Cells, roles, columns) >= fitsRow
	}
	at := columns
	for at < len(cells) {
		switch {
		case fits(at):
			t.Rows = append(t.Rows, rowOf(cells[at:at+columns]))
			at += columns
		case cells[at].text != "" && len(cells[at].text) < 160 && fits(at+1):
			t.Rows = append(t.Rows, rowOf(cells[at:at+1]))
			at++
		default:
			return t, at + skipped
		}
	}
	return t, at + skipped
}

// fromFirst leaves out the empty cells before the first.
func fromFirst(cells []cell) ([]cell, int) {
	n := 0
	for n < len(cells) && cells[n].text == "" {
		n++
	}
	return cells[n:], n
}

func rowOf(cells []cell) document.Row {
	r := document.Row{Line: cells[0].line}
	for _, c := range cells {
		r.Cells = append(r.Cells, c.text)
	}
	return r
}

// numberedRows finds the rows in a run of cells. A row's number begins a row
// before it is full where empty cells were dropped; a second header begins a
// page.
func numberedRows(cells []cell, columns int) (*document.Table, int) {
	all := len(cells)
	cells, skipped := fromFirst(cells)
	t := &document.Table{}
	first, _ := columnRole(cells[0].text)
	numbered := first == ordinalNo
	var row document.Row
	flush := func() {
		if len(filled(row.Cells)) > 0 {
			t.Rows = append(t.Rows, row)
		}
		row = document.Row{}
	}
	for i, c := range cells {
		newPage := i > 0 && c.text == cells[0].text
		full := len(row.Cells) >= columns && (!numbered || ordinalCell(c.text) || c.text == "")
		next := numbered && i >= columns && ordinalCell(c.text) && follows(row, c.text, columns)
		if newPage || full || next || i == columns {
			flush()
		}
		if i >= columns && c.end < cells[len(cells)-1].end && outside(cells[i:], len(row.Cells) >= columns) {
			all = i + skipped
			break
		}
		if len(row.Cells) == 0 {
			if c.text == "" {
				continue
			}
			row.Line = c.line
		}
		row.Cells = append(row.Cells, c.text)
	}
	flush()
	return t, all
}

// outside reports whether the first of cells is the first thing after a table:
// an item with a mark of its own that is not a heading before a row.
func outside(cells []cell, full bool) bool {
	m, rest := parseMark(cells[0].text)
	if m.Style == document.NoMark || rest == "" || m.Style == document.Dash || m.Style == document.Plus {
		return false
	}
	return full || !isUpper(rest) || len(cells) < 2 || !ordinalCell(cells[1].text)
}

// follows reports whether a number that stands where a row is not yet full
// begins the next row rather than being a count of its own.
func follows(row document.Row, number string, columns int) bool {
	have := len(filled(row.Cells))
	if have == 2 && roman(strings.Trim(row.Cells[0], ".")) > 0 {
		return true
	}
	return have >= columns-2 || have == 2 && isUpper(row.Cells[1]) || have >= 3 || roman(strings.Trim(number, ".")) > 0 && have >= 2
}
