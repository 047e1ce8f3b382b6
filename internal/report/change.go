package report

import (
	"slices"

	"nhacviec/internal/work"
)

// Change is one thing of a task that is other than it was, over all the events
// between: 20% to 40% and 40% to 60% are one change from 20 to 60, and what was
// undone is none.
type Change struct {
	Line     work.Line // as it now stands
	Field    work.Field
	Item     string   // the item's name, with FieldStage
	From, To string   // as work.Event writes the field
	By       []string // Slack user ids of who changed it, first to last, each once
}

// shownFields are the fields whose changes a summary tells. A date of
// completion goes with its state, and notes are the task's own matter.
var shownFields = []work.Field{
	work.FieldCreated, work.FieldState, work.FieldCount, work.FieldPercent, work.FieldStage,
	work.FieldDeadline, work.FieldAssignee, work.FieldLead, work.FieldTarget, work.FieldTitle,
}

type thing struct {
	task  int64
	field work.Field
	item  int64
}

// changes folds the events of the lines that are there, in plan order and for
// each line in the order of shownFields.
func changes(lines []work.Line, events []work.Event) []Change {
	folded := fold(events)
	var out []Change
	for _, l := range flat(lines) {
		out = append(out, changesOf(l, folded)...)
	}
	return out
}

// fold nets the events of each thing; a task created since shows as that alone.
func fold(events []work.Event) map[int64][]*folded {
	at := map[thing]*folded{}
	out := map[int64][]*folded{}
	for _, e := range events {
		if !slices.Contains(shownFields, e.Field) {
			continue
		}
		key := thing{e.Task, e.Field, e.Item}
		f, known := at[key]
		if !known {
			f = &folded{thing: key, from: e.From}
			at[key] = f
			out[e.Task] = append(out[e.Task], f)
		}
		f.to = e.To
		if !slices.Contains(f.by, e.By) {
			f.by = append(f.by, e.By)
		}
	}
	return out
}

type folded struct {
	thing
	from, to string
	by       []string
}

func changesOf(l work.Line, all map[int64][]*folded) []Change {
	mine := all[l.Task.ID]
	isNew := slices.ContainsFunc(mine, func(f *folded) bool { return f.field == work.FieldCreated })
	slices.SortStableFunc(mine, func(a, b *folded) int {
		return slices.Index(shownFields, a.field) - slices.Index(shownFields, b.field)
	})
	if l.Task.Series != 0 {
		isNew = false // it came round: the plan has nothing new
		mine = slices.DeleteFunc(mine, func(f *folded) bool { return f.field == work.FieldCreated })
	}
	var out []Change
	for _, f := range mine {
		if f.from == f.to || isNew && f.field != work.FieldCreated && f.field != work.FieldState {
			continue
		}
		out = append(out, Change{Line: l, Field: f.field, Item: itemName(l.Task, f.item), From: f.from, To: f.to, By: f.by})
	}
	return out
}

func itemName(t work.Task, id int64) string {
	for _, it := range t.Items {
		if it.ID == id {
			return it.Name
		}
	}
	return ""
}

// flat is every line, each task followed by its activities.
func flat(lines []work.Line) []work.Line {
	var out []work.Line
	for _, l := range lines {
		out = append(out, l)
		out = append(out, flat(l.Activities)...)
	}
	return out
}
