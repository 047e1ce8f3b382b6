package bot

import (
	"context"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

// carriesDocument reports whether an event brings a file, or a direct message
// long enough to be a plan.
func (e *event) carriesDocument() bool {
	return e.isPost() && (len(e.Event.Files) > 0 || e.isDirect() && looksLikePlan(e.Event.Text))
}

// isPost reports whether a person posted something.
func (e *event) isPost() bool {
	sub := e.Event.Subtype
	return e.Event.Type == "message" && e.Event.BotID == "" && e.Event.User.ID != "" &&
		(sub == "" || sub == "file_share" || sub == "thread_broadcast")
}

func (e *event) isDirect() bool {
	return e.Event.ChannelType == "im" || strings.HasPrefix(e.Event.Channel.ID, "D")
}

// planLines is how many lines make a message to the bot a plan rather than a
// command.
const planLines = 3

func looksLikePlan(s string) bool {
	return strings.Count(strings.TrimSpace(s), "\n")+1 >= planLines
}

// onEvent answers an event.
func (b *Bot) onEvent(ctx context.Context, in *inbound) reply {
	e := in.event
	switch {
	case e.Event.User.ID == b.user: // its own file is no plan to read
	case e.carriesDocument():
		b.onDocument(ctx, in)
	case e.isPost() && e.isDirect(), e.Event.Type == "app_mention":
		return b.onAddressed(ctx, in)
	case e.Event.Type == "app_home_opened" && e.Event.Tab != "messages":
		b.onHome(ctx, in)
	case e.Event.Type == "user_change":
		b.onUserChange(ctx, e.Event.User.ID)
	}
	return reply{}
}

// onDocument reads a plan posted in a channel, or to the bot, and owes an
// answer there. A file that is no plan is passed over in silence in a channel,
// where files are posted for many reasons, and refused with a sentence where it
// was given to the bot.
func (b *Bot) onDocument(ctx context.Context, in *inbound) {
	e := in.event.Event
	who, err := b.meet(ctx, in, e.Channel.ID, work.ByCommand)
	if err != nil {
		b.log.Error("a document's sender cannot be looked up", "key", in.key, "err", err)
		return
	}
	d := document{data: []byte(asTyped(e.Text))}
	if len(e.Files) > 0 {
		d, err = b.fetch(ctx, e.Files[0].ID)
	}
	if err == nil {
		p := &progress{}
		stop := b.tellReading(ctx, who, e.TS, p)
		_, err = b.read(ctx, who, d, true, p)
		stop()
	}
	if err != nil {
		b.refuseDocument(ctx, in, who, err)
	}
}

func (b *Bot) refuseDocument(ctx context.Context, in *inbound, who asker, err error) {
	m, id := b.sentence(err)
	said := who.l.Say(m.Key, block.Args(m))
	if id != "" {
		said += " (" + id + ")"
	}
	if err := b.app.Sorry(ctx, who.Actor, said); err != nil {
		b.log.Error("a refusal could not be kept", "key", in.key, "err", err)
	}
}

// onAddressed answers words said to the bot, as a command would be.
func (b *Bot) onAddressed(ctx context.Context, in *inbound) reply {
	e := in.event.Event
	who, err := b.meet(ctx, in, e.Channel.ID, work.ByCommand)
	if err != nil {
		b.log.Error("a message's sender cannot be looked up", "key", in.key, "err", err)
		return reply{}
	}
	typed := strings.TrimSpace(mentionForm.ReplaceAllStringFunc(e.Text, func(m string) string {
		if strings.Contains(m, b.user) {
			return ""
		}
		return m
	}))
	typed = strings.TrimPrefix(typed, "/task")
	r := b.run(ctx, who, in, typed)
	return reply{then: func(ctx context.Context) {
		b.answerEvent(ctx, in, who, r)
		if r.then != nil {
			r.then(ctx)
		}
	}}
}

// answerEvent says in the conversation what a command would answer in its ack:
// openly to the bot alone, else only to the asker.
func (b *Bot) answerEvent(ctx context.Context, in *inbound, who asker, r reply) {
	m, ok := r.ack.(*said)
	if !ok {
		return
	}
	opts := messageOptions(block.Message{Text: m.Text, Blocks: m.Blocks})
	var err error
	if in.event.isDirect() {
		_, _, err = b.slack.PostMessageContext(ctx, who.Channel, opts...)
	} else {
		_, err = b.slack.PostEphemeralContext(ctx, who.Channel, who.Person, opts...)
	}
	if err != nil {
		b.log.Error("an answer could not be given", "key", in.key, "err", err)
	}
}

func messageOptions(m block.Message) []slack.MsgOption {
	return []slack.MsgOption{
		slack.MsgOptionText(m.Text, false), slack.MsgOptionBlocks(m.Blocks...),
		slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
}

// onUserChange refreshes a person the bot knows.
func (b *Bot) onUserChange(ctx context.Context, id string) {
	if _, err := b.app.Person(ctx, b.home.ID, id); err != nil {
		return // not met yet: looked up when they are
	}
	u, err := b.slack.GetUserInfoContext(ctx, id, slack.GetUserInfoOptionIncludeLocale(true))
	if err == nil {
		err = b.app.Meet(ctx, b.personOf(u))
	}
	if err != nil {
		b.log.Error("a changed person could not be refreshed", "user", id, "err", err)
	}
}

// everywhere is the asker in no particular channel.
func (a asker) everywhere() app.Actor {
	out := a.Actor
	out.Channel = ""
	return out
}
