package bot

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/slack-go/slack"
)

// The kinds of inbound requests.
const (
	kindCommand     = "command"
	kindInteraction = "interaction"
	kindEvent       = "event"
)

// inbound is one thing Slack sent, over either transport. One of command,
// interaction and event is set.
type inbound struct {
	key         string // event_id, else envelope_id, else trigger_id
	kind        string
	payload     []byte
	command     *slack.SlashCommand
	interaction *slack.InteractionCallback
	event       *event
	// ack answers Slack, once; payload nil answers with nothing.
	ack func(ctx context.Context, payload any) error
}

// event is an Events API callback, as far as the bot reads it.
type event struct {
	TeamID       string `json:"team_id"`
	EnterpriseID string `json:"enterprise_id"`
	EventID      string `json:"event_id"`
	Event        struct {
		Type        string       `json:"type"`
		Subtype     string       `json:"subtype"`
		User        eventUser    `json:"user"`
		BotID       string       `json:"bot_id"`
		Channel     eventChannel `json:"channel"`
		ChannelType string       `json:"channel_type"`
		Text        string       `json:"text"`
		TS          string       `json:"ts"`
		Tab         string       `json:"tab"`
		Files       []slack.File `json:"files"`
	} `json:"event"`
}

// eventUser is a user id, given bare or inside the whole user.
type eventUser struct{ ID string }

// UnmarshalJSON reads both forms.
func (u *eventUser) UnmarshalJSON(b []byte) error { return idOf(b, &u.ID) }

// eventChannel is a channel id, given bare or inside the whole channel.
type eventChannel struct{ ID string }

// UnmarshalJSON reads both forms.
func (c *eventChannel) UnmarshalJSON(b []byte) error { return idOf(b, &c.ID) }

func idOf(b []byte, id *string) error {
	if len(b) > 0 && b[0] == '"' {
		return json.Unmarshal(b, id)
	}
	var whole struct {
		ID string `json:"id"`
	}
	err := json.Unmarshal(b, &whole)
	*id = whole.ID
	return err
}

// parseInbound reads a payload of a kind.
func parseInbound(kind string, payload []byte) (*inbound, error) {
	in := &inbound{kind: kind, payload: payload, ack: func(context.Context, any) error { return nil }}
	var into any
	switch kind {
	case kindCommand:
		in.command = &slack.SlashCommand{}
		into = in.command
	case kindInteraction:
		in.interaction = &slack.InteractionCallback{}
		into = in.interaction
	case kindEvent:
		in.event = &event{}
		into = in.event
	default:
		return nil, fmt.Errorf("bot: a request of unknown kind %q", kind)
	}
	if err := json.Unmarshal(payload, into); err != nil {
		return nil, fmt.Errorf("bot: a %s cannot be read: %w", kind, err)
	}
	if in.event != nil && in.event.EventID != "" {
		in.key = in.event.EventID
	}
	return in, nil
}

// person is whose request it is.
func (in *inbound) person() string {
	switch {
	case in.command != nil:
		return in.command.UserID
	case in.interaction != nil:
		return in.interaction.User.ID
	}
	return in.event.Event.User.ID
}

// responseURL is where later answers go, "" where there is none.
func (in *inbound) responseURL() string {
	switch {
	case in.command != nil:
		return in.command.ResponseURL
	case in.interaction != nil:
		return in.interaction.ResponseURL
	}
	return ""
}
