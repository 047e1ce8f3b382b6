package bot

import (
	"context"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

// offerAt is where the offer stands whose button was pressed.
func offerAt(cb *slack.InteractionCallback) block.OfferAt {
	if cb.Container.IsEphemeral {
		return block.OfferAt{URL: cb.ResponseURL}
	}
	return block.OfferAt{Channel: cb.Container.ChannelID, TS: cb.Container.MessageTs}
}

// putRight puts words in the place of an offer whose button is of no more use.
// That it cannot is no harm: a press on the button then says the same.
func (b *Bot) putRight(ctx context.Context, at block.OfferAt, m block.Message) {
	var err error
	switch {
	case at.URL != "":
		err = b.respond(ctx, at.URL, &said{ResponseType: slack.ResponseTypeEphemeral, ReplaceOriginal: true, Text: m.Text, Blocks: m.Blocks})
	case at.TS != "":
		_, _, _, err = b.slack.UpdateMessageContext(ctx, at.Channel, at.TS, messageOptions(m)...)
	}
	if err != nil {
		b.log.Warn("an offer could not be put right", "err", err)
	}
}

// takenNow is what was just imported.
func (b *Bot) takenNow(who asker, got app.Imported) block.Taken {
	out := block.Taken{
		Plan: got.Plan, By: who.Person, At: b.now(), Later: got.Later, New: got.New, Changed: got.Changed, Gone: got.Gone,
		Same: got.Same, Held: got.Held, Renumbered: got.Renumbered,
	}
	if got.Again {
		out.By, out.Later = "", false
	}
	for _, l := range got.Lines {
		out.Tasks++
		out.Activities += len(l.Activities)
	}
	return out
}

// offerTaken says what became of an offer: to a channel in the language of who
// posted the document, to one person in theirs.
func (b *Bot) offerTaken(ctx context.Context, who asker, at block.OfferAt, d work.StoredDraft, t block.Taken) block.Message {
	if at.TS != "" {
		if l, err := b.languageOf(ctx, d.By); err == nil {
			return block.OfferTaken(l, t)
		}
	}
	return block.OfferTaken(who.l, t)
}

// takenBefore is what a draft became that is in a plan already.
func (b *Bot) takenBefore(ctx context.Context, who asker, d work.StoredDraft) (block.Taken, error) {
	t := block.Taken{At: d.ImportedAt}
	plans, err := b.app.Plans(ctx, who.Workspace)
	for _, p := range plans {
		if p.ID == d.Plan {
			t.Plan = p
		}
	}
	return t, err
}

// putStaleRight puts an offer right whose button was pressed though its draft
// has expired or is in a plan.
func (b *Bot) putStaleRight(ctx context.Context, who asker, at block.ReviewAt) {
	r, err := b.app.Review(ctx, who.Actor, at.Draft)
	switch {
	case work.CodeOf(err) == work.Expired:
		b.putRight(ctx, at.Offer, block.OfferGone(who.l))
	case err == nil && r.Stored.Plan != 0:
		if t, err := b.takenBefore(ctx, who, r.Stored); err == nil {
			b.putRight(ctx, at.Offer, b.offerTaken(ctx, who, at.Offer, r.Stored, t))
		}
	}
}
