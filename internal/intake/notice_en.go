package intake

import (
	"regexp"
	"strings"
)

var (
	// englishOrder is "Anna will draft …", "Finance to approve …", "Ben: review …",
	// "Carla and Deng - migrate …", "Priya, with Daniel, to …".
	englishOrder = regexp.MustCompile(`^(?:@)?((?:All|Each|Every|Both)(?:\s+[a-z-]+){1,3}?|(?:The\s+)?[A-Z][\w.'&/-]*(?:\s+(?:and|&|of|[A-Z][\w.'&/-]*)){0,5}(?:\s+(?:team|group|office|department|desk|committee))?)(?:,?\s+(?:together |jointly |in partnership )?with\s+([^:;()]{2,120}?),|\s+\((?:with|supported by)\s+([^()]{2,120})\))?(\s+(?:will|must|shall|should|to|is to|are to|has to|have to)\s+|\s*:\s+|\s+[-–—]\s+)([a-z].*)$`)
	// notNames begin sentences in the same way and are nobody.
	notNames = regexp.MustCompile(`^(?:plan|prepare|need|continue|want|start|try|agree|agreed|how|note|goal|goals|bug|fix|update|this|that|it|we|there|everything|what|who|when|result|results|decision|summary|question|first|second|third|finally|also|next|step|part|phase|move|go|get|due|deadline|add|work|remember|commit|commitment|ready|access|link|respond|switch|return|migrate|upgrade|connect|apply|listen|talk|write|report)\b`)
)

// englishSubject takes the name off the front of an English order.
func englishSubject(s string, plain bool) (party, string, bool) {
	if !plain {
		return party{}, s, false
	}
	m := englishOrder.FindStringSubmatch(s)
	if m == nil || !isUpper(firstCell(m[1])) && notNames.MatchString(strings.ToLower(m[1])) {
		return party{}, s, false
	}
	if _, ok := labelRole(strings.ToLower(m[1])); ok {
		return party{}, s, false
	}
	p := party{lead: strings.TrimPrefix(m[1], "The ")}
	if with := m[2] + m[3]; with != "" {
		p.coords = unitGrammar{plain: true}.splitUnits(with)
	}
	return p, m[5], true
}
