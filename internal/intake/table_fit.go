package intake

import (
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/document"
)

// How well a cell suits its column, from 0 to 1.
const (
	suits   = 1.0
	doubted = 0.5 // an empty cell, words where a date should stand
	misfits = 0.0
)

// fitsRow is the least that a row must fit to be one of a table whose cells
// nothing holds together.
const fitsRow = 0.7

// fitness says how well the rows of a table fit its header, and how many there
// are: each counts by how far it is better than chance.
func fitness(t *document.Table, columns int) float64 {
	if len(t.Rows) < 2 {
		return 0
	}
	roles := rolesOf(t.Rows[0].Cells)
	sum, rows := 0.0, 0
	for _, r := range t.Rows[1:] {
		if len(filled(r.Cells)) > 2 {
			rows++
		}
		sum += rowFit(r.Cells, roles, columns) - doubted
	}
	if rows == 0 {
		return 0
	}
	return sum
}

func rolesOf(head []string) []role {
	out := make([]role, len(head))
	for i, h := range head {
		out[i], _ = columnRole(h)
	}
	return out
}

// rowFit is the mean of how well a row's cells suit their columns, less for each
// that does not at all. Rows that are headings fit any header a little.
func rowFit(cells []string, roles []role, columns int) float64 {
	switch {
	case knownColumns(cells) >= 3:
		return suits
	case sectionCells(cells) && !opensField(filled(cells)[len(filled(cells))-1]):
		return fitsRow
	case len(cells) > columns:
		return misfits
	case len(cells) < columns:
		return shortFit(cells, roles)
	}
	sum, wrong := 0.0, 0
	for i, c := range cells {
		f := cellFit(c, roles[i])
		if sum += f; f == misfits {
			wrong++
		}
	}
	return sum/float64(len(cells)) - 0.3*float64(wrong)
}

// shortFit is the fit of a row whose empty cells were left out, as far as each
// cell finds a column it suits.
func shortFit(cells []string, roles []role) float64 {
	next, found := 0, 0
	for _, c := range cells {
		for i := next; i < len(roles); i++ {
			if cellFit(c, roles[i]) == suits {
				next, found = i+1, found+1
				break
			}
		}
	}
	return 0.9 * float64(found) / float64(len(cells))
}

// cellFit says how well a cell suits a column.
func cellFit(s string, r role) float64 {
	s = headOf(s, 200)
	number := ordinalCell(s)
	switch {
	case s == "":
		if r == ordinalNo || r == taskText {
			return misfits
		}
		return doubted
	case opensField(s) && r != taskText:
		return misfits
	}
	switch r {
	case ordinalNo:
		return fit(number)
	case when, whenStart, whenEnd:
		if number || !ditto(s) && !dateLike(s) {
			return doubted
		}
	case leadUnit, withUnits, whoever:
		m, rest := parseMark(s)
		return fit(!number && len(strings.Fields(s)) < 40 && !(m.Label != "" && rest != "") && !(strings.ContainsAny(s, "0123456789") && dateLike(s)))
	case taskText, contents:
		return fit(!number && !(startsDigit(s) && dateLike(s)))
	}
	return suits
}

func fit(ok bool) float64 {
	if ok {
		return suits
	}
	return misfits
}

func startsDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// dateLike reports whether s reads as a deadline in whatever year.
func dateLike(s string) bool {
	return understood(calendar.Parse(s, calendar.Context{Year: 2024}))
}
