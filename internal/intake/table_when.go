package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/calendar"
)

// rowWhens reads a row's deadline from one column, or from a start and an end.
// A cell with as many lines as there are activities dates each of them.
func (r *tableReader) rowWhens(rt *rowTask, below int) []*dated {
	c := r.section.context(r.builder)
	if rt.has(when) && rt.has(whenStart) && !rt.has(whenEnd) {
		return some(r.window(oneLine(rt.cells[whenStart]), oneLine(rt.cells[when]), r.section, rt.line))
	}
	if rt.has(when) {
		if lines := strings.Split(rt.cells[when], "\n"); len(lines) == below {
			return eachLine(lines, c, rt.line)
		}
		return some(linesDeadline(rt.cells[when], c, rt.line))
	}
	if s, e := rt.cells[whenStart], rt.cells[whenEnd]; s != "" || e != "" {
		if s == e {
			s = ""
		}
		return some(r.window(oneLine(s), oneLine(e), r.section, rt.line))
	}
	if rt.ticked != "" {
		return some(deadlineValue(rt.ticked, c, rt.line))
	}
	if d := deadlineValue(rt.cells[remark], c, rt.line); d != nil && understood(d.readings[0]) {
		return some(d)
	}
	return nil
}

func some(d *dated) []*dated {
	if d == nil {
		return nil
	}
	return []*dated{d}
}

func eachLine(lines []string, c calendar.Context, n int) []*dated {
	var out []*dated
	for _, l := range lines {
		_, l = bulletOff(l)
		out = append(out, deadlineValue(l, c, n))
	}
	return out
}

// linesDeadline reads a deadline whose words go over several lines, or that
// has several dates a line each.
func linesDeadline(s string, c calendar.Context, n int) *dated {
	lines := strings.Split(s, "\n")
	dates := len(lines) > 1
	for i, l := range lines {
		_, lines[i] = bulletOff(l)
		dates = dates && understood(calendar.Parse(lines[i], c))
	}
	if dates {
		return deadlineValue(strings.Join(lines, ", "), c, n)
	}
	return deadlineValue(strings.Join(lines, " "), c, n)
}

// periodCell reads a cell in a column of groups or periods. One that is empty
// before the task goes on with the period above it.
func (r *tableReader) periodCell(rt *rowTask, i int, s string) bool {
	switch tick := r.cols.ticks[i]; {
	case i+1 == r.cols.groups:
		rt.group = s
	case tick != "" && s != "" && len(s) <= 4 && !strings.Contains(s, "/"):
		rt.ticked = strings.TrimPrefix(rt.ticked+", "+tick, ", ")
	case tick != "" && s != "":
		rt.ticked = strings.TrimPrefix(rt.ticked+", "+s, ", ")
	case tick != "":
	case r.cols.names != nil && r.cols.names[i] != "":
		if s != "" && len(s) <= 4 {
			s = r.cols.names[i] + " " + s
		}
		if s == "" && r.above != nil && i < r.cols.at(taskText) {
			s = r.above.cells[when]
		}
		rt.cells[when] = s
	default:
		return false
	}
	return true
}

// serialDay is a day as a spreadsheet counts it, from 2000 to 2099: a cell that
// should show a date and was left a number.
var serialDay = regexp.MustCompile(`^(3(?:6[5-9]|[7-9]\d)\d{2}|[4-6]\d{4}|7(?:[0-2]\d{3}|30[0-4]\d))(?:[.,]\d+)?$`)

// mendSerial reads a bare number in a column of dates as the day that it counts
// to from 30 December 1899.
func (rt *rowTask) mendSerial(x role) {
	m := serialDay.FindStringSubmatch(rt.cells[x])
	if m == nil {
		return
	}
	day := calendar.Date{Year: 1899, Month: 12, Day: 30}.AddDays(atoi(m[1]))
	rt.doubt(DoubtSerial, rt.cells[x])
	rt.cells[x] = day.String()
}
