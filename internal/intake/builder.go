package intake

import (
	"context"
	"time"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// builder turns an outline into a draft.
type builder struct {
	name   string
	opt    Options
	follow *following
	units  unitGrammar
	short  map[string]string // abbreviations that the document explains
	draft  work.Draft
	// titleLine is the line of the title, 0 where there is none.
	titleLine int
	pass
}

// pass is what one reading of the outline has come to.
type pass struct {
	how      reading
	made     []*made
	groups   []group
	left     int     // orders met that were not taken for tasks
	sections int     // headings entered so far
	begun    bool    // a marked item has been met
	cols     columns // of the last table
}

// made is a task in the making, with what its reference is made from.
type made struct {
	task    work.DraftTask
	section string // the number of the section around it
	number  string // its own number, or its place among its siblings
	letter  bool
	dated   bool
}

// scope is what a heading passes on to the items below it.
type scope struct {
	section string // its number
	lead    string
	coords  []string
	year    int
	month   int
	when    *dated
	area    area
	strong  bool // most items beside this one say who or when
	depth   int
	// sections says that headings beside this one hold tasks of their own.
	sections bool
}

// unnumbered begins the section of a heading without a number, until finish
// gives it one.
const unnumbered = "?"

// schoolBegins is the first month of a school year in Viet Nam.
const schoolBegins = time.August

// maxDepth bounds how deep items may nest.
const maxDepth = 40

func newBuilder(doc document.Document, opt Options) *builder {
	b := &builder{name: doc.Name, opt: opt, units: newUnitGrammar(!documentMarked(doc)), short: abbreviations(doc)}
	b.units.known = b.units.learn(doc.Blocks)
	b.units.inBrackets = b.units.bracketNames(doc.Blocks)
	b.draft.Title, b.titleLine = planTitle(doc.Blocks)
	b.draft.Places, b.draft.Doubts = doc.Places, doc.Doubts
	b.draft.Year = opt.Year
	if b.draft.Year == 0 {
		b.draft.Year = planYear(b.draft.Title, doc)
	}
	if b.draft.Year == 0 {
		b.draft.Year = opt.Today.Year
		b.doubtDocument(DoubtNoYear, work.Args{"year": b.draft.Year})
	}
	if doc.Encoding != "" {
		b.doubtDocument(DoubtEncoding, work.Args{"encoding": doc.Encoding})
	}
	b.doubtRepairs(doc.Repairs)
	return b
}

func (sc scope) context(b *builder) calendar.Context {
	today := b.opt.Today
	if b.draft.Year != 0 && today.Year != b.draft.Year {
		today = calendar.Date{} // "from now on" was said in another year
	}
	c := calendar.Context{Year: sc.year, Month: sc.month, Today: today, MonthFirst: b.opt.MonthFirst}
	if sc.year == b.draft.Year && sc.month == 0 && schoolYear.MatchString(fold(b.draft.Title)) {
		c.FirstMonth = schoolBegins
	}
	return c
}

func (b *builder) wrap(nodes []*node) []*item {
	out := make([]*item, len(nodes))
	for i, n := range nodes {
		out[i] = &item{node: n}
	}
	return out
}

// children reads the items under one heading.
func (b *builder) children(ctx context.Context, items []*item, sc scope) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if sc.depth++; sc.depth > maxDepth {
		return nil
	}
	items = b.splitItems(items)
	read := make([]*item, len(items))
	var said tally
	for i, it := range items {
		if err := ctx.Err(); err != nil {
			return err
		}
		if it.node.Table != nil {
			read[i] = it
			continue
		}
		read[i] = b.readItem(it.node, sc)
		b.follow.wasRead()
		said.add(read[i])
	}
	place := 0
	sc.sections = b.leadingSections(read, sc)
	for _, it := range read {
		if it.node.Mark.Style != document.NoMark {
			place++
			b.begun = b.begun || it.node.Mark.Style != document.Hash
		}
		sc.strong = said.most(it.node.Mark)
		if err := b.one(ctx, it, sc, place); err != nil {
			return err
		}
		b.follow.wasBuilt(it.node)
		if len(b.made) > maxTasks {
			return b.tooMany()
		}
	}
	return nil
}

func (b *builder) tooMany() error {
	return work.E(work.TooLarge, KeyTooMany, work.Args{"name": b.name, "limit": maxTasks})
}

// splitItems makes an item of each order that a text gives.
func (b *builder) splitItems(items []*item) []*item {
	var out []*item
	for _, it := range items {
		parts := []string{it.node.Text}
		if it.node.Table == nil && len(it.node.kids) == 0 {
			parts = b.units.splitOrders(it.node.Text)
		}
		if len(parts) == 1 && parts[0] == it.node.Text {
			out = append(out, it)
			continue
		}
		for _, p := range parts {
			n := *it.node
			n.Text = p
			out = append(out, &item{node: &n})
		}
	}
	return out
}

func (b *builder) one(ctx context.Context, it *item, sc scope, place int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if it.node.Table != nil {
		return b.table(ctx, it.node.Table, sc)
	}
	if b.groupDeadline(it, sc) {
		return nil
	}
	if b.isSection(it, sc) {
		return b.children(ctx, it.kids, b.enter(it, sc))
	}
	if b.accepts(it, sc) {
		b.addTask(it, sc, place)
		return nil
	}
	if b.asks(it, sc) {
		b.left++
	}
	if b.never(it) && len(it.kids) > 0 || b.kidsDated(it) {
		return b.children(ctx, it.kids, b.enter(it, sc))
	}
	return nil
}
