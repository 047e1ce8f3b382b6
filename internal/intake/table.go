package intake

import (
	"context"
	"strconv"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// columns says which column of a table holds what.
type columns struct {
	roles []role
	width int
}

func (c columns) at(r role) int {
	for i, x := range c.roles {
		if x == r {
			return i
		}
	}
	return -1
}

// readHeader reads a row as a table's header; it must name what is to be done
// and one thing more.
func readHeader(cells []string) (columns, bool) {
	c := columns{roles: make([]role, len(cells)), width: len(cells)}
	known, who := 0, 0
	for i, s := range cells {
		if len(s) > 100 {
			return c, false
		}
		r, ok := columnRole(s)
		if !ok {
			continue
		}
		known++
		if r == leadUnit || r == whoever || r == withUnits || r == when || r == whenEnd || r == result {
			who++
		}
		if r != noRole && c.at(r) < 0 || r == result || r == when {
			c.roles[i] = r
		}
	}
	if c.at(taskText) < 0 && known >= 2 && who > 0 {
		c.guessTask(cells)
	}
	return c, c.at(taskText) >= 0 && known >= 2 && (who > 0 || known >= 3)
}

// guessTask takes the first unknown column after the number's for the task's.
func (c *columns) guessTask(cells []string) {
	for i := range cells {
		if c.roles[i] == noRole && cells[i] != "" {
			c.roles[i] = taskText
			return
		}
	}
}

// table reads the rows of a table as tasks. A table without a header goes on
// with the columns of the one before it.
func (b *builder) table(ctx context.Context, t *document.Table, sc scope) error {
	cols, found := columns{}, false
	section := sc
	var above *rowTask
	place := 0
	for _, row := range t.Rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		if len(b.made) > maxTasks {
			return b.tooMany()
		}
		if c, ok := readHeader(row.Cells); ok {
			cols, found = c, true
			continue
		}
		if !found {
			continue
		}
		if title, number, ok := sectionRow(row.Cells, cols); ok {
			n := &node{Block: document.Block{Kind: document.Heading, Text: title, Line: row.Line, Mark: document.Mark{Style: document.Roman, Label: number}}, rank: 20}
			it := b.readItem(n, sc)
			if !b.groupDeadline(it, section) && !totals.MatchString(fold(title)) {
				section = b.enter(it, sc)
				if number == "" {
					section.section = sc.section
				}
				place = 0
			}
			continue
		}
		place++
		if rt := b.readRow(row, cols, section, above); rt != nil {
			b.addRow(rt, section, place)
			above = rt
		}
	}
	return nil
}

// sectionRow reports whether a row is a heading: one filled cell beside its
// number.
func sectionRow(cells []string, cols columns) (title, number string, ok bool) {
	rest := cells
	if len(cells) > 0 && ordinalCell(cells[0]) {
		number, rest = strings.Trim(cells[0], "().- "), cells[1:]
	}
	f := filled(rest)
	if len(f) != 1 {
		return "", "", false
	}
	if m, text := parseMark(f[0]); number == "" && m.Label != "" && text != "" {
		return text, m.Label, true
	}
	numeric := number != "" && number[0] >= '0' && number[0] <= '9'
	if numeric && !isUpper(f[0]) && cols.width > 2 {
		return "", "", false
	}
	return f[0], number, true
}

// rowTask is a row read as a task, and what a ditto mark in the next may mean.
type rowTask struct {
	item    *item
	cells   map[role]string
	doubts  []work.Doubt
	line    int
	number  string
	results string
	goal    string
}

func (b *builder) readRow(row document.Row, cols columns, sc scope, above *rowTask) *rowTask {
	cells, moved := b.align(row.Cells, cols, sc)
	rt := &rowTask{cells: map[role]string{}, line: row.Line}
	if moved {
		rt.doubt(DoubtRealigned, strings.Join(row.Cells, " | "))
	}
	for i, s := range cells {
		if i >= len(cols.roles) {
			break
		}
		r := cols.roles[i]
		s = headOf(s, maxParagraph)
		if ditto(s) && above != nil {
			s = above.cells[r]
			rt.doubt(DoubtDitto, s)
		}
		if r == result || r == remark {
			rt.cells[r] = joinCells(rt.cells[r], s)
			continue
		}
		if rt.cells[r] == "" {
			rt.cells[r] = s
		}
	}
	rt.number = strings.Trim(rt.cells[ordinalNo], "().- ")
	if strings.Trim(rt.cells[taskText], " .-–") == "" {
		return nil
	}
	b.fillRow(rt, sc, above)
	return rt
}

func joinCells(a, b string) string {
	if a == "" || b == "" {
		return a + b
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

// fillRow reads the cells of a row.
func (b *builder) fillRow(rt *rowTask, sc scope, above *rowTask) {
	text := rt.cells[taskText]
	if m, rest := parseMark(text); m.Style != document.NoMark && rest != "" {
		text = rest
		if rt.number == "" {
			rt.number = m.Label
		}
	}
	n := &node{Block: document.Block{Kind: document.Item, Text: text, Line: rt.line, Mark: document.Mark{Style: document.Decimal, Label: rt.number, Level: 1}}}
	bare := sc
	bare.when = nil
	it := &item{node: n}
	lead := rt.cells[leadUnit]
	if lead == "" {
		lead = rt.cells[whoever]
	}
	if lead != "" {
		b.readWho(it, leadUnit, lead)
	}
	if with := rt.cells[withUnits]; strings.Trim(with, " -–.") != "" {
		b.readWho(it, withUnits, with)
	}
	it.addWhen(b.rowWhen(rt, sc))
	text, a := b.units.takeAsides(text, bare.context(b), rt.line)
	head, fields := splitFields(text, rt.line)
	it.fields = fields
	b.readFields(it, bare)
	b.readHead(it, head, a, bare)
	if it.party.lead == "" && sc.lead == "" && above != nil && above.item.party.lead != "" {
		it.party.lead = above.item.party.lead
		rt.doubts = append(rt.doubts, work.Doubt{
			Message: work.Message{Key: DoubtLeadAbove, Args: work.Args{"lead": it.party.lead}}, Line: rt.line, Text: it.party.lead})
	}
	rt.item, rt.results, rt.goal = it, rt.cells[result], rt.cells[targetText]
	if rt.cells[remark] != "" && rt.results == "" {
		rt.results = rt.cells[remark]
	}
}

// rowWhen reads a row's deadline from one column, or from a start and an end.
func (b *builder) rowWhen(rt *rowTask, sc scope) *dated {
	c := sc.context(b)
	if v := rt.cells[when]; v != "" {
		return deadlineValue(v, c, rt.line)
	}
	if s, e := rt.cells[whenStart], rt.cells[whenEnd]; s != "" || e != "" {
		return b.window(s, e, sc, rt.line)
	}
	if d := deadlineValue(rt.cells[remark], c, rt.line); d != nil && understood(d.readings[0]) {
		return d
	}
	return nil
}

func (b *builder) addRow(rt *rowTask, sc scope, place int) {
	it := rt.item
	if rt.results != "" {
		it.fields = append(it.fields, field{result, "", trimEnd(rt.results), rt.line})
	}
	if rt.goal != "" {
		it.fields = append(it.fields, field{targetText, "", rt.goal, rt.line})
	}
	if rt.number == "" {
		it.node.Mark.Label = strconv.Itoa(place)
	}
	b.addTask(it, sc, place)
	last := &b.made[len(b.made)-1].task
	last.Doubts = append(last.Doubts, rt.doubts...)
}
