package intake

import (
	"context"

	"nhacviec/internal/intake/document"
)

// reading is how much a document has to say for its items to be tasks. The
// strict one is tried first; one that leaves most orders unread gives way to
// the next.
type reading int

const (
	strict  reading = iota
	lenient         // headings such as "Yêu cầu" keep nothing out, orders need no number
	todo            // nothing says who or when: every item is a task
)

// build fills the draft from the outline, by the reading that explains most of
// what the document asks for.
func (b *builder) build(ctx context.Context, root *node) error {
	b.follow = follow(root, b.opt.Progress)
	if err := b.read(ctx, root, strict); err != nil {
		return err
	}
	if first := b.pass; b.left > len(b.made) {
		if err := b.read(ctx, root, lenient); err != nil {
			return err
		}
		if len(b.made) <= 2*len(first.made) {
			b.pass = first
		}
	}
	if len(b.made) == 0 {
		if err := b.read(ctx, root, todo); err != nil {
			return err
		}
	}
	b.applyGroups()
	b.finish()
	return nil
}

// read makes the tasks of one reading.
func (b *builder) read(ctx context.Context, root *node, how reading) error {
	b.pass = pass{how: how}
	return b.children(ctx, b.wrap(root.kids), scope{year: b.draft.Year})
}

// asks reports whether an item that was not taken for a task reads as an order
// all the same: it has a date, and a number or somebody to do it. What the last
// year brought and what the law says are none.
func (b *builder) asks(it *item, sc scope) bool {
	if sc.area == areaPast || !it.dated() || b.never(it) {
		return false
	}
	return it.node.Mark.Style != document.NoMark && it.node.Mark.Style != document.Hash || it.party.lead != ""
}

// tally counts, for each style of mark, the siblings that say who or when.
type tally struct{ marks, says map[document.Style]int }

func (t *tally) add(it *item) {
	if t.marks == nil {
		t.marks, t.says = map[document.Style]int{}, map[document.Style]int{}
	}
	style := it.node.Mark.Style
	t.marks[style]++
	if it.dated() || it.party.lead != "" {
		t.says[style]++
	}
}

// most reports whether a third of the siblings with a mark like m say who or when.
func (t *tally) most(m document.Mark) bool {
	return m.Style != document.NoMark && t.says[m.Style] > 0 && t.says[m.Style]*3 >= t.marks[m.Style]
}
