package bot

import (
	"context"
	"time"

	"nhacviec/internal/work"
)

const (
	// abandonedAfter is when a request that another copy received counts as left
	// undone by it: more than any takes.
	abandonedAfter = 5 * time.Minute
	// resumeEvery is how often such requests are looked for.
	resumeEvery = time.Minute
)

// resumeAll takes up the requests that were acked and not finished: all, where
// this bot is alone, and where it is not those that are old, again and again
// until ctx ends. wait returns when it looks no more.
func (b *Bot) resumeAll(ctx, work context.Context) (wait func(), err error) {
	if !b.shared {
		return func() {}, b.resume(work, 0)
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		every := time.NewTicker(resumeEvery)
		defer every.Stop()
		for ctx.Err() == nil {
			if err := b.resume(work, abandonedAfter); err != nil {
				b.log.Error("what another copy left undone cannot be read", "err", err)
			}
			select {
			case <-ctx.Done():
			case <-every.C:
			}
		}
	}()
	return func() { <-ended }, nil
}

// resume takes up what was received so long ago, whenever for 0.
func (b *Bot) resume(ctx context.Context, age time.Duration) error {
	open, err := b.app.Unsettled(ctx)
	if err != nil {
		return err
	}
	for _, r := range open {
		if age > 0 && b.now().Sub(r.ReceivedAt) < age {
			continue
		}
		if err := b.takeUp(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bot) takeUp(ctx context.Context, r work.Request) error {
	in, err := parseInbound(r.Kind, r.Payload)
	if err != nil {
		b.log.Error("a stored request cannot be read", "key", r.Key, "err", err)
		return b.app.Settle(ctx, r.Key)
	}
	in.key = r.Key
	b.lanes.do(in.person(), func() { b.finishLater(ctx, in) })
	return nil
}
