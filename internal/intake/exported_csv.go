package intake

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"nhacviec/internal/intake/document"
)

// sniffed is how much of a text is searched for the header of an exported
// table: its title may be long.
const sniffed = 64 << 10

// openExported reads a text that is an exported table, cell for cell; ok is
// false where it is none. A spreadsheet program may have saved it with another
// separator or in another encoding.
func openExported(ctx context.Context, name string, data []byte) (doc document.Document, ok bool, err error) {
	s, encoding := strings.TrimPrefix(string(data), "\uFEFF"), ""
	if !utf8.ValidString(s) {
		if s, encoding, ok = decode(data); !ok {
			return doc, false, nil
		}
	}
	for _, sep := range []rune{',', ';', '\t'} {
		head, err := exportedRows(ctx, headOf(s, sniffed), sep, maxAbove)
		if err != nil || !holdsHeader(head) {
			continue
		}
		rows, err := exportedRows(ctx, s, sep, maxLines)
		if err != nil {
			if _, broken := errors.AsType[*csv.ParseError](err); broken {
				continue
			}
			return doc, false, withName(name, err)
		}
		doc = document.Document{Name: name, Encoding: encoding, Blocks: []document.Block{
			{Kind: document.TableBlock, Line: 1, Table: &document.Table{Rows: rows}}}}
		_, ok = findExported(doc)
		return doc, ok, nil
	}
	return doc, false, nil
}

func holdsHeader(rows []document.Row) bool {
	for _, r := range rows {
		if _, ok := exportedHeader(r.Cells); ok {
			return true
		}
	}
	return false
}

// exportedRows reads at most so many rows.
func exportedRows(ctx context.Context, s string, sep rune, most int) ([]document.Row, error) {
	r := csv.NewReader(strings.NewReader(s))
	r.Comma, r.FieldsPerRecord = sep, -1
	var rows []document.Row
	var budget document.Budget
	for len(rows) < most {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			// Of a head that was cut in the middle of a cell the rows before count.
			if most == maxAbove && len(rows) > 0 {
				return rows, nil
			}
			return nil, err
		}
		if err := budget.Lines(len(cells)); err != nil {
			return nil, err
		}
		for i, c := range cells {
			cells[i] = strings.TrimPrefix(c, "'") // see report's harmless
		}
		line, _ := r.FieldPos(0)
		rows = append(rows, document.Row{Line: line, Cells: cells})
	}
	return rows, nil
}
