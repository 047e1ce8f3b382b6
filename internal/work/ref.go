package work

import (
	"regexp"
	"sort"
	"strconv"
	"strings"

	"nhacviec/internal/text"
)

var refForm = regexp.MustCompile(`^[\p{L}\p{N}]+(\.[\p{L}\p{N}]+)*$`)

// CleanRef is a ref as typed, without what people put around it: "#3.1", "3.1.",
// "3,1", "NV3". It is empty where s cannot be a ref.
func CleanRef(s string) string {
	s = strings.Trim(text.NFC(strings.TrimSpace(s)), "#.,;:()[]")
	s = strings.ReplaceAll(s, ",", ".")
	if len(s) > MaxRefLen || !refForm.MatchString(s) {
		return ""
	}
	return s
}

var occurrenceForm = regexp.MustCompile(`^(.+?)[-–—]([1-9]\d{0,4})$`)

// SplitRef is a ref as typed, cleaned, and the number of the occurrence that it
// names exactly, 0 where it names none: "3.2-4" is the fourth of 3.2. The ref
// is empty where s cannot be one.
func SplitRef(s string) (ref string, n int) {
	m := occurrenceForm.FindStringSubmatch(strings.Trim(strings.TrimSpace(s), "#.,;:()[]"))
	if m == nil {
		return CleanRef(s), 0
	}
	n, err := strconv.Atoi(m[2])
	if err != nil {
		return "", 0
	}
	return CleanRef(m[1]), n
}

// OccurrenceRef is the ref of a duty's n-th occurrence; the first has the
// plan's own.
func OccurrenceRef(ref string, n int) string {
	if n <= 1 {
		return ref
	}
	return ref + "-" + strconv.Itoa(n)
}

// NoSuchRef is the refusal for a ref that a plan does not have, with the
// nearest correction: the activities of the task that was meant, or else the
// refs that look most like it. refs are the plan's, in plan order.
func NoSuchRef(given string, refs []string) *Error {
	parent, nested := parentRef(given)
	if nested && contains(refs, parent) {
		kids := childrenOf(parent, refs)
		if len(kids) == 0 {
			return E(NotFound, "error.ref_no_activities", Args{"Given": given, "Parent": parent})
		}
		return E(NotFound, "error.ref_siblings", Args{"Given": given, "Parent": parent, "Refs": bound(kids, 12)})
	}
	if len(refs) == 0 {
		return E(NotFound, "error.ref_empty_plan", Args{"Given": given})
	}
	return E(NotFound, "error.ref_unknown", Args{"Given": given, "Refs": nearest(given, refs)[:min(len(refs), 6)]})
}

// parentRef is the ref of the task that an activity's ref says it belongs to.
func parentRef(ref string) (parent string, nested bool) {
	i := strings.LastIndexByte(ref, '.')
	if i < 0 {
		return "", false
	}
	return ref[:i], true
}

func contains(refs []string, ref string) bool {
	for _, r := range refs {
		if strings.EqualFold(r, ref) {
			return true
		}
	}
	return false
}

func childrenOf(parent string, refs []string) []string {
	var out []string
	for _, r := range refs {
		if p, nested := parentRef(r); nested && strings.EqualFold(p, parent) {
			out = append(out, r)
		}
	}
	return out
}

func bound(refs []string, n int) []string {
	if len(refs) > n {
		return append(append([]string(nil), refs[:n]...), "…")
	}
	return refs
}

// nearest orders refs by edit distance from given; top-level ones first among
// equals, as in plan order.
func nearest(given string, refs []string) []string {
	out := append([]string(nil), refs...)
	given = strings.ToLower(given)
	far := make(map[string]int, len(refs))
	for _, r := range refs {
		far[r] = text.Distance(given, strings.ToLower(r))
	}
	sort.SliceStable(out, func(i, j int) bool { return far[out[i]] < far[out[j]] })
	return out
}
