package block

import (
	"time"

	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// Taken is a document that went into a plan: who confirmed it, and how much of
// it there was.
type Taken struct {
	Plan work.Plan
	By   string    // Slack user id, "" = not known any more
	At   time.Time // zero = not known any more
	// Of a plan that was new: its tasks and activities.
	Tasks, Activities int
	// Of a later version of one: its lines. Held were not applied.
	Later                          bool
	New, Changed, Gone, Same, Held int // Same -1 = not known
	Renumbered                     int
}

// Nothing reports whether a later version changed nothing.
func (t Taken) Nothing() bool { return t.Later && t.New+t.Changed+t.Gone+t.Renumbered == 0 }

// words say what went in.
func (s speaker) taken(t Taken) string {
	a := args{"Plan": t.Plan.Title, "By": locale.Raw(Mention(t.By))}
	if !t.At.IsZero() {
		a["At"] = s.moment(t.At.In(t.Plan.Location()))
	}
	switch {
	case t.Later && t.Nothing():
		return s.say("block.taken.nothing", a)
	case t.Later:
		a["Counts"] = locale.Raw(s.changeCounts(t.Changed, t.New, t.Gone, t.Same))
		out := "✅ " + s.say("block.taken.later", a)
		if t.Renumbered > 0 {
			out += " " + s.say("block.again.renumbered", args{"Count": t.Renumbered})
		}
		if t.Held > 0 {
			out += " " + s.say("block.taken.held", args{"Count": t.Held})
		}
		return out
	case t.Tasks > 0:
		a["Counts"] = s.sizeOf(t.Tasks, t.Activities)
	}
	return "✅ " + s.say("block.taken.plan", a)
}

// sizeOf is "3 nhiệm vụ, 6 nội dung"; tasks that have no activities stand alone.
func (s speaker) sizeOf(tasks, activities int) locale.Raw {
	out := s.counted("block.draft.tasks", tasks)
	if activities > 0 {
		out += ", " + s.counted("block.draft.activities", activities)
	}
	return out
}

// OfferTaken takes a DraftOffer's place when its plan is in.
func OfferTaken(l *locale.Locale, t Taken) Message {
	s := newSheet(l)
	s.para(s.taken(t))
	return s.message()
}

// OfferGone takes a DraftOffer's place when its draft has expired.
func OfferGone(l *locale.Locale) Message {
	s := newSheet(l)
	s.para(s.say("error.draft_gone", nil))
	return s.message()
}

// TakenModal says in the review's place what went in, now or before.
func TakenModal(l *locale.Locale, t Taken, before bool) slack.ModalViewRequest {
	s := newView(l)
	s.para(s.taken(t))
	if before {
		s.aside(s.say("block.taken.before", nil))
	}
	return s.modal("block.review.title", "")
}

// maxApplied bounds the tasks that Applied tells of one by one.
const maxApplied = 100

// Applied says in the plan's channel what a later version of its document
// changed.
func Applied(l *locale.Locale, a work.Applied) Message {
	s := newSheet(l)
	d := work.Difference{Lines: a.Lines}
	t := Taken{Plan: a.Plan, By: a.By, Later: true, New: d.Count(work.LineNew), Changed: d.Count(work.LineChanged),
		Gone: d.Count(work.LineGone), Same: -1, Renumbered: renumbered(d)}
	s.para(s.taken(t))
	var lines []string
	for _, c := range a.Lines {
		if c.Kind != work.LineSame && len(lines) < maxApplied {
			lines = append(lines, fitMarkup(s.appliedLine(c), rowChars))
		}
	}
	s.reserve(1, 200)
	shown := s.packed(lines)
	s.free(1, 200)
	s.more(t.New + t.Changed + t.Gone - shown)
	return s.message()
}

// appliedLine is a task that was changed, its fields from → to.
func (s speaker) appliedLine(c work.LineChange) string {
	mark := map[work.ChangeKind]string{work.LineNew: markNew, work.LineChanged: markChanged, work.LineGone: markGone}[c.Kind]
	out := mark + " " + join(" ", bold(c.Ref), typed(c.Title, titleLetters))
	if c.Kind != work.LineChanged {
		return out
	}
	for _, f := range c.Fields[:min(len(c.Fields), maxFields)] {
		out = join("\n", out, s.fieldChange(f))
	}
	return out
}
