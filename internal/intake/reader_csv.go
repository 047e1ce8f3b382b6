package intake

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// readCSV reads a comma, semicolon or tab separated table. A quote that is
// never closed fails with KeyTable and its line.
func readCSV(ctx context.Context, name string, s string) (document.Document, error) {
	r := csv.NewReader(strings.NewReader(s))
	r.Comma = separator(s)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.TrimLeadingSpace = true
	t, doc := &document.Table{}, document.Document{}
	for {
		if err := ctx.Err(); err != nil {
			return document.Document{}, err
		}
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return document.Document{}, tableError(name, err)
		}
		n, _ := r.FieldPos(0)
		cells := make([]string, len(record))
		for i, c := range record {
			mended := cleanLetters(strings.ReplaceAll(c, "\n", " "), n, &doc.Repairs)
			cells[i] = strings.Join(strings.Fields(unmark(mended)), " ")
		}
		if len(filled(cells)) > 0 {
			t.Rows = append(t.Rows, document.Row{Line: n, Cells: cells})
		}
	}
	if len(t.Rows) > 0 {
		doc.Blocks = []document.Block{{Kind: document.TableBlock, Line: t.Rows[0].Line, Table: t}}
	}
	return doc, nil
}

func tableError(name string, err error) error {
	line := 0
	if parse, ok := errors.AsType[*csv.ParseError](err); ok {
		line = parse.Line
	}
	e := work.E(work.Invalid, KeyTable, work.Args{"name": name, "line": line})
	e.Cause = err
	return e
}

// separator is whichever of tab, semicolon and comma the first lines have most.
func separator(s string) rune {
	head := headOf(s, 4096)
	best, most := ',', strings.Count(head, ",")
	for _, c := range []rune{';', '\t'} {
		if n := strings.Count(head, string(c)); n > most {
			best, most = c, n
		}
	}
	return best
}
