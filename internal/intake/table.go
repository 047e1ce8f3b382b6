package intake

import (
	"context"
	"slices"
	"strings"

	"nhacviec/internal/intake/document"
)

// tableReader reads the rows of one table as sections, tasks and activities.
type tableReader struct {
	*builder
	outer   scope // around the table
	section scope // of the rows being read
	cols    columns
	head    []string  // the header's cells
	fresh   bool      // the row before was the header
	above   *rowTask  // the row before, which a ditto mark repeats
	lead    string    // of the task before
	open    *openTask // whose activities may follow
	place   int       // among the tasks of the section
	from    int       // the tasks made before this table
	rows    []document.Row
	group   string // the row's, from a column of groups
	grouped bool   // the last row without a lead was a heading

	groupsNumbered bool // the numbers are those of the groups
}

// table reads the rows of a table. One without a header goes on with the
// columns of the table before it where it has as many; else its cells tell.
func (b *builder) table(ctx context.Context, t *document.Table, sc scope) error {
	r := &tableReader{builder: b, outer: sc, section: sc, from: len(b.made), rows: t.Rows}
	if !headed(t.Rows) {
		if r.cols = b.cols; r.cols.width == 0 || width(t.Rows) != r.cols.width {
			r.cols = r.guess(t.Rows)
		}
	}
	for _, row := range t.Rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(b.made) > maxTasks {
			return b.tooMany()
		}
		r.read(row)
		b.follow.wasRow()
	}
	r.close()
	b.cols = r.cols
	return nil
}

func headed(rows []document.Row) bool {
	for _, r := range rows {
		if _, ok := readHeader(r.Cells); ok {
			return true
		}
	}
	return false
}

func width(rows []document.Row) int {
	n := 0
	for _, r := range rows {
		n = max(n, len(r.Cells))
	}
	return n
}

func (r *tableReader) read(row document.Row) {
	if r.header(row.Cells) || r.cols.width == 0 || numbersRow(row.Cells) {
		return
	}
	r.fresh = false
	if title, number, ok := sectionRow(row.Cells, r.cols); ok && !r.goesOn(row.Cells, title) {
		r.close()
		r.enterSection(title, number, row.Line)
		return
	}
	r.readTask(row)
}

// header takes a row as the header, or as its second line.
func (r *tableReader) header(cells []string) bool {
	if r.fresh {
		if both, ok := secondHeader(r.head, cells); ok {
			if c, ok := readHeader(both); ok {
				r.cols, r.head = c, both
				return true
			}
		}
	}
	c, ok := readHeader(cells)
	if ok {
		r.cols, r.head, r.fresh = c, cells, true
		r.groupsNumbered = numbersGroups(r.rows, c)
	}
	return ok
}

// sectionRow reports whether a row is a heading: one filled cell beside its
// number, which may go over all columns.
func sectionRow(cells []string, cols columns) (title, number string, ok bool) {
	rest := cells
	if len(cells) > 0 && ordinalCell(cells[0]) {
		number, rest = strings.Trim(cells[0], "().- "), cells[1:]
	}
	f := filled(rest)
	if len(f) == 0 || slices.ContainsFunc(f, func(s string) bool { return s != f[0] }) {
		return "", "", false
	}
	f[0] = oneLine(f[0])
	if m, text := parseMark(f[0]); number == "" && m.Label != "" && text != "" {
		return text, m.Label, true
	}
	numeric := number != "" && number[0] >= '0' && number[0] <= '9'
	if numeric && !isUpper(f[0]) && cols.width > 2 {
		return "", "", false
	}
	return f[0], number, true
}

// goesOn reports whether a lone cell is an activity of the task before it, not
// a heading: it has a bullet or a letter, or stands in the task's column and
// begins with what to do.
func (r *tableReader) goesOn(cells []string, text string) bool {
	if r.open == nil || isUpper(text) {
		return false
	}
	if bullet, _ := bulletOff(text); bullet || len(cells) > 1 && belowMark(cells[0]) {
		return true
	}
	at := r.cols.at(contents)
	if at < 0 {
		at = r.cols.at(taskText)
	}
	column := at < len(cells) && oneLine(cells[at]) == text
	return column && r.cols.at(contents) == at ||
		column && r.numbered() && !topicHead.MatchString(fold(text)) && verbAt(text, r.units.plain) == 0
}

// belowMark reports whether a number cell marks what stands below a numbered
// row: a bullet or a small letter.
func belowMark(s string) bool {
	s = strings.Trim(s, "().")
	return s == "-" || s == "+" || s == "*" || s == "•" || len(s) == 1 && 'a' <= s[0] && s[0] <= 'z' || s == "đ"
}

func (r *tableReader) numbered() bool { return r.cols.at(ordinalNo) >= 0 }

func (r *tableReader) enterSection(title, number string, line int) {
	n := &node{Block: document.Block{Kind: document.Heading, Text: title, Line: line, Mark: document.Mark{Style: document.Roman, Label: number}}, rank: 20}
	it := r.readItem(n, r.outer)
	if r.groupDeadline(it, r.section) || totals.MatchString(fold(title)) {
		return
	}
	r.section = r.enter(it, r.outer)
	if number == "" {
		r.section.section = r.outer.section
	}
	r.place = 0
}
