// Package app holds the use cases: one method for each thing a person or the
// schedule can ask. It checks permission, applies the rules of work, and
// writes tasks, events and deliveries in one transaction. It knows no Slack
// and no SQL.
package app

import (
	"context"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// Store keeps everything. Both methods hand fn a transaction that is valid
// until fn returns; fn must do nothing but read and write through it: no
// network, no waiting.
type Store interface {
	// Read runs fn on one consistent snapshot.
	Read(ctx context.Context, fn func(Reader) error) error
	// Write runs fn in one transaction and returns after it is durable. An
	// error from fn rolls everything fn did back and is returned as it is.
	// fn may run more than once.
	Write(ctx context.Context, fn func(Writer) error) error
}

// Reader looks things up. What names a workspace never sees another's rows.
// A single thing that is not there is a *work.Error with code NotFound and key
// "error.not_found"; a list is empty. Archived rows are left out of lists.
type Reader interface {
	Workspace(ctx context.Context, id int64) (work.Workspace, error)
	WorkspaceByTeam(ctx context.Context, enterprise, team string) (work.Workspace, error)
	Workspaces(ctx context.Context) ([]work.Workspace, error)

	Person(ctx context.Context, ws int64, id string) (work.Person, error)
	People(ctx context.Context, ws int64) ([]work.Person, error)
	// PeopleApart are those whom the usual does not fit: who ever set how they
	// want to be reminded, and the deactivated.
	PeopleApart(ctx context.Context, ws int64) ([]work.Person, error)

	// Units come with heads and members, ordered by name.
	Units(ctx context.Context, ws int64) ([]work.Unit, error)

	Plan(ctx context.Context, ws, id int64) (work.Plan, error)
	// Plans are the workspace's, newest first; ws 0 means every workspace.
	Plans(ctx context.Context, ws int64) ([]work.Plan, error)

	// Tasks come with their items, in plan order: each top-level task followed
	// by its activities.
	Task(ctx context.Context, ws, id int64) (work.Task, error)
	TaskByRef(ctx context.Context, ws, plan int64, ref string) (work.Task, error)
	Children(ctx context.Context, ws, parent int64) ([]work.Task, error)
	Tasks(ctx context.Context, ws, plan int64) ([]work.Task, error)
	// Occurrences are those of a recurring duty after the first, as they were entered.
	Occurrences(ctx context.Context, ws, first int64) ([]work.Task, error)
	// Refs are the refs of the plan's tasks, in plan order.
	Refs(ctx context.Context, ws, plan int64) ([]string, error)

	Draft(ctx context.Context, ws int64, id string) (work.StoredDraft, error)
	// LastDraft is the plan's last Edition.
	LastDraft(ctx context.Context, ws, plan int64) (work.StoredDraft, error)

	// EventsOf are a task's, oldest first: the last limit of them, 0 means all.
	EventsOf(ctx context.Context, ws, task int64, limit int) ([]work.Event, error)
	// EventsOfChange are those of one request, oldest first.
	EventsOfChange(ctx context.Context, ws int64, change string) ([]work.Event, error)
	// EventsBetween are a plan's with from <= At < to, oldest first, at most limit.
	EventsBetween(ctx context.Context, ws, plan int64, from, to time.Time, limit int) ([]work.Event, error)

	Delivery(ctx context.Context, id string) (work.Delivery, error)
	DeliveryByKey(ctx context.Context, ws int64, key string) (work.Delivery, error)

	// Reminders are the ledger's entries of one task, oldest first.
	Reminders(ctx context.Context, ws, task int64) ([]work.Reminder, error)
	// RemindersOn are the ledger's entries with from <= On <= to.
	RemindersOn(ctx context.Context, ws int64, from, to calendar.Date) ([]work.Reminder, error)
	// RemindersIn are those that one delivery carries.
	RemindersIn(ctx context.Context, delivery string) ([]work.Reminder, error)

	// Snoozes are those that end on a day or later.
	Snoozes(ctx context.Context, ws int64, from calendar.Date) ([]work.Snooze, error)
	// SnoozesOf are those of the duty whose first occurrence is named.
	SnoozesOf(ctx context.Context, ws, first int64) ([]work.Snooze, error)

	// Watermark is the calendar time up to which a schedule has been worked
	// out; zero where it never was.
	Watermark(ctx context.Context, name string) (time.Time, error)

	// OpenRequests are those received and not finished, oldest first.
	OpenRequests(ctx context.Context) ([]work.Request, error)
}

// Writer changes things; what it wrote its Reader methods see.
type Writer interface {
	Reader

	// PutWorkspace inserts or updates by (Enterprise, Team) and returns the id.
	PutWorkspace(ctx context.Context, w work.Workspace) (int64, error)
	// PutPerson inserts or updates what Slack says of a person; their
	// preferences stay.
	PutPerson(ctx context.Context, p work.Person) error
	// SetPreferences is NotFound where the person is not known.
	SetPreferences(ctx context.Context, ws int64, person string, f work.Preferences) error
	// PutUnit inserts or updates by folded name; it replaces head and members.
	PutUnit(ctx context.Context, u work.Unit) (int64, error)

	InsertPlan(ctx context.Context, p work.Plan) (int64, error)
	// UpdatePlan wants the version that was read, raises it by one, and is a
	// Conflict where the row has another.
	UpdatePlan(ctx context.Context, p work.Plan) error

	// InsertTask stores t and its items and returns t with the ids given, and
	// Version 1.
	InsertTask(ctx context.Context, t work.Task) (work.Task, error)
	// UpdateTask stores t, save what it was entered with (Series, CreatedOn), and
	// its items' stages, adds the items whose ID is 0, and archives those that t
	// has no more; it wants the version that was read, raises it by one, and is a
	// Conflict where the row has another.
	UpdateTask(ctx context.Context, t work.Task) error
	// InsertItem gives an item an id. It is not the task's before UpdateTask
	// stores it with the others.
	InsertItem(ctx context.Context, t work.Task, it work.Item) (work.Item, error)
	// FreeRefs takes the refs of tasks away until UpdateTask stores new ones, so
	// that tasks can change refs among them.
	FreeRefs(ctx context.Context, ws int64, tasks ...int64) error

	InsertEvents(ctx context.Context, events ...work.Event) error

	// PutDraft inserts or replaces by ID, at Version 1.
	PutDraft(ctx context.Context, d work.StoredDraft) error
	// UpdateDraft stores what a review or an import changes: Draft, MonthFirst,
	// Onto, Alone, Chosen, Plan, ImportedAt, Edition and Rows. It wants the version that
	// was read, raises it by one, and is a Conflict where the row has another.
	UpdateDraft(ctx context.Context, d work.StoredDraft) error
	// Recompare has the drafts, all but one, that wait to be applied to a plan
	// compared with it anew: their versions are raised, and what was Chosen of
	// the old Difference is dropped.
	Recompare(ctx context.Context, ws, plan int64, but string) error
	// DropDrafts removes drafts that expired before t and became no plan.
	DropDrafts(ctx context.Context, t time.Time) error

	// Enqueue adds a delivery in state ready; false where its key is known
	// already, and then nothing changes.
	Enqueue(ctx context.Context, d work.Delivery) (bool, error)
	// PutReminder adds an entry of the ledger; false where (task, deadline,
	// rung, person) is there already.
	PutReminder(ctx context.Context, r work.Reminder) (bool, error)
	// UpdateReminder stores why an entry of the ledger was not said: Reason and
	// Until.
	UpdateReminder(ctx context.Context, r work.Reminder) error

	// MoveReminders has another delivery carry what one carries.
	MoveReminders(ctx context.Context, from, to string) error

	// PutSnooze inserts or replaces by (Task, Person).
	PutSnooze(ctx context.Context, s work.Snooze) error
	DropSnooze(ctx context.Context, ws, first int64, person string) error

	// SetWatermark moves a watermark forward; an earlier t changes nothing.
	SetWatermark(ctx context.Context, name string, t time.Time) error

	// OpenRequest stores a request that will be worked on after its ack; false
	// where its key is known.
	OpenRequest(ctx context.Context, r work.Request) (bool, error)
	// FinishRequest marks the request as done, storing its key where it was
	// not opened before; false where it was done already.
	FinishRequest(ctx context.Context, key string, at time.Time) (bool, error)
}
