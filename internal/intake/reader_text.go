package intake

import (
	"context"
	"strings"

	"nhacviec/internal/intake/document"
)

// readText reads plain text and Markdown.
func readText(ctx context.Context, _ string, s string) (document.Document, error) {
	var doc document.Document
	lines := cutLong(cleanLines(s, &doc.Repairs))
	doc.Year = signedYear(lines)
	dropSignature(lines)
	dropRecipients(lines)
	parts, err := cutTables(ctx, lines)
	if err != nil {
		return document.Document{}, err
	}
	doc.Blocks, err = blocksOf(ctx, parts, true)
	return doc, err
}

// proseBlocks joins the lines of running text into paragraphs and items.
func proseBlocks(ctx context.Context, lines []line, joins joiner) ([]document.Block, error) {
	var out []document.Block
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
		if n := len(out); n > 0 && joins(out[n-1], prev, l, gap) {
			out[n-1].Text += " " + strings.Join(strings.Fields(l.text), " ")
		} else {
			out = append(out, newBlock(l, gap))
		}
		prev, gap = l, false
	}
	return out, nil
}

func newBlock(l line, gap bool) document.Block {
	mark, rest := parseMark(l.text)
	b := document.Block{Kind: document.Paragraph, Line: l.n, Text: strings.Join(strings.Fields(rest), " "), Mark: mark, Indent: l.indent, Gap: gap}
	switch {
	case mark.Style == document.Hash:
		b.Kind = document.Heading
	case mark.Style != document.NoMark:
		b.Kind = document.Item
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
