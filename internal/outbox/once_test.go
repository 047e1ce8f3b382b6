package outbox

import (
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"nhacviec/internal/work"
)

// scenario is a world in which much goes wrong, and which then calms down.
type scenario struct {
	Conversations, Deliveries int
	OnPost, OnFind            []fault
	Copies                    [][]death // of each copy of the program
	Store                     [][]hiccup
	Blind                     bool
}

// death comes after so many steps; the copy stays down for a while.
type death struct {
	Steps int
	Down  time.Duration
}

func scenarios() *rapid.Generator[scenario] {
	script := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) fault {
		return fault(rapid.IntRange(0, int(faults)-1).Draw(t, "fault"))
	}), 0, 25)
	deaths := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) death {
		return death{
			Steps: rapid.IntRange(0, 40).Draw(t, "steps"),
			Down:  time.Duration(rapid.IntRange(0, 45).Draw(t, "down")) * time.Second,
		}
	}), 0, 8)
	return rapid.Custom(func(t *rapid.T) scenario {
		return scenario{
			Conversations: rapid.IntRange(1, 5).Draw(t, "conversations"),
			Deliveries:    rapid.IntRange(1, 15).Draw(t, "deliveries"),
			OnPost:        script.Draw(t, "on_post"),
			OnFind:        script.Draw(t, "on_find"),
			Copies:        rapid.SliceOfN(deaths, 1, 2).Draw(t, "copies"),
			Store:         rapid.SliceOfN(hiccups(), 2, 2).Draw(t, "store"),
		}
	})
}

func hiccups() *rapid.Generator[[]hiccup] {
	delay := rapid.Custom(func(t *rapid.T) time.Duration {
		return time.Duration(max(0, rapid.IntRange(-100, 40).Draw(t, "seconds"))) * time.Second
	})
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) hiccup {
		return hiccup{
			Before: delay.Draw(t, "before"), After: delay.Draw(t, "after"),
			Refused: rapid.IntRange(0, 9).Draw(t, "refused") == 9, Lost: rapid.IntRange(0, 9).Draw(t, "lost") == 9,
		}
	}), 0, 60)
}

// play runs s to its end and returns what is in Slack, and the states of the
// rows.
func play(t *testing.T, s scenario) (messages []landed, states map[work.DeliveryState]int) {
	synctest.Test(t, func(t *testing.T) {
		store := newMemStore(owed(s.Deliveries, s.Conversations)...)
		slack := &fakeSlack{onPost: s.OnPost, onFind: s.OnFind, blind: s.Blind}
		ctx, stop := context.WithTimeout(t.Context(), 24*time.Hour)
		var copies sync.WaitGroup
		for i, deaths := range s.Copies {
			copies.Go(func() { runCopy(ctx, store, slack, deaths, s.Store[i]) })
		}
		for next := time.Now(); !next.IsZero() && ctx.Err() == nil; next, _ = store.NextDelivery(ctx) {
			time.Sleep(time.Second)
		}
		stop()
		copies.Wait()
		time.Sleep(settle) // for what is late
		messages, states = slack.messages, map[work.DeliveryState]int{}
		for _, d := range store.rows {
			states[d.State]++
		}
	})
	return messages, states
}

// runCopy is one copy of the program, started again after each death.
func runCopy(ctx context.Context, store Store, slack Poster, deaths []death, hiccups []hiccup) {
	for _, d := range append(deaths, death{Steps: -1}) {
		alive, die := context.WithCancel(ctx)
		l := &life{steps: d.Steps, die: die, hiccups: hiccups}
		o, err := New(Config{
			Store: mortalStore{store, l}, Poster: mortalPoster{slack, l}, Clock: time.Now,
			Log: slog.New(slog.DiscardHandler), MaxAttempts: 1000, PostTimeout: postTimeout, Settle: settle,
		})
		if err != nil {
			panic(err)
		}
		_ = o.Run(alive)
		die()
		time.Sleep(d.Down)
		hiccups = l.hiccups
	}
}

// owed are n deliveries, spread over conversations, each due a minute after
// the one before.
func owed(n, conversations int) []work.Delivery {
	ds := make([]work.Delivery, n)
	for i := range ds {
		ds[i] = work.Delivery{
			ID: fmt.Sprintf("d%05d", i), Workspace: 1, Key: fmt.Sprint("key/", i),
			To:    fmt.Sprint("U", i%conversations),
			DueAt: time.Date(2022, 2, 21, 8, i, 0, 0, time.UTC),
		}
	}
	return ds
}

// wrong says what is wrong with what is in Slack: each delivery must be there
// once, and each conversation in order.
func wrong(s scenario, messages []landed) string {
	got, want := map[string][]string{}, map[string][]string{}
	for _, m := range messages {
		got[m.To] = append(got[m.To], m.ID)
	}
	for _, d := range owed(s.Deliveries, s.Conversations) {
		want[d.To] = append(want[d.To], d.ID)
	}
	return cmp.Diff(want, got)
}

func TestExactlyOnceWhateverHappens(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := scenarios().Draw(rt, "scenario")
		messages, states := play(t, s)
		if diff := wrong(s, messages); diff != "" {
			rt.Fatalf("owed (-) and posted (+) differ:\n%s", diff)
		}
		if states[work.SentState] != s.Deliveries {
			rt.Fatalf("states %v, want all of %d sent", states, s.Deliveries)
		}
	})
}

// Without looking first, the same property does not hold: the test above can
// fail, and reconciling is what keeps it.
func TestWithoutLookingThingsAreDoubled(t *testing.T) {
	doubled := 0
	for seed := range 30 {
		s := scenarios().Example(seed)
		s.Blind = true
		if messages, _ := play(t, s); len(messages) > s.Deliveries {
			doubled++
		}
	}
	if doubled == 0 {
		t.Error("a blind outbox doubled nothing in 30 scenarios")
	}
	t.Logf("doubled in %d of 30 scenarios", doubled)
}
