package block

import (
	"regexp"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// Plain renders a sentence that needs nothing beside it.
func Plain(l *locale.Locale, m work.Message) Message {
	s := newSheet(l)
	s.para(s.saidOf(m))
	return s.message()
}

// Error renders what went wrong. id, where there is one, is what the log has it
// under, for an error that says nothing to the reader.
func Error(l *locale.Locale, m work.Message, id string) Message {
	s := newSheet(l)
	s.para(markDoubt + " " + s.saidOf(m))
	if id != "" {
		s.aside(s.say("block.error.logged", args{"ID": id}))
	}
	return s.message()
}

// NameHead asks a plan's owner to name the head of a unit that leads tasks.
func NameHead(l *locale.Locale, unit string, p work.Plan) Message {
	s := newSheet(l)
	s.para(s.say("block.name_head.ask", args{"Unit": unit, "Plan": p.Title}))
	s.para("`" + s.say("block.name_head.usage", args{"Unit": noBackticks(unit)}) + "`")
	return s.message()
}

// UnitSaved says who is in a unit now.
func UnitSaved(l *locale.Locale, u work.Unit) Message {
	s := newSheet(l)
	s.para(join("\n", s.say("block.unit.saved", args{"Unit": u.Name}), s.unitHead(u), s.unitMembers(u)))
	return s.message()
}

func (s speaker) unitHead(u work.Unit) string {
	if u.Head == "" {
		return s.say("block.unit.no_head", nil)
	}
	return s.say("block.unit.head", args{"Who": locale.Raw(Mention(u.Head))})
}

func (s speaker) unitMembers(u work.Unit) string {
	if len(u.Members) == 0 {
		return ""
	}
	return s.say("block.unit.members", args{"Who": locale.Raw(s.people(u.Members))})
}

// Imported says in the plan's channel that a plan is in, and how to begin.
// lines are the plan's top-level lines.
func Imported(l *locale.Locale, p work.Plan, lines []work.Line) Message {
	s := newSheet(l)
	activities := 0
	for _, ln := range lines {
		activities += len(ln.Activities)
	}
	s.para(s.say("block.imported.done", args{
		"Plan": p.Title, "Counts": s.sizeOf(len(lines), activities), "Owner": locale.Raw(Mention(p.Owner)),
	}))
	s.reserve(2, 600)
	shown := s.wholePlan(lines, rowOf{lead: true})
	s.free(2, 600)
	s.more(len(lines) - shown)
	s.aside(s.say("block.imported.next", args{"Ref": exampleRef(lines)}))
	return s.message()
}

// exampleRef is the number of a line of a plan whose progress can be told.
func exampleRef(lines []work.Line) string {
	for _, ln := range lines {
		if len(ln.Activities) > 0 {
			ln = ln.Activities[0]
		}
		if refForm.MatchString(ln.Task.Ref) {
			return ln.Task.Ref
		}
	}
	return "1"
}

// refForm is a number as the plan's own numbering gives them.
var refForm = regexp.MustCompile(`^[0-9]{1,4}(\.[0-9]{1,4}){0,4}$`)

func noBackticks(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '`' {
			out[i] = '\''
		}
	}
	return string(out)
}
