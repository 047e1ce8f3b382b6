package work

import (
	"slices"
	"strconv"

	"nhacviec/internal/calendar"
	"nhacviec/internal/text"
)

// Itself reports whether the task's one activity is the task: it then has the
// deadline and the checklist, and no activity beside it.
func (t *DraftTask) Itself() bool {
	if len(t.Activities) != 1 {
		return false
	}
	words := t.Activities[0].Text
	return words == t.Title || text.Fold(words) == text.Fold(t.Title)
}

// Lines are the lines of a draft in reading order: each task, then its
// activities. A task that is its own one activity is one line.
func (d *Draft) Lines() []DraftLine {
	var out []DraftLine
	for i := range d.Tasks {
		out = append(out, DraftLine{i, -1})
		for j := range d.Tasks[i].Parts() {
			out = append(out, DraftLine{i, j})
		}
	}
	return out
}

// Parts are the activities that are lines of their own.
func (t *DraftTask) Parts() []DraftActivity {
	if t.Itself() {
		return nil
	}
	return t.Activities
}

// Has reports whether the draft has a line.
func (d *Draft) Has(at DraftLine) bool {
	return at.Task >= 0 && at.Task < len(d.Tasks) && at.Activity >= -1 && at.Activity < len(d.Tasks[at.Task].Activities)
}

// Out reports whether a line is left out; an activity is where its task is.
func (d *Draft) Out(at DraftLine) bool {
	t := &d.Tasks[at.Task]
	return t.Out || at.Activity >= 0 && t.Activities[at.Activity].Out
}

// Ref is a line's number as the document says it: that of an activity is its
// place in its task. It is "" where the document says none.
func (d *Draft) Ref(at DraftLine) string {
	ref := CleanRef(d.Tasks[at.Task].Ref)
	if at.Activity < 0 {
		return ref
	}
	if own := CleanRef(d.Tasks[at.Task].Activities[at.Activity].Ref); own != "" {
		return own
	}
	if ref != "" {
		return ChildRef(ref, at.Activity+1)
	}
	return ref
}

// Task is what a line asks for, as a task that is not stored yet. Its deadline
// is as written: a duty that comes back has no day yet.
func (d *Draft) Task(at DraftLine) Task {
	t := &d.Tasks[at.Task]
	if at.Activity >= 0 {
		a := &t.Activities[at.Activity]
		return Task{Title: a.Text, Deadline: DeadlineOf(a.Deadline), Items: itemsOf(CheckItem, a.Checklist)}
	}
	out := Task{
		Title: t.Title, Lead: t.Lead, Coordinators: t.Coordinators, Target: t.Target,
		Rank: t.Rank, Results: t.Results, Items: itemsOf(ResultItem, t.Items),
	}
	if t.Itself() {
		out.Deadline = DeadlineOf(t.Activities[0].Deadline)
		out.Items = append(out.Items, itemsOf(CheckItem, t.Activities[0].Checklist)...)
	}
	return out
}

// Reading is a line's deadline as it was read; zero where the line has none.
func (d *Draft) Reading(at DraftLine) calendar.Reading {
	t := &d.Tasks[at.Task]
	switch {
	case at.Activity >= 0:
		return t.Activities[at.Activity].Deadline
	case t.Itself():
		return t.Activities[0].Deadline
	}
	return calendar.Reading{}
}

func itemsOf(k ItemKind, names []string) []Item {
	var out []Item
	for _, n := range names {
		out = append(out, Item{Kind: k, Name: n})
	}
	return out
}

// Keep makes a line say what another draft's line says, or where that is none
// leaves it out.
func (d *Draft) Keep(at DraftLine, from *Draft, was DraftLine) {
	d.Tasks = slices.Clone(d.Tasks)
	t := &d.Tasks[at.Task]
	t.Activities = slices.Clone(t.Activities)
	switch {
	case was.Task < 0 && at.Activity < 0:
		t.Out = true
	case was.Task < 0:
		t.Activities[at.Activity].Out = true
	case at.Activity >= 0:
		a, o := &t.Activities[at.Activity], &from.Tasks[was.Task].Activities[was.Activity]
		a.Text, a.Deadline, a.Checklist, a.Out = o.Text, o.Deadline, o.Checklist, o.Out
	default:
		o := &from.Tasks[was.Task]
		if t.Itself() && o.Itself() {
			t.Activities[0].Text, t.Activities[0].Deadline, t.Activities[0].Checklist = o.Title, o.Activities[0].Deadline, o.Activities[0].Checklist
		}
		t.Title, t.Lead, t.Coordinators, t.Target = o.Title, o.Lead, o.Coordinators, o.Target
		t.Rank, t.Results, t.Items, t.Out = o.Rank, o.Results, o.Items, o.Out
	}
}

// Refs hands out refs that no other task of a plan has.
type Refs map[string]bool

// Free is the ref, or fallback where it is empty; with a number behind it where
// it is taken. It is taken from now on.
func (r Refs) Free(ref, fallback string) string {
	if ref == "" {
		ref = fallback
	}
	for n := 2; r[ref]; n++ {
		ref = fallback + "x" + strconv.Itoa(n)
	}
	r[ref] = true
	return ref
}
