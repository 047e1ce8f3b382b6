package intake

import (
	"context"
	"regexp"
	"strings"

	"nhacviec/internal/intake/document"
)

// part is a stretch of lines that is running text, or a table.
type part struct {
	lines []line
	table *document.Table
}

// cutTables splits the lines where tables begin and end. Text keeps tables in
// five shapes: rows with "|", rows with tabs, columns of fixed width, cells on
// lines of their own, and a whole table on one line.
func cutTables(ctx context.Context, lines []line) ([]part, error) {
	var out []part
	text := 0
	for i := 0; i < len(lines); {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, t := tableAt(lines[i:])
		if t == nil {
			i += max(n, 1)
			continue
		}
		if i > text {
			out = append(out, part{lines: lines[text:i]})
		}
		out = append(out, part{table: t})
		i += n
		text = i
	}
	if text < len(lines) {
		out = append(out, part{lines: lines[text:]})
	}
	return out, nil
}

// tableAt reads a table that begins at the first of lines; n is the number of
// lines it took. Without a table, n lines are known to begin none.
func tableAt(lines []line) (n int, t *document.Table) {
	first := lines[0].text
	switch {
	case first == "":
		return 0, nil
	case first == "|":
		return 0, nil
	}
	if n, t := flatAt(lines); t != nil {
		return n, t
	}
	switch {
	case strings.Count(first, "|") >= 2:
		return pipeRows(lines, '|')
	case strings.Count(first, "\t") >= 2 && knownColumns(strings.Split(first, "\t")) >= 2:
		return pipeRows(lines, '\t')
	}
	return fixedColumns(lines)
}

// knownColumns counts the cells that are headings of columns.
func knownColumns(cells []string) int {
	n := 0
	for _, c := range cells {
		if _, ok := columnRole(c); ok && len(c) < 80 {
			n++
		}
	}
	return n
}

func splitCells(s string, sep rune) []string {
	s = strings.TrimSpace(s)
	if sep == '|' {
		s = strings.TrimSuffix(strings.TrimPrefix(s, "|"), "|")
	}
	cells := strings.Split(s, string(sep))
	for i := range cells {
		cells[i] = strings.Join(strings.Fields(cells[i]), " ")
	}
	return cells
}

var dashesRow = regexp.MustCompile(`^[\s|:+=_-]+$`)

// oneLineCells is the least number of cells on a line that is a whole table.
const oneLineCells = 12

// pipeRows reads rows of one line each. A row that the printer broke is put
// together again; a page number or an empty line between rows is no row.
func pipeRows(lines []line, sep rune) (int, *document.Table) {
	head := splitCells(lines[0].text, sep)
	if flat := headRun(head); flat >= 3 && len(head) >= oneLineCells && len(head) >= 2*flat {
		return 1, flatTable(flatCells(lines[:1], sep))
	}
	t, columns, n := &document.Table{}, len(head), 0
	for i := range lines {
		l := lines[i]
		if !strings.ContainsRune(l.text, sep) {
			if l.text == "" || isNoise(newView(headOf(l.text, 80)).low) {
				continue
			}
			if !rowGoesOn(lines[i:], sep, columns) || len(t.Rows) == 0 {
				break
			}
			last := &t.Rows[len(t.Rows)-1]
			last.Cells[len(last.Cells)-1] = join(last.Cells[len(last.Cells)-1], l.text)
			n = i + 1
			continue
		}
		n = i + 1
		if !dashesRow.MatchString(l.text) || strings.Contains(l.text, "| |") && !strings.Contains(l.text, "-") {
			appendRow(t, l.n, splitCells(l.text, sep), columns)
		}
	}
	if len(t.Rows) < 2 {
		return n, nil
	}
	return n, t
}

// rowGoesOn reports whether a line without separators is the middle of a
// broken row: a row follows it closely, and it begins nothing new.
func rowGoesOn(lines []line, sep rune, columns int) bool {
	if m, _ := parseMark(lines[0].text); m.Style != document.NoMark || isUpper(lines[0].text) || columns < 3 {
		return false
	}
	for _, l := range lines[1:min(len(lines), 4)] {
		if l.text == "" {
			return false
		}
		if strings.ContainsRune(l.text, sep) {
			return true
		}
	}
	return false
}

// appendRow appends a row, or the rest of the row before where that one was broken.
func appendRow(t *document.Table, n int, cells []string, columns int) {
	if len(t.Rows) > 0 && columns > 0 {
		last := &t.Rows[len(t.Rows)-1]
		have := len(last.Cells)
		if have < columns && have+len(cells)-1 <= columns && !beginsRow(cells) && knownColumns(last.Cells) < 2 && !sectionCells(last.Cells) {
			last.Cells[have-1] = join(last.Cells[have-1], cells[0])
			last.Cells = append(last.Cells, cells[1:]...)
			return
		}
	}
	t.Rows = append(t.Rows, document.Row{Line: n, Cells: cells})
}

func beginsRow(cells []string) bool { return ordinalCell(cells[0]) || len(filled(cells)) == 1 }

func sectionCells(cells []string) bool {
	f := filled(cells)
	return len(f) == 1 || len(f) == 2 && ordinalCell(cells[0])
}

func filled(cells []string) []string {
	var out []string
	for _, c := range cells {
		if c != "" {
			out = append(out, c)
		}
	}
	return out
}

func join(a, b string) string {
	switch {
	case a == "":
		return b
	case b == "":
		return a
	}
	return a + " " + strings.Join(strings.Fields(b), " ")
}

var ordinalText = regexp.MustCompile(`^(?:\(?\d{1,3}(?:\.\d{1,3}){0,3}\)?[.)]?|` + romanDigits + `\.?|[A-HK-Z][.)]?|[a-zđ][.)]|[-+*•])$`)

// ordinalCell reports whether a cell holds a row's number and nothing else.
func ordinalCell(s string) bool { return ordinalText.MatchString(s) }
