package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/intake/document"
)

// noise is what pages carry besides their text: menus, mottoes, document
// numbers, page numbers, rules, signatures.
var noise = regexp.MustCompile(strings.Join([]string{
	`^skip to (?:main )?content$`,
	`^submitted by .* on `,
	`^(?:posted|published|last updated|updated|printed|created) (?:by|on|at)\b`,
	`^(?:dang nhap|trang chu|tim kiem|in trang|chia se|share|print|home|menu|search|lien he|so do (?:trang|site)|back to top|ve dau trang|luot xem.*|read more|xem them)$`,
	`^(?:cong hoa xa hoi chu nghia viet nam|doc lap\s*-\s*tu do\s*-\s*hanh phuc)\W*$`,
	`^(?:.*\s{2,})?cong hoa xa hoi chu nghia viet nam$`,
	`^.{0,60}\s{2,}doc lap\s*-\s*tu do\s*-\s*hanh phuc\W*$`,
	`^so\s*:\s*[\w.…]*\s*/\s*[\w\-/]*`,
	`^so\s*:?\s*[\w.…]*\s*[-/]\s*[\w\-]*/[\w\-]+$`,
	`^(?:trang|page|tr\.)\s*\d+(?:\s*(?:/|of)\s*\d+)?$`,
	`^-+\s*\d{1,3}\s*-+$`,
	`^\d{1,3}\s*/\s*\d{1,3}$`,
	`^[\s_*=~.\-–—+|:]*$`,
	`^\((?:da ky|ky ten|ky, dong dau|da ky.*)\)$`,
	`^(?:(?:tm|kt|tl|tuq|q)\s*\.\s*)+(?:[a-z]+\s*){1,8}$`,
	`^https?://\S+$`,
	`^(?:[a-z .\-]{2,40},\s*)?ngay\s+[\d….]+\s+thang\s+[\d….]+\s+nam\s+\d{4}\W*$`,
}, "|"))

var (
	pageNumber = regexp.MustCompile(`^\d{1,3}$`)
	sentTo     = regexp.MustCompile(`^noi nhan\s*:?(?:\s|$)`)
	signers    = regexp.MustCompile(`^(?:t/?m|kt|tl|tuq)\s*[./]?\s`)
	appendix   = regexp.MustCompile(`^(?:phu luc|bieu|danh muc|bang phan cong)\b`)
	issued     = regexp.MustCompile(`^\(?(?:ban hanh )?kem theo\b`)
)

// dropSignature blanks the signature block, which goes from "Nơi nhận" or "TM."
// to the end or to where a document begins again: an appendix, the plan that a
// decision issues, its numbered parts. Blank lines keep the numbers of the rest.
func dropSignature(lines []line) {
	signed := false
	for i := range lines {
		l := &lines[i]
		if l.text == "" {
			continue
		}
		low := newView(headOf(l.text, 120)).low
		switch {
		case sentTo.MatchString(low), signers.MatchString(low) && isUpper(l.text):
			signed = true
		case signed && beginsAgain(l.text, low):
			signed = false
		}
		if signed {
			l.text, l.raw = "", ""
		}
	}
}

// beginsAgain reports whether a line after a signature is of another document.
func beginsAgain(s, low string) bool {
	if appendix.MatchString(low) && len(low) < 80 || issued.MatchString(low) || isUpper(s) && docType.MatchString(fold(s)) {
		return true
	}
	mark, rest := parseMark(s)
	switch mark.Style {
	case document.Roman, document.Article, document.Division, document.UpperAlpha:
		return isUpper(rest) || mark.Style == document.Article
	}
	return knownColumns(splitCells(s, '|')) >= 3
}

// dropNoise blanks the lines that are no part of the plan: those that are
// noise as a whole, and letterheads set in columns of which each is.
func dropNoise(lines []line) {
	open := false // an "(issued with …" that the printer broke
	for i := range lines {
		l := &lines[i]
		low := newView(headOf(l.text, 300)).low
		if goesOn := open && l.wrap == document.Pushed; !goesOn && (len(l.text) >= 300 || !isNoise(low) && !letterhead(l.text)) {
			open = false
			continue
		}
		open = (open || issued.MatchString(low)) && !strings.HasSuffix(l.text, ")")
		l.text, l.raw = "", ""
	}
}

// letterhead reports whether a line is set in two columns of which the one is
// noise and the other at least no more than a name in capitals.
func letterhead(s string) bool {
	cells := gutter.Split(s, -1)
	if len(cells) < 2 || len(cells) > 4 {
		return false
	}
	noisy := 0
	for _, c := range cells {
		if isNoise(newView(c).low) {
			noisy++
		} else if !isUpper(c) {
			return false
		}
	}
	return noisy > 0
}

func isNoise(low string) bool {
	low = strings.TrimSpace(low)
	return noise.MatchString(low) || pageNumber.MatchString(low) || issued.MatchString(low)
}
