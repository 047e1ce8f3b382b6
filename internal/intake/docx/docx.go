// Package docx reads documents of Word, and of what writes its format (ECMA-376
// part 1, WordprocessingML): paragraphs and tables in reading order as they are
// printed, with list numbers counted, tracked changes accepted, and hidden text,
// comments, notes, headers and footers left out. It follows no reference out of
// the file: linked templates, embedded files and alternative content chunks are
// not opened, and a link is only its text.
package docx

import (
	"context"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
)

// Read reads a document. A Block's Line counts the paragraphs that are not
// empty and the rows of tables, and Places says which: paragraph, or row of its
// table, and the page where Word noted its breaks. A soft line break begins a
// paragraph. Cells hold their paragraphs apart with "\n", and a cell merged
// downwards is repeated in each row. Errors are *work.Error with a key of container or document, or ctx's.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	archive, err := container.Open(data)
	if err != nil {
		return document.Document{}, err
	}
	r := &reader{ctx: ctx, archive: archive, page: 1}
	if r.styles, err = readStyles(ctx, archive); err != nil {
		return document.Document{}, err
	}
	if r.lists, err = readLists(ctx, archive, r.styles); err != nil {
		return document.Document{}, err
	}
	f := &flow{}
	if err := r.body(f); err != nil {
		return document.Document{}, err
	}
	return r.finish(f)
}

// reader is the reading of one document.
type reader struct {
	ctx     context.Context // of the call that the reading belongs to
	archive *container.Archive
	walker
	styles styles
	lists  *lists
	budget document.Budget
	fields []bool // of the fields that are open, whether each is at its result
	page   int    // counted by the breaks that Word noted when it last laid the document out
	paged  bool   // such a break was met
}

// body reads the document's own part.
func (r *reader) body(f *flow) error {
	x, err := r.archive.XML(r.ctx, r.archive.Main())
	if err != nil {
		return err
	}
	defer x.Close()
	r.walker = walker{x}
	return r.root(func(e element) error {
		if e.name() == "body" {
			return r.children(r.content(f))
		}
		return r.skip(e)
	})
}

// content reads what may stand where paragraphs do.
func (r *reader) content(f *flow) handler {
	var each handler
	each = func(e element) error {
		switch e.name() {
		case "p":
			return r.paragraph(f)
		case "tbl":
			return r.table(f)
		case "sdt":
			return r.control(each)
		case "AlternateContent":
			return r.alternate(each)
		case "ins", "moveTo", "customXml", "smartTag":
			return r.children(each)
		}
		return r.skip(e)
	}
	return each
}

// control reads a structured document tag. A table of contents repeats the
// headings, and a placeholder is not what anybody wrote: both are left out.
func (r *reader) control(each handler) error {
	dropped := false
	return r.children(func(e element) error {
		switch {
		case e.name() == "sdtPr":
			return r.children(func(p element) error {
				switch p.name() {
				case "showingPlcHdr":
					dropped = dropped || p.on()
				case "docPartObj":
					return r.children(func(g element) error {
						dropped = dropped || g.name() == "docPartGallery" && g.val() == "Table of Contents"
						return r.skip(g)
					})
				}
				return r.skip(p)
			})
		case e.name() == "sdtContent" && !dropped:
			return r.children(each)
		}
		return r.skip(e)
	})
}
