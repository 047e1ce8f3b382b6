package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/intake/document"
)

var gutter = regexp.MustCompile(`\s{2,}|\t+`)

// fixedColumns reads a table set in columns of fixed width, whose cells may be
// wrapped over several lines.
func fixedColumns(lines []line) (int, *document.Table) {
	if !gutter.MatchString(lines[0].text) {
		return 0, nil
	}
	headLines := headerLines(lines)
	if headLines == 0 {
		return 0, nil
	}
	n := fixedEnd(lines, headLines)
	cuts := columnCuts(lines[:n], headLines)
	t := &document.Table{}
	fresh, first := true, true
	for i, l := range lines[:n] {
		if l.text == "" || isNoise(newView(l.text).low) || dashesRow.MatchString(l.text) {
			fresh = true
			continue
		}
		cells := cutAt(l.raw, cuts)
		if i >= headLines && wide(l.raw, cuts) {
			cells = []string{strings.Join(strings.Fields(l.text), " ")}
		}
		if first || i == headLines || startsFixedRow(t, cells, fresh) {
			t.Rows = append(t.Rows, document.Row{Line: l.n, Cells: cells})
		} else {
			mergeCells(&t.Rows[len(t.Rows)-1], cells)
		}
		fresh, first = false, false
	}
	if len(t.Rows) < 2 {
		return 0, nil
	}
	return n, t
}

// headerLines returns over how many lines the header goes, 0 where the first
// lines are no header.
func headerLines(lines []line) int {
	for n := 1; n <= 3 && n <= len(lines); n++ {
		if n > 1 && (lines[n-1].text == "" || ordinalCell(firstCell(lines[n-1].text))) {
			return 0
		}
		cuts := headerCuts(lines[0].raw)
		if n > 1 {
			cuts = columnCuts(lines[:n], n)
		}
		cells := make([]string, len(cuts)+1)
		for _, l := range lines[:n] {
			for i, c := range cutAt(l.raw, cuts) {
				cells[i] = join(cells[i], c)
			}
		}
		if len(cells) >= 3 && knownColumns(cells)*3 >= len(cells)*2 {
			return n + headerRest(lines[n:], cuts, cells)
		}
	}
	return 0
}

// headerRest counts the lines after a header already understood that still
// belong to it: short words before the first numbered row.
func headerRest(lines []line, cuts []int, cells []string) int {
	r, _ := columnRole(cells[0])
	if r != ordinalNo {
		return 0
	}
	for n, l := range lines[:min(len(lines), 3)] {
		if l.text == "" || dashesRow.MatchString(l.text) || wide(l.raw, cuts) {
			return n
		}
		if ordinalCell(firstCell(l.text)) {
			return n
		}
		if cutAt(l.raw, cuts)[0] != "" {
			return 0
		}
	}
	return 0
}

func firstCell(s string) string { return strings.Fields(s + " .")[0] }

// fixedEnd finds the line after the table's last.
func fixedEnd(lines []line, from int) int {
	end, blanks := from, 0
	for i := from; i < len(lines); i++ {
		l := lines[i]
		if l.text == "" || isNoise(newView(l.text).low) {
			blanks++
			continue
		}
		inColumns := gutter.MatchString(l.text) || l.indent >= 2
		mark, _ := parseMark(l.text)
		section := mark.Style == document.Roman || mark.Style == document.UpperAlpha || isUpper(l.text)
		if !inColumns && blanks > 0 && !section {
			break
		}
		if !inColumns && !section && blanks == 0 && len(l.text) > 60 {
			break
		}
		end, blanks = i+1, 0
	}
	return end
}

// headerCuts returns the columns at which the cells of one header line begin,
// but for the first.
func headerCuts(raw string) []int {
	runes := []rune(expandTabs(raw))
	var cuts []int
	seen, space := false, 0
	for i, r := range runes {
		if r == ' ' {
			space++
			continue
		}
		if seen && space >= 2 {
			cuts = append(cuts, i)
		}
		seen, space = true, 0
	}
	return cuts
}

// columnCuts moves each cut to where the fewest letters stand in the rows,
// between the header's cells.
func columnCuts(lines []line, headLines int) []int {
	occupied := map[int]int{}
	for i, l := range lines {
		if i < headLines || gutter.MatchString(l.text) {
			for c, r := range []rune(expandTabs(l.raw)) {
				if r != ' ' {
					occupied[c]++
				}
			}
		}
	}
	cuts := headerCuts(lines[0].raw)
	runes := []rune(expandTabs(lines[0].raw))
	for k, at := range cuts {
		low := at
		for low > 0 && runes[low-1] == ' ' {
			low--
		}
		best := at
		for c := at; c >= low; c-- {
			if occupied[c-1] < occupied[best-1] || occupied[c-1] == 0 && occupied[c] > 0 && occupied[best-1] > 0 {
				best = c
			}
		}
		cuts[k] = best
	}
	return cuts
}

// cutAt cuts a line at columns; a word that reaches over a cut stays whole, on
// the side where it begins.
func cutAt(raw string, cuts []int) []string {
	runes := []rune(expandTabs(raw))
	cells := make([]string, len(cuts)+1)
	from := 0
	for k := 0; k <= len(cuts); k++ {
		to := len(runes)
		if k < len(cuts) {
			to = min(cuts[k], len(runes))
			for to > from && to < len(runes) && runes[to] != ' ' && runes[to-1] != ' ' {
				to--
			}
		}
		if to < from {
			to = from
		}
		cells[k] = strings.Join(strings.Fields(string(runes[from:to])), " ")
		from = to
	}
	return cells
}

// wide reports whether a line runs across columns as one text: a section.
func wide(raw string, cuts []int) bool {
	text := strings.TrimSpace(raw)
	mark, rest := parseMark(text)
	if mark.Style == document.Decimal {
		return false
	}
	if gutter.MatchString(rest) || rest == "" {
		return false
	}
	crossed := 0
	runes := []rune(expandTabs(raw))
	for _, c := range cuts {
		if c < len(runes) && runes[c] != ' ' && runes[c-1] != ' ' {
			crossed++
		}
	}
	return crossed > 0 && (mark.Style != document.NoMark || isUpper(text)) || (mark.Style == document.Roman || mark.Style == document.UpperAlpha)
}

// startsFixedRow reports whether cells begin a row rather than going on with
// the one before: they have a number, or there is no column of numbers and a
// line was left empty.
func startsFixedRow(t *document.Table, cells []string, fresh bool) bool {
	if len(cells) == 1 || ordinalCell(cells[0]) {
		return true
	}
	head := t.Rows[0].Cells
	if r, _ := columnRole(head[0]); r == ordinalNo {
		return len(t.Rows[len(t.Rows)-1].Cells) == 1 || columnHeading(cells)
	}
	return fresh || cells[0] != "" && startsUpper(cells[0]) && len(filled(cells)) >= 3 || columnHeading(cells)
}

func columnHeading(cells []string) bool { return knownColumns(cells) >= 3 }

func mergeCells(row *document.Row, cells []string) {
	for i, c := range cells {
		if i < len(row.Cells) {
			row.Cells[i] = join(row.Cells[i], c)
		}
	}
}

func expandTabs(s string) string { return strings.ReplaceAll(s, "\t", "    ") }
