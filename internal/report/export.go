package report

import (
	"fmt"
	"io"

	"nhacviec/internal/locale"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// Format is a kind of file that a plan is exported as; it is the file's ending.
type Format string

// The formats of Export.
const (
	XLSX Format = "xlsx"
	CSV  Format = "csv"
)

// Export writes a plan as a table, one thing a row: each task, below it its
// named results, its checklist and its activities. Intake reads the table back
// as the plan that it was.
func Export(w io.Writer, l *locale.Locale, x work.Exported, f Format) error {
	switch f {
	case XLSX:
		return exportXLSX(w, l, x)
	case CSV:
		return exportCSV(w, l, x)
	}
	return fmt.Errorf("report: no plan is exported as %q", f)
}

// nameLetters bounds a file's name; Slack and every file system take more.
const nameLetters = 60

// FileName is a name for an exported plan: its title in plain letters and the
// day, "ke-hoach-nam-2022-2022-03-01.xlsx".
func FileName(x work.Exported, f Format) string {
	name := ""
	for _, r := range text.Fold(x.Plan.Title) {
		switch {
		case len(name) >= nameLetters:
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			name += string(r)
		case name != "" && name[len(name)-1] != '-':
			name += "-"
		}
	}
	if name == "" {
		name = "plan"
	}
	if name[len(name)-1] != '-' {
		name += "-"
	}
	return name + x.AsOf.String() + "." + string(f)
}

// column is one column of the table.
type column struct {
	key   string  // of its heading in the catalogue
	width float64 // in Excel's letters
	of    func(r *row) any
}

// columns are the table's, in order. A cell is a string, an int, a share or a
// calendar.Date.
func columns() []column {
	return []column{
		{"report.export.column.ref", 9, func(r *row) any { return ref(r.task.Ref) }},
		{"report.export.column.kind", 11, func(r *row) any { return r.say(r.kind) }},
		{"report.export.column.title", 60, (*row).title},
		{"report.export.column.lead", 26, func(r *row) any { return r.lead }},
		{"report.export.column.coordinators", 30, (*row).coordinators},
		{"report.export.column.phrase", 22, func(r *row) any { return r.asked().Deadline.Phrase }},
		{"report.export.column.start", 12, func(r *row) any { return r.asked().Deadline.Start }},
		{"report.export.column.due", 12, func(r *row) any { return r.asked().Deadline.Due }},
		{"report.export.column.recurrence", 13, (*row).recurrence},
		{"report.export.column.target", 9, (*row).target},
		{"report.export.column.unit", 18, (*row).unit},
		{"report.export.column.rank", 18, func(r *row) any { return r.asked().Rank }},
		{"report.export.column.results", 36, func(r *row) any { return r.asked().Results }},
		{"report.export.column.state", 16, (*row).state},
		{"report.export.column.standing", 20, func(r *row) any { return r.standing() }},
		{"report.export.column.progress", 15, (*row).progress},
		{"report.export.column.assignee", 22, (*row).assignee},
		{"report.export.column.done_on", 12, func(r *row) any { return r.asked().DoneOn }},
	}
}

// ref is a task's number, which CSV marks as being no number to reckon with.
type ref string

// share is a percentage, 0–100.
type share int
