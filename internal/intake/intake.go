// Package intake turns a plan as people write it into a draft that can be
// looked over and imported. A reader turns a format into one neutral Document;
// rules, which see nothing but the Document, turn that into a work.Draft.
package intake

import (
	"context"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// DefaultMaxBytes bounds a text file: more than a thousand printed pages.
const DefaultMaxBytes = 8 << 20

// Options is what a document cannot say about itself.
type Options struct {
	Year       int           // overrides the document's year; 0 = as the document says
	Today      calendar.Date // the day the plan is read, for "from now on"; zero = unknown
	MonthFirst bool          // dates are 12/31 rather than 31/12
	MaxBytes   int           // largest file read; 0 = DefaultMaxBytes
}

// Read turns a file's bytes into a draft plan. The reader is chosen by the
// content first and by the ending of name second. Errors are *work.Error with
// one of Keys, or ctx's error.
func Read(ctx context.Context, name string, data []byte, opt Options) (work.Draft, error) {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = DefaultMaxBytes
	}
	doc, err := open(name, data, opt.MaxBytes)
	if err != nil {
		return work.Draft{}, err
	}
	return Rules(ctx, doc, opt)
}

// Rules turns a neutral document into a draft plan. It fails with
// KeyNoTasks where nothing in the document asks anybody for anything.
func Rules(ctx context.Context, doc Document, opt Options) (work.Draft, error) {
	b := newBuilder(doc, opt)
	root := outline(doc)
	if err := b.build(ctx, root); err != nil {
		return work.Draft{}, err
	}
	if len(b.draft.Tasks) == 0 {
		return work.Draft{}, work.E(work.Invalid, KeyNoTasks, work.Args{"name": doc.Name})
	}
	return b.draft, nil
}
