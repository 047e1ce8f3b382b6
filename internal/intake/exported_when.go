package intake

import (
	"regexp"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// whenRead is a row's deadline, and the days of its occurrence where it is a
// duty that comes back.
type whenRead struct {
	reading    calendar.Reading
	start, due calendar.Date
}

// when reads a deadline: its words, where they mean the days beside them, else
// those days, which somebody mended. A row that was added without days means
// what its words do.
func (r *exportedReader) when(row document.Row, doubts *[]work.Doubt) whenRead {
	w := whenRead{start: r.day(row, colStart, doubts), due: r.day(row, colDue, doubts)}
	every := r.recurrence(row, doubts)
	phrase := r.cell(row, colPhrase)
	if phrase == "" {
		phrase = r.phrase(row, w, every)
	}
	if phrase == "" {
		return w
	}
	added := w.start.IsZero() && w.due.IsZero() && every == "" && r.cell(row, colState) == ""
	if added {
		w.reading = r.readings(phrase, r.contexts(w)[0])[0]
		*doubts = append(*doubts, work.ReadingDoubts(w.reading, row.Line)...)
		return w
	}
	said, ok := r.meant(phrase, w, every)
	if ok {
		w.reading = said
		return w
	}
	w.reading = calendar.Reading{Phrase: phrase, Start: w.start, Due: w.due, Recurrence: every}
	if every != "" && said.Recurrence == every {
		w.reading.Day, w.reading.Weekday, w.reading.Month = said.Day, said.Weekday, said.Month
		w.reading.From, w.reading.Until = said.From, said.Until
	}
	w.reading.Exclusive = said.Exclusive && !w.due.IsZero()
	if !said.Due.IsZero() && !w.due.IsZero() {
		r.doubt(doubts, DoubtColumnsDiffer, row.Line, phrase, work.Args{"phrase": phrase, "due": w.due}, said.Due.String())
	}
	return w
}

// meant is the reading of the phrase that says what the columns do; without one
// it is the phrase's plainest reading, and false.
func (r *exportedReader) meant(phrase string, w whenRead, every calendar.Recurrence) (calendar.Reading, bool) {
	var plain, again calendar.Reading
	comesBack := false
	for i, c := range r.contexts(w) {
		readings := r.readings(phrase, c)
		if i == 0 {
			plain = readings[0]
		}
		for _, said := range readings {
			if r.agrees(said, w, every) {
				return said, true
			}
			if recurs(every) && said.Recurrence == every && !comesBack {
				again, comesBack = said, true
			}
		}
	}
	if comesBack {
		return again, true // the days are those of one occurrence
	}
	return plain, false
}

func recurs(every calendar.Recurrence) bool { return every != "" && every != calendar.Ongoing }

// agrees reports whether a reading says what the columns that are still there
// say.
func (r *exportedReader) agrees(said calendar.Reading, w whenRead, every calendar.Recurrence) bool {
	return (!r.has(colStart) || said.Start == w.start) &&
		(!r.has(colDue) || said.Due == w.due) &&
		(!r.has(colRecurrence) || said.Recurrence == every)
}

// contexts are what a phrase may have left unsaid, likeliest first: the plan's
// year; the year and month of a heading that only the days still tell.
func (r *exportedReader) contexts(w whenRead) []calendar.Context {
	unsaid := []calendar.Context{{Year: r.draft.Year}}
	for _, d := range []calendar.Date{w.due, w.start} {
		if !d.IsZero() {
			unsaid = append(unsaid, calendar.Context{Year: d.Year}, calendar.Context{Year: d.Year, Month: int(d.Month)})
		}
	}
	var out []calendar.Context
	for _, monthFirst := range []bool{r.opt.MonthFirst, !r.opt.MonthFirst} {
		for _, c := range unsaid {
			c.MonthFirst, c.Today = monthFirst, r.opt.Today
			out = append(out, c)
		}
	}
	return out
}

// readings are what a phrase means, as it does in any other document.
func (r *exportedReader) readings(phrase string, c calendar.Context) []calendar.Reading {
	d := deadlineValue(phrase, c, 0)
	if d == nil {
		return []calendar.Reading{{Phrase: phrase}}
	}
	for i := range d.readings {
		d.readings[i].Phrase = phrase
	}
	return d.readings
}

// phrase is a deadline in words where somebody gave days alone.
func (r *exportedReader) phrase(row document.Row, w whenRead, every calendar.Recurrence) string {
	write := func(d calendar.Date) string {
		if r.words.language == "vi" && !d.IsZero() {
			return twoDigits(d.Day) + "/" + twoDigits(int(d.Month)) + "/" + d.String()[:4]
		}
		return d.String()
	}
	switch {
	case every != "":
		return r.cell(row, colRecurrence)
	case !w.start.IsZero() && !w.due.IsZero():
		return write(w.start) + " - " + write(w.due)
	case !w.due.IsZero():
		return write(w.due)
	}
	return ""
}

func twoDigits(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

var (
	isoDay  = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}`)
	figures = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}$`)
)

// day reads a day's cell: as it was exported, or as a spreadsheet program or a
// person wrote it since.
func (r *exportedReader) day(row document.Row, column string, doubts *[]work.Doubt) calendar.Date {
	cell := r.cell(row, column)
	if cell == "" {
		return calendar.Date{}
	}
	if iso := isoDay.FindString(cell); iso != "" {
		if d, err := calendar.ParseDate(iso); err == nil {
			return d
		}
	}
	said := calendar.Parse(cell, calendar.Context{Year: r.draft.Year, Today: r.opt.Today, MonthFirst: r.monthFirst})
	d := said.Due
	if column == colStart && !said.Start.IsZero() {
		d = said.Start
	}
	if d.IsZero() {
		r.unread(doubts, row, column)
	}
	return d
}

// monthsFirst reports whether the days in figures can only be read with the
// month first: a spreadsheet program saved them so.
func (r *exportedReader) monthsFirst() bool {
	first, last := false, false
	for _, row := range r.rows {
		for _, column := range []string{colStart, colDue, colDoneOn} {
			if m := figures.FindStringSubmatch(r.cell(row, column)); m != nil {
				last = last || atoi(m[1]) > 12
				first = first || atoi(m[2]) > 12
			}
		}
	}
	return first && !last
}

func (r *exportedReader) recurrence(row document.Row, doubts *[]work.Doubt) calendar.Recurrence {
	cell := r.cell(row, colRecurrence)
	if cell == "" {
		return ""
	}
	if name := r.means(exportedRecurrence, cell); name != "" {
		return calendar.Recurrence(name)
	}
	every := calendar.Parse(cell, calendar.Context{}).Recurrence
	if every == "" {
		r.unread(doubts, row, colRecurrence)
	}
	return every
}
