package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/intake/document"
)

// topicHead begins a heading that names a field of work, not a piece of it.
var topicHead = regexp.MustCompile(`^(?:ve\b|cong tac\b|linh vuc\b|nhom\b|doi voi\b|trong linh vuc\b|hoat dong\b|khoi\b|mang\b|nhiem vu (?:trong tam|cu the|chu yeu|thuong xuyen|dot xuat)|cac nhiem vu|nhung nhiem vu|nhiem vu(?: ve| thuoc| cua)|noi dung (?:trong tam|cong viec)|chuong trinh, ke hoach$)`)

// isSection tells a heading from a task that has activities: the items below
// a heading name their own leads, or the heading is itself a unit, a period or
// a field of work.
func (b *builder) isSection(it *item, sc scope) bool {
	n := it.node
	if b.isTitle(n) || it.heads {
		return true
	}
	if len(it.kids) == 0 {
		return n.Kind == document.Heading && n.Mark.Label == "" && !it.dated() && it.party.lead == ""
	}
	if b.kidsLead(it, sc) {
		return true
	}
	if it.party.lead != "" {
		return b.headingUnit(it) != "" || sc.sections && n.Mark.Style == document.Hash && !it.dated()
	}
	if b.headingUnit(it) != "" || periodHeading(n.Text) {
		return true
	}
	low := fold(n.Text)
	switch n.Mark.Style {
	case document.NoMark:
		return true
	case document.Hash, document.Division, document.UpperAlpha, document.Article:
		return true
	case document.Roman:
		return !(it.dated() && b.plainKids(it))
	case document.Named, document.Dash, document.Plus, document.Bullet:
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
	whole := it.dated() && it.party.lead != ""
	for i, k := range it.kids {
		if whole && k.node.rank == rankText {
			continue // a remark below a task that is complete
		}
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

// leadingSections reports whether any of the headings among items holds tasks
// that name their own leads, so that a lead in another is that of all below it.
func (b *builder) leadingSections(items []*item, sc scope) bool {
	for _, it := range items {
		if it.node.Mark.Style == document.Hash && it.party.lead == "" && len(it.kids) > 0 && b.kidsLead(it, sc) {
			return true
		}
	}
	return false
}

// plainKids reports whether what stands below are bullets.
func (b *builder) plainKids(it *item) bool {
	for _, k := range it.kids {
		if !k.node.Mark.Bullet() {
			return false
		}
	}
	return true
}

// numberedKids reports whether what stands below is numbered 1.1, 1.2 or 1, 2.
func (b *builder) numberedKids(it *item) bool {
	for _, k := range it.kids {
		if k.node.Mark.Style == document.Decimal {
			return true
		}
	}
	return false
}

var unitHeading = regexp.MustCompile(`^(?:giao|doi voi|de nghi|yeu cau|trach nhiem cua|nhiem vu cua|phan cong)\s+(?:cho\s+)?`)

// headingUnit returns the unit that a heading is, "" where it is none.
func (b *builder) headingUnit(it *item) string {
	if dutiesHead.MatchString(fold(it.node.Text)) {
		return "" // "TỔ CHỨC THỰC HIỆN", where no Tổ is meant
	}
	if it.node.Mark.Style == document.NoMark && !b.begun && it.node.Line < b.titleLine {
		return "" // a letterhead
	}
	s := strings.TrimRight(it.node.Text, " :.;")
	v := newView(s)
	if m := unitHeading.FindString(v.low); m != "" {
		s = v.s[v.at[len(m)]:]
		v = newView(s)
	}
	if m := setsOut.FindStringIndex(v.low); m != nil && m[0] > 0 {
		s = v.orig(0, m[0])
	}
	if s = strings.TrimRight(s, " ,:"); b.units.party(s) {
		return s
	}
	if full, ok := b.short[s]; ok && b.units.party(full) {
		return full
	}
	opens := strings.HasSuffix(it.node.Text, ":") && len(it.kids) > 0 && len(strings.Fields(s)) <= 10
	if opens && b.units.head(s) > 0 && !strings.ContainsAny(s, ",;.") && !bids.MatchString(fold(s)) {
		return b.units.trimUnit(s) // "Đội Quản lý vận hành lưới điện:", whatever verbs its name holds
	}
	return ""
}

// bids is how a letter turns from who sends it to what it asks: "Sở Y tế yêu cầu
// các đơn vị thực hiện:".
var bids = regexp.MustCompile(`\s(?:yeu cau|de nghi|giao|thong bao|co y kien|trien khai|ban hanh|huong dan)\b`)

// setsOut is how a heading goes on after its unit: "Sở Y tế chủ trì thực hiện
// các nhiệm vụ sau:".
var setsOut = regexp.MustCompile(`\s+(?:(?:co trach nhiem|tap trung|to chuc|chu tri|trien khai|thuc hien|tham muu|chi dao|hoan thanh|phu trach|duoc giao|chiu trach nhiem)[\s,]*)+(?:(?:cac|nhung|mot so)?\s*(?:nhiem vu|noi dung|cong viec|viec)?\s*(?:cu the|trong tam|sau day|sau)?)$`)

// lawGround begins a paragraph that says on what a plan rests.
var lawGround = regexp.MustCompile(`^(?:can cu|theo de nghi|xet de nghi|xet to trinh|tren co so|thuc hien (?:luat|nghi dinh|nghi quyet|thong tu|chi thi|quyet dinh|cong van|(?:ke hoach|chuong trinh)(?: hanh dong)? so)|pursuant to|in accordance with|according to|whereas)\b`)

// formula is what a decision says of itself, and what every plan ends in.
var formula = regexp.MustCompile(`^(?:ban hanh|phe duyet|thong qua)(?: kem theo)? (?:quyet dinh|nghi quyet|ke hoach|chuong trinh|chi thi|thong bao|van ban)? ?nay\b|^ban hanh kem theo\b|^(?:quyet dinh|nghi quyet|ke hoach|ket luan|thong bao|chi thi|chuong trinh|huong dan|quy che|quy dinh) nay (?:co hieu luc|thay the|duoc pho bien|ap dung|gom|gui)|chiu trach nhiem (?:to chuc )?thi hanh (?:quyet dinh|nghi quyet|ke hoach|chi thi|thong bao)|^(?:noi dung|chi tiet) (?:tai|theo) phu luc|^next meeting\b|^(?:signed|approved by|prepared by)\b`)

// isTitle reports whether a node is the document's title.
func (b *builder) isTitle(n *node) bool {
	return n.Table == nil && n.Mark.Label == "" && n.Line == b.titleLine && strings.HasSuffix(strings.TrimRight(n.Text, " .:"), b.draft.Title)
}

// never reports whether an item is no task in any reading: the title, a legal
// ground, a formula, or what happened.
func (b *builder) never(it *item) bool {
	if it.title == "" && len(it.duties) == 0 || b.isTitle(it.node) || asksNothing(it) {
		return true
	}
	low := fold(headOf(it.node.Text, 400))
	return lawGround.MatchString(low) || formula.MatchString(low) || it.node.Mark.Style == document.NoMark && tells(low)
}

// told are the words of sentences that tell what was done or said. English
// minutes are full of them; an order has none.
var told = regexp.MustCompile(`\b(?:was|were|has|have|had|reported|presented|thanked|discussed|explained|agreed|noted|praised|asked|took|stands at|uoc dat|dat (?:doanh thu|ket qua|duoc|tren|khoang|\d)|(?:tang|giam) (?:tren |gan |khoang )?\d|so voi cung ky|da (?:hop|nghe|thong nhat|cho y kien|to chuc|hoan thanh|duoc|ban hanh|dat))\b`)

func tells(low string) bool {
	first := low
	if i := strings.Index(low, ". "); i > 0 {
		first = low[:i]
	}
	return told.MatchString(first)
}

// accepts reports whether an item is a task of the plan.
func (b *builder) accepts(it *item, sc scope) bool {
	if b.never(it) {
		return false
	}
	dated := it.dated()
	own := areaOf(it.node.Text, areaPlain)
	if own >= areaNoTasks && !dated && it.party.lead == "" || own == areaPast && told.MatchString(fold(headOf(it.node.Text, 400))) {
		return false
	}
	marked := it.node.Mark.Style != document.NoMark
	begun := b.begun || b.how == lenient
	switch {
	case it.labelled(), action(it.node) && (dated || it.party.lead != ""):
		return true
	case sc.area == areaPast, sc.area == areaNoTasks && b.how != lenient:
		return false
	case sc.area == areaDuties:
		return dated && (it.party.lead != "" || marked || reports.MatchString(fold(it.title)))
	case !marked:
		return it.party.lead != "" && (dated && begun || orders(it.node.Text) || it.node.rank == rankDescribed) || sc.lead != "" && dated
	case it.node.Mark.Style == document.Hash && !dated && it.party.lead == "":
		return false
	case b.how == todo:
		return sc.depth > 0 && !strings.HasSuffix(it.node.Text, ":")
	}
	return dated || it.party.lead != "" || sc.lead != "" || sc.when != nil || sc.strong || b.kidsDated(it)
}

func (b *builder) kidsDated(it *item) bool {
	for _, k := range it.kids {
		if k.acts != nil && (k.dated() || k.party.lead != "") && !b.never(k) {
			return true
		}
	}
	return false
}
