package block

import (
	"strconv"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// changed says what was changed of a field: "tiến độ 20% → 60%". It is empty
// for what a reader need not be told.
func (s speaker) changed(t work.Task, f work.Field, item, from, to string) string {
	switch f {
	case work.FieldCreated:
		if t.Series != 0 {
			return s.say("block.changed.came_round", nil)
		}
		return s.say("block.changed.created", nil)
	case work.FieldNote:
		return s.say("block.changed.note", args{"Note": to})
	case work.FieldArchived:
		return s.say("block.changed.archived."+strconv.FormatBool(to == "true"), nil)
	case work.FieldDoneOn, work.FieldCoordinators, work.FieldPosition:
		return ""
	case work.FieldItem:
		return s.itemChange(from, to)
	case work.FieldStage:
		return s.fromTo("", typed(item, nameLetters)+": "+s.stageAt(t, item, from), s.stageAt(t, item, to))
	}
	return s.fromTo("block.field."+string(f), s.value(f, from), s.value(f, to))
}

// fromTo is "tiến độ 20% → 60%", without the arrow where there was nothing.
func (s speaker) fromTo(key, from, to string) string {
	name := ""
	if key != "" {
		name = s.say(key, nil) + " "
	}
	switch {
	case from == "":
		return name + to
	case to == "":
		return name + from + " → " + s.say("block.changed.nothing", nil)
	}
	return name + from + " → " + to
}

// value writes one side of a change for the reader.
func (s speaker) value(f work.Field, v string) string {
	if v == "" {
		return ""
	}
	switch f {
	case work.FieldPercent:
		return typed(v, 10) + "%"
	case work.FieldState:
		return lower(s.state(work.State(v)))
	case work.FieldAssignee:
		return Mention(v)
	case work.FieldDeadline:
		return s.deadline(work.DeadlineIn(v))
	case work.FieldTarget:
		return s.target(work.TargetIn(v))
	}
	return typed(v, nameLetters)
}

// deadline is a deadline in short: its due day, else its words.
func (s speaker) deadline(d work.Deadline) string {
	switch {
	case !d.Due.IsZero():
		return s.markup.Date(d.Due)
	case d.Phrase != "":
		return typed(d.Phrase, nameLetters)
	case d.Recurrence != "":
		return s.every(d)
	}
	return ""
}

func (s speaker) target(t *work.Target) string {
	if t == nil {
		return ""
	}
	return join(" ", s.markup.Number(int64(t.Count)), typed(t.Unit, nameLetters))
}

// stageAt names the stage with the index that an event wrote.
func (s speaker) stageAt(t work.Task, item, index string) string {
	n, err := strconv.Atoi(index)
	if err != nil {
		return ""
	}
	kind := work.ResultItem
	for _, it := range t.Items {
		if it.Name == item {
			kind = it.Kind
		}
	}
	return s.stage(t, kind, n)
}

// stage names the n-th stage of a task's items of a kind.
func (s speaker) stage(t work.Task, k work.ItemKind, n int) string {
	return string(s.stageRaw(s.markup, t, k, n))
}

func (s speaker) stageRaw(l *locale.Locale, t work.Task, k work.ItemKind, n int) locale.Raw {
	if k == work.ResultItem && len(t.Stages) > 0 {
		return locale.Raw(l.Text(t.Stages[min(max(n, 0), len(t.Stages)-1)]))
	}
	keys := work.DefaultStages(k)
	return locale.Raw(l.Say("block."+keys[min(max(n, 0), len(keys)-1)], nil))
}

// stageLabel is stage for plain text.
func (s speaker) stageLabel(t work.Task, k work.ItemKind, n int) string {
	return string(s.stageRaw(s.plain, t, k, n))
}
