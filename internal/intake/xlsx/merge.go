package xlsx

import (
	"slices"
	"strings"

	"nhacviec/internal/intake/document"
)

// maxMerges bounds the merged cells with a text in them; no table has more.
const maxMerges = 50_000

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

// fill is a cell to be written where a merged one covers it.
type fill struct {
	row  *row
	cell cell
}

// merge writes the text of a merged cell into the cells that it covers, as a
// clerk reads it: one lead beside three rows is the lead of each, "Thời gian"
// over two columns is the head of both. A row with nothing but a merged cell
// and perhaps its number is a title or a section, which stays one cell; rows
// and columns without a text of their own stay empty.
func (g *grid) merge(areas []area, budget *document.Budget) error {
	used := g.shownColumns()
	var fills []fill
	for _, a := range areas {
		more, err := g.covered(a, used, budget)
		if err != nil {
			return err
		}
		fills = append(fills, more...)
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

// covered are the cells that one merged cell covers, itself left out.
func (g *grid) covered(a area, used []int, budget *document.Budget) ([]fill, error) {
	begin, found := slices.BinarySearchFunc(g.rows, a.rows.from, byNumber)
	if !found {
		return nil, nil
	}
	first := g.rows[begin]
	text := first.at(a.columns.from)
	if text == "" {
		return nil, nil
	}
	if first.texts() <= 2 {
		a.columns.to = a.columns.from
	}
	var out []fill
	for _, r := range g.rows[begin:] {
		if !a.rows.holds(r.number) {
			break
		}
		left, _ := slices.BinarySearch(used, a.columns.from)
		for _, c := range used[left:] {
			if !a.columns.holds(c) {
				break
			}
			if r == first && c == a.columns.from {
				continue
			}
			if err := budget.Lines(1); err != nil {
				return nil, err
			}
			if err := budget.Text(len(text)); err != nil {
				return nil, err
			}
			out = append(out, fill{r, cell{column: c, text: text, filled: true}})
		}
	}
	return out, nil
}

func byNumber(r *row, number int) int { return r.number - number }
