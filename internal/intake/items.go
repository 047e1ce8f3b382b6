package intake

import (
	"regexp"
	"strings"

	"nhacviec/internal/work"
)

// listOpens is what announces a list of named parts within a sentence. Vietnamese
// "từ các dự án như:" ends in a colon; so do most of the others.
var listOpens = regexp.MustCompile(`(?:cu the|bao gom|gom(?: co)?|nhu sau|nhu|nhu la|la|namely|including|such as|as follows|these|consisting of|gom cac [a-z ]{1,40})\s*:\s*`)

// maxParts bounds a list of named parts.
const maxParts = 60

// checklist returns the named parts that a sentence lists after "cụ thể:",
// "các dự án như:", "gồm:", nil where it lists none.
func checklist(s string) []string {
	v := newView(s)
	m := listOpens.FindStringIndex(v.low)
	if m == nil {
		return nil
	}
	list := sentences(v.orig(m[1], len(v.low)))[0]
	parts := listParts(list)
	if len(parts) < 2 {
		return nil
	}
	return parts
}

// listParts splits a list at its semicolons, or at its commas and last "và"
// where it has none.
func listParts(s string) []string {
	s = trimEnd(s)
	parts := splitOutside(s, ';')
	if len(parts) == 1 {
		parts = splitLast(splitOutside(s, ','))
	}
	return trimParts(parts)
}

// splitLast splits the last part of a list at its "và" or "and".
func splitLast(parts []string) []string {
	if len(parts) < 2 {
		return parts
	}
	last := parts[len(parts)-1]
	for _, and := range []string{" và ", " and "} {
		if a, b, found := strings.Cut(" "+strings.TrimSpace(last), and); found && strings.TrimSpace(a) != "" {
			return append(parts[:len(parts)-1:len(parts)-1], a, b)
		} else if found {
			return append(parts[:len(parts)-1:len(parts)-1], b)
		}
	}
	return parts
}

func trimParts(parts []string) []string {
	var out []string
	for _, p := range parts {
		p = strings.TrimSpace(p)
		for _, and := range []string{"và ", "and ", "- ", "+ "} {
			p = strings.TrimPrefix(p, and)
		}
		if p = trimEnd(p); p != "" && len(out) < maxParts {
			out = append(out, p)
		}
	}
	return out
}

// namedResults reads the results of a counted task as its named items: a list
// of as many as the target counts, else one whose parts are all names.
func namedResults(results string, t *work.Target) []string {
	if t == nil || t.Count < 2 || results == "" || strings.HasPrefix(t.Unit, "%") {
		return nil
	}
	list := results
	if v := newView(results); strings.Contains(v.low, ":") {
		if m := listOpens.FindStringIndex(v.low); m != nil {
			list = v.orig(m[1], len(v.low))
		} else if i := strings.IndexByte(results, ':'); i < 120 {
			list = results[i+1:]
		}
	}
	for _, parts := range [][]string{listParts(list), trimParts(splitAll(list))} {
		if len(parts) == t.Count && (names(parts) || alikeStart(parts)) {
			return parts
		}
	}
	if parts := listParts(list); len(parts) >= 2 && names(parts) && alikeStart(parts) {
		return parts
	}
	return nil
}

func splitAll(s string) []string {
	var out []string
	for _, p := range splitOutside(s, ';') {
		out = append(out, splitOutside(p, ',')...)
	}
	return out
}

// names reports whether every part begins as a name does.
func names(parts []string) bool {
	for _, p := range parts {
		if !startsUpper(p) || len(strings.Fields(p)) > 14 {
			return false
		}
	}
	return true
}

// alikeStart reports whether all parts begin with the same word: "NHTT A; NHTT B".
func alikeStart(parts []string) bool {
	first := strings.ToLower(strings.Fields(parts[0])[0])
	for _, p := range parts[1:] {
		if strings.ToLower(strings.Fields(p)[0]) != first {
			return false
		}
	}
	return true
}
