package report

import (
	"fmt"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// The keys of what a row can be.
const (
	taskRow     = "report.export.kind.task"
	activityRow = "report.export.kind.activity"
	resultRow   = "report.export.kind.result"
	checkRow    = "report.export.kind.check"
)

// row is one thing of the plan: a task, an activity, or an item of either.
type row struct {
	l     *locale.Locale
	kind  string
	task  *work.Task
	kids  []work.Task
	item  *work.Item // nil for a task or an activity
	lead  string     // of the task, which its rows are filtered by
	names work.Names
	today calendar.Date
}

// rowsOf lays a plan out, in plan order.
func rowsOf(l *locale.Locale, x work.Exported) []row {
	kids := map[int64][]work.Task{}
	for _, t := range x.Tasks {
		if t.Parent != 0 {
			kids[t.Parent] = append(kids[t.Parent], t)
		}
	}
	names := work.NamesOf(x.People)
	var out []row
	add := func(kind string, t *work.Task, lead string) {
		r := row{l: l, kind: kind, task: t, kids: kids[t.ID], lead: lead, names: names, today: x.AsOf}
		out = append(append(out, r), r.items()...)
	}
	for i := range x.Tasks {
		t := &x.Tasks[i]
		if t.Parent != 0 {
			continue
		}
		add(taskRow, t, t.Lead)
		for j := range kids[t.ID] {
			add(activityRow, &kids[t.ID][j], t.Lead)
		}
	}
	return out
}

// items are the rows of a task's named results and of its checklist.
func (r row) items() []row {
	var results, checks []row
	for i := range r.task.Items {
		of := r
		of.item = &r.task.Items[i]
		if of.item.Kind == work.CheckItem {
			of.kind = checkRow
			checks = append(checks, of)
		} else {
			of.kind = resultRow
			results = append(results, of)
		}
	}
	return append(results, checks...)
}

func (r *row) say(key string) string { return r.l.Say(key, nil) }

// asked is the row's task, or one that asks for nothing where it is an item.
func (r *row) asked() *work.Task {
	if r.item != nil {
		return &work.Task{}
	}
	return r.task
}

func (r *row) title() any {
	if r.item != nil {
		return r.item.Name
	}
	return r.task.Title
}

func (r *row) coordinators() any { return strings.Join(r.asked().Coordinators, "; ") }

func (r *row) recurrence() any {
	if every := r.asked().Deadline.Recurrence; every != "" {
		return r.say("block.every." + string(every))
	}
	return ""
}

func (r *row) target() any {
	if t := r.asked().Target; t != nil {
		return t.Count
	}
	return ""
}

func (r *row) unit() any {
	if t := r.asked().Target; t != nil {
		return t.Unit
	}
	return ""
}

func (r *row) state() any {
	if r.item != nil {
		return ""
	}
	return r.say("block.state." + string(r.task.State))
}

func (r *row) assignee() any {
	if r.item != nil {
		return ""
	}
	return r.names.Printed(r.task.Assignee)
}

// stands is where the row's task is against its deadline; "" where that says
// nothing.
func (r *row) stands() work.Standing {
	t := r.asked()
	if r.item != nil || t.State == work.Cancelled || t.State == work.Paused || t.Deadline.Recurrence == calendar.Ongoing {
		return work.Standing{}
	}
	_, due := work.Window(*t, r.kids)
	return work.StandingOf(*t, due, r.today)
}

func (r *row) standing() string {
	s := r.stands()
	n := work.Args{"Count": s.Days}
	switch s.State {
	case work.NoDeadline:
		return r.say("block.due.none")
	case work.Overdue:
		return r.l.Say("block.due.overdue", n)
	case work.DoneLate:
		return r.l.Say("block.due.done_late", n)
	case work.DoneInTime:
		return r.say("block.due.done_in_time")
	case work.InTime, work.DueSoon:
		if s.Days == 0 {
			return r.say("block.due.today")
		}
		return r.l.Say("block.due.left", n)
	}
	return ""
}

// progress is the row's own figure. One that is only worked out, from the
// activities or the checklist, has ≈ before it: it is no figure of the task's.
func (r *row) progress() any {
	if r.item != nil {
		return r.stage()
	}
	p := work.ProgressOf(*r.task, r.kids)
	counted := p.Of > 0 && (r.task.Count != nil || p.Count > 0)
	switch {
	case (r.task.State == work.Done || r.task.Percent != nil) && counted:
		return fmt.Sprintf("%d%% (%d/%d)", p.Percent, p.Count, p.Of)
	case r.task.State == work.Done || r.task.Percent != nil:
		return share(p.Percent)
	case counted:
		return fmt.Sprintf("%d/%d (%d%%)", p.Count, p.Of, p.Percent)
	case p.Percent > 0:
		return fmt.Sprintf("≈ %d%%", p.Percent)
	}
	return ""
}

func (r *row) stage() string {
	if own := r.task.Stages; r.item.Kind == work.ResultItem && len(own) > 0 {
		return own[min(max(r.item.Stage, 0), len(own)-1)]
	}
	stages := work.DefaultStages(r.item.Kind)
	return r.say("block." + stages[min(max(r.item.Stage, 0), len(stages)-1)])
}
