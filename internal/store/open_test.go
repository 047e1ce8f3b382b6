package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"nhacviec/internal/app"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

func TestOpenNames(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		filepath.Join(dir, "plain.db"),
		filepath.Join(dir, "new", "folder", "data.db"),
		filepath.Join(dir, "Kế hoạch 100% của #1?.db"),
		"sqlite:" + filepath.Join(dir, "scheme.db"),
		"sqlite://" + filepath.Join(dir, "slashes.db"),
	} {
		db, err := store.Open(t.Context(), name, store.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := db.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		file := strings.TrimPrefix(strings.TrimPrefix(name, "sqlite:"), "//")
		info, err := os.Stat(file)
		if err != nil {
			t.Errorf("the file is elsewhere: %v", err)
		} else if mode := info.Mode().Perm(); mode != 0o600 && runtime.GOOS != "windows" {
			t.Errorf("%s has mode %o", file, mode)
		}
	}
}

func TestOpenRefused(t *testing.T) {
	dir := t.TempDir()
	junk := filepath.Join(dir, "junk.db")
	if err := os.WriteFile(junk, []byte(strings.Repeat("no database ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	for dsn, want := range map[string]error{
		junk:                           store.ErrCorrupt,
		dir:                            store.ErrNoAccess,
		filepath.Join(junk, "data.db"): store.ErrNoAccess,
	} {
		if _, err := store.Open(t.Context(), dsn, store.Options{}); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", dsn, err, want)
		}
	}
	for dsn, key := range map[string]string{
		"":                           "store.no_database",
		"sqlite:":                    "store.no_database",
		":memory:":                   "store.unknown_database",
		"mysql://root:secret@host/x": "store.unknown_database",
	} {
		_, err := store.Open(t.Context(), dsn, store.Options{})
		var e *work.Error
		if !errors.As(err, &e) || e.Code != work.Invalid || e.Key != key {
			t.Errorf("%q: %v, want %s", dsn, err, key)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the password is in %q", err)
		}
	}
}

// TestOpenNewer opens a file that a later version has changed.
func TestOpenNewer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nhacviec.db")
	open := func() error {
		db, err := store.Open(t.Context(), path, store.Options{})
		if err != nil {
			return err
		}
		return db.Close()
	}
	if err := open(); err != nil {
		t.Fatal(err)
	}
	raw(t, path, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (999999, 1)`)
	var e *work.Error
	if err := open(); !errors.As(err, &e) || e.Key != "store.newer" {
		t.Errorf("got %v, want store.newer", err)
	}
}

// TestPragmas reads what the connections really have.
func TestPragmas(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nhacviec.db")
	db, err := store.Open(t.Context(), path, store.Options{Busy: 1234 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for pragma, want := range map[string]string{
		"synchronous": "2", "journal_mode": "wal", "foreign_keys": "1", "busy_timeout": "1234",
	} {
		if got := store.WriterPragma(t, db, pragma); got != want {
			t.Errorf("%s is %s, want %s", pragma, got, want)
		}
	}
}

// TestBusy writes beside another process that holds the file.
func TestBusy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "nhacviec.db")
	db, err := store.Open(t.Context(), path, store.Options{Busy: time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	other, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	exec := func(query string) {
		if _, err := other.ExecContext(t.Context(), query); err != nil {
			t.Fatal(err)
		}
	}
	write := func() error {
		return db.Write(t.Context(), func(w app.Writer) error {
			return w.SetWatermark(t.Context(), "x", time.Unix(1, 0))
		})
	}
	exec("BEGIN IMMEDIATE")
	if err := write(); !errors.Is(err, store.ErrBusy) {
		t.Errorf("got %v, want ErrBusy", err)
	}
	exec("ROLLBACK")
	if err := write(); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

// TestFull fills the file's last page in the midst of a group: the write that
// was too much fails alone.
func TestFull(t *testing.T) {
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "nhacviec.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	store.LimitPages(t, db, 40)
	hold, held, ended := make(chan struct{}), make(chan struct{}), make(chan error)
	var first sync.Once // the group's transaction is lost, and its writes run again
	go func() {
		ended <- db.Write(t.Context(), func(w app.Writer) error {
			first.Do(func() {
				close(held)
				<-hold
			})
			return w.SetWatermark(t.Context(), "first", time.Unix(1, 0))
		})
	}()
	<-held
	errs := map[string]chan error{"small": make(chan error), "big": make(chan error)}
	for name, size := range map[string]int{"small": 1, "big": 1 << 20} {
		go func() {
			errs[name] <- db.Write(t.Context(), func(w app.Writer) error {
				_, err := w.OpenRequest(t.Context(), work.Request{Key: name, Payload: make([]byte, size)})
				return err
			})
		}()
	}
	close(hold)
	if err := <-ended; err != nil {
		t.Errorf("who stood before: %v", err)
	}
	if err := <-errs["big"]; !errors.Is(err, store.ErrFull) {
		t.Errorf("the big one: %v, want ErrFull", err)
	}
	if err := <-errs["small"]; err != nil {
		t.Errorf("the small one: %v", err)
	}
}

func TestNothingLeaks(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	db, err := store.Open(ctx, filepath.Join(t.TempDir(), "nhacviec.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		if err := db.Write(ctx, func(w app.Writer) error {
			_, err := w.OpenRequest(ctx, work.Request{Key: fmt.Sprint(i)})
			return err
		}); err != nil {
			t.Error(err)
		}
		if err := db.Read(ctx, func(r app.Reader) error {
			_, err := r.OpenRequests(ctx)
			return err
		}); err != nil {
			t.Error(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}

func raw(t *testing.T, path, query string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), query); err != nil {
		t.Fatal(err)
	}
}
