package outbox

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"nhacviec/internal/work"
)

// deliver takes one claimed delivery to its end, or gives it back. An error is
// the Store's: the row is then left to its lease.
func (o *Outbox) deliver(ctx context.Context, c claim) error {
	if !c.Posting.IsZero() {
		ended, err := o.reconcile(ctx, c)
		if ended || err != nil {
			return err
		}
	}
	if c.Attempt > o.cfg.MaxAttempts {
		return o.giveUp(ctx, c)
	}
	keys := []gateKey{workspaceOf(c.Delivery), conversationOf(c.Delivery)}
	if back := o.await(ctx, c, keys...); !back.IsZero() {
		return o.release(ctx, c, back, false, "")
	}
	return o.post(ctx, c)
}

// reconcile looks for what an earlier claimer may have posted, and reports
// whether that ended the claim. Where it did not, nothing is there.
func (o *Outbox) reconcile(ctx context.Context, c claim) (ended bool, err error) {
	if back := o.await(ctx, c, lookOf(c.Delivery)); !back.IsZero() {
		return true, o.release(ctx, c, back, true, "")
	}
	posted, found, err := o.find(ctx, c.Delivery)
	if err != nil {
		return true, o.lookFailed(ctx, c, err)
	}
	o.pace.passed(lookOf(c.Delivery))
	if !found {
		return false, nil
	}
	o.cfg.Log.Info("outbox: found posted", "id", c.ID, "key", c.Key, "attempt", c.Attempt)
	return true, o.sent(ctx, c, posted)
}

// post posts what is known not to be there.
func (o *Outbox) post(ctx context.Context, c claim) error {
	err := o.mark(ctx, c, func(ctx context.Context) error {
		return o.cfg.Store.MarkPosting(ctx, c.ID, c.Fence, o.slackNow())
	})
	if err != nil {
		return err
	}
	if o.late(c) { // the store took its time
		return o.release(ctx, c, time.Now().Add(idle), false, "")
	}
	posted, err := o.show(ctx, c.Delivery)
	if err != nil {
		return o.postFailed(ctx, c, err)
	}
	o.pace.passed(workspaceOf(c.Delivery), conversationOf(c.Delivery))
	return o.sent(ctx, c, posted)
}

// await waits for a turn through the gates. Where there is none in this claim
// it says when to come back.
func (o *Outbox) await(ctx context.Context, c claim, keys ...gateKey) (back time.Time) {
	wait, back := o.pace.turn(time.Now(), keys...)
	if !back.IsZero() {
		return back
	}
	o.pause(ctx, wait, c.quit)
	now := time.Now()
	if c.quits() {
		return now
	}
	if o.late(c) {
		return now.Add(idle)
	}
	return o.pace.closed(now, keys...)
}

// late reports whether a call begun now could outlast the claim: by our own
// clock, and by the wall's, for ours stands still while the machine sleeps.
func (o *Outbox) late(c claim) bool {
	end := time.Now().Add(o.cfg.PostTimeout)
	return end.After(c.until) || end.Round(0).After(c.Lease.Add(-o.cfg.Settle))
}

// show calls Post. A panic is ambiguous, for it may have come after the post.
func (o *Outbox) show(ctx context.Context, d work.Delivery) (p Posted, err error) {
	ctx, cancel := context.WithTimeout(ctx, o.cfg.PostTimeout)
	defer cancel()
	defer o.recovered(d, &err)
	return o.cfg.Poster.Post(ctx, d)
}

func (o *Outbox) find(ctx context.Context, d work.Delivery) (p Posted, found bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, o.cfg.PostTimeout)
	defer cancel()
	defer o.recovered(d, &err)
	return o.cfg.Poster.Find(ctx, d)
}

// recovered keeps one delivery that cannot be rendered from stopping all.
func (o *Outbox) recovered(d work.Delivery, err *error) {
	if v := recover(); v != nil {
		o.cfg.Log.Error("outbox: panic", "id", d.ID, "key", d.Key, "value", v, "stack", string(debug.Stack()))
		*err = fmt.Errorf("panic: %v", v)
	}
}

// slackNow is never zero, for a zero Posting says that nothing was tried. As
// long as Slack has said nothing, its beginning is before any attempt.
func (o *Outbox) slackNow() time.Time {
	if t := o.cfg.Poster.Clock(); !t.IsZero() {
		return t
	}
	return time.Unix(1, 0)
}

func (o *Outbox) giveUp(ctx context.Context, c claim) error {
	problem := fmt.Sprintf("given up after %d attempts", o.cfg.MaxAttempts)
	if c.Problem != "" {
		problem += ": " + c.Problem
	}
	return o.failed(ctx, c, errors.New(problem))
}
