package block

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// rowChars bounds a line of a review, so that a page of them always fits.
const rowChars = 1100

// Marks of lines in a review.
const (
	markOut     = "🚫"
	markNew     = "🆕"
	markChanged = "✏️"
	markGone    = "🗑️"
	markMended  = "✏️"
)

// partTitle says what the lines from this one on have in common; open is how
// many of the plan's still need a look.
func (v reviewing) partTitle(first reviewLine, open int) {
	switch {
	case !first.look:
		v.para("*" + v.say("block.review.the_others", nil) + "*")
	case open > 0:
		v.para(markDoubt + " *" + v.say("block.review.look_first", nil) + "*")
	default:
		v.para("*" + v.say("block.review.looked_at", nil) + "*")
	}
}

// row shows a line with what can be done about it. alone is true where its
// task does not stand right above it.
func (v reviewing) row(ln reviewLine, alone bool) {
	words := fitMarkup(v.lineWords(ln, alone), rowChars)
	sec := section("line:"+lineKey(ln.key), words)
	buttons := v.lineButtons(ln)
	switch {
	case ln.with:
		v.add(sec)
	case ln.out && len(buttons) == 1:
		sec.Accessory = slack.NewAccessory(buttons[0])
		v.add(sec)
	case ln.open || len(buttons) == 1:
		v.add(sec, actions("fix:"+lineKey(ln.key), buttons...))
	default:
		sec.Accessory = slack.NewAccessory(v.lineMenu(ln))
		v.add(sec)
	}
	v.tell(words)
}

func (v reviewing) lineWords(ln reviewLine, alone bool) string {
	if ln.change != nil {
		return v.changeWords(ln, alone)
	}
	t, a, _ := lineOf(v.Stored.Draft, ln.key.DraftLine)
	if ln.out {
		title := t.Title
		if a != nil {
			title = a.Text
		}
		return markOut + " " + join(" ", bold(v.refOf(ln.key.DraftLine)), typed(title, nameLetters)) + "\n" + v.say("block.review.not_imported", nil)
	}
	return v.draftWords(ln.key.DraftLine, alone)
}

// draftWords is a line of the document as it was understood.
func (v reviewing) draftWords(at work.DraftLine, alone bool) string {
	t, a, ok := lineOf(v.Stored.Draft, at)
	was, wasActivity, same := lineOf(v.Stored.Read, at)
	switch {
	case !ok:
		return orDash("")
	case a == nil:
		return join("\n",
			join(" ", bold(t.Ref), typed(t.Title, titleLetters), v.placeOf(t.Line)),
			join(" · ", v.fact("lead", typed(t.Lead, nameLetters)), v.fact("target", v.target(t.Target)), v.fact("rank", typed(t.Rank, nameLetters))),
			v.fact("coordinators", v.names(t.Coordinators)),
			v.fact("items", v.names(t.Items)),
			v.ownDeadline(t, was, same),
			v.mended(same && mendedTask(was, t)),
			v.doubtsBelow(t.Doubts, t.Line), v.ownDoubts(t))
	}
	parent := ""
	if alone {
		parent = "_" + v.say("block.show.parent", args{"Ref": t.Ref, "Title": locale.Raw(underscored(typed(t.Title, nameLetters)))}) + "_"
	}
	var read calendar.Reading
	if same && wasActivity != nil {
		read = wasActivity.Deadline
	}
	return join("\n", parent,
		join(" ", bold(v.refOf(at)), typed(a.Text, titleLetters), v.placeOf(a.Line)),
		v.understood(a.Deadline, read),
		v.checklist(a.Checklist),
		v.mended(same && wasActivity != nil && mendedActivity(*wasActivity, *a)),
		v.doubtsBelow(saidAbove(a.Doubts, a.Deadline.Phrase), a.Line))
}

// underscored keeps what stands between _ and _ from ending them.
func underscored(s string) string { return strings.ReplaceAll(s, "_", " ") }

// refOf is the number that a line has in the plan.
func (v reviewing) refOf(at work.DraftLine) string {
	t, a, _ := lineOf(v.Stored.Draft, at)
	if a == nil {
		return t.Ref
	}
	return work.ChildRef(t.Ref, at.Activity+1)
}

// ownDeadline is the deadline of a task that is its own one activity.
func (v reviewing) ownDeadline(t, was work.DraftTask, same bool) string {
	if !t.Itself() {
		return ""
	}
	var read calendar.Reading
	if same && len(was.Activities) == 1 {
		read = was.Activities[0].Deadline
	}
	return join("\n", v.understood(t.Activities[0].Deadline, read), v.checklist(t.Activities[0].Checklist))
}

// understood is a deadline as the document words it beside what it means, or
// what somebody made of it.
func (v reviewing) understood(d, read calendar.Reading) string {
	shown := work.DeadlineOf(d)
	if read.Phrase != "" && !sameReading(d, read) {
		shown.Phrase = read.Phrase
	}
	when := v.written(work.Line{Task: work.Task{Deadline: shown}, Due: shown.Due})
	if when == "" {
		when = v.say("block.due.none", nil)
	}
	return v.say("block.draft.when", args{"When": locale.Raw(when)})
}

func sameReading(a, b calendar.Reading) bool {
	return work.DeadlineOf(a) == work.DeadlineOf(b)
}

func (v reviewing) checklist(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return v.say("block.draft.checklist", args{"Count": len(names), "Names": locale.Raw(v.names(names))})
}

func mendedTask(was, now work.DraftTask) bool {
	if was.Itself() && now.Itself() && mendedActivity(was.Activities[0], now.Activities[0]) {
		return true
	}
	return was.Title != now.Title || was.Lead != now.Lead || !slices.Equal(was.Coordinators, now.Coordinators) || !sameTarget(was.Target, now.Target)
}

func mendedActivity(was, now work.DraftActivity) bool {
	return was.Text != now.Text || !sameReading(was.Deadline, now.Deadline)
}

func sameTarget(a, b *work.Target) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// placeOf says behind a line's title where it stands.
func (v reviewing) placeOf(line int) string {
	where := v.place(v.Stored.Draft.Places, line)
	if where == "" {
		return ""
	}
	return "_(" + underscored(where) + ")_"
}

// mended says that somebody mended a line.
func (v reviewing) mended(yes bool) string {
	if !yes {
		return ""
	}
	return markMended + " " + v.say("block.review.mended", nil)
}

// ownDoubts are those of the deadline of a task that is its own one activity.
func (v reviewing) ownDoubts(t work.DraftTask) string {
	if !t.Itself() {
		return ""
	}
	a := t.Activities[0]
	return v.doubtsBelow(saidAbove(a.Doubts, a.Deadline.Phrase), t.Line)
}

// doubtsBelow says the doubts of a line, each with its own place only where
// that is another.
func (v reviewing) doubtsBelow(doubts []work.Doubt, line int) string {
	var out []string
	for _, d := range doubts[:min(len(doubts), maxDoubts)] {
		if d.Line == line {
			d.Line = 0
		}
		out = append(out, v.doubt(v.Stored.Draft.Places, d))
	}
	return join("\n", out...)
}

// maxAlternatives bounds the readings that are one press away.
const maxAlternatives = 3

// lineButtons are what can be done about a line, the likeliest first.
func (v reviewing) lineButtons(ln reviewLine) []*slack.ButtonBlockElement {
	key := lineKey(ln.key)
	if ln.out {
		label := "block.review.take_back"
		if ln.change != nil {
			label = "block.review.apply"
		}
		return []*slack.ButtonBlockElement{button(ActionTakeBack, key, v.label(label, nil))}
	}
	leave := button(ActionLeaveOut, key, v.label("block.review.leave_out", nil))
	if ln.key.Gone {
		leave.Text = plainText(v.label("block.again.keep", nil), maxButton)
		return []*slack.ButtonBlockElement{leave}
	}
	var out []*slack.ButtonBlockElement
	for n, alt := range v.alternativesAt(ln.key.DraftLine) {
		out = append(out, button(takeAction(n), key+" "+alt.value, alt.label))
	}
	return append(out, button(ActionMend, key, v.label("block.review.mend", nil)), leave)
}

// lineMenu is lineButtons where there is nothing to decide.
func (v reviewing) lineMenu(ln reviewLine) *slack.OverflowBlockElement {
	key := lineKey(ln.key)
	return slack.NewOverflowBlockElement(ActionLine,
		option(ActionMend+" "+key, v.label("block.review.mend", nil)),
		option(ActionLeaveOut+" "+key, v.label("block.review.leave_out", nil)))
}

// alternative is another reading of a line, one press away.
type alternative struct {
	value string // a date as YYYY-MM-DD, or a unit's name
	label string
}

// leadsDoubt is the doubt which of several units leads.
const leadsDoubt = "doubt.several_leads"

// maxTaken is the longest reading that a button carries.
const maxTaken = 300

// alternativesAt are the other readings of a line: days for what has a
// deadline, units for a task.
func (v reviewing) alternativesAt(at work.DraftLine) []alternative {
	t, a, ok := lineOf(v.Stored.Draft, at)
	if !ok {
		return nil
	}
	doubts, now, dated := taskDoubts(t), work.Deadline{}, t.Itself()
	if dated {
		now = work.DeadlineOf(t.Activities[0].Deadline)
	}
	if a != nil {
		doubts, now, dated = a.Doubts, work.DeadlineOf(a.Deadline), true
	}
	var out []alternative
	for _, d := range doubts {
		for _, alt := range d.Alternatives {
			one, ok := v.alternative(d, alt, now, dated)
			if ok && len(out) < maxAlternatives && !slices.Contains(out, one) {
				out = append(out, one)
			}
		}
	}
	return out
}

func (v reviewing) alternative(d work.Doubt, alt string, now work.Deadline, dated bool) (alternative, bool) {
	day, isDay := dayIn(alt)
	switch {
	case isDay && dated && day != now.Due:
		return alternative{alt, v.label("block.review.take_day", args{"Date": day})}, true
	case d.Key == leadsDoubt && alt != "" && size(alt) <= maxTaken:
		return alternative{alt, v.label("block.review.take_lead", args{"Unit": alt})}, true
	}
	return alternative{}, false
}

// dayIn reads a day as an alternative writes it; a zero one is none.
func dayIn(s string) (calendar.Date, bool) {
	d, err := calendar.ParseDate(s)
	return d, err == nil && !d.IsZero()
}
