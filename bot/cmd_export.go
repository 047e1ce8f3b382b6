package bot

import (
	"bytes"
	"context"
	"errors"
	"time"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/report"
	"nhacviec/internal/work"
)

// exportFormats are the words after `/task export`, folded and squeezed.
var exportFormats = map[string]report.Format{
	"": report.XLSX, "xlsx": report.XLSX, "xls": report.XLSX, "excel": report.XLSX, "csv": report.CSV,
}

// cmdExport answers `/task export [xlsx|csv]`: the plan as a file, in a direct
// message.
func (b *Bot) cmdExport(ctx context.Context, who asker, c call) reply {
	f, ok := exportFormats[squeeze(c.rest)]
	if !ok {
		return b.fail(who, work.E(work.Invalid, "error.export_form", work.Args{"Given": cut(c.rest)}))
	}
	return b.export(ctx, who, c.in, app.PlanPick{}, f)
}

// exportPicked answers the button of one of several plans.
func (b *Bot) exportPicked(ctx context.Context, who asker, cb *slack.InteractionCallback, value string) reply {
	plan, f, err := block.ReadExport(value)
	if err != nil {
		return b.fail(who, err)
	}
	return b.export(ctx, who, &inbound{kind: kindInteraction, interaction: cb}, app.PlanPick{ID: plan}, f)
}

// export makes the file and sends it. Where that lasts longer than a second it
// is said, and the answer follows.
func (b *Bot) export(ctx context.Context, who asker, in *inbound, pick app.PlanPick, f report.Format) reply {
	x, err := b.app.Export(ctx, who.Actor, pick)
	var several *app.SeveralPlans
	switch {
	case errors.As(err, &several):
		return reply{ack: ephemeral(block.WhichPlan(who.l, several.Plans, f))}
	case err != nil:
		return b.fail(who, err)
	}
	sent := make(chan reply, 1)
	go func() { sent <- b.sendExport(ctx, who, x, f) }()
	patience := time.NewTimer(tellEvery)
	defer patience.Stop()
	select {
	case r := <-sent:
		return r
	case <-patience.C:
	}
	return reply{
		ack: ephemeral(block.Plain(who.l, work.Message{Key: "bot.exporting"})),
		then: func(ctx context.Context) {
			if err := b.sayTo(ctx, in, (<-sent).ack); err != nil {
				b.log.Error("an answer could not be given", "key", in.key, "err", err)
			}
		},
	}
}

// sendExport writes the plan and puts the file into the asker's conversation
// with the bot.
func (b *Bot) sendExport(ctx context.Context, who asker, x work.Exported, f report.Format) reply {
	var file bytes.Buffer
	if err := report.Export(&file, who.l, x, f); err != nil {
		return b.fail(who, err)
	}
	to, err := b.conversation(ctx, who.Person)
	if err != nil {
		return b.fail(who, err)
	}
	a := work.Args{"Plan": x.Plan.Title, "On": x.AsOf, "Name": report.FileName(x, f)}
	_, err = b.slack.UploadFileContext(ctx, slack.UploadFileParameters{
		Filename: report.FileName(x, f), Title: cut(x.Plan.Title), FileSize: file.Len(), Reader: &file, Channel: to,
		InitialComment: block.Plain(who.l, work.Message{Key: "bot.export_comment", Args: a}).Text,
	})
	if refused, ok := errors.AsType[slack.SlackErrorResponse](err); ok && refused.Err == "missing_scope" {
		err = work.E(work.Forbidden, "error.export_scope", nil)
	}
	return b.answer(who, err, func() block.Message {
		return block.Plain(who.l, work.Message{Key: "bot.exported", Args: a})
	})
}
