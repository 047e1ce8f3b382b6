package work

import "nhacviec/internal/calendar"

// Draft is a plan as read from a document, before anything is stored.
type Draft struct {
	Title  string
	Year   int
	Tasks  []DraftTask
	Doubts []Doubt // about the document as a whole
	// Places says where a line is found in a document that has pages, sheets or
	// paragraphs rather than lines; nil where Line is the line of a text.
	Places map[int]Place `json:",omitempty"`
}

// Place is where something stands in a document that has no lines to count.
type Place struct {
	Page      int    `json:",omitempty"` // 1-based, 0 = the format has none
	Sheet     string `json:",omitempty"` // of a workbook
	Row       int    `json:",omitempty"` // 1-based row of the sheet or table
	Paragraph int    `json:",omitempty"` // 1-based of those that are not empty, tables left out
}

// DraftTask is one top-level line of the plan.
type DraftTask struct {
	Ref          string // as printed, section-prefixed where numbers restart
	Title        string
	Lead         string // as printed; the first of several is the accountable one
	Coordinators []string
	Target       *Target
	Rank         string // "ra khỏi tốp 5": a place to reach, never a count
	Results      string
	Items        []string // named results
	Activities   []DraftActivity
	Line         int // 1-based line of the source
	Doubts       []Doubt
	Out          bool `json:",omitempty"` // left out in the review: not imported
	// Stand is how far it had come, where the document says so: what was exported
	// does. It is that of the task's one activity too where that is the task.
	Stand *Stand `json:",omitempty"`
}

// DraftActivity is one sub-task with its deadline as written.
type DraftActivity struct {
	Ref       string `json:",omitempty"` // as printed; "" = its place in the task says it
	Text      string
	Deadline  calendar.Reading
	Checklist []string // named parts: component indices, candidate projects
	Line      int
	Doubts    []Doubt
	Out       bool   `json:",omitempty"` // left out in the review: not imported
	Stand     *Stand `json:",omitempty"` // how far it had come, where the document says so
}

// DraftLine names a line of a draft: a task, or one of its activities.
type DraftLine struct {
	Task     int // index into Draft.Tasks
	Activity int // index into its Activities, -1 = the task itself
}

// Mend is what a person corrected at a line of a draft, as typed; nil leaves a
// value as it was read. A task whose one activity is the task itself takes all
// of them, another task no Deadline, an activity Title and Deadline alone.
type Mend struct {
	Title        *string
	Lead         *string
	Coordinators *[]string
	Target       *string // "5 văn bằng"; "" = none
	Deadline     *string // a phrase as in a plan; "" = none
}

// Target is a counted goal: "05 văn bằng bảo hộ" is 5 of "văn bằng bảo hộ".
type Target struct {
	Count int
	Unit  string
}

// Doubt is something a person should look at before importing.
type Doubt struct {
	Message
	Line         int      // 1-based line of the source, 0 = whole document
	Text         string   // the words in doubt, as printed
	Alternatives []string // other readings, as YYYY-MM-DD or plain text
}
