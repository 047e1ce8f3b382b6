package xlsx

import (
	"slices"
	"strings"

	"nhacviec/internal/intake/document"
)

// maxMerges bounds the merged cells with a text in them, and maxAcross how many
// columns one is filled over; no table has more.
const (
	maxMerges = 50_000
	maxAcross = 64
)

// area is a merged cell.
type area struct{ rows, columns span }

// parseArea reads a reference such as "B3:B7".
func parseArea(ref string) (area, bool) {
	from, to, ok := strings.Cut(ref, ":")
	c1, r1, ok1 := parseRef(from)
	c2, r2, ok2 := parseRef(to)
	return area{span{r1, r2}, span{c1, c2}}, ok && ok1 && ok2 && r1 <= r2 && c1 <= c2
}

// parseRef reads a reference such as "XFD1048576".
func parseRef(ref string) (column, row int, ok bool) {
	i := 0
	for ; i < len(ref) && 'A' <= ref[i] && ref[i] <= 'Z' && i < 3; i++ {
		column = column*26 + int(ref[i]-'A'+1)
	}
	for ; i < len(ref) && '0' <= ref[i] && ref[i] <= '9' && row <= maxRows; i++ {
		row = row*10 + int(ref[i]-'0')
	}
	return column, row, i == len(ref) && 1 <= column && column <= maxColumns && 1 <= row && row <= maxRows
}

// merge writes the text of a merged cell into the cells that it covers, as a
// clerk reads it: one lead beside three rows is the lead of each, "Thời gian"
// over two columns is the head of both. A row with nothing but a merged cell
// and perhaps its number is a title or a section, which stays one cell; rows
// without a text of their own stay empty.
func (g *grid) merge(areas []area, budget *document.Budget) error {
	type fill struct {
		row  *row
		cell cell
	}
	var fills []fill
	for _, a := range areas {
		first := g.rowAt(a.rows.from)
		if first == nil {
			continue
		}
		text := first.at(a.columns.from)
		if text == "" {
			continue
		}
		begin, _ := slices.BinarySearchFunc(g.rows, a.rows.from, byNumber)
		for _, r := range g.rows[begin:] {
			if !a.rows.holds(r.number) {
				break
			}
			columns := span{a.columns.from, min(a.columns.to, a.columns.from+maxAcross)}
			if r.texts() <= 2 && r == first || first.texts() <= 2 && a.columns.to > a.columns.from {
				columns.to = columns.from
			}
			for c := columns.from; c <= columns.to; c++ {
				if r == first && c == columns.from || g.isHidden(c) {
					continue
				}
				if err := budget.Lines(1); err != nil {
					return err
				}
				if err := budget.Text(len(text)); err != nil {
					return err
				}
				fills = append(fills, fill{r, cell{column: c, text: text, filled: true}})
			}
		}
	}
	for _, f := range fills {
		if f.row.at(f.cell.column) == "" {
			f.row.cells = append(f.row.cells, f.cell)
		}
	}
	for _, r := range g.rows {
		slices.SortFunc(r.cells, func(a, b cell) int { return a.column - b.column })
	}
	return nil
}

func (g *grid) rowAt(number int) *row {
	if i, ok := slices.BinarySearchFunc(g.rows, number, byNumber); ok {
		return g.rows[i]
	}
	return nil
}

func byNumber(r *row, number int) int { return r.number - number }
