package block

import (
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// whyEntries is how many entries of the ledger an answer shows: the last ones.
const whyEntries = 60

// Permalink is where a posted message can be seen, "" = nobody knows.
type Permalink func(channel, ts string) string

// Why renders what the ledger says of a task's reminders, oldest first.
func Why(l *locale.Locale, e work.Explanation, link Permalink) Message {
	s := newSheet(l)
	s.para(join("\n", heading(e.Line.Task, titleLetters), s.meta(e.Line, rowOf{answer: true})))
	s.reserve(3, 1500)
	shown := e.Entries[max(0, len(e.Entries)-whyEntries):]
	lines := []string{"*" + s.say("block.why.ledger", args{"Count": len(e.Entries)}) + "*"}
	if len(shown) < len(e.Entries) {
		lines = append(lines, s.say("block.why.older", args{"Count": len(e.Entries) - len(shown)}))
	}
	for i := range shown {
		lines = append(lines, s.explained(&shown[i], e, link))
	}
	s.packed(lines)
	s.free(3, 1500)
	s.para(s.whyNow(e))
	return s.message()
}

// explained is one entry: "• 23/06/2022 · 7 days ahead · @An, who answers for it
// → sent on 23/06/2022 at 08:00 (see)".
func (s speaker) explained(x *work.Explained, e work.Explanation, link Permalink) string {
	ref := ""
	if x.Ref != e.Line.Task.Ref {
		ref = bold(x.Ref)
	}
	fell := s.saidOf(x.Fell())
	if x.By != "" {
		fell = s.say("block.why.by", args{"By": locale.Raw(Mention(x.By))})
	}
	head := join(" · ", ref, s.markup.Date(x.On)+s.movedFrom(x.Moved), fell, s.saidOf(x.Whom()))
	became := s.saidOf(x.Became(zoneOf(e.Plan)))
	if url := s.link(x, link); url != "" {
		became += " " + url
	}
	return "• " + head + "\n    → " + became
}

func zoneOf(p work.Plan) *time.Location { return p.Location() }

func (s speaker) movedFrom(day calendar.Date) string {
	if day.IsZero() {
		return ""
	}
	return " " + s.say("block.why.moved", args{"Date": day, "Weekday": s.markup.Weekday(day.Weekday())})
}

func (s speaker) link(x *work.Explained, link Permalink) string {
	if link == nil || !x.Sent() || x.Delivery.TS == "" {
		return ""
	}
	url := link(x.Delivery.Channel, x.Delivery.TS)
	if url == "" {
		return ""
	}
	return "<" + Escape(url) + "|" + s.say("block.why.see", nil) + ">"
}

// whyNow says how things stand: what is put off, and what falls next.
func (s speaker) whyNow(e work.Explanation) string {
	var lines []string
	for _, z := range e.Snoozes {
		lines = append(lines, "💤 "+s.say("block.why.snoozed", args{"Person": locale.Raw(Mention(z.Person)), "Date": z.Until}))
	}
	for i := range e.Next {
		n := &e.Next[i]
		next := args{"Date": n.On, "What": n.Fell(), "Whom": locale.Raw(s.saidOf(n.Whom()))}
		if n.Reason != "" {
			x := work.Explained{Reminder: *n}
			next["Why"] = locale.Raw(s.saidOf(x.Became(zoneOf(e.Plan))))
			lines = append(lines, "⏭️ "+s.say("block.why.next_not", next))
			continue
		}
		lines = append(lines, "⏭️ "+s.say("block.why.next", next))
	}
	if len(e.Next) == 0 {
		lines = append(lines, s.say("block.why.nothing."+nothingNext(e.Line), nil))
	}
	return join("\n", lines[:min(len(lines), 20)]...)
}

// nothingNext is why nothing falls any more.
func nothingNext(l work.Line) string {
	switch {
	case l.Task.State.Silent():
		return string(l.Task.State)
	case l.Due.IsZero():
		return "no_deadline"
	}
	return "policy"
}
