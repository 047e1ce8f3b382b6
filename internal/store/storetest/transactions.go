package storetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

var errOwn = errors.New("the caller's own error")

// teams names the workspaces there are.
func (h *harness) teams() (teams []string) {
	h.t.Helper()
	for _, w := range get(h, func(r app.Reader) ([]work.Workspace, error) { return r.Workspaces(h.ctx) }) {
		teams = append(teams, w.Team)
	}
	return teams
}

func (h *harness) putTeam(w app.Writer, team string) error {
	_, err := w.PutWorkspace(h.ctx, work.Workspace{Team: team})
	return err
}

func testRollback(t *testing.T, h *harness) {
	err := h.db.Write(h.ctx, func(w app.Writer) error {
		h.ok(h.putTeam(w, "T1"))
		seen, err := w.Workspaces(h.ctx)
		h.ok(err)
		if len(seen) != 1 {
			t.Errorf("a writer sees %d of its own rows", len(seen))
		}
		return errOwn
	})
	if err != errOwn {
		t.Errorf("got %v, want fn's own error as it is", err)
	}
	if err := h.db.Read(h.ctx, func(app.Reader) error { return errOwn }); err != errOwn {
		t.Errorf("got %v, want fn's own error as it is", err)
	}
	equal(t, "left", h.teams(), nil)
}

// testRollbackAlone lets many writes wait for one that holds the store, so
// that they are committed together, and every other one fail.
func testRollbackAlone(t *testing.T, h *harness) {
	const writes = 100
	hold, held := make(chan struct{}), make(chan struct{})
	var group sync.WaitGroup
	group.Go(func() {
		if err := h.db.Write(h.ctx, func(app.Writer) error {
			close(held)
			<-hold
			return nil
		}); err != nil {
			t.Error(err)
		}
	})
	<-held
	var begun sync.WaitGroup
	for i := range writes {
		begun.Add(1)
		group.Go(func() {
			begun.Done()
			err := h.db.Write(h.ctx, func(w app.Writer) error {
				if err := h.putTeam(w, fmt.Sprint(i)); err != nil || i%2 == 0 {
					return err
				}
				return errOwn
			})
			if i%2 == 1 && err != errOwn || i%2 == 0 && err != nil {
				t.Errorf("write %d got %v", i, err)
			}
		})
	}
	begun.Wait()
	close(hold)
	group.Wait()
	kept := h.teams()
	if len(kept) != writes/2 {
		t.Errorf("%d workspaces are kept, want %d", len(kept), writes/2)
	}
	for _, team := range kept {
		var i int
		if _, err := fmt.Sscan(team, &i); err != nil || i%2 == 1 {
			t.Errorf("workspace %q of a failed write is kept", team)
		}
	}
}

// testSwallowedFailure passes over a statement that failed.
func testSwallowedFailure(t *testing.T, h *harness) {
	err := h.db.Write(h.ctx, func(w app.Writer) error {
		_ = w.PutPerson(h.ctx, work.Person{Workspace: 99, ID: "U1"})
		_ = h.putTeam(w, "T1")
		return nil
	})
	if work.CodeOf(err) != work.NotFound {
		t.Errorf("got %v, want the failure of the first statement", err)
	}
	equal(t, "left", h.teams(), nil)
}

func testPanic(t *testing.T, h *harness) {
	func() {
		defer func() {
			if v := recover(); v != "as it is" {
				t.Errorf("the caller recovered %v", v)
			}
		}()
		_ = h.db.Write(h.ctx, func(w app.Writer) error {
			h.ok(h.putTeam(w, "T1"))
			panic("as it is")
		})
	}()
	h.write(func(w app.Writer) error { return h.putTeam(w, "T2") })
	equal(t, "left", h.teams(), []string{"T2"})
}

func testWithdrawn(t *testing.T, h *harness) {
	ctx, cancel := context.WithCancel(h.ctx)
	cancel()
	ran := false
	err := h.db.Write(ctx, func(app.Writer) error {
		ran = true
		return nil
	})
	if !errors.Is(err, context.Canceled) || ran {
		t.Errorf("got %v, ran %t", err, ran)
	}
}

// testRunToTheEnd ends the context of a write that has begun.
func testRunToTheEnd(t *testing.T, h *harness) {
	ctx, cancel := context.WithCancel(h.ctx)
	h.ok(h.db.Write(ctx, func(w app.Writer) error {
		cancel()
		_, err := w.PutWorkspace(ctx, work.Workspace{Team: "T1"})
		return err
	}))
	equal(t, "left", h.teams(), []string{"T1"})
}

// testLeaked keeps a transaction longer than it lasts.
func testLeaked(t *testing.T, h *harness) {
	var w app.Writer
	var r app.Reader
	h.write(func(v app.Writer) error { w = v; return nil })
	h.read(func(v app.Reader) error { r = v; return nil })
	if err := h.putTeam(w, "T1"); err == nil {
		t.Error("a writer works after its transaction")
	}
	if _, err := r.Workspaces(h.ctx); err == nil {
		t.Error("a reader works after its transaction")
	}
	equal(t, "left", h.teams(), nil)
}

// testReadIsReadOnly makes sure that Read hands out no Writer.
func testReadIsReadOnly(t *testing.T, h *harness) {
	h.read(func(r app.Reader) error {
		if _, ok := r.(app.Writer); ok {
			t.Error("a reader can write")
		}
		return nil
	})
}

func testSnapshot(t *testing.T, h *harness) {
	h.workspace("T1")
	h.read(func(r app.Reader) error {
		before, err := r.Workspaces(h.ctx)
		h.ok(err)
		h.workspace("T2")
		after, err := r.Workspaces(h.ctx)
		equal(t, "a snapshot", after, before)
		return err
	})
	equal(t, "the next one", h.teams(), []string{"T1", "T2"})
}

// testVersions raises one count from many hands: none is overwritten unseen.
func testVersions(t *testing.T, h *harness) {
	const hands, each = 8, 10
	ws := h.workspace("T1")
	v := h.task(work.Task{Workspace: ws, Plan: h.plan(ws, "plan"), Ref: "1"})
	var group sync.WaitGroup
	for range hands {
		group.Go(func() {
			for range each {
				if err := h.db.Write(h.ctx, func(w app.Writer) error { return raise(h.ctx, w, ws, v.ID) }); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	got := h.byID(ws, v.ID)
	if got.Count == nil || *got.Count != hands*each || got.Version != hands*each+1 {
		t.Errorf("count %v at version %d after %d changes", got.Count, got.Version, hands*each)
	}
	trail := get(h, func(r app.Reader) ([]work.Event, error) { return r.EventsOf(h.ctx, ws, v.ID, 0) })
	for i, e := range trail {
		if e.Version != int64(i+2) {
			t.Fatalf("event %d tells of version %d", i, e.Version)
		}
	}
}

func raise(ctx context.Context, w app.Writer, ws, id int64) error {
	v, err := w.Task(ctx, ws, id)
	if err != nil {
		return err
	}
	n := 1
	if v.Count != nil {
		n += *v.Count
	}
	v.Count = &n
	if err := w.UpdateTask(ctx, v); err != nil {
		return err
	}
	return w.InsertEvents(ctx, work.Event{Workspace: ws, Plan: v.Plan, Task: id, Field: work.FieldCount,
		Version: v.Version + 1, At: morning})
}

func testReopen(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	v := h.task(fullTask(ws, h.plan(ws, "plan"), 0))
	h.ok(h.db.Close())
	h.db = h.open()
	equal(t, "after reopening", h.byID(ws, v.ID), v)
}

// testOpenTogether starts several copies on an empty database at once.
func testOpenTogether(t *testing.T, h *harness) {
	var group sync.WaitGroup
	for i := range 4 {
		group.Go(func() {
			db, err := store.Open(h.ctx, h.dsn, store.Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if err := db.Write(h.ctx, func(w app.Writer) error { return h.putTeam(w, fmt.Sprint(i)) }); err != nil {
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if n := len(h.teams()); n != 4 {
		t.Errorf("%d workspaces, want 4", n)
	}
}

func testClosed(t *testing.T, h *harness) {
	h.ok(h.db.Close())
	nothing := func(app.Reader) error { return nil }
	if err := h.db.Read(h.ctx, nothing); !errors.Is(err, store.ErrClosed) {
		t.Errorf("read: %v, want ErrClosed", err)
	}
	err := h.db.Write(h.ctx, func(w app.Writer) error { return nothing(w) })
	if !errors.Is(err, store.ErrClosed) {
		t.Errorf("write: %v, want ErrClosed", err)
	}
	if _, err := h.db.ClaimDeliveries(h.ctx, morning, time.Second, 1); !errors.Is(err, store.ErrClosed) {
		t.Errorf("claim: %v, want ErrClosed", err)
	}
	if err := h.db.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}
