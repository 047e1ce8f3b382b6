package report

import (
	"errors"
	"io"
	"math"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// exportXLSX writes a workbook: the plan as a table of Excel's, which can be
// sorted and filtered, and a sheet of figures.
func exportXLSX(w io.Writer, l *locale.Locale, x work.Exported) (err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	plan := l.Say("report.export.sheet.plan", nil)
	b := &workbook{File: f, l: l, styles: map[look]int{}}
	if err := f.SetSheetName(f.GetSheetName(0), plan); err != nil {
		return err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Title: cellText(x.Plan.Title), Creator: "Nhắc Việc"}); err != nil {
		return err
	}
	if err := b.plan(plan, x); err != nil {
		return err
	}
	if err := b.summary(x); err != nil {
		return err
	}
	return f.Write(w)
}

// workbook is one that is being written.
type workbook struct {
	*excelize.File
	l      *locale.Locale
	styles map[look]int
}

// plan streams the table into a sheet, so that a long plan takes no more memory
// than a short one.
func (b *workbook) plan(sheet string, x work.Exported) error {
	if err := b.printed(sheet); err != nil {
		return err
	}
	s, err := b.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	cols := columns()
	widths := make([]float64, len(cols))
	for i, c := range cols {
		widths[i] = c.width
		if err := s.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	top, err := b.planHead(s, x, cols, widths)
	if err != nil {
		return err
	}
	last := top
	for _, r := range rowsOf(b.l, x) {
		last++
		cells := make([]any, len(cols))
		for i, c := range cols {
			cells[i] = c.of(&r)
		}
		if err := b.row(s, last, cells, func(i int) look { return r.look(i, cols[i].key) }, widths...); err != nil {
			return err
		}
	}
	err = s.AddTable(&excelize.Table{Range: cellAt(1, top) + ":" + cellAt(len(cols), max(last, top+1)),
		Name: "plan", StyleName: "TableStyleLight9"})
	if err != nil {
		return err
	}
	return s.Flush()
}

// planHead writes the titles and, in the row that it returns, the header, which
// stays in sight.
func (b *workbook) planHead(s *excelize.StreamWriter, x work.Exported, cols []column, widths []float64) (top int, err error) {
	head := titles(b.l, x)
	top = len(head) + 2
	err = s.SetPanes(&excelize.Panes{Freeze: true, XSplit: 3, YSplit: top,
		TopLeftCell: cellAt(4, top+1), ActivePane: "bottomRight"})
	if err != nil {
		return top, err
	}
	for i, cells := range head {
		err := b.row(s, i+1, cells, func(int) look { return look{bold: i == 0, large: i == 0, align: "left"} })
		if err != nil {
			return top, err
		}
	}
	return top, b.row(s, top, headings(b.l, cols), func(int) look { return look{bold: true, wrap: true, align: "left"} }, widths...)
}

func headings(l *locale.Locale, cols []column) []any {
	out := make([]any, len(cols))
	for i, c := range cols {
		out[i] = l.Say(c.key, nil)
	}
	return out
}

// printed has a sheet printed across the paper, all its columns on one page.
func (b *workbook) printed(sheet string) error {
	landscape, a4, pages, fit := "landscape", 9, 0, true
	return errors.Join(
		b.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}),
		b.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToHeight: &pages}),
	)
}

func (b *workbook) row(s *excelize.StreamWriter, n int, values []any, as func(column int) look, widths ...float64) error {
	cells := make([]any, len(values))
	lines := 1
	for i, v := range values {
		l := as(i)
		value := xlsxCell(v, &l)
		if words, ok := value.(string); ok && l.wrap && i < len(widths) {
			lines = max(lines, wrappedLines(words, widths[i]))
		}
		style, err := b.style(l)
		if err != nil {
			return err
		}
		cells[i] = excelize.Cell{StyleID: style, Value: value}
		if l.large {
			lines = max(lines, 2)
		}
	}
	if lines == 1 {
		return s.SetRow(cellAt(1, n), cells)
	}
	return s.SetRow(cellAt(1, n), cells, excelize.RowOpts{Height: min(float64(lines)*lineHeight, maxHeight)})
}

// The height of a line and of a row at most, in points. A row is made as high
// as its words need: Excel would see to that by itself, other programs do not.
const (
	lineHeight = 15
	maxHeight  = 409
)

// wrappedLines is about how many lines words take in a column of so many letters.
func wrappedLines(words string, width float64) int {
	n := 0
	for l := range strings.SplitSeq(words, "\n") {
		n += max(1, int(math.Ceil(float64(text.Len(l))/(width*0.95))))
	}
	return n
}

// xlsxCell is a cell's value and says what form it has. A text is typed as
// text, whatever it begins with. A day that Excel does not know is text.
func xlsxCell(v any, l *look) any {
	switch v := v.(type) {
	case calendar.Date:
		if v.IsZero() {
			return nil
		}
		if !v.Valid() || v.Year <= 1900 || v.Year > 9999 {
			return v.String()
		}
		l.form = dayForm
		return time.Date(v.Year, v.Month, v.Day, 0, 0, 0, 0, time.UTC)
	case share:
		l.form = shareForm
		return float64(v) / 100
	case ref:
		return cellText(string(v))
	case string:
		if v == "" {
			return nil
		}
		return cellText(v)
	}
	return v
}

// cellAt names a cell, both counted from 1; columns and rows are our own, and
// never beyond Excel's.
func cellAt(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}
