package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"testing/synctest"

	"nhacviec/internal/work"
)

var errOwn = errors.New("own")

// together runs the writes in one group: they wait in line, in their order, for
// a write that holds the connection. It returns what each was answered, with a
// panic as an error.
func together(t *testing.T, db *DB, fns []func(*session) error) []error {
	t.Helper()
	hold := make(chan struct{})
	write := func(fn func(*session) error) (err error) {
		defer func() {
			if v := recover(); v != nil {
				err = fmt.Errorf("panic: %v", v)
			}
		}()
		return db.engine.write(t.Context(), fn)
	}
	held := true
	go func() {
		if err := write(func(*session) error {
			if held {
				<-hold
			}
			held = false
			return nil
		}); err != nil {
			t.Error(err)
		}
	}()
	errs := make([]error, len(fns))
	for i, fn := range fns {
		synctest.Wait()
		go func() { errs[i] = write(fn) }()
	}
	synctest.Wait()
	close(hold)
	synctest.Wait()
	return errs
}

// addPerson refers to a workspace that may not be there; checked at the commit.
func addPerson(t *testing.T, id string, workspace int64) func(*session) error {
	return func(s *session) error {
		if _, err := s.exec(t.Context(), "PRAGMA defer_foreign_keys = 1"); err != nil {
			return err
		}
		return writer{reader{s}}.PutPerson(t.Context(), work.Person{Workspace: workspace, ID: id})
	}
}

// TestCommitFails loses the commit of a group to one of its writes: the others
// are committed without it, and each is answered for itself.
func TestCommitFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, err := Open(t.Context(), filepath.Join(t.TempDir(), "nhacviec.db"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		var ws int64
		onWriter(t, db, func(ctx context.Context, s *session) (err error) {
			ws, err = writer{reader{s}}.PutWorkspace(ctx, work.Workspace{Team: "T1"})
			return err
		})
		then := func(fn func(*session) error, end func() error) func(*session) error {
			return func(s *session) error {
				if err := fn(s); err != nil {
					return err
				}
				return end()
			}
		}
		errs := together(t, db, []func(*session) error{
			addPerson(t, "U1", ws),
			addPerson(t, "U2", ws+1),
			then(addPerson(t, "U3", ws), func() error { return errOwn }),
			then(addPerson(t, "U4", ws), func() error { panic("own") }),
			addPerson(t, "U5", ws),
		})
		if errs[0] != nil || errs[4] != nil {
			t.Errorf("the good writes got %v and %v", errs[0], errs[4])
		}
		if work.CodeOf(errs[1]) != work.NotFound {
			t.Errorf("the bad write got %v", errs[1])
		}
		if errs[2] != errOwn || errs[3] == nil || errs[3].Error() != "panic: own" {
			t.Errorf("the failing writes got %v and %v", errs[2], errs[3])
		}
		var kept []string
		onWriter(t, db, func(ctx context.Context, s *session) (err error) {
			kept, err = list(ctx, s, value[string], "SELECT id FROM people ORDER BY id")
			return err
		})
		if fmt.Sprint(kept) != "[U1 U5]" {
			t.Errorf("kept %v, want U1 and U5", kept)
		}
	})
}

// TestGroupIsBounded lets more writes wait than one commit carries.
func TestGroupIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		db, err := Open(t.Context(), filepath.Join(t.TempDir(), "nhacviec.db"), Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		// What a write sees committed from outside tells its group.
		groups := map[int]int{}
		fns := make([]func(*session) error, 3*groupSize)
		for i := range fns {
			fns[i] = func(s *session) error {
				if _, err := (writer{reader{s}}).PutWorkspace(t.Context(), work.Workspace{Team: fmt.Sprint(i)}); err != nil {
					return err
				}
				return db.engine.read(t.Context(), func(s *session) error {
					all, err := (reader{s}).Workspaces(t.Context())
					groups[len(all)]++
					return err
				})
			}
		}
		for i, err := range together(t, db, fns) {
			if err != nil {
				t.Errorf("write %d: %v", i, err)
			}
		}
		if len(groups) != 4 {
			t.Errorf("committed in groups %v, want 4", groups)
		}
		for at, n := range groups {
			if n > groupSize {
				t.Errorf("a group of %d began at %d", n, at)
			}
		}
	})
}
