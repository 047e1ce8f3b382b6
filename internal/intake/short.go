package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/intake/document"
)

// abbreviation explained in a note: "VP: Văn phòng Sở", "Sở NN&PTNT (Sở Nông
// nghiệp và Phát triển nông thôn)", "QLDS = Phòng Quản lý Di sản".
var (
	noteLine  = regexp.MustCompile(`(?:ghi chu|chu thich|viet tat|ky hieu|abbreviations?|key|legend|notes?)[^:]{0,40}:\s*`)
	shortPair = regexp.MustCompile(`^\s*["“(]?([\pL\d.&\-/]{1,16}(?:\s[\pL\d.&\-]{1,12})?)["”)]?\s*(?::|=|–|-|\bla\b|là)\s*(\pL.{3,120})$`)
)

// abbreviations collects the short forms of units that a document explains.
func abbreviations(doc document.Document) map[string]string {
	short := map[string]string{}
	for _, b := range doc.Blocks {
		if b.Table != nil || len(b.Text) > 2000 {
			continue
		}
		v := newView(b.Text)
		m := noteLine.FindStringIndex(v.low)
		if m == nil || m[0] > 40 {
			continue
		}
		list := v.orig(m[1], len(v.low))
		parts := splitOutside(list, ';')
		if len(parts) == 1 {
			parts = splitOutside(list, ',')
		}
		for _, p := range parts {
			if m := shortPair.FindStringSubmatch(trimEnd(strings.TrimSpace(p))); m != nil && len(m[1]) < len(m[2]) {
				short[strings.TrimSpace(m[1])] = trimEnd(strings.TrimSpace(m[2]))
			}
		}
	}
	return short
}

// expand writes out the abbreviations in a list of units.
func (b *builder) expand(s string) string {
	if len(b.short) == 0 || s == "" {
		return s
	}
	if full, ok := b.short[strings.TrimSpace(s)]; ok {
		return full
	}
	parts := splitOutside(s, ',')
	sep := ","
	if strings.Contains(s, ";") {
		parts, sep = splitOutside(s, ';'), ";"
	}
	for i, p := range parts {
		if full, ok := b.short[strings.TrimSpace(p)]; ok {
			parts[i] = full
			if i > 0 {
				parts[i] = " " + full
			}
		}
	}
	return strings.Join(parts, sep)
}
