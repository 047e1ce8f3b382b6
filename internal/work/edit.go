package work

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"nhacviec/internal/calendar"
)

// Edit changes a task field by field and keeps what it changed as events, so
// that no change goes unrecorded.
type Edit struct {
	Task   Task
	Events []Event
}

// EditTask begins an edit of a copy of t.
func EditTask(t Task) *Edit {
	t.Items = slices.Clone(t.Items)
	return &Edit{Task: t}
}

// Set gives a field the value written as in an Event. A value that it has
// already records nothing.
func (e *Edit) Set(f Field, to string) error { return e.set(f, 0, to) }

// SetStage moves an item to a stage.
func (e *Edit) SetStage(item int64, stage int) error {
	return e.set(FieldStage, item, strconv.Itoa(stage))
}

// AddItem puts a stored item behind the others.
func (e *Edit) AddItem(it Item) error { return e.set(FieldItem, it.ID, itemValue(it)) }

// DropItem takes an item out of the task; its history stays.
func (e *Edit) DropItem(id int64) error { return e.set(FieldItem, id, "") }

// SetDeadline gives the task a deadline.
func (e *Edit) SetDeadline(d Deadline) error {
	to, err := asJSON(d)
	if err != nil {
		return err
	}
	return e.Set(FieldDeadline, to)
}

// Note records words without changing the task.
func (e *Edit) Note(words string) {
	if words != "" {
		e.Events = append(e.Events, Event{Field: FieldNote, To: words})
	}
}

// Changed reports whether anything was recorded.
func (e *Edit) Changed() bool { return len(e.Events) > 0 }

func (e *Edit) set(f Field, item int64, to string) error {
	from, err := e.Task.Value(f, item)
	if err != nil {
		return err
	}
	if from == to {
		return nil
	}
	if err := e.Task.put(f, item, to); err != nil {
		return err
	}
	e.Events = append(e.Events, Event{Field: f, Item: item, From: from, To: to})
	return nil
}

// Value is a field's value as an Event writes it.
func (t *Task) Value(f Field, item int64) (string, error) {
	switch f {
	case FieldTitle:
		return t.Title, nil
	case FieldLead:
		return t.Lead, nil
	case FieldCoordinators:
		return asJSON(t.Coordinators)
	case FieldAssignee:
		return t.Assignee, nil
	case FieldTarget:
		return asJSON(t.Target)
	case FieldDeadline:
		return asJSON(t.Deadline)
	case FieldState:
		return string(t.State), nil
	case FieldPercent:
		return figure(t.Percent), nil
	case FieldCount:
		return figure(t.Count), nil
	case FieldDoneOn:
		return t.DoneOn.String(), nil
	case FieldArchived:
		return strconv.FormatBool(t.Archived), nil
	case FieldRef:
		return t.Ref, nil
	case FieldRank:
		return t.Rank, nil
	case FieldResults:
		return t.Results, nil
	case FieldPosition:
		return strconv.Itoa(t.Position), nil
	case FieldItem:
		if i := t.itemAt(item); i >= 0 {
			return asJSON(t.Items[i])
		}
		return "", nil
	case FieldStage:
		i := t.itemAt(item)
		if i < 0 {
			return "", fmt.Errorf("work: task %d has no item %d", t.ID, item)
		}
		return strconv.Itoa(t.Items[i].Stage), nil
	}
	return "", fmt.Errorf("work: field %q has no value", f)
}

func (t *Task) put(f Field, item int64, to string) (err error) {
	switch f {
	case FieldTitle:
		t.Title = to
	case FieldLead:
		t.Lead = to
	case FieldCoordinators:
		t.Coordinators, err = fromJSON[[]string](to)
	case FieldAssignee:
		t.Assignee = to
	case FieldTarget:
		t.Target, err = fromJSON[*Target](to)
	case FieldDeadline:
		t.Deadline, err = fromJSON[Deadline](to)
	case FieldState:
		t.State = State(to)
	case FieldPercent:
		t.Percent, err = parseFigure(to)
	case FieldCount:
		t.Count, err = parseFigure(to)
	case FieldDoneOn:
		t.DoneOn, err = calendar.ParseDate(to)
	case FieldArchived:
		t.Archived, err = strconv.ParseBool(to)
	case FieldRef:
		t.Ref = to
	case FieldRank:
		t.Rank = to
	case FieldResults:
		t.Results = to
	case FieldPosition:
		t.Position, err = strconv.Atoi(to)
	case FieldItem:
		err = t.putItem(item, to)
	case FieldStage:
		t.Items[t.itemAt(item)].Stage, err = strconv.Atoi(to)
	}
	return err
}

// Fold is the task that a task's events, oldest first, lead to. The first must
// be FieldCreated.
func Fold(events []Event) (Task, error) {
	if len(events) == 0 || events[0].Field != FieldCreated {
		return Task{}, fmt.Errorf("work: a task's events begin with %q", FieldCreated)
	}
	t, err := fromJSON[Task](events[0].To)
	if err != nil {
		return Task{}, err
	}
	for _, e := range events[1:] {
		if e.Field != FieldNote {
			if err := t.put(e.Field, e.Item, e.To); err != nil {
				return Task{}, err
			}
		}
		t.Version, t.UpdatedAt = e.Version, e.At
	}
	return t, nil
}

// Created is the event that begins a task's history.
func Created(t Task) (Event, error) {
	to, err := asJSON(t)
	return Event{Field: FieldCreated, To: to}, err
}

func (t *Task) itemAt(id int64) int {
	return slices.IndexFunc(t.Items, func(it Item) bool { return it.ID == id })
}

// putItem puts an item behind the others, or takes it out where to is empty.
func (t *Task) putItem(id int64, to string) error {
	it, err := fromJSON[Item](to)
	t.Items = slices.DeleteFunc(t.Items, func(o Item) bool { return o.ID == id })
	if to != "" {
		t.Items = append(t.Items, it)
	}
	return err
}

func itemValue(it Item) string {
	v, err := asJSON(it)
	if err != nil {
		return ""
	}
	return v
}

func asJSON(v any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return strings.TrimSpace(b.String()), err
}

func fromJSON[T any](s string) (T, error) {
	var v T
	if s == "" {
		return v, nil
	}
	err := json.Unmarshal([]byte(s), &v)
	return v, err
}

func figure(p *int) string {
	if p == nil {
		return ""
	}
	return strconv.Itoa(*p)
}

func parseFigure(s string) (*int, error) {
	if s == "" {
		return nil, nil
	}
	n, err := strconv.Atoi(s)
	return &n, err
}

// Reverse sets back what the events, oldest first, changed. What created the
// task archives it; notes stay, for they were said.
func (e *Edit) Reverse(events []Event) error {
	for _, ev := range slices.Backward(events) {
		var err error
		switch ev.Field {
		case FieldNote:
		case FieldCreated:
			err = e.Set(FieldArchived, "true")
		default:
			err = e.set(ev.Field, ev.Item, ev.From)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
