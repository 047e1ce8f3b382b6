package bot

import (
	"context"
	"encoding/json"
	"strings"
	"time"

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
	return reply{then: func(ctx context.Context) { b.updateView(ctx, opened.ID, b.reviewView(ctx, who, draft)) }}
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

// sourceBudget is how long a submitted document may be read before a waiting
// view takes its place.
const sourceBudget = 1500 * time.Millisecond

// ackLands is how long Slack is given to show what an ack carried. An update
// that overtakes it would be put away by it.
const ackLands = 500 * time.Millisecond

// submitSource reads the pasted or picked plan of an ImportModal and puts its
// review in the modal's place: in the ack where that is soon and small enough,
// else later, while a waiting view stands there.
func (b *Bot) submitSource(ctx context.Context, who asker, v slack.View) reply {
	who.Channel = v.PrivateMetadata
	in, err := block.ReadSource(v)
	if err != nil {
		return b.refuseModal(who, err)
	}
	read := make(chan slack.ModalViewRequest, 1)
	go func() { read <- b.sourceReview(ctx, who, in) }()
	budget := time.NewTimer(sourceBudget)
	defer budget.Stop()
	select {
	case view := <-read:
		if fitsAck(view) {
			return reply{ack: slack.NewUpdateViewSubmissionResponse(&view)}
		}
		read <- view
	case <-budget.C:
	}
	waiting := block.Waiting(who.l)
	return reply{
		ack: slack.NewUpdateViewSubmissionResponse(&waiting),
		then: func(ctx context.Context) {
			view := <-read
			<-time.After(ackLands)
			b.updateView(ctx, v.ID, view)
		},
	}
}

func fitsAck(view slack.ModalViewRequest) bool {
	body, err := json.Marshal(slack.NewUpdateViewSubmissionResponse(&view))
	return err == nil && len(body) <= maxAck
}

// sourceReview reads a document and shows what was read, or why it was not.
func (b *Bot) sourceReview(ctx context.Context, who asker, in block.SourceInput) slack.ModalViewRequest {
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
	if err != nil {
		return b.modalError(who, err)
	}
	return b.reviewView(ctx, who, id)
}

// reviewView shows a draft, or why it cannot be shown.
func (b *Bot) reviewView(ctx context.Context, who asker, draft string) slack.ModalViewRequest {
	r, err := b.review(ctx, who, draft)
	if err != nil {
		return b.modalError(who, err)
	}
	return block.ReviewModal(who.l, r)
}

func (b *Bot) updateView(ctx context.Context, id string, view slack.ModalViewRequest) {
	if _, err := b.slack.UpdateViewContext(ctx, view, "", "", id); err != nil {
		b.log.Error("a view could not be shown", "err", err)
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
	_, err = b.app.Import(ctx, who.Actor, in.Draft, channel, in.Units, nil)
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
