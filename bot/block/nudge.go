package block

import (
	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// Nudge brings one task to mind because somebody asked for it.
func Nudge(l *locale.Locale, ln work.Line, by string) Message {
	s := newSheet(l)
	s.para(s.say("block.nudge.ask", args{"By": locale.Raw(Mention(by)), "Ref": ln.Task.Ref}))
	s.acting(ln, rowOf{plan: true, snooze: true})
	return s.message()
}

// Nudged says who was reminded by hand, and of whom not, why.
func Nudged(l *locale.Locale, n work.Nudged) Message {
	s := newSheet(l)
	lines := make([]string, 0, len(n.People)+1)
	lines = append(lines, s.say("block.nudge.done", args{"Ref": n.Line.Task.Ref}))
	for _, p := range n.People {
		lines = append(lines, "• "+s.nudged(p))
	}
	s.packed(lines)
	return s.message()
}

func (s speaker) nudged(p work.NudgedPerson) string {
	a := args{"Person": locale.Raw(Mention(p.Person)), "For": locale.Raw(Mention(p.For)), "Until": p.Until}
	switch {
	case p.Person == "":
		return s.say("block.nudge.nobody", a)
	case p.Before:
		return s.say("block.nudge.before", a)
	case p.For != "" && p.Until.IsZero():
		return s.say("block.nudge.gone", a)
	case p.For != "":
		return s.say("block.nudge.away", a)
	}
	return s.say("block.nudge.told", a)
}

// DeputyNotice tells somebody that they stand in for a person who is away.
func DeputyNotice(l *locale.Locale, p work.Person) Message {
	s := newSheet(l)
	s.para(s.say("block.deputy.notice", args{
		"Person": locale.Raw(Mention(p.ID)), "Days": locale.Raw(s.away(p.Prefs)),
	}))
	return s.message()
}

// away is the days on which somebody is away: "đến hết 15/08/2022".
func (s speaker) away(f work.Preferences) string {
	if f.AwayFrom.IsZero() {
		return s.say("block.deputy.until", args{"Until": f.AwayUntil})
	}
	return s.say("block.deputy.from", args{"From": f.AwayFrom, "Until": f.AwayUntil})
}

// Paused says whether somebody is away, and who is told instead.
func Paused(l *locale.Locale, p work.Person, today calendar.Date) Message {
	s := newSheet(l)
	f := p.Prefs
	if f.AwayUntil.Before(today) {
		s.para(s.say("block.deputy.none", nil))
		return s.message()
	}
	a := args{"Days": locale.Raw(s.away(f)), "Deputy": locale.Raw(Mention(f.Deputy)), "Date": f.AwayUntil.AddDays(1)}
	key := "block.deputy.head"
	if f.Deputy != "" {
		key = "block.deputy.set"
	}
	s.para(join("\n", s.say(key, a), s.say("block.deputy.ends", a)))
	return s.message()
}
