package block

import (
	"slices"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// digestRows is how many of a digest's tasks carry buttons of their own.
const digestRows = 18

// group is a part of a digest under a heading of its own.
type group struct {
	key   string // of its heading
	lines []work.Line
	show  rowOf
}

// Digest renders what one person is told on one day: the most pressing first,
// with buttons; what finds no room is counted.
func Digest(l *locale.Locale, d work.Digest) Message {
	s := newSheet(l)
	s.tell(s.say("block.digest.title", args{"Date": d.Date, "Weekday": s.markup.Weekday(d.Date.Weekday())}))
	s.add(header(s.label("block.digest.title", args{"Date": d.Date, "Weekday": s.plain.Weekday(d.Date.Weekday())})))
	if d.CaughtUp > 0 {
		s.aside(s.say("block.digest.caught_up", args{"Count": d.CaughtUp}))
	}
	if d.Empty() {
		s.para(s.say("block.digest.nothing", nil))
	} else {
		s.aside(s.digestCounts(d))
	}
	s.aside(s.standsInFor(d.Absent))
	s.reserve(3, 1000)
	left := s.groups(digestGroups(d), digestRows)
	s.free(3, 1000)
	if d.Snoozed > 0 {
		s.aside(s.say("block.digest.snoozed", args{"Count": d.Snoozed}))
	}
	if left > 0 {
		s.aside(s.say("block.digest.more", args{"Count": left}))
		s.add(actions("", button(ActionMore, FilterMine, s.label("block.button.more", nil))))
	}
	return s.message()
}

func digestGroups(d work.Digest) []group {
	several := severalPlans(slices.Concat(d.Overdue, d.Today, d.Week, d.Soon, d.Later, d.Escalated, d.StandIn, d.Coordinating))
	own, others := rowOf{plan: several, snooze: true}, rowOf{plan: several, answer: true, snooze: true}
	return []group{
		{"overdue", d.Overdue, own},
		{"today", d.Today, own},
		{"week", d.Week, own},
		{"escalated", d.Escalated, others},
		{"standin", d.StandIn, others},
		{"soon", d.Soon, own},
		{"later", d.Later, own},
		{"coordinating", d.Coordinating, rowOf{plan: several, lead: true, brief: true}},
	}
}

// standsInFor says for whom the reader is told as well.
func (s speaker) standsInFor(absent []work.Absentee) string {
	var parts []string
	for _, a := range absent[:min(len(absent), maxNames)] {
		key := "block.digest.absent"
		if a.Until.IsZero() {
			key = "block.digest.gone"
		}
		parts = append(parts, s.say(key, args{"Person": locale.Raw(Mention(a.Person)), "Until": a.Until}))
	}
	return join("\n", parts...)
}

// digestCounts is the digest in one line: "2 quá hạn · 1 đến hạn hôm nay".
func (s speaker) digestCounts(d work.Digest) string {
	var parts []string
	for _, g := range digestGroups(d) {
		if len(g.lines) > 0 {
			parts = append(parts, s.say("block.digest.count."+g.key, args{"Count": len(g.lines)}))
		}
	}
	return join(" · ", parts...)
}

// groups shows the groups in order, the first withButtons lines with buttons, and returns how many lines found no room.
// Once one has not, no later group is begun: what is shown stays the most
// pressing.
func (s *sheet) groups(groups []group, withButtons int) (left int) {
	for _, g := range groups {
		if len(g.lines) == 0 {
			continue
		}
		if left > 0 || !s.para("*"+s.say("block.digest."+g.key, args{"Count": len(g.lines)})+"*") {
			left += len(g.lines)
			continue
		}
		if g.show.brief { // a mention, nothing to press
			left += len(g.lines) - s.brief(g.lines, g.show)
			continue
		}
		shown := s.rows(g.lines, g.show, withButtons)
		withButtons = max(0, withButtons-len(g.lines))
		left += len(g.lines) - shown
	}
	return left
}

// Daily renders the short post in a plan's channel. It names units, not people:
// each of them has a message of their own.
func Daily(l *locale.Locale, d work.DailyPost) Message {
	s := newSheet(l)
	s.para(s.say("block.daily.title", args{
		"Plan": d.Plan.Title, "Date": d.Date, "Weekday": s.markup.Weekday(d.Date.Weekday()),
	}))
	s.reserve(2, 500)
	left := 0
	for _, g := range []group{{"overdue", d.Overdue, rowOf{lead: true}}, {"today", d.Today, rowOf{lead: true}}, {"week", d.Week, rowOf{lead: true}}, {"soon", d.Soon, rowOf{lead: true}}} {
		left += s.dailyGroup(g)
	}
	s.free(2, 500)
	s.more(left)
	if d.Told > 0 {
		s.aside(s.say("block.daily.told", args{"Count": d.Told}))
	}
	return s.message()
}

// dailyRows is how many lines a group of the daily post shows.
const dailyRows = 5

func (s *sheet) dailyGroup(g group) (left int) {
	if len(g.lines) == 0 {
		return 0
	}
	words := []string{"*" + s.say("block.digest."+g.key, args{"Count": len(g.lines)}) + "*"}
	n := min(len(g.lines), dailyRows)
	for _, l := range g.lines[:n] {
		words = append(words, s.briefly(l, g.show))
	}
	return len(g.lines) - max(0, s.packed(words)-1)
}
