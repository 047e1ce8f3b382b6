package work

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/text"
)

// MaxPhrase bounds the words of a deadline, in graphemes.
const MaxPhrase = 300

// MaxCoordinators bounds the units that work on a task beside its lead.
const MaxCoordinators = 50

// Mend puts what a person typed in a line's place; c is what deadline words
// leave unsaid. It settles the doubts about what was mended and raises those of
// the new reading. What was not mended shares its memory with the draft before.
// A value that cannot be read is a *FieldError, and nothing is changed.
func (d *Draft) Mend(at DraftLine, m Mend, c calendar.Context) error {
	if !d.Has(at) {
		return E(NotFound, "error.not_found", nil)
	}
	t := d.Tasks[at.Task]
	t.Doubts, t.Activities = slices.Clone(t.Doubts), slices.Clone(t.Activities)
	if t.Itself() {
		at.Activity = -1
	}
	md := &mending{t: &t, at: at, itself: t.Itself(), context: c}
	for _, mend := range []func(Mend) error{md.title, md.people, md.target, md.deadline} {
		if err := mend(m); err != nil {
			return err
		}
	}
	d.Tasks = slices.Clone(d.Tasks)
	d.Tasks[at.Task] = t
	d.settle()
	return nil
}

// mending is one line that is being mended.
type mending struct {
	t       *DraftTask
	at      DraftLine
	itself  bool // the task's one activity is the task
	context calendar.Context
}

func (m *mending) title(in Mend) error {
	if in.Title == nil {
		return nil
	}
	title := text.Line(text.NFC(*in.Title))
	if err := CheckTitle(title); err != nil {
		return &FieldError{FieldTitle, err}
	}
	switch {
	case m.at.Activity >= 0:
		m.t.Activities[m.at.Activity].Text = title
	case m.itself:
		m.t.Title, m.t.Activities[0].Text = title, title
	default:
		m.t.Title = title
	}
	return nil
}

// CheckTitle refuses a title that is empty or too long.
func CheckTitle(title string) *Error {
	switch n := text.Len(title); {
	case n == 0:
		return E(Invalid, "error.title_empty", nil)
	case n > MaxTitle:
		return E(TooLarge, "error.title_long", Args{"Given": n, "Max": MaxTitle})
	}
	return nil
}

func (m *mending) people(in Mend) error {
	if m.at.Activity >= 0 {
		return nil
	}
	if in.Coordinators != nil {
		names, err := unitNames(*in.Coordinators)
		if err != nil {
			return &FieldError{FieldCoordinators, err}
		}
		m.t.Coordinators = names
	}
	if in.Lead == nil {
		return nil
	}
	names, err := unitNames([]string{*in.Lead})
	if err != nil {
		return &FieldError{FieldLead, err}
	}
	m.t.Lead = strings.Join(names, "")
	m.settle(FieldLead)
	if m.t.Lead == "" {
		m.doubt("doubt.missing_lead", m.t.Title, nil)
	}
	return nil
}

// unitNames are names as typed, cleaned, each once and none empty.
func unitNames(typed []string) ([]string, *Error) {
	var out []string
	seen := map[string]bool{"": true}
	for _, name := range typed {
		name = text.Line(text.NFC(name))
		switch f := text.Fold(name); {
		case text.Len(name) > MaxName:
			return nil, E(TooLarge, "error.unit_long", Args{"Max": MaxName})
		case !seen[f]:
			seen[f] = true
			out = append(out, name)
		}
	}
	if len(out) > MaxCoordinators {
		return nil, E(TooLarge, "error.coordinators_many", Args{"Max": MaxCoordinators})
	}
	return out, nil
}

func (m *mending) target(in Mend) error {
	if in.Target == nil || m.at.Activity >= 0 {
		return nil
	}
	target, err := ParseTarget(*in.Target)
	if err != nil {
		return &FieldError{FieldTarget, err}
	}
	m.t.Target = target
	m.settle(FieldTarget)
	if target == nil {
		return nil
	}
	m.t.Rank = "" // a count after all
	if n := len(m.t.Items); n > 0 && n != target.Count {
		m.doubt("doubt.items_count", m.t.Results, Args{"count": target.Count, "found": n})
	}
	return nil
}

// targetForm is a count, with what stands before it in lower bounds, and what
// is counted.
var targetForm = regexp.MustCompile(`(?i)^(?:(?:>=?|≥|~|ít nhất|tối thiểu|trên|khoảng|at least|over|about)\s*)?(\d{1,3}(?:[.,]\d{3})+|\d+)\s*(%|[^\d\s.,;:/%].*)?$`)

// ParseTarget reads a counted target as typed: "5 văn bằng", "1.200 hộ", "80%".
// Nothing is no target.
func ParseTarget(typed string) (*Target, *Error) {
	typed = text.Line(text.NFC(typed))
	if typed == "" {
		return nil, nil
	}
	m := targetForm.FindStringSubmatch(typed)
	if m == nil {
		return nil, E(Invalid, "error.target_form", Args{"Given": text.Cut(typed, MaxName)})
	}
	n, err := strconv.Atoi(strings.NewReplacer(".", "", ",", "").Replace(m[1]))
	if err != nil || n < 1 || n > MaxCount {
		return nil, E(Invalid, "error.target_range", Args{"Given": text.Cut(m[1], MaxName), "Max": MaxCount})
	}
	return &Target{Count: n, Unit: text.Cut(m[2], MaxName)}, nil
}

func (m *mending) deadline(in Mend) error {
	n := m.dated()
	if in.Deadline == nil || n < -1 {
		return nil
	}
	var was calendar.Reading
	if n >= 0 {
		was = m.t.Activities[n].Deadline
	}
	r, err := mendReading(was, *in.Deadline, m.context)
	if err != nil {
		return &FieldError{FieldDeadline, err}
	}
	if n < 0 {
		m.t.Activities = []DraftActivity{{Text: m.t.Title, Line: m.t.Line}}
		n = 0
	}
	if r.Phrase != "" && r.Phrase == was.Phrase && r.Due == was.Due && len(r.Flags) == len(was.Flags) {
		return nil // typed again as it stood
	}
	a := &m.t.Activities[n]
	a.Deadline = r
	a.Doubts = slices.DeleteFunc(slices.Clone(a.Doubts), func(d Doubt) bool { return d.About(FieldDeadline) })
	a.Doubts = append(a.Doubts, ReadingDoubts(r, a.Line)...)
	m.settleDeadline(a)
	return nil
}

// dated is the activity that has the line's deadline: -1 where there is none
// yet, less where a line of its kind has none.
func (m *mending) dated() int {
	switch {
	case m.at.Activity >= 0:
		return m.at.Activity
	case m.itself:
		return 0
	case len(m.t.Activities) == 0:
		return -1
	}
	return -2
}

// settleDeadline settles what the task was doubted for because of an activity.
func (m *mending) settleDeadline(a *DraftActivity) {
	had := len(m.t.Doubts)
	m.t.Doubts = slices.DeleteFunc(m.t.Doubts, func(d Doubt) bool {
		return d.About(FieldDeadline) && (m.itself || len(m.t.Activities) == 1 || d.Text == a.Text)
	})
	if len(m.t.Doubts) == had {
		return
	}
	for i := range m.t.Activities {
		if o := &m.t.Activities[i]; o != a && o.Deadline.Phrase == "" && o.Deadline.Due.IsZero() {
			m.doubt("doubt.no_deadline", o.Text, nil)
			return
		}
	}
}

func (m *mending) settle(f Field) {
	m.t.Doubts = slices.DeleteFunc(m.t.Doubts, func(d Doubt) bool { return d.About(f) })
}

func (m *mending) doubt(key, words string, args Args) {
	all := Args{"ref": m.t.Ref}
	maps.Copy(all, args)
	m.t.Doubts = append(m.t.Doubts, Doubt{Message: Message{Key: key, Args: all}, Line: m.t.Line, Text: words})
}

// settle drops what was doubted of the whole document and is true of no line
// any more.
func (d *Draft) settle() {
	d.Doubts = slices.DeleteFunc(slices.Clone(d.Doubts), func(o Doubt) bool {
		switch o.Key {
		case "doubt.missing_lead":
			return !slices.ContainsFunc(d.Tasks, func(t DraftTask) bool { return t.Lead == "" })
		case "doubt.no_deadline":
			return !slices.ContainsFunc(d.Tasks, undated)
		}
		return false
	})
}

func undated(t DraftTask) bool {
	return len(t.Activities) == 0 || slices.ContainsFunc(t.Activities, func(a DraftActivity) bool {
		return a.Deadline.Phrase == "" && a.Deadline.Due.IsZero()
	})
}

// mendReading reads a deadline as typed. A day alone, YYYY-MM-DD, says what the
// words that stand there mean; other words take their place.
func mendReading(was calendar.Reading, typed string, c calendar.Context) (calendar.Reading, *Error) {
	typed = text.Line(text.NFC(typed))
	switch {
	case typed == "":
		return calendar.Reading{}, nil
	case typed == was.Phrase:
		return was, nil
	case text.Len(typed) > MaxPhrase:
		return was, E(TooLarge, "error.deadline_long", Args{"Max": MaxPhrase})
	}
	r := calendar.Parse(typed, c)
	day, err := calendar.ParseDate(typed)
	switch {
	case err == nil && r.Due == day: // of a year that no plan has it is no deadline
		return meant(was, typed, day), nil
	case r.Has(calendar.InvalidDate):
		return was, E(Invalid, "error.deadline_invalid", Args{"Given": typed})
	case r.Due.IsZero() && r.Start.IsZero() && len(r.Also) > 0:
		return was, E(Invalid, "error.deadline_several", Args{"Given": typed})
	case !understood(r):
		return was, E(Invalid, "error.deadline_form", Args{"Given": typed})
	}
	r.Also = nil
	return r, nil
}

// meant is a reading of the same words that falls due on a day.
func meant(was calendar.Reading, typed string, day calendar.Date) calendar.Reading {
	r := calendar.Reading{Phrase: was.Phrase, Due: day}
	if r.Phrase == "" {
		r.Phrase = typed
	}
	if !was.Start.After(day) {
		r.Start = was.Start
	}
	return r
}

// understood reports whether a reading says anything about when.
func understood(r calendar.Reading) bool {
	return !r.Due.IsZero() || !r.Start.IsZero() || r.Recurrence != "" ||
		r.Has(calendar.NoFirmDay) || r.Has(calendar.EventDriven) || r.Has(calendar.PeriodUnnamed)
}

// inFigures finds a date that could be 12/31 or 31/12.
var inFigures = regexp.MustCompile(`\d{1,2}\s*[/.-]\s*\d{1,2}`)

// ReadDates reads the dates in figures again that could be either 12/31 or
// 31/12, in the order that is asked for.
func (d *Draft) ReadDates(monthFirst bool, today calendar.Date) {
	d.Tasks = slices.Clone(d.Tasks)
	for i := range d.Tasks {
		d.Tasks[i].Activities = slices.Clone(d.Tasks[i].Activities)
		seen := map[string]int{} // phrase → how many activities before have it
		for j := range d.Tasks[i].Activities {
			a := &d.Tasks[i].Activities[j]
			nth := seen[a.Deadline.Phrase]
			seen[a.Deadline.Phrase]++
			if inFigures.MatchString(a.Deadline.Phrase) {
				a.readAgain(nth, calendar.Context{Year: yearOf(a.Deadline, d.Year), Today: today, MonthFirst: monthFirst})
			}
		}
	}
}

func yearOf(r calendar.Reading, otherwise int) int {
	switch {
	case !r.Due.IsZero():
		return r.Due.Year
	case !r.Start.IsZero():
		return r.Start.Year
	}
	return otherwise
}

// readAgain gives an activity the nth reading of its phrase, unless somebody
// said which day the words mean.
func (a *DraftActivity) readAgain(nth int, c calendar.Context) {
	whole := calendar.Parse(a.Deadline.Phrase, c)
	all := whole.All()
	c.MonthFirst = !c.MonthFirst
	other := calendar.Parse(a.Deadline.Phrase, c)
	others := other.All()
	if nth >= len(all) || nth >= len(others) || all[nth].Due == others[nth].Due || others[nth].Due != a.Deadline.Due {
		return
	}
	r := all[nth]
	r.Phrase = a.Deadline.Phrase
	if len(r.Flags) == 0 {
		r.Flags = whole.Flags
	}
	a.Deadline = r
	a.Doubts = slices.DeleteFunc(slices.Clone(a.Doubts), func(d Doubt) bool { return d.About(FieldDeadline) })
	a.Doubts = append(a.Doubts, ReadingDoubts(r, a.Line)...)
}

// CallLeads gives leads and coordinators the names that are known: names by
// what is printed, folded.
func (d *Draft) CallLeads(names map[string]string) {
	if len(names) == 0 {
		return
	}
	d.Tasks = slices.Clone(d.Tasks)
	for i := range d.Tasks {
		t := &d.Tasks[i]
		if known, ok := names[text.Fold(t.Lead)]; ok && t.Lead != "" {
			t.Lead = known
		}
		t.Coordinators = slices.Clone(t.Coordinators)
		for n, name := range t.Coordinators {
			if known, ok := names[text.Fold(name)]; ok {
				t.Coordinators[n] = known
			}
		}
	}
}

// CalledLeads are the names that every lead of a printed name was given when
// the draft was imported, for CallLeads of the next version.
func (d *StoredDraft) CalledLeads() map[string]string {
	out, split := map[string]string{}, map[string]bool{}
	for i := range d.Read.Tasks {
		if i >= len(d.Draft.Tasks) {
			break
		}
		printed, called := text.Fold(d.Read.Tasks[i].Lead), d.Draft.Tasks[i].Lead
		if was, ok := out[printed]; ok && text.Fold(was) != text.Fold(called) {
			split[printed] = true
		}
		out[printed] = called
	}
	for printed, called := range out {
		if printed == "" || split[printed] || text.Fold(called) == printed || called == "" {
			delete(out, printed)
		}
	}
	return out
}

// LeaveOut leaves a line out of the import, or takes it back. An activity taken
// back brings its task.
func (d *Draft) LeaveOut(at DraftLine, out bool) error {
	if !d.Has(at) {
		return E(NotFound, "error.not_found", nil)
	}
	d.Tasks = slices.Clone(d.Tasks)
	t := &d.Tasks[at.Task]
	if at.Activity < 0 || t.Itself() {
		t.Out = out
		return nil
	}
	t.Activities = slices.Clone(t.Activities)
	t.Activities[at.Activity].Out = out
	t.Out = t.Out && out
	return nil
}
