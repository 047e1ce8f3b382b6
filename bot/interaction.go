package bot

import (
	"context"
	"slices"
	"strconv"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/work"
)

// onInteraction answers a press, a pick, a submitted modal or a shortcut.
func (b *Bot) onInteraction(ctx context.Context, in *inbound) reply {
	cb := in.interaction
	who, err := b.meet(ctx, in, cb.Channel.ID, work.ByButton)
	if err != nil {
		return b.later(in, b.fail(who, err))
	}
	switch cb.Type {
	case slack.InteractionTypeBlockActions:
		return b.later(in, b.onAction(ctx, who, cb))
	case slack.InteractionTypeViewSubmission:
		return b.onSubmission(ctx, who, cb.View)
	case slack.InteractionTypeShortcut, slack.InteractionTypeMessageAction:
		return b.onShortcut(ctx, who, cb)
	}
	return reply{}
}

// later moves an answer to a press from the ack, which cannot carry one, to
// the response URL.
func (b *Bot) later(in *inbound, r reply) reply {
	if r.ack == nil {
		return r
	}
	answer, then := r.ack, r.then
	return reply{then: func(ctx context.Context) {
		if err := b.sayTo(ctx, in, answer); err != nil {
			b.log.Error("an answer could not be given", "key", in.key, "err", err)
		}
		if then != nil {
			then(ctx)
		}
	}}
}

// sayTo answers a press: at its response URL, or, from Home and modals, which
// have none, as a direct message.
func (b *Bot) sayTo(ctx context.Context, in *inbound, answer any) error {
	if url := in.responseURL(); url != "" {
		return b.respond(ctx, url, answer)
	}
	m, ok := answer.(*said)
	if !ok {
		return nil
	}
	_, _, err := b.slack.PostMessageContext(ctx, in.person(), messageOptions(block.Message{Text: m.Text, Blocks: m.Blocks})...)
	return err
}

// onAction answers the presses of one payload; Slack sends one at a time.
func (b *Bot) onAction(ctx context.Context, who asker, cb *slack.InteractionCallback) reply {
	if len(cb.ActionCallback.BlockActions) == 0 {
		return reply{}
	}
	a := cb.ActionCallback.BlockActions[0]
	if r, ok := b.onReviewPress(ctx, who, cb, *a); ok {
		return r
	}
	if r, ok := b.onReminderPress(ctx, who, cb.TriggerID, *a); ok {
		return r
	}
	switch a.ActionID {
	case block.ActionImport:
		return b.openReview(ctx, who, cb, a.Value)
	case block.ActionOpenImport:
		_, err := b.slack.OpenViewContext(ctx, cb.TriggerID, block.ImportModal(who.l))
		return b.quiet(who, err)
	case block.ActionUndo:
		got, err := b.app.Undo(ctx, who.Actor, a.Value)
		return b.outcome(who, got, err)
	case block.ActionExport:
		return b.exportPicked(ctx, who, cb, a.Value)
	case block.ActionMore:
		return b.more(ctx, who, a.Value)
	case block.ActionPickItems:
		return b.pickItems(ctx, who, *a)
	case block.ActionUpdate, block.ActionDone, block.ActionDoneAll, block.ActionShow:
		return b.onTaskButton(ctx, who, cb.TriggerID, *a)
	}
	return reply{} // inputs inside a modal speak when it is submitted
}

func (b *Bot) onTaskButton(ctx context.Context, who asker, trigger string, a slack.BlockAction) reply {
	id, err := strconv.ParseInt(a.Value, 10, 64)
	if err != nil || id <= 0 {
		return b.fail(who, work.E(work.Invalid, "error.forged", nil))
	}
	pick := app.Pick{ID: id}
	switch a.ActionID {
	case block.ActionShow:
		return b.show(ctx, who, pick)
	case block.ActionUpdate:
		return b.openUpdate(ctx, who, trigger, pick)
	}
	got, err := b.app.Done(ctx, who.Actor, pick, a.ActionID == block.ActionDoneAll)
	return b.outcome(who, got, err)
}

// quiet answers nothing where all went well.
func (b *Bot) quiet(who asker, err error) reply {
	if err != nil {
		return b.fail(who, err)
	}
	return reply{}
}

func (b *Bot) openUpdate(ctx context.Context, who asker, trigger string, pick app.Pick) reply {
	got, err := b.app.Show(ctx, who.Actor, pick)
	if err != nil {
		return b.fail(who, err)
	}
	_, err = b.slack.OpenViewContext(ctx, trigger, block.UpdateModal(who.l, got.Line))
	return b.quiet(who, err)
}

// more answers the button below a listing that was cut.
func (b *Bot) more(ctx context.Context, who asker, filter string) reply {
	q, _ := question(filter)
	got, err := b.app.List(ctx, who.Actor, q)
	return b.answer(who, err, func() block.Message { return block.Listing(who.l, got) })
}

// pickItems marks the named results that a hand-typed count meant.
func (b *Bot) pickItems(ctx context.Context, who asker, a slack.BlockAction) reply {
	id, items, err := block.ReadPick(a)
	if err != nil {
		return b.fail(who, err)
	}
	got, err := b.app.Show(ctx, who.Actor, app.Pick{ID: id})
	if err != nil {
		return b.fail(who, err)
	}
	last := got.Line.Task.StageCount(work.ResultItem) - 1
	var u app.Update
	for _, it := range items {
		u.Items = append(u.Items, app.ItemStage{Item: it, Stage: last})
	}
	done, err := b.app.Update(ctx, who.Actor, app.Pick{ID: id}, u)
	return b.outcome(who, done, err)
}

// onSubmission answers a submitted modal.
func (b *Bot) onSubmission(ctx context.Context, who asker, v slack.View) reply {
	switch v.CallbackID {
	case block.CallbackSource:
		return b.submitSource(ctx, who, v)
	case block.CallbackReview:
		return b.submitReview(ctx, who, v)
	case block.CallbackMend:
		return b.submitMend(ctx, who, v)
	case block.CallbackUpdate:
		return b.submitUpdate(ctx, who, v)
	case block.CallbackSnooze:
		return b.submitSnooze(ctx, who, v)
	case block.CallbackSettings:
		return b.submitSettings(ctx, who, v)
	case block.CallbackPreferences:
		return b.submitPreferences(ctx, who, v)
	}
	return reply{}
}

// submitUpdate records what an update modal says and shows the task as it
// then stands.
func (b *Bot) submitUpdate(ctx context.Context, who asker, v slack.View) reply {
	in, err := block.ReadUpdate(v)
	if err != nil {
		return b.refuseModal(who, err)
	}
	got, err := b.app.Show(ctx, who.Actor, app.Pick{ID: in.Task})
	if err != nil {
		return b.refuseModal(who, err)
	}
	if got.Line.Task.Version != in.Version {
		return b.refuseModal(who, work.E(work.Conflict, "error.changed_meanwhile", work.Args{"Ref": got.Line.Task.Ref}))
	}
	done, err := b.app.Update(ctx, who.Actor, app.Pick{ID: in.Task}, updateOf(in, got.Line.Task))
	if err != nil {
		return b.refuseModal(who, err)
	}
	view := block.OutcomeModal(who.l, done)
	return reply{ack: slack.NewUpdateViewSubmissionResponse(&view)}
}

func (b *Bot) refuseModal(who asker, err error) reply {
	view := b.modalError(who, err)
	return reply{ack: slack.NewUpdateViewSubmissionResponse(&view)}
}

// updateOf leaves out of a submission what is as it was.
func updateOf(in block.UpdateInput, t work.Task) app.Update {
	u := app.Update{Note: in.Note}
	if in.Percent != nil && (t.Percent == nil || *t.Percent != *in.Percent) {
		u.Percent = in.Percent
	}
	if in.Count != nil && *in.Count != t.CountNow() {
		u.Count = in.Count
	}
	for _, it := range t.Items {
		if stage := stageIn(in, t, it); stage != it.Stage {
			u.Items = append(u.Items, app.ItemStage{Item: it.ID, Stage: stage})
		}
	}
	return u
}

// stageIn is the stage that a submission gives an item.
func stageIn(in block.UpdateInput, t work.Task, it work.Item) int {
	last := t.StageCount(it.Kind) - 1
	if stage, asked := in.Stages[it.ID]; asked {
		return stage
	}
	if has(in.Reached, it.ID) || has(in.Checked, it.ID) {
		return last
	}
	if in.Asked && it.Kind == work.CheckItem && it.Stage == last {
		return 0
	}
	return it.Stage
}

func has(ids []int64, id int64) bool {
	return slices.Contains(ids, id)
}

// ShortcutImport is the callback id of the global shortcut and of the message
// shortcut that import a plan.
const ShortcutImport = "import_plan"

// onShortcut opens the import: of the message it was chosen on, or empty.
func (b *Bot) onShortcut(ctx context.Context, who asker, cb *slack.InteractionCallback) reply {
	if cb.CallbackID != ShortcutImport {
		return reply{}
	}
	if cb.Type == slack.InteractionTypeShortcut {
		if _, err := b.slack.OpenViewContext(ctx, cb.TriggerID, block.ImportModal(who.l)); err != nil {
			b.log.Error("the import could not be opened", "err", err)
		}
		return reply{}
	}
	opened, err := b.slack.OpenViewContext(ctx, cb.TriggerID, block.Waiting(who.l, 0, 0))
	if err != nil {
		b.log.Error("the import could not be opened", "err", err)
		return reply{}
	}
	src := block.SourceInput{Text: asTyped(cb.Message.Text)}
	if len(cb.Message.Files) > 0 {
		src.File = cb.Message.Files[0].ID
	}
	return reply{then: func(ctx context.Context) { b.reviewIn(ctx, who, opened.ID, src) }}
}
