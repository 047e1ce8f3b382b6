package intake

import "nhacviec/internal/intake/document"

// rankHeadings has the numbers of a word processor's headings say how they
// stand to one another, as they do in a text, where the styles are not needed
// for it: a numbered heading keeps its style only where one without a number
// stands deeper. A task that is set as a heading is a task all the same.
func rankHeadings(blocks []document.Block) {
	deepest := 0
	for _, b := range blocks {
		if b.Kind == document.Heading && !numbered(b) {
			deepest = max(deepest, b.Level)
		}
	}
	for i := range blocks {
		if b := &blocks[i]; b.Kind == document.Heading && b.Level > deepest && numbered(*b) {
			b.Kind, b.Level = document.Item, 0
		}
	}
}

// numbered reports whether a block has a number, printed before it or typed.
func numbered(b document.Block) bool {
	words := b.Text
	if b.Label != "" {
		words = b.Label + " " + words
	}
	m, rest := parseMark(words)
	return m.Label != "" && rest != ""
}
