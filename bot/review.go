package bot

import (
	"context"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// review is a draft with who is proposed for its units: for one that is not
// set up, the Slack user group of the same name, its first member as head.
func (b *Bot) review(ctx context.Context, who asker, draft string) (work.Review, error) {
	r, err := b.app.Review(ctx, who.Actor, draft)
	if err != nil || !asksUnits(r) {
		return r, err
	}
	groups, err := b.slack.GetUserGroupsContext(ctx, slack.GetUserGroupsOptionIncludeUsers(true))
	if err != nil {
		b.log.Warn("user groups cannot be read; none is proposed", "err", err)
		return r, nil
	}
	for i, u := range r.Units {
		if u.Known || u.Head != "" {
			continue
		}
		for _, g := range groups {
			if text.Fold(g.Name) == text.Fold(u.Name) && len(g.Users) > 0 {
				r.Units[i].Head, r.Units[i].Members = g.Users[0], g.Users[1:]
			}
		}
	}
	return r, nil
}

func asksUnits(r work.Review) bool {
	for _, u := range r.Units {
		if !u.Known {
			return true
		}
	}
	return false
}

// openReview shows a draft in a modal, from its Import button.
func (b *Bot) openReview(ctx context.Context, who asker, trigger, draft string) reply {
	opened, err := b.slack.OpenViewContext(ctx, trigger, block.Waiting(who.l))
	if err != nil {
		return b.fail(who, err)
	}
	return reply{then: func(ctx context.Context) { b.fillReview(ctx, who, opened.ID, draft) }}
}

// fillReview puts a draft, or the sentence why not, into a view that waits.
func (b *Bot) fillReview(ctx context.Context, who asker, view, draft string) {
	r, err := b.review(ctx, who, draft)
	modal := block.ReviewModal(who.l, r)
	if err != nil {
		modal = b.modalError(who, err)
	}
	if _, err := b.slack.UpdateViewContext(ctx, modal, "", "", view); err != nil {
		b.log.Error("a review could not be shown", "err", err)
	}
}

// modalError is a view that says what went wrong.
func (b *Bot) modalError(who asker, err error) slack.ModalViewRequest {
	m, id := b.sentence(err)
	said := who.l.Say(m.Key, block.Args(m))
	if id != "" {
		said = strings.TrimSpace(said + " (" + id + ")")
	}
	return block.ModalError(who.l, said)
}

// submitSource reads the pasted or picked plan of an ImportModal while a
// waiting view stands in its place.
func (b *Bot) submitSource(_ context.Context, who asker, v slack.View) reply {
	waiting := block.Waiting(who.l)
	who.Channel = v.PrivateMetadata
	in, err := block.ReadSource(v)
	if err != nil {
		view := b.modalError(who, err)
		return reply{ack: slack.NewUpdateViewSubmissionResponse(&view)}
	}
	return reply{
		ack:  slack.NewUpdateViewSubmissionResponse(&waiting),
		then: func(ctx context.Context) { b.readSource(ctx, who, v.ID, in) },
	}
}

func (b *Bot) readSource(ctx context.Context, who asker, view string, in block.SourceInput) {
	d := document{data: []byte(in.Text), year: in.Year}
	var err error
	if in.File != "" {
		d, err = b.fetch(ctx, in.File)
		d.year = in.Year
	}
	var id string
	if err == nil {
		who.Request = "" // the submission itself changes nothing more than this draft
		id, err = b.read(ctx, who, d, false)
	}
	if err == nil {
		b.fillReview(ctx, who, view, id)
		return
	}
	if _, err := b.slack.UpdateViewContext(ctx, b.modalError(who, err), "", "", view); err != nil {
		b.log.Error("a refusal could not be shown", "err", err)
	}
}

// submitReview imports a confirmed draft.
func (b *Bot) submitReview(ctx context.Context, who asker, v slack.View) reply {
	in, err := block.ReadReview(v)
	if err == nil {
		err = b.importDraft(ctx, who, in)
	}
	if err == nil {
		return reply{ack: slack.NewClearViewSubmissionResponse()}
	}
	view := b.modalError(who, err)
	return reply{ack: slack.NewUpdateViewSubmissionResponse(&view)}
}

func (b *Bot) importDraft(ctx context.Context, who asker, in block.ReviewInput) error {
	r, err := b.app.Review(ctx, who.Actor, in.Draft)
	if err != nil {
		return err
	}
	channel := firstOf(in.Channel, r.Stored.Channel)
	if err := b.mayPost(ctx, channel); err != nil {
		return err
	}
	for _, u := range in.Units {
		for _, p := range append([]string{u.Head}, u.Members...) {
			if p == "" {
				continue
			}
			if _, err := b.known(ctx, p); err != nil {
				return err
			}
		}
	}
	_, err = b.app.Import(ctx, who.Actor, in.Draft, channel, in.Units)
	return err
}

// mayPost makes sure that the bot is in a channel before a plan is followed
// there: a public one it joins, into a private one it must be invited.
func (b *Bot) mayPost(ctx context.Context, channel string) error {
	if strings.HasPrefix(channel, "D") {
		return work.E(work.Invalid, "error.needs_channel", nil)
	}
	c, err := b.slack.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: channel})
	if err == nil && c.IsMember {
		return nil
	}
	if err == nil && !c.IsPrivate {
		_, _, _, err = b.slack.JoinConversationContext(ctx, channel)
	}
	if err != nil || c.IsPrivate {
		return work.E(work.Invalid, "error.invite_me", work.Args{"Channel": work.Room(channel)})
	}
	return nil
}
