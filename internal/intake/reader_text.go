package intake

import (
	"context"
	"strings"
)

// readText reads plain text and Markdown.
func readText(ctx context.Context, _ string, s string) (Document, error) {
	lines, repairs := cleanLines(s)
	lines = cutLong(lines)
	doc := Document{Repairs: repairs, Year: signedYear(lines)}
	dropSignature(lines)
	parts, err := cutTables(ctx, lines)
	if err != nil {
		return Document{}, err
	}
	var prose []line
	for _, p := range parts {
		if p.table == nil {
			dropNoise(p.lines)
			prose = append(prose, p.lines...)
		}
	}
	w := measure(prose)
	for _, p := range parts {
		if p.table != nil {
			doc.Blocks = append(doc.Blocks, Block{Kind: TableBlock, Line: p.table.Rows[0].Line, Table: p.table})
			continue
		}
		blocks, err := proseBlocks(ctx, p.lines, w)
		if err != nil {
			return Document{}, err
		}
		doc.Blocks = append(doc.Blocks, blocks...)
	}
	return doc, nil
}

// proseBlocks joins the lines of running text into paragraphs and items.
func proseBlocks(ctx context.Context, lines []line, w wrapping) ([]Block, error) {
	var out []Block
	var prev line
	gap := true
	for _, l := range lines {
		if l.text == "" {
			gap = true
			continue
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if n := len(out); n > 0 && w.joins(out[n-1], prev, l, gap) {
			out[n-1].Text += " " + strings.Join(strings.Fields(l.text), " ")
		} else {
			out = append(out, newBlock(l, gap))
		}
		prev, gap = l, false
	}
	return out, nil
}

func newBlock(l line, gap bool) Block {
	mark, rest := parseMark(l.text)
	b := Block{Kind: Paragraph, Line: l.n, Text: strings.Join(strings.Fields(rest), " "), Mark: mark, Indent: l.indent, Gap: gap}
	switch {
	case mark.Style == Hash:
		b.Kind = Heading
	case mark.Style != NoMark:
		b.Kind = Item
	}
	return b
}

// cutLong cuts lines that are no lines: a whole book without a line end. A
// table on one line is left as it is.
func cutLong(lines []line) []line {
	var out []line
	for i, l := range lines {
		if len(l.text) <= maxParagraph || strings.Count(l.text, "|") >= oneLineCells {
			if out != nil {
				out = append(out, l)
			}
			continue
		}
		if out == nil {
			out = append(out, lines[:i]...)
		}
		for rest := l.text; rest != ""; {
			head := headOf(rest, maxParagraph)
			if at := strings.LastIndexByte(head, ' '); at > 0 && len(head) < len(rest) {
				head = head[:at]
			}
			out = append(out, line{n: l.n, text: head, raw: head, indent: l.indent})
			rest = strings.TrimSpace(rest[len(head):])
		}
	}
	if out == nil {
		return lines
	}
	return out
}
