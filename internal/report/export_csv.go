package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// mark tells Excel that a file is UTF-8.
const mark = "\uFEFF"

// exportCSV writes the table with commas between cells, as RFC 4180 says.
func exportCSV(w io.Writer, l *locale.Locale, x work.Exported) error {
	if _, err := io.WriteString(w, mark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	put := func(cells ...any) {
		record := make([]string, len(cells))
		for i, c := range cells {
			record[i] = csvCell(c)
		}
		_ = out.Write(record) // csv.Writer keeps its first error, which Error returns
	}
	for _, t := range titles(l, x) {
		put(t...)
	}
	cols := columns()
	cells := make([]any, len(cols))
	for i, c := range cols {
		cells[i] = l.Say(c.key, nil)
	}
	put(cells...)
	for _, r := range rowsOf(l, x) {
		for i, c := range cols {
			cells[i] = c.of(&r)
		}
		put(cells...)
	}
	out.Flush()
	return out.Error()
}

// titles are the rows above the table: the plan's title, its year, the day.
func titles(l *locale.Locale, x work.Exported) [][]any {
	out := [][]any{{x.Plan.Title}}
	if x.Plan.Year != 0 {
		out = append(out, []any{l.Say("report.export.year", nil), x.Plan.Year})
	}
	return append(out, []any{l.Say("report.export.as_of", nil), x.AsOf})
}

// csvCell writes a cell so that a spreadsheet program takes it for what it is:
// days in the one form that means the same everywhere, a number of a task not
// as a figure (1.10 is not 1.1, and 1-2 no day), a text never as a formula.
func csvCell(v any) string {
	switch v := v.(type) {
	case calendar.Date:
		return v.String()
	case int:
		return strconv.Itoa(v)
	case share:
		return strconv.Itoa(int(v)) + "%"
	case ref:
		return "#" + cellText(string(v))
	case string:
		return harmless(cellText(v))
	}
	return fmt.Sprint(v)
}

// harmless puts an apostrophe before what a spreadsheet program would take for
// a formula, and before what has one already, so that a reader can take exactly
// one off.
// Source: OWASP, CSV Injection.
func harmless(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r'", rune(s[0])) {
		return "'" + s
	}
	return s
}
