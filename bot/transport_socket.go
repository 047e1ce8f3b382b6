package bot

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log"
	"time"

	"github.com/slack-go/slack/socketmode"
)

// maxAck is the size from which Slack silently drops an ack over Socket Mode,
// less what the envelope adds (slack-go socketmode.maxResponseSize).
const maxAck = 20*1024 - 512

// pingInterval is how long a connection may stay without a ping of Slack's
// before it is taken for dead.
const pingInterval = 45 * time.Second

// runSocket receives over Socket Mode until ctx ends.
func (b *Bot) runSocket(ctx context.Context) error {
	client := socketmode.New(b.slack,
		socketmode.OptionPingInterval(pingInterval),
		socketmode.OptionLog(log.New(io.Discard, "", 0)))
	// The line outlives ctx until what was begun is acked.
	life, hangUp := context.WithCancel(context.WithoutCancel(ctx))
	defer hangUp()
	ended := make(chan error, 1)
	go func() { ended <- client.RunContext(life) }()
	for {
		select {
		case <-ctx.Done():
			b.lanes.wait()
			hangUp()
			return errors.Join(ctx.Err(), <-ended)
		case err := <-ended:
			return err
		case e := <-client.Events:
			b.onSocketEvent(life, context.WithoutCancel(ctx), client, e)
		}
	}
}

func (b *Bot) onSocketEvent(ctx, work context.Context, client *socketmode.Client, e socketmode.Event) {
	b.noteLink(e.Type)
	kinds := map[socketmode.EventType]string{
		socketmode.EventTypeSlashCommand: kindCommand,
		socketmode.EventTypeInteractive:  kindInteraction,
		socketmode.EventTypeEventsAPI:    kindEvent,
	}
	kind, ours := kinds[e.Type]
	if !ours || e.Request == nil {
		b.log.Debug("socket mode", "event", string(e.Type))
		return
	}
	in, err := parseInbound(kind, e.Request.Payload)
	if err != nil {
		b.log.Error("an envelope cannot be read", "err", err)
		return
	}
	if in.key == "" {
		in.key = e.Request.EnvelopeID
	}
	in.ack = b.socketAck(ctx, client, in, e.Request)
	b.lanes.do(in.person(), func() { b.take(work, in) })
}

// socketAck acks an envelope. An answer too large for it goes to the response
// URL instead.
func (b *Bot) socketAck(ctx context.Context, client *socketmode.Client, in *inbound, req *socketmode.Request) func(context.Context, any) error {
	return func(work context.Context, payload any) error {
		if payload == nil {
			return client.AckCtx(ctx, req.EnvelopeID, nil)
		}
		body, err := json.Marshal(payload)
		if err != nil {
			return err
		}
		if !req.AcceptsResponsePayload || len(body) > maxAck {
			if err := client.AckCtx(ctx, req.EnvelopeID, nil); err != nil {
				return err
			}
			return b.respond(work, in.responseURL(), payload)
		}
		return client.AckCtx(ctx, req.EnvelopeID, json.RawMessage(body))
	}
}
