package report

import (
	"nhacviec/internal/work"
)

// figure is one column of the summary's table.
type figure struct {
	key string
	of  func(h Headline) any
}

func figures() []figure {
	return []figure{
		{"report.export.summary.total", func(h Headline) any { return h.Total }},
		{"report.export.summary.done", func(h Headline) any { return h.Done }},
		{"report.export.summary.done_in_time", func(h Headline) any { return h.DoneInTime }},
		{"report.export.summary.done_late", func(h Headline) any { return h.DoneLate }},
		{"report.export.summary.open", func(h Headline) any { return h.Open }},
		{"report.export.summary.in_time", func(h Headline) any { return h.InTime }},
		{"report.export.summary.overdue", func(h Headline) any { return h.Overdue }},
		{"report.export.summary.no_deadline", func(h Headline) any { return h.NoDeadline }},
		{"report.export.summary.paused", func(h Headline) any { return h.Paused }},
		{"report.export.summary.share", func(h Headline) any { return share(h.Percent()) }},
		{"report.export.summary.cancelled", func(h Headline) any { return h.Cancelled }},
		{"report.export.summary.ongoing", func(h Headline) any { return h.Ongoing }},
	}
}

// summary writes the plan's figures, as leaders publish them and by unit, on a
// sheet of their own.
func (b *workbook) summary(x work.Exported) error {
	sheet := b.l.Say("report.export.sheet.summary", nil)
	if _, err := b.NewSheet(sheet); err != nil {
		return err
	}
	if err := b.printed(sheet); err != nil {
		return err
	}
	s, err := b.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	widths := []float64{40}
	for range figures() {
		widths = append(widths, 12)
	}
	for i, w := range widths {
		if err := s.SetColWidth(i+1, i+1, w); err != nil {
			return err
		}
	}
	for i, cells := range b.summaryRows(x) {
		err := b.row(s, i+1, cells, func(column int) look { return summaryLook(i, column) }, widths...)
		if err != nil {
			return err
		}
	}
	return s.Flush()
}

// summaryHeader is the row of the summary's table, from 0, that names its
// columns.
const summaryHeader = 4

func summaryLook(row, column int) look {
	l := look{bold: row < 2 || row == summaryHeader || column == 0, large: row == 0, wrap: row >= summaryHeader, align: "left"}
	if column > 0 && row >= summaryHeader {
		l.align = "center"
	}
	return l
}

func (b *workbook) summaryRows(x work.Exported) [][]any {
	counted := work.Counted(work.Lines(x.Tasks, work.Team{Owner: x.Plan.Owner}, x.AsOf))
	all := HeadlineOf(counted)
	out := [][]any{
		{x.Plan.Title},
		{b.l.Text(all.Message())},
		{b.l.Say("report.export.as_of", nil), x.AsOf},
		{},
		{b.l.Say("report.export.summary.unit", nil)},
		{b.l.Say("report.export.summary.all", nil)},
	}
	for _, f := range figures() {
		out[summaryHeader] = append(out[summaryHeader], b.l.Say(f.key, nil))
		out[summaryHeader+1] = append(out[summaryHeader+1], f.of(all))
	}
	for _, u := range byUnit(counted) {
		cells := []any{u.Name}
		if u.Name == "" {
			cells[0] = b.l.Say("report.export.summary.no_unit", nil)
		}
		for _, f := range figures() {
			cells = append(cells, f.of(u.Headline))
		}
		out = append(out, cells)
	}
	return out
}
