package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/intake/document"
)

// node is a block in its place: a heading, an item or a paragraph with what
// stands under it.
type node struct {
	document.Block
	rank   int
	parent *node
	kids   []*node
	place  int // its number in the document's order
}

// Ranks of blocks that have no mark but act as headings, and of those that
// stand under whatever is open. Marks bring their own (Mark.rank).
const (
	rankRoot    = 0
	rankCaps    = 25
	rankPeriod  = 33
	rankUnit    = 34
	rankOpening = 36 // a short line that ends in a colon
	// rankDescribed is of a paragraph that labels below it make a task.
	rankDescribed = 45
	rankField     = 60
	rankText      = 110
)

// outline puts the blocks of a document under one another. Which style of mark
// stands below which is learnt on the way: one that is open already closes
// down to its siblings, a new one goes below what is open unless its natural
// rank is higher.
func outline(doc document.Document) *node {
	root := &node{rank: rankRoot}
	o := outliner{open: []*node{root}, units: newUnitGrammar(!documentMarked(doc)), last: map[document.Style]*node{}}
	for _, b := range doc.Blocks {
		o.place(b)
	}
	return root
}

func documentMarked(doc document.Document) bool {
	for _, b := range doc.Blocks {
		if marked(b.Text) {
			return true
		}
		if b.Table != nil {
			for _, r := range b.Table.Rows {
				if marked(strings.Join(r.Cells, " ")) {
					return true
				}
			}
		}
	}
	return false
}

type outliner struct {
	open  []*node // from the root to the node that is open deepest
	units unitGrammar
	last  map[document.Style]*node // the last numbered node of each style
	prev  *node                    // the node placed last
}

func (o *outliner) top() *node { return o.open[len(o.open)-1] }

func (o *outliner) place(b document.Block) {
	n := &node{Block: b}
	switch {
	case b.Table != nil && o.headsMore():
		o.add(n)
		return
	case b.Table != nil:
		o.closeTo(func(t *node) bool { return t.rank < 40 && t.rank != rankOpening && !action(t) || t.rank == rankRoot })
		o.add(n)
		return
	case b.Mark.Style != document.NoMark:
		n.rank = b.Mark.Rank()
		o.placeMarked(n)
	default:
		n.rank = o.textRank(b)
		o.placeText(n)
	}
	if n.rank < rankText {
		o.open = append(o.open, n)
	}
}

// headsMore reports whether the item that is open is the heading of the table or
// the note that follows: a number and a few words, with nothing but text between.
func (o *outliner) headsMore() bool {
	t := o.top()
	for _, k := range t.kids {
		if k.Table != nil || k.rank != rankText {
			return false
		}
	}
	return t.Mark.Style == document.Decimal && !sentence(t.Text) && len(t.Text) < 80
}

func (o *outliner) add(n *node) {
	n.parent = o.top()
	n.parent.kids = append(n.parent.kids, n)
	o.prev = n
}

// closeTo closes open nodes until stay holds for the deepest; the root stays.
func (o *outliner) closeTo(stay func(*node) bool) {
	for len(o.open) > 1 && !stay(o.top()) {
		o.open = o.open[:len(o.open)-1]
	}
}

func (o *outliner) placeMarked(n *node) {
	n.Mark = o.letterOrRoman(n.Mark)
	n.rank = n.Mark.Rank()
	if i := o.sibling(n); i > 0 {
		o.open = o.open[:i]
	} else if i := o.besideLabels(n); i > 0 {
		o.open = o.open[:i]
	} else if i := o.resumed(n); i > 0 {
		o.open = o.open[:i]
	} else {
		o.closeTo(func(t *node) bool {
			if t.rank == rankField {
				return listOf(t) && n.Mark.Bullet()
			}
			if t.Mark.Bullet() && n.Mark.Bullet() && headsBullets(t) {
				return true
			}
			if t.Mark.Bullet() && saysAll(t) {
				return false
			}
			return t.rank <= n.rank || n.Indent >= t.Indent+2 && t.Mark.Style != document.NoMark
		})
	}
	o.add(n)
	if n.Mark.Label != "" {
		o.last[n.Mark.Style] = n
	}
}

// mostLabels bounds how many of a task's last items are looked at.
const mostLabels = 12

// besideLabels returns the depth at which a label with a bullet stands beside
// others of its task, although steps of the task came between; 0 for none.
func (o *outliner) besideLabels(n *node) int {
	if !n.Mark.Bullet() || !opensField(n.Text) {
		return 0
	}
	for i := len(o.open) - 1; i > 0; i-- {
		kids := o.open[i].kids
		for _, k := range kids[max(0, len(kids)-mostLabels):] {
			if k.Mark.Same(n.Mark) && opensField(k.Text) {
				return i + 1
			}
		}
	}
	return 0
}

// headsBullets reports whether a bullet is a heading of those that follow with
// another mark: "* Tháng 1/2023:".
func headsBullets(t *node) bool {
	return strings.HasSuffix(t.Text, ":") && !opensField(t.Text) && len(t.Text) < 120
}

// saysAll reports whether a bullet is a label with its value, which nothing
// below goes on with: "- Chủ trì: Phòng A".
func saysAll(t *node) bool {
	r, ok := leadingRole(t.Text)
	if !ok || strings.HasSuffix(t.Text, ":") {
		return false
	}
	return r == leadUnit || r == withUnits || r == whoever || r == when
}

// resumed returns the depth at which n goes on with a numbering that another
// style of mark had closed: "3." after "Action 2:" and, before it, "2.". 0 for
// none.
func (o *outliner) resumed(n *node) int {
	before := o.last[n.Mark.Style]
	if before == nil || !before.Mark.Same(n.Mark) || !goesOnFrom(before.Mark.Label, n.Mark.Label) {
		return 0
	}
	for i, t := range o.open {
		if t == before.parent && i+1 < len(o.open) && o.open[i+1].Mark.Style == document.Named {
			return i + 1
		}
	}
	return 0
}

// goesOnFrom reports whether a number follows another: 2 and 3, 1.2 and 1.3.
func goesOnFrom(a, b string) bool {
	i, j := strings.LastIndexByte(a, '.'), strings.LastIndexByte(b, '.')
	return a[:i+1] == b[:j+1] && atoi(a[i+1:]) > 0 && atoi(a[i+1:])+1 == atoi(b[j+1:])
}

// listOf reports whether t is a label with nothing after it: bullets below are
// its value.
func listOf(t *node) bool { return t.rank == rankField && strings.HasSuffix(t.Text, ":") }

// sibling returns the depth of the open node that n stands beside, 0 for none.
func (o *outliner) sibling(n *node) int {
	for i := len(o.open) - 1; i > 0; i-- {
		t := o.open[i]
		if t.rank == rankField && listOf(t) && n.Mark.Bullet() && i == len(o.open)-1 {
			return 0
		}
		if !t.Mark.Same(n.Mark) || t.Mark.Style == document.NoMark {
			continue
		}
		if n.Mark.Bullet() && n.Indent >= t.Indent+2 && i == len(o.open)-1 {
			return 0
		}
		if n.Mark.Bullet() && n.Indent < t.Indent-1 && o.outer(i, n) {
			continue
		}
		return i
	}
	return 0
}

// outer reports whether a bullet like n is open above depth i, further left.
func (o *outliner) outer(i int, n *node) bool {
	for j := i - 1; j > 0; j-- {
		if o.open[j].Mark.Same(n.Mark) {
			return true
		}
	}
	return false
}

// letterOrRoman reads "I." after "H." and "V." after "U." as letters.
func (o *outliner) letterOrRoman(m document.Mark) document.Mark {
	if m.Style != document.Roman || len(m.Label) != 1 {
		return m
	}
	for i := len(o.open) - 1; i > 0; i-- {
		t := o.open[i].Mark
		if t.Style == document.Roman {
			return m
		}
		if t.Style == document.UpperAlpha && len(t.Label) == 1 && t.Label[0]+1 == m.Label[0] {
			m.Style = document.UpperAlpha
		}
	}
	return m
}

// textRank tells a heading without a mark from a paragraph.
func (o *outliner) textRank(b document.Block) int {
	text := strings.TrimRight(b.Text, " :")
	switch {
	case opensField(b.Text):
		return rankField
	case len(text) > 160 || strings.HasSuffix(text, ".") || strings.HasSuffix(text, ";"):
		return rankText
	case periodHeading(text):
		return rankPeriod
	case isUpper(text) && len(strings.Fields(text)) > 1:
		return rankCaps
	case o.units.name(text) && b.Gap || o.units.name(text) && strings.HasSuffix(b.Text, ":"):
		return rankUnit
	case strings.HasSuffix(b.Text, ":") && len(text) < 120:
		return rankOpening
	}
	return rankText
}

func (o *outliner) placeText(n *node) {
	switch {
	case n.rank == rankField:
		o.placeField(n)
		return
	case n.rank == rankText:
		o.placeParagraph(n)
		return
	}
	if isUpper(n.Text) && docType.MatchString(strings.TrimRight(fold(n.Text), " :")) { // a document within the document
		o.closeTo(func(t *node) bool { return t.rank == rankRoot })
	}
	o.closeTo(func(t *node) bool { return t.rank < n.rank })
	o.add(n)
}

// placeField puts a label under the item it describes: the deepest open one
// that is not itself a label. A result described after the last of a task's
// activities is the task's.
func (o *outliner) placeField(n *node) {
	if p := o.prev; o.describes(n, p) {
		p.rank = rankDescribed
		o.closeTo(func(t *node) bool { return t == p.parent })
		o.open = append(o.open, p)
	}
	o.closeTo(func(t *node) bool { return !isField(t) || isContents(t) })
	if n.Gap && o.top().rank == rankCaps { // "Date: …" under a document's title
		n.rank = rankText
	}
	if n.Gap || len(n.Text) > 0 && resultLabel(n.Text) {
		o.closeTo(func(t *node) bool { return !t.Mark.Bullet() && !isContents(t) || isHeading(t.parent) })
	}
	o.add(n)
}

// placeParagraph puts a paragraph under the item it explains; one that gives an
// order of its own, or follows an item that is complete, under the section.
func (o *outliner) placeParagraph(n *node) {
	o.closeTo(func(t *node) bool { return t.rank < rankField && t.rank != rankDescribed })
	if n.Gap && action(o.top()) {
		o.closeTo(func(t *node) bool { return t.rank < rankField && !action(t) })
	}
	if datesLetters(n.Text) {
		o.closeTo(func(t *node) bool { return t.rank < document.Mark{Style: document.Alpha}.Rank() })
	} else if datesOthers(n.Text) && !o.headsMore() {
		o.closeTo(func(t *node) bool { return t.rank < 39 })
	} else if n.Gap || o.units.head(n.Text) > 0 || orders(n.Text) {
		o.closeTo(func(t *node) bool { return t.rank < 39 || len(t.kids) == 0 && t.rank < rankField && !sentence(t.Text) })
	}
	o.add(n)
}

// action reports whether t is a task that stands by itself among minutes:
// "ACTION: …".
func action(t *node) bool { return t.Mark.Glyph == "action" }

// describes reports whether the label n makes a task of the paragraph p right
// before it, which stands under a heading rather than under a task.
func (o *outliner) describes(n, p *node) bool {
	return p != nil && p.Table == nil && p.rank == rankText && !n.Gap && p.parent.rank < 39 && len(p.Text) < 400 && !resultLabel(n.Text)
}

// sentence reports whether a text is complete in itself, unlike a heading.
func sentence(s string) bool { return strings.HasSuffix(s, ".") || strings.HasSuffix(s, ";") }

// isHeading reports whether bullets under t are tasks rather than activities.
func isHeading(t *node) bool { return t.rank < 39 && t.Mark.Style != document.Named }

func isField(t *node) bool {
	if t.Mark.Style == document.NoMark {
		return t.rank == rankField
	}
	return (t.Mark.Bullet() || t.Mark.Style == document.Alpha) && opensField(t.Text)
}

func isContents(t *node) bool {
	r, ok := leadingRole(t.Text)
	return ok && r == contents
}

func resultLabel(s string) bool {
	r, ok := leadingRole(s)
	return ok && (r == result || r == targetText)
}

// leadingRole returns the role of the label at the start of s; a colon must
// follow it.
func leadingRole(s string) (role, bool) {
	low := newView(headOf(s, 2*maxLabelBytes)).low
	i := strings.IndexByte(low, ':')
	if i <= 0 || i > maxLabelBytes || !labelColon(low, i) {
		return noRole, false
	}
	return labelRole(low[:i])
}

var orderWords = regexp.MustCompile(`^(?:giao|de nghi|yeu cau|phan cong)\s+(?:cho\s+)?`)

// orders reports whether s is an order: "Giao Sở Tài chính …".
func orders(s string) bool {
	v := newView(headOf(s, 60))
	m := orderWords.FindString(v.low)
	return m != "" && !teaches(s) && startsUpper(v.s[v.at[len(m)]:])
}

var periodWords = regexp.MustCompile(`^(?:(?:cac )?(?:cong viec|nhiem vu|noi dung|viec)\s+)?(?:(?:trong|cua|thang|hoan thanh)\s+)*(?:thang|quy|qui|nam|6 thang|sau thang|tuan|month|quarter|week|q[1-4]|january|february|march|april|may|june|july|august|september|october|november|december)\b(?:[\s/.,\-()\d]|\b(?:[ivx]+|[tq]\d{1,2}|thang|quy|nam|tuan|ngay|tu|den|va|hoc|dau|cuoi|giua|tiep|theo|of|to|and|the|week|month|january|february|march|april|may|june|july|august|september|october|november|december)\b){0,40}$`)

// periodHeading reports whether a line names a month, quarter or year and
// nothing else.
func periodHeading(s string) bool {
	low := strings.TrimRight(fold(s), " :.")
	return len(low) < 60 && periodWords.MatchString(low) && strings.ContainsAny(low, "0123456789ivx")
}
