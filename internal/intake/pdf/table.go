package pdf

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"nhacviec/internal/intake/pdf/pdfium"
)

// table is a ruled table with the text of its cells, a merged cell's in every
// row and column that it covers.
type table struct {
	grid
	page   int
	spaced bool // its columns are set apart by white space alone
	cells  [][]string
}

// maxCells bounds a table of one page: a sheet of small print has a thousand.
const maxCells = 50_000

// fill takes the letters that stand in a table, and returns those that do not.
func (g grid) fill(page int, glyphs []pdfium.Glyph) (table, []pdfium.Glyph, bool) {
	if g.rows()*g.columns() > maxCells {
		return table{}, glyphs, false
	}
	merged := g.merged()
	inside := make([][]pdfium.Glyph, len(merged))
	var rest []pdfium.Glyph
	for _, gl := range glyphs {
		r := slot(g.ys, gl.Base-0.3*gl.Size)
		c := slot(g.xs, (gl.Left+gl.Right)/2)
		if r < 0 || c < 0 {
			rest = append(rest, gl)
			continue
		}
		i := merged[r*g.columns()+c]
		inside[i] = append(inside[i], gl)
	}
	t := table{grid: g, page: page}
	texts := make([]string, len(merged))
	for i, gl := range inside {
		texts[i] = cellText(page, gl, g.widthOf(merged, i))
	}
	for r := range g.rows() {
		cells := rowCells(merged[r*g.columns():(r+1)*g.columns()], texts)
		if strings.Join(cells, "") != "" {
			t.cells = append(t.cells, cells)
		}
	}
	return t, rest, len(t.cells) > 0
}

// rowCells writes a row whose cells are merged as said. What is merged over
// columns stands in each, but in a row with nothing else besides a number: that
// is a section, which stays one cell.
func rowCells(merged []int, texts []string) []string {
	filled := 0
	for c, m := range merged {
		if texts[m] != "" && (c == 0 || merged[c-1] != m) {
			filled++
		}
	}
	cells := make([]string, len(merged))
	for c, m := range merged {
		if filled > 2 || c == 0 || merged[c-1] != m {
			cells[c] = texts[m]
		}
	}
	return cells
}

// slot is between which two of the ascending edges a value lies, -1 outside.
func slot(edges []float64, v float64) int {
	i, found := slices.BinarySearch(edges, v)
	if found {
		i++
	}
	if i == len(edges) {
		return -1
	}
	return i - 1
}

// widthOf is how far a merged cell reaches, from its first column's left edge.
func (g grid) widthOf(merged []int, first int) (right float64) {
	r, c := first/g.columns(), first%g.columns()
	for c+1 < g.columns() && merged[r*g.columns()+c+1] == first {
		c++
	}
	return g.xs[c+1]
}

// cellPadding is the white space that word processors leave inside a border.
const cellPadding = 5.4

// cellText writes a cell's lines: those that the printer broke on one, the
// writer's own apart.
func cellText(page int, glyphs []pdfium.Glyph, right float64) string {
	var out strings.Builder
	rows := rowsOf(page, glyphs)
	for i, r := range rows {
		text := r.text()
		if i > 0 {
			before := rows[i-1]
			if cellBreak(before.text(), text, before.right()+before.space*r.size+r.pieces[0].firstWord > right-cellPadding+1) {
				out.WriteByte('\n')
			} else {
				out.WriteByte(' ')
			}
		}
		out.WriteString(text)
	}
	return out.String()
}

var listMark = regexp.MustCompile(`^(?:[-–+•*]|\(?(?:\d{1,2}|[a-zđ])[.)])\s`)

// cellBreak reports whether the writer began a new line in a cell; pushed: the
// line before had no room for its first word.
func cellBreak(before, text string, pushed bool) bool {
	first, _ := utf8.DecodeRuneInString(text)
	switch {
	case listMark.MatchString(text):
		_, words, _ := strings.Cut(text, " ")
		after, _ := utf8.DecodeRuneInString(words)
		return !pushed || !strings.ContainsRune("-–+", first) || !unicode.IsLower(after)
	case pushed || unicode.IsLower(first):
		return false
	}
	return strings.ToUpper(before) != before || strings.ToUpper(text) != text || strings.HasSuffix(before, ";")
}

// ordinal is a row's number in its first cell.
var ordinal = regexp.MustCompile(`^\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]+|[a-zđ])[.)]?$`)

// goesOn reports whether a table at a page's top is the one before it, from the
// page before: the same columns in the same places.
func (t table) goesOn(before table) bool {
	if t.page != before.page+1 || len(t.xs) != len(before.xs) || t.spaced != before.spaced {
		return false
	}
	if t.spaced {
		return slices.Equal(t.cells[0], before.cells[0]) || ordinal.MatchString(t.cells[0][0])
	}
	for i := range t.xs {
		if d := t.xs[i] - before.xs[i]; d > touching || d < -touching {
			return false
		}
	}
	return true
}

// continuation is what a page adds to the table of the page before.
type continuation struct {
	cells  [][]string
	broken bool // the first row is the rest of the last one before
}

// after gives the rows that a table adds to those before it: without the
// header, where it is printed again.
func (t table) after(before [][]string) continuation {
	rows := t.cells
	for i := 0; len(rows) > 0 && i < min(len(before), 3) && slices.Equal(before[i], rows[0]); i++ {
		rows = rows[1:]
	}
	return continuation{rows, len(rows) > 0 && len(before) > 1 && brokenRow(before, rows[0])}
}

// brokenRow reports whether a row at a page's top goes on with the last of the
// page before: it has no number where rows are numbered, or begins in the
// middle of a sentence where they are not.
func brokenRow(rows [][]string, row []string) bool {
	numbered := 0
	for _, r := range rows {
		if ordinal.MatchString(r[0]) {
			numbered++
		}
	}
	if numbered*2 > len(rows)-1 {
		return row[0] == ""
	}
	for _, c := range row {
		if first, _ := utf8.DecodeRuneInString(c); c != "" {
			return unicode.IsLower(first)
		}
	}
	return false
}
