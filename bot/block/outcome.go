package block

import (
	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// Outcome renders the answer to a change: what was done, the task as it now
// stands, what may come next, and Undo.
func Outcome(l *locale.Locale, o work.Outcome) Message {
	s := newSheet(l)
	s.outcome(o)
	return s.message()
}

// OutcomeModal is Outcome in place of the modal that the change came from.
func OutcomeModal(l *locale.Locale, o work.Outcome) slack.ModalViewRequest {
	s := newView(l)
	s.outcome(o)
	return s.modal("block.update.title", "")
}

func (s *sheet) outcome(o work.Outcome) {
	if o.ConfirmDone {
		s.confirmDone(o)
		return
	}
	s.para(join("\n", s.saidOf(o.Did), s.standingOf(o)))
	for _, h := range o.Hints[:min(len(o.Hints), maxHints)] {
		s.para("💡 " + s.saidOf(h))
	}
	s.pickItems(o)
	next := actions("", s.nextButtons(o)...)
	if !o.Line.Task.State.Silent() {
		next.Elements.ElementSet = append(next.Elements.ElementSet, s.snoozeMenu(o.Line.Task))
	}
	s.add(next)
}

// maxHints bounds what an answer offers.
const maxHints = 5

func (s speaker) saidOf(m work.Message) string {
	if m.Key == "" {
		return ""
	}
	return s.say(m.Key, Args(m))
}

// standingOf is the task as it now stands, an activity with its task's line.
func (s speaker) standingOf(o work.Outcome) string {
	out := s.row(o.Line, rowOf{answer: true})
	if p := o.Parent; p != nil {
		out += "\n" + s.say("block.outcome.parent", args{
			"Ref": p.Task.Ref, "Title": locale.Raw(typed(p.Task.Title, nameLetters)), "Progress": locale.Raw(s.progress(*p)),
		})
	}
	return out
}

func (s speaker) nextButtons(o work.Outcome) []*slack.ButtonBlockElement {
	id := decimal(o.Line.Task.ID)
	var out []*slack.ButtonBlockElement
	if o.OfferDone {
		out = append(out, primary(button(ActionDone, id, s.label("block.button.done", nil))))
	}
	if o.Change != "" {
		out = append(out, button(ActionUndo, o.Change, s.label("block.button.undo", nil)))
	}
	return append(out, button(ActionShow, id, s.label("block.button.show", nil)))
}

// confirmDone asks before a task's open activities are closed with it.
func (s *sheet) confirmDone(o work.Outcome) {
	open := openOf(o.Line.Activities)
	n := args{"Count": len(open), "Ref": o.Line.Task.Ref}
	ask := s.saidOf(o.Did)
	if ask == "" {
		ask = s.say("block.done.ask", n)
	}
	s.reserve(2, 500)
	s.para(join("\n", ask, heading(o.Line.Task, titleLetters)))
	lines := make([]string, len(open))
	for i, a := range open {
		lines[i] = s.briefly(a, rowOf{})
	}
	shown := s.packed(lines)
	s.free(2, 500)
	s.more(len(lines) - shown)
	id := decimal(o.Line.Task.ID)
	s.add(actions("",
		primary(button(ActionDoneAll, id, s.label("block.button.done_all", n))),
		button(ActionShow, id, s.label("block.button.show", nil))))
}

// more says how many lines found no room.
func (s *sheet) more(left int) {
	if left > 0 {
		s.aside(s.say("block.more", args{"Count": left}))
	}
}

func openOf(lines []work.Line) []work.Line {
	var out []work.Line
	for _, l := range lines {
		if !l.Task.State.Closed() {
			out = append(out, l)
		}
	}
	return out
}

// pickItems asks which of the named results a count typed by hand stands for.
func (s *sheet) pickItems(o work.Outcome) {
	options := unreached(o.Line.Task)
	if !o.PickItems || len(options) == 0 {
		return
	}
	menu := slack.NewOptionsMultiSelectBlockElement(slack.MultiOptTypeStatic,
		plainText(s.label("block.pick.placeholder", nil), maxPlaceholder), ActionPickItems, options...)
	words := s.say("block.pick.ask", args{"Ref": o.Line.Task.Ref})
	b := section(PickBlock(o.Line.Task.ID), words)
	b.Accessory = slack.NewAccessory(menu)
	if s.add(b) {
		s.tell(words)
	}
}

func unreached(t work.Task) []*slack.OptionBlockObject {
	var out []*slack.OptionBlockObject
	for _, it := range t.Items {
		if it.Kind == work.ResultItem && !t.Reached(it) && len(out) < maxOptions {
			out = append(out, option(decimal(it.ID), line(it.Name, maxOptionText)))
		}
	}
	return out
}
