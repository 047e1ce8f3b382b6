package outbox

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/time/rate"
	"pgregory.net/rapid"

	"nhacviec/internal/work"
)

// strict is a Slack that counts as Slack does: 300 in any minute a workspace,
// one a second a channel with bursts of 5. Calls take unequally long to arrive.
type strict struct {
	fakeSlack
	mu       sync.Mutex
	minute   map[int64][]time.Time
	channels map[string]*rate.Limiter
	refused  int
	posted   map[int64]int
}

func newStrict() *strict {
	return &strict{minute: map[int64][]time.Time{}, channels: map[string]*rate.Limiter{}, posted: map[int64]int{}}
}

func (s *strict) Post(_ context.Context, d work.Delivery) (Posted, error) {
	time.Sleep(time.Duration(rand.IntN(400)) * time.Millisecond)
	p, err := s.arrive(d)
	time.Sleep(time.Duration(rand.IntN(100)) * time.Millisecond)
	return p, err
}

func (s *strict) arrive(d work.Delivery) (Posted, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, last := time.Now(), s.minute[d.Workspace]
	for len(last) > 0 && now.Sub(last[0]) >= time.Minute {
		last = last[1:]
	}
	if s.channels[d.To] == nil {
		s.channels[d.To] = rate.NewLimiter(1, 5)
	}
	if len(last) >= 300 {
		s.refused++
		return Posted{}, &RetryError{After: last[0].Add(time.Minute).Sub(now), Workspace: true, Cause: errors.New("ratelimited")}
	}
	s.minute[d.Workspace] = append(last, now)
	if !s.channels[d.To].Allow() {
		s.refused++
		return Posted{}, &RetryError{After: time.Second, Cause: errors.New("ratelimited")}
	}
	s.posted[d.Workspace]++
	return Posted{Channel: d.To, TS: fmt.Sprint(s.posted[d.Workspace])}, nil
}

// The least time that Slack allows for 600 messages over 200 channels is the
// minute between the first 300 and the rest.
func TestPaceUsesTheLimitsAndNoMore(t *testing.T) {
	tests := map[string]struct {
		deliveries, conversations int
		allowed                   time.Duration
	}{
		"600 over 200 channels": {600, 200, time.Minute},
		"700 over 700 channels": {700, 700, 2 * time.Minute},
		"40 to one channel":     {40, 1, 37 * time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			slack := newStrict()
			inBubble(t, owed(tt.deliveries, tt.conversations), func(c *Config) { c.Poster = slack }, func(r *rig) {
				r.drain()
				if most := tt.allowed * 11 / 10; r.elapsed() > most {
					t.Errorf("took %v, the limits allow %v", r.elapsed(), tt.allowed)
				}
				if slack.refused > 0 || slack.posted[1] != tt.deliveries {
					t.Errorf("%d refused with 429, %d posted of %d", slack.refused, slack.posted[1], tt.deliveries)
				}
				t.Logf("took %v, the limits allow %v", r.elapsed(), tt.allowed)
			})
		})
	}
}

// After a restart the pace knows nothing of what has gone out before; Slack
// says so with 429s, which must stay few.
func TestPaceOfASecondLifeIsNotAHammer(t *testing.T) {
	slack := newStrict()
	inBubble(t, owed(300, 300), func(c *Config) { c.Poster = slack }, func(r *rig) { r.drain() })
	inBubble(t, owed(300, 300), func(c *Config) { c.Poster = slack }, func(r *rig) {
		r.drain()
		if slack.posted[1] != 600 || slack.refused > 2*32 {
			t.Errorf("%d posted, %d refused with 429", slack.posted[1], slack.refused)
		}
		t.Logf("%d refused with 429 in %v", slack.refused, r.elapsed())
	})
}

func TestABusyWorkspaceDoesNotStopAnother(t *testing.T) {
	slack := newStrict()
	ds := append(inWorkspace(1, owed(600, 600)), inWorkspace(2, owed(3, 3))...)
	for i := range ds[600:] {
		ds[600+i].DueAt = ds[599].DueAt.Add(time.Hour) // behind all the others
	}
	inBubble(t, ds, func(c *Config) { c.Poster = slack }, func(r *rig) {
		time.Sleep(10 * time.Second)
		slack.mu.Lock()
		defer slack.mu.Unlock()
		if slack.posted[2] != 3 || slack.posted[1] < 300 {
			t.Errorf("after 10 s %d and %d posted, want 300 and 3", slack.posted[1], slack.posted[2])
		}
	})
}

func TestABlockedConversationStopsOnlyItself(t *testing.T) {
	inBubble(t, nil, nil, func(r *rig) {
		r.slack.onFirst = map[string]fault{"U0": channel429}
		r.store.add(owed(9, 3)...)
		r.drain()
		first := map[string]time.Duration{}
		for _, m := range r.slack.seen() {
			if _, ok := first[m.To]; !ok {
				first[m.To] = m.At.Sub(r.begun)
			}
		}
		if first["U1"] > time.Second || first["U2"] > time.Second || first["U0"] < retryAfter {
			t.Errorf("first messages after %v", first)
		}
	})
}

func TestRetryAfterHoldsTheWholeWorkspaceAndNoOther(t *testing.T) {
	ds := append(inWorkspace(1, owed(50, 50)), inWorkspace(2, owed(50, 50))...)
	inBubble(t, nil, func(c *Config) { c.Workers = 4 }, func(r *rig) {
		r.slack.onFirst = map[string]fault{"W1-U0": limited}
		r.store.add(ds...)
		r.drain()
		early := map[int64]int{}
		for _, p := range r.slack.calls() {
			if p.At.Sub(r.begun) < retryAfter {
				early[r.store.get(p.ID).Workspace]++
			}
		}
		if early[1] < 1 || early[1] > 4 || early[2] != 50 {
			t.Errorf("posts before Retry-After had passed: %v, want those under way, and all of the other", early)
		}
		if most := retryAfter + 15*time.Second; r.elapsed() > most || len(r.slack.seen()) != 100 {
			t.Errorf("%d messages after %v", len(r.slack.seen()), r.elapsed())
		}
	})
}

// A sliding window of ours, seen through Slack's, is never over.
func TestWindowKeepsTheLimitInAnyMinute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "n")
		w, now := Limit{PerMinute: float64(n)}.pace(), time.Unix(0, 0)
		var taken []time.Time
		for range rapid.IntRange(1, 100).Draw(t, "calls") {
			now = now.Add(time.Duration(rapid.IntRange(0, 20_000).Draw(t, "ms")) * time.Millisecond)
			if rapid.IntRange(0, 30).Draw(t, "spend") == 30 {
				w.spend(now)
			}
			now = now.Add(w.wait(now, 0))
			w.take(now)
			taken = append(taken, now)
			if k := len(taken) - 1 - n; k >= 0 && now.Sub(taken[k]) <= time.Minute {
				t.Fatalf("%d in %v", n+1, now.Sub(taken[k]))
			}
		}
	})
}

func TestSpentPaceFlowsEvenly(t *testing.T) {
	for name, l := range map[string]Limit{"window": {PerMinute: 30}, "flow": {PerMinute: 30, Burst: 10}} {
		p, begin := l.pace(), time.Unix(1000, 0)
		p.spend(begin)
		now := begin
		for range 10 {
			now = now.Add(p.wait(now, 0))
			p.take(now)
		}
		if took := now.Sub(begin); took < 16*time.Second || took > 22*time.Second {
			t.Errorf("%s: ten took %v, want about 20 s", name, took)
		}
	}
}

func TestIdleGatesAreDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPacer(Config{}.withDefaults())
		for i := range 10 * keptGates {
			p.turn(time.Now(), gateKey{Workspace: int64(i / 100)}, gateKey{Workspace: 1, To: fmt.Sprint(i)})
			time.Sleep(10 * time.Millisecond)
		}
		if len(p.gates) > keptGates+2 {
			t.Errorf("%d gates are kept", len(p.gates))
		}
		closed := gateKey{Workspace: 2}
		p.shut(time.Now(), closed, time.Hour)
		p.dropIdle(time.Now())
		if len(p.gates) == 0 || p.gates[closed] == nil {
			t.Error("a closed gate was dropped")
		}
	})
}
