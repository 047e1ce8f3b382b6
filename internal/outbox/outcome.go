package outbox

import (
	"context"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"

	"nhacviec/internal/text"
)

// longestProblem bounds what is kept of an error, in graphemes.
const longestProblem = 500

// postFailed ends a claim whose Post returned err.
func (o *Outbox) postFailed(ctx context.Context, c claim, err error) error {
	var again *RetryError
	var never *PermanentError
	switch {
	case errors.Is(err, ErrNothingLeft):
		o.cfg.Log.Info("outbox: nothing left to say", "id", c.ID, "key", c.Key)
		return o.mark(ctx, c, func(ctx context.Context) error {
			return o.cfg.Store.MarkCancelled(ctx, c.ID, c.Fence)
		})
	case errors.As(err, &never):
		return o.failed(ctx, c, err)
	case errors.As(err, &again):
		gate := conversationOf(c.Delivery)
		if again.Workspace {
			gate = workspaceOf(c.Delivery)
		}
		return o.again(ctx, c, again, gate, false)
	}
	// It may be there, or be on the way still: look when it can't be any more.
	wait := max(o.cfg.Settle, o.cfg.backoff(c.Attempt))
	return o.retry(ctx, c, wait, true, err)
}

// lookFailed ends a claim whose Find returned err: what is there is still not
// known.
func (o *Outbox) lookFailed(ctx context.Context, c claim, err error) error {
	var again *RetryError
	var never *PermanentError
	switch {
	case errors.As(err, &never), c.Attempt > o.cfg.MaxAttempts:
		return o.failed(ctx, c, err)
	case errors.As(err, &again):
		return o.again(ctx, c, again, lookOf(c.Delivery), true)
	}
	return o.retry(ctx, c, o.cfg.backoff(c.Attempt), true, err)
}

// again gives c back as a RetryError says. Where Slack, or the state of a
// whole workspace, has us wait, the gate is shut and the row is not blamed.
func (o *Outbox) again(ctx context.Context, c claim, why *RetryError, gate gateKey, maybeLanded bool) error {
	if why.After <= 0 && !why.Workspace {
		return o.retry(ctx, c, o.cfg.backoff(c.Attempt), maybeLanded, why)
	}
	back := o.pace.shut(time.Now(), gate, why.After)
	o.cfg.Log.Warn("outbox: told to wait", "id", c.ID, "workspace", c.Workspace, "until", back, "error", why)
	return o.release(ctx, c, back, maybeLanded, problemOf(why))
}

func (o *Outbox) retry(ctx context.Context, c claim, wait time.Duration, maybeLanded bool, why error) error {
	o.cfg.Log.Warn("outbox: not delivered, to be tried again", "id", c.ID, "key", c.Key,
		"attempt", c.Attempt, "wait", wait, "maybe_landed", maybeLanded, "error", why)
	return o.mark(ctx, c, func(ctx context.Context) error {
		return o.cfg.Store.MarkRetry(ctx, c.ID, c.Fence, time.Now().Add(wait), maybeLanded, problemOf(why))
	})
}

func (o *Outbox) release(ctx context.Context, c claim, notBefore time.Time, maybeLanded bool, problem string) error {
	return o.mark(ctx, c, func(ctx context.Context) error {
		return o.cfg.Store.Release(ctx, c.ID, c.Fence, notBefore, maybeLanded, problem)
	})
}

func (o *Outbox) sent(ctx context.Context, c claim, p Posted) error {
	return o.mark(ctx, c, func(ctx context.Context) error {
		return o.cfg.Store.MarkSent(ctx, c.ID, c.Fence, p.Channel, p.TS, o.cfg.Clock())
	})
}

func (o *Outbox) failed(ctx context.Context, c claim, why error) error {
	o.cfg.Log.Error("outbox: cannot be delivered", "id", c.ID, "key", c.Key, "attempt", c.Attempt, "error", why)
	return o.mark(ctx, c, func(ctx context.Context) error {
		return o.cfg.Store.MarkFailed(ctx, c.ID, c.Fence, problemOf(why))
	})
}

// mark writes to the row, trying until the lease ends. A row that was taken over is left alone.
func (o *Outbox) mark(ctx context.Context, c claim, write func(context.Context) error) error {
	ctx, cancel := context.WithDeadline(ctx, c.lease)
	defer cancel()
	var last error
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		last = write(ctx)
		if errors.Is(last, ErrFenced) {
			return struct{}{}, backoff.Permanent(last)
		}
		return struct{}{}, last
	})
	if err != nil {
		return last // what the store said, rather than that time ran out
	}
	return nil
}

func problemOf(err error) string { return text.Cut(text.Line(err.Error()), longestProblem) }
