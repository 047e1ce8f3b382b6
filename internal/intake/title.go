package intake

import (
	"regexp"
	"strconv"
	"strings"

	"nhacviec/internal/intake/document"
)

var (
	docType     = regexp.MustCompile(`^(?:minutes|action plan|work plan|project plan|du thao\s+)?(?:ke hoach|chuong trinh|chuong trinh cong tac|thong bao|phu luc(?: [\divx]+)?|quyet dinh|cong van|chi thi|nghi quyet|to trinh|bao cao|ket luan|de an|bang phan cong|danh muc|bieu|huong dan|chuong trinh hanh dong|ke hoach hanh dong|ke hoach cong tac|lich cong tac)$`)
	planWords   = regexp.MustCompile(`minutes|agenda|nhiem vu|ke hoach|chuong trinh|cong tac|lich|phan cong|ket luan|plan|program|roadmap|schedule|work|tasks|goals|okr`)
	yearWord    = regexp.MustCompile(`\b(?:nam|fy|year|/|quy [ivx\d]+[ /]*|q[1-4][ /]*)?\s*((?:19|20)\d\d)\b`)
	yearSpan    = regexp.MustCompile(`\b(?:19|20)\d\d\s*-\s*(?:19|20)\d\d\b`)
	schoolYear  = regexp.MustCompile(`nam hoc\s+((?:19|20)\d\d)`)
	signedDate  = regexp.MustCompile(`\bngay\s+[\d….]*\s*thang\s+[\d….]*\s*nam\s+((?:19|20)\d\d)`)
	published   = regexp.MustCompile(`^submitted by|^posted|^published|^last updated|^skip to`)
	legalGround = regexp.MustCompile(`^(?:can cu|theo|xet|thuc hien)\b`)
	grounds     = regexp.MustCompile(`^(?:can cu|thuc hien|theo|xet|tren co so|so\s*:|\(?ban hanh|\(?kem theo)`)
)

// maxTitleLines bounds how far down a document its title is looked for.
const maxTitleLines = 40

// planTitle finds the title: what follows the kind of document in capitals,
// else the first line that speaks of a plan and a year, else the first heading.
func planTitle(blocks []document.Block) (title string, line int) {
	head := blocks[:min(len(blocks), maxTitleLines)]
	best, score := "", 0
	for i, b := range head {
		low := fold(b.Text)
		named := i > 0 && docType.MatchString(fold(head[i-1].Text)) && isUpper(head[i-1].Text) && b.Mark.Style == document.NoMark
		if b.Table != nil || low == "" || len(low) > 240 || grounds.MatchString(low) && !named || published.MatchString(low) {
			continue
		}
		s := titleScore(b, low)
		if named {
			s += 8
		}
		if s > score {
			best, score, line = b.Text, s, b.Line
			if named && startsLower(b.Text) {
				best = head[i-1].Text + " " + b.Text
			}
		}
	}
	return strings.TrimRight(subjectOf.ReplaceAllString(best, ""), " .:"), line
}

// subjectOf is how letters name what they are about.
var subjectOf = regexp.MustCompile(`^(?i:v/v|về việc|subject:|re:)\s+`)

func titleScore(b document.Block, low string) int {
	s := 0
	if b.Mark.Style == document.NoMark || b.Mark.Style == document.Hash && b.Mark.Label == "" {
		s++
	}
	if b.Mark.Style == document.Hash && b.Mark.Level == 1 {
		s += 6
	}
	if planWords.MatchString(low) && b.Mark.Style != document.Decimal && b.Mark.Style != document.Named && !b.Mark.Bullet() {
		s += 2
	}
	if yearWord.MatchString(low) && !signedDate.MatchString(low) && s > 0 {
		s += 3
	}
	if docType.MatchString(low) {
		s = 1
	}
	if strings.HasSuffix(b.Text, ".") || strings.HasSuffix(b.Text, ";") || opensField(b.Text) {
		s = 0
	}
	return s
}

// planYear finds the year a plan is for: its title's, else the one it was
// signed in, else the year that most of its text names; 0 where it names none.
// The date of a web page's publication does not count.
func planYear(title string, doc document.Document) int {
	low := fold(title)
	if m := schoolYear.FindStringSubmatch(low); m != nil {
		return atoi(m[1])
	}
	if m := yearWord.FindStringSubmatch(yearSpan.ReplaceAllString(low, " ")); m != nil {
		return atoi(m[1])
	}
	if doc.Year > 0 {
		return doc.Year
	}
	if m := yearWord.FindStringSubmatch(low); m != nil {
		return atoi(m[1])
	}
	return commonYear(doc)
}

// signedYear finds the year in the dateline of a letterhead.
func signedYear(lines []line) int {
	for _, l := range lines[:min(len(lines), maxTitleLines)] {
		low := newView(headOf(l.text, 240)).low
		m := signedDate.FindStringSubmatchIndex(low)
		if m != nil && len(strings.Trim(low[m[1]:], " .,")) == 0 && !legalGround.MatchString(low) {
			return atoi(low[m[2]:m[3]])
		}
	}
	return 0
}

func commonYear(doc document.Document) int {
	count := map[int]int{}
	tally := func(s string) {
		for _, m := range yearWord.FindAllStringSubmatch(fold(s), -1) {
			count[atoi(m[1])]++
		}
	}
	for _, b := range doc.Blocks {
		if published.MatchString(fold(b.Text)) {
			continue
		}
		tally(b.Text)
		if b.Table != nil {
			for _, r := range b.Table.Rows {
				tally(strings.Join(r.Cells, " | "))
			}
		}
	}
	best := 0
	for y, n := range count {
		if best == 0 || n > count[best] || n == count[best] && y < best {
			best = y
		}
	}
	return best
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}
