package xlsx

import (
	"slices"
	"strings"

	"nhacviec/internal/intake/document"
)

// grid is what one sheet shows: its rows that have text, in order.
type grid struct {
	name       string
	rows       []*row
	hidden     []span       // columns that are not shown
	hiddenRows int          // with text in them
	unseen     map[int]bool // hidden columns with text in them
}

// row is a row with text. Its cells are few and far between.
type row struct {
	number int // as the sheet numbers it, from 1
	cells  []cell
	gap    bool // empty rows stand before it
	doubts []cellDoubt
}

// cell is one text.
type cell struct {
	column int // from 1
	text   string
	filled bool // by a merged cell that begins in another column or row
}

type cellDoubt struct{ key, text string }

// span is a range of columns or rows, its ends included.
type span struct{ from, to int }

func (s span) holds(n int) bool { return s.from <= n && n <= s.to }

func (g *grid) isHidden(column int) bool {
	return slices.ContainsFunc(g.hidden, func(s span) bool { return s.holds(column) })
}

// add puts a cell into the last row, or notes that it is not shown.
func (g *grid) add(r *row, c cell) {
	if strings.TrimSpace(c.text) == "" {
		return
	}
	if g.isHidden(c.column) {
		g.unseen[c.column] = true
		return
	}
	r.cells = append(r.cells, c)
}

func (g *grid) hiddenColumns() int { return len(g.unseen) }

// shownColumns are the columns that have text, in order; the empty ones
// between them keep tables apart on paper and mean nothing.
func (g *grid) shownColumns() []int {
	seen := map[int]bool{}
	for _, r := range g.rows {
		for _, c := range r.cells {
			seen[c.column] = true
		}
	}
	out := make([]int, 0, len(seen))
	for c := range seen {
		out = append(out, c)
	}
	slices.Sort(out)
	return out
}

// holdsTable reports whether a sheet has rows of several cells, rather than
// notes.
func (g *grid) holdsTable() bool {
	wide := 0
	for _, r := range g.rows {
		if len(r.cells) >= 3 {
			wide++
		}
	}
	return wide >= 2
}

// line writes a row's cells under the columns that the sheet uses.
func (r *row) line(columns []int, budget *document.Budget) ([]string, error) {
	if len(r.cells) == 0 {
		return nil, nil
	}
	if err := budget.Lines(len(columns)); err != nil {
		return nil, err
	}
	out := make([]string, len(columns))
	for _, c := range r.cells {
		at, _ := slices.BinarySearch(columns, c.column)
		out[at] = c.text
	}
	return out, nil
}

// at returns the text of a column, "" where the row has none there.
func (r *row) at(column int) string {
	for _, c := range r.cells {
		if c.column == column {
			return c.text
		}
	}
	return ""
}

// texts counts the cells with a text of their own.
func (r *row) texts() int {
	n := 0
	for _, c := range r.cells {
		if !c.filled {
			n++
		}
	}
	return n
}
