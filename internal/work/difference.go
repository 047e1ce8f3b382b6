package work

import "slices"

// ChangeKind says what a later version of a document does to a line.
type ChangeKind string

// The kinds of changes.
const (
	LineSame    ChangeKind = "same"
	LineNew     ChangeKind = "new"
	LineChanged ChangeKind = "changed"
	LineGone    ChangeKind = "gone"
)

// Difference is what a later version of a plan's document changes. The
// documents are compared with each other, not with the tasks: what people
// changed since in chat, or mended when they imported, is no difference.
type Difference struct {
	Title *FieldChange // the plan's own title; nil where it is the same
	Lines []LineChange // in the new document's order, those gone after the line they followed
}

// LineChange is one line of a Difference.
type LineChange struct {
	Kind   ChangeKind
	Line   DraftLine // in the new document; Task is -1 for LineGone
	Was    DraftLine // in the version before; Task is -1 for LineNew
	ID     int64     // the task's row; 0 for LineNew and for lines left out before
	Ref    string    // as people know it
	Title  string
	Fields []FieldChange // for LineChanged
	// Out: left out, not applied. So is a line with a Conflict until somebody
	// says to apply it.
	Out bool
}

// LineKey names a line of a Difference in a review.
type LineKey struct {
	DraftLine      // in the new document, or with Gone in the version before
	Gone      bool // the new document has it no more
}

// Key is what names the line when somebody applies it or leaves it out.
func (l *LineChange) Key() LineKey {
	if l.Kind == LineGone {
		return LineKey{l.Was, true}
	}
	return LineKey{l.Line, false}
}

// Conflict reports whether the task was changed in chat at a field that the
// new document changes too.
func (l *LineChange) Conflict() bool {
	return slices.ContainsFunc(l.Fields, func(f FieldChange) bool { return f.Here != "" })
}

// FieldChange is one field of a line that the documents tell differently.
// Values are written as in an Event.
type FieldChange struct {
	Field    Field
	From, To string
	// Here is the value the task has now where it is neither From nor To: it was
	// changed in chat since. Empty otherwise.
	Here string
}

// Count returns how many lines are of a kind.
func (d *Difference) Count(kind ChangeKind) int {
	n := 0
	for _, l := range d.Lines {
		if l.Kind == kind {
			n++
		}
	}
	return n
}
