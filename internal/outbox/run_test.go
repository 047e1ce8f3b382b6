package outbox

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"nhacviec/internal/work"
)

func TestWakeDeliversAtOnce(t *testing.T) {
	inBubble(t, nil, nil, func(r *rig) {
		time.Sleep(time.Hour + time.Second)
		r.begun = time.Now()
		r.store.add(owed(1, 1)...)
		r.Wake()
		time.Sleep(latency)
		synctest.Wait()
		if d := r.store.get("d00000"); d.State != work.SentState {
			t.Errorf("state %s after %v", d.State, r.elapsed())
		}
	})
}

// What another process enqueues wakes nobody here.
func TestPollFindsWhatOthersEnqueue(t *testing.T) {
	inBubble(t, nil, nil, func(r *rig) {
		time.Sleep(time.Minute)
		r.store.add(owed(1, 1)...)
		time.Sleep(5*time.Second + latency)
		synctest.Wait()
		if d := r.store.get("d00000"); d.State != work.SentState {
			t.Errorf("state %s", d.State)
		}
	})
}

func TestAnIdleHourIsQuiet(t *testing.T) {
	var calls atomic.Int64
	ds := owed(1, 1)
	ds[0].NotBefore = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, ds := range map[string][]work.Delivery{"nothing owed": nil, "something owed later": ds} {
		calls.Store(0)
		inBubble(t, ds, func(c *Config) {
			c.Store.(*memStore).fail = func(string) error { calls.Add(1); return nil }
		}, func(*rig) { time.Sleep(time.Hour) })
		if n := calls.Load(); n > 3600/5+5 {
			t.Errorf("%s: %d calls of the store in an hour", name, n)
		}
	}
}

// eager is a store that always says that there is something, as when another
// copy takes it first.
type eager struct {
	*memStore
	looks atomic.Int64
}

func (e *eager) NextDelivery(context.Context) (time.Time, error) {
	e.looks.Add(1)
	return time.Unix(0, 0), nil
}

func TestAFalsePromiseIsNoBusyLoop(t *testing.T) {
	e := &eager{memStore: newMemStore()}
	inBubble(t, nil, func(c *Config) { c.Store = e }, func(*rig) { time.Sleep(time.Minute) })
	if n := e.looks.Load(); n > 310 {
		t.Errorf("%d looks in a minute", n)
	}
}

func TestAFailingStoreIsTriedEverMoreSlowly(t *testing.T) {
	var calls atomic.Int64
	var down atomic.Bool
	down.Store(true)
	inBubble(t, owed(3, 3), func(c *Config) {
		c.Store.(*memStore).fail = func(string) error {
			calls.Add(1)
			if down.Load() {
				return errors.New("disk full")
			}
			return nil
		}
	}, func(r *rig) {
		time.Sleep(time.Hour)
		if n := calls.Load(); n < 5 || n > 30 {
			t.Errorf("%d calls of a failing store in an hour", n)
		}
		down.Store(false)
		time.Sleep(11 * time.Minute)
		if n := len(r.slack.seen()); n != 3 {
			t.Errorf("%d messages after the store came back, want 3", n)
		}
	})
}

// A shutdown lets the posts that are under way end and be marked, and gives
// back what only waits.
func TestShutdown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// Posts are slow; one in four of a conversation has to wait for the pace.
		r := newRig(t, owed(8, 8), func(c *Config) { c.Workspace = Limit{PerMinute: 60, Burst: 4} })
		r.slack.onPost = []fault{slow, slow, slow, slow}
		r.run()
		time.Sleep(500 * time.Millisecond)
		asked := time.Now()
		r.stop()
		if took := time.Since(asked); took > postTimeout {
			t.Errorf("the shutdown took %v", took)
		}
		states := map[work.DeliveryState]int{}
		for _, d := range r.store.rows {
			states[d.State]++
			if d.State == work.Ready && (d.Attempt != 0 || !d.Posting.IsZero()) {
				t.Errorf("given back as %+v", d)
			}
		}
		if states[work.SentState] != 4 || states[work.Ready] != 4 || len(r.slack.seen()) != 4 {
			t.Errorf("states %v with %d messages, want 4 sent and 4 ready", states, len(r.slack.seen()))
		}
	})
}

func TestShutdownWithADeadStoreEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, owed(1, 1), nil)
		r.store.fail = func(method string) error {
			if method == "MarkSent" {
				return errors.New("disk full")
			}
			return nil
		}
		r.run()
		time.Sleep(time.Second)
		asked := time.Now()
		r.stop()
		if took := time.Since(asked); took > postTimeout {
			t.Errorf("the shutdown took %v", took)
		}
	})
}

// The wall clock jumps over a lease while the post is under way: the row is
// claimed again by the same process, and must not be posted again.
func TestAClockSetForward(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := &skewed{memStore: newMemStore(owed(3, 1)...)}
		r := newRig(t, nil, func(c *Config) { c.Store = store })
		r.slack.onPost = []fault{slow}
		r.run()
		time.Sleep(time.Second)
		store.skew.Store(int64(72 * time.Hour))
		r.Wake()
		r.drain()
		r.stop()
		if len(r.slack.calls()) != 3 || len(r.slack.seen()) != 3 {
			t.Errorf("%d posts, %d messages, want 3", len(r.slack.calls()), len(r.slack.seen()))
		}
	})
}

// skewed stands for a wall clock that has jumped: the store's times are of it.
type skewed struct {
	*memStore
	skew atomic.Int64
}

func (s *skewed) ClaimDeliveries(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]work.Delivery, error) {
	return s.memStore.ClaimDeliveries(ctx, now.Add(time.Duration(s.skew.Load())), lease, limit)
}

func (s *skewed) Release(ctx context.Context, id string, fence int64, notBefore time.Time, maybeLanded bool, problem string) error {
	return s.memStore.Release(ctx, id, fence, notBefore.Add(time.Duration(s.skew.Load())), maybeLanded, problem)
}

func (s *skewed) NextDelivery(ctx context.Context) (time.Time, error) {
	t, err := s.memStore.NextDelivery(ctx)
	if t.IsZero() {
		return t, err
	}
	return t.Add(-time.Duration(s.skew.Load())), err
}

func TestDrainWaitsForRetriesAndNotForEver(t *testing.T) {
	far := owed(2, 2)
	far[1].NotBefore = time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)
	inBubble(t, far, nil, func(r *rig) {
		r.slack.onPost = []fault{refused, errBefore, lost, limited}
		r.drain()
		if d := r.store.get("d00000"); d.State != work.SentState {
			t.Errorf("state %s after the drain", d.State)
		}
		if d := r.store.get("d00001"); d.State != work.Ready {
			t.Errorf("state %s of what is due in 2100", d.State)
		}
	})
}

func TestDrainWaitsForADeadCopysLease(t *testing.T) {
	inBubble(t, nil, nil, func(r *rig) {
		r.store.add(owed(1, 1)...)
		if ds, err := r.store.ClaimDeliveries(t.Context(), time.Now(), 30*time.Second, 1); err != nil || len(ds) != 1 {
			t.Fatal(ds, err)
		}
		r.drain()
		if len(r.slack.seen()) != 1 || r.elapsed() < 30*time.Second || r.elapsed() > 36*time.Second {
			t.Errorf("%d messages after %v", len(r.slack.seen()), r.elapsed())
		}
	})
}

func TestDrainEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, owed(1, 1), nil) // nobody runs
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		if err := r.Drain(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("Drain: %v, want the deadline", err)
		}
	})
}

func TestDrainReturnsTheStoresError(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := newRig(t, owed(1, 1), nil)
		broken := errors.New("disk full")
		r.store.fail = func(string) error { return broken }
		if err := r.Drain(t.Context()); !errors.Is(err, broken) {
			t.Errorf("Drain: %v", err)
		}
	})
}
