package intake

import (
	"strings"

	"nhacviec/internal/intake/document"
)

// cell is one cell of a table whose rows are yet to be found.
type cell struct {
	line int
	text string
}

// beginsLonePipes reports whether the first of lines is the first header cell
// of a table whose cells stand on lines of their own between lines that hold a
// single "|": the cell after it is a header cell too. A letterhead set in the
// same way is none.
func beginsLonePipes(lines []line) bool {
	if len(lines[0].text) > 80 || !pipeSoon(lines) {
		return false
	}
	if _, ok := columnRole(lines[0].text); !ok {
		return false
	}
	cells, pipes := []string{""}, 0
	for _, l := range lines[:min(len(lines), 12)] {
		if l.text == "|" {
			pipes++
			cells = append(cells, "")
			continue
		}
		cells[pipes] = join(cells[pipes], l.text)
	}
	return pipes > 0 && headRun(cells) >= 2
}

func pipeSoon(lines []line) bool {
	for _, l := range lines[:min(len(lines), 4)] {
		if l.text == "|" {
			return true
		}
	}
	return false
}

// lonePipes reads a table whose cells stand on lines of their own between
// lines that hold a single "|". A page number among them is no cell.
func lonePipes(lines []line) (int, *document.Table) {
	pipes, n := 0, 0
	for i, l := range lines {
		switch {
		case l.text == "|":
			pipes++
			n = i + 1
		case l.text == "" || i-n < 8 && !endsTable(lines[i:]):
		default:
			return flatPart(lines[:n], pipes)
		}
	}
	return flatPart(lines[:n], pipes)
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

func endsTable(lines []line) bool {
	for _, l := range lines[:min(len(lines), 8)] {
		if l.text == "|" {
			return false
		}
	}
	return true
}

func flatPart(lines []line, pipes int) (int, *document.Table) {
	if pipes < 4 {
		return 0, nil
	}
	t := flatTable(flatCells(withoutPages(lines), '|'))
	if len(t.Rows) < 2 {
		return len(lines), nil
	}
	return len(lines), t
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

// flatTable finds the rows in a run of cells. The header tells how many there
// are to a row; a row's number begins a row before that where empty cells were
// dropped; a second header begins a page.
func flatTable(cells []cell) *document.Table {
	for len(cells) > 0 && cells[0].text == "" {
		cells = cells[1:]
	}
	texts := make([]string, len(cells))
	for i, c := range cells {
		texts[i] = c.text
	}
	columns := headRun(texts)
	t := &document.Table{}
	if columns < 2 {
		return t
	}
	first, _ := columnRole(texts[0])
	numbered := first == ordinalNo
	var row document.Row
	flush := func() {
		if len(filled(row.Cells)) > 0 {
			t.Rows = append(t.Rows, row)
		}
		row = document.Row{}
	}
	for i, c := range cells {
		newPage := i > 0 && c.text == texts[0]
		full := len(row.Cells) >= columns && (!numbered || ordinalCell(c.text) || c.text == "")
		next := numbered && i >= columns && ordinalCell(c.text) && follows(row, c.text, columns)
		if newPage || full || next || i == columns {
			flush()
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
	return t
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

// cellLines reads a table whose cells, header first, stand on lines of their
// own with nothing between them.
func cellLines(lines []line) (int, *document.Table) {
	var head []string
	for _, l := range lines {
		if l.text == "" {
			continue
		}
		if len(l.text) > 80 || len(head) > 10 {
			break
		}
		if _, ok := columnRole(l.text); !ok {
			break
		}
		head = append(head, l.text)
	}
	if len(head) < 3 {
		return 0, nil
	}
	if r, _ := columnRole(head[0]); r != ordinalNo {
		return 0, nil
	}
	var cells []cell
	n := 0
	for i, l := range lines {
		if l.text == "" {
			continue
		}
		if m, rest := parseMark(l.text); m.Style != document.NoMark && rest != "" && m.Style != document.Dash && m.Style != document.Plus {
			break
		}
		cells = append(cells, cell{l.n, strings.Join(strings.Fields(l.text), " ")})
		n = i + 1
	}
	t := flatTable(cells)
	if len(t.Rows) < 2 {
		return 0, nil
	}
	return n, t
}
