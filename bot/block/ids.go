package block

import (
	"strconv"
	"strings"
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
	ActionMore       = "list_more"     // what stands after "/task list": "mine", "overdue", "all"
)

// Callback ids of the modals; each has a reader: ReadReview, ReadSource,
// ReadUpdate.
const (
	CallbackReview = "draft_import"
	CallbackSource = "import_source"
	CallbackUpdate = "task_update"
)

// Kinds of block ids, which are a kind and an id: "t:12".
const (
	rowBlock     = "t"       // a task's row; the task's id
	buttonsBlock = "b"       // a task's buttons; the task's id
	pickBlock    = "pick"    // a picker of items; the task's id
	stageBlock   = "stage"   // an item's stage; the item's id
	checksBlock  = "checks"  // a group of a checklist; its number from 0
	headBlock    = "head"    // who heads a unit; its number in the modal from 0
	memberBlock  = "members" // who is in a unit; its number in the modal from 0
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
	inputAction  = "value"
)

// RowBlock is the block id of a task's row.
func RowBlock(task int64) string { return blockID(rowBlock, task) }

// PickBlock is the block id of the picker of a task's items.
func PickBlock(task int64) string { return blockID(pickBlock, task) }

// StageBlock is the block id of the input for an item's stage.
func StageBlock(item int64) string { return blockID(stageBlock, item) }

// HeadBlock is the block id of the input for the head of the n-th unit asked
// about in a ReviewModal; MembersBlock that for its members.
func HeadBlock(n int) string { return blockID(headBlock, int64(n)) }

// MembersBlock is the block id of the input for a unit's members: see HeadBlock.
func MembersBlock(n int) string { return blockID(memberBlock, int64(n)) }

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
