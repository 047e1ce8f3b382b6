package work

import (
	"slices"
	"strings"
	"unicode"

	"nhacviec/internal/text"
)

// planFields are what a document says of a line, in the order in which changes
// are shown.
var planFields = []Field{FieldTitle, FieldDeadline, FieldLead, FieldCoordinators, FieldTarget, FieldRank, FieldResults}

// Compare tells what a later version of a document changes in the plan whose
// tasks are rows. before is the version that was imported last: what it and
// after say is compared as they were read, so that what was mended in either is
// no difference by itself; From and To are what was, and would be, imported.
func Compare(before, after *StoredDraft, rows []Task) Difference {
	c := &comparing{before: before, after: after, rows: map[int64]*Task{}, chosen: map[LineKey]bool{}}
	for i := range rows {
		c.rows[rows[i].ID] = &rows[i]
	}
	for _, ch := range after.Chosen {
		c.chosen[ch.Key] = ch.Out
	}
	c.adopt(rows)
	c.match()
	d := Difference{Title: c.title()}
	for i := range after.Draft.Tasks {
		c.task(i)
	}
	c.gone(-1)
	d.Lines = c.lines
	return d
}

type comparing struct {
	before, after *StoredDraft
	rows          map[int64]*Task
	chosen        map[LineKey]bool
	adopted       map[unnamed]*Task // what no line became
	of            []int             // for each task of after its task of before, -1 = new
	parts         [][]int           // the same for its activities
	followers     map[int][]int     // tasks gone, by the task of before that they follow
	head          LineChange        // the task whose activities are being added
	lines         []LineChange
}

// match pairs the tasks of both versions, then the activities within them.
func (c *comparing) match() {
	was, now := &c.before.Read, &c.after.Read
	c.of = match(taskSubjects(was), taskSubjects(now))
	c.parts = make([][]int, len(now.Tasks))
	taken := make([]bool, len(was.Tasks))
	for i, w := range c.of {
		if w < 0 {
			continue
		}
		taken[w] = true
		c.parts[i] = match(partSubjects(&was.Tasks[w]), partSubjects(&now.Tasks[i]))
	}
	c.followers = map[int][]int{}
	last := -1
	for w := range taken {
		if taken[w] {
			last = w
		} else {
			c.followers[last] = append(c.followers[last], w)
		}
	}
}

func taskSubjects(d *Draft) []subject {
	out := make([]subject, len(d.Tasks))
	for i := range d.Tasks {
		t := &d.Tasks[i]
		phrase := ""
		if t.Itself() {
			phrase = t.Activities[0].Deadline.Phrase
		}
		out[i] = newSubject(d.Ref(DraftLine{i, -1}), t.Title, t.Lead, phrase, t.Parts())
	}
	return out
}

func partSubjects(t *DraftTask) []subject {
	parts := t.Parts()
	out := make([]subject, len(parts))
	for j, a := range parts {
		out[j] = newSubject(ChildRef("", j+1), a.Text, "", a.Deadline.Phrase, nil)
	}
	return out
}

// unnamed is what a task of no line is recognised by.
type unnamed struct {
	parent int64
	title  string // folded
}

// adopt finds what no line of the version before became: tasks added in chat,
// and what was kept though its line was gone. One that the new document names
// is not entered twice.
func (c *comparing) adopt(rows []Task) {
	known := map[int64]bool{}
	for _, ids := range c.before.Rows {
		for _, id := range ids {
			known[id] = true
		}
	}
	c.adopted = map[unnamed]*Task{}
	for i := range rows {
		t := &rows[i]
		if t.Series == 0 && !known[t.ID] {
			c.adopted[unnamed{t.Parent, text.Fold(t.Title)}] = t
		}
	}
}

// task compares one task of the new version with its activities.
func (c *comparing) task(i int) {
	now := &c.after.Draft.Tasks[i]
	w := c.of[i]
	if w < 0 {
		c.newTask(i)
		return
	}
	c.line(DraftLine{i, -1}, DraftLine{w, -1})
	taken := map[int]bool{}
	for j := range now.Parts() {
		was := DraftLine{w, c.part(i, j)}
		if was.Activity < 0 {
			c.newPart(i, j)
			continue
		}
		taken[was.Activity] = true
		c.line(DraftLine{i, j}, was)
	}
	for j := range c.before.Draft.Tasks[w].Parts() {
		if !taken[j] {
			c.add(LineChange{Kind: LineGone, Line: DraftLine{-1, -1}, Was: DraftLine{w, j}})
		}
	}
	c.gone(w)
}

// part is the activity of before that activity j of task i is; -1 = new. A
// mended title may have made activities of what was read as one line, or one
// of several: such lines are new.
func (c *comparing) part(i, j int) int {
	w := -1
	if j < len(c.parts[i]) {
		w = c.parts[i][j]
	}
	if w >= len(c.before.Draft.Tasks[c.of[i]].Parts()) {
		return -1
	}
	return w
}

func (c *comparing) newTask(i int) {
	t := &c.after.Draft.Tasks[i]
	c.newLine(DraftLine{i, -1}, unnamed{0, text.Fold(t.Title)})
	for j := range t.Parts() {
		c.newPart(i, j)
	}
}

// newPart adds an activity that is new to the task that was added last.
func (c *comparing) newPart(i, j int) {
	title := text.Fold(c.after.Draft.Tasks[i].Activities[j].Text)
	c.newLine(DraftLine{i, j}, unnamed{c.head.ID, title})
}

func (c *comparing) newLine(at DraftLine, as unnamed) {
	t, ok := c.adopted[as]
	if ok && (at.Activity < 0) == (t.Parent == 0) {
		delete(c.adopted, as)
		c.add(c.adoption(at, t))
		return
	}
	c.add(LineChange{Kind: LineNew, Line: at, Was: DraftLine{-1, -1}})
}

// adoption compares a line with the task that was there before the document
// named it. Where the document says nothing, what chat said stays.
func (c *comparing) adoption(at DraftLine, t *Task) LineChange {
	l := LineChange{Kind: LineSame, Line: at, Was: DraftLine{-1, -1}, ID: t.ID}
	to := c.after.Draft.Task(at)
	for _, f := range planFields {
		if !said(f, &to) || sameValue(f, t, &to) {
			continue
		}
		l.Fields = append(l.Fields, FieldChange{Field: f, From: valueOf(t, f), To: valueOf(&to, f)})
	}
	if len(l.Fields) > 0 {
		l.Kind = LineChanged
	}
	if ref := c.after.Read.Ref(at); ref != "" && ref != t.Ref {
		l.Fields = append(l.Fields, FieldChange{Field: FieldRef, From: t.Ref, To: ref})
	}
	return l
}

func said(f Field, t *Task) bool {
	empty := Task{}
	return !sameValue(f, t, &empty)
}

// gone adds the tasks that the new version has no more and that followed task
// w of the version before; -1 = that began it.
func (c *comparing) gone(w int) {
	for _, g := range c.followers[w] {
		c.add(LineChange{Kind: LineGone, Line: DraftLine{-1, -1}, Was: DraftLine{g, -1}})
		for j := range c.before.Draft.Tasks[g].Parts() {
			c.add(LineChange{Kind: LineGone, Line: DraftLine{-1, -1}, Was: DraftLine{g, j}})
		}
	}
}

// line compares a line that both versions have.
func (c *comparing) line(at, was DraftLine) {
	l := LineChange{Kind: LineSame, Line: at, Was: was}
	if old, ref := c.before.Read.Ref(was), c.after.Read.Ref(at); old != ref && ref != "" {
		l.Fields = append(l.Fields, FieldChange{Field: FieldRef, From: old, To: ref})
	}
	if fields := c.fields(at, was); len(fields) > 0 {
		l.Kind = LineChanged
		l.Fields = append(fields, l.Fields...)
	}
	c.add(l)
}

// fields are the fields of a line that the documents tell differently and that
// the task does not already have as the new one says.
func (c *comparing) fields(at, was DraftLine) []FieldChange {
	readWas, readNow := c.before.Read.Task(was), c.after.Read.Task(at)
	from, to := c.before.Draft.Task(was), c.after.Draft.Task(at)
	row := c.rows[c.rowOf(was)]
	var out []FieldChange
	for _, f := range planFields {
		asRead := sameValue(f, &readWas, &readNow) && sameValue(f, &readNow, &to)
		if asRead || sameValue(f, &from, &to) || row != nil && sameValue(f, row, &to) {
			continue
		}
		ch := FieldChange{Field: f, From: valueOf(&from, f), To: valueOf(&to, f)}
		if row != nil && !sameValue(f, row, &from) {
			ch.Here = valueOf(row, f)
		}
		out = append(out, ch)
	}
	return append(out, itemChanges(&readWas, &readNow, row)...)
}

// itemChanges are the named results and checklist lines that came and went. An
// item is written as in an Event.
func itemChanges(was, now, row *Task) []FieldChange {
	var out []FieldChange
	for _, it := range missing(was.Items, now.Items) {
		if row == nil || row.hasItem(it) {
			out = append(out, FieldChange{Field: FieldItem, From: itemValue(it)})
		}
	}
	for _, it := range missing(now.Items, was.Items) {
		if row == nil || !row.hasItem(it) {
			out = append(out, FieldChange{Field: FieldItem, To: itemValue(it)})
		}
	}
	return out
}

// missing are the items of x that y has not.
func missing(x, y []Item) []Item {
	in := map[string]bool{}
	for _, it := range y {
		in[it.named()] = true
	}
	var out []Item
	for _, it := range x {
		if !in[it.named()] {
			out = append(out, it)
		}
	}
	return out
}

// named is what an item is recognised by in another version.
func (it Item) named() string { return string(it.Kind) + "|" + text.Fold(it.Name) }

func (t *Task) hasItem(it Item) bool {
	_, ok := t.ItemLike(it)
	return ok
}

// ItemLike is the task's item of the same kind and name.
func (t *Task) ItemLike(it Item) (Item, bool) {
	i := slices.IndexFunc(t.Items, func(o Item) bool { return o.named() == it.named() })
	if i < 0 {
		return Item{}, false
	}
	return t.Items[i], true
}

// rowOf is the id of the task that a line of before became, 0 where it was
// left out or was archived since.
func (c *comparing) rowOf(was DraftLine) int64 {
	if was.Task < 0 || was.Task >= len(c.before.Rows) {
		return 0
	}
	ids := c.before.Rows[was.Task]
	if n := was.Activity + 1; n < len(ids) && c.rows[ids[n]] != nil {
		return ids[n]
	}
	return 0
}

// add completes a line and takes it up.
func (c *comparing) add(l LineChange) {
	if l.ID == 0 {
		l.ID = c.rowOf(l.Was)
	}
	if l.Kind == LineGone && l.ID == 0 {
		return // left out before: nothing goes
	}
	l.Ref, l.Title = c.named(&l)
	l.Out = c.out(&l)
	if l.Line.Activity < 0 && l.Was.Activity < 0 {
		c.head = l
	}
	c.lines = append(c.lines, l)
}

// named is what people know a line by: the task's ref where there is one.
func (c *comparing) named(l *LineChange) (ref, title string) {
	d, at := &c.after.Draft, l.Line
	if l.Kind == LineGone {
		d, at = &c.before.Draft, l.Was
	}
	t := d.Task(at)
	if row := c.rows[l.ID]; row != nil {
		return row.Ref, t.Title
	}
	return d.Ref(at), t.Title
}

// out reports whether a line is not applied: as somebody chose, else where it
// was left out of either version or chat changed the task meanwhile. An
// activity goes with its task, and none comes to a task that is not there.
func (c *comparing) out(l *LineChange) bool {
	part := l.Line.Activity >= 0 || l.Was.Activity >= 0
	switch {
	case part && c.head.Kind == LineGone && !c.head.Out:
		return false
	case part && l.Kind != LineGone && c.head.Out && c.head.ID == 0:
		return true
	}
	if out, ok := c.chosen[l.Key()]; ok {
		return out
	}
	switch {
	case l.Kind == LineGone:
		return part && c.head.Kind == LineGone // its task stays
	case l.Conflict(), c.after.Draft.Out(l.Line):
		return true
	}
	return l.Was.Task >= 0 && l.ID == 0
}

func (c *comparing) title() *FieldChange {
	from, to := c.before.Draft.Title, c.after.Draft.Title
	if to == "" || sameWords(from, to) {
		return nil
	}
	return &FieldChange{Field: FieldTitle, From: from, To: to}
}

func valueOf(t *Task, f Field) string {
	v, err := t.Value(f, 0)
	if err != nil {
		return ""
	}
	return v
}

// sameValue reports whether two tasks say the same of a field, however it is
// written: spaces, punctuation and capitals are no difference.
func sameValue(f Field, x, y *Task) bool {
	switch f {
	case FieldTitle:
		return sameWords(x.Title, y.Title)
	case FieldLead:
		return text.Fold(x.Lead) == text.Fold(y.Lead)
	case FieldCoordinators:
		return slices.Equal(foldedSet(x.Coordinators), foldedSet(y.Coordinators))
	case FieldTarget:
		return sameTarget(x.Target, y.Target)
	case FieldRank:
		return sameWords(x.Rank, y.Rank)
	case FieldResults:
		return sameWords(x.Results, y.Results)
	case FieldDeadline:
		return sameDeadline(x.Deadline, y.Deadline)
	}
	return valueOf(x, f) == valueOf(y, f)
}

func sameTarget(x, y *Target) bool {
	if x == nil || y == nil {
		return x == y
	}
	return x.Count == y.Count && sameWords(x.Unit, y.Unit)
}

// sameDeadline leaves out the days of a duty that comes back: they are those of
// one occurrence.
func sameDeadline(x, y Deadline) bool {
	if !sameWords(x.Phrase, y.Phrase) {
		return false
	}
	x.Phrase, y.Phrase = "", ""
	if x.Recurrence != "" && x.Recurrence == y.Recurrence {
		for _, d := range []*Deadline{&x, &y} {
			d.Start, d.Due, d.From, d.Until = Deadline{}.Start, Deadline{}.Due, Deadline{}.From, Deadline{}.Until
		}
	}
	return x == y
}

func foldedSet(names []string) []string {
	var out []string
	for _, n := range names {
		out = append(out, text.Fold(n))
	}
	return set(out)
}

// sameWords compares words as they are spelt, marks and all.
func sameWords(x, y string) bool { return x == y || slices.Equal(spelt(x), spelt(y)) }

func spelt(s string) []string {
	return strings.FieldsFunc(strings.ToLower(text.NFC(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
	})
}
