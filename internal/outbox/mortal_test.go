package outbox

import (
	"context"
	"errors"
	"sync"
	"time"

	"nhacviec/internal/work"
)

var errDead = errors.New("the process is dead")

var errHiccup = errors.New("the store is busy")

// life is that of one process: it ends at a step between two effects. What a
// dead process asks of the world has no effect any more.
type life struct {
	mu      sync.Mutex
	steps   int // left; negative = for ever
	die     context.CancelFunc
	hiccups []hiccup // of its store, call by call; then none
}

// hiccup is how one call to the store goes badly.
type hiccup struct {
	Before, After time.Duration // it takes
	Refused, Lost bool          // it fails before its effect, or after
}

func (l *life) hiccup() (h hiccup) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.hiccups) > 0 {
		h, l.hiccups = l.hiccups[0], l.hiccups[1:]
	}
	return h
}

// store is live for a call to the store.
func (l *life) store(f func() error) error {
	return l.live(func() error {
		h := l.hiccup()
		time.Sleep(h.Before)
		if h.Refused {
			return errHiccup
		}
		err := f()
		time.Sleep(h.After)
		if h.Lost {
			return errHiccup
		}
		return err
	})
}

func (l *life) step() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.steps == 0 {
		l.die()
		return errDead
	}
	l.steps--
	return nil
}

// live has the process die before f, after f, or not at all.
func (l *life) live(f func() error) error {
	if err := l.step(); err != nil {
		return err
	}
	err := f()
	if dead := l.step(); dead != nil {
		return dead
	}
	return err
}

// mortalStore and mortalPoster are the world as seen by a process.
type mortalStore struct {
	of Store
	l  *life
}

type mortalPoster struct {
	of Poster
	*life
}

func (s mortalStore) ClaimDeliveries(ctx context.Context, now time.Time, lease time.Duration, limit int) (ds []work.Delivery, err error) {
	err = s.l.store(func() error { ds, err = s.of.ClaimDeliveries(ctx, now, lease, limit); return err })
	return ds, err
}

func (s mortalStore) NextDelivery(ctx context.Context) (t time.Time, err error) {
	err = s.l.store(func() error { t, err = s.of.NextDelivery(ctx); return err })
	return t, err
}

func (s mortalStore) MarkPosting(ctx context.Context, id string, fence int64, slack time.Time) error {
	return s.l.store(func() error { return s.of.MarkPosting(ctx, id, fence, slack) })
}

func (s mortalStore) MarkSent(ctx context.Context, id string, fence int64, channel, ts string, now time.Time) error {
	return s.l.store(func() error { return s.of.MarkSent(ctx, id, fence, channel, ts, now) })
}

func (s mortalStore) MarkRetry(ctx context.Context, id string, fence int64, t time.Time, maybe bool, problem string) error {
	return s.l.store(func() error { return s.of.MarkRetry(ctx, id, fence, t, maybe, problem) })
}

func (s mortalStore) Release(ctx context.Context, id string, fence int64, t time.Time, maybe bool, problem string) error {
	return s.l.store(func() error { return s.of.Release(ctx, id, fence, t, maybe, problem) })
}

func (s mortalStore) MarkFailed(ctx context.Context, id string, fence int64, problem string) error {
	return s.l.store(func() error { return s.of.MarkFailed(ctx, id, fence, problem) })
}

func (s mortalStore) MarkCancelled(ctx context.Context, id string, fence int64) error {
	return s.l.store(func() error { return s.of.MarkCancelled(ctx, id, fence) })
}

func (p mortalPoster) Post(ctx context.Context, d work.Delivery) (posted Posted, err error) {
	err = p.live(func() error { posted, err = p.of.Post(ctx, d); return err })
	return posted, err
}

func (p mortalPoster) Find(ctx context.Context, d work.Delivery) (posted Posted, found bool, err error) {
	err = p.live(func() error { posted, found, err = p.of.Find(ctx, d); return err })
	return posted, found, err
}

func (p mortalPoster) Clock() time.Time { return p.of.Clock() }
