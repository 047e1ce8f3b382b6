package docx

import (
	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// finish counts the lines of a document and lays its tables out.
func (r *reader) finish(f *flow) (document.Document, error) {
	if err := r.flush(f); err != nil {
		return document.Document{}, err
	}
	c := &counter{budget: &r.budget, paged: r.paged}
	c.doc.Places = map[int]work.Place{}
	err := c.add(f.blocks)
	return c.doc, err
}

// counter counts paragraphs and rows as lines, and paragraphs by themselves.
type counter struct {
	doc        document.Document
	budget     *document.Budget
	paged      bool
	line       int
	paragraphs int
}

// next counts a line, which is in a row of a table or, where that is 0, a
// paragraph.
func (c *counter) next(page, row int) int {
	c.line++
	at := work.Place{Row: row}
	if row == 0 {
		c.paragraphs++
		at.Paragraph = c.paragraphs
	}
	if c.paged {
		at.Page = page
	}
	c.doc.Places[c.line] = at
	return c.line
}

func (c *counter) add(blocks []block) error {
	for _, b := range blocks {
		var err error
		switch {
		case b.table != nil && b.table.frames():
			err = c.unframe(b.table)
		case b.table != nil:
			err = c.layOut(b)
		case b.Text != "":
			b.Line = c.next(b.page, 0)
			c.doc.Blocks = append(c.doc.Blocks, b.Block)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// unframe adds what the cells of a table hold as if the table were not there.
func (c *counter) unframe(t *table) error {
	for _, r := range t.rows {
		for _, cell := range r.cells {
			if cell.merge == goesOn {
				continue
			}
			if err := c.add(cell.flow.blocks); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *counter) layOut(b block) error {
	rows, err := b.table.grid(c.budget)
	if err != nil {
		return err
	}
	b.Table = &document.Table{}
	for i, cells := range rows {
		line := c.next(b.table.rows[i].page(b.page), i+1)
		b.Table.Rows = append(b.Table.Rows, document.Row{Line: line, Cells: cells})
	}
	b.Line = b.Table.Rows[0].Line
	c.doc.Blocks = append(c.doc.Blocks, b.Block)
	return nil
}

// page is the page on which a row begins.
func (r row) page(otherwise int) int {
	for _, c := range r.cells {
		if len(c.flow.blocks) > 0 {
			return c.flow.blocks[0].page
		}
	}
	return otherwise
}
