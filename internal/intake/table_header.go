package intake

import (
	"regexp"
	"strings"
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
		c.set(i, r, cells)
	}
	if c.at(taskText) < 0 && known >= 2 && who > 0 {
		c.guessTask(cells)
	}
	return c, c.at(taskText) >= 0 && known >= 2 && (who > 0 || known >= 3)
}

// describes is a column that says more about the task beside it.
var describes = regexp.MustCompile(`^(?:description|details?|mo ta.*|chi tiet|what|title)$`)

// set gives a column its role. Of two columns for what is to be done the second
// holds the activities of the first; of two under one "Thời gian" the first is
// the start.
func (c *columns) set(i int, r role, cells []string) {
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

// guessTask takes the first unknown column after the number's for the task's.
func (c *columns) guessTask(cells []string) {
	for i := range cells {
		if c.roles[i] == noRole && cells[i] != "" {
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
	fresh := 0
	for i, s := range row {
		if s == "" || s == head[i] {
			continue
		}
		if _, known := columnRole(s); !known || len(s) > 60 {
			return nil, false
		}
		cells[i] = s
		fresh++
	}
	return cells, fresh > 0
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
