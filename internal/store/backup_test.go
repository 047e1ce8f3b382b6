package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/store"
	"nhacviec/internal/store/storetest"
	"nhacviec/internal/work"
)

var moment = time.Date(2022, 6, 30, 1, 0, 0, 0, time.UTC)

// furnished fills a database with rows in every kind of table: a plan whose
// tasks point at each other, events, a delivery under way, a request.
func furnished(t testing.TB, dsn string) storetest.Load {
	t.Helper()
	db := opened(t, dsn)
	defer db.Close()
	load, err := storetest.NewLoad(t.Context(), db, 300)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), func(w app.Writer) error { return furnish(t.Context(), w, load) }); err != nil {
		t.Fatal(err)
	}
	if _, err := db.ClaimDeliveries(t.Context(), moment.Add(time.Hour), time.Minute, 1); err != nil {
		t.Fatal(err)
	}
	return load
}

func furnish(ctx context.Context, w app.Writer, load storetest.Load) error {
	tasks, err := w.Tasks(ctx, load.Workspace, load.Plan)
	if err != nil {
		return err
	}
	_, err = w.PutUnit(ctx, work.Unit{Workspace: load.Workspace, Name: "Phòng Kế hoạch", Head: "U1", Members: []string{"U2", "U1"}})
	for _, step := range []func() error{
		func() error {
			return w.PutPerson(ctx, work.Person{Workspace: load.Workspace, ID: "U1", Name: "Đỗ Ánh"})
		},
		func() error {
			return w.InsertEvents(ctx, work.Event{Workspace: load.Workspace, Plan: load.Plan, Task: tasks[0].ID, Change: "c", Field: "title", To: "“Đề án”\nhai dòng", At: moment})
		},
		func() error {
			_, err := w.Enqueue(ctx, work.Delivery{ID: "d1", Workspace: load.Workspace, Key: "k1", Kind: work.DigestDelivery, To: "U1", DueAt: moment, PlannedAt: moment})
			return err
		},
		func() error {
			_, err := w.Enqueue(ctx, work.Delivery{ID: "d2", Workspace: load.Workspace, Key: "k2", Kind: work.DigestDelivery, To: "U2", DueAt: moment, PlannedAt: moment})
			return err
		},
		func() error {
			_, err := w.PutReminder(ctx, work.Reminder{Workspace: load.Workspace, Task: tasks[1].ID, Deadline: calendar.Date{Year: 2022, Month: 6, Day: 30}, Rung: "0", Person: "U1", On: calendar.Date{Year: 2022, Month: 6, Day: 30}, Delivery: "d1"})
			return err
		},
		func() error { return w.SetWatermark(ctx, "plan/1/daily", moment) },
		func() error {
			_, err := w.OpenRequest(ctx, work.Request{Key: "r1", Kind: "event", Payload: []byte{0, 1, 255}, ReceivedAt: moment})
			return err
		},
		func() error { _, err := w.FinishRequest(ctx, "r2", moment); return err },
	} {
		if err == nil {
			err = step()
		}
	}
	return err
}

func opened(t testing.TB, dsn string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), dsn, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// contents is what a database says of what furnished put into it.
func contents(t testing.TB, dsn string, load storetest.Load) map[string]any {
	t.Helper()
	db := opened(t, dsn)
	defer db.Close()
	out := map[string]any{}
	keep := func(name string) func(v any, err error) {
		return func(v any, err error) {
			if err != nil {
				t.Error(name, err)
			}
			out[name] = v
		}
	}
	err := db.Read(t.Context(), func(r app.Reader) error {
		ctx, ws := t.Context(), load.Workspace
		tasks, err := r.Tasks(ctx, ws, load.Plan)
		keep("tasks")(tasks, err)
		keep("plans")(r.Plans(ctx, 0))
		keep("people")(r.People(ctx, ws))
		keep("units")(r.Units(ctx, ws))
		keep("events")(r.EventsOf(ctx, ws, tasks[0].ID, 0))
		keep("d1")(r.Delivery(ctx, "d1"))
		keep("d2")(r.Delivery(ctx, "d2"))
		keep("reminders")(r.Reminders(ctx, ws, tasks[1].ID))
		keep("watermark")(r.Watermark(ctx, "plan/1/daily"))
		keep("requests")(r.OpenRequests(ctx))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func code(err error) string {
	if e, ok := errors.AsType[*work.Error](err); ok {
		return e.Key
	}
	return ""
}

func TestABackupIsTakenWhileTheDatabaseIsWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	dsn, file := filepath.Join(dir, "bot.db"), filepath.Join(dir, "copy.db")
	load := furnished(t, dsn)
	db := opened(t, dsn)
	var stop atomic.Bool
	ended := make(chan error, 1)
	go func() {
		var err error
		for i := 0; err == nil && !stop.Load(); i++ {
			err = writePair(t.Context(), db, time.Duration(i).String())
		}
		ended <- err
	}()
	tables, err := store.Backup(t.Context(), dsn, file)
	stop.Store(true)
	if err := errors.Join(err, <-ended, db.Close()); err != nil {
		t.Fatal(err)
	}
	if len(tables) < 14 {
		t.Errorf("%v", tables)
	}
	want, got := contents(t, dsn, load), contents(t, file, load)
	requests := got["requests"].([]work.Request)
	if len(requests)%2 != 1 { // r1, and pairs
		t.Errorf("a write is in the copy by half: %d requests", len(requests))
	}
	delete(want, "requests")
	delete(got, "requests")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Error("others can read the copy", info.Mode(), err)
	}
	if _, err := store.Backup(t.Context(), dsn, file); code(err) != "store.file_there" {
		t.Errorf("a backup over another: %v", err)
	}
	if _, err := store.Backup(t.Context(), dsn+".gone", file+"2"); code(err) != "store.no_file" {
		t.Errorf("a backup of nothing: %v", err)
	}
}

func TestRestore(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	dsn, file := filepath.Join(dir, "bot.db"), filepath.Join(dir, "copy.db")
	load := furnished(t, dsn)
	want := contents(t, dsn, load)
	if _, err := store.Backup(t.Context(), dsn, file); err != nil {
		t.Fatal(err)
	}
	db := opened(t, dsn)
	if err := db.Write(t.Context(), func(w app.Writer) error { return w.SetWatermark(t.Context(), "plan/1/daily", moment.Add(time.Hour)) }); err != nil {
		t.Fatal(err)
	}
	release, err := store.AcquireLeader(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Restore(t.Context(), file, dsn, moment); code(err) != "store.running" {
		t.Errorf("while the bot runs: %v", err)
	}
	if err := errors.Join(release(), db.Close()); err != nil {
		t.Fatal(err)
	}
	r, err := store.Restore(t.Context(), file, dsn, moment)
	if err != nil {
		t.Fatal(err)
	}
	if was := contents(t, r.Aside, load)["watermark"]; !was.(time.Time).Equal(moment.Add(time.Hour)) {
		t.Errorf("what was there before has changed: %v", was)
	}
	got := contents(t, dsn, load)
	for _, id := range []string{"d1", "d2"} {
		d := got[id].(work.Delivery)
		if d.State != work.Ready || d.Posting.IsZero() {
			t.Errorf("%s would be sent without looking whether it was: %+v", id, d)
		}
		delete(got, id)
		delete(want, id)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsNoBackupIsNotRestored(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	dsn, file := filepath.Join(dir, "bot.db"), filepath.Join(dir, "copy.db")
	load := furnished(t, dsn)
	if _, err := store.Backup(t.Context(), dsn, file); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"cut": whole[:len(whole)/2], "words": []byte("this is no database at all, but it is long enough to be read as one"), "empty": nil,
	} {
		bad := filepath.Join(dir, name)
		if err := os.WriteFile(bad, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Restore(t.Context(), bad, dsn, moment); err == nil {
			t.Errorf("%s was restored", name)
		}
	}
	if n := len(contents(t, dsn, load)["tasks"].([]work.Task)); n != 300 {
		t.Errorf("%d tasks are left", n)
	}
}

// Everything goes to PostgreSQL and back, and new rows get new ids there.
func TestDataMigratesThereAndBack(t *testing.T) {
	t.Parallel()
	pg := postgresSchema(t)
	dir := t.TempDir()
	dsn, back, file := filepath.Join(dir, "bot.db"), filepath.Join(dir, "back.db"), filepath.Join(dir, "copy.db")
	load := furnished(t, dsn)
	want := contents(t, dsn, load)
	var told int
	there, err := store.Copy(t.Context(), dsn, pg, func(store.Copied) { told++ })
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, contents(t, pg, load)); diff != "" {
		t.Errorf("on PostgreSQL: %s", diff)
	}
	if told <= len(there) {
		t.Errorf("progress was told %d times for %d tables", told, len(there))
	}
	here, err := store.Copy(t.Context(), pg, back, nil)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(there, here); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(want, contents(t, back, load)); diff != "" {
		t.Errorf("back on SQLite: %s", diff)
	}
	if _, err := store.Copy(t.Context(), dsn, pg, nil); code(err) != "store.not_empty" {
		t.Errorf("into a full database: %v", err)
	}
	if _, err := store.Backup(t.Context(), pg, file); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, contents(t, file, load)); diff != "" {
		t.Errorf("a backup of PostgreSQL: %s", diff)
	}
	db := opened(t, pg)
	defer db.Close()
	err = db.Write(t.Context(), func(w app.Writer) error {
		id, err := w.InsertPlan(t.Context(), work.Plan{Workspace: load.Workspace, Title: "Sau khi chuyển"})
		if id <= load.Plan {
			t.Errorf("the next plan got id %d", id)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	// The keys hold again, row by row.
	err = db.Write(t.Context(), func(w app.Writer) error {
		_, err := w.InsertTask(t.Context(), work.Task{Workspace: load.Workspace, Plan: 987654, Ref: "1", State: work.NotStarted})
		return err
	})
	if work.CodeOf(err) != work.NotFound {
		t.Errorf("a task of a plan that is not there: %v", err)
	}
}
