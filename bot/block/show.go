package block

import (
	"time"

	"github.com/slack-go/slack"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// Detail is all there is to show of a task.
type Detail struct {
	Line   work.Line
	Parent *work.Line   // of an activity, the task it belongs to
	Events []work.Event // oldest first; the last few are shown
	Zone   *time.Location
}

// lastEvents is how many changes are shown.
const lastEvents = 6

// Show renders one task with everything that is known of it.
func Show(l *locale.Locale, d Detail) Message {
	s := newSheet(l)
	t := d.Line.Task
	s.reserve(1, 200)
	s.para(join("\n", heading(t, 2000), s.parentOf(d.Parent), s.meta(d.Line, rowOf{})))
	s.para(s.facts(d.Line))
	s.para(s.countBar(d.Line))
	s.items(t, work.ResultItem)
	s.items(t, work.CheckItem)
	s.activities(d.Line.Activities)
	s.history(d)
	s.free(1, 200)
	s.add(s.showButtons(d))
	return s.message()
}

func (s speaker) parentOf(p *work.Line) string {
	if p == nil {
		return ""
	}
	return s.say("block.show.parent", args{"Ref": p.Task.Ref, "Title": locale.Raw(typed(p.Task.Title, nameLetters))})
}

// facts are the plan's own words about a task, one a line.
func (s speaker) facts(l work.Line) string {
	t := l.Task
	return join("\n",
		s.fact("deadline", s.written(l)),
		s.fact("lead", typed(t.Lead, nameLetters)),
		s.fact("answers", s.answers(l)),
		s.fact("coordinators", s.names(t.Coordinators)),
		s.fact("target", s.target(t.Target)),
		s.fact("rank", typed(t.Rank, nameLetters)),
		s.fact("results", typed(t.Results, argLetters)),
	)
}

func (s speaker) fact(name, value string) string {
	if value == "" {
		return ""
	}
	return s.say("block.show."+name, args{"Value": locale.Raw(value)})
}

// written is the deadline as the plan words it, beside the window it means.
func (s speaker) written(l work.Line) string {
	window := ""
	switch {
	case !l.Task.Deadline.Start.IsZero() && !l.Due.IsZero():
		window = s.markup.Date(l.Task.Deadline.Start) + " – " + s.markup.Date(l.Due)
	case !l.Due.IsZero():
		window = s.markup.Date(l.Due)
	case !l.Task.Deadline.Start.IsZero():
		window = s.say("block.show.from", args{"Date": l.Task.Deadline.Start})
	}
	if p := typed(l.Task.Deadline.Phrase, nameLetters); p != "" {
		return join(" → ", "“"+p+"”", join(", ", window, s.every(l.Task.Deadline)))
	}
	return join(", ", window, s.every(l.Task.Deadline))
}

// answers names who is asked, and says so where it is for want of a head.
func (s speaker) answers(l work.Line) string {
	switch {
	case l.Answers == "":
		return ""
	case l.Headless:
		return s.say("block.show.stands_in", args{"Who": locale.Raw(Mention(l.Answers))})
	}
	return Mention(l.Answers)
}

// maxNames bounds a list of names in a row.
const maxNames = 12

func (s speaker) names(list []string) string {
	out := make([]locale.Raw, 0, maxNames)
	for i, n := range list {
		if i == maxNames-1 && len(list) > maxNames {
			out = append(out, "…")
			break
		}
		out = append(out, locale.Raw(typed(n, nameLetters)))
	}
	return s.markup.Text(out)
}

// countBar draws what is counted: "▰▰▱▱▱ 2/5 văn bằng bảo hộ".
func (s speaker) countBar(l work.Line) string {
	if l.Progress.Of == 0 {
		return ""
	}
	return bar(l.Progress) + " " + s.count(l)
}

// items lists a task's named results or its checklist, each with its stage.
func (s *sheet) items(t work.Task, k work.ItemKind) {
	var lines []string
	for _, it := range t.Items {
		if it.Kind == k {
			lines = append(lines, s.item(t, it))
		}
	}
	if len(lines) > 0 {
		s.packed(append([]string{"*" + s.say("block.items."+string(k), nil) + "*"}, lines...))
	}
}

func (s speaker) item(t work.Task, it work.Item) string {
	name := typed(it.Name, nameLetters)
	switch {
	case t.Reached(it):
		return "✅ " + name + " – " + s.stage(t, it.Kind, it.Stage)
	case it.Stage > 0:
		return "🔹 " + name + " – " + s.stage(t, it.Kind, it.Stage)
	}
	return "▫️ " + name + " – " + s.stage(t, it.Kind, 0)
}

func (s *sheet) activities(lines []work.Line) {
	if len(lines) == 0 {
		return
	}
	words := []string{"*" + s.say("block.show.activities", args{"Count": len(lines)}) + "*"}
	for _, l := range lines {
		words = append(words, s.briefly(l, rowOf{}))
	}
	s.packed(words)
}

// history is the last changes, newest first, those of one request together.
func (s *sheet) history(d Detail) {
	var lines []string
	for i := len(d.Events) - 1; i >= 0 && len(lines) < lastEvents; i-- {
		if words := s.event(d, d.Events[i]); words != "" {
			lines = append(lines, words)
		}
	}
	if len(lines) > 0 {
		s.packed(append([]string{"*" + s.say("block.show.history", nil) + "*"}, lines...))
	}
}

func (s speaker) event(d Detail, e work.Event) string {
	what := s.changed(d.Line.Task, e.Field, itemName(d.Line.Task, e.Item), e.From, e.To)
	if what == "" {
		return ""
	}
	zone := d.Zone
	if zone == nil {
		zone = time.UTC
	}
	by := Mention(e.By)
	if by == "" {
		by = s.say("block.show.by_itself", nil)
	}
	return "• " + s.say("block.show.event", args{
		"At": s.moment(e.At.In(zone)), "By": locale.Raw(by), "What": locale.Raw(what),
	})
}

// moment is a time of a day in the plan's zone: "21/02/2022 08:05".
func (s speaker) moment(at time.Time) locale.Raw {
	return locale.Raw(s.markup.Date(calendar.DateOf(at)) + " " + at.Format("15:04"))
}

func itemName(t work.Task, id int64) string {
	for _, it := range t.Items {
		if it.ID == id {
			return it.Name
		}
	}
	return ""
}

func (s speaker) showButtons(d Detail) slack.Block {
	t := d.Line.Task
	id := decimal(t.ID)
	var out []*slack.ButtonBlockElement
	out = append(out, button(ActionUpdate, id, s.label("block.button.update", nil)))
	if !t.State.Closed() {
		out = append(out, button(ActionDone, id, s.label("block.button.done", nil)))
	}
	if d.Parent != nil {
		out = append(out, button(ActionShow, decimal(d.Parent.Task.ID), s.label("block.button.parent", args{"Ref": d.Parent.Task.Ref})))
	}
	return actions(blockID(buttonsBlock, t.ID), out...)
}
