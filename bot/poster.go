package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/outbox"
	"nhacviec/internal/work"
)

// deliveryEvent is the metadata's event type; its payload is the delivery's id
// and nothing else, for every member and app can read it.
const deliveryEvent = "nhacviec_delivery"

// Post implements outbox.Poster.
func (b *Bot) Post(ctx context.Context, d work.Delivery) (outbox.Posted, error) {
	m, err := b.render(ctx, d)
	if err != nil {
		return outbox.Posted{}, notPosted(err)
	}
	posted, err := b.post(ctx, d, m)
	if refusedBlocks(err) {
		// Words are better than silence; the log says which blocks were wrong.
		b.log.Error("Slack refused the blocks of a delivery; posted as text", "delivery", d.ID, "kind", d.Kind, "err", err)
		posted, err = b.post(ctx, d, block.Message{Text: m.Text})
	}
	return posted, sortPostError(err)
}

func (b *Bot) post(ctx context.Context, d work.Delivery, m block.Message) (outbox.Posted, error) {
	opts := append(messageOptions(m), slack.MsgOptionMetadata(slack.SlackMetadata{
		EventType: deliveryEvent, EventPayload: map[string]any{"id": d.ID},
	}))
	if len(m.Blocks) == 0 {
		opts = append(opts[:1], opts[2:]...)
	}
	channel, ts, err := b.slack.PostMessageContext(ctx, d.To, opts...)
	return outbox.Posted{Channel: channel, TS: ts}, err
}

// Clock implements outbox.Poster.
func (b *Bot) Clock() time.Time { return b.clock.Now() }

// notPosted is for failures before anything went to Slack.
func notPosted(err error) error {
	var permanent *work.Error
	switch {
	case errors.Is(err, outbox.ErrNothingLeft):
		return err
	case errors.As(err, &permanent):
		return &outbox.PermanentError{Cause: err}
	}
	return &outbox.RetryError{Cause: err}
}

// lasting are Slack's answers that trying again will not change.
// Source: https://docs.slack.dev/reference/methods/chat.postMessage#errors
var lasting = map[string]bool{
	"channel_not_found": true, "is_archived": true, "not_in_channel": true, "restricted_action": true,
	"user_not_found": true, "user_disabled": true, "cannot_dm_bot": true,
	"messages_tab_disabled": true, "msg_too_long": true, "msg_blocks_too_long": true, "no_text": true,
	"invalid_blocks": true, "missing_scope": true, "not_allowed_token_type": true, "metadata_too_large": true,
	"no_permission": true, "ekm_access_denied": true, "access_denied": true, "team_access_not_granted": true,
}

// revoked are Slack's answers to a token that is no longer good.
var revoked = map[string]bool{
	"invalid_auth": true, "not_authed": true, "token_revoked": true, "token_expired": true, "account_inactive": true,
}

// revokedPause is how long posting waits for the operator to mend the token.
const revokedPause = 5 * time.Minute

// sortPostError tells apart what certainly did not arrive, what never will,
// and what may have.
func sortPostError(err error) error {
	var limited *slack.RateLimitedError
	var refused slack.SlackErrorResponse
	var status slack.StatusCodeError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &limited):
		return &outbox.RetryError{After: limited.RetryAfter, Workspace: true, Cause: err}
	case errors.As(err, &refused) && revoked[refused.Err]:
		// Nothing is given up: with a new token it all goes out.
		return &outbox.RetryError{After: revokedPause, Workspace: true, Cause: err}
	case errors.As(err, &refused) && lasting[refused.Err]:
		return &outbox.PermanentError{Cause: err}
	case errors.As(err, &refused) && refused.Err == "ratelimited":
		return &outbox.RetryError{Workspace: true, Cause: err}
	case errors.As(err, &status) && status.Code >= 400 && status.Code < 500:
		return &outbox.RetryError{Cause: err}
	case neverSent(err):
		return &outbox.RetryError{Workspace: true, Cause: err}
	}
	return err
}

// neverSent reports whether no connection was made at all.
func neverSent(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "dial"
}

func refusedBlocks(err error) bool {
	var refused slack.SlackErrorResponse
	return errors.As(err, &refused) && (refused.Err == "invalid_blocks" || refused.Err == "msg_blocks_too_long")
}

// historyPage is what Slack's strictest tier lets one request read.
const historyPage = 15

// clockMargin is by how much the search for a message begins before the
// attempt, for Slack's Date header has whole seconds and its machines differ.
const clockMargin = time.Minute

// Find implements outbox.Poster: it reads the conversation's history from the
// attempt on and looks for the delivery's id in a message of the bot's own.
func (b *Bot) Find(ctx context.Context, d work.Delivery) (outbox.Posted, bool, error) {
	channel, err := b.conversation(ctx, d.To)
	if err != nil {
		return outbox.Posted{}, false, sortPostError(err)
	}
	params := &slack.GetConversationHistoryParameters{
		ChannelID: channel, Limit: historyPage, IncludeAllMetadata: true, Inclusive: true,
		Oldest: slackTime(d.Posting.Add(-clockMargin)),
	}
	for {
		page, err := b.slack.GetConversationHistoryContext(ctx, params)
		if err != nil {
			return outbox.Posted{}, false, sortPostError(err)
		}
		for _, m := range page.Messages {
			if b.isDelivery(m, d.ID) {
				return outbox.Posted{Channel: channel, TS: m.Timestamp}, true, nil
			}
		}
		if !page.HasMore || page.ResponseMetaData.NextCursor == "" {
			return outbox.Posted{}, false, nil
		}
		params.Cursor = page.ResponseMetaData.NextCursor
	}
}

func (b *Bot) isDelivery(m slack.Message, id string) bool {
	ours := m.BotID == b.botID || m.User == b.user
	return ours && m.Metadata.EventType == deliveryEvent && m.Metadata.EventPayload["id"] == id
}

func slackTime(t time.Time) string { return fmt.Sprintf("%d.%06d", t.Unix(), t.Nanosecond()/1000) }

// conversation is the channel id that history is read from: a person's is
// opened once and remembered.
func (b *Bot) conversation(ctx context.Context, to string) (string, error) {
	if strings.HasPrefix(to, "C") || strings.HasPrefix(to, "D") || strings.HasPrefix(to, "G") {
		return to, nil
	}
	if id, ok := b.opened.get(to); ok {
		return id, nil
	}
	c, _, _, err := b.slack.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{to}})
	if err != nil {
		return "", err
	}
	b.opened.put(to, c.ID)
	return c.ID, nil
}

// CloseIdle lets go of the connections that a stopped bot no longer needs.
func (b *Bot) CloseIdle() { b.http.CloseIdleConnections() }

var _ http.RoundTripper = (*slackClock)(nil)
