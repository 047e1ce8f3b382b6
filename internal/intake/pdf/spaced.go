package pdf

import (
	"strings"
	"unicode"
)

// White space of tables without lines, in parts of the font's size.
const (
	headerGutter = 0.8  // between the words of two columns in the header
	leastGutter  = 0.5  // what must be left of it in all rows
	sameRow      = 1.35 // lines of one row stand no farther apart than this, beside the nearest two
)

const (
	leastSpacedRows = 4 // lines with text in several columns
	maxCrossing     = 2 // lines one after another that run over the columns: a section
)

// gutter is white space from the top of a table to its end.
type gutter struct{ from, to float64 }

// spacedTable reads a table that is set in at least three columns of white
// space, and begins at the first of rows with its header. n is how many lines
// it has, 0 where there is none.
func spacedTable(page int, rows []row) (t table, n int) {
	gutters := guttersOf(rows[0])
	if len(gutters) < 2 {
		return table{}, 0
	}
	several, crossing := 1, 0
	crossed := map[int]bool{}
	n = 1
	for i := 1; i < len(rows) && rows[i].base-rows[i-1].base <= zoneGap*rows[i].size; i++ {
		narrowed, fits := narrow(gutters, rows[i])
		if !fits {
			crossed[i] = true
			if crossing++; crossing > maxCrossing {
				break
			}
			continue
		}
		gutters = narrowed
		switch first, last := columnAt(gutters, rows[i].words[0]), columnAt(gutters, rows[i].words[len(rows[i].words)-1]); {
		case first != last:
			several++
			n, crossing = i+1, 0
		case first > 0 && crossing == 0:
			n = i + 1
		}
	}
	if several < leastSpacedRows {
		return table{}, 0
	}
	t = table{page: page, spaced: true}
	t.xs = append(t.xs, rows[0].left())
	for _, g := range gutters {
		t.xs = append(t.xs, (g.from+g.to)/2)
	}
	t.xs = append(t.xs, rows[0].right())
	t.ys = []float64{rows[0].base, rows[n-1].base}
	t.cells = spacedCells(rows[:n], gutters, crossed)
	return t, n
}

// guttersOf are the wide gaps of a header. A header has short cells: a line of
// prose with tabs has not.
func guttersOf(r row) []gutter {
	var out []gutter
	for i := 1; i < len(r.words); i++ {
		if a, b := r.words[i-1].right, r.words[i].left; b-a >= headerGutter*r.size {
			out = append(out, gutter{a, b})
		}
	}
	return out
}

// narrow takes the words of a line off the gutters. It does not fit where one
// is closed.
func narrow(gutters []gutter, r row) ([]gutter, bool) {
	out := make([]gutter, len(gutters))
	for i, g := range gutters {
		best := gutter{}
		from := g.from
		for _, w := range r.words {
			if w.right <= from || w.left >= g.to {
				continue
			}
			if w.left-from > best.to-best.from {
				best = gutter{from, w.left}
			}
			from = w.right
		}
		if g.to-from > best.to-best.from {
			best = gutter{from, g.to}
		}
		if best.to-best.from < leastGutter*r.size {
			return nil, false
		}
		out[i] = best
	}
	return out, true
}

// columnAt is the column in which a word stands.
func columnAt(gutters []gutter, w word) int {
	for i, g := range gutters {
		if w.left < (g.from+g.to)/2 {
			return i
		}
	}
	return len(gutters)
}

// spacedCells puts the lines of a table without borders into rows.
func spacedCells(rows []row, gutters []gutter, crossed map[int]bool) [][]string {
	lines := make([][]string, len(rows))
	for i, r := range rows {
		lines[i] = make([]string, len(gutters)+1)
		for _, w := range r.words {
			c := columnAt(gutters, w)
			lines[i][c] = strings.TrimSpace(lines[i][c] + " " + w.text)
		}
		if crossed[i] {
			lines[i] = section(r, len(gutters)+1)
		}
	}
	begins := rowStart(rows, lines)
	var out [][]string
	for i, cells := range lines {
		if i == 0 || crossed[i] != crossed[i-1] || !crossed[i] && begins(i) {
			out = append(out, cells)
			continue
		}
		last := out[len(out)-1]
		for c, more := range cells {
			last[c] = joinCell(last[c], more)
		}
	}
	return out
}

// section is a line that runs over the columns: one cell, beside its number.
func section(r row, columns int) []string {
	cells := make([]string, columns)
	text := r.text()
	number, rest, found := strings.Cut(text, " ")
	if found && ordinal.MatchString(number) {
		cells[0], cells[1] = number, strings.TrimSpace(rest)
	} else {
		cells[0] = text
	}
	return cells
}

// rowStart tells whether a line begins a row: by its number, or where rows have
// none, by the space above it.
func rowStart(rows []row, lines [][]string) func(i int) bool {
	numbers, firsts := 0, 0
	nearest := 0.0
	for i := 1; i < len(lines); i++ {
		if lines[i][0] != "" {
			firsts++
		}
		if ordinal.MatchString(lines[i][0]) {
			numbers++
		}
		if d := rows[i].base - rows[i-1].base; nearest == 0 || d < nearest {
			nearest = d
		}
	}
	if numbers*2 >= firsts {
		return func(i int) bool { return ordinal.MatchString(lines[i][0]) }
	}
	return func(i int) bool {
		return lines[i][0] != "" && (rows[i].base-rows[i-1].base > sameRow*nearest || filled(lines[i]) == len(lines[i]))
	}
}

func filled(cells []string) int {
	n := 0
	for _, c := range cells {
		if c != "" {
			n++
		}
	}
	return n
}

// joinCell puts the next line of a cell to those before it. Without borders
// nothing tells how wide the cell is, so its writer's lines are known by their
// marks alone.
func joinCell(before, more string) string {
	switch {
	case before == "":
		return more
	case more == "":
		return before
	case listMark.MatchString(more) && strings.IndexFunc(more, unicode.IsUpper) >= 0, strings.HasSuffix(before, ";"):
		return before + "\n" + more
	}
	return before + " " + more
}
