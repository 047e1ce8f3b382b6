package intake

import (
	"slices"

	"nhacviec/internal/intake/document"
)

// minRecords is the least number of records that a form is known by.
const minRecords = 2

// markRecords gives a mark to what begins each record of a plan that is a list
// of filled-in forms: "Việc cần làm: …" above "Người phụ trách: …", with no
// number anywhere.
func markRecords(blocks []document.Block) []document.Block {
	var at []int
	for i := range blocks {
		if beginsRecord(blocks, i) {
			at = append(at, i)
		}
	}
	if len(at) < minRecords {
		return blocks
	}
	out := slices.Clone(blocks)
	for _, i := range at {
		_, fields := splitFields(blocks[i].Text, blocks[i].Line)
		out[i].Text = fields[0].value
		out[i].Mark = document.Mark{Style: document.Named, Glyph: "action"}
		out[i].Kind = document.Item
	}
	return out
}

// beginsRecord reports whether a block says after a label what is to be done,
// and the next says who or when.
func beginsRecord(blocks []document.Block, i int) bool {
	if i+1 >= len(blocks) || !plainBlock(blocks[i]) || !plainBlock(blocks[i+1]) {
		return false
	}
	if i > 0 && !blocks[i].Gap && blocks[i-1].Mark.Style != document.NoMark {
		return false // the label of the item above
	}
	r, ok := leadingRole(blocks[i].Text)
	if !ok || r != taskText && r != contents {
		return false
	}
	head, fields := splitFields(blocks[i].Text, blocks[i].Line)
	if head != "" || len(fields) != 1 || fields[0].value == "" {
		return false
	}
	next, ok := leadingRole(blocks[i+1].Text)
	return ok && next != taskText && next != contents && next != ignored
}

func plainBlock(b document.Block) bool {
	return b.Table == nil && b.Mark.Style == document.NoMark
}
