package report

import (
	"errors"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
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
	for i, c := range cols {
		if err := s.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	head := titles(b.l, x)
	top := len(head) + 2 // the header's row
	err = s.SetPanes(&excelize.Panes{Freeze: true, XSplit: 3, YSplit: top,
		TopLeftCell: cellAt(4, top+1), ActivePane: "bottomRight"})
	if err != nil {
		return err
	}
	for i, cells := range head {
		if err := b.row(s, i+1, cells, func(int) look { return look{bold: i == 0, large: i == 0} }); err != nil {
			return err
		}
	}
	if err := b.row(s, top, headings(b.l, cols), func(int) look { return look{bold: true, wrap: true} }); err != nil {
		return err
	}
	last := top
	cells := make([]any, len(cols))
	for _, r := range rowsOf(b.l, x) {
		last++
		for i, c := range cols {
			cells[i] = c.of(&r)
		}
		colour := r.colour()
		err := b.row(s, last, cells, func(i int) look {
			l := look{wrap: true, bold: r.kind == taskRow && i < 3}
			if key := cols[i].key; key == "report.export.column.state" || key == "report.export.column.standing" {
				l.colour = colour
			}
			return l
		})
		if err != nil {
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

func (b *workbook) row(s *excelize.StreamWriter, n int, values []any, as func(column int) look) error {
	cells := make([]any, len(values))
	for i, v := range values {
		l := as(i)
		value := xlsxCell(v, &l)
		style, err := b.style(l)
		if err != nil {
			return err
		}
		cells[i] = excelize.Cell{StyleID: style, Value: value}
	}
	return s.SetRow(cellAt(1, n), cells)
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
