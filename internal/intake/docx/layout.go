package docx

import (
	"strings"

	"nhacviec/internal/intake/document"
)

// frames reports whether a table only frames what it holds: it has one column,
// or a table of its own inside that is large enough to be the real one.
func (t *table) frames() bool {
	widest := 0
	for _, r := range t.rows {
		widest = max(widest, len(r.cells))
		for _, c := range r.cells {
			for _, b := range c.flow.blocks {
				if b.table != nil && len(b.table.rows) > 1 && b.table.columns() > 2 {
					return true
				}
			}
		}
	}
	return widest == 1
}

// columns is the usual number of cells of a row: the most frequent one, and the
// larger of two that are equally frequent.
func (t *table) columns() int {
	rows := map[int]int{}
	best := 0
	for _, r := range t.rows {
		n := len(r.cells)
		rows[n]++
		if rows[n] > rows[best] || rows[n] == rows[best] && n > best {
			best = n
		}
	}
	return min(best, maxColumns)
}

// grid writes the cells of each row under those of the rows that have the
// usual number. A cell that spans columns stands in the first of them; one
// that is merged downwards is repeated, which is taken from the budget.
func (t *table) grid(budget *document.Budget) ([][]string, error) {
	width := t.columns()
	usual := t.usual(width)
	var out [][]string
	var above []string
	for _, r := range t.rows {
		if err := budget.Lines(max(0, width-len(r.cells))); err != nil {
			return nil, err
		}
		cells := make([]string, width)
		for i, c := range r.cells {
			at := i
			if len(r.cells) != width {
				at = columnAt(usual, c)
			}
			words, err := c.words(budget, at, above)
			if err != nil {
				return nil, err
			}
			cells[at] = joinLines(cells[at], words)
		}
		out = append(out, cells)
		above = cells
	}
	return out, nil
}

// words is the text of a cell in a column, or of the one above that it goes on with.
func (c *cell) words(budget *document.Budget, at int, above []string) (string, error) {
	if c.merge == goesOn && at < len(above) && above[at] != "" {
		return above[at], budget.Text(len(above[at]))
	}
	return c.flow.text(budget)
}

// usual is the first row that has the usual number of cells.
func (t *table) usual(width int) row {
	for _, r := range t.rows {
		if len(r.cells) == width {
			return r
		}
	}
	return row{}
}

// columnAt is the column whose place on the grid a cell begins in, by the cells
// of the usual row.
func columnAt(usual row, c cell) int {
	for i := len(usual.cells) - 1; i > 0; i-- {
		if usual.cells[i].at <= c.at {
			return i
		}
	}
	return 0
}

// text is a flow on lines, as a cell shows it. A table inside is a line a row.
func (f *flow) text(budget *document.Budget) (string, error) {
	var lines []string
	for _, b := range f.blocks {
		if b.table == nil {
			lines = append(lines, strings.TrimSpace(b.Label+" "+b.Text))
			continue
		}
		rows, err := b.table.grid(budget)
		if err != nil {
			return "", err
		}
		for _, cells := range rows {
			lines = append(lines, onOneLine(cells))
			if err := budget.Text(len(lines[len(lines)-1])); err != nil {
				return "", err
			}
		}
	}
	return strings.Join(lines, "\n"), nil
}

// onOneLine joins the filled cells of a row.
func onOneLine(cells []string) string {
	var out []string
	for _, c := range cells {
		if c != "" {
			out = append(out, strings.ReplaceAll(c, "\n", "; "))
		}
	}
	return strings.Join(out, "; ")
}

func joinLines(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "\n" + b
}
