package report

import (
	"github.com/xuri/excelize/v2"

	"nhacviec/internal/work"
)

// form is how a value is shown.
type form int

const (
	plainForm form = iota
	dayForm
	shareForm
)

// look is what a cell looks like.
type look struct {
	form              form
	bold, large, wrap bool
	align             string // left, center; "" = as the program does
	colour            string // of the letters, RRGGBB; "" = black
}

// The colours of a row's states, dark enough to be read on white; the words
// beside them say the same.
const (
	red   = "B42318"
	amber = "93590D"
	green = "1F6B3B"
	grey  = "5F6670"
)

// look is what the cell of a row looks like in the i-th column, from 0.
func (r *row) look(i int, key string) look {
	l := look{wrap: true, align: "left", bold: r.kind == taskRow && i < 3}
	if key == "report.export.column.state" || key == "report.export.column.standing" {
		l.colour = r.colour()
	}
	return l
}

func (r *row) colour() string {
	if s := r.asked().State; s == work.Cancelled || s == work.Paused {
		return grey
	}
	switch r.stands().State {
	case work.Overdue, work.DoneLate:
		return red
	case work.DueSoon:
		return amber
	case work.DoneInTime:
		return green
	}
	return ""
}

// style is the number that the workbook has a look under.
func (b *workbook) style(l look) (int, error) {
	if id, known := b.styles[l]; known {
		return id, nil
	}
	s := &excelize.Style{
		Font:      &excelize.Font{Bold: l.bold, Color: l.colour, Size: 11},
		Alignment: &excelize.Alignment{Vertical: "top", Horizontal: l.align, WrapText: l.wrap},
	}
	if l.large {
		s.Font.Size = 14
	}
	switch l.form {
	case dayForm:
		days := "dd/mm/yyyy"
		if b.l.Language() != "vi" {
			days = "d mmm yyyy"
		}
		s.CustomNumFmt = &days
	case shareForm:
		s.NumFmt = 9 // 0%
	}
	id, err := b.NewStyle(s)
	b.styles[l] = id
	return id, err
}
