package intake

import (
	"maps"
	"strconv"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// rowTask is a row read as a task or an activity, and what a ditto mark in the
// next may mean.
type rowTask struct {
	item    *item
	cells   map[role]string
	doubts  []work.Doubt
	line    int
	number  string
	mark    document.Mark // before the text, where a bullet or number stands in its cell
	results string
	goal    string
	group   string // of tasks, from a column of its own
	ticked  string // the periods that are crossed
}

// readCells puts the cells of a row under their columns. It is nil for a row
// that says nothing about what is to be done or when.
func (r *tableReader) readCells(row document.Row) *rowTask {
	cells, moved := r.align(row.Cells, r.cols, r.section)
	rt := &rowTask{cells: map[role]string{}, line: row.Line}
	if moved {
		rt.doubt(DoubtRealigned, oneLine(strings.Join(row.Cells, " | ")))
	}
	for i, s := range cells {
		if i >= len(r.cols.roles) {
			break
		}
		if r.periodCell(rt, i, oneLine(s)) {
			continue
		}
		x := r.cols.roles[i]
		s = r.lines(x, headOf(s, maxParagraph))
		if ditto(s) && r.above != nil {
			s = r.above.cells[x]
			rt.doubt(DoubtDitto, oneLine(s))
		}
		if x == result || x == remark {
			rt.cells[x] = joinCells(rt.cells[x], s)
			continue
		}
		if rt.cells[x] == "" {
			rt.cells[x] = s
		}
	}
	if rt.cells[contents] == rt.cells[taskText] {
		delete(rt.cells, contents)
	}
	if rt.cells[withUnits] == rt.cells[leadUnit] {
		delete(rt.cells, withUnits)
	}
	rt.number = strings.Trim(rt.cells[ordinalNo], "().- ")
	for _, x := range []role{when, whenStart, whenEnd} {
		rt.mendSerial(x)
	}
	return rt
}

// lines reads the line breaks of a cell as its column asks for.
func (b *builder) lines(x role, s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	switch x {
	case taskText, contents, when:
		return s
	case leadUnit, whoever, withUnits:
		return b.unitLines(s)
	case result, remark, targetText:
		return resultLines(s)
	}
	return oneLine(s)
}

func joinCells(a, b string) string {
	if a == "" || b == "" || a == b {
		return max(a, b)
	}
	return a + "; " + b
}

func (rt *rowTask) doubt(key, words string) {
	rt.doubts = append(rt.doubts, work.Doubt{Message: work.Message{Key: key, Args: work.Args{}}, Line: rt.line, Text: words})
}

func ditto(s string) bool {
	switch strings.Trim(fold(s), " .\"'") {
	case "nt", "nhu tren", "n/t", "-nt-", "- nt -", "nhu muc tren", "ditto", "do", "same", "same as above", "as above":
		return s != ""
	}
	return s != "" && strings.Trim(s, `"”“' `) == ""
}

// has reports whether any of the row's cells says something.
func (rt *rowTask) has(roles ...role) bool {
	for _, x := range roles {
		if strings.Trim(rt.cells[x], " .-–\n") != "" {
			return true
		}
	}
	return false
}

// with is the same row with another text and some cells left out.
func (rt *rowTask) with(text string, without ...role) *rowTask {
	out := *rt
	out.cells = maps.Clone(rt.cells)
	out.cells[taskText] = text
	for _, x := range append(without, contents) {
		delete(out.cells, x)
	}
	return &out
}

// fill reads the cells of a row.
func (r *tableReader) fill(rt *rowTask) *rowTask {
	text, below := taskLines(rt.cells[taskText])
	if m, rest := parseMark(text); m.Style != document.NoMark && rest != "" {
		text, rt.mark = rest, m
		if rt.number == "" {
			rt.number = m.Label
		}
	}
	n := &node{Block: document.Block{Kind: document.Item, Text: text, Line: rt.line, Mark: document.Mark{Style: document.Decimal, Label: rt.number, Level: 1}}}
	it := &item{node: n}
	bare := r.section
	bare.when = nil
	r.rowWho(it, rt)
	if whens := r.rowWhens(rt, len(below)); len(whens) == len(below) && len(below) > 0 {
		r.linesBelow(it, below, whens, rt.line)
	} else {
		it.whens = append(it.whens, whens...)
		r.linesBelow(it, below, nil, rt.line)
	}
	text, a := r.units.takeAsides(text, bare.context(r.builder), rt.line)
	head, fields := splitFields(text, rt.line)
	it.fields = append(it.fields, fields...)
	r.readFields(it, bare)
	r.readHead(it, head, a, bare)
	rt.item, rt.results, rt.goal = it, rt.cells[result], rt.cells[targetText]
	if rt.cells[remark] != "" && rt.results == "" {
		rt.results = rt.cells[remark]
	}
	return rt
}

// rowWho reads the columns of units. A cell may itself have labels: "Chủ trì:
// Phòng A; phối hợp: Phòng B".
func (r *tableReader) rowWho(it *item, rt *rowTask) {
	lead := rt.cells[leadUnit]
	if lead == "" {
		lead = rt.cells[whoever]
	}
	if head, fields := splitFields(lead, rt.line); len(fields) > 0 && head == "" {
		it.fields = append(it.fields, fields...)
	} else if strings.Trim(lead, " -–.") != "" {
		r.readWho(it, leadUnit, lead)
	}
	if rt.has(withUnits) {
		r.readWho(it, withUnits, rt.cells[withUnits])
	}
}

// linesBelow makes activities of the marked lines of a task's cell, each with
// the line of the deadline's cell beside it.
func (r *tableReader) linesBelow(it *item, lines []string, whens []*dated, n int) {
	for i, l := range lines {
		m, text := parseMark(l)
		k := r.readItem(&node{Block: document.Block{Kind: document.Item, Text: text, Line: n, Mark: m}}, r.section)
		if whens != nil {
			k.addWhen(whens[i])
		}
		it.kids = append(it.kids, k)
	}
}

// restart begins a section where numbers begin again without a heading, as
// they do for each unit in a column of merged cells.
func (r *tableReader) restart() {
	if r.section.section == "" {
		r.sections++
		for _, m := range r.made[r.from:] {
			m.section = unnumbered + strconv.Itoa(r.sections)
		}
	}
	if r.section.section == "" || strings.HasPrefix(r.section.section, unnumbered) {
		r.sections++
		r.section.section = unnumbered + strconv.Itoa(r.sections)
	}
}

// addRow makes a task of a row.
func (r *tableReader) addRow(rt *rowTask) {
	it := rt.item
	if rt.number == "1" && r.place > 0 {
		r.restart()
	}
	r.place++
	r.begun = true
	if it.party.lead == "" && r.section.lead == "" && r.lead != "" {
		it.party.lead = r.lead
		rt.doubts = append(rt.doubts, work.Doubt{
			Message: work.Message{Key: DoubtLeadAbove, Args: work.Args{"lead": it.party.lead}}, Line: rt.line, Text: it.party.lead})
	}
	r.lead = it.party.lead
	if rt.results != "" {
		it.fields = append(it.fields, field{result, "", trimEnd(rt.results), rt.line})
	}
	if rt.goal != "" {
		it.fields = append(it.fields, field{targetText, "", rt.goal, rt.line})
	}
	it.node.Mark.Label = rt.number
	if rt.number == "" {
		it.node.Mark.Label = strconv.Itoa(r.place)
	}
	r.addTask(it, r.section, r.place)
	last := &r.made[len(r.made)-1].task
	last.Doubts = append(last.Doubts, rt.doubts...)
}
