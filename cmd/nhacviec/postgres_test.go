package main

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// schemas counts the schemas made by this process.
var schemas atomic.Int64

// postgresDSN is an empty database of the test's own: a schema in the one that
// NHACVIEC_TEST_POSTGRES names.
func postgresDSN(t testing.TB) string {
	t.Helper()
	server := os.Getenv("NHACVIEC_TEST_POSTGRES")
	if server == "" {
		t.Skip("NHACVIEC_TEST_POSTGRES is not set")
	}
	schema := fmt.Sprintf("program_%d_%d", os.Getpid(), schemas.Add(1))
	run := func(query string) {
		db, err := sql.Open("pgx", server)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	run("CREATE SCHEMA " + schema)
	t.Cleanup(func() { run("DROP SCHEMA " + schema + " CASCADE") })
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}

// said is what the bot told a person or a channel, by conversation.
func (w *workspace) said() map[string][]string {
	out := map[string][]string{}
	for _, user := range []string{planHead, techHead, techMember, director} {
		if dm, ok := w.direct(user); ok {
			for _, m := range fromBot(w.messages(dm, "")) {
				out[user] = append(out[user], m.Text)
			}
		}
	}
	for _, m := range fromBot(w.messages(planChannel, "")) {
		out[planChannel] = append(out[planChannel], m.Text)
	}
	return out
}

// awaitBot waits until the bot inside has started: without it the clock turns
// past what it would do.
func (w *workspace) awaitBot() {
	w.t.Helper()
	var state struct{ Bot struct{ Running bool } }
	for deadline := time.Now().Add(patience); !state.Bot.Running; {
		if time.Now().After(deadline) {
			w.t.Fatal("the bot inside does not start")
		}
		w.get("state", nil, &state)
	}
}

// playMonth plays 14 June to 14 July 2022 day by day, with a restart over the
// hour of the digests.
func playMonth(t *testing.T, w *workspace) {
	w.awaitBot()
	w.importPlan()
	w.clock(time.Date(2022, 6, 14, 7, 40, 0, 0, hanoi(t))) // what the import owes is said before it changes
	w.wants(techMember, "update 3 2/5 đã nộp thêm đơn", "2/5")
	w.wants(techMember, "add Chuẩn bị hội thảo 28/6/2022", "Chuẩn bị hội thảo")
	for d := time.Date(2022, 6, 14, 12, 0, 0, 0, hanoi(t)); d.Before(time.Date(2022, 7, 15, 0, 0, 0, 0, hanoi(t))); d = d.AddDate(0, 0, 1) {
		if d.Format(time.DateOnly) == "2022-06-27" {
			w.bot("stop")
			w.clock(d.Add(-3 * time.Hour))
			w.bot("start")
		}
		w.clock(d)
		switch d.Format(time.DateOnly) {
		case "2022-06-27":
			w.wants(techMember, "update 4 60%", "60%")
		case "2022-06-30":
			w.wants(techHead, "xong 3.1", "Đã hoàn thành 3.1")
		}
	}
}

// The whole bot says on PostgreSQL what it says on SQLite, word for word.
func TestTheMonthOnPostgreSQLIsThatOnSQLite(t *testing.T) {
	t.Parallel()
	dsn := postgresDSN(t)
	now := []string{"--now", "2022-06-14T07:30:00+07:00"}
	lite, pg := sandboxed(t, now...), sandboxed(t, append(now, "--db", dsn)...)
	playMonth(t, lite)
	playMonth(t, pg)
	want := lite.said()
	if n := len(want[techHead]); n < 8 || len(want[planChannel]) < 8 {
		t.Fatalf("the month is too quiet to compare: %v", want)
	}
	if diff := cmp.Diff(want, pg.said()); diff != "" {
		t.Errorf("SQLite (-), PostgreSQL (+): %s", diff)
	}
	pg.wants(techMember, "show 4", "60%")
	if a := pg.task(director, "list all"); !strings.Contains(a.Text, "Chuẩn bị hội thảo") {
		t.Errorf("after a restart: %s", a.Text)
	}
}
