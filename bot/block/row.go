package block

import (
	"github.com/slack-go/slack"

	"nhacviec/internal/work"
)

// rowOf says which parts a row shows beside its title.
type rowOf struct {
	plan   bool // which plan it is of
	answer bool // who answers for it
	lead   bool // its lead unit, or who answers where none is named
	brief  bool // no buttons
	snooze bool // a menu that puts it off, beside its buttons
}

// meta is a row's second line: "🔴 Quá hạn 3 ngày · hạn 30/06/2022 · 40%".
func (s speaker) meta(l work.Line, show rowOf) string {
	parts := []string{s.status(l), s.due(l), s.progress(l), s.risk(l)}
	switch {
	case show.lead && l.Task.Lead != "":
		parts = append(parts, typed(l.Task.Lead, nameLetters))
	case (show.answer || show.lead) && l.Answers != "":
		parts = append(parts, Mention(l.Answers))
	}
	if show.plan {
		parts = append(parts, typed(l.PlanTitle, nameLetters))
	}
	return join(" · ", parts...)
}

// row is a task on two lines.
func (s speaker) row(l work.Line, show rowOf) string {
	return join("\n", heading(l.Task, titleLetters), s.meta(l, show))
}

// briefly is a task as an entry of a list, with how it stands indented below.
func (s speaker) briefly(l work.Line, show rowOf) string {
	return "• " + join("\n    ", heading(l.Task, nameLetters), s.meta(l, show))
}

// acting adds a row with its buttons; it says false where there is no room.
func (s *sheet) acting(l work.Line, show rowOf) bool {
	words := s.row(l, show)
	if !s.add(section(RowBlock(l.Task.ID), words), s.buttons(l.Task, show.snooze)) {
		return false
	}
	s.tell(words)
	return true
}

// buttons act on a task: Update and Done while it is open, Show after.
func (s speaker) buttons(t work.Task, snooze bool) slack.Block {
	id := decimal(t.ID)
	show := button(ActionShow, id, s.label("block.button.show", nil))
	if t.State.Closed() {
		return actions(blockID(buttonsBlock, t.ID), show)
	}
	out := actions(blockID(buttonsBlock, t.ID),
		button(ActionUpdate, id, s.label("block.button.update", nil)),
		button(ActionDone, id, s.label("block.button.done", nil)),
		show)
	if snooze {
		out.Elements.ElementSet = append(out.Elements.ElementSet, s.snoozeMenu(t))
	}
	return out
}
