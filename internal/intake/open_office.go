package intake

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
	"nhacviec/internal/intake/docx"
	"nhacviec/internal/intake/pdf"
	"nhacviec/internal/intake/xlsx"
	"nhacviec/internal/work"
)

// zipped is a file whose format stands inside it.
const zipped = "zip"

// printed is the format of printed pages, on which paragraphs are lines.
const printed = "pdf"

// reader reads one office format. Its errors are *work.Error without the
// argument name, or ctx's.
type reader func(ctx context.Context, data []byte) (document.Document, error)

// readerOf is the reader of a format, nil where there is none yet.
func readerOf(kind string) reader {
	switch kind {
	case string(container.Docx):
		return docx.Read
	case printed:
		return pdf.Read
	case string(container.Xlsx):
		return xlsx.Read
	}
	return nil
}

// openOffice reads a format that knows paragraphs and tables.
func openOffice(ctx context.Context, name, kind string, data []byte) (document.Document, error) {
	if kind == zipped {
		archive, err := container.Open(data)
		if err != nil {
			return document.Document{}, withName(name, err)
		}
		kind = string(archive.Kind())
	}
	read := readerOf(kind)
	if read == nil {
		return document.Document{}, work.E(work.Invalid, KeyUnsupported,
			work.Args{"name": name, "kind": kind, "formats": formats})
	}
	doc, err := safely(ctx, read, data)
	if err != nil {
		return document.Document{}, withName(name, err)
	}
	if len(doc.Blocks) == 0 {
		return document.Document{}, work.E(work.Invalid, KeyEmpty, work.Args{"name": name})
	}
	doc.Name = name
	if _, ok := findExported(doc); ok {
		return doc, nil // its letters are as they were written
	}
	rankHeadings(doc.Blocks)
	return assemble(ctx, doc, kind == printed || broken(doc.Blocks))
}

// safely reads a file that may be made to break its reader, whose panic then
// is the file's damage and not the program's end.
func safely(ctx context.Context, read reader, data []byte) (doc document.Document, err error) {
	defer func() {
		if r := recover(); r != nil {
			broken := work.E(work.Invalid, container.KeyDamaged, work.Args{})
			broken.Cause = fmt.Errorf("intake: the reader panicked: %v", r)
			doc, err = document.Document{}, broken
		}
	}()
	return read(ctx, data)
}

// withName adds the file's name to an error of a reader, which does not know it.
func withName(name string, err error) error {
	e, ok := errors.AsType[*work.Error](err)
	if !ok {
		return err
	}
	said := *e
	said.Args = work.Args{"name": name}
	maps.Copy(said.Args, e.Args)
	return &said
}
