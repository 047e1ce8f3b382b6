package outbox

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"nhacviec/internal/work"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// rig is an Outbox that runs in a bubble, where time passes only when all
// wait.
type rig struct {
	*Outbox
	t      *testing.T
	store  *memStore
	slack  *fakeSlack
	begun  time.Time
	cancel context.CancelFunc
	ended  chan error
}

// inBubble runs f with an Outbox that runs on ds; change, where given, alters
// its Config.
func inBubble(t *testing.T, ds []work.Delivery, change func(*Config), f func(*rig)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, ds, change)
		r.run()
		f(r)
		r.stop()
	})
}

func newRig(t *testing.T, ds []work.Delivery, change func(*Config)) *rig {
	r := &rig{t: t, store: newMemStore(ds...), slack: &fakeSlack{}, begun: time.Now()}
	cfg := Config{Store: r.store, Poster: r.slack, Clock: calendarNow, Log: slog.New(slog.DiscardHandler)}
	if change != nil {
		change(&cfg)
	}
	o, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	r.Outbox = o
	return r
}

// calendarNow is the calendar clock of the rig, which stands still.
func calendarNow() time.Time { return time.Date(2022, 2, 21, 8, 0, 0, 0, time.UTC) }

func (r *rig) run() {
	ctx, cancel := context.WithCancel(r.t.Context())
	r.cancel, r.ended = cancel, make(chan error, 1)
	go func() { r.ended <- r.Run(ctx) }()
}

func (r *rig) stop() {
	r.t.Helper()
	r.cancel()
	if err := <-r.ended; err != nil {
		r.t.Errorf("Run: %v", err)
	}
}

// drain waits for all that is owed.
func (r *rig) drain() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(r.t.Context(), 24*time.Hour)
	defer cancel()
	if err := r.Drain(ctx); err != nil {
		r.t.Fatal(err)
	}
}

func (r *rig) elapsed() time.Duration { return time.Since(r.begun) }

// inWorkspace has ds belong to another workspace.
func inWorkspace(ws int64, ds []work.Delivery) []work.Delivery {
	for i := range ds {
		ds[i].Workspace = ws
		ds[i].ID = fmt.Sprintf("w%d-%s", ws, ds[i].ID)
		ds[i].To = fmt.Sprintf("W%d-%s", ws, ds[i].To)
	}
	return ds
}
