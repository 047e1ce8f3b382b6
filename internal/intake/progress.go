package intake

import "slices"

// following tells how far the rules have come through a document. Every block
// and every row of a table is read once and turned into tasks once.
type following struct {
	report      func(done, total int)
	blocks      int // and rows
	lines       int // the last line's number
	read, built int
}

// follow numbers the blocks of an outline in the document's order.
func follow(root *node, report func(done, total int)) *following {
	f := &following{report: report}
	open := []*node{root}
	for len(open) > 0 {
		n := open[len(open)-1]
		open = open[:len(open)-1]
		n.place = f.blocks
		f.blocks++
		f.lines = max(f.lines, n.Line)
		if n.Table != nil && len(n.Table.Rows) > 0 {
			f.blocks += len(n.Table.Rows)
			f.lines = max(f.lines, n.Table.Rows[len(n.Table.Rows)-1].Line)
		}
		for _, k := range slices.Backward(n.kids) {
			open = append(open, k)
		}
	}
	return f
}

// wasRead counts a block whose labels and sentences were read.
func (f *following) wasRead() {
	f.read++
	f.tell()
}

// wasRow counts a row of a table, which is read and turned into a task at once.
func (f *following) wasRow() {
	f.built++
	f.read++
	f.tell()
}

// wasBuilt says that all down to a block has become tasks.
func (f *following) wasBuilt(n *node) {
	f.built = max(f.built, n.place)
	f.read = max(f.read, n.place)
	f.tell()
}

func (f *following) tell() {
	if f.report == nil || f.lines == 0 {
		return
	}
	done := min(f.read, f.blocks) + min(f.built, f.blocks)
	f.report(done*f.lines/(2*f.blocks), f.lines)
}
