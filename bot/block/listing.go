package block

import (
	"strings"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// Filters of a work.Listing.
const (
	FilterAll     = "all"
	FilterMine    = "mine"
	FilterOverdue = "overdue"
	FilterUnit    = "unit"
)

// listRows is how many rows of a listing carry buttons of their own; more would
// push the plan off a phone's screen.
const listRows = 10

// Listing renders the answer to a question for tasks.
func Listing(l *locale.Locale, g work.Listing) Message {
	s := newSheet(l)
	s.para(s.listTitle(g))
	s.reserve(1, 300)
	show := rowOf{answer: g.Filter != FilterMine, plan: g.PlanTitle == "" && severalPlans(g.Lines)}
	var shown int
	if g.Filter == FilterAll {
		shown = s.wholePlan(g.Lines, show)
	} else {
		shown = s.rows(g.Lines, show, listRows)
	}
	s.free(1, 300)
	if left := max(g.Total, len(g.Lines)) - shown; left > 0 {
		s.aside(s.say("block.list.more", args{"Count": left}))
	}
	return s.message()
}

func (s speaker) listTitle(g work.Listing) string {
	a := args{"Count": max(g.Total, len(g.Lines)), "Date": g.Today, "Unit": g.Unit}
	if len(g.Lines) == 0 {
		return s.say("block.list.none."+filterKey(g.Filter), a)
	}
	return join("\n", bold(g.PlanTitle), s.say("block.list."+filterKey(g.Filter), a))
}

func filterKey(filter string) string {
	switch filter {
	case FilterMine, FilterOverdue, FilterUnit:
		return filter
	}
	return FilterAll
}

// wholePlan shows tasks with their activities below them, and returns how many
// tasks found room.
func (s *sheet) wholePlan(lines []work.Line, show rowOf) int {
	for i, l := range lines {
		var words strings.Builder
		words.WriteString(s.row(l, show))
		for _, a := range l.Activities {
			words.WriteString("\n" + s.briefly(a, rowOf{}))
		}
		if !s.para(fitMarkup(words.String(), maxSection)) {
			return i
		}
	}
	return len(lines)
}

// rows shows lines, the first of them with buttons, and returns how many found
// room.
func (s *sheet) rows(lines []work.Line, show rowOf, withButtons int) int {
	for i, l := range lines {
		if i == withButtons || !s.acting(l, show) {
			return i + s.brief(lines[i:], show)
		}
	}
	return len(lines)
}

// brief shows lines without buttons, several to a block.
func (s *sheet) brief(lines []work.Line, show rowOf) int {
	words := make([]string, len(lines))
	for i, l := range lines {
		words[i] = s.briefly(l, show)
	}
	return s.packed(words)
}

// Which asks which of several plans a ref was meant in.
func Which(l *locale.Locale, ref string, lines []work.Line) Message {
	s := newSheet(l)
	s.para(s.say("block.which", args{"Ref": ref, "Count": len(lines)}))
	s.reserve(1, 300)
	shown := s.rows(lines, rowOf{plan: true}, listRows)
	s.free(1, 300)
	s.more(len(lines) - shown)
	return s.message()
}

func severalPlans(lines []work.Line) bool {
	for _, l := range lines {
		if l.Task.Plan != lines[0].Task.Plan {
			return true
		}
	}
	return false
}
