package intake

import (
	"strings"

	"nhacviec/internal/intake/document"
)

// way cuts lines at which a table begins into its cells.
type way func(lines []line) []cell

// ways are those in which the cells of a table that was flattened to lines are
// told apart: by a lone "|" between them and an empty line after each row; by a "|" after each, on a line of its own or not; by one on either
// side; by empty lines; by line ends.
var ways = []way{barredCells, pipedCells, framedCells, spacedCells, lineCells}

// rowMaker puts cells, header first, into rows, and says how many it took.
type rowMaker func(cells []cell, columns int) (*document.Table, int)

// trial is the number of lines by which a way is chosen.
const trial = 120

// flatAt reads a table that begins at the first of lines and whose cells stand
// on lines of their own, in the way in which its rows fit the header best; n is
// the number of lines it took.
func flatAt(lines []line) (n int, t *document.Table) {
	if !headsColumn(lines[0].text) {
		return 0, nil
	}
	var cut way
	var rows rowMaker
	best := 0.0
	for _, w := range ways {
		cells := w(lines[:min(len(lines), trial)])
		columns := columnsIn(cells)
		if columns == 0 {
			continue
		}
		for _, m := range []rowMaker{evenRows, numberedRows} {
			t, _ := m(cells, columns)
			if f := fitness(t, columns); f > best {
				best, cut, rows = f, w, m
			}
		}
	}
	if cut == nil {
		return 0, nil
	}
	cells := cut(lines)
	t, used := rows(cells, columnsIn(cells))
	return cells[used-1].end, t
}

// headsColumn reports whether a line holds the head of a column and nothing else.
func headsColumn(s string) bool {
	s = strings.Trim(s, "| ")
	if s == "" || len(s) > 80 || strings.ContainsAny(s, "|:") {
		return false
	}
	if m, _ := parseMark(s); m.Style != document.NoMark {
		return false
	}
	_, ok := columnRole(s)
	return ok
}

// maxColumns bounds the columns of a table that was flattened.
const maxColumns = 16

// columnsIn counts the heads of columns at the start of cells, 0 where they are
// no table's header.
func columnsIn(cells []cell) int {
	var texts []string
	for _, c := range cells[:min(len(cells), maxColumns)] {
		if c.text != "" && !headsColumn(c.text) {
			break
		}
		texts = append(texts, c.text)
	}
	n := headRun(texts)
	if _, ok := readHeader(texts[:n]); !ok || n < 3 || n >= len(cells) {
		return 0
	}
	return n
}

// pipedCells cuts at every "|", whatever lines they stand on. A page number
// among the cells is none.
func pipedCells(lines []line) []cell {
	end := 0
	for i, l := range lines {
		if strings.Contains(l.text, "|") && len(filled(splitCells(l.text, '|'))) < 2 {
			end = i + 1
		} else if i-end >= 8 || l.text != "" && endsTable(lines[i:]) {
			break
		}
	}
	if end == 0 {
		return nil
	}
	cells := flatCells(withoutPages(lines[:end]), '|')
	if last := len(cells) - 1; last > 0 && cells[last].text == "" {
		cells = cells[:last]
	}
	for i := range cells {
		cells[i].end = end
	}
	return cells
}

func endsTable(lines []line) bool {
	for _, l := range lines[:min(len(lines), 8)] {
		if strings.Contains(l.text, "|") {
			return false
		}
	}
	return true
}

// framedCells takes each line between two "|" for a cell.
func framedCells(lines []line) []cell {
	var out []cell
	for i, l := range lines {
		switch {
		case l.text == "":
		case len(l.text) > 1 && strings.HasPrefix(l.text, "|") && strings.HasSuffix(l.text, "|"):
			out = append(out, cell{line: l.n, end: i + 1, text: strings.Trim(l.text, "| ")})
		default:
			return out
		}
	}
	return out
}

// spacedCells takes what stands between empty lines for a cell.
func spacedCells(lines []line) []cell {
	var out []cell
	gap := true
	for i, l := range lines {
		switch {
		case l.text == "":
			gap = true
			continue
		case gap:
			out = append(out, cell{line: l.n, end: i + 1, text: oneSpaced(l.text)})
		default:
			last := &out[len(out)-1]
			last.text, last.end = join(last.text, l.text), i+1
		}
		gap = false
	}
	return out
}

// lineCells takes each line for a cell.
func lineCells(lines []line) []cell {
	var out []cell
	for i, l := range lines {
		if l.text != "" {
			out = append(out, cell{line: l.n, end: i + 1, text: oneSpaced(l.text)})
		}
	}
	return out
}

func oneSpaced(s string) string { return strings.Join(strings.Fields(s), " ") }
