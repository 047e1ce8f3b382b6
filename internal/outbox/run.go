package outbox

import (
	"context"
	"errors"
	"time"

	"nhacviec/internal/work"
)

// idle is the pause before something is tried again that came to nothing, such
// as a look that another copy was faster at.
const idle = 200 * time.Millisecond

// Run delivers until ctx ends; then it begins nothing new, gives back what is
// only claimed, waits for the posts that are under way, at most PostTimeout,
// and returns nil. A Store that fails is tried again, ever more slowly, and
// said in the log: the rows stay owed.
func (o *Outbox) Run(ctx context.Context) error {
	defer o.tasks.Wait()
	failures := 0
	for ctx.Err() == nil {
		wait, err := o.look(ctx)
		if err == nil {
			failures = 0
			o.pause(ctx, wait, o.wake)
			continue
		}
		if ctx.Err() == nil {
			failures++
			o.cfg.Log.Error("outbox: the store fails", "error", err, "in_a_row", failures)
			o.pause(ctx, o.cfg.backoff(failures), nil)
		}
	}
	return nil
}

// look claims what there is room for, and says how long to wait until the next
// look unless woken.
func (o *Outbox) look(ctx context.Context) (time.Duration, error) {
	room := cap(o.slots) - len(o.slots)
	if room == 0 {
		return o.cfg.Poll, nil // the end of a delivery wakes
	}
	// Reading first spares the writer a transaction for nothing.
	next, err := o.cfg.Store.NextDelivery(ctx)
	if err != nil {
		return 0, err
	}
	now := time.Now()
	if next.IsZero() {
		return o.cfg.Poll, nil
	}
	if next.After(now) {
		return min(next.Sub(now), o.cfg.Poll), nil
	}
	claimed, err := o.cfg.Store.ClaimDeliveries(ctx, now, o.cfg.Lease, room)
	if err != nil {
		return 0, err
	}
	for _, d := range claimed {
		o.start(ctx, d, now)
	}
	if len(claimed) == 0 {
		return idle, nil
	}
	return 0, nil
}

// start delivers d in a goroutine of its own.
func (o *Outbox) start(ctx context.Context, d work.Delivery, claimed time.Time) {
	c := claim{
		Delivery: d,
		quit:     ctx.Done(),
		until:    claimed.Add(o.cfg.Lease - o.cfg.Settle),
		lease:    claimed.Add(o.cfg.Lease),
	}
	o.slots <- struct{}{}
	o.tasks.Go(func() {
		defer o.Wake() // there is room, and the conversation's next may be free
		defer func() { <-o.slots }()
		ctx, cancel := o.outlive(ctx)
		defer cancel()
		o.left(c, o.handle(ctx, c))
	})
}

// outlive is ctx with a grace of PostTimeout after its end, for what is under
// way to be posted and marked.
func (o *Outbox) outlive(ctx context.Context) (context.Context, context.CancelFunc) {
	grace, cancel := context.WithCancel(context.WithoutCancel(ctx))
	stop := context.AfterFunc(ctx, func() {
		o.pause(grace, o.cfg.PostTimeout, nil)
		cancel()
	})
	return grace, func() { stop(); cancel() }
}

func (o *Outbox) handle(ctx context.Context, c claim) error {
	if !o.begin(c.Delivery) {
		// The clock has jumped over a lease that we hold: let that post end first.
		return o.release(ctx, c, time.Now().Add(o.cfg.PostTimeout+o.cfg.Settle), true, "")
	}
	defer o.end(c.Delivery)
	return o.deliver(ctx, c)
}

// left says in the log that a claim ended without a mark: another copy has the
// row, or will have it when the lease ends.
func (o *Outbox) left(c claim, err error) {
	switch {
	case errors.Is(err, ErrFenced):
		o.cfg.Log.Info("outbox: taken over", "id", c.ID, "key", c.Key)
	case err != nil:
		o.cfg.Log.Error("outbox: left to its lease", "id", c.ID, "key", c.Key, "error", err)
	}
}

// pause waits for d, for woken or for the end of ctx.
func (o *Outbox) pause(ctx context.Context, d time.Duration, woken <-chan struct{}) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-woken:
	case <-ctx.Done():
	}
}
