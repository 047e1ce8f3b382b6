package pdf

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// gapLeading is how much more than the usual leading stands between paragraphs.
const gapLeading = 1.3

// setting is how a document is set: what its margins and its leading are. Pages
// of one width share theirs.
type setting struct {
	left, right map[int]float64 // by the page's width
	leading     float64         // baseline to baseline within a paragraph, in parts of the font's size
	column      float64         // points a column of white space stands for
}

// Lengths in points.
const (
	widthStep = 10 // pages that differ by less are of one width
	edge      = 15 // of the paper, on which no text is set
)

func widthOf(p page) int { return int(math.Round(p.width / widthStep)) }

// measure finds the margins and the leading of pages.
func measure(pages []page) setting {
	s := setting{left: map[int]float64{}, right: map[int]float64{}}
	rights := map[int][]float64{}
	var letters []float64
	for _, p := range pages {
		w := widthOf(p)
		for _, it := range p.flow {
			if it.table != nil {
				continue
			}
			if at, ok := s.left[w]; !ok || it.row.left() < at {
				s.left[w] = it.row.left()
			}
			rights[w] = append(rights[w], it.row.right())
			for _, c := range it.row.pieces {
				if n := utf8.RuneCountInString(c.text); n > 3 {
					letters = append(letters, (c.right-c.left)/float64(n))
				}
			}
		}
	}
	for w, all := range rights {
		s.right[w] = margin(all, float64(w)*widthStep)
	}
	s.column = columnWidth(letters)
	s.leading = s.usualLeading(pages)
	return s
}

// columnWidth is narrow enough for nearly every text to fit into the columns
// that it covers.
func columnWidth(letters []float64) float64 {
	if len(letters) == 0 {
		return 6
	}
	slices.Sort(letters)
	return max(letters[len(letters)/10], 1)
}

// leastMargin is how far right on a page its margin is at the least, as a part
// of its width: short lines alone do not tell where it is.
const leastMargin = 0.7

// margin is where the lines of pages of a width end at the most, but for what
// sticks out to the edge of the paper.
func margin(rights []float64, width float64) float64 {
	most := leastMargin * width
	for _, r := range rights {
		if r < width-edge {
			most = max(most, r)
		}
	}
	return most
}

// pushed reports whether the line after r began a new one because its first
// word found no room.
func (s setting) pushed(p page, r, next row) bool {
	return r.right()+r.space*r.size+next.pieces[0].firstWord > s.right[widthOf(p)]-1
}

// usualLeading is the middle of the leadings between lines that were broken.
func (s setting) usualLeading(pages []page) float64 {
	var all []float64
	for _, p := range pages {
		for i := 1; i < len(p.flow); i++ {
			a, b := p.flow[i-1], p.flow[i]
			if a.table == nil && b.table == nil && b.row.base > a.row.base && s.pushed(p, a.row, b.row) {
				all = append(all, (b.row.base-a.row.base)/max(b.row.size, 1))
			}
		}
	}
	if len(all) == 0 {
		return 1.5
	}
	return median(all)
}

// builder writes pages as blocks.
type builder struct {
	setting
	doc  document.Document
	line int
	last item // the one before, of whichever page
	have bool
	page page // of last
}

// blocksOf writes pages as a document's blocks, each line a block that says
// whether the printer broke it.
func blocksOf(pages []page) (document.Document, error) {
	b := builder{setting: measure(pages), doc: document.Document{Places: map[int]work.Place{}}}
	var budget document.Budget
	for number, p := range pages {
		for _, it := range p.flow {
			if err := b.add(&budget, number, p, it); err != nil {
				return document.Document{}, err
			}
		}
	}
	return b.doc, nil
}

func (b *builder) add(budget *document.Budget, number int, p page, it item) error {
	if it.table == nil {
		text := b.text(it.row)
		if err := budget.Lines(1); err != nil {
			return err
		}
		if err := budget.Text(len(text)); err != nil {
			return err
		}
		b.addLine(number, p, it, text)
		return nil
	}
	for _, cells := range it.table.cells {
		if err := budget.Lines(len(cells)); err != nil {
			return err
		}
		if err := budget.Text(len(strings.Join(cells, ""))); err != nil {
			return err
		}
	}
	b.addTable(number, p, it)
	return nil
}

func (b *builder) next(number int) int {
	b.line++
	b.doc.Places[b.line] = work.Place{Page: number + 1}
	return b.line
}

func (b *builder) addLine(number int, p page, it item, text string) {
	block := document.Block{Line: b.next(number), Text: text, Indent: b.columns(it.row.left() - b.left[widthOf(p)])}
	if b.have && b.last.table == nil {
		before := b.last.row
		if before.page == it.row.page && it.row.base > before.base {
			block.Gap = it.row.base-before.base > gapLeading*b.leading*max(it.row.size, 1)
		}
		block.Wrap = document.Ended
		if b.pushed(b.page, before, it.row) {
			block.Wrap = document.Pushed
		}
	}
	b.doc.Blocks = append(b.doc.Blocks, block)
	b.last, b.have, b.page = it, true, p
}

// columns is how many columns of white space a distance stands for.
func (b *builder) columns(distance float64) int {
	return min(max(int(math.Round(distance/b.column)), 0), 200)
}

// text writes a line with white space as wide as printed between its pieces, so
// that columns of lines below one another can be seen.
func (b *builder) text(r row) string {
	var out strings.Builder
	written := 0
	for i, p := range r.pieces {
		if i > 0 {
			n := max(b.columns(p.left-r.left())-written, 2)
			out.WriteString(strings.Repeat(" ", n))
			written += n
		}
		out.WriteString(p.text)
		written += utf8.RuneCountInString(p.text)
	}
	return out.String()
}

func (b *builder) addTable(number int, p page, it item) {
	next := *it.table
	if n := len(b.doc.Blocks); b.have && b.last.table != nil && next.goesOn(*b.last.table) {
		t := b.doc.Blocks[n-1].Table
		rows := next.after(rowsText(t))
		if rows.broken {
			mend(&t.Rows[len(t.Rows)-1], rows.cells[0])
			rows.cells = rows.cells[1:]
		}
		b.addRows(t, number, rows.cells)
		b.last = it
		return
	}
	t := &document.Table{}
	b.addRows(t, number, next.cells)
	b.doc.Blocks = append(b.doc.Blocks, document.Block{Kind: document.TableBlock, Line: t.Rows[0].Line, Table: t})
	b.last, b.have, b.page = it, true, p
}

func (b *builder) addRows(t *document.Table, number int, rows [][]string) {
	for _, cells := range rows {
		t.Rows = append(t.Rows, document.Row{Line: b.next(number), Cells: cells})
	}
}

func rowsText(t *document.Table) [][]string {
	out := make([][]string, len(t.Rows))
	for i, r := range t.Rows {
		out[i] = r.Cells
	}
	return out
}

// mend puts the rest of a row that the page's end broke to its beginning.
func mend(r *document.Row, rest []string) {
	for c, more := range rest {
		if more != "" {
			r.Cells[c] = strings.TrimSpace(r.Cells[c] + " " + more)
		}
	}
}
