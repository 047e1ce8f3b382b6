// Package storetest holds every kind of database to the same contracts: those
// that app, outbox and schedule declare.
package storetest

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/app"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

// Run runs the suite. fresh names an empty database that lasts as long as the
// test it is given.
func Run(t *testing.T, fresh func(testing.TB) string) {
	cases := []struct {
		name string
		test func(*testing.T, *harness)
	}{
		{"Workspaces", testWorkspaces},
		{"People", testPeople},
		{"Preferences", testPreferences},
		{"Snoozes", testSnoozes},
		{"Units", testUnits},
		{"Plans", testPlans},
		{"PlanConflict", testPlanConflict},
		{"TaskKeepsEveryField", testTaskKeepsEveryField},
		{"TaskUpdateKeepsEveryField", testTaskUpdateKeepsEveryField},
		{"TaskOrder", testTaskOrder},
		{"TaskRefs", testTaskRefs},
		{"Occurrences", testOccurrences},
		{"TaskConflict", testTaskConflict},
		{"TaskItems", testTaskItems},
		{"TaskItemsGone", testTaskItemsGone},
		{"TaskRefsSwapped", testTaskRefsSwapped},
		{"Events", testEvents},
		{"EventsBetween", testEventsBetween},
		{"Drafts", testDrafts},
		{"DraftsMended", testDraftsMended},
		{"Deliveries", testDeliveries},
		{"Reminders", testReminders},
		{"Watermarks", testWatermarks},
		{"Requests", testRequests},
		{"Isolation", testIsolation},
		{"Claim", testClaim},
		{"ClaimInLine", testClaimInLine},
		{"ClaimLease", testClaimLease},
		{"ClaimOnce", testClaimOnce},
		{"Marks", testMarks},
		{"Fence", testFence},
		{"Next", testNext},
		{"Rollback", testRollback},
		{"RollbackAlone", testRollbackAlone},
		{"SwallowedFailure", testSwallowedFailure},
		{"Panic", testPanic},
		{"Withdrawn", testWithdrawn},
		{"RunToTheEnd", testRunToTheEnd},
		{"Leaked", testLeaked},
		{"ReadIsReadOnly", testReadIsReadOnly},
		{"Snapshot", testSnapshot},
		{"Versions", testVersions},
		{"Reopen", testReopen},
		{"OpenTogether", testOpenTogether},
		{"Closed", testClosed},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, newHarness(t, fresh(t)))
		})
	}
}

// harness is an open store with a test around it.
type harness struct {
	t   testing.TB
	dsn string
	db  *store.DB
	ctx context.Context
}

func newHarness(t testing.TB, dsn string) *harness {
	t.Helper()
	h := &harness{t: t, dsn: dsn, ctx: t.Context()}
	h.db = h.open()
	return h
}

func (h *harness) open() *store.DB {
	h.t.Helper()
	db, err := store.Open(h.ctx, h.dsn, store.Options{})
	if err != nil {
		h.t.Fatalf("open: %v", err)
	}
	h.t.Cleanup(func() { _ = db.Close() })
	return db
}

// write runs fn and wants it to succeed.
func (h *harness) write(fn func(app.Writer) error) {
	h.t.Helper()
	if err := h.db.Write(h.ctx, fn); err != nil {
		h.t.Fatalf("write: %v", err)
	}
}

// read runs fn and wants it to succeed.
func (h *harness) read(fn func(app.Reader) error) {
	h.t.Helper()
	if err := h.db.Read(h.ctx, fn); err != nil {
		h.t.Fatalf("read: %v", err)
	}
}

// refused runs fn and wants a *work.Error with the code.
func (h *harness) refused(code work.Code, fn func(app.Writer) error) {
	h.t.Helper()
	if err := h.db.Write(h.ctx, fn); work.CodeOf(err) != code {
		h.t.Errorf("got %v, want a refusal with code %q", err, code)
	}
}

// ok wants no error.
func (h *harness) ok(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func equal[T any](t testing.TB, what string, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// get reads one thing.
func get[T any](h *harness, fn func(app.Reader) (T, error)) T {
	h.t.Helper()
	var v T
	h.read(func(r app.Reader) (err error) {
		v, err = fn(r)
		return err
	})
	return v
}

// put writes one thing and returns what it was answered.
func put[T any](h *harness, fn func(app.Writer) (T, error)) T {
	h.t.Helper()
	var v T
	h.write(func(w app.Writer) (err error) {
		v, err = fn(w)
		return err
	})
	return v
}

func (h *harness) workspace(team string) int64 {
	h.t.Helper()
	return put(h, func(w app.Writer) (int64, error) {
		return w.PutWorkspace(h.ctx, work.Workspace{Team: team, Name: team})
	})
}

func (h *harness) plan(ws int64, title string) int64 {
	h.t.Helper()
	return put(h, func(w app.Writer) (int64, error) {
		return w.InsertPlan(h.ctx, work.Plan{Workspace: ws, Title: title, CreatedAt: morning})
	})
}

func (h *harness) task(t work.Task) work.Task {
	h.t.Helper()
	if t.State == "" {
		t.State = work.NotStarted
	}
	return put(h, func(w app.Writer) (work.Task, error) { return w.InsertTask(h.ctx, t) })
}

// morning is when the tests happen.
var morning = time.Date(2022, 2, 21, 0, 30, 0, 0, time.UTC)
