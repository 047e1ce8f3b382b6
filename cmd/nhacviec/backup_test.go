package main

import (
	"path/filepath"
	"strings"
	"testing"

	"nhacviec/internal/sandbox"
	"nhacviec/internal/store"
)

// A backup is taken beside the running bot, and brings back what was there.
func TestBackupAndRestoreOnTheCommandLine(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db, file := filepath.Join(dir, "bot.db"), filepath.Join(dir, "copy.db")
	run := func(want int, words string, args ...string) {
		t.Helper()
		code, out, errs := typed(t, "", args...)
		if code != want || !strings.Contains(out+errs, words) {
			t.Errorf("%v: %d %s %s", args, code, out, errs)
		}
	}
	w := bareWorkspace(t)
	p := startBot(t, w, db)
	p.awaitReady(t)
	p.awaitSocket(t, w)
	w.upload(director, planChannel, "plan.txt", sandbox.SamplePlan().Data)
	w.importPlan()
	run(0, "plans 1, tasks 9", "backup", "--db", db, "--lang", "en", file)
	run(1, "is there already", "backup", "--db", db, "--lang", "en", file)
	run(1, "Bot đang chạy", "restore", "--db", db, "--lang", "vi", file)
	w.wants(techMember, "update 3 2/5", "2/5")
	p.terminate(t)
	run(0, "What was there before is", "restore", "--db", db, "--lang", "en", file)
	again := startBot(t, w, db)
	again.awaitReady(t)
	again.awaitSocket(t, w)
	w.wants(techMember, "show 3", "0/5")
	again.terminate(t)
	run(1, "no file", "migrate-data", "--lang", "en", "--from", db+".gone", "--to", file)
	run(0, "Copied all", "migrate-data", "--lang", "en", "--from", db, "--to", filepath.Join(dir, "moved.db"))
	if _, err := store.Verify(t.Context(), filepath.Join(dir, "moved.db")); err != nil {
		t.Error(err)
	}
}
