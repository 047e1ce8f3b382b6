package sandbox

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// command is a slash command as a user sends it.
type command struct {
	User    string `json:"user"`
	Channel string `json:"channel"`
	Command string `json:"command"`
	Text    string `json:"text"`
	Thread  string `json:"thread_ts"`
}

// commandTextLimit is what Slack's composer takes.
const commandTextLimit = 12_000

// runCommand sends a slash command to the bot and shows the user what came of it.
func (s *Server) runCommand(ctx context.Context, c command) (outcome, content, error) {
	c.Command, c.Text = splitCommand(c.Command, c.Text)
	if err := s.checkCommand(c); err != nil {
		return outcome{}, content{}, err
	}
	d := delivery{envelope: envelopeCommand, name: c.Command, payload: s.commandPayload(c), channel: c.Channel, user: c.User}
	o := s.deliver(ctx, d)
	if !o.ok() {
		s.tellFailure(c, o)
		return o, content{}, nil
	}
	answer, inChannel, err := s.ackContent(o.Payload)
	if err != nil {
		o.Status, o.Error = "error", err.Error()
		s.tellFailure(c, o)
		return o, content{}, nil
	}
	if answer.text != "" || len(answer.blocks) > 0 {
		s.answerTo(c.Channel, c.User, answer, inChannel, "")
	}
	return o, answer, nil
}

// splitCommand also takes a whole line, "/task list", as the command.
func splitCommand(name, text string) (string, string) {
	name = strings.TrimSpace(name)
	if head, tail, found := strings.Cut(name, " "); found {
		name, text = head, strings.TrimSpace(tail+" "+text)
	}
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	return name, strings.TrimSpace(text)
}

func (s *Server) checkCommand(c command) error {
	app := s.store.installed()
	switch {
	case c.Thread != "":
		return problem(400, "slash commands cannot be used inside a thread; leave thread_ts out")
	case len(app.Commands) > 0 && !slices.Contains(app.Commands, c.Command):
		return problem(404, "%s is not a command of this workspace; there is %s", c.Command, strings.Join(app.Commands, ", "))
	case len([]rune(c.Text)) > commandTextLimit:
		return problem(400, "the command has more than %d characters; send a file or a message instead", commandTextLimit)
	}
	return nil
}

func (s *Server) commandPayload(c command) object {
	app := s.store.installed()
	text := entities.Replace(c.Text)
	if app.ShouldEscape {
		text = s.store.typed(c.Text, true)
	}
	user, _ := s.store.user(c.User)
	channel, _ := s.store.channel(c.Channel)
	st := s.store
	st.mu.Lock()
	team := st.team
	st.mu.Unlock()
	return object{
		"token": "sandbox", "team_id": team.ID, "team_domain": team.Domain, "channel_id": c.Channel, "channel_name": nameInPayload(channel),
		"user_id": c.User, "user_name": user.Name, "command": c.Command, "text": text, "api_app_id": app.ID, "is_enterprise_install": "false",
		"response_url": s.responseURL(c.Channel, c.User, ""), "trigger_id": s.issueTrigger(envelopeCommand, c.Command, c.User, ""),
	}
}

// nameInPayload is the channel name that commands and interactions carry.
func nameInPayload(c Channel) string {
	switch {
	case c.IM:
		return "directmessage"
	case c.Private:
		return "privategroup"
	}
	return c.Name
}

// issueTrigger hands out a trigger for an action, an expired one where a fault says so.
func (s *Server) issueTrigger(envelope, name, user, view string) string {
	expired := s.faults.forDelivery(envelope, name, faultExpiredTrigger) != nil
	return s.triggers.issue(user, view, expired)
}

// ackContent reads what an ack wants said: JSON as a message has it, or plain text.
func (s *Server) ackContent(payload json.RawMessage) (c content, inChannel bool, err error) {
	var v any
	if len(payload) == 0 || json.Unmarshal(payload, &v) != nil || v == nil {
		return content{}, false, nil
	}
	switch v := v.(type) {
	case string:
		return content{text: v, pings: pings(v, nil, false)}, false, nil
	case object:
		if str(v, "text") == "" && v["blocks"] == nil && v["attachments"] == nil {
			return content{}, false, nil
		}
		c, err := s.store.readContent(args(v))
		return c, str(v, "response_type") == "in_channel", err
	}
	return content{}, false, fmt.Errorf("invalid_command_response")
}

// tellFailure shows the user what Slack shows when a command did not get through.
func (s *Server) tellFailure(c command, o outcome) {
	st := s.store
	st.mu.Lock()
	m := *st.appendLocked(message{
		Channel: c.Channel, User: slackbotID, EphemeralTo: c.User,
		Text: fmt.Sprintf("%s failed with the error \"%s\"", c.Command, orElse(o.Error, "dispatch_failed")),
	})
	st.mu.Unlock()
	s.signalMessage(m)
}

// slackbotID is the user that speaks for Slack itself.
const slackbotID = "USLACKBOT"
