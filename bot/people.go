package bot

import (
	"context"

	"github.com/slack-go/slack"

	"nhacviec/internal/app"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// asker is who asks, with the words to answer them in.
type asker struct {
	app.Actor
	l *locale.Locale
}

// meet tells who sent a request; a person the bot has not met is looked up.
func (b *Bot) meet(ctx context.Context, in *inbound, channel string, door work.Door) (asker, error) {
	who := app.Actor{Workspace: b.home.ID, Person: in.person(), Channel: channel, Door: door, Request: in.key}
	p, err := b.known(ctx, who.Person)
	return asker{who, b.words.For(p.Language)}, err
}

// known is a person the bot knows, or comes to know now.
func (b *Bot) known(ctx context.Context, id string) (work.Person, error) {
	p, err := b.app.Person(ctx, b.home.ID, id)
	if work.CodeOf(err) != work.NotFound {
		return p, err
	}
	u, err := b.slack.GetUserInfoContext(ctx, id, slack.GetUserInfoOptionIncludeLocale(true))
	if err != nil {
		return work.Person{}, err
	}
	p = b.personOf(u)
	return p, b.app.Meet(ctx, p)
}

// personOf is a Slack user as the bot keeps it.
func (b *Bot) personOf(u *slack.User) work.Person {
	name := u.Profile.DisplayName
	if u.RealName != "" {
		name = u.RealName
	}
	return work.Person{Workspace: b.home.ID, ID: u.ID, Name: name,
		Language: b.words.For(u.Locale).Language(), Zone: u.TZ, Deleted: u.Deleted}
}

// language is the asker's, found without failing: where they cannot be looked
// up in time, the answer is in English.
func (b *Bot) language(ctx context.Context, in *inbound) string {
	p, err := b.app.Person(ctx, b.home.ID, in.person())
	if err != nil {
		return ""
	}
	return p.Language
}
