package intake

import (
	"regexp"
	"strconv"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

func (b *builder) doubtDocument(key string, args work.Args) {
	b.draft.Doubts = append(b.draft.Doubts, work.Doubt{Message: work.Message{Key: key, Args: args}})
}

// doubtRepairs says which lines had letters mended, and how.
func (b *builder) doubtRepairs(repairs document.Repairs) {
	for _, kind := range document.RepairKinds() {
		if lines := repairs.Lines(kind); len(lines) > 0 {
			b.doubtDocument(repairKey(kind), work.Args{"count": len(lines), "lines": b.lineNumbers(lines)})
		}
	}
}

// mostLines bounds the lines that one doubt names.
const mostLines = 8

// lineNumbers lists lines; rows of a sheet as "Quý I!12".
func (b *builder) lineNumbers(lines []int) string {
	var out []string
	for _, n := range lines[:min(len(lines), mostLines)] {
		p := b.draft.Places[n]
		if p.Row > 0 {
			n = p.Row
		}
		words := strconv.Itoa(n)
		if p.Sheet != "" {
			words = p.Sheet + "!" + words
		}
		out = append(out, words)
	}
	if len(lines) > mostLines {
		out = append(out, "…")
	}
	return strings.Join(out, ", ")
}

// doubtsOf are the doubts of one reading: what the calendar flagged, and words
// in which it found no date.
func doubtsOf(r calendar.Reading, d *dated, line int) []work.Doubt {
	if d.line > 0 {
		line = d.line
	}
	if understood(r) {
		r.Phrase = d.phrase
		return work.ReadingDoubts(r, line)
	}
	return []work.Doubt{{
		Message: work.Message{Key: DoubtUnread, Args: work.Args{"phrase": d.phrase, "year": 0, "due": ""}}, Line: line, Text: d.phrase,
	}}
}

// rankCount is the number in a rank, as a count: the other reading of "tốp 5".
func rankCount(rank string) []string {
	if n := firstDigits.FindString(rank); n != "" {
		return []string{n}
	}
	return nil
}

var firstDigits = regexp.MustCompile(`\d+`)

func (b *builder) doubtTask(t *work.DraftTask) {
	add := func(key, words string, args work.Args, also []string) {
		t.Doubts = append(t.Doubts, work.Doubt{Message: work.Message{Key: key, Args: args}, Line: t.Line, Text: words, Alternatives: also})
	}
	if t.Lead == "" {
		add(DoubtNoLead, t.Title, work.Args{}, nil)
	}
	if names := b.units.splitUnits(t.Lead); len(names) > 1 {
		add(DoubtSeveralLeads, t.Lead, work.Args{"lead": names[0]}, names)
	}
	if t.Rank != "" {
		add(DoubtRankOrCount, t.Rank, work.Args{"rank": t.Rank}, rankCount(t.Rank))
	}
	if t.Target != nil && len(t.Items) > 0 && t.Target.Count != len(t.Items) {
		add(DoubtItemsCount, t.Results, work.Args{"count": t.Target.Count, "found": len(t.Items)}, nil)
	}
	for _, a := range t.Activities {
		if a.Deadline.Phrase == "" {
			add(DoubtNoDeadline, a.Text, work.Args{}, nil)
			break
		}
	}
}

// doubtPlan says once for the whole plan what is missing from every task.
func (b *builder) doubtPlan() {
	for _, key := range []string{DoubtNoLead, DoubtNoDeadline} {
		if b.everyTask(key) {
			b.dropDoubt(key)
			b.doubtDocument(key, work.Args{"ref": ""})
		}
	}
}

func (b *builder) everyTask(key string) bool {
	for _, t := range b.draft.Tasks {
		found := false
		for _, d := range t.Doubts {
			found = found || d.Key == key
		}
		if !found {
			return false
		}
	}
	return len(b.draft.Tasks) > 1
}

func (b *builder) dropDoubt(key string) {
	for i := range b.draft.Tasks {
		t := &b.draft.Tasks[i]
		var keep []work.Doubt
		for _, d := range t.Doubts {
			if d.Key != key {
				keep = append(keep, d)
			}
		}
		t.Doubts = keep
	}
}
