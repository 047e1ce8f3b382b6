package block

import (
	"slices"
	"strconv"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/work"
)

// reviewRows is how many lines a page of a review shows: two blocks each at
// the most, in a modal of 100 that also holds inputs.
const reviewRows = 25

// reviewLine is one line of a review, in the document or in what it changes.
type reviewLine struct {
	key    work.LineKey
	change *work.LineChange // nil in a plan of its own
	out    bool             // not imported, or not applied
	with   bool             // left out with its task
	look   bool             // needs a look, or needed it when it was read
	open   bool             // still needs it
}

// task is the index of its task in the document that has it; one that is gone
// stands among those of the version before.
func (ln reviewLine) task() [2]int {
	if ln.key.Gone {
		return [2]int{ln.key.Task, 1}
	}
	return [2]int{ln.key.Task, 0}
}

// reviewPage is the part of a review that is shown.
type reviewPage struct {
	lines  []reviewLine
	number int // from 0
	pages  int
	first  int // place of its first line, from 0
	total  int // lines on all pages
	all    int // lines whether or not they need a look
	open   int // lines that need a look
	only   bool
	parts  bool // some lines need a look and some do not
}

// begins reports whether the part of the lines that need a look, or of those
// that do not, begins on this page with its i-th line.
func (p reviewPage) begins(i int) bool {
	return p.parts && (i == 0 || p.lines[i-1].look != p.lines[i].look)
}

// page picks the lines to show: those that needed a look when they were read
// come first, and stay there when they are mended; then the others as printed.
func (v reviewing) page(at ReviewAt) reviewPage {
	lines := slices.Clone(v.lines)
	p := reviewPage{all: len(lines)}
	for _, ln := range lines {
		p.open += order(ln.open)
	}
	slices.SortStableFunc(lines, func(a, b reviewLine) int { return order(b.look) - order(a.look) })
	some := slices.ContainsFunc(lines, func(ln reviewLine) bool { return ln.look })
	p.parts = some && slices.ContainsFunc(lines, func(ln reviewLine) bool { return !ln.look })
	if p.only = at.Only && some && len(lines) > reviewRows; p.only {
		lines = slices.DeleteFunc(lines, func(ln reviewLine) bool { return !ln.look })
	}
	p.total = len(lines)
	p.pages = max(1, (len(lines)+reviewRows-1)/reviewRows)
	p.number = min(max(at.Page, 0), p.pages-1)
	p.first = p.number * reviewRows
	p.lines = lines[p.first:min(p.first+reviewRows, len(lines))]
	return p
}

// linesOf are all lines of a review as printed, without those that stay as they
// are in a later version.
func linesOf(v work.Review) []reviewLine {
	if v.Onto == nil {
		return ownLines(v.Stored)
	}
	var out []reviewLine
	gone := -1 // the task that its activities go with
	for i := range v.Difference.Lines {
		c := &v.Difference.Lines[i]
		if c.Kind == work.LineSame {
			continue
		}
		ln := reviewLine{key: c.Key(), change: c, out: c.Out}
		if c.Kind == work.LineGone {
			ln.with = c.Was.Activity >= 0 && c.Was.Task == gone
			if c.Was.Activity < 0 {
				gone = c.Was.Task
			}
		}
		if c.Kind != work.LineGone {
			ln.open = doubtsAt(&v.Stored.Draft, c.Line) || c.Conflict() && c.Out
			ln.look = ln.open || c.Conflict() || doubtsAt(&v.Stored.Read, c.Line)
		}
		out = append(out, ln)
	}
	return out
}

func ownLines(s work.StoredDraft) []reviewLine {
	var out []reviewLine
	add := func(at work.DraftLine, left, with bool) {
		ln := reviewLine{key: work.LineKey{DraftLine: at}, out: left, with: with}
		ln.open = !ln.out && doubtsAt(&s.Draft, at)
		ln.look = ln.open || doubtsAt(&s.Read, at)
		out = append(out, ln)
	}
	d := &s.Draft
	for _, at := range d.Lines() {
		task := d.Tasks[at.Task].Out
		add(at, d.Out(at), task && at.Activity >= 0)
	}
	return out
}

// doubtsAt reports whether a line of a draft is in doubt.
func doubtsAt(d *work.Draft, at work.DraftLine) bool {
	if !d.Has(at) {
		return false
	}
	t := &d.Tasks[at.Task]
	if at.Activity >= 0 {
		return len(t.Activities[at.Activity].Doubts) > 0
	}
	return len(t.Doubts) > 0 || len(t.Activities) == 1 && len(t.Activities[0].Doubts) > 0 && t.Itself()
}

// lineOf finds a line of a draft: its task, and of an activity that too.
func lineOf(d work.Draft, at work.DraftLine) (t work.DraftTask, a *work.DraftActivity, ok bool) {
	if !d.Has(at) {
		return t, nil, false
	}
	t = d.Tasks[at.Task]
	if at.Activity < 0 || t.Itself() {
		return t, nil, true
	}
	return t, &t.Activities[at.Activity], true
}

// taskDoubts are those of a task's line.
func taskDoubts(t work.DraftTask) []work.Doubt {
	if t.Itself() {
		return append(slices.Clip(t.Doubts), t.Activities[0].Doubts...)
	}
	return t.Doubts
}

// pager shows which part of a review is looked at and turns to others.
func (v reviewing) pager(p reviewPage, place int) {
	if p.all <= reviewRows {
		return
	}
	if place == 0 {
		v.aside(v.say("block.review.part", args{"First": p.first + 1, "Last": p.first + len(p.lines), "Count": p.total}))
	}
	var out []*slack.ButtonBlockElement
	if p.number > 0 {
		out = append(out, button(ActionPrevious, strconv.Itoa(p.number-1), v.label("block.review.previous", nil)))
	}
	if p.number < p.pages-1 {
		out = append(out, button(ActionNext, strconv.Itoa(p.number+1), v.label("block.review.next", nil)))
	}
	switch {
	case p.only:
		out = append(out, button(ActionOnly, "0", v.label("block.review.all", args{"Count": p.all})))
	case p.open > 0:
		out = append(out, button(ActionOnly, "1", v.label("block.review.only", args{"Count": p.open})))
	}
	if len(out) > 0 {
		v.add(actions("pager:"+strconv.Itoa(place), out...))
	}
}

// lineKey writes a line's name for a button: "3.1" is the second activity of
// the fourth task, "3" the task; "-3.1" is one that is gone.
func lineKey(k work.LineKey) string {
	out := strconv.Itoa(k.Task)
	if k.Activity >= 0 {
		out += "." + strconv.Itoa(k.Activity)
	}
	if k.Gone {
		return "-" + out
	}
	return out
}

// parseLine reads what lineKey wrote.
func parseLine(s string) (work.LineKey, error) {
	k := work.LineKey{DraftLine: work.DraftLine{Activity: -1}}
	s, k.Gone = strings.CutPrefix(s, "-")
	task, activity, both := strings.Cut(s, ".")
	var err error
	if k.Task, err = strconv.Atoi(task); err == nil && both {
		k.Activity, err = strconv.Atoi(activity)
	}
	if err != nil || k.Task < 0 || both && k.Activity < 0 {
		return k, badForm(err)
	}
	return k, nil
}
