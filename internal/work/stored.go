package work

import "time"

// StoredDraft is a read plan that waits to be confirmed.
type StoredDraft struct {
	ID        string // opaque
	Workspace int64
	By        string // Slack user id of who posted or pasted the document
	Channel   string
	Source    string // file name, or "" for pasted text
	Read      Draft  // as the document was read; never changed
	Draft     Draft  // as mended in the review
	Version   int64  // a change of the review names the version it saw
	// MonthFirst: its dates in figures were read as 12/31 rather than 31/12.
	MonthFirst bool
	Onto       int64 // the plan that it is a later version of, 0 = none
	Alone      bool  // a plan of its own all the same, as chosen in the review
	// Chosen are the lines of the Difference to which somebody said apply or
	// leave out. The others are applied, unless chat changed them meanwhile.
	Chosen     []LineChoice
	CreatedAt  time.Time
	ExpiresAt  time.Time
	Plan       int64     // the plan it became or changed, 0 = not imported
	ImportedAt time.Time // zero = not imported
	Edition    int       // of the plan's document: 1 the first, 0 = not imported
	// Rows are the tasks that the lines of Read became, once imported: for each
	// of Read.Tasks its own id, then those of its activities; 0 = left out. An
	// activity that is the task itself has the task's. The next version of the
	// document is compared with Read and applied to these.
	Rows [][]int64
}

// Again reports whether the draft would change a plan rather than become one.
func (d *StoredDraft) Again() bool { return d.Onto != 0 && !d.Alone }

// LineChoice is what somebody said in the review about a line of a Difference.
type LineChoice struct {
	Key LineKey
	Out bool
}
