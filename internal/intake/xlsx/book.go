package xlsx

import (
	"context"
	"encoding/xml"
	"errors"
	"io"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
)

// maxSheets bounds the sheets that are read; Excel itself stops at what its
// memory holds.
const maxSheets = 200

// book is what all sheets of a workbook share.
type book struct {
	archive *container.Archive
	sheets  []sheet
	since   epoch
	strings []string
	formats []format // by the number of a cell's style
	budget  document.Budget
}

// sheet is one sheet by name.
type sheet struct {
	name   string
	part   string
	hidden bool
}

func openBook(ctx context.Context, a *container.Archive) (*book, error) {
	b := &book{archive: a, since: since1900}
	main := a.Main()
	all, err := a.Relations(ctx, main)
	if err != nil {
		return nil, err
	}
	parts := map[string]string{}
	for _, r := range all {
		parts[r.ID] = r.Target
		switch r.Type {
		case "sharedStrings":
			err = b.readStrings(ctx, r.Target)
		case "styles":
			err = b.readStyles(ctx, r.Target)
		}
		if err != nil {
			return nil, err
		}
	}
	return b, b.readSheets(ctx, main, parts)
}

// readSheets reads the workbook's list of sheets (ECMA-376 part 1, 18.2.20).
func (b *book) readSheets(ctx context.Context, main string, parts map[string]string) error {
	return b.each(ctx, main, func(_ *container.XML, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if truth(attr(e, "date1904")) {
				b.since = since1904
			}
		case "sheet":
			state := attr(e, "state")
			part := parts[attr(e, "id")]
			if len(b.sheets) < maxSheets && b.archive.Has(part) {
				b.sheets = append(b.sheets, sheet{name: attr(e, "name"), part: part, hidden: state == "hidden" || state == "veryHidden"})
			}
		}
		return nil
	})
}

// each calls f with every element of a part. One that is not there has none.
func (b *book) each(ctx context.Context, part string, f func(*container.XML, xml.StartElement) error) error {
	if !b.archive.Has(part) {
		return nil
	}
	x, err := b.archive.XML(ctx, part)
	if err != nil {
		return err
	}
	defer x.Close()
	for {
		t, err := x.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if e, ok := t.(xml.StartElement); ok {
			if err := f(x, e); err != nil {
				return err
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func truth(s string) bool { return s == "1" || s == "true" }
