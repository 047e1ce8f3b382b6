package intake

import (
	"nhacviec/internal/intake/document"
)

// broken reports whether the paragraphs of a document are lines that were
// broken before they were pasted: again and again one begins in the middle of
// a sentence that the one before left open. Paragraphs that were typed as such
// hardly ever do.
func broken(blocks []document.Block) bool {
	lines, goOn := 0, 0
	var before document.Block
	for _, b := range blocks {
		if b.Table != nil {
			before = document.Block{}
			continue
		}
		lines++
		if b.Kind == document.Paragraph && before.Text != "" && !b.Gap && !sentEnd.MatchString(tailOf(before.Text, 20)) && startsLower(b.Text) {
			if m, _ := parseMark(b.Text); m.Style == document.NoMark {
				goOn++
			}
		}
		before = b
	}
	return goOn >= 2 && goOn*10 >= lines
}
