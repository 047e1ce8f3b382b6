package bot

import (
	"context"
	"fmt"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/locale"
	"nhacviec/internal/outbox"
	"nhacviec/internal/work"
)

// render shows a delivery as it stands now, in its reader's language: what was
// done since it was planned is not nagged about.
func (b *Bot) render(ctx context.Context, d work.Delivery) (block.Message, error) {
	switch d.Kind {
	case work.DigestDelivery:
		return b.renderDigest(ctx, d)
	case work.DailyDelivery:
		return b.renderDaily(ctx, d)
	case work.WeeklyDelivery:
		return b.renderWeekly(ctx, d)
	case work.DraftDelivery:
		return b.renderDraft(ctx, d)
	case work.NameHeadNotice:
		return b.renderNameHead(ctx, d)
	case work.NudgeDelivery:
		return b.renderNudge(ctx, d)
	case work.DeputyNotice:
		return b.renderDeputy(ctx, d)
	case work.ImportedMessage:
		return b.renderImported(ctx, d)
	case work.AppliedMessage:
		return b.renderApplied(ctx, d)
	case work.SorryDelivery:
		return block.Message{Text: d.Ref}, nil // escaped when it was said
	}
	return block.Message{}, &outbox.PermanentError{Cause: fmt.Errorf("bot: a delivery of unknown kind %q", d.Kind)}
}

// nothingLeft is what is said of what is no longer there: nothing.
func nothingLeft(err error) error {
	if code := work.CodeOf(err); code == work.Expired || code == work.NotFound {
		return outbox.ErrNothingLeft
	}
	return err
}

func (b *Bot) renderDigest(ctx context.Context, d work.Delivery) (block.Message, error) {
	got, err := b.app.Digest(ctx, d)
	if err == nil && got.Empty() {
		err = outbox.ErrNothingLeft
	}
	if err != nil {
		return block.Message{}, err
	}
	if got.Person.Name == "" {
		// Not met yet: named by a plan, never heard of since.
		if got.Person, err = b.known(ctx, d.To); err != nil {
			return block.Message{}, err
		}
	}
	return block.Digest(b.words.For(got.Person.Language), got), nil
}

func (b *Bot) renderDaily(ctx context.Context, d work.Delivery) (block.Message, error) {
	got, err := b.app.DailyPost(ctx, d)
	if err == nil && got.Told == 0 {
		err = outbox.ErrNothingLeft
	}
	return block.Daily(b.words.For(got.Plan.Language), got), err
}

func (b *Bot) renderWeekly(ctx context.Context, d work.Delivery) (block.Message, error) {
	w, err := b.app.Week(ctx, d.Workspace, d.Plan)
	if err != nil {
		return block.Message{}, err
	}
	sum, err := b.summary(ctx, w)
	return block.Weekly(b.words.For(w.Plan.Language), sum), err
}

func (b *Bot) renderDraft(ctx context.Context, d work.Delivery) (block.Message, error) {
	who := asker{Actor: app.Actor{Workspace: d.Workspace}}
	r, err := b.app.Review(ctx, who.Actor, d.Ref)
	if work.CodeOf(err) == work.Expired || err == nil && r.Stored.Plan != 0 {
		return block.Message{}, outbox.ErrNothingLeft
	}
	if err != nil {
		return block.Message{}, err
	}
	l, err := b.languageOf(ctx, r.Stored.By)
	return block.DraftOffer(l, r), err
}

func (b *Bot) renderNameHead(ctx context.Context, d work.Delivery) (block.Message, error) {
	plans, err := b.app.Plans(ctx, d.Workspace)
	if err != nil {
		return block.Message{}, err
	}
	l, err := b.languageOf(ctx, d.To)
	for _, p := range plans {
		if p.ID == d.Plan {
			return block.NameHead(l, d.Ref, p), err
		}
	}
	return block.Message{}, outbox.ErrNothingLeft
}

func (b *Bot) renderImported(ctx context.Context, d work.Delivery) (block.Message, error) {
	w, err := b.app.Week(ctx, d.Workspace, d.Plan)
	return block.Imported(b.words.For(w.Plan.Language), w.Plan, w.Lines), err
}

func (b *Bot) renderApplied(ctx context.Context, d work.Delivery) (block.Message, error) {
	got, err := b.app.Applied(ctx, d)
	return block.Applied(b.words.For(got.Plan.Language), got), err
}

// languageOf is the words for one person.
func (b *Bot) languageOf(ctx context.Context, person string) (*locale.Locale, error) {
	p, err := b.known(ctx, person)
	return b.words.For(p.Language), err
}
