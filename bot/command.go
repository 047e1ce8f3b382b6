package bot

import (
	"context"
	"errors"
	"strings"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

// maxCommand bounds what is read of a command, in bytes.
const maxCommand = 64 << 10

// onCommand answers a slash command.
func (b *Bot) onCommand(ctx context.Context, in *inbound) reply {
	who, err := b.meet(ctx, in, in.command.ChannelID, work.ByCommand)
	if err != nil {
		return b.fail(who, err)
	}
	return b.run(ctx, who, in, in.command.Text)
}

// run carries out what was typed: after `/task`, or to the bot directly.
func (b *Bot) run(ctx context.Context, who asker, in *inbound, typed string) reply {
	if len(typed) > maxCommand {
		return b.fail(who, work.E(work.TooLarge, "error.command_long", work.Args{"Max": maxCommand}))
	}
	if strings.TrimSpace(typed) == "" {
		return b.cmdHelp(ctx, who, call{in: in})
	}
	v, rest, ok := findVerb(typed)
	if !ok {
		return b.unknownVerb(who, typed)
	}
	return v.run(b, ctx, who, call{in: in, rest: rest})
}

func (b *Bot) unknownVerb(who asker, typed string) reply {
	word, _, _ := leadingWords(typed, 1)
	if near := nearestVerb(typed); near != "" {
		return b.fail(who, work.E(work.Invalid, "error.verb_near", work.Args{"Given": cut(word), "Verb": near}))
	}
	return b.fail(who, work.E(work.Invalid, "error.verb_unknown", work.Args{"Given": cut(word)}))
}

// fail says what went wrong. A refusal has its sentence; anything else gets an
// id that the log has too.
func (b *Bot) fail(who asker, err error) reply {
	if errors.Is(err, app.ErrAnswered) {
		return reply{}
	}
	l := who.l
	if l == nil {
		l = b.words.For("")
	}
	m, id := b.sentence(err)
	return reply{ack: ephemeral(block.Error(l, m, id))}
}

// sentence is what an error says to a person; one without a sentence of its
// own gets an id and goes to the log under it.
func (b *Bot) sentence(err error) (work.Message, string) {
	if refused, ok := errors.AsType[*work.Error](err); ok {
		return refused.Message, ""
	}
	id := shortID()
	b.log.Error("a request failed", "id", id, "err", err)
	return work.Message{Key: "error.unknown"}, id
}

// answer is an ephemeral answer with the error, if any, said instead.
func (b *Bot) answer(who asker, err error, say func() block.Message) reply {
	var several *app.Ambiguous
	switch {
	case errors.As(err, &several):
		return reply{ack: ephemeral(block.Which(who.l, several.Ref, several.Lines))}
	case err != nil:
		return b.fail(who, err)
	}
	return reply{ack: ephemeral(say())}
}
