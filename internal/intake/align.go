package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/calendar"
)

var totals = regexp.MustCompile(`^(?:tong so|tong cong|cong(?: cong)?\W*$|total\b)`)

// align puts the cells of a row under the columns they belong to. A row with
// as many cells as the header is taken as it is; one with fewer lost its empty
// or merged cells, and each cell goes to the next column that it can be.
func (b *builder) align(cells []string, cols columns, sc scope) ([]string, bool) {
	if len(cells) >= cols.width || len(cells) == 0 {
		return cells, false
	}
	out := make([]string, cols.width)
	next := 0
	if cols.at(ordinalNo) == 0 && !ordinalCell(cells[0]) {
		next = 1
	}
	moved := false
	for i, s := range cells {
		if s == "" {
			next++
			continue
		}
		at := b.column(s, cols, next, len(cells)-i, sc)
		if at >= cols.width {
			break
		}
		moved = moved || at != i
		out[at] = s
		next = at + 1
	}
	return out, moved
}

// column finds the first column from next on that a cell can stand in, so that
// the cells still to come find room.
func (b *builder) column(s string, cols columns, next, left int, sc scope) int {
	room := cols.width - left
	for at := next; at <= room && at < cols.width; at++ {
		if b.fits(s, cols.roles[at], sc) {
			return at
		}
	}
	return next
}

// fits reports whether a cell can be what a column holds.
func (b *builder) fits(s string, r role, sc scope) bool {
	dated := understood(calendar.Parse(s, sc.context(b)))
	unit := b.units.party(b.expand(s)) || b.units.head(s) > 0
	switch r {
	case ordinalNo:
		return ordinalCell(s)
	case when, whenStart, whenEnd:
		return dated
	case leadUnit, withUnits, whoever:
		return unit && !dated || !dated && count(s) == nil && len(strings.Fields(s)) < 12
	case result, remark, targetText:
		return !dated && !unit
	}
	return !dated
}
