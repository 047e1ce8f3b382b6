package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// group is a deadline that serves several tasks: "Các nhiệm vụ từ 1 đến 4 hoàn
// thành trước ngày 30/6".
type group struct {
	section  string
	within   string // the number before the last dot, of "từ 2.1 đến 2.3"
	from, to int    // 0, 0 for all of the section
	letters  string // of "điểm a, b, c"; "" for any
	part     string // the number of "mục 2", a section or a task; "" for any
	when     *dated
}

var (
	groupRange   = regexp.MustCompile(`^(?:rieng |doi voi )?(?:cac |nhung )?(?:nhiem vu|noi dung|cong viec|muc|viec|tasks?|items?)(?: so| thu| tai muc| neu tai| tai diem)?\s*(?:tu\s+)?(?:so |thu |muc |nhiem vu )?(\d{1,3}(?:\.\d{1,3})*)\.?\s*(?:den|-|to|through|va|,|and)\s*(?:so |thu |het |muc |nhiem vu )?(\d{1,3}(?:\.\d{1,3})*)\b`)
	groupLetters = regexp.MustCompile(`^(?:rieng |doi voi )?(?:cac |nhung )(?:nhiem vu|noi dung|cong viec|viec)(?: neu| quy dinh)?(?: tai| o| thuoc)? (?:cac )?(?:diem|tiet|muc) ([a-z](?:(?:\s*,\s*|\s+va\s+|\s*,\s*va\s+|\s*-\s*|\s+den\s+(?:diem )?)[a-z])*)\b(?: (?:khoan|muc|diem|phan) (?:nay|tren|\d+))?`)
	groupPart    = regexp.MustCompile(`^(?:rieng |doi voi )?(?:tat ca |toan bo )?(?:cac |nhung )(?:nhiem vu|noi dung|cong viec|viec)(?: neu| quy dinh)?(?: tai| o| thuoc) (?:khoan|muc|phan|diem) (\d{1,2}(?:\.\d{1,2})*|[ivx]{1,4})\b`)
	groupOne     = regexp.MustCompile(`^(?:rieng |con )?(?:nhiem vu|noi dung|cong viec|muc|viec|task|item)(?: so| thu)? (\d{1,3}(?:\.\d{1,3})*)\b`)
	groupPoints  = regexp.MustCompile(`^(?:rieng |con )?(?:tai )?(?:diem|tiet) ([a-z](?:\s*,\s*[a-z]|\s+va\s+[a-z])*)\b`)
	groupAll     = regexp.MustCompile(`^(?:tat ca |toan bo )?(?:(?:cac|nhung) (?:nhiem vu|noi dung|cong viec|viec)|all tasks|all items|the tasks)(?: tren| neu tren| da neu| noi tren| o tren| tai (?:muc|phan) nay| thuoc (?:muc|phan|nhom) nay| trong (?:muc|phan|nhom) nay| above| in this section)\b`)
)

// maxGroups bounds the group deadlines of one plan.
const maxGroups = 200

// listNumber is a number as a list prints it: "các nhiệm vụ từ (1) đến (3)".
var listNumber = regexp.MustCompile(`\((\d{1,3}|[a-z])\)`)

// groupWords folds the beginning of a sentence that may speak of other tasks.
func groupWords(s string) string {
	return listNumber.ReplaceAllString(strings.TrimLeft(newView(headOf(s, 160)).low, "*- "), "$1")
}

// datesOthers reports whether a paragraph speaks of other tasks by number.
func datesOthers(s string) bool {
	low := strings.TrimLeft(groupWords(s), "(")
	return groupRange.MatchString(low) || groupLetters.MatchString(low) || groupPart.MatchString(low) || groupAll.MatchString(low)
}

// datesLetters reports whether a paragraph speaks of the points a), b) above it.
func datesLetters(s string) bool {
	return groupLetters.MatchString(strings.TrimLeft(groupWords(s), "("))
}

// groupDeadline keeps the deadlines of a sentence that dates other tasks:
// "Các nội dung tại điểm a, b hoàn thành trước ngày 30/4; điểm c trong tháng 6".
func (b *builder) groupDeadline(it *item, sc scope) bool {
	dated := false
	for _, part := range splitOutside(it.node.Text, ';') {
		part = strings.TrimLeft(part, "(*- ")
		g := group{section: sc.section}
		if len(b.groups) >= maxGroups || !g.reads(groupWords(part), dated) {
			break
		}
		if g.when = b.groupWhen(part, it.node.Line, sc); g.when == nil {
			break
		}
		b.groups = append(b.groups, g)
		dated = true
	}
	return dated
}

// groupWhen returns the deadline of a sentence that dates other tasks and asks
// nobody for anything else.
func (b *builder) groupWhen(s string, line int, sc scope) *dated {
	ms := deadlines(s, sc.context(b))
	if len(ms) == 0 || reportsApart.MatchString(newView(s[:ms[0].Begin]).low) {
		return nil
	}
	return dates(s[ms[0].Begin:ms[0].End], ms[0].Reading, line)
}

// reportsApart is a duty to report on tasks, which is one of its own.
var reportsApart = regexp.MustCompile(`\b(?:bao cao|gui|report)\b`)

// reads finds which tasks a folded sentence speaks of. One that goes on after
// another need not say that it speaks of tasks.
func (g *group) reads(low string, goesOn bool) bool {
	if m := groupPoints.FindStringSubmatch(low); goesOn && m != nil {
		g.letters = lettersOf(m[1])
		return true
	}
	if m := groupOne.FindStringSubmatch(low); goesOn && m != nil {
		g.within, g.from = lastNumber(m[1])
		g.to = g.from
		return true
	}
	if m := groupRange.FindStringSubmatch(low); m != nil {
		g.within, g.from = lastNumber(m[1])
		_, g.to = lastNumber(m[2])
		return true
	}
	if m := groupLetters.FindStringSubmatch(low); m != nil {
		g.letters = lettersOf(m[1])
		return true
	}
	if m := groupPart.FindStringSubmatch(low); m != nil {
		g.part = strings.ToUpper(m[1])
		return true
	}
	return groupAll.MatchString(low)
}

// lettersOf reads "a, b va c" and "a den d".
func lettersOf(s string) string {
	var out []byte
	through := false
	for _, w := range strings.FieldsFunc(strings.ReplaceAll(s, "-", " den "), func(r rune) bool { return r == ' ' || r == ',' }) {
		switch {
		case w == "den":
			through = true
		case len(w) > 1:
		case through && len(out) > 0:
			for c := out[len(out)-1] + 1; c <= w[0]; c++ {
				out = append(out, c)
			}
			through = false
		default:
			out = append(out, w[0])
		}
	}
	return string(out)
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
	if g.letters != "" {
		return len(m.number) == 1 && strings.Contains(g.letters, m.number)
	}
	if g.part != "" {
		return m.section == g.part || m.number == g.part || strings.HasPrefix(m.number, g.part+".")
	}
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
			s.Doubts = append(s.Doubts, groupDoubt(d))
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

// dateActivities gives the deadline of a sentence below a task's activities to
// those of them that have none.
func (b *builder) dateActivities(acts []work.DraftActivity, k *item, sc scope) bool {
	if k.node.Mark.Style != document.NoMark || !datesOthers(k.node.Text) || len(acts) == 0 {
		return false
	}
	when := b.groupWhen(k.node.Text, k.node.Line, sc)
	if when == nil {
		return false
	}
	for i := range acts {
		if acts[i].Deadline.Phrase == "" {
			acts[i].Deadline = when.readings[0]
			acts[i].Doubts = append(acts[i].Doubts, groupDoubt(when))
		}
	}
	return true
}

// groupDoubt says that a deadline stands elsewhere.
func groupDoubt(d *dated) work.Doubt {
	return work.Doubt{Message: work.Message{Key: DoubtGroup, Args: work.Args{"phrase": d.phrase}}, Line: d.line, Text: d.phrase}
}
