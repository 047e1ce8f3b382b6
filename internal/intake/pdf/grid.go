package pdf

import (
	"cmp"
	"slices"

	"nhacviec/internal/intake/pdf/pdfium"
)

// Lengths in points.
const (
	sameLine  = 2.0 // lines so near are one: a border drawn twice
	touching  = 4.0 // ends so near meet
	minBorder = 5.0 // shorter is no border
	minCell   = 7.0 // cells are no smaller on the average: that is squared paper or a drawing

	maxMeetings = 4_000_000 // pairs of lines to compare: a drawing has more, a table never
)

// line is a border: level at y from x0 to x1, or upright at x from y0 to y1,
// as at, from, to.
type border struct{ at, from, to float64 }

// grid is a ruled table on a page: the lines between its columns and rows, and
// which of them are drawn where.
type grid struct {
	xs, ys         []float64
	level, upright []border
}

func (g grid) top() float64    { return g.ys[0] }
func (g grid) bottom() float64 { return g.ys[len(g.ys)-1] }
func (g grid) columns() int    { return len(g.xs) - 1 }
func (g grid) rows() int       { return len(g.ys) - 1 }

// gridsOf finds the tables that are drawn with lines, from the top down. A
// frame of one cell or one column is none.
func gridsOf(rules []pdfium.Rule) []grid {
	var level, upright []border
	for _, r := range rules {
		if r.X1-r.X0 > r.Y1-r.Y0 {
			level = append(level, border{r.Y0, r.X0, r.X1})
		} else {
			upright = append(upright, border{r.X0, r.Y0, r.Y1})
		}
	}
	level, upright = joined(level), joined(upright)
	if len(level)*len(upright) > maxMeetings {
		return nil
	}
	var out []grid
	for _, g := range components(level, upright) {
		if g.lay(); g.columns() >= 2 && g.rows() >= 1 && g.legible() {
			out = append(out, g)
		}
	}
	slices.SortFunc(out, func(a, b grid) int { return cmp.Compare(a.top(), b.top()) })
	return outermost(out)
}

// joined puts together the pieces of which borders are drawn, cell by cell.
func joined(pieces []border) []border {
	slices.SortFunc(pieces, func(a, b border) int { return cmp.Compare(a.at, b.at) })
	var out []border
	for begin := 0; begin < len(pieces); {
		end := begin + 1
		for end < len(pieces) && pieces[end].at-pieces[begin].at <= sameLine {
			end++
		}
		out = append(out, along(pieces[begin:end])...)
		begin = end
	}
	return slices.DeleteFunc(out, func(b border) bool { return b.to-b.from < minBorder })
}

// along joins the pieces of one line that touch.
func along(pieces []border) []border {
	slices.SortFunc(pieces, func(a, b border) int { return cmp.Compare(a.from, b.from) })
	var out []border
	for _, p := range pieces {
		if n := len(out); n > 0 && p.from-out[n-1].to <= touching {
			out[n-1].to = max(out[n-1].to, p.to)
		} else {
			out = append(out, p)
		}
	}
	return out
}

// components are the borders that meet, a grid each.
func components(level, upright []border) []grid {
	parent := make([]int, len(level)+len(upright))
	for i := range parent {
		parent[i] = i
	}
	for i, h := range level {
		for j, v := range upright {
			if within(h.at, v) && within(v.at, h) {
				parent[root(parent, len(level)+j)] = root(parent, i)
			}
		}
	}
	byRoot := map[int]int{}
	var out []grid
	at := func(i int) *grid {
		r := root(parent, i)
		k, ok := byRoot[r]
		if !ok {
			k = len(out)
			byRoot[r], out = k, append(out, grid{})
		}
		return &out[k]
	}
	for i, h := range level {
		g := at(i)
		g.level = append(g.level, h)
	}
	for j, v := range upright {
		g := at(len(level) + j)
		g.upright = append(g.upright, v)
	}
	return out
}

func root(parent []int, i int) int {
	for parent[i] != i {
		parent[i] = parent[parent[i]]
		i = parent[i]
	}
	return i
}

func within(at float64, b border) bool { return at >= b.from-touching && at <= b.to+touching }

// lay finds where the columns and rows are. A table without borders at its
// sides has cells there all the same.
func (g *grid) lay() {
	for _, v := range g.upright {
		g.xs = append(g.xs, v.at)
		g.ys = append(g.ys, v.from, v.to)
	}
	for _, h := range g.level {
		g.ys = append(g.ys, h.at)
		g.xs = append(g.xs, h.from, h.to)
	}
	if len(g.upright) == 0 || len(g.level) == 0 {
		g.xs, g.ys = []float64{0}, []float64{0}
		return
	}
	g.xs, g.ys = apart(g.xs), apart(g.ys)
}

// legible reports whether the cells have room for text.
func (g *grid) legible() bool {
	return g.bottom()-g.top() >= minCell*float64(g.rows()) && g.xs[g.columns()]-g.xs[0] >= minCell*float64(g.columns())
}

// apart keeps one of values that are nearly the same.
func apart(values []float64) []float64 {
	slices.Sort(values)
	out := values[:1]
	for _, v := range values[1:] {
		if v-out[len(out)-1] > touching {
			out = append(out, v)
		}
	}
	return out
}

// outermost leaves out the tables that stand in a cell of another: their text
// is the cell's.
func outermost(grids []grid) []grid {
	var out []grid
	for i, g := range grids {
		inside := slices.ContainsFunc(grids, func(o grid) bool {
			return o.top() < g.top() && g.bottom() < o.bottom() && o.xs[0] < g.xs[0] && g.xs[g.columns()] < o.xs[o.columns()]
		})
		if !inside {
			out = append(out, grids[i])
		}
	}
	return out
}

// wallRight reports whether a border is drawn to the right of a cell.
func (g grid) wallRight(r, c int) bool {
	return drawn(g.upright, g.xs[c+1], (g.ys[r]+g.ys[r+1])/2)
}

// wallBelow reports whether a border is drawn below a cell.
func (g grid) wallBelow(r, c int) bool {
	return drawn(g.level, g.ys[r+1], (g.xs[c]+g.xs[c+1])/2)
}

func drawn(borders []border, at, middle float64) bool {
	for _, b := range borders {
		if b.at >= at-touching && b.at <= at+touching && b.from <= middle && middle <= b.to {
			return true
		}
	}
	return false
}

// merged gives each cell the number of the first cell of those it is merged
// with, row by row.
func (g grid) merged() []int {
	parent := make([]int, g.rows()*g.columns())
	for i := range parent {
		parent[i] = i
	}
	join := func(a, b int) {
		a, b = root(parent, a), root(parent, b)
		parent[max(a, b)] = min(a, b)
	}
	for r := range g.rows() {
		for c := range g.columns() {
			i := r*g.columns() + c
			if c+1 < g.columns() && !g.wallRight(r, c) {
				join(i, i+1)
			}
			if r+1 < g.rows() && !g.wallBelow(r, c) {
				join(i, i+g.columns())
			}
		}
	}
	for i := range parent {
		parent[i] = root(parent, i)
	}
	return parent
}
