package intake

import (
	"regexp"
	"strings"
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
	`^so\s*:\s*[\d.…_]*\s*/\s*[\w\-/]*`,
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
	appendix   = regexp.MustCompile(`^(?:phu luc|bieu|danh muc|bang phan cong)\b`)
	issued     = regexp.MustCompile(`^\(?(?:ban hanh )?kem theo\b`)
)

// dropSignature blanks the signature block, which goes from "Nơi nhận" to the
// end or to the next appendix. Blank lines keep the numbers of the rest.
func dropSignature(lines []line) {
	signed := false
	for i := range lines {
		l := &lines[i]
		if l.text == "" {
			continue
		}
		low := newView(headOf(l.text, 120)).low
		switch {
		case appendix.MatchString(low) && len(low) < 80:
			signed = false
		case sentTo.MatchString(low):
			signed = true
		}
		if signed {
			l.text, l.raw = "", ""
		}
	}
}

// dropNoise blanks the lines that are no part of the plan.
func dropNoise(lines []line) {
	for i := range lines {
		if l := &lines[i]; len(l.text) < 300 && isNoise(newView(l.text).low) {
			l.text, l.raw = "", ""
		}
	}
}

func isNoise(low string) bool {
	low = strings.TrimSpace(low)
	return noise.MatchString(low) || pageNumber.MatchString(low) || issued.MatchString(low)
}
