package bot

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
)

// tellEvery is how often somebody who waits is told how far a document was
// read; the first time after as long.
const tellEvery = time.Second

// everySecond ticks until stop is called.
func everySecond() (ticks <-chan time.Time, stop func()) {
	t := time.NewTicker(tellEvery)
	return t.C, t.Stop
}

// progress is how far a document was read: its reader moves it on, and whoever
// waits looks at it.
type progress struct {
	done, total atomic.Int64
}

// set is called by the reader.
func (p *progress) set(done, total int) {
	p.total.Store(int64(total))
	p.done.Store(int64(done))
}

// follow tells at every tick at which the reading has come further, until ctx
// ends.
func (p *progress) follow(ctx context.Context, ticks <-chan time.Time, tell func(done, total int)) {
	last := int64(-1)
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
		if done := p.done.Load(); done != last {
			last = done
			tell(int(done), int(p.total.Load()))
		}
	}
}

// telling follows p at every tick, until the function that it returns was
// called; nothing is told after that.
func (b *Bot) telling(ctx context.Context, p *progress, tell func(done, total int)) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ticks, quiet := b.ticks()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		defer quiet()
		p.follow(ctx, ticks, tell)
	}()
	return func() {
		cancel()
		<-ended
	}
}

// tellReading says below a posted document how far it was read, where that
// lasts: in one message, which is edited, and taken away when the function that
// it returns is called, for the answer then says the rest.
func (b *Bot) tellReading(ctx context.Context, who asker, thread string, p *progress) (stop func()) {
	ts := ""
	told := b.telling(ctx, p, func(done, total int) {
		opts := append(messageOptions(block.Reading(who.l, done, total)), slack.MsgOptionTS(thread))
		var err error
		if ts == "" {
			_, ts, err = b.slack.PostMessageContext(ctx, who.Channel, opts...)
		} else {
			_, _, _, err = b.slack.UpdateMessageContext(ctx, who.Channel, ts, opts...)
		}
		if err != nil {
			b.log.Warn("how far a document was read could not be told", "err", err)
		}
	})
	return func() {
		told()
		if ts == "" {
			return
		}
		if _, _, err := b.slack.DeleteMessageContext(ctx, who.Channel, ts); err != nil {
			b.log.Warn("how far a document was read could not be taken away", "err", err)
		}
	}
}
