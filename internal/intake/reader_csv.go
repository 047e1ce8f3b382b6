package intake

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// maxCellLines bounds the line breaks of a cell: more are a quote that is
// never closed.
const maxCellLines = 100

// readCSV reads a table whose cells are set apart by commas, semicolons, tabs
// or bars. A quote that is never closed fails with KeyTable and its line.
func readCSV(ctx context.Context, name string, s string) (document.Document, error) {
	sep, skipped, s := separator(s)
	t, budget := &document.Table{}, document.Budget{}
	next := skipped + 1 // the line after the row before
	gap := true
	r := csvReader(s, sep)
	for {
		if err := ctx.Err(); err != nil {
			return document.Document{}, err
		}
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return document.Document{}, tableError(name, skipped, err)
		}
		if err := budget.Lines(len(record)); err != nil {
			return document.Document{}, withName(name, err)
		}
		row, lines := csvRow(r, record, skipped)
		if lines > maxCellLines {
			return document.Document{}, tableError(name, skipped, &csv.ParseError{Line: row.Line - skipped, Err: csv.ErrQuote})
		}
		row.Gap = gap || row.Line > next
		if next = row.Line + lines + 1; len(filled(record)) == 0 {
			gap = true
			continue
		}
		gap = false
		t.Rows = append(t.Rows, row)
	}
	doc := document.Document{}
	if len(t.Rows) > 0 {
		doc.Blocks = []document.Block{{Kind: document.TableBlock, Line: t.Rows[0].Line, Table: t}}
	}
	return assemble(ctx, doc, false)
}

func csvReader(s string, sep rune) *csv.Reader {
	r := csv.NewReader(strings.NewReader(s))
	r.Comma = sep
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.TrimLeadingSpace = sep != '\t'
	return r
}

// asText is how a cell is kept from being read as a number: ="05".
var asText = regexp.MustCompile(`^="([^"]*)"$`)

// csvRow makes a row of a record, and counts the line breaks in its cells. What
// begins like a formula is text.
func csvRow(r *csv.Reader, record []string, skipped int) (document.Row, int) {
	n, _ := r.FieldPos(0)
	row, lines := document.Row{Line: skipped + n}, 0
	for i, c := range record {
		lines += strings.Count(c, "\n")
		c = asText.ReplaceAllString(strings.TrimSpace(c), "$1")
		record[i] = c
		row.Cells = append(row.Cells, c)
	}
	return row, lines
}

func tableError(name string, skipped int, err error) error {
	line := 0
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		line = skipped + parse.Line
	}
	e := work.E(work.Invalid, KeyTable, work.Args{"name": name, "line": line})
	e.Cause = err
	return e
}

// sepLine is the first line with which Excel is told the separator.
var sepLine = regexp.MustCompile(`^"?sep=([,;|\t])"?\r?\n`)

// separator finds what sets the cells apart, and how many lines said so: what
// the first line says, else what makes a header of one of the first rows, else
// the one met most often.
func separator(s string) (sep rune, lines int, rest string) {
	if m := sepLine.FindStringSubmatch(s); m != nil {
		return rune(m[1][0]), 1, s[len(m[0]):]
	}
	head := headOf(s, 16<<10)
	best, most := ',', 0
	for _, c := range []rune{',', ';', '\t', '|'} {
		n := strings.Count(headOf(head, 4096), string(c))
		if w := headerWidth(head, c); w > 0 {
			n = w << 16
		}
		if n > most {
			best, most = c, n
		}
	}
	return best, 0, s
}

// headerWidth counts the columns of the first header among the first rows.
func headerWidth(s string, sep rune) int {
	r := csvReader(s, sep)
	for range 40 {
		record, err := r.Read()
		if err != nil {
			return 0
		}
		if c, ok := readHeader(record); ok {
			return c.width
		}
	}
	return 0
}
