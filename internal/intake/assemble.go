package intake

import (
	"context"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/intake/legacy"
)

// blocksOf turns running text and tables, in reading order, into blocks. Where
// the text is wrapped, lines that go on with the one before are joined to it.
func blocksOf(ctx context.Context, parts []part, wrapped bool) ([]document.Block, error) {
	var prose []line
	for _, p := range parts {
		if p.table == nil {
			dropNoise(p.lines)
			prose = append(prose, p.lines...)
		}
	}
	joins := joiner(func(document.Block, line, line, bool) bool { return false })
	if wrapped {
		joins = measure(prose).joins
	}
	var out []document.Block
	for _, p := range parts {
		if p.table != nil {
			out = append(out, document.Block{Kind: document.TableBlock, Line: p.table.Rows[0].Line, Table: p.table})
			continue
		}
		blocks, err := proseBlocks(ctx, p.lines, joins)
		if err != nil {
			return nil, err
		}
		out = append(out, blocks...)
	}
	return out, nil
}

// joiner reports whether a line goes on with the block made of the lines
// before it; gap: an empty line stands between.
type joiner func(block document.Block, before, l line, gap bool) bool

// assemble gives the blocks of a reader that knows paragraphs and tables the
// treatment that lines of text get: letters mended, noise and signature left
// out, marks read.
func assemble(ctx context.Context, doc document.Document, wrapped bool) (document.Document, error) {
	modernBlocks(&doc)
	doc.Blocks = liftProse(doc.Blocks)
	var lines []line
	var tables []*document.Table
	var ends []int // of the lines before each table
	for _, b := range doc.Blocks {
		if b.Table != nil {
			if len(b.Table.Rows) == 0 {
				continue
			}
			cleanTable(b.Table, &doc.Repairs)
			tables, ends = append(tables, b.Table), append(ends, len(lines))
			continue
		}
		if b.Gap {
			lines = append(lines, line{n: b.Line})
		}
		lines = append(lines, lineOf(b, &doc.Repairs))
	}
	if doc.Year == 0 {
		doc.Year = signedYear(lines)
	}
	dropSignature(lines)
	dropRecipients(lines)
	parts, err := partsOf(ctx, lines, tables, ends)
	if err != nil {
		return doc, err
	}
	doc.Blocks, err = blocksOf(ctx, parts, wrapped)
	return doc, err
}

// partsOf puts tables back between the lines before each and after it. What
// was typed as a table into lines becomes one too.
func partsOf(ctx context.Context, lines []line, tables []*document.Table, ends []int) ([]part, error) {
	var out []part
	begin := 0
	for i := 0; i <= len(tables); i++ {
		end := len(lines)
		if i < len(tables) {
			end = ends[i]
		}
		typed, err := cutTables(ctx, cutLong(wholeRows(lines[begin:end])))
		if err != nil {
			return nil, err
		}
		out = append(out, typed...)
		if i < len(tables) {
			out = append(out, part{table: tables[i]})
		}
		begin = end
	}
	return out, nil
}

// lineOf writes a block as a line of text would show it.
func lineOf(b document.Block, repairs *document.Repairs) line {
	words := b.Text
	if b.Label != "" {
		words = b.Label + " " + words
	}
	if b.Kind == document.Heading && b.Level > 0 {
		words = strings.Repeat("#", min(b.Level, 6)) + " " + words
	}
	words = cleanLetters(words, b.Line, repairs)
	words = strings.TrimSpace(unmark(words))
	return line{n: b.Line, text: words, raw: strings.Repeat(" ", b.Indent) + words, indent: b.Indent, wrap: b.Wrap}
}

// modernBlocks turns what was typed with a font of the time before Unicode into
// Unicode.
func modernBlocks(doc *document.Document) {
	texts := textsOf(doc)
	lines := make([]string, len(texts))
	for i, t := range texts {
		lines[i] = *t
	}
	e, ok := legacy.Recognize(lines)
	if !ok {
		return
	}
	doc.Encoding = string(e)
	for _, t := range texts {
		*t = e.Convert(*t)
	}
}

// textsOf are the texts of a document's blocks and cells, in place.
func textsOf(doc *document.Document) []*string {
	var out []*string
	for i := range doc.Blocks {
		b := &doc.Blocks[i]
		if b.Table == nil {
			out = append(out, &b.Text)
			continue
		}
		for _, r := range b.Table.Rows {
			for j := range r.Cells {
				out = append(out, &r.Cells[j])
			}
		}
	}
	return out
}
