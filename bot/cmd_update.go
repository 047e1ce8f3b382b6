package bot

import (
	"context"
	"strings"

	"nhacviec/internal/app"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// cmdUpdate answers `/task update REF 60% [note]`, `REF 2/5 [note]` and `REF
// "named result" [stage] [note]`.
func (b *Bot) cmdUpdate(ctx context.Context, who asker, c call) reply {
	ref, rest := firstWord(asTyped(c.rest))
	if ref == "" {
		return b.fail(who, needRef("update"))
	}
	pick := app.Pick{Ref: ref}
	u, err := b.readUpdate(ctx, who, pick, rest)
	if err != nil {
		return b.answer(who, err, nil)
	}
	got, err := b.app.Update(ctx, who.Actor, pick, u)
	return b.outcome(who, got, err)
}

func (b *Bot) readUpdate(ctx context.Context, who asker, pick app.Pick, rest string) (app.Update, error) {
	if f, ok := parseFigure(rest); ok {
		return app.Update{Percent: f.percent, Count: f.count, Of: f.of, Note: f.note}, nil
	}
	got, err := b.app.Show(ctx, who.Actor, pick)
	if err != nil {
		return app.Update{}, err
	}
	t := got.Line.Task
	if name, tail, ok := quoted(rest); ok {
		it, err := t.FindItem(name)
		if err != nil {
			return app.Update{}, err
		}
		return b.stageUpdate(t, it, tail)
	}
	if it, tail, ok := unquotedItem(t, rest); ok {
		return b.stageUpdate(t, it, tail)
	}
	return app.Update{}, updateForm(t, rest)
}

// updateForm is the refusal of words that are no progress, with what would be
// for this task.
func updateForm(t work.Task, given string) error {
	a := work.Args{"Ref": t.Ref, "Given": cut(given), "Target": t.Of()}
	switch {
	case given == "":
		return work.E(work.Invalid, "error.update_empty", a)
	case len(t.Items) > 0:
		a["Item"] = cut(t.Items[0].Name)
		return work.E(work.Invalid, "error.update_form_items", a)
	case t.Of() > 0:
		return work.E(work.Invalid, "error.update_form_count", a)
	}
	return work.E(work.Invalid, "error.update_form", a)
}

// unquotedItem finds a named item at the beginning of words typed without
// quotes: the most words that name exactly one.
func unquotedItem(t work.Task, rest string) (work.Item, string, bool) {
	for n := len(strings.Fields(rest)); n > 0; n-- {
		head, tail, _ := leadingWords(rest, n)
		if text.Len(head) < 3 {
			continue
		}
		if it, err := t.FindItem(head); err == nil {
			return it, tail, true
		}
	}
	return work.Item{}, "", false
}

// stageUpdate reads "[stage] [note]" after a named item. Without a stage the
// item moves one stage on.
func (b *Bot) stageUpdate(t work.Task, it work.Item, rest string) (app.Update, error) {
	last := t.StageCount(it.Kind) - 1
	if rest == "" {
		return app.Update{Items: []app.ItemStage{{Item: it.ID, Stage: min(it.Stage+1, last)}}}, nil
	}
	for n := min(len(strings.Fields(rest)), 6); n > 0; n-- {
		head, tail, _ := leadingWords(rest, n)
		if stage, ok := b.stageNamed(t, it.Kind, head); ok {
			return app.Update{Items: []app.ItemStage{{Item: it.ID, Stage: stage}}, Note: tail}, nil
		}
	}
	return app.Update{}, work.E(work.Invalid, "error.stage_unknown",
		work.Args{"Given": cut(rest), "Item": it.Name, "Stages": stageNames(t, it.Kind)})
}

// stageNames are the stages of a task's items, the task's own or the usual ones.
func stageNames(t work.Task, k work.ItemKind) []any {
	var out []any
	if k == work.ResultItem && len(t.Stages) > 0 {
		for _, s := range t.Stages {
			out = append(out, s)
		}
		return out
	}
	for _, key := range work.DefaultStages(k) {
		out = append(out, work.Message{Key: "block." + key})
	}
	return out
}

// stageNamed finds the stage that words name, in any language, folded; a
// beginning is enough where it is the only one.
func (b *Bot) stageNamed(t work.Task, k work.ItemKind, words string) (int, bool) {
	want := text.Fold(words)
	begins := -1
	for i, name := range stageNames(t, k) {
		for _, said := range b.inEveryLanguage(name) {
			folded := text.Fold(said)
			if folded == want {
				return i, true
			}
			if len(want) >= 3 && strings.HasPrefix(folded, want) {
				if begins >= 0 && begins != i {
					return 0, false
				}
				begins = i
			}
		}
	}
	return begins, begins >= 0
}

// inEveryLanguage says a stage's name, and the other words people use for it.
func (b *Bot) inEveryLanguage(name any) []string {
	m, ok := name.(work.Message)
	if !ok {
		return []string{name.(string)}
	}
	var out []string
	for _, lang := range []string{"vi", "en"} {
		l := b.words.For(lang)
		out = append(out, l.Say(m.Key, nil))
		out = append(out, strings.Split(l.Say(strings.Replace(m.Key, "block.stage.", "stage_aliases.", 1), nil), "|")...)
	}
	return out
}
