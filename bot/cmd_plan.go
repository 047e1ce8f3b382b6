package bot

import (
	"context"
	"time"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/report"
	"nhacviec/internal/work"
)

// cmdUnit answers `/task unit NAME @head @member…`.
func (b *Bot) cmdUnit(ctx context.Context, who asker, c call) reply {
	people, rest := mentions(c.rest)
	name := unquote(rest)
	if name == "" || len(people) == 0 {
		return b.fail(who, work.E(work.Invalid, "error.unit_form", nil))
	}
	for _, p := range people {
		if _, err := b.known(ctx, p); err != nil {
			return b.fail(who, work.E(work.Invalid, "error.no_such_person", nil))
		}
	}
	u, err := b.app.SetUnit(ctx, who.Actor, work.Unit{Name: name, Head: people[0], Members: people[1:]})
	return b.answer(who, err, func() block.Message { return block.UnitSaved(who.l, u) })
}

// cmdReport answers `/task report`: the summary as of now.
func (b *Bot) cmdReport(ctx context.Context, who asker, c call) reply {
	weeks, err := b.app.WeekHere(ctx, who.Actor)
	if err != nil {
		return b.fail(who, err)
	}
	var all []block.Message
	for _, w := range weeks[:min(len(weeks), maxReports)] {
		sum, err := b.summary(ctx, w)
		if err != nil {
			return b.fail(who, err)
		}
		all = append(all, block.Weekly(who.l, sum))
	}
	return reply{ack: ephemeral(all[0]), then: func(ctx context.Context) { b.sayRest(ctx, c.in, all[1:]) }}
}

// maxReports is how many plans one answer reports on: the ack's and four more,
// of a response URL's five uses.
const maxReports = 5

// sayRest posts what did not fit into the ack.
func (b *Bot) sayRest(ctx context.Context, in *inbound, rest []block.Message) {
	for _, m := range rest {
		if err := b.sayTo(ctx, in, ephemeral(m)); err != nil {
			b.log.Error("an answer could not be given", "key", in.key, "err", err)
		}
	}
}

// summary works a plan's week out into figures.
func (b *Bot) summary(_ context.Context, w app.Week) (report.Summary, error) {
	cal, err := b.app.CalendarOf(w.Plan)
	if err != nil {
		return report.Summary{}, err
	}
	return report.Weekly(report.WeeklyInput{
		Plan: w.Plan, Lines: w.Lines, Events: w.Events, Today: w.Plan.Today(w.Now), Calendar: cal,
	}), nil
}

// cmdHelp answers `/task help`.
func (b *Bot) cmdHelp(_ context.Context, who asker, _ call) reply {
	return reply{ack: ephemeral(block.Help(who.l, commands(who.l)))}
}

// zone is the asker's zone, the plan default's where they have none.
func (b *Bot) zone(ctx context.Context, who asker) *time.Location {
	p, err := b.app.Person(ctx, who.Workspace, who.Person)
	if err != nil {
		return time.UTC
	}
	loc, err := time.LoadLocation(p.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}
