package intake

import (
	"regexp"
	"strings"
)

// leadsBelow finds the role of who stands in a heading: "Phòng A chủ trì, phối
// hợp với Phòng B:".
var leadsBelow = regexp.MustCompile(`\b(?:chu tri|dau moi)\b`)

// roleHeading reads a heading that names who leads what stands below it, who
// helps, and nothing to do.
func (b *builder) roleHeading(it *item) (party, bool) {
	s := strings.TrimSpace(it.node.Text)
	if !strings.HasSuffix(s, ":") || len(it.node.kids) == 0 || len(s) > 2*maxSubject {
		return party{}, false
	}
	s = strings.TrimRight(s, " :")
	v := newView(s)
	if m := setsOut.FindStringIndex(v.low); m != nil && leadsBelow.MatchString(v.low[:m[0]]) {
		s = v.orig(0, m[0])
	}
	if !leadsBelow.MatchString(newView(s).low) {
		return party{}, false
	}
	p := b.units.who(s)
	if p.lead == "" || !b.units.wholeName(b.expand(p.lead)) {
		return party{}, false
	}
	for i, c := range p.coords {
		if p.coords[i] = b.expand(c); !b.units.wholeName(p.coords[i]) {
			return party{}, false
		}
	}
	p.lead = b.expand(p.lead)
	return p, true
}

// rolesOnly is a title of words that say who does something and not what.
var rolesOnly = regexp.MustCompile(`^(?:(?:chu tri|phoi hop|dau moi|phu trach|tham muu|thuc hien|chiu trach nhiem|va|cung|voi|la|lam)[\s,;:]*)+$`)

// exhorts is how letters end: "nghiêm túc triển khai thực hiện".
var exhorts = regexp.MustCompile(`^(?:(?:de nghi|yeu cau|cac|don vi|dia phuong|co quan|nghiem tuc|khan truong|chu dong|tich cuc|tap trung|phoi hop|quan triet|trien khai|to chuc|quan tam|chi dao|thuc hien|nghiem|hieu qua|dong bo|theo|dung|tot|va|kip thoi|day du)[\s,]*)*(?:trien khai|thuc hien)(?:\s+(?:nghiem|nghiem tuc|tot|hieu qua|day du|kip thoi|dung quy dinh|theo quy dinh|(?:cac |nhung )?(?:nhiem vu|noi dung|cong viec|y kien)?\s*(?:chi dao|duoc giao|neu tren|tren)|(?:ke hoach|cong van|thong bao|quyet dinh|chi thi|chuong trinh|van ban) nay)[\s,]*)*$`)

// asksNothing reports whether an item names roles alone, or ends a letter.
func asksNothing(it *item) bool {
	low := strings.TrimRight(fold(it.title), " .;:/")
	return rolesOnly.MatchString(low) || it.node.Mark.Label == "" && len(it.kids) == 0 && !it.dated() && exhorts.MatchString(low)
}
