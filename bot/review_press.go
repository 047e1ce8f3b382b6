package bot

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

// onReviewPress answers a press inside a review; ok is false where it is none.
func (b *Bot) onReviewPress(ctx context.Context, who asker, cb *slack.InteractionCallback, a slack.BlockAction) (r reply, ok bool) {
	if cb.View.CallbackID != block.CallbackReview {
		return reply{}, false
	}
	action, value := a.ActionID, a.Value
	if action == block.ActionLine {
		action, value = block.ReadChoice(a)
	}
	if strings.HasPrefix(action, block.ActionTake+":") {
		action = block.ActionTake
	}
	at, err := block.ReadReviewAt(cb.View)
	if err != nil {
		return b.fail(who, err), true
	}
	press := reviewPress{bot: b, who: who, at: at, view: cb.View.ID, trigger: cb.TriggerID}
	switch action {
	case block.ActionPrevious, block.ActionNext, block.ActionOnly:
		return press.turn(action, value), true
	case block.ActionMend:
		return press.openMend(ctx, value), true
	case block.ActionAsNew, block.ActionOrder, block.ActionLeaveOut, block.ActionTakeBack, block.ActionTake:
		return press.change(ctx, action, value), true
	}
	return reply{}, true // inputs speak when the review is submitted
}

// reviewPress is a press inside a review.
type reviewPress struct {
	bot     *Bot
	who     asker
	at      block.ReviewAt
	view    string // Slack's id of the review
	trigger string
}

// turn shows another page, or more or fewer lines.
func (p reviewPress) turn(action, value string) reply {
	n, err := strconv.Atoi(value)
	if err != nil {
		return p.bot.fail(p.who, work.E(work.Invalid, "error.forged", nil))
	}
	if p.at.Page = n; action == block.ActionOnly {
		p.at.Page, p.at.Only = 0, n == 1
	}
	return reply{then: func(ctx context.Context) {
		p.bot.updateView(ctx, p.view, p.bot.reviewView(ctx, p.who, p.at, work.Message{}))
	}}
}

// change changes the draft and shows the review as it then stands. Where
// another hand was faster nothing is changed, and that is said.
func (p reviewPress) change(ctx context.Context, action, value string) reply {
	r, err := p.apply(ctx, action, value)
	if errors.Is(err, app.ErrAnswered) {
		return reply{}
	}
	return reply{then: func(ctx context.Context) {
		if err != nil {
			p.bot.updateView(ctx, p.view, p.bot.reviewView(ctx, p.who, p.at, p.bot.notice(err)))
			return
		}
		p.bot.updateView(ctx, p.view, p.bot.viewOf(ctx, p.who, r, p.at, work.Message{}))
	}}
}

// notice says above a review why it is not as was asked for.
func (b *Bot) notice(err error) work.Message {
	if work.CodeOf(err) == work.Conflict {
		return work.Message{Key: "block.review.changed_meanwhile"}
	}
	return b.sentenceWithID(err)
}

// sentenceWithID is what an error says, with the id that the log has it under.
func (b *Bot) sentenceWithID(err error) work.Message {
	m, id := b.sentence(err)
	if id != "" {
		return work.Message{Key: "block.error.with_id", Args: work.Args{"What": m, "ID": id}}
	}
	return m
}

func (p reviewPress) apply(ctx context.Context, action, value string) (work.Review, error) {
	a, who, id, version := p.bot.app, p.who.Actor, p.at.Draft, p.at.Version
	switch action {
	case block.ActionAsNew:
		return a.AsNew(ctx, who, id, version, value == "1")
	case block.ActionOrder:
		return a.AsMonthFirst(ctx, who, id, version, value == "1")
	case block.ActionTake:
		line, mend, err := block.ReadTake(value)
		if err != nil {
			return work.Review{}, err
		}
		return a.Mend(ctx, who, id, version, line.DraftLine, mend)
	}
	line, _, err := block.ReadLine(value)
	if err != nil {
		return work.Review{}, err
	}
	return a.LeaveOut(ctx, who, id, version, line, action == block.ActionLeaveOut)
}
