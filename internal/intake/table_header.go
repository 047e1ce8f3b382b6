package intake

import (
	"regexp"
	"strings"
)

// columns says which column of a table holds what.
type columns struct {
	roles  []role
	width  int
	names  []string       // what heads a column of periods, "Tháng" over "01"; nil where there is none
	ticks  map[int]string // columns that stand for a period: "Quý I" over a cross
	groups int            // 1 + the column of groups of tasks, 0 where there is none
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
	known, more := 0, 0
	if len(cells) > 0 && strings.ContainsAny(cells[0], "0123456789") && ordinalCell(cells[0]) {
		return c, false // a row of its own, whose periods are its dates
	}
	for i, s := range cells {
		if len(s) > 100 {
			return c, false
		}
		r, ok := columnRole(s)
		switch {
		case c.period(i, s), c.group(i, s):
			known, more = known+1, more+1
			continue
		case !ok:
			continue
		}
		known++
		if tellsMore(r) {
			more++
		}
		c.set(i, r, cells)
	}
	if known >= 2 {
		known += c.setLoose(cells)
	}
	c.findTask(cells, known >= 2 && more > 0)
	return c, c.at(taskText) >= 0 && known >= 2 && (more > 0 || known >= 3)
}

// tellsMore reports whether a column says who, when or to what end.
func tellsMore(r role) bool {
	switch r {
	case leadUnit, whoever, withUnits, when, whenEnd, result:
		return true
	}
	return false
}

// setLoose gives the columns that are left the roles that one of their words
// names, and counts them.
func (c *columns) setLoose(cells []string) int {
	n := 0
	for i, s := range cells {
		if r, ok := looseColumnRole(s); ok && c.unread(i, s) && c.at(r) < 0 {
			c.roles[i] = r
			n++
		}
	}
	return n
}

// findTask takes another column for the task's where none is headed so: that
// of groups ("Nhóm nhiệm vụ" alone), or the first unknown one.
func (c *columns) findTask(cells []string, guess bool) {
	if c.at(taskText) < 0 && c.groups > 0 {
		c.roles[c.groups-1], c.groups = taskText, 0
	}
	if c.at(taskText) < 0 && guess {
		c.guessTask(cells)
	}
}

var (
	tickHead        = regexp.MustCompile(`^(?:quy|q|thang|t|month|m)\s*\.?\s*(?:[ivx]{1,4}|\d{1,2})(?:\s*[/-]\s*20\d\d)?$`)
	quarterInitials = map[string]string{"j-m": "Q1", "a-j": "Q2", "j-s": "Q3", "o-d": "Q4", "jan-mar": "Q1", "apr-jun": "Q2", "jul-sep": "Q3", "oct-dec": "Q4"}
	shortMonth      = regexp.MustCompile(`^[tm]\s*\.?\s*(\d)`)
	periodKind      = regexp.MustCompile(`^(?:tuan|thang|quy|week|month|quarter)$`)
	dayKind         = regexp.MustCompile(`^(?:thu(?:[ ,/-]+ngay.*)?|ngay(?:[ ,/]*(?:thang|thu).*)?|day|weekday)$`)
	groupHead       = regexp.MustCompile(`^(?:nhom (?:nhiem vu|cong viec|viec|noi dung)|linh vuc|mang cong (?:tac|viec)|category|workstream|work stream|area|theme|epic)$`)
)

// period takes a column whose head is itself a period, for crosses, or that
// names the kind of period its cells number.
func (c *columns) period(i int, head string) bool {
	low := fold(head)
	if q := quarterInitials[strings.ReplaceAll(low, " ", "")]; q != "" {
		low, head = strings.ToLower(q), q
	}
	switch {
	case tickHead.MatchString(low):
		if c.ticks == nil {
			c.ticks = map[int]string{}
		}
		c.ticks[i] = oneLine(head)
		if m := shortMonth.FindStringSubmatchIndex(low); m != nil {
			c.ticks[i] = "tháng " + low[m[2]:]
		}
	case periodKind.MatchString(low) && c.at(when) < 0, dayKind.MatchString(low) && (c.at(when) < 0 || c.names != nil):
		c.forgetPeriods()
		c.roles[i] = when
		c.names = make([]string, len(c.roles))
		c.names[i] = oneLine(head)
	default:
		return false
	}
	return true
}

// forgetPeriods gives up a column of periods for one that is more exact.
func (c *columns) forgetPeriods() {
	for i, name := range c.names {
		if name != "" {
			c.roles[i] = noRole
		}
	}
	c.names = nil
}

// group takes a column that groups the tasks beside it.
func (c *columns) group(i int, head string) bool {
	if c.groups > 0 || !groupHead.MatchString(fold(head)) {
		return false
	}
	c.groups = i + 1
	return true
}

// describes is a column that says more about the task beside it.
var describes = regexp.MustCompile(`^(?:description|details?|mo ta.*|chi tiet|what|title)$`)

// set gives a column its role. Of two columns for what is to be done the second
// holds the activities of the first; of two under one "Thời gian" the first is
// the start.
func (c *columns) set(i int, r role, cells []string) {
	if r == when || r == whenEnd {
		c.forgetPeriods()
	}
	again := c.at(r) >= 0
	switch {
	case (r == taskText || r == contents) && c.at(taskText) < 0:
		c.roles[i] = taskText
	case (r == taskText || r == contents) && c.at(contents) < 0:
		if !describes.MatchString(fold(cells[i])) {
			c.roles[i] = contents
		}
	case r == when && again && c.roles[i-1] == when && cells[i] == cells[i-1]:
		c.roles[i-1], c.roles[i] = whenStart, whenEnd
	case r != noRole && !again, r == result, r == when:
		c.roles[i] = r
	}
}

// unread reports whether nothing is known yet of a column.
func (c *columns) unread(i int, head string) bool {
	_, known := columnRole(head)
	return !known && c.roles[i] == noRole && c.ticks[i] == "" && c.groups != i+1
}

// guessTask takes the first unknown column after the number's for the task's.
func (c *columns) guessTask(cells []string) {
	for i := range cells {
		if c.roles[i] == noRole && cells[i] != "" && c.ticks[i] == "" {
			c.roles[i] = taskText
			return
		}
	}
}

// secondHeader reads the row below a header as its second line, "Bắt đầu" and
// "Kết thúc" under "Thời gian": what is in it are heads of columns too, or the
// same words where a cell goes over both lines.
func secondHeader(head, row []string) (cells []string, ok bool) {
	if len(row) > len(head) || len(row) == 0 {
		return nil, false
	}
	cells = append(cells, head...)
	fresh, over := 0, ""
	for i, s := range row {
		if head[i] != "" {
			over = head[i]
		}
		if s == "" || s == head[i] {
			continue
		}
		if periodKind.MatchString(lastWord(over)) && len(s) <= 4 {
			s = over[strings.LastIndexAny(over, " \n")+1:] + " " + s
		}
		if _, known := columnRole(s); len(s) > 60 || !known && !tickHead.MatchString(fold(s)) {
			return nil, false
		}
		cells[i] = s
		fresh++
	}
	return cells, fresh > 0
}

func lastWord(s string) string {
	low := fold(s)
	return low[strings.LastIndexByte(low, ' ')+1:]
}

// numbersRow reports whether a row only numbers the columns: "(1)", "(2)", …
func numbersRow(cells []string) bool {
	f := filled(cells)
	for _, c := range f {
		if !ordinalCell(strings.Trim(c, "[]")) {
			return false
		}
	}
	return len(f) >= 3
}
