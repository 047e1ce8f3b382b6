package block

import (
	"encoding/json"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// changeWords is what a later version does to one line.
func (v reviewing) changeWords(ln reviewLine, alone bool) string {
	c := ln.change
	state := ""
	if ln.out {
		state = markOut + " " + v.say("block.again.not_applied", nil)
	}
	var doubts []work.Doubt
	place := 0
	if t, a, ok := lineOf(v.Stored.Draft, c.Line); ok && a != nil {
		doubts, place = a.Doubts, a.Line
	} else if ok {
		doubts, place = taskDoubts(t), t.Line
	}
	heading := join(" ", bold(c.Ref), typed(c.Title, titleLetters), v.placeOf(place))
	switch c.Kind {
	case work.LineNew:
		return join("\n", markNew+" "+v.say("block.again.is_new", nil), v.draftWords(c.Line, alone), state)
	case work.LineGone:
		return join("\n", markGone+" "+v.say("block.again.is_gone", nil), heading, state)
	}
	out := join("\n", markChanged+" "+v.say("block.again.is_changed", nil), heading)
	for _, f := range c.Fields[:min(len(c.Fields), maxFields)] {
		out = join("\n", out, v.fieldChange(f))
	}
	return join("\n", out, v.doubtsBelow(doubts, place), state)
}

// maxFields bounds the fields shown of one line; a task has fewer.
const maxFields = 12

// fieldChange is "• thời hạn “Quý I” (31/03/2022) → “Quý II” (30/06/2022)".
func (s speaker) fieldChange(f work.FieldChange) string {
	if f.Field == work.FieldItem {
		return "• " + s.itemChange(f.From, f.To)
	}
	out := "• " + s.fieldName(f.Field) + ": " + s.told(f.Field, f.From) + " → " + s.told(f.Field, f.To)
	if f.Here != "" {
		out = join("\n", out, "    "+markDoubt+" "+s.say("block.again.conflict", args{"Here": locale.Raw(s.told(f.Field, f.Here))}))
	}
	return out
}

// itemChange is a named result or a line of a checklist that came or went.
func (s speaker) itemChange(from, to string) string {
	if to == "" {
		return s.say("block.changed.item_gone", args{"Name": work.ItemIn(from).Name})
	}
	return s.say("block.changed.item_added", args{"Name": work.ItemIn(to).Name})
}

// fieldName is how a field is called.
func (s speaker) fieldName(f work.Field) string { return s.say("block.field."+string(f), nil) }

// told writes one side of a change: a deadline with its words and its day.
func (s speaker) told(f work.Field, v string) string {
	var out string
	switch f {
	case work.FieldDeadline:
		out = s.wordsAndDays(work.DeadlineIn(v))
	case work.FieldCoordinators:
		out = s.names(namesIn(v))
	default:
		out = s.value(f, v)
	}
	if out == "" {
		return s.say("block.changed.nothing", nil)
	}
	return out
}

// wordsAndDays is "“Quý I” (01/01/2022 – 31/03/2022)".
func (s speaker) wordsAndDays(d work.Deadline) string {
	words := typed(d.Phrase, nameLetters)
	d.Phrase = ""
	days := s.written(work.Line{Task: work.Task{Deadline: d}, Due: d.Due})
	switch {
	case words == "":
		return days
	case days == "":
		return "“" + words + "”"
	}
	return "“" + words + "” (" + days + ")"
}

// namesIn reads a list of names as an Event writes it.
func namesIn(v string) []string {
	var names []string
	if err := json.Unmarshal([]byte(v), &names); err != nil {
		return nil
	}
	return names
}
