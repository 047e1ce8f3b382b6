package work

import (
	"strconv"

	"nhacviec/internal/calendar"
	"nhacviec/internal/text"
)

// Bounds on what a person may type, so that every answer stays readable.
const (
	MaxTitle   = 3000   // graphemes: what a box of Slack's holds
	MaxNote    = 1000   // graphemes
	MaxCount   = 100000 // of a counted target
	MaxRefLen  = 40     // bytes
	MaxName    = 300    // graphemes, of a unit
	MaxMembers = 100    // of a unit
)

// SetPercent records a percentage, 0–100. It replaces a count typed by hand.
func (e *Edit) SetPercent(n int) error {
	if n < 0 || n > 100 {
		return E(Invalid, "error.percent_range", Args{"Given": strconv.Itoa(n)})
	}
	if err := e.Set(FieldPercent, strconv.Itoa(n)); err != nil {
		return err
	}
	return e.moved(n > 0, n < 100)
}

// SetCount records a count of the target. of is the total that was typed with
// it, which must be the target's; 0 = none was typed. Past the target is welcome.
func (e *Edit) SetCount(n, of int) error {
	target := e.Task.Of()
	switch {
	case target == 0:
		return E(Invalid, "error.no_target", Args{"Ref": e.Task.Ref})
	case of != 0 && of != target:
		return E(Invalid, "error.wrong_target", Args{"Ref": e.Task.Ref, "Given": of, "Target": target, "Unit": e.Task.targetUnit(), "Count": n})
	case n < 0 || n > MaxCount:
		return E(Invalid, "error.count_range", Args{"Ref": e.Task.Ref, "Target": target, "Unit": e.Task.targetUnit()})
	}
	if err := e.Set(FieldCount, strconv.Itoa(n)); err != nil {
		return err
	}
	if err := e.Set(FieldPercent, ""); err != nil {
		return err
	}
	return e.moved(n > 0, n < target)
}

// SetItem moves a named item to a stage, by the stage's index. The count
// follows the items; a percentage typed by hand gives way.
func (e *Edit) SetItem(id int64, stage int) error {
	i := e.Task.itemAt(id)
	if i < 0 {
		return E(NotFound, "error.not_found", nil)
	}
	if last := e.Task.StageCount(e.Task.Items[i].Kind) - 1; stage < 0 || stage > last {
		return E(Invalid, "error.stage_range", Args{"Last": last})
	}
	if err := e.SetStage(id, stage); err != nil {
		return err
	}
	if e.Task.Items[i].Kind == ResultItem {
		if err := e.Set(FieldPercent, ""); err != nil {
			return err
		}
	}
	return e.moved(stage > 0, false)
}

// Finish marks the task done on a day. Late completion is always accepted.
func (e *Edit) Finish(today calendar.Date) error {
	if e.Task.State == Done {
		return nil
	}
	if err := e.Set(FieldState, string(Done)); err != nil {
		return err
	}
	return e.Set(FieldDoneOn, today.String())
}

// moved takes an open task from not started to in progress where there is
// something to show, and reopens a done one whose figure no longer says all.
func (e *Edit) moved(begun, short bool) error {
	switch {
	case e.Task.State == NotStarted && begun:
		return e.Set(FieldState, string(InProgress))
	case e.Task.State == Done && short:
		if err := e.Set(FieldState, string(InProgress)); err != nil {
			return err
		}
		return e.Set(FieldDoneOn, "")
	}
	return nil
}

func (t *Task) targetUnit() string {
	if t.Target == nil {
		return ""
	}
	return t.Target.Unit
}

// FindItem finds the one item whose name is, or else begins with, or else
// contains the words, compared folded. Several or none is an Invalid error that
// lists the names.
func (t *Task) FindItem(words string) (Item, error) {
	want := text.Fold(words)
	if want == "" {
		return Item{}, E(Invalid, "error.item_unknown", Args{"Ref": t.Ref, "Given": words, "Names": t.itemNames(nil)})
	}
	for _, rank := range []func(name string) bool{
		func(n string) bool { return n == want },
		func(n string) bool { return hasPrefix(n, want) },
		func(n string) bool { return containsWords(n, want) },
	} {
		found := t.itemsWhere(rank)
		if len(found) == 1 {
			return found[0], nil
		}
		if len(found) > 1 {
			return Item{}, E(Invalid, "error.item_several", Args{"Ref": t.Ref, "Given": words, "Names": t.itemNames(found)})
		}
	}
	if len(t.Items) == 0 {
		return Item{}, E(Invalid, "error.no_items", Args{"Ref": t.Ref})
	}
	return Item{}, E(Invalid, "error.item_unknown", Args{"Ref": t.Ref, "Given": words, "Names": t.itemNames(nil)})
}

func (t *Task) itemsWhere(ok func(string) bool) []Item {
	var out []Item
	for _, it := range t.Items {
		if ok(text.Fold(it.Name)) {
			out = append(out, it)
		}
	}
	return out
}

// itemNames lists names for a sentence; nil means all of the task's items.
func (t *Task) itemNames(items []Item) []string {
	if items == nil {
		items = t.Items
	}
	var out []string
	for _, it := range items {
		if len(out) == 20 {
			return append(out, "…")
		}
		out = append(out, it.Name)
	}
	return out
}

func hasPrefix(s, p string) bool { return len(s) >= len(p) && s[:len(p)] == p }

// containsWords reports whether s holds w at word borders; both are folded.
func containsWords(s, w string) bool {
	for i := 0; i+len(w) <= len(s); i++ {
		if s[i:i+len(w)] == w && (i == 0 || s[i-1] == ' ') {
			return true
		}
	}
	return false
}
