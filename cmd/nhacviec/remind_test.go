package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"nhacviec/internal/sandbox"
	"nhacviec/internal/store"
)

// A moment is worked out and delivered once, beside the schedule.
func TestRemindDeliversWhatAMomentOwesOnce(t *testing.T) {
	t.Parallel()
	for name, dsn := range map[string]func(testing.TB) string{
		"SQLite":     func(t testing.TB) string { return filepath.Join(t.TempDir(), "bot.db") },
		"PostgreSQL": postgresDSN,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			remindOnce(t, dsn(t))
		})
	}
}

func remindOnce(t *testing.T, db string) {
	w := bareWorkspace(t)
	p := startBot(t, w, db)
	p.awaitReady(t)
	p.awaitSocket(t, w)
	w.upload(director, planChannel, "plan.txt", sandbox.SamplePlan().Data)
	w.importPlan()
	p.terminate(t)
	before := watermarks(t, db)
	remind := func(args ...string) string {
		t.Helper()
		code, out, errs := typed(t, "", append([]string{"remind", "--db", db, "--lang", "en", "--slack-bot-token", "xoxb-sandbox",
			"--slack-api-url", w.url + "/api/", "--limits-times", "1000", "--at"}, args...)...)
		if code != 0 {
			t.Fatalf("%v: %s", args, errs)
		}
		return out
	}
	digests := func() (n int) {
		dm, ok := w.direct(techHead)
		if !ok {
			return 0
		}
		for _, m := range fromBot(w.messages(dm, "")) {
			if strings.HasPrefix(m.Text, "Nhắc việc ") {
				n++
			}
		}
		return n
	}
	const day = "2022-06-30T08:00:00+07:00" // 2.1 and 3.1 are due
	would := remind(day, "--dry-run")
	for _, words := range []string{"nothing was stored or sent", techHead, "2.1 ", "3.1 "} {
		if !strings.Contains(would, words) {
			t.Errorf("no %q in:\n%s", words, would)
		}
	}
	if n := digests(); n != 0 {
		t.Fatalf("a dry run sent %d digests", n)
	}
	did := remind(day)
	if !strings.Contains(did, "sent (D") || strings.Count(did, "2.1 ") != strings.Count(would, "2.1 ") {
		t.Errorf("dry:\n%s\ndone:\n%s", would, did)
	}
	if again := remind(day); !strings.Contains(again, "owes nothing") {
		t.Errorf("a second time:\n%s", again)
	}
	if n := digests(); n != 1 {
		t.Errorf("%d digests", n)
	}
	if early := remind("2022-06-29T07:00:00+07:00"); !strings.Contains(early, "owes nothing") {
		t.Errorf("before the day's hour:\n%s", early)
	}
	for name, at := range watermarks(t, db) {
		if !at.Equal(before[name]) {
			t.Errorf("the watermark %s moved to %v", name, at)
		}
	}
}

func watermarks(t *testing.T, dsn string) map[string]time.Time {
	t.Helper()
	db, err := store.Open(t.Context(), dsn, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	marks, err := db.Watermarks(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return marks
}
