package pdfium

import (
	"math"

	"github.com/tetratelabs/wazero/api"
)

// Kinds of page objects and of path segments, fpdf_edit.h.
const (
	pathObject  = 2
	imageObject = 3
	formObject  = 5

	lineTo = 0
	moveTo = 2
)

const (
	maxDepth    = 8    // of forms within forms
	maxSegments = 5000 // of one path: more is a drawing
	thin        = 3.0  // points; a bar no thicker is a line
	straight    = 0.7  // points by which a line may lean
)

// matrix is an FS_MATRIX.
type matrix struct{ a, b, c, d, e, f float64 }

func (m matrix) point(x, y float64) (float64, float64) {
	return m.a*x + m.c*y + m.e, m.b*x + m.d*y + m.f
}

// then is the matrix of m first and n after it.
func (m matrix) then(n matrix) matrix {
	e, f := n.point(m.e, m.f)
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d, e, f,
	}
}

// objects reads the rules that a page draws and counts its pictures.
func (d *Document) objects(page uint64, out *drawn, sheet box) {
	n := d.guest.call("FPDFPage_CountObjects", page)
	w := walk{Document: d, out: out, sheet: sheet}
	for i := range min(n, maxObjects) {
		w.object(d.guest.call("FPDFPage_GetObject", page, i), matrix{a: 1, d: 1}, 0)
	}
}

// walk goes over a page's objects and into its forms.
type walk struct {
	*Document
	out   *drawn
	sheet box
	seen  int
}

func (w *walk) object(o uint64, above matrix, depth int) {
	w.seen++
	if w.guest.err != nil || o == 0 || w.seen > maxObjects {
		return
	}
	switch w.guest.call("FPDFPageObj_GetType", o) {
	case imageObject:
		w.out.Pictures++
	case pathObject:
		w.path(o, w.matrix(o).then(above))
	case formObject:
		if depth == maxDepth {
			return
		}
		m := w.matrix(o).then(above)
		n := api.DecodeI32(w.guest.call("FPDFFormObj_CountObjects", o))
		for i := range min(max(n, 0), maxObjects) {
			w.object(w.guest.call("FPDFFormObj_GetObject", o, api.EncodeI32(i)), m, depth+1)
		}
	}
}

func (w *walk) matrix(o uint64) matrix {
	g := w.guest
	if g.call("FPDFPageObj_GetMatrix", o, g.slot(0)) == 0 {
		return matrix{a: 1, d: 1}
	}
	return matrix{g.float32(0), g.float32(1), g.float32(2), g.float32(3), g.float32(4), g.float32(5)}
}

// path reads the lines of a path: those it strokes, and the bars it fills.
func (w *walk) path(o uint64, m matrix) {
	g := w.guest
	if g.call("FPDFPath_GetDrawMode", o, g.slot(0), g.slot(1)) == 0 {
		return
	}
	filled, stroked := g.int32(0) != 0, g.int32(2) != 0
	n := api.DecodeI32(g.call("FPDFPath_CountSegments", o))
	if n > maxSegments || !filled && !stroked {
		return
	}
	var part []point
	for i := range max(n, 0) {
		s := g.call("FPDFPath_GetPathSegment", o, api.EncodeI32(i))
		kind := g.call("FPDFPathSegment_GetType", s)
		g.call("FPDFPathSegment_GetPoint", s, g.slot(0), g.slot(0)+4)
		x, y := m.point(g.float32(0), g.float32(1))
		if kind == moveTo {
			w.part(part, stroked)
			part = part[:0]
		}
		part = append(part, point{x, y, kind == lineTo})
		if g.call("FPDFPathSegment_GetClose", s) == 1 {
			part = append(part, point{part[0].x, part[0].y, true})
		}
	}
	w.part(part, stroked)
}

type point struct {
	x, y float64
	line bool // a straight line leads here
}

// part reads one connected part of a path.
func (w *walk) part(points []point, stroked bool) {
	if len(points) < 2 {
		return
	}
	b := box{left: math.Inf(1), bottom: math.Inf(1), right: math.Inf(-1), top: math.Inf(-1)}
	for _, p := range points {
		b.left, b.right = min(b.left, p.x), max(b.right, p.x)
		b.bottom, b.top = min(b.bottom, p.y), max(b.top, p.y)
	}
	if min(b.right-b.left, b.top-b.bottom) <= thin {
		w.rule(b.left, b.bottom, b.right, b.top)
		return
	}
	for i := 1; stroked && i < len(points); i++ {
		if p, q := points[i-1], points[i]; q.line {
			if dx, dy := math.Abs(p.x-q.x), math.Abs(p.y-q.y); min(dx, dy) <= straight {
				w.rule(min(p.x, q.x), min(p.y, q.y), max(p.x, q.x), max(p.y, q.y))
			}
		}
	}
}

// rule notes a bar as the line through its middle, in the file's coordinates.
func (w *walk) rule(x0, y0, x1, y1 float64) {
	if len(w.out.rules) == maxRules || x1 < w.sheet.left || x0 > w.sheet.right || y1 < w.sheet.bottom || y0 > w.sheet.top {
		return
	}
	if x1-x0 > y1-y0 {
		y0 = (y0 + y1) / 2
		y1 = y0
	} else {
		x0 = (x0 + x1) / 2
		x1 = x0
	}
	w.out.rules = append(w.out.rules, Rule{x0, y0, x1, y1})
}
