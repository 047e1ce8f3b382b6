package block

import (
	"encoding/json"

	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// ReviewAt is where somebody stands in a review. The modal carries it from
// press to press in its private_metadata.
type ReviewAt struct {
	Draft   string  `json:"draft"`
	Version int64   `json:"version"`        // of the draft that is shown
	Page    int     `json:"page,omitempty"` // from 0
	Only    bool    `json:"only,omitempty"` // only the lines that need a look
	Offer   OfferAt `json:"offer,omitzero"` // whose button opened it
}

// OfferAt is where a DraftOffer stands, to be put right when the plan is in:
// a message, or what only its reader sees and a response URL alone reaches.
type OfferAt struct {
	Channel string `json:"channel,omitempty"`
	TS      string `json:"ts,omitempty"`
	URL     string `json:"url,omitempty"`
}

// ReviewModal renders a page of what was read, or of what a later version
// changes, before anything is stored; and asks who heads each lead unit that is
// not known yet and who is in it. The inputs are the same on every page, so
// that Slack keeps what was entered: see ReadReview. notice, where it has a
// key, is said above all else.
// Source: https://docs.slack.dev/surfaces/modals/#preserving_input
func ReviewModal(l *locale.Locale, r work.Review, at ReviewAt, notice work.Message) slack.ModalViewRequest {
	v := reviewOn(newView(l), r)
	p := v.page(at)
	at.Draft, at.Version, at.Page, at.Only = r.Stored.ID, r.Stored.Version, p.number, p.only
	v.head(notice)
	v.choices()
	v.pager(p, 0)
	for i, ln := range p.lines {
		if p.begins(i) {
			v.partTitle(ln, p.open)
		}
		v.row(ln, i == 0 || p.begins(i) || p.lines[i-1].task() != ln.task())
	}
	v.pager(p, 1)
	v.questions()
	m := v.modal("block.review.title", v.submit())
	m.CallbackID = CallbackReview
	m.PrivateMetadata = metadata(at)
	return m
}

// reviewing is a review being written.
type reviewing struct {
	*sheet
	work.Review
	lines []reviewLine
}

func reviewOn(s *sheet, r work.Review) reviewing {
	return reviewing{sheet: s, Review: r, lines: linesOf(r)}
}

// submit is the key of the submit button, "" where there is nothing to do.
func (v reviewing) submit() string {
	switch {
	case v.Onto == nil:
		return "block.review.submit"
	case unchanged(v.Review):
		return ""
	}
	return "block.review.apply"
}

// unchanged reports whether a later version says what the plan says.
func unchanged(v work.Review) bool {
	d := v.Difference
	return v.Onto != nil && d.Title == nil && d.Count(work.LineSame) == len(d.Lines) && renumbered(d) == 0
}

// head says what the document is, and what is in doubt about it as a whole.
func (v reviewing) head(notice work.Message) {
	if notice.Key != "" {
		v.para(fitMarkup(markDoubt+" "+v.saidOf(notice), rowChars))
	}
	if v.Onto != nil {
		v.para(fitMarkup(v.laterTitle(v.Review), 2*rowChars))
	} else {
		v.para(fitMarkup(join("\n", v.draftTitle(v.Stored), v.leftOut()), 2*rowChars))
	}
	v.para(fitMarkup(v.documentDoubts(v.Stored.Draft), 2*rowChars))
}

// leftOut counts the lines that will not be imported.
func (v reviewing) leftOut() string {
	n := 0
	for _, ln := range v.lines {
		if ln.out {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return markOut + " " + v.say("block.review.left_out", args{"Count": n})
}

// laterTitle says which plan a document is a later version of and how much it
// changes there.
func (s speaker) laterTitle(r work.Review) string {
	d := r.Difference
	a := args{"Plan": r.Onto.Title, "Counts": locale.Raw(s.changeCounts(d.Count(work.LineChanged), d.Count(work.LineNew), d.Count(work.LineGone), d.Count(work.LineSame)))}
	if unchanged(r) {
		return s.say("block.again.nothing", a)
	}
	out := s.say("block.again.title", a)
	if n := renumbered(d); n > 0 {
		out += " " + s.say("block.again.renumbered", args{"Count": n})
	}
	if d.Title != nil {
		out = join("\n", out, s.say("block.again.renamed", args{"From": d.Title.From, "To": d.Title.To}))
	}
	return out
}

// renumbered counts the lines that say what they said under another number.
func renumbered(d work.Difference) int {
	n := 0
	for _, l := range d.Lines {
		if l.Kind == work.LineSame && l.ID != 0 && len(l.Fields) > 0 {
			n++
		}
	}
	return n
}

// changeCounts is "2 thay đổi, 1 mới, 0 bỏ, 40 giữ nguyên", the last unless it
// is below 0.
func (s speaker) changeCounts(changed, fresh, gone, same int) string {
	stay := ""
	if same >= 0 {
		stay = s.say("block.again.same", args{"Count": same})
	}
	return join(", ",
		s.say("block.again.changed", args{"Count": changed}), s.say("block.again.new", args{"Count": fresh}),
		s.say("block.again.gone", args{"Count": gone}), stay)
}

// choices are the buttons about the document as a whole: which plan it is, and
// in which order its days and months are read where either is possible.
func (v reviewing) choices() {
	var out []*slack.ButtonBlockElement
	d := v.Stored
	switch {
	case d.Onto != 0 && d.Alone:
		v.aside(v.say("block.again.alone", nil))
		out = append(out, button(ActionAsNew, "0", v.label("block.again.as_later", nil)))
	case v.Onto != nil:
		out = append(out, button(ActionAsNew, "1", v.label("block.again.as_new", nil)))
	}
	if doubtsOrder(d.Read) {
		order := button(ActionOrder, "1", v.label("block.review.month_first", nil))
		if d.MonthFirst {
			order = button(ActionOrder, "0", v.label("block.review.day_first", nil))
		}
		out = append(out, order)
	}
	if len(out) > 0 {
		v.add(actions("choices", out...))
	}
}

// orderDoubt is the doubt whether 03/04 is in March or in April.
const orderDoubt = "doubt.day_month_order"

func doubtsOrder(d work.Draft) bool {
	for _, doubt := range d.AllDoubts() {
		if doubt.Key == orderDoubt {
			return true
		}
	}
	return false
}

// ReadReviewAt reads where somebody stands in a review from one of its views.
func ReadReviewAt(v slack.View) (ReviewAt, error) {
	var at ReviewAt
	if err := json.Unmarshal([]byte(v.PrivateMetadata), &at); err != nil {
		return at, badForm(err)
	}
	if at.Draft == "" {
		return at, badForm(nil)
	}
	return at, nil
}

// value is what was entered in a modal's input; nothing where it is not there.
func value(v slack.View, blockID string) slack.BlockAction {
	if v.State == nil {
		return slack.BlockAction{}
	}
	return v.State.Values[blockID][inputAction]
}

// badForm is for a submission that no modal of ours sends.
func badForm(cause error) error {
	e := work.E(work.Invalid, "block.error.form", nil)
	e.Cause = cause
	return e
}

func metadata(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}
