package block

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// maxStageInputs is above how many named results a modal asks by a picker
// instead of a menu each.
const maxStageInputs = 20

// updateState is what an update's private_metadata carries: the task, and the
// version that was seen.
type updateState struct {
	Task    int64 `json:"task"`
	Version int64 `json:"version"`
	Counts  bool  `json:"counts"` // it asks for a count, not for a percentage
	Checks  int   `json:"checks"` // groups of checkboxes
}

// UpdateModal asks for a task's progress: a count where it has a target, else a
// percentage; the stage of each named result; its checklist; a note.
func UpdateModal(l *locale.Locale, ln work.Line) slack.ModalViewRequest {
	s := newView(l)
	t := ln.Task
	s.para(s.row(ln, rowOf{}))
	state := updateState{Task: t.ID, Version: t.Version, Counts: ln.Progress.Of > 0}
	if state.Counts {
		s.add(s.countInput(ln))
	} else {
		s.add(s.percentInput(ln))
	}
	s.stageInputs(t)
	state.Checks = s.checkInputs(t)
	s.add(s.noteInput())
	v := s.modal("block.update.title", "block.update.submit")
	v.CallbackID = CallbackUpdate
	v.PrivateMetadata = metadata(state)
	return v
}

func (s speaker) countInput(l work.Line) slack.Block {
	e := slack.NewNumberInputBlockElement(nil, inputAction, false)
	e.MinValue, e.MaxValue = "0", strconv.Itoa(work.MaxCount)
	e.InitialValue = strconv.Itoa(min(max(l.Progress.Count, 0), work.MaxCount))
	unit := ""
	if t := l.Task.Target; t != nil {
		unit = t.Unit
	}
	return input(BlockCount, s.label("block.update.count", args{"Of": l.Progress.Of, "Unit": unit}), e).WithOptional(true)
}

func (s speaker) percentInput(l work.Line) slack.Block {
	e := slack.NewNumberInputBlockElement(nil, inputAction, false)
	e.MinValue, e.MaxValue = "0", "100"
	if l.Task.Percent != nil {
		e.InitialValue = strconv.Itoa(min(max(*l.Task.Percent, 0), 100))
	}
	return input(BlockPercent, s.label("block.update.percent", nil), e).WithOptional(true)
}

func (s speaker) noteInput() slack.Block {
	e := slack.NewPlainTextInputBlockElement(nil, inputAction)
	e.Multiline, e.MaxLength = true, work.MaxNote
	return input(BlockNote, s.label("block.update.note", nil), e).WithOptional(true)
}

// stageInputs asks for the stage of each named result; of more than
// maxStageInputs, for those that have reached the last one.
func (s *sheet) stageInputs(t work.Task) {
	results := itemsOf(t, work.ResultItem)
	if len(results) > maxStageInputs {
		s.add(s.reachedInput(t))
		return
	}
	for _, it := range results {
		s.add(s.stageInput(t, it))
	}
}

// maxStages bounds the stages that a menu offers.
const maxStages = maxOptions

func (s speaker) stageInput(t work.Task, it work.Item) slack.Block {
	var options []*slack.OptionBlockObject
	for n := range min(t.StageCount(it.Kind), maxStages) {
		options = append(options, option(strconv.Itoa(n), s.stageLabel(t, it.Kind, n)))
	}
	e := slack.NewOptionsSelectBlockElement(slack.OptTypeStatic, nil, inputAction, options...)
	e.InitialOption = options[min(max(it.Stage, 0), len(options)-1)]
	return input(StageBlock(it.ID), line(it.Name, nameLetters), e).WithOptional(true)
}

func (s speaker) reachedInput(t work.Task) slack.Block {
	e := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic,
		plainText(s.label("block.pick.placeholder", nil), maxPlaceholder), inputAction, unreached(t)...)
	if len(e.Options) == 0 {
		return note(s.say("block.update.all_reached", nil))
	}
	last := s.stageLabel(t, work.ResultItem, t.StageCount(work.ResultItem)-1)
	return input(PickBlock(t.ID), s.label("block.update.reached", args{"Stage": locale.Raw(last)}), e).WithOptional(true)
}

// checkInputs asks for a checklist in groups of ten, as many as there is room
// for, and returns the number of groups.
func (s *sheet) checkInputs(t work.Task) int {
	items := itemsOf(t, work.CheckItem)
	s.reserve(1, 100) // the note comes after
	defer s.free(1, 100)
	for n := 0; ; n++ {
		from := n * maxChecks
		if from >= len(items) || !s.add(s.checkInput(t, n, items[from:min(from+maxChecks, len(items))])) {
			return n
		}
	}
}

func (s speaker) checkInput(t work.Task, n int, items []work.Item) slack.Block {
	e := slack.NewCheckboxGroupsBlockElement(inputAction)
	for _, it := range items {
		o := option(decimal(it.ID), line(it.Name, maxOptionText))
		e.Options = append(e.Options, o)
		if t.Reached(it) {
			e.InitialOptions = append(e.InitialOptions, o)
		}
	}
	label := s.label("block.update.checks", nil)
	if n > 0 {
		label = s.label("block.update.checks_more", nil)
	}
	return input(blockID(checksBlock, int64(n)), label, e).WithOptional(true)
}

func itemsOf(t work.Task, k work.ItemKind) []work.Item {
	var out []work.Item
	for _, it := range t.Items {
		if it.Kind == k {
			out = append(out, it)
		}
	}
	return out
}

// UpdateInput is what a submitted UpdateModal says.
type UpdateInput struct {
	Task    int64
	Version int64         // of the task when the modal was opened
	Percent *int          // nil = left empty
	Count   *int          // nil = left empty
	Stages  map[int64]int // of named results that were asked for one by one
	Reached []int64       // named results picked as having reached the last stage
	Checked []int64       // of a checklist, all that are ticked
	Asked   bool          // a checklist was asked about: what is not Checked is not done
	Note    string
}

// ReadUpdate reads a submission of UpdateModal.
func ReadUpdate(v slack.View) (UpdateInput, error) {
	var state updateState
	if err := json.Unmarshal([]byte(v.PrivateMetadata), &state); err != nil {
		return UpdateInput{}, badForm(err)
	}
	out := UpdateInput{
		Task: state.Task, Version: state.Version, Stages: map[int64]int{},
		Asked: state.Checks > 0, Note: strings.TrimSpace(value(v, BlockNote).Value),
	}
	var err error
	if out.Percent, err = figureOf(v, BlockPercent); err != nil {
		return out, err
	}
	if out.Count, err = figureOf(v, BlockCount); err != nil {
		return out, err
	}
	out.Reached = idsOf(value(v, PickBlock(state.Task)).SelectedOptions)
	for n := range min(state.Checks, maxViewBlocks) { // a forged form may name any number
		out.Checked = append(out.Checked, idsOf(value(v, blockID(checksBlock, int64(n))).SelectedOptions)...)
	}
	return out, out.readStages(v)
}

func (u *UpdateInput) readStages(v slack.View) error {
	if v.State == nil {
		return nil
	}
	for id, inputs := range v.State.Values {
		kind, item, ok := ParseBlock(id)
		chosen := inputs[inputAction].SelectedOption.Value
		if !ok || kind != stageBlock || chosen == "" {
			continue
		}
		stage, err := strconv.Atoi(chosen)
		if err != nil {
			return badForm(err)
		}
		u.Stages[item] = stage
	}
	return nil
}

// ReadPick reads the picker of an Outcome: the task, and the items picked.
func ReadPick(a slack.BlockAction) (task int64, items []int64, err error) {
	task, ok := TaskOf(a.BlockID)
	if !ok {
		return 0, nil, badForm(nil)
	}
	return task, idsOf(a.SelectedOptions), nil
}

func idsOf(options []slack.OptionBlockObject) []int64 {
	var out []int64
	for _, o := range options {
		if id, err := strconv.ParseInt(o.Value, 10, 64); err == nil {
			out = append(out, id)
		}
	}
	return out
}

func figureOf(v slack.View, blockID string) (*int, error) {
	s := value(v, blockID).Value
	if s == "" {
		return nil, nil
	}
	n, err := wholeNumber(s)
	return &n, err
}

// wholeNumber reads a number input, 0 where it was left empty.
func wholeNumber(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0, work.E(work.Invalid, "block.error.number", work.Args{"Given": s})
	}
	return n, nil
}
