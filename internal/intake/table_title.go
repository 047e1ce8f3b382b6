package intake

import (
	"strings"

	"nhacviec/internal/intake/document"
)

// liftProse takes out of tables what stands in their cells only because a
// sheet has nothing else: the title above the header, notes and signatures
// below the last row, and sheets of plain text.
func liftProse(blocks []document.Block) []document.Block {
	var out []document.Block
	for _, b := range blocks {
		if b.Table == nil {
			out = append(out, b)
			continue
		}
		rows := b.Table.Rows
		from, to := tableSpan(rows)
		out = append(out, proseRows(rows[:from])...)
		if from < to {
			t := &document.Table{Rows: rows[from:to]}
			out = append(out, document.Block{Kind: document.TableBlock, Line: rows[from].Line, Gap: b.Gap, Table: t})
		}
		out = append(out, proseRows(rows[to:])...)
	}
	return out
}

// tableSpan finds where the table among rows begins and ends. Rows without a
// header are a table still where any has three cells: it may go on with the
// columns of the table before.
func tableSpan(rows []document.Row) (from, to int) {
	from = -1
	for i, r := range rows {
		if c, ok := readHeader(r.Cells); ok {
			return i, tableEnd(rows, i, c)
		}
		if len(filled(r.Cells)) >= 3 {
			if to = i + 1; from < 0 {
				from = i
			}
		}
	}
	return max(from, 0), to
}

// tableEnd finds the first row below the last of a table: a lone text in the
// column of numbers, capitals side by side ("NGƯỜI LẬP", "GIÁM ĐỐC"), or
// anything short after an empty row.
func tableEnd(rows []document.Row, header int, cols columns) int {
	end := header + 1
	for i := end; i < len(rows); i++ {
		if c := rows[i].Cells; len(filled(c)) >= 3 || len(filled(c)) == 2 && ordinalCell(oneLine(c[0])) {
			end = i + 1
		}
	}
	for ; end < len(rows); end++ {
		if r := rows[end]; r.Gap || loneNote(r.Cells, cols) || signatures(r.Cells) {
			return end
		}
	}
	return end
}

func loneNote(cells []string, cols columns) bool {
	return len(filled(cells)) == 1 && cells[0] != "" && cols.at(ordinalNo) == 0 && !isUpper(cells[0])
}

func signatures(cells []string) bool {
	f := filled(cells)
	for _, c := range f {
		if !isUpper(c) {
			return false
		}
	}
	return len(f) == 2
}

// proseRows makes paragraphs of rows; cells side by side are set apart as on paper.
func proseRows(rows []document.Row) []document.Block {
	var out []document.Block
	for _, r := range rows {
		cells := filled(r.Cells)
		if len(cells) == 1 {
			for l := range strings.SplitSeq(cells[0], "\n") {
				out = append(out, document.Block{Line: r.Line, Text: l, Gap: r.Gap})
			}
			continue
		}
		out = append(out, document.Block{Line: r.Line, Text: oneLine(strings.Join(cells, "    ")), Gap: r.Gap})
	}
	return out
}
