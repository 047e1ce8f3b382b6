package bot

import (
	"context"
	"strings"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// cmdRemind answers `/task remind`: what the asker would be told today; and
// `/task remind REF`: whoever answers for it is reminded.
func (b *Bot) cmdRemind(ctx context.Context, who asker, c call) reply {
	if ref, _ := firstWord(asTyped(c.rest)); ref != "" {
		got, err := b.app.Nudge(ctx, who.Actor, app.Pick{Ref: ref})
		return b.answer(who, err, func() block.Message { return block.Nudged(who.l, got) })
	}
	d, err := b.app.Remind(ctx, who.Actor)
	return b.answer(who, err, func() block.Message {
		if d.Empty() {
			return block.Plain(who.l, work.Message{Key: "bot.nothing_today"})
		}
		return block.Digest(who.l, d)
	})
}

// cmdWhy answers `/task why REF [@who]`; "me" is the asker.
func (b *Bot) cmdWhy(ctx context.Context, who asker, c call) reply {
	people, rest := mentions(c.rest)
	ref, word := firstWord(rest)
	if ref == "" {
		return b.fail(who, needRef("why"))
	}
	person := ""
	switch {
	case len(people) > 0:
		person = people[0]
	case isMe(word):
		person = who.Person
	}
	got, err := b.app.Why(ctx, who.Actor, app.Pick{Ref: ref}, person)
	return b.answer(who, err, func() block.Message { return block.Why(who.l, got, b.permalink) })
}

func isMe(word string) bool { return contains([]string{"me", "toi", "minh"}, squeeze(word)) }

// permalink is where a message can be seen. Slack builds it of the workspace's
// address, the channel and the timestamp; asking for each would take a call.
// Source: https://docs.slack.dev/reference/methods/chat.getPermalink
func (b *Bot) permalink(channel, ts string) string {
	if b.url == "" {
		return ""
	}
	return strings.TrimSuffix(b.url, "/") + "/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
}

// endsPause are the words that end a pause, folded and squeezed.
var endsPause = []string{"off", "end", "stop", "back", "thoi", "het", "ketthuc", "trolai", "dilam", "dilamlai", "huy"}

// cmdPause answers `/task pause [until DAY] [@deputy]`, "nghỉ đến 15/8 @binh",
// and `/task pause off`.
func (b *Bot) cmdPause(ctx context.Context, who asker, c call) reply {
	people, rest := mentions(c.rest)
	today := b.days(ctx, who).Today
	switch {
	case rest == "" && len(people) == 0:
		p, err := b.app.Person(ctx, who.Workspace, who.Person)
		return b.answer(who, err, func() block.Message { return block.Paused(who.l, p, today) })
	case contains(endsPause, squeeze(rest)):
		return b.paused(ctx, who, today, calendar.Reading{}, "")
	}
	when := calendar.Parse(rest, b.days(ctx, who))
	if when.Due.IsZero() || len(people) > 1 {
		return b.fail(who, work.E(work.Invalid, "error.pause_form", work.Args{"Given": cut(rest)}))
	}
	deputy := ""
	if len(people) == 1 {
		deputy = people[0]
		if _, err := b.known(ctx, deputy); err != nil {
			return b.fail(who, work.E(work.Invalid, "error.no_such_person", nil))
		}
	}
	return b.paused(ctx, who, today, when, deputy)
}

func (b *Bot) paused(ctx context.Context, who asker, today calendar.Date, when calendar.Reading, deputy string) reply {
	from := when.Start
	if !from.After(today) {
		from = calendar.Date{}
	}
	p, err := b.app.Pause(ctx, who.Actor, from, when.Due, deputy)
	return b.answer(who, err, func() block.Message { return block.Paused(who.l, p, today) })
}

// cmdSnooze answers `/task snooze REF [DAY]`; without a day it is tomorrow.
func (b *Bot) cmdSnooze(ctx context.Context, who asker, c call) reply {
	ref, rest := firstWord(asTyped(c.rest))
	if ref == "" {
		return b.fail(who, needRef("snooze"))
	}
	until := app.Until{Tomorrow: rest == ""}
	switch {
	case rest == "":
	case contains(endsPause, squeeze(rest)):
		return b.snooze(ctx, who, app.Pick{Ref: ref}, app.Until{})
	default:
		when := calendar.Parse(rest, b.days(ctx, who))
		if until.Day = when.Start; until.Day.IsZero() || when.Due == when.Start {
			until.Day = when.Due
		}
		if until.Day.IsZero() {
			return b.fail(who, work.E(work.Invalid, "error.snooze_form", work.Args{"Ref": cut(ref), "Given": cut(rest)}))
		}
	}
	return b.snooze(ctx, who, app.Pick{Ref: ref}, until)
}

func (b *Bot) snooze(ctx context.Context, who asker, pick app.Pick, until app.Until) reply {
	got, err := b.app.Snooze(ctx, who.Actor, pick, until)
	return b.answer(who, err, func() block.Message { return block.Snoozed(who.l, got.Line, got.Until) })
}

// days is what a day typed now leaves unsaid: it is the next such one.
func (b *Bot) days(ctx context.Context, who asker) calendar.Context {
	c, err := b.app.Phrases(ctx, who.Actor)
	if err != nil { // no plan yet
		c = calendar.Context{}
	}
	return calendar.Context{Today: calendar.DateOf(b.now().In(b.zone(ctx, who))), MonthFirst: c.MonthFirst}
}
