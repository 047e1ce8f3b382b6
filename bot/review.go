package bot

import (
	"context"
	"errors"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// openReview shows a draft in a modal, from the Import button of its offer.
func (b *Bot) openReview(ctx context.Context, who asker, cb *slack.InteractionCallback, draft string) reply {
	opened, err := b.slack.OpenViewContext(ctx, cb.TriggerID, block.Waiting(who.l, 0, 0))
	if err != nil {
		return b.fail(who, err)
	}
	at := block.ReviewAt{Draft: draft, Offer: offerAt(cb)}
	return reply{then: func(ctx context.Context) {
		b.updateView(ctx, opened.ID, b.reviewView(ctx, who, at, work.Message{}))
		b.putStaleRight(ctx, who, at)
	}}
}

// reviewView shows a draft as it stands now, or why it cannot be shown.
func (b *Bot) reviewView(ctx context.Context, who asker, at block.ReviewAt, notice work.Message) slack.ModalViewRequest {
	r, err := b.app.Review(ctx, who.Actor, at.Draft)
	if err != nil {
		return b.modalError(who, err)
	}
	return b.viewOf(ctx, who, r, at, notice)
}

// viewOf shows a draft that was just read or changed.
func (b *Bot) viewOf(ctx context.Context, who asker, r work.Review, at block.ReviewAt, notice work.Message) slack.ModalViewRequest {
	if r.Stored.Plan != 0 {
		t, err := b.takenBefore(ctx, who, r.Stored)
		if err != nil {
			return b.modalError(who, err)
		}
		return block.TakenModal(who.l, t, true)
	}
	b.propose(ctx, &r)
	return block.ReviewModal(who.l, r, at, notice)
}

// propose names who may be in the units that are not set up: the Slack user
// group of the same name, its first member as head.
func (b *Bot) propose(ctx context.Context, r *work.Review) {
	if !asksUnits(*r) {
		return
	}
	groups := b.groupsFor(ctx, r.Stored.ID)
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
}

// groupsFor asks Slack for its user groups once for a draft: turning a page is
// no reason to ask again, and the proposals stay what they were.
func (b *Bot) groupsFor(ctx context.Context, draft string) []slack.UserGroup {
	if groups, ok := b.proposed.get(draft); ok {
		return groups
	}
	groups, err := b.slack.GetUserGroupsContext(ctx, slack.GetUserGroupsOptionIncludeUsers(true))
	if err != nil {
		b.log.Warn("user groups cannot be read; none is proposed", "err", err)
		return nil
	}
	b.proposed.put(draft, groups)
	return groups
}

func asksUnits(r work.Review) bool {
	for _, u := range r.Units {
		if !u.Known {
			return true
		}
	}
	return false
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

// submitReview imports a confirmed draft.
func (b *Bot) submitReview(ctx context.Context, who asker, v slack.View) reply {
	at, err := block.ReadReviewAt(v)
	if err != nil {
		return b.refuseModal(who, err)
	}
	return b.inPlace(ctx, who, func(ctx context.Context, _ *progress) shown { return b.importReview(ctx, who, v, at) })
}

// importReview imports a draft as its review was confirmed. What goes wrong is
// said above the review, in which all that was entered stays.
func (b *Bot) importReview(ctx context.Context, who asker, v slack.View, at block.ReviewAt) shown {
	r, err := b.app.Review(ctx, who.Actor, at.Draft)
	switch {
	case err != nil:
		return shown{view: b.modalError(who, err)}
	case r.Stored.Plan != 0 || r.Stored.Version != at.Version:
		return shown{view: b.viewOf(ctx, who, r, at, work.Message{Key: "block.review.changed_meanwhile"})}
	}
	got, err := b.importDraft(ctx, who, v, r)
	if errors.Is(err, app.ErrDraftChanged) { // by another hand since it was read
		return shown{view: b.reviewView(ctx, who, at, work.Message{Key: "block.review.changed_meanwhile"})}
	}
	if err != nil {
		return shown{view: b.viewOf(ctx, who, r, at, b.sentenceWithID(err))}
	}
	taken := b.takenNow(who, got)
	b.putRight(ctx, at.Offer, b.offerTaken(ctx, who, at.Offer, r.Stored, taken))
	return shown{view: block.TakenModal(who.l, taken, got.Again), close: !got.Later && !got.Again}
}

func (b *Bot) importDraft(ctx context.Context, who asker, v slack.View, r work.Review) (app.Imported, error) {
	in, err := block.ReadReview(v, r)
	if err != nil {
		return app.Imported{}, err
	}
	channel := firstOf(in.Channel, r.Stored.Channel)
	if r.Onto != nil {
		channel = r.Onto.Channel
	} else if err := b.mayPost(ctx, channel); err != nil {
		return app.Imported{}, err
	}
	for _, u := range in.Units {
		for _, p := range append([]string{u.Head}, u.Members...) {
			if p == "" {
				continue
			}
			if _, err := b.known(ctx, p); err != nil {
				return app.Imported{}, err
			}
		}
	}
	return b.app.Import(ctx, who.Actor, app.Confirmation{
		Draft: in.At.Draft, Version: r.Stored.Version, Channel: channel, Units: in.Units, Same: in.Same,
	})
}

// mayPost makes sure that the bot is in a channel before a plan is followed
// there: a public one it joins, into a private one it must be invited.
func (b *Bot) mayPost(ctx context.Context, channel string) error {
	if channel == "" || strings.HasPrefix(channel, "D") {
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
