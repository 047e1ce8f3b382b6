package intake

import (
	"strconv"
	"strings"

	"nhacviec/internal/intake/document"
)

// openTask is a task whose activities may stand in the rows below it.
type openTask struct {
	*rowTask
	below []*rowTask
	first bool // the task's own row is the first of its activities
}

// readTask reads a row as a task, or as an activity of the task that is open:
// its number goes on with the task's (1.1 below 1), it has a bullet or a small
// letter, or the cells that hold the task's number and name go over it.
func (r *tableReader) readTask(row document.Row) {
	rt := r.readCells(row)
	above := r.above
	r.above = rt
	if rt.group != "" && rt.group != r.group {
		r.enterGroup(rt)
	}
	if r.groupsNumbered {
		rt.number = ""
	}
	switch {
	case totals.MatchString(fold(oneLine(rt.cells[taskText]))) && !rt.has(leadUnit, whoever):
	case r.continues(rt, above):
		r.addBelow(rt)
	case rt.has(taskText):
		r.close()
		r.open = &openTask{rowTask: rt}
		if rt.has(contents) {
			r.open.rowTask = r.fill(rt.with(rt.cells[taskText], when, whenStart, whenEnd, remark))
			r.addBelow(rt)
			return
		}
		r.open.rowTask = r.fill(rt)
	case rt.has(contents):
		r.close()
		r.open = &openTask{rowTask: r.fill(rt.with(rt.cells[contents]))}
	}
}

// continues reports whether a row belongs to the task that is open.
func (r *tableReader) continues(rt, above *rowTask) bool {
	open := r.open
	if open == nil || above == nil {
		return false
	}
	text := rt.cells[taskText]
	if !rt.has(taskText) {
		return r.sameNumber(rt) && rt.has(contents, when, whenStart, whenEnd, result)
	}
	if r.sameNumber(rt) && text == open.cells[taskText] && (r.numbered() || rt.has(contents)) {
		return true
	}
	mark, rest := parseMark(oneLine(text))
	if rest == "" {
		mark = document.Mark{}
	}
	number := rt.number
	if number == "" && mark.Style == document.Decimal && mark.Level > 1 {
		number = mark.Label
	}
	switch {
	case open.number != "" && strings.HasPrefix(number, open.number+"."):
		return true
	case rt.number == "" && (mark.Bullet() || mark.Style == document.Alpha && digits(open.number)):
		return true
	case belowMark(rt.cells[ordinalNo]):
		return !belowMark(open.cells[ordinalNo])
	}
	return r.numbered() && r.sameNumber(rt) && mark.Style == document.NoMark && open.number != "" && r.sameLead(rt)
}

// sameNumber reports whether a row has no number but that of the open task,
// whose cell goes over it.
func (r *tableReader) sameNumber(rt *rowTask) bool {
	return rt.number == "" || rt.number == r.open.number
}

// enterGroup begins the group of tasks that a column names, with the number
// beside it where that is the group's and not the task's.
func (r *tableReader) enterGroup(rt *rowTask) {
	r.close()
	r.group = rt.group
	number := ""
	if r.groupsNumbered {
		number = rt.number
	}
	r.enterSection(rt.group, number, rt.line)
}

// numbersGroups reports whether the numbers of a table are those of its groups:
// a row that goes on with a group has none of its own.
func numbersGroups(rows []document.Row, c columns) bool {
	at := c.at(ordinalNo)
	if c.groups == 0 || at < 0 {
		return false
	}
	group, number, goesOn := "", "", false
	for _, r := range rows {
		if len(r.Cells) <= max(at, c.groups-1) {
			continue
		}
		g, n := r.Cells[c.groups-1], r.Cells[at]
		if g == "" || g == group {
			if n != "" && n != number {
				return false
			}
			goesOn = true
		}
		if g != "" {
			group, number = g, n
		}
	}
	return goesOn
}

func digits(s string) bool { return s != "" && '0' <= s[0] && s[0] <= '9' }

// sameLead reports whether a row names no other lead than the open task.
func (r *tableReader) sameLead(rt *rowTask) bool {
	if !rt.has(leadUnit, whoever) {
		return true
	}
	return rt.cells[leadUnit] == r.open.cells[leadUnit] && rt.cells[whoever] == r.open.cells[whoever]
}

// addBelow puts a row under the task that is open: as an activity, or as more
// of the task itself where it has no text of its own.
func (r *tableReader) addBelow(rt *rowTask) {
	open := r.open
	switch {
	case rt.has(contents):
		open.below = append(open.below, r.fill(rt.with(rt.cells[contents])))
	case rt.has(taskText) && rt.cells[taskText] != open.cells[taskText]:
		open.below = append(open.below, r.fill(rt))
		open.first = open.first || r.sameNumber(rt) && !rt.mark.Bullet() && !belowMark(rt.cells[ordinalNo])
	default:
		r.addMore(open, rt)
	}
}

// addMore adds the deadline, results and helpers of a row to the task above.
func (r *tableReader) addMore(open *openTask, rt *rowTask) {
	more := r.fill(rt.with(open.cells[taskText]))
	it := open.item
	if n := len(open.below); n > 0 {
		it = open.below[n-1].item
	}
	for _, d := range more.item.whens {
		if last := it.firstWhen(); last == nil || last.phrase != d.phrase {
			it.addWhen(d)
		}
	}
	if lead := more.item.party.lead; lead != open.item.party.lead {
		open.item.party.coords = append(open.item.party.coords, lead)
	}
	open.gather(more)
}

// gather hands what an activity's row says about helpers and results up to its
// task; who leads and when stays with the row.
func (open *openTask) gather(rt *rowTask) {
	open.item.party.coords = append(open.item.party.coords, rt.item.party.coords...)
	if rt.results != "" && !strings.Contains(open.results, rt.results) {
		open.results = joinCells(open.results, rt.results)
	}
	if open.goal == "" {
		open.goal = rt.goal
	}
	open.doubts = append(open.doubts, rt.doubts...)
}

// close makes the open task of what was read of it. Rows below it that name
// another lead are tasks of their own; where it says nothing itself and they
// name several leads, it is their heading.
func (r *tableReader) close() {
	open := r.open
	r.open = nil
	if open == nil {
		return
	}
	leads := open.leads()
	own := open.item.party.lead
	if own == "" && !open.item.dated() && r.heads(open, leads) {
		r.closeSection(open)
		return
	}
	if own == "" && len(leads) > 0 {
		own = leads[0]
		open.item.party.lead = own
	}
	var others []*rowTask
	if open.first && open.isActivity() {
		open.beginWithItself()
	}
	for _, k := range open.below {
		if lead := k.item.party.lead; lead != "" && lead != own {
			others = append(others, k)
			continue
		}
		open.gather(k)
		open.item.kids = append(open.item.kids, k.item)
	}
	r.addRow(open.rowTask)
	for i, k := range others {
		if k.number == "" && open.number != "" {
			k.number = open.number + "." + strconv.Itoa(i+1)
		}
		r.addRow(k)
	}
}

// heads reports whether a row that names nobody is the heading of the rows
// below it: they name several leads, or it names a field of work, or the rows
// like it before were headings.
func (r *tableReader) heads(open *openTask, leads []string) bool {
	field := topicHead.MatchString(fold(open.item.node.Text)) || r.grouped
	r.grouped = len(leads) > 1 || len(leads) == 1 && field
	return r.grouped
}

// isActivity reports whether the row of a task whose cells go over those below
// it is one of its activities: where they have its number, it stands beside a
// single row, or it is dated as they are.
func (open *openTask) isActivity() bool {
	dated := false
	for _, k := range open.below {
		dated = dated || k.item.dated()
	}
	return open.below[0].number != "" || dated && (len(open.below) == 1 || open.item.dated())
}

// beginWithItself makes the task's own row the first of its activities: the
// cells of its number and lead go over several rows, each with something to do.
func (open *openTask) beginWithItself() {
	own := *open.item
	own.kids, own.party = nil, party{}
	open.item.kids = append([]*item{&own}, open.item.kids...)
	open.item.whens, open.item.acts, open.item.duties = nil, nil, nil
}

// leads are the different leads that the rows below name.
func (open *openTask) leads() []string {
	var out []string
	for _, k := range open.below {
		out = append(out, k.item.party.lead)
	}
	return unique(out)
}

// closeSection reads a row as the heading of the rows below it.
func (r *tableReader) closeSection(open *openTask) {
	outer := r.section
	r.section = r.enter(open.item, outer)
	r.place = 0
	for _, k := range open.below {
		r.addRow(k)
	}
	r.section = outer
}
