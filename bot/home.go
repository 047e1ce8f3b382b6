package bot

import (
	"context"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/report"
	"nhacviec/internal/work"
)

// onHome shows a person's Home.
func (b *Bot) onHome(ctx context.Context, in *inbound) {
	who, err := b.meet(ctx, in, "", work.ByButton)
	if err == nil {
		err = b.publishHome(ctx, who)
	}
	if err != nil {
		b.log.Error("a Home could not be shown", "user", in.person(), "err", err)
	}
}

func (b *Bot) publishHome(ctx context.Context, who asker) error {
	view, err := b.homeView(ctx, who)
	if err != nil {
		return err
	}
	_, err = b.slack.PublishViewContext(ctx, slack.PublishViewContextRequest{UserID: who.Person, View: block.Home(who.l, view)})
	return err
}

func (b *Bot) homeView(ctx context.Context, who asker) (block.HomeView, error) {
	var out block.HomeView
	d, err := b.app.Mine(ctx, who.everywhere())
	if err != nil {
		return out, err
	}
	out.Digest = d
	weeks, err := b.app.WeekHere(ctx, who.everywhere())
	if work.CodeOf(err) == work.NotFound {
		return out, nil // no plan yet: Home says how to begin
	}
	for _, w := range weeks {
		out.Plans = append(out.Plans, homePlan(w))
	}
	return out, err
}

func homePlan(w app.Week) block.HomePlan {
	return block.HomePlan{Plan: w.Plan, Headline: report.HeadlineOf(work.Counted(w.Lines))}
}
