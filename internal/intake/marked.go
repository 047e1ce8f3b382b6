package intake

import "nhacviec/internal/intake/document"

// minActions is the least number of marked actions by which minutes are known
// whose other text is what was said.
const minActions = 3

// markedActions drops from minutes that mark their actions ("ACTION: …") what is
// neither an action, nor part of one, nor a heading that may say who or when.
func markedActions(blocks []document.Block) []document.Block {
	n := 0
	for _, b := range blocks {
		if isAction(b) {
			n++
		}
	}
	if n < minActions {
		return blocks
	}
	out := make([]document.Block, 0, len(blocks))
	under := false // the block before is an action or part of one
	for _, b := range blocks {
		switch {
		case isAction(b):
			under = true
		case b.Mark.Bullet() || opensField(b.Text):
			if !under && !labelledAside(b) {
				continue
			}
		case agendaPoint(b):
			under = false
			b.Kind, b.Mark = document.Heading, document.Mark{Style: document.Hash, Level: 2, Label: b.Mark.Label}
		case saidOnly(b):
			under = false
			continue
		default:
			under = false
		}
		out = append(out, b)
	}
	return out
}

func isAction(b document.Block) bool { return b.Mark.Glyph == "action" }

// maxHeading is the longest heading without a mark, in bytes.
const maxHeading = 100

// labelledAside reports whether a bullet says in brackets at its end, with
// labels, who does it or by when.
func labelledAside(b document.Block) bool {
	m := endBracket.FindStringSubmatch(b.Text)
	return m != nil && opensField(m[1])
}

// agendaPoint reports whether a block is a numbered heading of the agenda.
func agendaPoint(b document.Block) bool {
	return b.Mark.Style == document.Decimal && len(b.Text) <= maxHeading && !sentence(b.Text)
}

// saidOnly reports whether a block is what was said at a meeting.
func saidOnly(b document.Block) bool {
	switch b.Mark.Style {
	case document.Decimal, document.Paren, document.Bracketed, document.Alpha:
		return true
	case document.NoMark:
		return b.Table == nil && (sentence(b.Text) || len(b.Text) > maxHeading)
	}
	return false
}
