package schedule

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// board is a store of watermarks, and jobs that write down when they ran.
type board struct {
	mu    sync.Mutex
	marks map[string]time.Time
	jobs  []Job
	ran   []string
	fails map[string]error // jobs that fail, by name
	err   error            // of the source
}

func (b *board) Watermarks(context.Context) (map[string]time.Time, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return maps.Clone(b.marks), nil
}

func (b *board) source(context.Context) ([]Job, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.jobs, b.err
}

// add puts up a job at a spec in a zone.
func (b *board) add(name, spec, zone string, since time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.jobs = append(b.jobs, Job{Name: name, Spec: spec, Zone: zone, Since: since,
		Run: func(_ context.Context, since, at time.Time) error {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.ran = append(b.ran, fmt.Sprintf("%s %s..%s", name, since.UTC().Format("02T15:04"), at.UTC().Format("02T15:04")))
			if err := b.fails[name]; err != nil {
				return err
			}
			if b.marks == nil {
				b.marks = map[string]time.Time{}
			}
			if at.After(b.marks[name]) {
				b.marks[name] = at
			}
			return nil
		}})
}

// log is what ran since it was last asked.
func (b *board) log() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	ran := b.ran
	b.ran = nil
	return ran
}

func newScheduler(t *testing.T, b *board, now func() time.Time) *Scheduler {
	t.Helper()
	s, err := New(Config{Store: b, Source: b.source, Now: now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// monday is 7 February 2022, hour:minute UTC.
func monday(hour, minute int) time.Time {
	return time.Date(2022, 2, 7, hour, minute, 0, 0, time.UTC)
}

func TestRunDue(t *testing.T) {
	type look struct {
		until time.Time
		want  []string
	}
	day := 24 * time.Hour
	tests := map[string][]look{
		"nothing yet":          {{monday(7, 59), nil}},
		"at the moment itself": {{monday(8, 0), []string{"daily 07T00:00..07T08:00"}}},
		"in the order of time": {{monday(9, 0), []string{"daily 07T00:00..07T08:00", "weekly 07T00:00..07T08:15"}}},
		"only once": {
			{monday(8, 0), []string{"daily 07T00:00..07T08:00"}},
			{monday(8, 0), nil},
			{monday(8, 14), nil},
			{monday(8, 15), []string{"weekly 07T00:00..07T08:15"}},
		},
		"a night asleep": {
			{monday(9, 0), []string{"daily 07T00:00..07T08:00", "weekly 07T00:00..07T08:15"}},
			{monday(9, 0).Add(day), []string{"daily 07T08:00..08T08:00"}},
		},
		"three weeks asleep, in one": {
			{monday(9, 0), []string{"daily 07T00:00..07T08:00", "weekly 07T00:00..07T08:15"}},
			{monday(9, 0).Add(20 * day), []string{"weekly 07T08:15..21T08:15", "daily 07T08:00..27T08:00"}},
		},
		"a clock set back and forward again": {
			{monday(9, 0), []string{"daily 07T00:00..07T08:00", "weekly 07T00:00..07T08:15"}},
			{monday(7, 0), nil},
			{monday(8, 0), nil},
			{monday(10, 0), nil},
			{monday(8, 0).Add(day), []string{"daily 07T08:00..08T08:00"}},
		},
	}
	for name, looks := range tests {
		t.Run(name, func(t *testing.T) {
			b := &board{}
			b.add("weekly", "15 8 * * 1", "UTC", monday(0, 0))
			b.add("daily", "0 8 * * *", "UTC", monday(0, 0))
			s := newScheduler(t, b, noClock)
			for i, l := range looks {
				if err := s.RunDue(t.Context(), l.until); err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(l.want, b.log()); diff != "" {
					t.Errorf("look %d: want (-) and got (+) differ:\n%s", i, diff)
				}
			}
		})
	}
}

// noClock is a clock for where none is read.
func noClock() time.Time { return time.Time{} }

func TestEachZoneHasItsMorning(t *testing.T) {
	b := &board{}
	b.add("london", "0 8 * * *", "Europe/London", monday(0, 0))
	b.add("hanoi", "0 8 * * *", "Asia/Ho_Chi_Minh", monday(0, 0))
	s := newScheduler(t, b, noClock)
	if err := s.RunDue(t.Context(), monday(12, 0)); err != nil {
		t.Fatal(err)
	}
	want := []string{"hanoi 07T00:00..07T01:00", "london 07T00:00..07T08:00"}
	if diff := cmp.Diff(want, b.log()); diff != "" {
		t.Error(diff)
	}
}

func TestNext(t *testing.T) {
	b := &board{}
	s := newScheduler(t, b, noClock)
	if _, ok, err := s.Next(t.Context()); ok || err != nil {
		t.Errorf("without jobs: %v, %v", ok, err)
	}
	b.add("daily", "0 8 * * *", "UTC", monday(0, 0))
	b.add("weekly", "15 8 * * 1", "UTC", monday(0, 0))
	b.add("spoilt", "0 8 * *", "UTC", monday(0, 0))
	for _, want := range []time.Time{monday(8, 0), monday(8, 15), monday(32, 0), monday(56, 0)} {
		next, ok, err := s.Next(t.Context())
		if err != nil || !ok || !next.Equal(want) {
			t.Fatalf("next %v, %v, %v; want %v", next, ok, err, want)
		}
		_ = s.RunDue(t.Context(), next) // the spoilt one's error is another test's
	}
}

func TestAFailingJobStopsNoOther(t *testing.T) {
	broken := errors.New("disk full")
	b := &board{fails: map[string]error{"a": broken}}
	b.add("a", "0 8 * * *", "UTC", monday(0, 0))
	b.add("b", "0 8 * * *", "UTC", monday(0, 0))
	b.add("spoilt", "soon", "UTC", monday(0, 0))
	s := newScheduler(t, b, noClock)

	err := s.RunDue(t.Context(), monday(9, 0))
	var job *JobError
	var spec *SpecError
	if !errors.Is(err, broken) || !errors.As(err, &job) || !errors.As(err, &spec) {
		t.Errorf("error %v", err)
	}
	if diff := cmp.Diff([]string{"a 07T00:00..07T08:00", "b 07T00:00..07T08:00"}, b.log()); diff != "" {
		t.Error(diff)
	}

	b.fails = nil
	_ = s.RunDue(t.Context(), monday(9, 0))
	if diff := cmp.Diff([]string{"a 07T00:00..07T08:00"}, b.log()); diff != "" {
		t.Errorf("the second look, after it was mended:\n%s", diff)
	}
}

func TestErrorsOfTheSourceAreReturned(t *testing.T) {
	b := &board{err: errors.New("no database")}
	s := newScheduler(t, b, noClock)
	if err := s.RunDue(t.Context(), monday(9, 0)); !errors.Is(err, b.err) {
		t.Errorf("RunDue: %v", err)
	}
	if _, _, err := s.Next(t.Context()); !errors.Is(err, b.err) {
		t.Errorf("Next: %v", err)
	}
	if _, err := New(Config{}); err == nil {
		t.Error("New without anything: no error")
	}
}

// running runs s in a bubble while f does things, and stops it.
func running(t *testing.T, b *board, now func() time.Time, f func(*Scheduler)) {
	t.Helper()
	s := newScheduler(t, b, now)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	f(s)
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("Run: %v", err)
	}
}

func TestRunIsOnTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // begins at midnight UTC, 1 January 2000
		b := &board{}
		b.add("hourly", "0 * * * *", "UTC", time.Now())
		running(t, b, time.Now, func(*Scheduler) {
			time.Sleep(time.Hour - time.Millisecond)
			synctest.Wait()
			if ran := b.log(); ran != nil {
				t.Errorf("ran early: %v", ran)
			}
			time.Sleep(time.Millisecond)
			synctest.Wait()
			if diff := cmp.Diff([]string{"hourly 01T00:00..01T01:00"}, b.log()); diff != "" {
				t.Error(diff)
			}
		})
	})
}

func TestRunSeesNewJobsAndAClockThatWasSet(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &board{}
		var mu sync.Mutex
		clock := monday(7, 0)
		now := func() time.Time { mu.Lock(); defer mu.Unlock(); return clock }
		set := func(to time.Time) { mu.Lock(); defer mu.Unlock(); clock = to }
		running(t, b, now, func(s *Scheduler) {
			synctest.Wait()
			b.add("daily", "0 8 * * *", "UTC", monday(0, 0))
			set(monday(8, 0))
			time.Sleep(longestWait)
			synctest.Wait()
			if diff := cmp.Diff([]string{"daily 07T00:00..07T08:00"}, b.log()); diff != "" {
				t.Errorf("within the longest wait: %s", diff)
			}
			set(monday(80, 0))
			s.Wake()
			synctest.Wait()
			if diff := cmp.Diff([]string{"daily 07T08:00..10T08:00"}, b.log()); diff != "" {
				t.Errorf("woken: %s", diff)
			}
		})
	})
}

func TestRunTriesAgainEverMoreSlowlyAndKeepsOthersOnTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &board{fails: map[string]error{"bad": errors.New("disk full")}}
		b.add("bad", "0 0 * * *", "UTC", time.Now().Add(-time.Hour))
		b.add("good", "* * * * *", "UTC", time.Now())
		running(t, b, time.Now, func(*Scheduler) {
			time.Sleep(10*time.Minute + time.Second)
			synctest.Wait()
			good, bad := 0, 0
			for _, line := range b.log() {
				if line[:3] == "bad" {
					bad++
				} else {
					good++
				}
			}
			if good != 10 || bad < 15 || bad > 45 {
				t.Errorf("in ten minutes good ran %d times, bad %d", good, bad)
			}
		})
	})
}

func BenchmarkNextOfThousandPlans(b *testing.B) {
	bd := &board{}
	for i := range 1000 {
		zone := zones[i%len(zones)]
		bd.add(fmt.Sprint("daily/", i), "0 8 * * 1-5", zone, monday(0, 0))
		bd.add(fmt.Sprint("weekly/", i), "15 8 * * 1", zone, monday(0, 0))
	}
	s, err := New(Config{Store: bd, Source: bd.source, Now: noClock})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, ok, err := s.Next(b.Context()); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}
