package app

import (
	"context"
	"slices"
	"strconv"

	"nhacviec/internal/work"
)

// renumber gives the lines the new version's numbers: those that have another
// now and those that are new. A ref of a task that the document does not name
// is not taken from it.
func (x *applying) renumber(context.Context) error {
	moving := map[int64]bool{}
	for _, l := range x.diff.Lines {
		if l.ID != 0 && hasNewRef(l) {
			moving[l.ID] = true
		}
	}
	for _, t := range x.rows {
		if e := x.edits[t.ID]; (e == nil || !e.Task.Archived) && !moving[t.ID] && !moving[t.Series] {
			x.taken[t.Ref] = true
		}
	}
	for _, l := range x.diff.Lines {
		if l.Kind == work.LineGone || !moving[l.ID] && !x.isNew(l) {
			continue
		}
		ref := x.numbered(l.Line)
		x.refs[l.Line] = ref
		if l.ID == 0 {
			continue
		}
		if err := x.renumberSeries(l.ID, ref); err != nil {
			return err
		}
	}
	return nil
}

func hasNewRef(l work.LineChange) bool {
	return slices.ContainsFunc(l.Fields, func(f work.FieldChange) bool { return f.Field == work.FieldRef })
}

// numbered is the free ref that a line gets. An activity's begins with its
// task's.
func (x *applying) numbered(at work.DraftLine) string {
	d := &x.draft.Draft
	if at.Activity < 0 {
		return x.free(d.Ref(at), strconv.Itoa(at.Task+1))
	}
	task := work.DraftLine{Task: at.Task, Activity: -1}
	parent, ok := x.refs[task]
	if id := x.ids[task]; !ok && id != 0 {
		parent = x.rows[x.at[id]].Ref
	}
	ref := partRef(d, at, parent)
	return x.free(ref, ref)
}

// renumberSeries gives a task, and the later occurrences of a duty, its ref.
func (x *applying) renumberSeries(first int64, ref string) error {
	if err := x.edit(first).Set(work.FieldRef, ref); err != nil {
		return err
	}
	for _, i := range x.series[first] {
		t := &x.rows[i]
		_, n := work.SplitRef(t.Ref)
		own := work.OccurrenceRef(ref, n)
		if err := x.edit(t.ID).Set(work.FieldRef, x.free(own, own)); err != nil {
			return err
		}
	}
	return nil
}

// place puts tasks and activities in the new version's order. What the
// document does not name stays behind what it stood behind.
func (x *applying) place(context.Context) error {
	named := map[int64][]work.DraftLine{} // by the row of the task they belong to, 0 = tasks
	parents := []int64{0}
	for _, l := range x.diff.Lines {
		if l.Kind == work.LineGone || l.ID == 0 && !x.isNew(l) {
			continue
		}
		var parent int64
		if l.Line.Activity >= 0 {
			if parent = x.ids[work.DraftLine{Task: l.Line.Task, Activity: -1}]; parent == 0 {
				x.spots[l.Line] = l.Line.Activity + 1 // of a task that is new itself
				continue
			}
			if _, ok := named[parent]; !ok {
				parents = append(parents, parent)
			}
		}
		named[parent] = append(named[parent], l.Line)
	}
	for _, parent := range parents {
		if err := x.placeAmong(parent, named[parent]); err != nil {
			return err
		}
	}
	return nil
}

func (x *applying) placeAmong(parent int64, lines []work.DraftLine) error {
	inLine := map[int64]bool{}
	for _, at := range lines {
		inLine[x.ids[at]] = true
	}
	behind := map[int64][]work.Task{} // rows that no line has, by the row of a line before them
	var last int64
	for _, i := range x.under[parent] {
		if t := x.rows[i]; inLine[t.ID] {
			last = t.ID
		} else {
			behind[last] = append(behind[last], t)
		}
	}
	var spots []work.Spot
	var of []work.DraftLine // of each spot; Task is -1 where no line has it
	add := func(t work.Task, at work.DraftLine) {
		spots = append(spots, work.Spot{ID: t.ID, Position: t.Position})
		of = append(of, at)
	}
	follow := func(id int64) {
		for _, t := range behind[id] {
			add(t, work.DraftLine{Task: -1})
		}
	}
	follow(0)
	for _, at := range lines {
		id := x.ids[at]
		if id == 0 {
			add(work.Task{}, at)
			continue
		}
		add(x.rows[x.at[id]], at)
		follow(id)
	}
	return x.move(spots, of)
}

// move gives the spots their positions.
func (x *applying) move(spots []work.Spot, of []work.DraftLine) error {
	for i, position := range work.Places(spots) {
		switch {
		case spots[i].ID == 0:
			x.spots[of[i]] = position
		case spots[i].Position != position:
			if err := x.edit(spots[i].ID).Set(work.FieldPosition, strconv.Itoa(position)); err != nil {
				return err
			}
		}
	}
	return nil
}
