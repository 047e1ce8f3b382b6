package intake

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// builder turns an outline into a draft.
type builder struct {
	name     string
	opt      Options
	units    unitGrammar
	short    map[string]string // abbreviations that the document explains
	draft    work.Draft
	made     []*made
	groups   []group
	todo     bool // nothing in the document says who or when: every item is a task
	sections int  // headings entered so far
	begun    bool // a marked item has been met
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
}

// unnumbered begins the section of a heading without a number, until finish
// gives it one.
const unnumbered = "?"

// maxDepth bounds how deep items may nest.
const maxDepth = 40

func newBuilder(doc Document, opt Options) *builder {
	b := &builder{name: doc.Name, opt: opt, units: newUnitGrammar(!documentMarked(doc)), short: abbreviations(doc)}
	b.draft.Title = planTitle(doc.Blocks)
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
	if doc.Repairs > 0 {
		b.doubtDocument(DoubtTextRepaired, work.Args{"count": doc.Repairs})
	}
	return b
}

func (sc scope) context(b *builder) calendar.Context {
	return calendar.Context{Year: sc.year, Month: sc.month, Today: b.opt.Today, MonthFirst: b.opt.MonthFirst}
}

// build fills the draft from the outline. A document in which nobody is named
// and nothing dated is read again as a plain list of things to do.
func (b *builder) build(ctx context.Context, root *node) error {
	sc := scope{year: b.draft.Year}
	if err := b.children(ctx, b.wrap(root.kids), sc); err != nil {
		return err
	}
	if len(b.made) == 0 {
		b.todo, b.begun = true, false
		if err := b.children(ctx, b.wrap(root.kids), sc); err != nil {
			return err
		}
	}
	b.applyGroups()
	b.finish()
	return nil
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
	says, marks := 0, 0
	for i, it := range items {
		if err := ctx.Err(); err != nil {
			return err
		}
		if it.node.Table != nil {
			read[i] = it
			continue
		}
		read[i] = b.readItem(it.node, sc)
		if it.node.Mark.Style != NoMark {
			marks++
			if read[i].dated() || read[i].party.lead != "" {
				says++
			}
		}
	}
	sc.strong = marks > 0 && says*3 >= marks
	place := 0
	for _, it := range read {
		if it.node.Mark.Style != NoMark {
			place++
			b.begun = b.begun || it.node.Mark.Style != Hash
		}
		if err := b.one(ctx, it, sc, place); err != nil {
			return err
		}
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
	}
	return nil
}

// topicHead begins a heading that names a field of work, not a piece of it.
var topicHead = regexp.MustCompile(`^(?:ve\b|cong tac\b|linh vuc\b|nhom\b|doi voi\b|trong linh vuc\b|hoat dong\b|khoi\b|mang\b|nhiem vu (?:trong tam|cu the|chu yeu|thuong xuyen|dot xuat)|cac nhiem vu|nhung nhiem vu|nhiem vu(?: ve| thuoc| cua)|noi dung (?:trong tam|cong viec)|chuong trinh, ke hoach$)`)

// isSection tells a heading from a task that has activities: the items below
// a heading name their own leads, or the heading is itself a unit, a period or
// a field of work.
func (b *builder) isSection(it *item, sc scope) bool {
	n := it.node
	if len(it.kids) == 0 {
		return n.Kind == Heading && n.Mark.Label == "" && !it.dated() && it.party.lead == ""
	}
	if b.kidsLead(it, sc) {
		return true
	}
	if it.party.lead != "" {
		return b.headingUnit(it) != ""
	}
	if b.headingUnit(it) != "" || periodHeading(n.Text) {
		return true
	}
	low := fold(n.Text)
	switch n.Mark.Style {
	case NoMark:
		return true
	case Hash, Division, UpperAlpha, Article:
		return true
	case Roman:
		return !(it.dated() && b.plainKids(it))
	case Named, Dash, Plus, Bullet:
		return false
	}
	if isUpper(n.Text) || topicHead.MatchString(low) || areaOf(n.Text, areaPlain) != areaPlain && !it.dated() {
		return true
	}
	return b.numberedKids(it) && !it.dated()
}

// kidsLead reports whether at least half of the items below name a lead.
func (b *builder) kidsLead(it *item, sc scope) bool {
	leads, tables := 0, 0
	for i, k := range it.kids {
		if k.node.Table != nil {
			tables++
			continue
		}
		sub := sc
		sub.lead = ""
		read := b.readItem(k.node, sub)
		it.kids[i] = read
		if read.party.lead != "" {
			leads++
		}
	}
	return tables > 0 || leads > 0 && leads*2 >= len(it.kids)
}

// plainKids reports whether what stands below are bullets.
func (b *builder) plainKids(it *item) bool {
	for _, k := range it.kids {
		if !k.node.Mark.bullet() {
			return false
		}
	}
	return true
}

// numberedKids reports whether what stands below is numbered 1.1, 1.2 or 1, 2.
func (b *builder) numberedKids(it *item) bool {
	for _, k := range it.kids {
		if k.node.Mark.Style == Decimal {
			return true
		}
	}
	return false
}

var unitHeading = regexp.MustCompile(`^(?:giao|doi voi|de nghi|yeu cau|trach nhiem cua|nhiem vu cua|phan cong)\s+(?:cho\s+)?`)

// headingUnit returns the unit that a heading is, "" where it is none.
func (b *builder) headingUnit(it *item) string {
	s := strings.TrimRight(it.node.Text, " :.;")
	v := newView(s)
	if m := unitHeading.FindString(v.low); m != "" {
		s = v.s[v.at[len(m)]:]
		v = newView(s)
	}
	for _, tail := range []string{" co trach nhiem", " chu tri thuc hien", " chu tri", " thuc hien", " tham muu"} {
		if strings.HasSuffix(v.low, tail) {
			s = v.orig(0, len(v.low)-len(tail))
			break
		}
	}
	if s = strings.TrimRight(s, " ,:"); b.units.party(s) {
		return s
	}
	if full, ok := b.short[s]; ok && b.units.party(full) {
		return full
	}
	return ""
}

// enter makes the scope of the items below a heading.
func (b *builder) enter(it *item, sc scope) scope {
	n := it.node
	sub := sc
	sub.area = areaOf(n.Text, sc.area)
	b.sections++
	switch {
	case n.Mark.Label != "" && (sc.section == "" || n.Mark.Style != UpperAlpha && n.Mark.Style != Division):
		sub.section = n.Mark.Label
	case sc.section == "" && (n.Mark.Style != Hash || n.Mark.Level > 1):
		sub.section = unnumbered + strconv.Itoa(b.sections)
	}
	if u := b.headingUnit(it); u != "" {
		sub.lead, sub.coords = b.expand(u), nil
	} else if it.party.lead != "" {
		sub.lead, sub.coords = it.party.lead, it.party.coords
	}
	if periodHeading(n.Text) {
		b.enterPeriod(n, &sub)
	} else if it.dated() && n.rank < rankField && strings.TrimRight(n.Text, " .:") != b.draft.Title {
		sub.when = it.firstWhen()
	} else if m := yearWord.FindStringSubmatch(fold(n.Text)); m != nil && sub.area != areaNoTasks && !yearSpan.MatchString(n.Text) && b.opt.Year == 0 {
		sub.year = atoi(m[1])
	}
	return sub
}

var monthOnly = regexp.MustCompile(`\b(?:thang|month)\s+(\d{1,2})\b`)

// enterPeriod passes a month or quarter on to the items below.
func (b *builder) enterPeriod(n *node, sub *scope) {
	phrase := trimEnd(strings.TrimRight(strings.TrimSpace(n.Text), " :"))
	if ms := calendar.Find(phrase, sub.context(b)); len(ms) == 1 && understood(ms[0].Reading) {
		phrase = phrase[ms[0].Begin:ms[0].End]
	}
	d := deadlineValue(phrase, sub.context(b), n.Line)
	if d == nil || !understood(d.readings[0]) {
		return
	}
	r := d.readings[0]
	sub.when = d
	switch {
	case !r.Due.IsZero():
		sub.year = r.Due.Year
	case !r.Start.IsZero():
		sub.year = r.Start.Year
	}
	if !r.Start.IsZero() && !r.Due.IsZero() && r.Start.Month == r.Due.Month && r.Start.Year == r.Due.Year {
		sub.month = int(r.Start.Month)
	} else if m := monthOnly.FindStringSubmatch(fold(phrase)); m != nil && len(d.readings) == 1 {
		sub.month = atoi(m[1])
	}
	if sub.month > 0 && n.Mark.Label == "" && r.Start.Day == 1 && r.Due == r.Start.MonthEnd() {
		sub.section = strconv.Itoa(sub.month)
	}
}

func (it *item) firstWhen() *dated {
	if len(it.whens) > 0 {
		return it.whens[0]
	}
	for _, c := range it.acts {
		if c.when != nil {
			return c.when
		}
	}
	return nil
}

// lawGround begins a paragraph that says on what a plan rests.
var lawGround = regexp.MustCompile(`^(?:can cu|theo de nghi|xet de nghi|xet to trinh|tren co so|thuc hien (?:luat|nghi dinh|nghi quyet|thong tu|chi thi|quyet dinh|cong van|(?:ke hoach|chuong trinh)(?: hanh dong)? so)|pursuant to|in accordance with|according to|whereas)\b`)

// accepts reports whether an item is a task of the plan.
func (b *builder) accepts(it *item, sc scope) bool {
	if it.title == "" && len(it.duties) == 0 || strings.TrimRight(it.node.Text, " .:") == b.draft.Title {
		return false
	}
	if lawGround.MatchString(fold(headOf(it.node.Text, 80))) {
		return false
	}
	dated := it.dated()
	if areaOf(it.node.Text, areaPlain) == areaNoTasks && !dated && it.party.lead == "" {
		return false
	}
	marked := it.node.Mark.Style != NoMark
	switch {
	case sc.area == areaNoTasks:
		return false
	case sc.area == areaDuties:
		return dated && (it.party.lead != "" || marked || reports.MatchString(fold(it.title)))
	case !marked:
		return it.party.lead != "" && (dated && b.begun || orders(it.node.Text)) || sc.lead != "" && dated
	case it.node.Mark.Style == Hash && !dated && it.party.lead == "":
		return false
	case b.todo:
		return sc.depth > 0 && !strings.HasSuffix(it.node.Text, ":")
	}
	return dated || it.party.lead != "" || sc.lead != "" || sc.when != nil || sc.strong || b.kidsDated(it)
}

func (b *builder) kidsDated(it *item) bool {
	for _, k := range it.kids {
		if k.acts != nil && (k.dated() || k.party.lead != "") {
			return true
		}
	}
	return false
}
