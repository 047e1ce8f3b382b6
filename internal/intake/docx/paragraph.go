package docx

import (
	"strings"

	"nhacviec/internal/intake/document"
)

// flow is paragraphs and tables in reading order: of the document, of a cell,
// of a text box.
type flow struct {
	blocks []block
	open   []byte // text of a paragraph whose end was deleted: it goes on with the next
	gap    bool   // an empty paragraph stands before the next
	bare   bool   // a number without text is kept, as in a cell
}

// block is a block whose line is not yet counted, or a table that is not yet
// laid out.
type block struct {
	document.Block
	table *table
	page  int
}

// paragraph is w:p while it is read.
type paragraph struct {
	look
	style  string
	joined bool // its end was deleted, moved away or hidden
	words  strings.Builder
	boxes  flow // the text boxes that are anchored in it
	page   int
}

// paragraph reads w:p.
func (r *reader) paragraph(f *flow) error {
	p := &paragraph{look: look{level: unset, outline: unset}, page: r.page}
	p.boxes.bare = f.bare
	if err := r.children(r.inline(p)); err != nil {
		return err
	}
	if err := r.flush(&p.boxes); err != nil {
		return err
	}
	r.closeFields()
	return r.end(f, p)
}

// properties reads w:pPr.
func (r *reader) properties(p *paragraph) error {
	each := p.property(r.walker)
	return r.children(func(e element) error {
		switch e.name() {
		case "pStyle":
			p.style = e.val()
		case "rPr": // of the paragraph's end
			return r.children(func(m element) error {
				switch m.name() {
				case "del", "moveFrom":
					p.joined = true
				case "vanish":
					p.joined = p.joined || m.on()
				}
				return r.skip(m)
			})
		}
		return each(e)
	})
}

// end adds what was read to the flow.
func (r *reader) end(f *flow, p *paragraph) error {
	inherited := r.styles.lookOf(p.style)
	if inherited.hidden || r.styles.isContents(p.style) {
		return nil
	}
	f.open = append(f.open, p.words.String()...)
	if p.joined {
		f.blocks = append(f.blocks, p.boxes.blocks...)
		return r.bounded(len(f.open))
	}
	words := typed(string(f.open))
	f.open = nil
	b := block{page: p.page}
	b.Label, b.Indent = r.label(p, inherited)
	if err := r.add(f, b, strings.Split(words, "\n"), headingLevel(p.look, inherited)); err != nil {
		return err
	}
	f.blocks = append(f.blocks, p.boxes.blocks...)
	return nil
}

// add adds the lines of a paragraph. The first has its number; an empty
// paragraph is a gap.
func (r *reader) add(f *flow, first block, lines []string, level int) error {
	if err := r.budget.Lines(len(lines)); err != nil {
		return err
	}
	for i, words := range lines {
		b := block{page: first.page}
		if i == 0 {
			b = first
		}
		b.Text = strings.TrimSpace(words)
		if b.Label == "" {
			b.Indent = indentOf(words)
		}
		if b.Text == "" && (b.Label == "" || !f.bare) {
			f.gap = f.gap || len(lines) == 1
			continue
		}
		if b.Label == "" {
			b.Label, b.Text = checkbox(b.Text)
		}
		switch {
		case i == 0 && level > 0:
			b.Kind, b.Level = document.Heading, level
		case b.Label != "":
			b.Kind = document.Item
		}
		b.Gap, f.gap = f.gap, false
		if err := r.budget.Text(len(b.Label) + len(b.Text)); err != nil {
			return err
		}
		f.blocks = append(f.blocks, b)
	}
	return nil
}

// columnsATab is how far a tab goes, in columns of text.
const columnsATab = 4

// indentOf counts the white space that was typed before a text.
func indentOf(s string) int {
	n := 0
	for _, c := range s {
		switch c {
		case ' ', '\u00A0':
			n++
		case '\t':
			n += columnsATab
		default:
			return n
		}
	}
	return 0
}

// flush ends a flow whose last paragraph has no end of its own.
func (r *reader) flush(f *flow) error {
	words := typed(string(f.open))
	f.open = nil
	if strings.TrimSpace(words) == "" {
		return nil
	}
	return r.add(f, block{page: r.page}, strings.Split(words, "\n"), 0)
}

// bounded fails where one paragraph alone is more text than a document may have.
func (r *reader) bounded(size int) error {
	rest := r.budget // a copy: what is kept is taken when it is added
	return rest.Text(size)
}

// columnsALevel is how far each level of a list stands in, in columns of text.
const columnsALevel = 4

// label counts the paragraph where it is one of a list.
func (r *reader) label(p *paragraph, inherited look) (label string, indent int) {
	list, n := p.list, p.level
	if list == "" {
		list = inherited.list
	}
	if list == "" || list == "0" {
		return "", 0
	}
	if n == unset && p.list == "" {
		n = inherited.level
	}
	if n == unset {
		n = r.lists.levelOf(list, p.style)
	}
	return r.lists.next(list, n), n * columnsALevel
}

// headingLevel is 1–9 for headings, 0 for body text.
func headingLevel(own, inherited look) int {
	outline := own.outline
	if outline == unset {
		outline = inherited.outline
	}
	if outline == unset || outline >= levels {
		return 0
	}
	return outline + 1
}
