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
	New, Changed, Gone, Same, Held int
}

// Nothing reports whether a later version changed nothing.
func (t Taken) Nothing() bool { return t.Later && t.New+t.Changed+t.Gone == 0 }

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
		if t.Held > 0 {
			out += " " + s.say("block.taken.held", args{"Count": t.Held})
		}
		return out
	case t.Tasks > 0:
		a["Counts"] = locale.Raw(s.say("block.draft.tasks", args{"Count": t.Tasks}) + ", " + s.say("block.draft.activities", args{"Count": t.Activities}))
	}
	return "✅ " + s.say("block.taken.plan", a)
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
