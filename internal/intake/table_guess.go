package intake

import (
	"strings"
	"unicode/utf8"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/document"
)

// guess finds out from the cells what the columns of a table without a header
// hold: one must be dates, and one more numbers or units. The column with the
// longest texts of those that are left is what is to be done. It is empty where
// that does not hold.
func (r *tableReader) guess(rows []document.Row) columns {
	c := columns{width: width(rows)}
	c.roles = make([]role, c.width)
	longest := 0
	for i := range c.roles {
		k := r.kinds(rows, i)
		switch {
		case k.of == 0:
		case k.numbers*3 >= k.of*2 && i == 0:
			c.roles[i] = ordinalNo
		case k.dates*3 >= k.of*2 && c.at(when) < 0:
			c.roles[i] = when
		case k.units*3 >= k.of*2 && c.at(leadUnit) < 0:
			c.roles[i] = leadUnit
		case k.units*3 >= k.of*2 && c.at(withUnits) < 0:
			c.roles[i] = withUnits
		case k.letters > longest:
			if old := c.at(taskText); old >= 0 {
				c.roles[old] = noRole
			}
			c.roles[i], longest = taskText, k.letters
		}
	}
	if len(rows) < 2 || c.at(taskText) < 0 || c.at(when) < 0 || c.at(ordinalNo) < 0 && c.at(leadUnit) < 0 {
		return columns{}
	}
	return c
}

// columnKinds counts the filled cells of a column by what they read as.
type columnKinds struct{ of, numbers, dates, units, letters int }

// maxGuess bounds the rows by which columns are guessed.
const maxGuess = 50

func (r *tableReader) kinds(rows []document.Row, column int) columnKinds {
	var k columnKinds
	for _, row := range rows[:min(len(rows), maxGuess)] {
		if column >= len(row.Cells) || row.Cells[column] == "" || len(filled(row.Cells)) < 3 {
			continue
		}
		s := oneLine(row.Cells[column])
		k.of++
		k.letters += utf8.RuneCountInString(s)
		switch {
		case ordinalCell(s):
			k.numbers++
		case understood(calendar.Parse(headOf(s, 200), r.section.context(r.builder))):
			k.dates++
		case r.units.party(r.expand(s)) || r.units.head(strings.TrimSpace(s)) > 0:
			k.units++
		}
	}
	return k
}
