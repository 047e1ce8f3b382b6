// Package xlsx reads workbooks of Excel and of what writes its format. It
// streams the markup with encoding/xml: a sheet of 100 kB can hold cells so far
// apart that a library which builds the sheet in memory takes gigabytes.
package xlsx

import (
	"context"
	"regexp"
	"strings"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// Read reads every visible sheet, in order, as one table with its title rows
// above the header and its notes below the last row. Where several sheets hold
// tables each stands under a heading with the sheet's name. A cell is what
// Excel shows, but days are written YYYY-MM-DD and months MM/YYYY. Formulas
// are never computed: their stored value is read.
//
// Its errors are *work.Error with a key of container or of document.Budget,
// without the argument name, or ctx's.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	a, err := container.Open(data)
	if err != nil {
		return document.Document{}, err
	}
	b, err := openBook(ctx, a)
	if err != nil {
		return document.Document{}, err
	}
	var grids []*grid
	for _, s := range b.sheets {
		if s.hidden {
			continue
		}
		g, err := b.read(ctx, s)
		if err != nil {
			return document.Document{}, err
		}
		if len(g.rows) > 0 {
			grids = append(grids, g)
		}
	}
	return b.document(grids)
}

// writer puts sheets into a document.
type writer struct {
	doc     document.Document
	line    int
	several bool // sheets have something in them
	budget  document.Budget
}

func (b *book) document(grids []*grid) (document.Document, error) {
	w := &writer{several: len(grids) > 1}
	w.doc.Places = map[int]work.Place{}
	if names := b.hiddenSheets(); len(names) > 0 {
		w.doubt(DoubtHiddenSheets, 0, "", work.Args{"count": len(names), "names": strings.Join(names, ", ")})
	}
	tables := 0
	for _, g := range grids {
		if g.holdsTable() {
			tables++
		}
	}
	for _, g := range grids {
		if err := w.sheet(g, tables > 1 && g.holdsTable()); err != nil {
			return document.Document{}, err
		}
	}
	return w.doc, nil
}

// defaultName is what programs call a sheet that nobody named.
var defaultName = regexp.MustCompile(`(?i)^(?:sheet|trang tính|trang|feuille|tabelle)\s*\d*$`)

func (w *writer) sheet(g *grid, headed bool) error {
	if headed && !defaultName.MatchString(g.name) {
		n := w.next(g, 0)
		w.doc.Blocks = append(w.doc.Blocks, document.Block{Kind: document.Heading, Line: n, Level: 2, Text: g.name, Gap: true})
	}
	t := &document.Table{}
	columns := g.shownColumns()
	for _, r := range g.rows {
		n := w.next(g, r.number)
		for _, d := range r.doubts {
			w.doubt(d.key, n, d.text, work.Args{})
		}
		cells, err := r.line(columns, &w.budget)
		if err != nil {
			return err
		}
		if len(cells) > 0 {
			t.Rows = append(t.Rows, document.Row{Line: n, Cells: cells, Gap: r.gap})
		}
	}
	if len(t.Rows) > 0 {
		w.doc.Blocks = append(w.doc.Blocks, document.Block{Kind: document.TableBlock, Line: t.Rows[0].Line, Table: t})
	}
	if g.hiddenRows > 0 {
		w.doubt(DoubtHiddenRows, 0, "", work.Args{"sheet": g.name, "count": g.hiddenRows})
	}
	if n := g.hiddenColumns(); n > 0 {
		w.doubt(DoubtHiddenColumns, 0, "", work.Args{"sheet": g.name, "count": n})
	}
	return nil
}

// next numbers a row of the workbook, 0 for a sheet's name.
func (w *writer) next(g *grid, row int) int {
	w.line++
	p := work.Place{Row: row}
	if w.several || row == 0 {
		p.Sheet = g.name
	}
	w.doc.Places[w.line] = p
	return w.line
}

// maxDoubts bounds the cells of one file that are doubted one by one.
const maxDoubts = 200

func (w *writer) doubt(key string, line int, text string, args work.Args) {
	if len(w.doc.Doubts) < maxDoubts {
		w.doc.Doubts = append(w.doc.Doubts, work.Doubt{Message: work.Message{Key: key, Args: args}, Line: line, Text: text})
	}
}

func (b *book) hiddenSheets() []string {
	var names []string
	for _, s := range b.sheets {
		if s.hidden {
			names = append(names, s.name)
		}
	}
	return names
}
