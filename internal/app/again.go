package app

import (
	"context"

	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// apply changes a plan as the later version of its document says: what was
// confirmed, field by field, in one change. Progress, assignees, notes and
// history stay. The draft keeps what the plan then holds of it.
func (a *App) apply(ctx context.Context, w Writer, who Actor, d *work.StoredDraft) (Imported, error) {
	b, err := a.base(ctx, w, who.Workspace, d.Onto)
	if err != nil {
		return Imported{}, err
	}
	if b.plan.Owner != who.Person {
		return Imported{}, work.E(work.Forbidden, "error.not_your_plan",
			work.Args{"Title": b.plan.Title, "Owner": work.Mention(b.plan.Owner)})
	}
	x := newApplying(a, w, who, d, b)
	for _, step := range []func(context.Context) error{
		x.archive, x.amend, x.renumber, x.place, x.store, x.enterNew, x.retitle, x.announce,
	} {
		if err := step(ctx); err != nil {
			return Imported{}, err
		}
	}
	if err := w.Recompare(ctx, who.Workspace, x.plan.ID, d.ID); err != nil {
		return Imported{}, err
	}
	x.remember()
	d.Edition = b.draft.Edition + 1
	x.out.Plan = x.plan
	return x.out, nil
}

// applying is a later version of a plan on its way into it.
type applying struct {
	planting
	draft  *work.StoredDraft
	before *work.StoredDraft
	diff   work.Difference
	rows   []work.Task // the plan's, in its order
	at     map[int64]int
	under  map[int64][]int // activities of a task, and tasks under 0, by index into rows
	series map[int64][]int // a duty's later occurrences, by its first
	edits  map[int64]*work.Edit
	edited []int64 // in the order in which they were first touched
	refs   map[work.DraftLine]string
	spots  map[work.DraftLine]int
	ids    map[work.DraftLine]int64
	out    Imported
}

func newApplying(a *App, w Writer, who Actor, d *work.StoredDraft, b base) *applying {
	x := &applying{
		planting: planting{app: a, w: w, who: who, plan: b.plan, change: a.newID(), taken: work.Refs{}},
		draft:    d, before: &b.draft, diff: work.Compare(&b.draft, d, b.tasks), rows: b.tasks,
		at: map[int64]int{}, under: map[int64][]int{}, series: map[int64][]int{}, edits: map[int64]*work.Edit{}, refs: map[work.DraftLine]string{},
		spots: map[work.DraftLine]int{}, ids: map[work.DraftLine]int64{},
		out: Imported{Later: true},
	}
	x.who.Door = work.ByImport
	for i := range x.rows {
		t := &x.rows[i]
		x.at[t.ID] = i
		x.under[t.Parent] = append(x.under[t.Parent], i)
		if t.Series != 0 {
			x.series[t.Series] = append(x.series[t.Series], i)
		}
	}
	for _, l := range x.diff.Lines {
		x.count(l)
		if l.ID != 0 && l.Kind != work.LineGone {
			x.ids[l.Line] = l.ID
		}
	}
	return x
}

func (x *applying) count(l work.LineChange) {
	switch {
	case l.Kind == work.LineSame:
		x.out.Same++
		if l.ID != 0 && hasNewRef(l) {
			x.out.Renumbered++
		}
	case l.Out:
		x.out.Held++
	case l.Kind == work.LineGone:
		x.out.Gone++
	case l.Kind == work.LineNew || l.ID == 0:
		x.out.New++
	default:
		x.out.Changed++
	}
}

// edit is the one edit of a task in this change.
func (x *applying) edit(id int64) *work.Edit {
	e, ok := x.edits[id]
	if !ok {
		e = work.EditTask(x.rows[x.at[id]])
		x.edits[id] = e
		x.edited = append(x.edited, id)
	}
	return e
}

// archive takes out what the new version has no more, with its activities and
// occurrences. The rows come in plan order, so that a task stands before its
// activities and a duty's first occurrence before the others.
func (x *applying) archive(context.Context) error {
	gone := map[int64]bool{}
	for _, l := range x.diff.Lines {
		if l.Kind == work.LineGone && !l.Out {
			gone[l.ID] = true
		}
	}
	if len(gone) == 0 {
		return nil
	}
	for _, t := range x.rows {
		if !gone[t.ID] && !gone[t.Parent] && !gone[t.Series] {
			continue
		}
		gone[t.ID] = true
		if err := x.edit(t.ID).Set(work.FieldArchived, "true"); err != nil {
			return err
		}
	}
	return nil
}

// amend gives the tasks of changed lines what the new version says.
func (x *applying) amend(ctx context.Context) error {
	for _, l := range x.diff.Lines {
		if l.Kind != work.LineChanged || l.Out || l.ID == 0 {
			continue
		}
		for _, t := range x.occurrences(l.ID) {
			if err := x.changeTask(ctx, l, t); err != nil {
				return err
			}
		}
	}
	return nil
}

// occurrences are the tasks that a line's change is about: its own and, of a
// duty that comes back, the later occurrences that are open.
func (x *applying) occurrences(first int64) []work.Task {
	out := []work.Task{x.rows[x.at[first]]}
	for _, i := range x.series[first] {
		if t := x.rows[i]; !t.State.Closed() {
			out = append(out, t)
		}
	}
	return out
}

func (x *applying) changeTask(ctx context.Context, l work.LineChange, t work.Task) error {
	e := x.edit(t.ID)
	for _, f := range l.Fields {
		var err error
		switch f.Field {
		case work.FieldRef:
		case work.FieldItem:
			err = x.changeItem(ctx, e, f)
		case work.FieldDeadline:
			err = x.changeDeadline(e, l, t)
		default:
			err = e.Set(f.Field, f.To)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *applying) changeItem(ctx context.Context, e *work.Edit, f work.FieldChange) error {
	if f.To == "" {
		if it, ok := e.Task.ItemLike(work.ItemIn(f.From)); ok {
			return e.DropItem(it.ID)
		}
		return nil
	}
	it := work.ItemIn(f.To)
	if _, ok := e.Task.ItemLike(it); ok {
		return nil
	}
	it, err := x.w.InsertItem(ctx, e.Task, it)
	if err != nil {
		return err
	}
	return e.AddItem(it)
}

// changeDeadline moves one occurrence. Where the duty comes back as often as
// before it stays in its own period, overdue or not; one that is over and that
// others came after stays as it was.
func (x *applying) changeDeadline(e *work.Edit, l work.LineChange, t work.Task) error {
	later := len(x.series[l.ID]) > 0
	if later && t.State.Closed() {
		return nil
	}
	cal, err := x.calendar()
	if err != nil {
		return err
	}
	d := work.FirstDeadline(x.draft.Draft.Reading(l.Line), x.plan, x.today(), cal)
	if later || d.Recurrence == t.Deadline.Recurrence {
		d = d.Near(t.Deadline, cal)
	}
	return e.SetDeadline(d)
}

// store writes the edits: what goes first, so that its refs are free.
func (x *applying) store(ctx context.Context) error {
	var moved []int64
	for _, id := range x.edited {
		if e := x.edits[id]; !e.Task.Archived && e.Task.Ref != x.rows[x.at[id]].Ref {
			moved = append(moved, id)
		}
	}
	if err := x.w.FreeRefs(ctx, x.who.Workspace, moved...); err != nil {
		return err
	}
	for _, archived := range []bool{true, false} {
		for _, id := range x.edited {
			if e := x.edits[id]; e.Task.Archived == archived {
				if err := x.app.save(ctx, x.w, x.who, e, x.change); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// enterNew stores the lines that are new, each in its place.
func (x *applying) enterNew(ctx context.Context) error {
	d := &x.draft.Draft
	for _, l := range x.diff.Lines {
		if !x.isNew(l) {
			continue
		}
		t, err := x.row(d, l.Line)
		if err != nil {
			return err
		}
		stand := d.Tasks[l.Line.Task].Stand
		if l.Line.Activity >= 0 {
			t.Parent = x.ids[work.DraftLine{Task: l.Line.Task, Activity: -1}]
			stand = d.Tasks[l.Line.Task].Activities[l.Line.Activity].Stand
			if t.Parent == 0 {
				continue
			}
		}
		t.Ref = x.refs[l.Line]
		x.position = x.spots[l.Line] - 1
		if t, err = x.enter(ctx, t, stand); err != nil {
			return err
		}
		x.ids[l.Line] = t.ID
	}
	return nil
}

// isNew reports whether a line gets a task of its own now: it is new, or was
// left out before.
func (x *applying) isNew(l work.LineChange) bool {
	return l.Kind != work.LineGone && l.ID == 0 && !l.Out
}

// retitle gives the plan its document's new title and order of day and month.
func (x *applying) retitle(ctx context.Context) error {
	title := x.plan.Title
	if x.diff.Title != nil {
		title = text.Cut(x.diff.Title.To, work.MaxTitle)
	}
	if title == x.plan.Title && x.plan.MonthFirst == x.draft.MonthFirst {
		return nil
	}
	x.plan.Title, x.plan.MonthFirst = title, x.draft.MonthFirst
	err := x.w.UpdatePlan(ctx, x.plan)
	x.plan.Version++
	return err
}

// remember keeps in the draft what the plan now holds of it: the next version
// is compared with that. A line that was not applied stays as it was before.
func (x *applying) remember() {
	d := x.draft
	d.Rows = make([][]int64, len(d.Draft.Tasks))
	for i := range d.Draft.Tasks {
		d.Rows[i] = make([]int64, 1+len(d.Draft.Tasks[i].Activities))
	}
	for at, id := range x.ids {
		d.Rows[at.Task][1+at.Activity] = id
		if at.Activity < 0 && d.Draft.Tasks[at.Task].Itself() {
			d.Rows[at.Task][1] = id
		}
	}
	for _, l := range x.diff.Lines {
		if l.Out && l.Kind != work.LineGone {
			d.Draft.Keep(l.Line, &x.before.Draft, l.Was)
		}
	}
}
