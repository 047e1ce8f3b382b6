package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/work"
)

// group is a deadline that serves several tasks: "Các nhiệm vụ từ 1 đến 4 hoàn
// thành trước ngày 30/6".
type group struct {
	section  string
	within   string // the number before the last dot, of "từ 2.1 đến 2.3"
	from, to int    // 0, 0 for all of the section
	when     *dated
}

var (
	groupRange = regexp.MustCompile(`^(?:rieng |doi voi )?(?:cac |nhung )?(?:nhiem vu|noi dung|cong viec|muc|viec|tasks?|items?)(?: so| thu| tai muc| neu tai| tai diem)?\s*(?:tu\s+)?(?:so |thu |muc |nhiem vu )?(\d{1,3}(?:\.\d{1,3})*)\.?\s*(?:den|-|to|through|va|,|and)\s*(?:so |thu |het |muc |nhiem vu )?(\d{1,3}(?:\.\d{1,3})*)\b`)
	groupAll   = regexp.MustCompile(`^(?:tat ca |toan bo )?(?:cac nhiem vu|nhung nhiem vu|all tasks|all items|the tasks)(?: tren| neu tren| o tren| tai (?:muc|phan) nay| thuoc (?:muc|phan|nhom) nay| trong (?:muc|phan|nhom) nay| above| in this section)\b`)
)

// maxGroups bounds the group deadlines of one plan.
const maxGroups = 200

// datesOthers reports whether a paragraph speaks of other tasks by number.
func datesOthers(s string) bool {
	low := strings.TrimLeft(newView(headOf(s, 160)).low, "(*- ")
	return groupRange.MatchString(low) || groupAll.MatchString(low)
}

// groupDeadline keeps the deadline of a sentence that dates other tasks.
func (b *builder) groupDeadline(it *item, sc scope) bool {
	text := it.node.Text
	low := strings.TrimLeft(newView(text).low, "(*- ")
	g := group{section: sc.section}
	if m := groupRange.FindStringSubmatch(low); m != nil {
		g.within, g.from = lastNumber(m[1])
		_, g.to = lastNumber(m[2])
	} else if !groupAll.MatchString(low) {
		return false
	}
	if len(b.groups) >= maxGroups {
		return false
	}
	for _, m := range deadlines(text, sc.context(b)) {
		g.when = dates(text[m.Begin:m.End], m.Reading, it.node.Line)
		b.groups = append(b.groups, g)
		return true
	}
	return false
}

// applyGroups dates the tasks that groups serve and that have no deadline.
func (b *builder) applyGroups() {
	for _, g := range b.groups {
		inSection := g.section != "" && b.sectionHolds(g)
		for _, m := range b.made {
			if m.dated || inSection && m.section != g.section || !g.holds(m) {
				continue
			}
			m.setDeadline(g.when)
		}
	}
}

func (b *builder) sectionHolds(g group) bool {
	for _, m := range b.made {
		if m.section == g.section && g.holds(m) {
			return true
		}
	}
	return false
}

func (g group) holds(m *made) bool {
	if g.from == 0 {
		return true
	}
	within, n := lastNumber(m.number)
	return (g.within == "" || g.within == within) && g.from <= n && n <= g.to
}

// lastNumber splits 2.1 into what stands before the last dot and the number
// after it, 0 where it is none.
func lastNumber(s string) (within string, n int) {
	i := strings.LastIndexByte(s, '.')
	return s[:max(i, 0)], atoi(s[i+1:])
}

func (m *made) setDeadline(d *dated) {
	var out []work.DraftActivity
	for _, a := range m.task.Activities {
		for _, s := range spread(a.Text, d, a.Line) {
			s.Checklist = a.Checklist
			s.Doubts = append(s.Doubts, work.Doubt{
				Message: work.Message{Key: DoubtGroup, Args: work.Args{"phrase": d.phrase}},
				Line:    d.line, Text: d.phrase,
			})
			out = append(out, s)
		}
	}
	m.task.Activities, m.dated = out, true
	var keep []work.Doubt
	for _, x := range m.task.Doubts {
		if x.Key != DoubtNoDeadline {
			keep = append(keep, x)
		}
	}
	m.task.Doubts = keep
}
