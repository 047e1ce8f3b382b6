package work

import (
	"strconv"

	"nhacviec/internal/calendar"
	"nhacviec/internal/text"
)

// Line is a task as it stands on a day, with all that is derived, ready to be
// shown.
type Line struct {
	Task       Task
	PlanTitle  string
	Activities []Line
	Progress   Progress
	Standing   Standing
	Start, Due calendar.Date
	AtRisk     bool
	// Answers is who is asked about it: the assignee, else the lead unit's
	// head, else the plan's owner.
	Answers string
	// Headless is true where neither an assignee nor a head is named.
	Headless bool
}

// Team is what is needed to tell who answers for a task.
type Team struct {
	Owner string // of the plan
	Units []Unit
	Apart Apart         // whom the usual does not fit
	On    calendar.Date // the day on which somebody is asked
}

// Unit finds the unit of a printed name, compared folded.
func (tm Team) Unit(name string) (Unit, bool) {
	want := text.Fold(name)
	if want == "" {
		return Unit{}, false
	}
	for _, u := range tm.Units {
		if text.Fold(u.Name) == want {
			return u, true
		}
	}
	return Unit{}, false
}

// Answers is who is asked about t, and whether nobody but the plan's owner
// was left to ask.
func (tm Team) Answers(t Task) (person string, headless bool) {
	if t.Assignee != "" {
		return t.Assignee, false
	}
	if u, ok := tm.Unit(t.Lead); ok && u.Head != "" {
		return u.Head, false
	}
	return tm.Owner, true
}

// LineOf shows one task with its activities on a day.
func LineOf(t Task, activities []Task, tm Team, today calendar.Date) Line {
	l := standing(t, activities, today)
	l.Answers, l.Headless = tm.Answers(t)
	if len(activities) == 0 {
		return l
	}
	// Most activities inherit the lead, so who answers for it is asked once.
	person, headless := tm.Answers(Task{Lead: t.Lead})
	l.Activities = make([]Line, 0, len(activities))
	for _, a := range activities {
		inherits := a.Lead == ""
		if inherits {
			a.Lead = t.Lead
		}
		al := standing(a, nil, today)
		if inherits && a.Assignee == "" {
			al.Answers, al.Headless = person, headless
		} else {
			al.Answers, al.Headless = tm.Answers(a)
		}
		l.Activities = append(l.Activities, al)
	}
	return l
}

// standing is a line without who answers for it.
func standing(t Task, activities []Task, today calendar.Date) Line {
	l := Line{Task: t, Progress: ProgressOf(t, activities)}
	l.Start, l.Due = Window(t, activities)
	l.Standing = StandingOf(t, l.Due, today)
	l.AtRisk = AtRisk(t, l.Progress, l.Start, l.Due, today)
	return l
}

// Lines shows a plan's tasks, given in plan order, on a day.
func Lines(tasks []Task, tm Team, today calendar.Date) []Line {
	kids := map[int64][]Task{}
	for _, t := range tasks {
		if t.Parent != 0 {
			kids[t.Parent] = append(kids[t.Parent], t)
		}
	}
	var out []Line
	for _, t := range tasks {
		if t.Parent == 0 {
			out = append(out, LineOf(t, kids[t.ID], tm, today))
		}
	}
	return out
}

// Counted are the lines that figures count and reminders follow: activities,
// and tasks that have none.
func Counted(lines []Line) []Line {
	var out []Line
	for _, l := range lines {
		if len(l.Activities) == 0 {
			out = append(out, l)
			continue
		}
		out = append(out, l.Activities...)
	}
	return out
}

// ChildRef is the ref of a parent's n-th activity: "3" and its second is "3.2".
func ChildRef(parent string, n int) string { return parent + "." + strconv.Itoa(n) }
