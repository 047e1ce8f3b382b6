package bot

import (
	"context"
	"errors"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

// openMend puts the form that mends a line on top of its review.
func (p reviewPress) openMend(ctx context.Context, line string) reply {
	r, err := p.bot.app.Review(ctx, p.who.Actor, p.at.Draft)
	if err == nil && r.Stored.Version == p.at.Version && r.Stored.Plan == 0 {
		form, ok := block.MendModal(p.who.l, r, block.MendAt{Review: p.at, Root: p.view, Line: line}, work.Message{})
		if ok {
			_, err := p.bot.slack.PushViewContext(ctx, p.trigger, form)
			return p.bot.quiet(p.who, err)
		}
	}
	// What was pressed is not what is there any more.
	return reply{then: func(ctx context.Context) {
		notice := work.Message{Key: "block.review.changed_meanwhile"}
		p.bot.updateView(ctx, p.view, p.bot.reviewView(ctx, p.who, p.at, notice))
	}}
}

// submitMend stores what was mended at a line and shows the review below it
// anew. A value that cannot be read is refused at its input.
func (b *Bot) submitMend(ctx context.Context, who asker, v slack.View) reply {
	at, line, err := block.ReadMendAt(v)
	if err != nil {
		return b.refuseModal(who, err)
	}
	r, err := b.app.Review(ctx, who.Actor, at.Review.Draft)
	if err != nil {
		return b.refuseModal(who, err)
	}
	m, err := block.ReadMend(v, r, line.DraftLine)
	if err == nil && m == (work.Mend{}) {
		return reply{}
	}
	var mended work.Review
	if err == nil {
		mended, err = b.app.Mend(ctx, who.Actor, at.Review.Draft, at.Review.Version, line.DraftLine, m)
	}
	if err != nil {
		return b.refuseMend(who, r, at, err)
	}
	// The review lies below: it is put right before the form goes away.
	b.updateView(ctx, at.Root, b.viewOf(ctx, who, mended, at.Review, work.Message{}))
	return reply{}
}

func (b *Bot) refuseMend(who asker, r work.Review, at block.MendAt, err error) reply {
	if field, ok := errors.AsType[*work.FieldError](err); ok {
		return reply{ack: slack.NewErrorsViewSubmissionResponse(block.MendError(who.l, field))}
	}
	if work.CodeOf(err) == work.Conflict && !errors.Is(err, app.ErrAnswered) {
		if form, ok := block.MendModal(who.l, r, at, work.Message{Key: "block.mend.changed_meanwhile"}); ok {
			return reply{ack: slack.NewUpdateViewSubmissionResponse(&form)}
		}
	}
	return b.refuseModal(who, err)
}
