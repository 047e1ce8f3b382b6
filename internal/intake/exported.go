package intake

import (
	"context"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// exported is a table that this program wrote, found in a document.
type exported struct {
	doc   document.Document
	words vocabulary
	at    map[string]int // name of a column → its place
	above []document.Row
	rows  []document.Row
}

// The names of the columns that the reader asks for.
const (
	colRef          = "ref"
	colKind         = "kind"
	colTitle        = "title"
	colLead         = "lead"
	colCoordinators = "coordinators"
	colPhrase       = "phrase"
	colStart        = "start"
	colDue          = "due"
	colRecurrence   = "recurrence"
	colTarget       = "target"
	colUnit         = "unit"
	colRank         = "rank"
	colResults      = "results"
	colState        = "state"
	colProgress     = "progress"
	colAssignee     = "assignee"
	colDoneOn       = "done_on"
)

// maxAbove is how far down the header row is looked for: rows may have been put
// above it.
const maxAbove = 30

// leastColumns are how many of our headings a header row has at least. Columns
// that do not matter may have been deleted, all but the kind and the title.
const leastColumns = 4

// findExported looks for a table that was exported. Its rows are read as they
// are: the rules for what people write would only guess at what it says.
func findExported(doc document.Document) (*exported, bool) {
	for _, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		for i, r := range b.Table.Rows[:min(len(b.Table.Rows), maxAbove)] {
			x, ok := exportedHeader(r.Cells)
			if !ok {
				continue
			}
			x.doc, x.above, x.rows = doc, b.Table.Rows[:i], b.Table.Rows[i+1:]
			if x.kinds() {
				return x, true
			}
		}
	}
	return nil, false
}

func exportedHeader(cells []string) (*exported, bool) {
	if len(cells) < leastColumns {
		return nil, false
	}
	for _, v := range vocabularies() {
		at := map[string]int{}
		for i, c := range cells {
			if name := v.means[exportedColumn][text.Fold(c)]; name != "" {
				if _, twice := at[name]; !twice {
					at[name] = i
				}
			}
		}
		_, kind := at[colKind]
		_, title := at[colTitle]
		if kind && title && len(at) >= leastColumns {
			return &exported{words: v, at: at}, true
		}
	}
	return nil, false
}

// kinds reports whether the rows say in our words what they are: a header
// alone may be anybody's.
func (x *exported) kinds() bool {
	known, others := 0, 0
	for _, r := range x.rows {
		switch k := x.cell(r, colKind); {
		case x.words.means[exportedKind][text.Fold(k)] != "":
			known++
		case k != "":
			others++
		}
	}
	return known > others
}

// has reports whether the table still has a column.
func (x *exported) has(column string) bool {
	_, ok := x.at[column]
	return ok
}

// cell is what a row says in a column, "" where it or the column is not there.
func (x *exported) cell(r document.Row, column string) string {
	i, ok := x.at[column]
	if !ok || i >= len(r.Cells) {
		return ""
	}
	return strings.TrimSpace(text.NFC(r.Cells[i]))
}

// means is the name of what a word says, "" where it is none of ours.
func (x *exported) means(group, word string) string {
	return x.words.means[group][text.Fold(word)]
}

// draft reads the table.
func (x *exported) draft(ctx context.Context, opt Options) (work.Draft, error) {
	r := &exportedReader{exported: x, opt: opt, monthFirst: opt.MonthFirst}
	r.draft.Title, r.draft.Year = x.heading()
	r.draft.Places, r.draft.Doubts = x.doc.Places, x.doc.Doubts
	if opt.Year != 0 {
		r.draft.Year = opt.Year
	}
	if r.draft.Year == 0 {
		r.draft.Year = planYear(r.draft.Title, x.doc)
	}
	if r.draft.Year == 0 {
		r.draft.Year = opt.Today.Year
		r.doubt(&r.draft.Doubts, DoubtNoYear, 0, "", work.Args{"year": r.draft.Year})
	}
	if x.doc.Encoding != "" {
		r.doubt(&r.draft.Doubts, DoubtEncoding, 0, "", work.Args{"encoding": x.doc.Encoding})
	}
	if err := r.read(ctx); err != nil {
		return work.Draft{}, err
	}
	if len(r.draft.Tasks) == 0 {
		return work.Draft{}, work.E(work.Invalid, KeyNoTasks, work.Args{"name": x.doc.Name})
	}
	return r.draft, nil
}

// heading reads the plan's title and year from the rows above the table.
func (x *exported) heading() (title string, year int) {
	for _, r := range x.above {
		f := filled(r.Cells)
		switch {
		case len(f) > 1 && text.Fold(f[0]) == x.words.year:
			year = atoi(strings.TrimSpace(f[1]))
		case len(f) > 0 && title == "" && len(r.Cells[0]) > 0:
			title = strings.TrimSpace(text.NFC(f[0]))
		}
	}
	return title, year
}
