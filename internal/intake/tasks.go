package intake

import (
	"strconv"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// addTask makes a task of an item.
func (b *builder) addTask(it *item, sc scope, place int) {
	m := &made{section: sc.section, number: it.node.Mark.Label, letter: it.node.Mark.Style == document.Alpha}
	if m.number == "" && it.node.Mark.Style != document.NoMark {
		m.number = strconv.Itoa(place)
	}
	t := &m.task
	t.Line = it.node.Line
	t.Lead, t.Coordinators = it.party.lead, unique(it.party.coords)
	if t.Lead == "" {
		t.Lead = sc.lead
		t.Coordinators = unique(append(t.Coordinators, sc.coords...))
	}
	if f, ok := it.field(result); ok {
		t.Results = f.value
	}
	b.setTitle(t, it)
	t.Activities = b.taskActivities(it, sc, t)
	for _, a := range t.Activities {
		m.dated = m.dated || a.Deadline.Phrase != ""
	}
	b.doubtTask(t)
	b.made = append(b.made, m)
}

// setTitle sets the title, and the target and rank that its words hold.
func (b *builder) setTitle(t *work.DraftTask, it *item) {
	goal, _ := it.field(targetText)
	title, target, rank := goals(it.title, t.Results)
	if goal.value != "" && (target == nil || target.Count == 0) {
		target = count(goal.value)
	}
	t.Title, t.Target, t.Rank = title, target, rank
	t.Items = namedResults(t.Results, target)
}

// taskActivities are the items below a task, else the task itself once for
// each of its deadlines.
func (b *builder) taskActivities(it *item, sc scope, t *work.DraftTask) []work.DraftActivity {
	var out []work.DraftActivity
	own := binding(it.whens)
	if len(own) == 0 && len(it.acts) == 1 && it.acts[0].when != nil {
		own = []*dated{it.acts[0].when}
	}
	if len(own) == 0 && sc.when != nil && !b.kidsDated(it) && len(it.duties) == 0 && !it.anyClause() {
		own = []*dated{sc.when}
	}
	for _, k := range it.kids {
		if !b.dateActivities(out, k, sc) {
			out = append(out, b.kidActivities(k, sc, own)...)
		}
	}
	if len(out) > 0 {
		return append(out, b.dutyActivities(it)...)
	}
	switch {
	case len(it.duties) > 0 && len(own) == 0:
		return b.dutyActivities(it)
	case len(it.acts) > 1:
		for _, c := range it.acts {
			out = append(out, spread(c.text, c.when, it.node.Line)...)
		}
	case len(own) > 0:
		for _, d := range own {
			out = append(out, spread(b.ownText(it, t), d, it.node.Line)...)
		}
	default:
		out = spread(t.Title, nil, it.node.Line)
	}
	return append(out, b.dutyActivities(it)...)
}

// allWishes reports whether a bracket holds hopes alone: "(phấn đấu xong trong
// tháng 5)".
func allWishes(ds []*dated) bool {
	for _, d := range ds {
		if !d.wished() {
			return false
		}
	}
	return len(ds) > 0
}

func (d *dated) wished() bool { return strings.HasPrefix(fold(d.phrase), "phan dau") }

// binding drops a wished-for date ("phấn đấu trước 15/5") where another binds.
func binding(ds []*dated) []*dated {
	var out []*dated
	for _, d := range ds {
		if !d.wished() {
			out = append(out, d)
		}
	}
	if len(out) == 0 {
		return ds
	}
	return out
}

// ownText is what a task's own deadline is for: all of it, or its first verb
// where a bracket dates the second apart.
func (b *builder) ownText(it *item, t *work.DraftTask) string {
	first, second, ok := splitVerbs(it.title)
	if ok && len(it.duties) == 1 && it.duties[0].text != "" && strings.HasPrefix(strings.ToLower(second), strings.ToLower(it.duties[0].text)) {
		return first
	}
	return t.Title
}

func (it *item) anyClause() bool {
	for _, c := range it.acts {
		if c.when != nil {
			return true
		}
	}
	return false
}

// kidActivities reads an item below a task as its activities. It takes the
// task's deadline where it has none; its own bullets are its checklist, or
// activities where they are dated.
func (b *builder) kidActivities(k *item, sc scope, own []*dated) []work.DraftActivity {
	if k.node.Table != nil {
		return nil
	}
	if k.acts == nil {
		k = b.readItem(k.node, sc)
	}
	if k.node.Mark.Style == document.NoMark && k.node.rank != rankField && (!k.dated() || b.never(k)) {
		return nil
	}
	var subs []work.DraftActivity
	var names []string
	for _, g := range k.kids {
		if g.node.Table != nil {
			continue
		}
		g = b.readItem(g.node, sc)
		names = append(names, g.title)
		if g.dated() {
			subs = append(subs, b.kidActivities(g, sc, nil)...)
		}
	}
	if k.title == "" && len(k.duties) == 0 {
		return subs
	}
	if len(subs) > 0 && !k.dated() {
		return subs
	}
	out := append(b.itemActivities(k, own), subs...)
	if len(subs) == 0 && len(out) > 0 && len(names) > 0 && len(out[0].Checklist) == 0 {
		out[0].Checklist = names
	}
	return out
}

func (b *builder) itemActivities(k *item, own []*dated) []work.DraftActivity {
	whens := binding(k.whens)
	if len(whens) == 0 && len(k.acts) <= 1 {
		if k.dated() && len(k.acts) == 1 && k.acts[0].when != nil {
			whens = []*dated{k.acts[0].when}
		} else if len(k.duties) == 0 {
			whens = own
		}
	}
	text := k.title
	if k.ordered {
		text = k.whole
	}
	var out []work.DraftActivity
	switch {
	case len(k.acts) > 1 && len(k.whens) == 0:
		for _, c := range k.acts {
			out = append(out, spread(c.text, c.when, k.node.Line)...)
		}
	case len(whens) > 0:
		for _, d := range whens {
			out = append(out, spread(text, d, k.node.Line)...)
		}
	case len(k.duties) == 0:
		out = spread(text, nil, k.node.Line)
	}
	return append(out, b.dutyActivities(k)...)
}

// dutyActivities are the duties given in brackets. One that repeats a verb of
// the title ("Kê khai, công khai tài sản (hoàn thành quý I, công khai đến
// 30/4)") is that verb's part of it.
func (b *builder) dutyActivities(it *item) []work.DraftActivity {
	var out []work.DraftActivity
	for _, c := range it.duties {
		text := c.text
		if first, second, ok := splitVerbs(it.title); ok {
			switch {
			case text == "":
				text = first
			case strings.HasPrefix(strings.ToLower(second), strings.ToLower(text)):
				text = second
			}
		}
		switch {
		case text == "":
			text = it.title
		case verbAt(strings.ToLower(text), b.units.plain) < 0:
			text = it.title + " - " + strings.TrimRight(text, " :-")
		}
		out = append(out, spread(text, c.when, it.node.Line)...)
	}
	return out
}

// splitVerbs splits "Kê khai, công khai tài sản" into "Kê khai tài sản" and
// "Công khai tài sản".
func splitVerbs(title string) (first, second string, ok bool) {
	a, rest, found := strings.Cut(title, ", ")
	if !found || len(strings.Fields(a)) > 2 {
		return "", "", false
	}
	words := firstWords(rest, 2)
	if len(words) < 2 {
		return "", "", false
	}
	verb := rest[:words[1].end]
	object := strings.TrimSpace(rest[words[1].end:])
	if !verbTable()[0][strings.ToLower(verb)] || object == "" {
		return "", "", false
	}
	return a + " " + object, capital(rest), true
}

// spread makes an activity for each reading of a deadline.
func spread(text string, d *dated, line int) []work.DraftActivity {
	names := checklist(text)
	if d == nil {
		return []work.DraftActivity{{Text: text, Line: line, Checklist: names}}
	}
	var out []work.DraftActivity
	for _, r := range d.readings {
		out = append(out, work.DraftActivity{Text: text, Line: line, Deadline: r, Checklist: names, Doubts: doubtsOf(r, d, line)})
	}
	return out
}

func unique(names []string) []string {
	var out []string
	for _, n := range names {
		if n != "" && !seen(out, n) {
			out = append(out, n)
		}
	}
	return out
}
