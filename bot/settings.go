package bot

import (
	"context"
	"errors"
	"strconv"

	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// cmdSettings answers `/task settings`: whoever owns the plan of the channel
// gets its form at once; else it is said how the plans are followed.
func (b *Bot) cmdSettings(ctx context.Context, who asker, c call) reply {
	plans, err := b.app.Settings(ctx, who.Actor)
	if err != nil {
		return b.fail(who, err)
	}
	if trigger := c.in.trigger(); trigger != "" && len(plans) == 1 && plans[0].Owner == who.Person {
		_, err := b.slack.OpenViewContext(ctx, trigger, block.SettingsModal(who.l, plans[0]))
		return b.quiet(who, err)
	}
	var said []block.Message
	for _, p := range plans[:min(len(plans), maxReports)] {
		said = append(said, block.Settings(who.l, p, p.Owner == who.Person))
	}
	return reply{ack: ephemeral(said[0]), then: func(ctx context.Context) { b.sayRest(ctx, c.in, said[1:]) }}
}

// cmdMe answers `/task me` with the form for how the asker is reminded.
func (b *Bot) cmdMe(ctx context.Context, who asker, c call) reply {
	p, err := b.app.Person(ctx, who.Workspace, who.Person)
	if err != nil {
		return b.fail(who, err)
	}
	today := b.days(ctx, who).Today
	if trigger := c.in.trigger(); trigger != "" {
		return b.openPreferences(ctx, who, trigger, p)
	}
	return reply{ack: ephemeral(block.Preferences(who.l, p, today))}
}

func (b *Bot) openPreferences(ctx context.Context, who asker, trigger string, p work.Person) reply {
	_, err := b.slack.OpenViewContext(ctx, trigger, block.PreferencesModal(who.l, p, b.days(ctx, who).Today))
	return b.quiet(who, err)
}

// trigger is what opens a modal, "" where the request brings none.
func (in *inbound) trigger() string {
	switch {
	case in.command != nil:
		return in.command.TriggerID
	case in.interaction != nil:
		return in.interaction.TriggerID
	}
	return ""
}

// onReminderPress answers the presses that change how somebody is reminded; ok
// is false for any other.
func (b *Bot) onReminderPress(ctx context.Context, who asker, trigger string, a slack.BlockAction) (r reply, ok bool) {
	switch a.ActionID {
	case block.ActionSnooze:
		return b.pickSnooze(ctx, who, trigger, a), true
	case block.ActionWake:
		id, err := strconv.ParseInt(a.Value, 10, 64)
		if err != nil || id <= 0 {
			return b.fail(who, work.E(work.Invalid, "error.forged", nil)), true
		}
		return b.snooze(ctx, who, app.Pick{ID: id}, app.Until{}), true
	case block.ActionSettings:
		return b.openSettings(ctx, who, trigger, a.Value), true
	case block.ActionPreferences:
		p, err := b.app.Person(ctx, who.Workspace, who.Person)
		if err != nil {
			return b.fail(who, err), true
		}
		return b.openPreferences(ctx, who, trigger, p), true
	}
	return reply{}, false
}

func (b *Bot) pickSnooze(ctx context.Context, who asker, trigger string, a slack.BlockAction) reply {
	id, choice, err := block.ReadSnooze(a)
	if err != nil {
		return b.fail(who, err)
	}
	pick := app.Pick{ID: id}
	switch choice {
	case block.SnoozeTomorrow:
		return b.snooze(ctx, who, pick, app.Until{Tomorrow: true})
	case block.SnoozeWeek:
		return b.snooze(ctx, who, pick, app.Until{NextWeek: true})
	}
	got, err := b.app.Show(ctx, who.Actor, pick)
	if err != nil {
		return b.fail(who, err)
	}
	first := got.Plan.Today(b.now()).AddDays(1)
	_, err = b.slack.OpenViewContext(ctx, trigger, block.SnoozeModal(who.l, got.Line, first))
	return b.quiet(who, err)
}

func (b *Bot) openSettings(ctx context.Context, who asker, trigger, plan string) reply {
	id, err := strconv.ParseInt(plan, 10, 64)
	if err != nil {
		return b.fail(who, work.E(work.Invalid, "error.forged", nil))
	}
	p, err := b.app.Plan(ctx, who.Workspace, id)
	if err == nil && p.Owner != who.Person {
		err = work.E(work.Forbidden, "error.not_your_settings", work.Args{"Title": p.Title, "Owner": work.Mention(p.Owner)})
	}
	if err != nil {
		return b.fail(who, err)
	}
	_, err = b.slack.OpenViewContext(ctx, trigger, block.SettingsModal(who.l, p))
	return b.quiet(who, err)
}

// submitSnooze puts a task off until the day of a SnoozeModal.
func (b *Bot) submitSnooze(ctx context.Context, who asker, v slack.View) reply {
	id, until, err := block.ReadSnoozeDate(v)
	if err != nil {
		return b.refuseModal(who, err)
	}
	got, err := b.app.Snooze(ctx, who.Actor, app.Pick{ID: id}, app.Until{Day: until})
	if code := work.CodeOf(err); code == work.Invalid {
		return reply{ack: slack.NewErrorsViewSubmissionResponse(block.SnoozeError(who.l, err))}
	}
	if err != nil {
		return b.refuseModal(who, err)
	}
	view := block.SnoozedModal(who.l, got.Line, got.Until)
	return reply{ack: slack.NewUpdateViewSubmissionResponse(&view)}
}

// submitSettings stores how a plan is followed. A setting that cannot be is
// refused at its input.
func (b *Bot) submitSettings(ctx context.Context, who asker, v slack.View) reply {
	in, err := block.ReadSettings(v)
	var p work.Plan
	if err == nil {
		p, err = b.app.SetSettings(ctx, who.Actor, in.Plan, in.Version, in.Settings)
	}
	if err != nil {
		return b.refuseField(who, err)
	}
	view := block.SettingsSaved(who.l, p)
	return reply{ack: slack.NewUpdateViewSubmissionResponse(&view)}
}

// submitPreferences stores how the asker is reminded.
func (b *Bot) submitPreferences(ctx context.Context, who asker, v slack.View) reply {
	f, err := block.ReadPreferences(v)
	if err == nil && f.Deputy != "" {
		if _, known := b.known(ctx, f.Deputy); known != nil {
			err = &work.FieldError{Field: work.FieldDeputy, Err: work.E(work.Invalid, "error.no_such_person", nil)}
		}
	}
	var p work.Person
	if err == nil {
		p, err = b.app.SetPreferences(ctx, who.Actor, f)
	}
	if err != nil {
		return b.refuseField(who, err)
	}
	view := block.PreferencesSaved(who.l, p, calendar.DateOf(b.now().In(b.zone(ctx, who))))
	return reply{ack: slack.NewUpdateViewSubmissionResponse(&view)}
}

// refuseField refuses a submission at the input at fault, else in its place.
func (b *Bot) refuseField(who asker, err error) reply {
	if field, ok := errors.AsType[*work.FieldError](err); ok {
		return reply{ack: slack.NewErrorsViewSubmissionResponse(block.FieldErrors(who.l, field))}
	}
	return b.refuseModal(who, err)
}

// renderNudge shows a reminder by hand as the task stands now.
func (b *Bot) renderNudge(ctx context.Context, d work.Delivery) (block.Message, error) {
	ln, by, err := b.app.NudgeNow(ctx, d)
	if err != nil {
		return block.Message{}, nothingLeft(err)
	}
	l, err := b.languageOf(ctx, d.To)
	return block.Nudge(l, ln, by), err
}

func (b *Bot) renderDeputy(ctx context.Context, d work.Delivery) (block.Message, error) {
	p, err := b.app.DeputyOf(ctx, d)
	if err != nil {
		return block.Message{}, nothingLeft(err)
	}
	l, err := b.languageOf(ctx, d.To)
	return block.DeputyNotice(l, p), err
}
