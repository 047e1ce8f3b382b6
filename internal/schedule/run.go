package schedule

import (
	"context"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"
)

const (
	// longestWait is how long Run sleeps at most: the wall clock may be set, the
	// machine may have slept, another process may have changed the jobs.
	longestWait = 30 * time.Second
	firstRetry  = time.Second
)

// Wake has Run look at once; call it when the jobs have changed, or the clock.
func (s *Scheduler) Wake() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Run calls RunDue whenever something is owed by Now, until ctx ends; then it
// returns nil. What fails is said in the log and tried again, soon at first,
// then every 30 seconds.
func (s *Scheduler) Run(ctx context.Context) error {
	retry := backoff.ExponentialBackOff{
		InitialInterval: firstRetry, RandomizationFactor: 0.25, Multiplier: 2, MaxInterval: longestWait,
	}
	for ctx.Err() == nil {
		wait, err := s.look(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err != nil:
			s.cfg.Log.Error("schedule: a look failed", "error", err)
			wait = min(wait, retry.NextBackOff())
		default:
			retry.Reset()
		}
		s.pause(ctx, wait)
	}
	return nil
}

// look runs what is due, and says how long it is until something else is.
func (s *Scheduler) look(ctx context.Context) (time.Duration, error) {
	now := s.cfg.Now()
	failed := s.RunDue(ctx, now)
	next, ok, err := s.earliest(ctx, now)
	if err != nil || !ok {
		return longestWait, errors.Join(failed, err)
	}
	return min(longestWait, max(0, next.Sub(s.cfg.Now()))), failed
}

func (s *Scheduler) pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-s.wake:
	case <-ctx.Done():
	}
}
