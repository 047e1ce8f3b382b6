// Package intake turns a plan as people write it into a draft that can be
// looked over and imported. A reader turns a format into one neutral Document;
// rules, which see nothing but the Document, turn that into a work.Draft.
package intake

import (
	"context"
	"errors"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/document"
	"nhacviec/internal/intake/pdf"
	"nhacviec/internal/work"
)

// DefaultMaxBytes bounds a text file: more than a thousand printed pages.
// Readers of office formats have bounds of their own.
const DefaultMaxBytes = 8 << 20

// Bounds of one reading. What is beyond them is no plan that people keep, and
// would take the memory of those who have one; maxTime is what somebody waits
// for an answer. A cell of a table counts as a line.
const (
	maxTasks = 50_000
	maxLines = 200_000 // of plain text; document.Budget bounds other formats
	maxTime  = 30 * time.Second
)

// Options is what a document cannot say about itself.
type Options struct {
	Year       int           // overrides the document's year; 0 = as the document says
	Today      calendar.Date // the day the plan is read, for "from now on"; zero = unknown
	MonthFirst bool          // dates are 12/31 rather than 31/12
	MaxBytes   int           // largest file read; 0 = the bound of its format
	// Progress, where it is given, is told how many of the document's lines were
	// read, from the goroutine that reads.
	Progress func(done, total int)
}

// Read turns a file's bytes into a draft plan. The reader is chosen by the
// content first and by the ending of name second. A plan that was exported is
// read as it was, not by the rules. Errors are *work.Error with
// one of Keys, or ctx's error. Reading takes no longer than half a minute.
func Read(ctx context.Context, name string, data []byte, opt Options) (work.Draft, error) {
	if kind, _ := sniff(data); kind == printed {
		if err := pdf.Prepare(); err != nil {
			return work.Draft{}, err
		}
	}
	limited, cancel := context.WithTimeout(ctx, maxTime)
	defer cancel()
	doc, err := open(limited, name, data, opt.MaxBytes)
	if err != nil {
		return work.Draft{}, slow(ctx, name, err)
	}
	var d work.Draft
	if x, ok := findExported(doc); ok {
		d, err = x.draft(limited, opt)
	} else {
		d, err = Rules(limited, doc, opt)
	}
	return d, slow(ctx, name, err)
}

// slow turns the end of our own time, not the caller's, into KeyTooSlow.
func slow(ctx context.Context, name string, err error) error {
	if ctx.Err() == nil && errors.Is(err, context.DeadlineExceeded) {
		e := work.E(work.TooLarge, KeyTooSlow, work.Args{"name": name, "seconds": int(maxTime / time.Second)})
		e.Cause = err
		return e
	}
	return err
}

// Rules turns a neutral document into a draft plan. It fails with
// KeyNoTasks where nothing in the document asks anybody for anything.
func Rules(ctx context.Context, doc document.Document, opt Options) (work.Draft, error) {
	doc.Blocks = markRecords(doc.Blocks)
	b := newBuilder(doc, opt)
	doc.Blocks = markedActions(doc.Blocks)
	root := outline(doc)
	if err := b.build(ctx, root); err != nil {
		return work.Draft{}, err
	}
	if len(b.draft.Tasks) == 0 {
		return work.Draft{}, work.E(work.Invalid, KeyNoTasks, work.Args{"name": doc.Name})
	}
	return b.draft, nil
}
