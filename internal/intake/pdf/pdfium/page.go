package pdfium

import (
	"context"
	"math"

	"github.com/tetratelabs/wazero/api"
)

// Page is what stands on one page, turned so that its text is upright. Lengths
// are points, x from the left edge and y from the top.
type Page struct {
	Width, Height float64
	Glyphs        []Glyph // in the order in which they are drawn
	Rules         []Rule
	Pictures      int
	Unknown       int // glyphs whose font does not say which letters they are
}

// Glyph is a letter where it is drawn.
type Glyph struct {
	Rune        rune
	Left, Right float64 // from where the pen stood to where it moved
	Base        float64 // y of the line it stands on
	Size        float64 // of the font, as drawn
}

// Rule is a straight line, level or upright: X0 ≤ X1 and Y0 ≤ Y1, and either
// pair is equal.
type Rule struct{ X0, Y0, X1, Y1 float64 }

// Bounds of one page. A page of small print has 10,000 letters.
const (
	maxGlyphs  = 200_000
	maxObjects = 200_000
	maxRules   = 20_000
)

// Page reads the page at index i, from 0. A page that is not there or cannot be
// read fails with ErrDamaged, and so do all after it.
func (d *Document) Page(ctx context.Context, i int) (Page, error) {
	g := d.guest
	if err := ctx.Err(); err != nil {
		return Page{}, err
	}
	page := g.call("FPDF_LoadPage", d.handle, api.EncodeI32(int32(i))) // #nosec G115 -- below Pages
	if g.err != nil {
		return Page{}, g.err
	}
	if page == 0 {
		return Page{}, ErrDamaged
	}
	sheet := d.sheet(page)
	text := g.call("FPDFText_LoadPage", page)
	out := d.glyphs(text, sheet)
	d.objects(page, &out, sheet)
	g.call("FPDFText_ClosePage", text)
	g.call("FPDF_ClosePage", page)
	return out.upright(), g.err
}

// box is a rectangle in a file's own coordinates, y from the bottom.
type box struct{ left, top, right, bottom float64 }

func (d *Document) sheet(page uint64) box {
	d.guest.call("FPDF_GetPageBoundingBox", page, d.guest.slot(0))
	return d.guest.box()
}

// box reads an FS_RECTF.
func (g *guest) box() box { return box{g.float32(0), g.float32(1), g.float32(2), g.float32(3)} }

// drawn is a page whose text may run in any of four directions.
type drawn struct {
	sheet  box
	glyphs [4][]Glyph // by quarter turns against the clock
	rules  []Rule
	Page
}

// glyphs reads a page's letters, in place of their boxes' corners as if the
// text ran upwards on a page of the sheet's own turn.
func (d *Document) glyphs(text uint64, sheet box) drawn {
	g, out := d.guest, drawn{sheet: sheet}
	n := min(int(api.DecodeI32(g.call("FPDFText_CountChars", text))), maxGlyphs)
	for i := range n {
		at := api.EncodeI32(int32(i)) // #nosec G115 -- below maxGlyphs
		if g.err != nil || g.call("FPDFText_IsGenerated", text, at) == 1 {
			continue
		}
		turn, skewed := quarter(-float64(api.DecodeF32(g.call("FPDFText_GetCharAngle", text, at)))) // it counts with the clock
		if skewed {
			continue // a watermark
		}
		letter, known := d.letter(text, at)
		if !known {
			out.Unknown++
		}
		g.call("FPDFText_GetLooseCharBox", text, at, g.slot(0))
		b := g.box()
		size := d.size(text, at)
		g.call("FPDFText_GetCharOrigin", text, at, g.slot(0), g.slot(1))
		if x, y := g.float64(0), g.float64(1); letter != 0 && sheet.holds(x, y) {
			glyph := sheet.glyph(letter, b, x, y, turn)
			glyph.Size = size
			out.glyphs[turn] = append(out.glyphs[turn], glyph)
		}
	}
	return out
}

// size is a font's size as drawn, in points.
func (d *Document) size(text, at uint64) float64 {
	g := d.guest
	size := api.DecodeF64(g.call("FPDFText_GetFontSize", text, at))
	if g.call("FPDFText_GetMatrix", text, at, g.slot(0)) == 1 {
		size *= math.Hypot(g.float32(2), g.float32(3))
	}
	return math.Abs(size)
}

// letter is a glyph's letter, 0 where it is none that can be read. PDFium
// writes 2 and U+FFFE for a hyphen that ends a line.
func (d *Document) letter(text, at uint64) (_ rune, known bool) {
	r := api.DecodeI32(d.guest.call("FPDFText_GetUnicode", text, at))
	known = d.guest.call("FPDFText_HasUnicodeMapError", text, at) != 1
	switch {
	case r == 2 || r == 0xFFFE:
		return '-', true
	case r < ' ' || r == 0xFFFD || r > 0x10FFFF:
		return 0, known && r != 0xFFFD
	}
	return r, known
}

// quarter reads an angle in radians as quarter turns.
func quarter(angle float64) (turn int, skewed bool) {
	turns := angle / (math.Pi / 2)
	return (int(math.Round(turns))%4 + 4) % 4, math.Abs(turns-math.Round(turns)) > 0.1
}

func (b box) holds(x, y float64) bool {
	return x >= b.left-1 && x <= b.right+1 && y >= b.bottom-1 && y <= b.top+1
}

// glyph turns a letter's box so that its text runs to the right.
func (b box) glyph(letter rune, of box, x, y float64, turn int) Glyph {
	x0, _ := b.point(of.left, of.bottom, turn)
	x1, _ := b.point(of.right, of.top, turn)
	x, y = b.point(x, y, turn)
	right := max(x0, x1)
	return Glyph{Rune: letter, Left: min(x, right), Right: right, Base: y}
}

// point turns a point of the file so that text turned that often is upright,
// and counts y from the top.
func (b box) point(x, y float64, turn int) (float64, float64) {
	switch turn {
	case 1:
		return y - b.bottom, x - b.left
	case 2:
		return b.right - x, y - b.bottom
	case 3:
		return b.top - y, b.right - x
	}
	return x - b.left, b.top - y
}

// upright keeps what runs as most of the page's text does.
func (w drawn) upright() Page {
	turn := 0
	for t := range w.glyphs {
		if len(w.glyphs[t]) > len(w.glyphs[turn]) {
			turn = t
		}
	}
	p := w.Page
	p.Glyphs = w.glyphs[turn]
	p.Width, p.Height = w.sheet.right-w.sheet.left, w.sheet.top-w.sheet.bottom
	if turn%2 == 1 {
		p.Width, p.Height = p.Height, p.Width
	}
	for _, r := range w.rules {
		x0, y0 := w.sheet.point(r.X0, r.Y0, turn)
		x1, y1 := w.sheet.point(r.X1, r.Y1, turn)
		p.Rules = append(p.Rules, Rule{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)})
	}
	return p
}
