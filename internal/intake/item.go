package intake

import (
	"regexp"
	"slices"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake/document"
)

// item is a node whose labels, brackets and sentences have been read.
type item struct {
	node    *node
	title   string // what is to be done, without who and when
	whole   string // the same with the unit it begins with
	party   party
	ordered bool // the lead stands in the sentence: "Giao X …"
	fields  []field
	whens   []*dated
	acts    []clause
	duties  []clause // duties given in brackets
	heads   bool     // it says who does what stands below, and nothing to do
	kids    []*item
}

// readItem reads a node and what stands under it.
func (b *builder) readItem(n *node, sc scope) *item {
	it := &item{node: n}
	text, a := b.units.takeAsides(n.Text, sc.context(b), n.Line)
	head, fields := splitFields(text, n.Line)
	if b.units.party(strings.TrimRight(head, " :")) && len(fields) > 0 && fields[0].role == taskText {
		head = text
	}
	it.fields = fields
	b.liftKids(it, n)
	b.readFields(it, sc)
	b.readHead(it, head, a, sc)
	if p, ok := b.roleHeading(it); ok {
		it.party, it.heads = p, true
	}
	return it
}

// liftKids sorts what stands under a node into its labelled values and the
// items of its own.
func (b *builder) liftKids(it *item, n *node) {
	for _, k := range n.kids {
		r, ok := leadingRole(k.Text)
		if !ok || !liftable(k, r) {
			it.kids = append(it.kids, &item{node: k})
			continue
		}
		head, fields := splitFields(k.Text, k.Line)
		if head != "" || len(fields) == 0 {
			it.kids = append(it.kids, &item{node: k})
			continue
		}
		b.lift(it, k, fields)
	}
}

// liftable reports whether a labelled node is part of its parent rather than
// an item beside it.
func liftable(k *node, r role) bool {
	if k.Mark.Style == document.NoMark || k.Mark.Bullet() {
		return true
	}
	low := fold(k.Text)
	value := strings.TrimSpace(low[strings.IndexByte(low, ':')+1:])
	return k.Mark.Style != document.Hash && r != taskText && r != contents && value != ""
}

// lift makes a labelled node's values its parent's. A label with nothing after
// it takes what stands below; one that introduces activities hands them up.
func (b *builder) lift(it *item, k *node, fields []field) {
	first := fields[0]
	if first.role == contents || first.role == taskText {
		if first.value != "" {
			text := &node{Block: k.Block, rank: k.rank, parent: k.parent}
			text.Text = first.value
			it.kids = append(it.kids, &item{node: text})
		}
		for _, g := range k.kids {
			it.kids = append(it.kids, &item{node: g})
		}
		it.fields = append(it.fields, fields[1:]...)
		return
	}
	last := &fields[len(fields)-1]
	var values []string
	for _, g := range k.kids {
		values = append(values, trimEnd(g.Text))
	}
	switch {
	case len(values) > 0 && last.value == "":
		last.value = strings.Join(values, "; ")
	case len(values) > 0 && (last.role == result || last.role == targetText):
		last.value += ": " + strings.Join(values, "; ")
	}
	it.fields = append(it.fields, fields...)
}

// readFields sorts labelled values into who and when; results and targets stay
// in it.fields.
func (b *builder) readFields(it *item, sc scope) {
	start := ""
	for i := range it.fields {
		f := &it.fields[i]
		switch f.role {
		case leadUnit, whoever, withUnits:
			f.value = b.takeDue(it, f.value, sc)
			parts := sentences(f.value)
			b.readWho(it, f.role, parts[0])
			b.readExtra(it, strings.Join(parts[1:], " "), sc)
		case when:
			f.value = b.takeRoles(it, f.value)
			it.addWhen(deadlineValue(f.value, sc.context(b), f.line))
		case whenStart:
			start = f.value
		case whenEnd:
			it.addWhen(b.window(start, f.value, sc, f.line))
			start = ""
		}
	}
	if start != "" {
		it.addWhen(b.window(start, "", sc, it.node.Line))
	}
}

// dueAfter is a deadline without a label of its own after a name: "Lan, due 31 July".
var dueAfter = regexp.MustCompile(`^(.{2,80}?)(?:[,;]|\s-)\s+((?:due|by|before|no later than|deadline|han|xong|hoan thanh|truoc)\s.{3,60})$`)

// takeDue takes the deadline off the end of a labelled name.
func (b *builder) takeDue(it *item, s string, sc scope) string {
	v := newView(s)
	m := dueAfter.FindStringSubmatchIndex(v.low)
	if m == nil {
		return s
	}
	d := deadlineValue(v.orig(m[4], m[5]), sc.context(b), it.node.Line)
	if d == nil || !understood(d.readings[0]) {
		return s
	}
	it.addWhen(d)
	return v.orig(m[2], m[3])
}

func (it *item) addWhen(d *dated) {
	if d != nil {
		it.whens = append(it.whens, d)
	}
}

// window joins a start and an end that stand apart.
func (b *builder) window(start, end string, sc scope, line int) *dated {
	s, e := deadlineValue(start, sc.context(b), line), deadlineValue(end, sc.context(b), line)
	switch {
	case s == nil:
		return e
	case e == nil:
		r := s.readings[0]
		r.Due, r.Phrase = calendar.Date{}, start
		return &dated{phrase: start, readings: []calendar.Reading{r}, line: line}
	}
	r := e.readings[0]
	first := s.readings[0]
	r.Start = first.Start
	if r.Start.IsZero() {
		r.Start = first.Due
	}
	r.Phrase = start + " - " + end
	r.Flags = append(append([]calendar.Flag{}, first.Flags...), r.Flags...)
	return &dated{phrase: r.Phrase, readings: []calendar.Reading{r}, line: line}
}

func (b *builder) readWho(it *item, r role, value string) {
	if r == withUnits {
		it.party.coords = append(it.party.coords, b.units.splitUnits(b.expand(value))...)
		return
	}
	p := b.units.who(b.expand(value))
	if it.party.lead == "" {
		it.party.lead = p.lead
	} else if p.lead != "" {
		it.party.lead += "; " + p.lead
	}
	it.party.coords = append(it.party.coords, p.coords...)
}

// readExtra reads the sentences that follow a unit's name in its field.
func (b *builder) readExtra(it *item, s string, sc scope) {
	for _, m := range deadlines(s, sc.context(b)) {
		it.addWhen(dates(s[m.Begin:m.End], m.Reading, it.node.Line))
	}
}

// readHead reads the text before the labels and its brackets: the units an order is
// given to, and its deadlines.
func (b *builder) readHead(it *item, head string, a aside, sc scope) {
	head = b.units.withoutTopic(trimEnd(strings.TrimSpace(head)))
	wish := len(it.whens) == 0 && allWishes(a.when)
	if !wish {
		it.whens = append(it.whens, a.when...)
	}
	it.duties = a.duties
	if it.party.lead == "" {
		it.party.lead = b.expand(a.party.lead)
	}
	for _, c := range a.party.coords {
		it.party.coords = append(it.party.coords, b.expand(c))
	}
	head = b.trailingParty(it, head)
	it.title, it.whole = head, head
	if len(it.whens) > 0 || head == "" {
		b.readSubject(it, sc)
		it.acts = []clause{{text: it.title}}
		return
	}
	head, opening := leadingDeadline(head, sc.context(b), it.node.Line)
	it.title = head
	b.readSubject(it, sc)
	it.acts = activities(splitClauses(it.title, sc.context(b), it.node.Line))
	waitsFor(it.acts, b.units.plain, sc.context(b), it.node.Line)
	if wish && !it.anyClause() {
		it.whens = append(it.whens, a.when...)
	}
	it.openWith(opening)
	if len(it.acts) == 1 && it.acts[0].when == nil && len(it.kids) == 0 && len(it.duties) == 0 {
		if d := looseDeadline(it.acts[0].text, sc.context(b), it.node.Line); d != nil && (sc.when == nil || d.oneDay()) {
			it.acts[0].when = d
		}
	}
	for i := range it.acts {
		it.acts[i].text = tidy(it.acts[i].text)
		if w := it.acts[i].when; w != nil && sc.when != nil && w.readings[0].Due.IsZero() && !w.recurs() {
			it.acts[i].when = sc.when
		}
	}
	if it.ordered {
		for i := range it.acts {
			it.acts[i].text = b.units.withoutSubmission(it.acts[i].text)
		}
	}
	if len(it.acts) > 0 && it.acts[0].text != "" {
		it.title = it.acts[0].text
	}
}

// openWith gives the deadline at the front of an order to what comes first. A
// vague one in its words ("họp phụ huynh đầu năm") is then part of its name.
func (it *item) openWith(d *dated) {
	if d == nil || len(it.acts) == 0 {
		return
	}
	first := &it.acts[0]
	if len(it.acts) == 1 && first.when != nil && first.when.vague() {
		*first = clause{text: it.title, when: d}
	}
	if first.when == nil {
		first.when = d
	}
}

// tidy takes off what joined a clause to the one before it.
func tidy(s string) string {
	s = strings.Trim(s, " ,;:")
	for _, and := range []string{"và ", "and "} {
		s = strings.TrimPrefix(s, and)
	}
	return s
}

// trailingRoles is a sentence or clause at the end that says who does it and who
// helps: ". Chi ủy chủ trì.", ", Chi hội A chủ trì, Chi hội B phối hợp".
var trailingRoles = regexp.MustCompile(`[.,;]\s+([^.,;:]{3,80}?)\s+(?:lam\s+)?(?:chu tri|phu trach|dau moi)(?:\s+thuc hien)?(?:[,;]\s*(?:(?:cac\s+)?([^.;:]{3,160}?)\s+(?:cung\s+)?phoi hop(?:\s+thuc hien)?|phoi hop\s+(?:voi\s+)?([^.;:]{3,160})))?[\s.;]*$`)

// takeRoles takes trailing roles off a text or a labelled value.
func (b *builder) takeRoles(it *item, s string) string {
	v := newView(s)
	m := trailingRoles.FindStringSubmatchIndex(v.low)
	if m == nil || it.party.lead != "" || !b.units.nameLike(v.orig(m[2], m[3])) || b.units.head(v.orig(m[2], m[3])) == 0 {
		return s
	}
	for _, i := range []int{4, 6} {
		if m[i] >= 0 && verbAt(v.orig(m[i], m[i+1]), b.units.plain) >= 0 {
			return s // "X chủ trì, phối hợp với Y hướng dẫn …" is the order itself
		}
	}
	it.party.lead = b.expand(b.units.trimUnit(v.orig(m[2], m[3])))
	for _, i := range []int{4, 6} {
		if m[i] >= 0 {
			it.party.coords = append(it.party.coords, b.units.splitUnits(b.expand(v.orig(m[i], m[i+1])))...)
		}
	}
	return trimEnd(v.orig(0, m[0]))
}

var (
	trailingWith = regexp.MustCompile(`,\s*(?:co su )?phoi hop(?:\s+(?:voi|cung))*\s+([^,;]+(?:[,;][^,;]+)*)$`)
	trailingLead = regexp.MustCompile(`\s[-–—]\s+([^-–—]{2,120})(?:\s[-–—]\s+(.*))?$`)
)

// trailingParty takes ", phối hợp với X" and "– X –" off the end of a text.
func (b *builder) trailingParty(it *item, s string) string {
	s = b.takeRoles(it, s)
	v := newView(s)
	if m := trailingWith.FindStringSubmatchIndex(v.low); m != nil && b.units.party(v.orig(m[2], m[3])) {
		it.party.coords = append(it.party.coords, b.units.splitUnits(b.expand(v.orig(m[2], m[3])))...)
		s = v.orig(0, m[0])
	}
	if it.party.lead != "" {
		return s
	}
	m := trailingLead.FindStringSubmatchIndex(s)
	if m == nil || !b.units.party(b.expand(s[m[2]:m[3]])) && !(b.units.plain && englishName.MatchString(s[m[2]:m[3]])) {
		return s
	}
	it.party.lead = b.expand(strings.TrimSpace(s[m[2]:m[3]]))
	if m[4] > 0 && strings.TrimSpace(s[m[4]:m[5]]) != "" {
		return s[:m[0]] + " - " + s[m[4]:m[5]]
	}
	return s[:m[0]]
}

// readSubject takes the units off the front of the title where no label or
// bracket named a lead.
func (b *builder) readSubject(it *item, sc scope) {
	if it.party.lead != "" || it.title == "" {
		return
	}
	p, rest, ok := b.units.subject(it.title, sc.lead != "")
	if !ok || rest == "" {
		return
	}
	it.party.lead = b.expand(p.lead)
	it.party.coords = append(it.party.coords, p.coords...)
	it.ordered = p.lead != ""
	if len(it.duties) == 0 || !it.ordered {
		it.title = rest
	}
}

// leadingDeadline takes "Trước ngày 10/4/2025, …" off the front of an order.
func leadingDeadline(s string, c calendar.Context, line int) (string, *dated) {
	found := deadlines(headOf(s, 160), c)
	if len(found) == 0 {
		return s, nil
	}
	m := found[0]
	if !connector.MatchString(strings.TrimSpace(newView(s[:m.Begin]).low)) {
		return s, nil
	}
	rest := strings.TrimLeft(s[m.End:], " ")
	if !strings.HasPrefix(rest, ",") && !strings.HasPrefix(rest, ":") {
		return s, nil
	}
	rest = strings.TrimLeft(rest, " ,:-–")
	if rest == "" {
		return s, nil
	}
	return rest, dates(s[m.Begin:m.End], m.Reading, line)
}

func (it *item) field(r role) (field, bool) {
	for _, f := range it.fields {
		if f.role == r && f.value != "" {
			return f, true
		}
	}
	return field{}, false
}

// labelled reports whether labels of its own say who does an item and by when:
// it is a task wherever it stands.
func (it *item) labelled() bool {
	_, who := it.field(leadUnit)
	_, by := it.field(when)
	return who && by
}

// dated reports whether the item itself says when.
func (it *item) dated() bool {
	if len(it.whens) > 0 {
		return true
	}
	for _, c := range append(slices.Clip(it.acts), it.duties...) {
		if c.when != nil {
			return true
		}
	}
	return false
}
