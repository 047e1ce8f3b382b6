// Package pdf reads PDF files with text: the lines of each page in reading
// order, and the tables that are drawn with lines.
package pdf

import (
	"context"
	"errors"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/intake/pdf/pdfium"
	"nhacviec/internal/work"
)

// Bounds of one file. A page takes 20 ms and 20 KB.
const (
	MaxBytes = 20 << 20
	maxPages = 1000
)

// The keys of the errors that Read returns; the caller adds the argument name.
const (
	KeyTooLarge = "intake.too_large"     // size, limit (both in bytes)
	KeyDamaged  = "intake.damaged"       //
	KeyPassword = "intake.password"      // G101 sees a secret where there is none
	KeyPictures = "intake.pdf_pictures"  // pages
	KeyNoText   = "intake.pdf_letters"   // the fonts do not say which letters they draw
	KeyPages    = "intake.pdf_too_many"  // pages, limit
	DoubtScans  = "doubt.pdf_some_scans" // pages, as "3, 5": these are pictures and were not read
)

// Keys lists the messages that no other reader has.
func Keys() []string { return []string{KeyPictures, KeyNoText, KeyPages, DoubtScans} }

// Prepare compiles what reads PDF files, once for the program: two seconds,
// which are not the time of whichever file comes first.
func Prepare() error { return pdfium.Prepare() }

// Read reads a file. Its blocks are lines as printed, for the caller to join.
// Errors are *work.Error with one of Keys or document's, or ctx's error.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	if len(data) > MaxBytes {
		return document.Document{}, work.E(work.TooLarge, KeyTooLarge, work.Args{"size": len(data), "limit": MaxBytes})
	}
	file, err := pdfium.Open(ctx, data)
	if err != nil {
		return document.Document{}, refusal(err)
	}
	defer file.Close()
	if n := file.Pages(); n > maxPages {
		return document.Document{}, work.E(work.TooLarge, KeyPages, work.Args{"pages": n, "limit": maxPages})
	}
	pages, found, err := readPages(ctx, file)
	if err != nil {
		return document.Document{}, refusal(err)
	}
	if err := found.refusal(file.Pages()); err != nil {
		return document.Document{}, err
	}
	dropFurniture(pages)
	doc, err := blocksOf(pages)
	if err == nil && found.scans != nil {
		doc.Doubts = append(doc.Doubts, found.doubt())
	}
	return doc, err
}

// refusal says what PDFium's errors mean to the reader.
func refusal(err error) error {
	var said *work.Error
	switch {
	case errors.Is(err, pdfium.ErrPassword):
		said = work.E(work.Invalid, KeyPassword, work.Args{})
	case errors.Is(err, pdfium.ErrDamaged), errors.Is(err, pdfium.ErrMemory):
		said = work.E(work.Invalid, KeyDamaged, work.Args{})
	default:
		return err
	}
	said.Cause = err
	return said
}
