package docx

import "nhacviec/internal/intake/document"

// maxColumns bounds the columns of a table's grid; Word itself has 63.
const maxColumns = 256

// table is w:tbl before it is laid out.
type table struct{ rows []row }

type row struct{ cells []cell }

// cell is w:tc: where it stands on the table's grid and what it holds.
type cell struct {
	at, span int
	merge    merge
	flow     flow
}

// merge says how a cell is merged with the one above.
type merge int

const (
	alone  merge = iota
	begins       // of a merged cell
	goesOn       // the middle or end of one
)

// table reads w:tbl.
func (r *reader) table(f *flow) error {
	t := &table{}
	page := r.page
	var each handler
	each = func(e element) error {
		switch e.name() {
		case "tr":
			return r.row(t)
		case "sdt":
			return r.control(each)
		case "AlternateContent":
			return r.alternate(each)
		case "ins", "moveTo", "customXml":
			return r.children(each)
		}
		return r.skip(e)
	}
	if err := r.children(each); err != nil {
		return err
	}
	if len(t.rows) > 0 {
		f.blocks = append(f.blocks, block{Block: document.Block{Kind: document.TableBlock, Gap: f.gap}, table: t, page: page})
		f.gap = false
	}
	return nil
}

// row reads w:tr. A row that was deleted or is hidden is no row.
func (r *reader) row(t *table) error {
	out, at, gone := row{}, 0, false
	var each handler
	each = func(e element) error {
		switch e.name() {
		case "trPr":
			return r.children(func(p element) error {
				switch p.name() {
				case "gridBefore":
					at = p.number("val", 0, maxColumns)
				case "del":
					gone = true
				case "hidden":
					gone = gone || p.on()
				}
				return r.skip(p)
			})
		case "tc":
			c, kept, err := r.cell(at)
			if kept {
				out.cells = append(out.cells, c)
				at = min(c.at+c.span, maxColumns)
			}
			return err
		case "sdt":
			return r.control(each)
		case "AlternateContent":
			return r.alternate(each)
		case "ins", "moveTo", "customXml":
			return r.children(each)
		}
		return r.skip(e)
	}
	if err := r.children(each); err != nil {
		return err
	}
	if !gone && len(out.cells) > 0 {
		t.rows = append(t.rows, out)
	}
	return nil
}

// cell reads w:tc, which begins at a column of the grid. One that was deleted
// is not kept.
func (r *reader) cell(at int) (c cell, kept bool, err error) {
	c = cell{at: at, span: 1, flow: flow{bare: true}}
	kept = true
	swallowed := false
	before := r.budget
	inside := r.content(&c.flow)
	err = r.children(func(e element) error {
		if e.name() != "tcPr" {
			return inside(e)
		}
		return r.children(func(p element) error {
			switch p.name() {
			case "gridSpan":
				c.span = max(1, p.number("val", 1, maxColumns))
			case "vMerge":
				c.merge = goesOn
				if p.val() == "restart" {
					c.merge = begins
				}
			case "hMerge": // of Word 97; the cell goes on with the one on its left
				swallowed = p.val() != "restart"
			case "cellDel":
				kept = false
			}
			return r.skip(p)
		})
	})
	if swallowed {
		c.flow = flow{}
	}
	if err == nil && r.budget == before {
		err = r.budget.Lines(1) // a cell without a paragraph is still one
	}
	if err != nil {
		return c, false, err
	}
	return c, kept, r.flush(&c.flow)
}
