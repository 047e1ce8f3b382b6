package work

import "time"

// Field names what an event changed.
type Field string

// The fields of a task that events record. Created carries the whole task as
// JSON, so that a fold over a task's events gives the row.
const (
	FieldCreated      Field = "created"
	FieldTitle        Field = "title"
	FieldLead         Field = "lead"
	FieldCoordinators Field = "coordinators"
	FieldAssignee     Field = "assignee"
	FieldTarget       Field = "target"
	FieldDeadline     Field = "deadline"
	FieldState        Field = "state"
	FieldPercent      Field = "percent"
	FieldCount        Field = "count"
	FieldStage        Field = "stage"    // of the item named by Event.Item
	FieldNote         Field = "note"     // From is empty, To the words
	FieldArchived     Field = "archived" // "true" or "false"
	FieldDoneOn       Field = "done_on"
	FieldRef          Field = "ref"
	FieldRank         Field = "rank"
	FieldResults      Field = "results"
	FieldPosition     Field = "position" // order among its siblings
	FieldItem         Field = "item"     // Event.Item as JSON, empty = not there
)

// Door says through what a change came in.
type Door string

// The doors.
const (
	ByCommand  Door = "command"
	ByButton   Door = "button"
	ByImport   Door = "import"
	ByUndo     Door = "undo"
	BySchedule Door = "schedule"
	ByCLI      Door = "cli"
)

// Event is one entry of the audit trail. The events of one request share a
// Change, which an Undo names.
type Event struct {
	ID        int64
	Workspace int64
	Plan      int64
	Task      int64
	Item      int64 // with FieldStage and FieldItem
	Change    string
	Field     Field
	From, To  string
	Version   int64 // of the task after the event
	By        string
	Door      Door
	At        time.Time
}
