package bot

import (
	"context"
	"time"

	"github.com/slack-go/slack/socketmode"
)

// Connected reports whether Slack can reach the bot: its Socket Mode connection
// stands or, over HTTP, Slack has accepted its token.
func (b *Bot) Connected() bool { return b.linked.Load() }

// noteLink follows the Socket Mode connection, which Slack renews every hour or
// so.
func (b *Bot) noteLink(e socketmode.EventType) {
	switch e {
	case socketmode.EventTypeHello:
		b.linked.Store(true)
	case socketmode.EventTypeConnecting, socketmode.EventTypeConnectionError, socketmode.EventTypeDisconnect:
		b.linked.Store(false)
	}
}

// take receives a request and tells how long that took.
func (b *Bot) take(ctx context.Context, in *inbound) {
	began := time.Now()
	b.receive(ctx, in)
	b.heard(in.kind, time.Since(began))
}
