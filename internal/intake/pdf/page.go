package pdf

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"nhacviec/internal/intake/pdf/pdfium"
)

// page is what stands on one page: lines of text, and tables among them.
type page struct {
	width, height float64
	flow          []item // from the top down
}

// item is a line of text or a table.
type item struct {
	row   row
	table *table
}

func (i item) top() float64 {
	if i.table != nil {
		return i.table.top()
	}
	return i.row.base
}

// layOut finds a page's tables and lines.
func layOut(number int, p pdfium.Page) page {
	out := page{width: p.Width, height: p.Height}
	rest := p.Glyphs
	for _, g := range gridsOf(p.Rules) {
		t, outside, ok := g.fill(number, rest)
		if ok {
			rest = outside
			out.flow = append(out.flow, item{table: &t})
		}
	}
	out.addRows(number, withoutFootnotes(rowsOf(number, rest)))
	return out
}

// addRows puts lines between the tables that are drawn, which stand in the flow
// already, and sees what else is a table among them.
func (p *page) addRows(number int, rows []row) {
	drawn := p.flow
	p.flow = nil
	for _, t := range drawn {
		n, _ := slices.BinarySearchFunc(rows, t.top(), func(r row, y float64) int { return cmp.Compare(r.base, y) })
		p.flow = append(append(p.flow, itemsOf(number, rows[:n])...), t)
		rows = rows[n:]
	}
	p.flow = append(p.flow, itemsOf(number, rows)...)
}

// itemsOf finds the tables among lines that are set in columns of white space.
func itemsOf(number int, rows []row) []item {
	var out []item
	text := 0
	flush := func(end int) {
		for _, r := range columnsApart(rows[text:end]) {
			out = append(out, item{row: r})
		}
	}
	for i := 0; i < len(rows); {
		t, n := spacedTable(number, rows[i:])
		if n == 0 {
			i++
			continue
		}
		flush(i)
		out = append(out, item{table: &t})
		i += n
		text = i
	}
	flush(len(rows))
	return out
}

// noteText is the most that a footnote's letters measure beside the page's.
const noteText = 0.9

// withoutFootnotes leaves out the notes at a page's end, which are set smaller
// and begin with a mark.
func withoutFootnotes(rows []row) []row {
	var sizes []float64
	for _, r := range rows {
		sizes = append(sizes, r.size)
	}
	body := median(sizes)
	end := len(rows)
	for i := len(rows) - 1; i > 0 && rows[i].size <= noteText*body; i-- {
		if rows[i].note {
			end = i
		}
	}
	return rows[:end]
}

// columnsApart puts the lines of two columns, such as of a letterhead or a
// signature block, after one another: first the left column's, then the right's.
func columnsApart(rows []row) []row {
	var out []row
	for i := 0; i < len(rows); {
		n, gutter := columnZone(rows[i:])
		if n == 0 {
			out = append(out, joinMark(rows[i]))
			i++
			continue
		}
		out = append(out, side(rows[i:i+n], gutter, true)...)
		out = append(out, side(rows[i:i+n], gutter, false)...)
		i += n
	}
	return out
}

// zoneGap is how far apart the lines of a zone stand at the most, in parts of
// the font's size.
const zoneGap = 3.5

// columnZone counts the lines, from the first, that stand in two columns; gutter
// is the x between them. At least two lines have to show both columns.
func columnZone(rows []row) (n int, gutter float64) {
	if !twoColumns(rows[0]) {
		return 0, 0
	}
	both := 0
	from, to := rows[0].pieces[0].right, rows[0].pieces[1].left
	for i, r := range rows {
		if i > 0 && r.base-rows[i-1].base > zoneGap*r.size {
			break
		}
		left, right := from, to
		switch {
		case len(r.pieces) == 2 && twoColumns(r):
			left, right = max(from, r.pieces[0].right), min(to, r.pieces[1].left)
		case len(r.pieces) == 1 && r.right() <= to:
			left = max(from, r.right())
		case len(r.pieces) == 1 && r.left() >= from:
			right = min(to, r.left())
		default:
			right = left
		}
		if right-left < r.size/2 {
			break
		}
		from, to = left, right
		if len(r.pieces) == 2 {
			both, n = both+1, i+1
		} else if n == i && r.left() > to-1 {
			n = i + 1 // the right column may end later
		}
	}
	if both < 2 {
		return 0, 0
	}
	return n, (from + to) / 2
}

// twoColumns reports whether a line's two pieces may be of two columns, rather
// than a number or a label with a tab after it.
func twoColumns(r row) bool {
	if len(r.pieces) != 2 {
		return false
	}
	first := r.pieces[0].text
	return utf8.RuneCountInString(first) > 4 && !strings.HasSuffix(first, ":")
}

func side(rows []row, gutter float64, left bool) []row {
	var out []row
	for _, r := range rows {
		kept := slices.DeleteFunc(slices.Clone(r.pieces), func(p piece) bool { return (p.left < gutter) != left })
		if len(kept) > 0 {
			r.pieces = kept
			out = append(out, r)
		}
	}
	return out
}

// joinMark puts a list item's mark back before its text, from which a tab
// parts it.
func joinMark(r row) row {
	if len(r.pieces) < 2 || !listMark.MatchString(r.pieces[0].text+" ") && !ordinal.MatchString(r.pieces[0].text) {
		return r
	}
	if len(r.pieces) > 2 {
		return r // a table's row
	}
	first, second := r.pieces[0], r.pieces[1]
	r.pieces = []piece{{first.text + " " + second.text, first.left, second.right, first.firstWord}}
	return r
}
