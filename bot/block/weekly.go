package block

import (
	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
	"nhacviec/internal/report"
	"nhacviec/internal/work"
)

// How much of each part a weekly summary shows; the rest is counted.
const (
	weeklyUnits   = 30
	weeklyOverdue = 10
	weeklySoon    = 10
	weeklyChanges = 12
	// weeklyCreated is above how many new tasks they are counted, not listed:
	// an import would bury everything else.
	weeklyCreated = 3
)

// Weekly renders a plan's weekly summary: the headline as leaders publish it,
// what asks for the director, the units, the overdue, what is due, what changed.
func Weekly(l *locale.Locale, r report.Summary) Message {
	s := newSheet(l)
	s.title(s.label("block.weekly.title", args{"Date": r.Today}), s.say("block.weekly.title", args{"Date": r.Today}))
	s.para(join("\n", bold(r.Plan.Title), s.headline(r.Headline)))
	s.aside(s.apart(r.Headline))
	s.needs(r.Needs)
	s.units(r.Units)
	s.part("block.weekly.overdue", r.Overdue, weeklyOverdue)
	s.part("block.weekly.soon", r.Soon, weeklySoon)
	s.changes(r)
	return s.message()
}

// weeklyShort is how many overdue tasks a short summary shows.
const weeklyShort = 3

// WeeklyShort renders a plan's week for an answer that holds several plans.
func WeeklyShort(l *locale.Locale, r report.Summary) Message {
	s := newSheet(l)
	s.para(join("\n", bold(r.Plan.Title), s.headline(r.Headline)))
	s.part("block.weekly.overdue", r.Overdue, weeklyShort)
	return s.message()
}

// headline is the sentence of the figures.
func (s speaker) headline(h report.Headline) string {
	m := h.Message()
	return s.say(m.Key, m.Args)
}

// apart says what the headline does not count, and what waits to be confirmed.
func (s speaker) apart(h report.Headline) string {
	var parts []string
	for _, p := range []struct {
		key string
		n   int
	}{{"awaiting", h.Awaiting}, {"ongoing", h.Ongoing}, {"cancelled", h.Cancelled}} {
		if p.n > 0 {
			parts = append(parts, s.say("block.weekly.apart."+p.key, args{"Count": p.n}))
		}
	}
	return join(" · ", parts...)
}

func (s *sheet) needs(needs []report.Need) {
	if len(needs) == 0 {
		return
	}
	words := []string{"*" + s.say("block.weekly.needs", args{"Count": len(needs)}) + "*"}
	for _, n := range needs {
		words = append(words, s.briefly(withoutRisk(n.Line), rowOf{lead: true})+" – _"+s.say("block.need."+string(n.Reason), nil)+"_")
	}
	s.packed(words)
}

// withoutRisk keeps a row from saying twice that it is at risk.
func withoutRisk(l work.Line) work.Line {
	l.AtRisk = false
	return l
}

// units is the table by lead unit.
func (s *sheet) units(rows []report.UnitRow) {
	if len(rows) == 0 {
		return
	}
	t := slack.NewTableBlock("units")
	t.AddRow(s.cells("block.table.unit", "block.table.total", "block.table.done", "block.table.overdue", "block.table.percent")...)
	shown := rows[:min(len(rows), weeklyUnits)]
	words := make([]string, len(shown))
	for i, r := range shown {
		t.AddRow(rawCells(s.unitName(r.Name), s.plain.Text(r.Total), s.plain.Text(r.Done), s.plain.Text(r.Headline.Overdue), percent(r.Percent()))...)
		words[i] = s.unitWords(r)
	}
	t.WithColumnSettings(slack.ColumnSetting{Align: slack.ColumnAlignmentLeft, IsWrapped: true},
		right(), right(), right(), right())
	if s.add(t) {
		s.words = append(s.words, words...)
	}
	if more := len(rows) - len(shown); more > 0 {
		s.aside(s.say("block.table.more", args{"Count": more}))
	}
}

func right() slack.ColumnSetting { return slack.ColumnSetting{Align: slack.ColumnAlignmentRight} }

func (s speaker) cells(keys ...string) []slack.TableCell {
	labels := make([]string, len(keys))
	for i, k := range keys {
		labels[i] = s.label(k, nil)
	}
	return rawCells(labels...)
}

func rawCells(texts ...string) []slack.TableCell {
	out := make([]slack.TableCell, len(texts))
	for i, t := range texts {
		out[i] = slack.NewTableRawTextCell(orDash(t))
	}
	return out
}

func (s speaker) unitName(name string) string {
	if name = line(name, nameLetters); name != "" {
		return name
	}
	return s.label("block.table.nobody", nil)
}

func (s speaker) unitWords(r report.UnitRow) string {
	return s.say("block.table.words", args{
		"Unit": s.unitName(r.Name), "Count": r.Total, "Done": r.Done, "Overdue": r.Headline.Overdue, "Percent": r.Percent(),
	})
}

// part lists lines under a heading, the rest counted.
func (s *sheet) part(key string, lines []work.Line, most int) {
	if len(lines) == 0 {
		return
	}
	words := []string{"*" + s.say(key, args{"Count": len(lines)}) + "*"}
	n := min(len(lines), most)
	for _, l := range lines[:n] {
		words = append(words, s.briefly(l, rowOf{lead: true}))
	}
	if more := len(lines) - n; more > 0 {
		words = append(words, s.say("block.more", args{"Count": more}))
	}
	s.packed(words)
}

// changes tells what is other than it was, and who changed it.
func (s *sheet) changes(r report.Summary) {
	created, rest := splitCreated(r.Changes)
	var words []string
	if len(created) > weeklyCreated {
		words = append(words, "• "+s.say("block.weekly.created", args{"Count": len(created), "By": locale.Raw(s.people(authors(created)))}))
	} else {
		rest = r.Changes
	}
	n := min(len(rest), weeklyChanges)
	for _, c := range rest[:n] {
		if w := s.change(c); w != "" {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		s.aside(s.say("block.weekly.unchanged", nil))
		return
	}
	if more := len(rest) - n; more > 0 {
		words = append(words, s.say("block.more", args{"Count": more}))
	}
	s.packed(append([]string{"*" + s.say("block.weekly.changes", args{"Date": r.Since}) + "*"}, words...))
}

func (s speaker) change(c report.Change) string {
	what := s.changed(c.Line.Task, c.Field, c.Item, c.From, c.To)
	if what == "" {
		return ""
	}
	out := "• " + heading(c.Line.Task, nameLetters) + ": " + what
	if by := s.people(c.By); by != "" {
		out += " (" + by + ")"
	}
	return out
}

func splitCreated(all []report.Change) (created, rest []report.Change) {
	for _, c := range all {
		if c.Field == work.FieldCreated {
			created = append(created, c)
			continue
		}
		rest = append(rest, c)
	}
	return created, rest
}

// authors are who made the changes, each once.
func authors(changes []report.Change) []string {
	var out []string
	seen := map[string]bool{}
	for _, c := range changes {
		for _, by := range c.By {
			if !seen[by] && len(out) < maxNames {
				seen[by] = true
				out = append(out, by)
			}
		}
	}
	return out
}
