package block

import (
	"hash/fnv"
	"strconv"
	"strings"

	"nhacviec/internal/text"
)

// Ids of the actions that messages and Home carry. What a button's value is
// stands beside it.
const (
	ActionUpdate     = "task_update"   // the task's id: opens UpdateModal
	ActionDone       = "task_done"     // the task's id
	ActionDoneAll    = "task_done_all" // the task's id: done, and so are its open activities
	ActionShow       = "task_show"     // the task's id
	ActionUndo       = "undo"          // the change's id
	ActionImport     = "draft_open"    // the draft's id: opens ReviewModal
	ActionPickItems  = "pick_items"    // a multi_static_select: see ReadPick
	ActionOpenImport = "import_open"   // nothing: opens ImportModal
	ActionExport     = "plan_export"   // the plan's id and the format: see ReadExport
	ActionSnooze     = "task_snooze"   // a static_select: see ReadSnooze
	ActionWake       = "task_wake"     // the task's id: no longer put off
	ActionSettings   = "plan_settings" // the plan's id: opens SettingsModal
	ActionMore       = "list_more"     // what stands after "/task list": "mine", "overdue", "all"
	// ActionPreferences has no value: it opens PreferencesModal.
	ActionPreferences = "my_preferences"
)

// Ids of the actions of a ReviewModal. A line is named as ReadLine reads it.
const (
	ActionPrevious = "review_previous" // the page to turn to
	ActionNext     = "review_next"     // the page to turn to
	ActionOnly     = "review_only"     // "1": only what needs a look; "0": all
	ActionAsNew    = "review_as_new"   // "1": a plan of its own; "0": a later version
	ActionOrder    = "review_order"    // "1": months before days; "0": days first
	ActionMend     = "line_mend"       // the line: opens MendModal
	ActionLeaveOut = "line_leave_out"  // the line
	ActionTakeBack = "line_take_back"  // the line
	ActionTake     = "line_take"       // followed by ":0", ":1" …; see ReadTake
	ActionLine     = "line_menu"       // ActionMend or ActionLeaveOut, and the line
)

func takeAction(n int) string { return ActionTake + ":" + strconv.Itoa(n) }

// Callback ids of the modals; each has a reader: ReadReview, ReadSource,
// ReadUpdate.
const (
	CallbackReview = "draft_import"
	CallbackSource = "import_source"
	CallbackUpdate = "task_update"
	CallbackMend   = "line_mend"

	CallbackSnooze      = "task_snooze"
	CallbackSettings    = "plan_settings"
	CallbackPreferences = "my_preferences"
)

// Kinds of block ids, which are a kind and an id: "t:12".
const (
	rowBlock     = "t"       // a task's row; the task's id
	buttonsBlock = "b"       // a task's buttons; the task's id
	pickBlock    = "pick"    // a picker of items; the task's id
	stageBlock   = "stage"   // an item's stage; the item's id
	checksBlock  = "checks"  // a group of a checklist; its number from 0
	headBlock    = "head"    // who heads a unit; see unitBlock
	memberBlock  = "members" // who is in a unit
	sameBlock    = "same"    // which known unit a unit is
	ladderInput  = "ladder"  // the rungs of a ladder; its window
	sourceBlock  = "source"  // a box of a pasted plan; its number from 0
)

// Block ids of inputs that stand once in a modal, and the action id that every
// input of a modal has.
const (
	BlockPercent = "percent"
	BlockCount   = "count"
	BlockNote    = "note"
	BlockFile    = "file"
	BlockYear    = "year"
	BlockChannel = "channel"

	BlockUntil    = "until"
	BlockDigest   = "daily_message"
	BlockOrder    = "order"
	BlockSwitches = "switches"

	BlockTitle        = "title"
	BlockLead         = "lead"
	BlockOtherLead    = "other_lead"
	BlockCoordinators = "coordinators"
	BlockReading      = "reading"
	BlockDeadline     = "deadline"
	BlockTarget       = "target"

	inputAction = "value"
)

// RowBlock is the block id of a task's row.
func RowBlock(task int64) string { return blockID(rowBlock, task) }

// PickBlock is the block id of the picker of a task's items.
func PickBlock(task int64) string { return blockID(pickBlock, task) }

// StageBlock is the block id of the input for an item's stage.
func StageBlock(item int64) string { return blockID(stageBlock, item) }

// HeadBlock is the block id of the input for a unit's head in a ReviewModal.
func HeadBlock(unit string) string { return unitBlock(headBlock, unit) }

// MembersBlock is the block id of the input for a unit's members.
func MembersBlock(unit string) string { return unitBlock(memberBlock, unit) }

// SameBlock is the block id of the menu that says which known unit a unit is.
func SameBlock(unit string) string { return unitBlock(sameBlock, unit) }

// unitBlock names a unit by what its name folds to: mending a line may add
// units before it, and what was entered for it must stay its own.
func unitBlock(kind, unit string) string {
	h := fnv.New64a()
	h.Write([]byte(text.Fold(unit)))
	return blockID(kind, int64(h.Sum64()>>1))
}

// SourceBlock is the block id of the n-th box of an ImportModal.
func SourceBlock(n int) string { return blockID(sourceBlock, int64(n)) }

func blockID(kind string, id int64) string { return kind + ":" + strconv.FormatInt(id, 10) }

// ParseBlock takes a block id apart; ok is false where it is none of ours.
func ParseBlock(blockID string) (kind string, id int64, ok bool) {
	kind, digits, found := strings.Cut(blockID, ":")
	if !found {
		return "", 0, false
	}
	id, err := strconv.ParseInt(digits, 10, 64)
	return kind, id, err == nil
}

// TaskOf is the task whose row, buttons or picker a block id belongs to.
func TaskOf(blockID string) (int64, bool) {
	kind, id, ok := ParseBlock(blockID)
	return id, ok && (kind == rowBlock || kind == buttonsBlock || kind == pickBlock)
}
