package bot

import (
	"context"
	"time"

	"nhacviec/bot/block"
	"nhacviec/internal/work"
)

// ackBudget is how long a request may be worked on before it is acked: Slack
// waits 3 s, and the ack itself takes its time.
const ackBudget = 2300 * time.Millisecond

// storeBudget is how much of what is left keeping the request may take.
const storeBudget = 400 * time.Millisecond

// reply is what a handler answers: ack travels in the ack where the transport
// lets it, later is posted to the response URL, then runs after the ack.
type reply struct {
	ack  any
	then func(ctx context.Context)
}

// receive takes a request in: it is worked on and acked with its answer, so
// that what Slack was told is on disk. One that takes long is kept first, then
// acked, and answered later.
func (b *Bot) receive(ctx context.Context, in *inbound) {
	if in.slow() {
		b.keepThenWork(ctx, in)
		return
	}
	done := make(chan reply, 1)
	go func() { done <- b.handle(ctx, in) }()
	budget := time.NewTimer(ackBudget)
	defer budget.Stop()
	select {
	case r := <-done:
		b.ack(ctx, in, r.ack)
		if r.then != nil {
			r.then(ctx)
		}
	case <-budget.C:
		b.ackLate(ctx, in)
		b.answerLater(ctx, in, <-done)
	}
}

// slow reports whether a request reads a document, which can outlast an ack.
func (in *inbound) slow() bool {
	return in.event != nil && in.event.carriesDocument()
}

// keepThenWork stores the request, acks it and works on it. An event that
// cannot be stored stays unacked: Slack sends it again.
func (b *Bot) keepThenWork(ctx context.Context, in *inbound) {
	fresh, err := b.keep(ctx, in, ackBudget)
	if err != nil {
		b.log.Error("an event could not be kept and was not acked", "key", in.key, "err", err)
		return
	}
	b.ack(ctx, in, nil)
	if fresh {
		b.finishLater(ctx, in)
	}
}

// finishLater works on a request that is kept and marks it done.
func (b *Bot) finishLater(ctx context.Context, in *inbound) {
	b.answerLater(ctx, in, b.handle(ctx, in))
	if err := b.app.Settle(ctx, in.key); err != nil {
		b.log.Error("a request could not be marked as done", "key", in.key, "err", err)
	}
}

// ackLate acks what is still being worked on: an event not at all unless it
// is kept, a command or a press with the word that it was received.
func (b *Bot) ackLate(ctx context.Context, in *inbound) {
	_, err := b.keep(ctx, in, storeBudget)
	if err != nil && in.kind == kindEvent {
		return
	}
	var said any
	if in.command != nil {
		l := b.words.For(b.language(ctx, in))
		said = ephemeral(block.Plain(l, work.Message{Key: "bot.received"}))
	}
	b.ack(ctx, in, said)
}

func (b *Bot) keep(ctx context.Context, in *inbound, within time.Duration) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	return b.app.Receive(ctx, work.Request{Key: in.key, Kind: in.kind, Payload: in.payload})
}

// answerLater says through the response URL what the ack no longer could.
func (b *Bot) answerLater(ctx context.Context, in *inbound, r reply) {
	if r.ack != nil && in.responseURL() != "" {
		if err := b.respond(ctx, in.responseURL(), r.ack); err != nil {
			b.log.Error("an answer could not be given", "key", in.key, "err", err)
		}
	}
	if r.then != nil {
		r.then(ctx)
	}
}

func (b *Bot) ack(ctx context.Context, in *inbound, payload any) {
	if err := in.ack(ctx, payload); err != nil {
		b.log.Error("an ack failed", "key", in.key, "err", err)
	}
}

// handle works on a request. It never fails: what goes wrong is said.
func (b *Bot) handle(ctx context.Context, in *inbound) reply {
	switch {
	case in.command != nil:
		return b.onCommand(ctx, in)
	case in.interaction != nil:
		return b.onInteraction(ctx, in)
	}
	return b.onEvent(ctx, in)
}
