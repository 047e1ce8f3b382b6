package bot

import (
	"context"
	"strings"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// filters are the words after `/task list`, folded and squeezed.
var filters = map[string]string{
	"all": app.ListAll, "tatca": app.ListAll,
	"mine": app.ListMine, "cuatoi": app.ListMine, "toi": app.ListMine, "me": app.ListMine,
	"overdue": app.ListOverdue, "quahan": app.ListOverdue, "late": app.ListOverdue, "tre": app.ListOverdue,
	"unit": app.ListUnit, "donvi": app.ListUnit,
}

// cmdList answers `/task list [overdue|mine|all|unit NAME]`. Without a filter it
// is the asker's own tasks, or where they have none, all.
func (b *Bot) cmdList(ctx context.Context, who asker, c call) reply {
	q, named := question(asTyped(c.rest))
	got, err := b.app.List(ctx, who.Actor, q)
	if err == nil && !named && got.Total == 0 {
		got, err = b.app.List(ctx, who.Actor, app.Question{Filter: app.ListAll})
	}
	return b.answer(who, err, func() block.Message { return block.Listing(who.l, got) })
}

// question reads a filter; words that are none name a unit.
func question(rest string) (q app.Question, named bool) {
	if rest == "" {
		return app.Question{Filter: app.ListMine}, false
	}
	for n := 2; n >= 1; n-- {
		head, tail, enough := leadingWords(rest, n)
		if !enough {
			continue
		}
		if f, ok := filters[squeeze(head)]; ok && (tail == "" || f == app.ListUnit) {
			return app.Question{Filter: f, Unit: unquote(tail)}, true
		}
	}
	return app.Question{Filter: app.ListUnit, Unit: unquote(rest)}, true
}

func unquote(s string) string {
	if name, rest, ok := quoted(s); ok && rest == "" {
		return name
	}
	return s
}

// cmdShow answers `/task show REF`.
func (b *Bot) cmdShow(ctx context.Context, who asker, c call) reply {
	ref, _ := firstWord(c.rest)
	if ref == "" {
		return b.fail(who, needRef("show"))
	}
	return b.show(ctx, who, app.Pick{Ref: ref})
}

func (b *Bot) show(ctx context.Context, who asker, pick app.Pick) reply {
	got, err := b.app.Show(ctx, who.Actor, pick)
	return b.answer(who, err, func() block.Message {
		return block.Show(who.l, block.Detail{
			Line: got.Line, Parent: got.Parent, Events: got.Events, Zone: got.Plan.Location(),
		})
	})
}

// cmdDone answers `/task done REF`.
func (b *Bot) cmdDone(ctx context.Context, who asker, c call) reply {
	ref, _ := firstWord(c.rest)
	if ref == "" {
		return b.fail(who, needRef("done"))
	}
	got, err := b.app.Done(ctx, who.Actor, app.Pick{Ref: ref}, false)
	return b.outcome(who, got, err)
}

func (b *Bot) outcome(who asker, o work.Outcome, err error) reply {
	return b.answer(who, err, func() block.Message { return block.Outcome(who.l, o) })
}

// cmdAssign answers `/task assign REF @who`; "me" is the asker.
func (b *Bot) cmdAssign(ctx context.Context, who asker, c call) reply {
	people, rest := mentions(c.rest)
	ref, word := firstWord(rest)
	if ref == "" {
		return b.fail(who, needRef("assign"))
	}
	if len(people) == 0 && isMe(word) {
		people = []string{who.Person}
	}
	if len(people) != 1 {
		return b.fail(who, work.E(work.Invalid, "error.assign_form", work.Args{"Ref": cut(ref), "Count": len(people)}))
	}
	if _, err := b.known(ctx, people[0]); err != nil {
		return b.fail(who, work.E(work.Invalid, "error.no_such_person", nil))
	}
	got, err := b.app.Assign(ctx, who.Actor, app.Pick{Ref: ref}, people[0])
	return b.outcome(who, got, err)
}

// cmdAdd answers `/task add TITLE … [due] [@who]`.
func (b *Bot) cmdAdd(ctx context.Context, who asker, c call) reply {
	n, err := b.newTask(ctx, who, c.rest)
	if err != nil {
		return b.fail(who, err)
	}
	got, err := b.app.Add(ctx, who.Actor, n)
	return b.outcome(who, got, err)
}

func (b *Bot) newTask(ctx context.Context, who asker, typed string) (app.NewTask, error) {
	people, rest := mentions(typed)
	if len(people) > 1 {
		return app.NewTask{}, work.E(work.Invalid, "error.add_people", work.Args{"Count": len(people)})
	}
	n := app.NewTask{Title: rest}
	unsaid, err := b.app.Phrases(ctx, who.Actor)
	if err != nil {
		return n, err
	}
	if name, tail, ok := quoted(rest); ok {
		n.Title = name
		n.Deadline = calendar.Parse(tail, unsaid)
	} else {
		n.Title, n.Deadline = trailingDeadline(rest, unsaid)
	}
	if len(people) == 1 {
		if _, err := b.known(ctx, people[0]); err != nil {
			return n, work.E(work.Invalid, "error.no_such_person", nil)
		}
		n.Assignee = people[0]
	}
	return n, nil
}

// trailingDeadline takes a deadline off the end of a title.
func trailingDeadline(typed string, c calendar.Context) (title string, due calendar.Reading) {
	found := calendar.Find(typed, c)
	if len(found) == 0 {
		return typed, due
	}
	last := found[len(found)-1]
	if strings.Trim(typed[last.End:], " .,;)") != "" {
		return typed, due
	}
	head := strings.TrimRight(typed[:last.Begin], " ,;:-–(")
	if head == "" {
		return typed, due
	}
	return head, last.Reading
}
