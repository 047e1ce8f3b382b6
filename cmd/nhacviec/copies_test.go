package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/sync/errgroup"

	"nhacviec/internal/sandbox"
)

// pair is two copies of the bot on one database, whose clock the sandbox turns.
type pair [2]*inside

func (p pair) both(do func(*inside) error) error {
	var g errgroup.Group
	for _, i := range p {
		g.Go(func() error { return do(i) })
	}
	return g.Wait()
}

// settle stops the clock at 8:00 and 9:00 in Hanoi; at each stop both copies plan
// and deliver at once.
func (p pair) settle(ctx context.Context, until time.Time, set func(time.Time)) error {
	for at := p[0].now().Truncate(time.Hour).Add(time.Hour); at.Before(until); at = at.Add(time.Hour) {
		if h := at.UTC().Hour(); h != 1 && h != 2 {
			continue
		}
		set(at)
		if err := p.both(func(i *inside) error { return i.settle(ctx, at, func(time.Time) {}) }); err != nil {
			return err
		}
	}
	set(until)
	return p.both(func(i *inside) error { return i.settle(ctx, until, func(time.Time) {}) })
}

// twoCopies is a sandbox with two copies of the bot in it.
func twoCopies(t *testing.T, dsn string, start time.Time, errs *lockedBuffer) *workspace {
	t.Helper()
	people, err := sandbox.SampleWorkspace()
	if err != nil {
		t.Fatal(err)
	}
	log := slog.New(slog.NewJSONHandler(errs, nil))
	p := pair{newInside(dsn, 1000, log), newInside(dsn, 1000, log)}
	srv, err := sandbox.New(sandbox.Config{
		Listen: "127.0.0.1:0", Start: start, LimitsTimes: 1000, Plan: sandbox.SamplePlan(), Workspace: people, Log: log,
		Inside: &sandbox.Inside{
			Start:  func(ctx context.Context) error { return p.both(func(i *inside) error { return i.start(ctx) }) },
			Stop:   func(ctx context.Context) error { return p.both(func(i *inside) error { return i.stop(ctx) }) },
			Kill:   func() { p[0].kill(); p[1].kill() },
			Reset:  func(context.Context) error { return nil },
			Settle: p.settle,
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range p {
		i.attach(srv.URL(), srv.Now)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	if err := srv.Ready(t.Context()); err != nil {
		t.Fatal(err)
	}
	return &workspace{t: t, url: srv.URL()}
}

// Two copies on one PostgreSQL, both planning, both delivering, both receiving,
// say what one copy says: nothing is lost and nothing doubled.
func TestTwoCopiesOnPostgreSQLSayWhatOneDoes(t *testing.T) {
	t.Parallel()
	dsn := postgresDSN(t)
	start := time.Date(2022, 6, 14, 7, 30, 0, 0, hanoi(t))
	var log lockedBuffer
	two := twoCopies(t, dsn, start, &log)
	one := sandboxed(t, "--now", start.Format(time.RFC3339))
	playMonth(t, one)
	playMonth(t, two)
	if diff := cmp.Diff(one.said(), two.said()); diff != "" {
		t.Errorf("one copy (-), two (+): %s", diff)
	}
	// Slack spreads a team's requests over both: each is carried out once.
	var typing sync.WaitGroup
	for i := range 12 {
		typing.Go(func() {
			two.wants([]string{techMember, techHead, planHead, director}[i%4], fmt.Sprintf("add Việc thêm số %d", i), "Việc thêm")
		})
	}
	typing.Wait()
	all := two.task(director, "list all").Text
	for i := range 12 {
		if n := strings.Count(all+"\n", fmt.Sprintf("Việc thêm số %d\n", i)); n != 1 {
			t.Errorf("the task %d was added %d times", i, n)
		}
	}
	if s := log.String(); bytes.Contains([]byte(s), []byte(`"level":"ERROR"`)) {
		t.Errorf("errors were logged:\n%s", s)
	}
}

// A second run on one SQLite file waits, and works soon after the first is
// killed.
func TestTheSecondRunTakesOverFromTheFirst(t *testing.T) {
	t.Parallel()
	w := bareWorkspace(t)
	db := filepath.Join(t.TempDir(), "bot.db")
	first := startBot(t, w, db)
	first.awaitReady(t)
	first.awaitSocket(t, w)
	second := startBot(t, w, db)
	second.awaitLog(t, "waiting for it to end")
	w.upload(director, planChannel, "plan.txt", sandbox.SamplePlan().Data)
	w.importPlan()
	w.wants(techMember, "update 3 2/5", "2/5")
	select {
	case <-second.ready:
		t.Fatal("two work on one file")
	default:
	}
	first.kill(t)
	began := time.Now()
	second.awaitReady(t)
	for a := (answer{}); a.Status != "acked"; { // until its socket stands nobody answers
		if took := time.Since(began); took > 10*time.Second {
			t.Fatalf("not taken over after %v: %+v", took, a)
		}
		w.post("command", map[string]any{"user": techMember, "channel": planChannel, "command": "/task", "text": "update 3 3/5"}, &a)
	}
	w.wants(techMember, "show 3", "3/5")
}
