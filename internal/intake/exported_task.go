package intake

import (
	"strconv"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// task is the draft of a task with its activities. One without activities is
// its own.
func (r *exportedReader) task(t *exportedThing) work.DraftTask {
	out := work.DraftTask{
		Ref: t.ref, Title: r.cell(t.row, colTitle), Line: t.row.Line,
		Lead: text.Line(r.cell(t.row, colLead)), Coordinators: r.coordinators(t.row),
		Rank: r.cell(t.row, colRank), Results: r.cell(t.row, colResults),
	}
	out.Target = r.target(t.row, &out.Doubts)
	out.Items = r.titles(t.results)
	if len(t.parts) == 0 {
		when := r.when(t.row, &out.Doubts)
		a := work.DraftActivity{Text: out.Title, Deadline: when.reading, Checklist: r.titles(t.checks), Line: out.Line}
		out.Activities = []work.DraftActivity{a}
		out.Stand = r.stand(t, out.Target, when, &out.Doubts)
		return out
	}
	out.Items = append(out.Items, r.titles(t.checks)...)
	out.Stand = r.stand(t, out.Target, whenRead{}, &out.Doubts)
	if r.cell(t.row, colPhrase)+r.cell(t.row, colDue) != "" {
		r.doubt(&out.Doubts, DoubtDeadlineAbove, out.Line, r.cell(t.row, colPhrase), work.Args{})
	}
	for _, p := range t.parts {
		out.Activities = append(out.Activities, r.part(p))
	}
	return out
}

func (r *exportedReader) part(p *exportedThing) work.DraftActivity {
	out := work.DraftActivity{Ref: p.ref, Text: r.cell(p.row, colTitle), Line: p.row.Line}
	when := r.when(p.row, &out.Doubts)
	out.Deadline = when.reading
	p.checks = append(p.results, p.checks...) // an activity has a checklist alone
	p.results = nil
	out.Checklist = r.titles(p.checks)
	out.Stand = r.stand(p, nil, when, &out.Doubts)
	return out
}

func (r *exportedReader) titles(rows []document.Row) []string {
	var out []string
	for _, row := range rows {
		out = append(out, r.cell(row, colTitle))
	}
	return out
}

// coordinators stand between semicolons, as they were joined.
func (r *exportedReader) coordinators(row document.Row) []string {
	var out []string
	for c := range strings.SplitSeq(r.cell(row, colCoordinators), ";") {
		if c = text.Line(c); c != "" {
			out = append(out, c)
		}
	}
	return out
}

// target is a count, with separators of thousands where somebody typed them.
func (r *exportedReader) target(row document.Row, doubts *[]work.Doubt) *work.Target {
	cell := r.cell(row, colTarget)
	if cell == "" {
		return nil
	}
	n, err := strconv.Atoi(strings.NewReplacer(".", "", ",", "", " ", "", "\u00a0", "").Replace(cell))
	if err != nil || n < 0 || n > work.MaxCount {
		r.unread(doubts, row, colTarget)
		return nil
	}
	return &work.Target{Count: n, Unit: r.cell(row, colUnit)}
}

// unread doubts a cell that says nothing that belongs in its column.
func (r *exportedReader) unread(doubts *[]work.Doubt, row document.Row, column string) {
	cell := text.Cut(text.Line(r.cell(row, column)), 60)
	head := ExportWords()[r.words.language][exportedColumn+column]
	r.doubt(doubts, DoubtCellUnread, row.Line, cell, work.Args{"column": head, "text": cell})
}

func (r *exportedReader) doubt(to *[]work.Doubt, key string, line int, words string, args work.Args, also ...string) {
	*to = append(*to, work.Doubt{Message: work.Message{Key: key, Args: args}, Line: line, Text: words, Alternatives: also})
}
