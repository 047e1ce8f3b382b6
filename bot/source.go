package bot

import (
	"context"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/work"
)

// submitSource reads the pasted or picked plan of an ImportModal and puts its
// review in the modal's place.
func (b *Bot) submitSource(ctx context.Context, who asker, v slack.View) reply {
	who.Channel = v.PrivateMetadata
	in, err := block.ReadSource(v)
	if err != nil {
		return b.refuseModal(who, err)
	}
	return b.inPlace(ctx, who, func(ctx context.Context, p *progress) shown {
		return shown{view: b.sourceReview(ctx, who, in, p)}
	})
}

// sourceReview reads a document and shows what was read, or why it was not.
func (b *Bot) sourceReview(ctx context.Context, who asker, in block.SourceInput, p *progress) slack.ModalViewRequest {
	d := document{data: []byte(in.Text), year: in.Year}
	var err error
	if in.File != "" {
		d, err = b.fetch(ctx, in.File)
		d.year = in.Year
	}
	var id string
	if err == nil {
		who.Request = "" // the submission itself changes nothing more than this draft
		id, err = b.read(ctx, who, d, false, p)
	}
	if err != nil {
		return b.modalError(who, err)
	}
	return b.reviewView(ctx, who, block.ReviewAt{Draft: id}, work.Message{})
}

// reviewIn reads a document while a view that was opened for it waits.
func (b *Bot) reviewIn(ctx context.Context, who asker, view string, in block.SourceInput) {
	p := &progress{}
	stop := b.telling(ctx, p, func(done, total int) { b.updateView(ctx, view, block.Waiting(who.l, done, total)) })
	review := b.sourceReview(ctx, who, in, p)
	stop()
	b.updateView(ctx, view, review)
}
