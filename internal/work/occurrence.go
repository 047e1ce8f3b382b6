package work

import (
	"slices"
	"time"

	"nhacviec/internal/calendar"
)

// maxCatchUp bounds how many occurrences one look enters: a monthly duty's
// year. After a longer sleep the latest are entered.
const maxCatchUp = 12

// Workdays finds working days.
type Workdays interface {
	// OnOrAfter is the day itself or the working day after it.
	OnOrAfter(calendar.Date) calendar.Date
}

// FirstDeadline is what a task that is entered on a day stores of a reading. A
// duty that comes back begins with the occurrence that is due next, in a plan
// for the year to come with that year's first.
func FirstDeadline(r calendar.Reading, p Plan, today calendar.Date, days Workdays) Deadline {
	d := DeadlineOf(r)
	if r.Recurrence == "" || r.Recurrence == calendar.Ongoing {
		return d
	}
	if r.Due.Sub(r.Start) > 366 && !r.Start.IsZero() { // "hằng năm, giai đoạn 2026 - 2030"
		d.From, d.Until = r.Start, r.Due
		d.Start, d.Due = calendar.Date{}, calendar.Date{}
	}
	if !d.Due.IsZero() || r.Has(calendar.InvalidDate) {
		return d
	}
	from := today
	if p.Year == today.Year+1 {
		from = calendar.Date{Year: p.Year, Month: time.January, Day: 1}
	}
	if next, ok := d.Next(from, days); ok {
		return next
	}
	return d
}

// Next is the first occurrence due on or after a day; false where the duty has
// run out. A daily duty falls on working days.
func (d Deadline) Next(after calendar.Date, days Workdays) (Deadline, bool) {
	start, due, ok := d.rule().Next(after)
	if !ok {
		return d, false
	}
	if d.Recurrence == calendar.Daily {
		due = days.OnOrAfter(due)
		start = due
	}
	if !d.Until.IsZero() && due.After(d.Until) {
		return d, false
	}
	d.Start, d.Due = start, due
	return d, true
}

// rule is how the duty comes back. Years are counted from the occurrence that
// d is; its window is taken over where it is the words' own and not what is
// left of the time since the occurrence before.
func (d Deadline) rule() calendar.Reading {
	r := calendar.Reading{Recurrence: d.Recurrence, Day: d.Day, Weekday: d.Weekday, Month: d.Month,
		From: d.From, Until: d.Until}
	if d.Recurrence == calendar.Yearly || d.Recurrence == calendar.FiveYearly {
		r.Due = d.Due
		if d.Due.Sub(d.Start) <= 366 && d.Start != d.From {
			r.Start = d.Start
		}
	}
	return r
}

// Recurs reports whether t is an occurrence of a duty that comes back.
func (t *Task) Recurs() bool {
	return t.Deadline.Recurrence != "" && t.Deadline.Recurrence != calendar.Ongoing && !t.Deadline.Due.IsZero()
}

// First is the id of the first occurrence of t's series.
func (t *Task) First() int64 {
	if t.Series != 0 {
		return t.Series
	}
	return t.ID
}

// Series is the occurrences of a duty that are not archived, the first one
// first and the others as they were entered. Each is a task of its own: one
// that was missed stays overdue while the next is open.
type Series []Task

// SeriesIn gathers the duties of a plan's tasks that still come back: those
// that have no activities and whose task is not closed. What was taken out of
// the plan does not come back.
func SeriesIn(tasks []Task) []Series {
	at := map[int64]int{} // first occurrence → its place in found
	parents, closed := map[int64]bool{}, map[int64]bool{}
	var found []Series
	for _, t := range tasks {
		parents[t.Parent] = true
		closed[t.ID] = t.State.Closed()
		if t.Series == 0 && t.Recurs() {
			at[t.ID] = len(found)
			found = append(found, Series{t})
		}
	}
	for _, t := range tasks {
		if i, known := at[t.Series]; known && t.Series != 0 {
			found[i] = append(found[i], t)
		}
	}
	return slices.DeleteFunc(found, func(s Series) bool {
		return parents[s[0].ID] || s[0].Parent != 0 && closed[s[0].Parent]
	})
}

// Meant is the occurrence that the duty's plain ref means: the earliest that is
// open, else the latest.
func (s Series) Meant() Task {
	meant := s.latest()
	for _, t := range s {
		if !t.State.Closed() && (meant.State.Closed() || t.Deadline.Due.Before(meant.Deadline.Due)) {
			meant = t
		}
	}
	return meant
}

// OpenAfter is the earliest open occurrence due after t.
func (s Series) OpenAfter(t Task) (next Task, ok bool) {
	for _, o := range s {
		if o.State.Closed() || !o.Deadline.Due.After(t.Deadline.Due) {
			continue
		}
		if !ok || o.Deadline.Due.Before(next.Deadline.Due) {
			next, ok = o, true
		}
	}
	return next, ok
}

// LastDone is the occurrence due last of those that are done.
func (s Series) LastDone() (last Task, ok bool) {
	for _, t := range s {
		if t.State == Done && (!ok || t.Deadline.Due.After(last.Deadline.Due)) {
			last, ok = t, true
		}
	}
	return last, ok
}

func (s Series) latest() Task {
	last := s[0]
	for _, t := range s[1:] {
		if t.Deadline.Due.After(last.Deadline.Due) {
			last = t
		}
	}
	return last
}

// Coming is the deadline of the occurrence that follows the latest.
func (s Series) Coming(days Workdays) (Deadline, bool) {
	last := s.latest()
	if !last.Recurs() {
		return Deadline{}, false
	}
	return last.Deadline.Next(last.Deadline.Due.AddDays(1), days)
}

// Succeed is the occurrence to be entered because the latest is closed. Its
// period may begin later.
func (s Series) Succeed(p Plan, today calendar.Date, days Workdays) (Task, bool) {
	d, ok := s.Coming(days)
	if !ok || !s.latest().State.Closed() || !takes(p, d.Due, today) {
		return Task{}, false
	}
	return s.again(d, today), true
}

// Owed are the occurrences to be entered on a day, oldest first: those whose
// period has begun since the latest was due and, where the latest is closed,
// the one that follows. Of monthly and rarer duties each that was missed is
// owed, at most maxCatchUp; of weekly and daily ones that of the day alone. A
// paused duty waits.
func (s Series) Owed(p Plan, today calendar.Date, days Workdays) []Task {
	var owed []Task
	for s.latest().State != Paused {
		last := s.latest()
		d, ok := s.Coming(days)
		if often(d) && ok && d.Due.Before(today) {
			d, ok = d.Next(today, days)
		}
		begun := last.Deadline.Due.Before(today) && !d.Start.After(today)
		if !ok || !takes(p, d.Due, today) || !begun && !last.State.Closed() {
			break
		}
		t := s.again(d, today)
		s = append(slices.Clip(s), t)
		owed = append(owed, t)
	}
	return renumbered(owed)
}

// renumbered keeps the latest and gives them the numbers of the first.
func renumbered(owed []Task) []Task {
	if len(owed) <= maxCatchUp {
		return owed
	}
	kept := slices.Clone(owed[len(owed)-maxCatchUp:])
	for i := range kept {
		kept[i].Ref = owed[i].Ref
	}
	return kept
}

func often(d Deadline) bool { return d.Recurrence == calendar.Weekly || d.Recurrence == calendar.Daily }

// takes reports whether what is due on a day stands in the plan yet. What is
// due after a plan's year is not entered before that year is over: the year's
// last report would never come to its end.
func takes(p Plan, due, today calendar.Date) bool {
	return p.Year == 0 || due.Year <= p.Year || today.Year > p.Year
}

// again is a new occurrence like the latest, nothing of it begun. It counts as
// entered on the first day of its period however late the look: what was to be
// reminded of since then is caught up.
func (s Series) again(d Deadline, today calendar.Date) Task {
	t, first := s.latest(), s[0]
	t.ID, t.Version, t.Series, t.Position = 0, 0, first.ID, first.Position
	t.Ref = OccurrenceRef(first.Ref, s.number())
	t.Deadline = d
	t.State, t.Percent, t.Count, t.DoneOn = NotStarted, nil, nil, calendar.Date{}
	t.UpdatedAt = time.Time{}
	t.CreatedOn = today
	if d.Start.Before(today) {
		t.CreatedOn = d.Start
	}
	t.Items = slices.Clone(t.Items)
	for i := range t.Items {
		t.Items[i].ID, t.Items[i].Stage = 0, 0
	}
	return t
}

// number is the one that the next occurrence gets.
func (s Series) number() int {
	top := 1
	for _, t := range s[1:] {
		_, n := SplitRef(t.Ref)
		top = max(top, n)
	}
	return top + 1
}

// WithoutPast leaves out closed occurrences that others came after: in a list
// of the plan they would hide what is to be done.
func WithoutPast(lines []Line) []Line {
	latest := map[int64]calendar.Date{}
	for _, l := range lines {
		if first := l.Task.First(); l.Due.After(latest[first]) {
			latest[first] = l.Due
		}
	}
	var out []Line
	for _, l := range lines {
		if l.Task.State.Closed() && l.Due.Before(latest[l.Task.First()]) {
			continue
		}
		l.Activities = WithoutPast(l.Activities)
		out = append(out, l)
	}
	return out
}
