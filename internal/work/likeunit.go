package work

import (
	"cmp"
	"slices"
	"strings"

	"nhacviec/internal/text"
)

// maxLike bounds the known units that a name is offered as.
const maxLike = 3

// unitKinds are the words that begin a unit's name and say what kind it is, and
// how they are shortened; folded.
var unitKinds = []struct{ words, kind string }{
	{"trung tam", "trung tam"}, {"van phong", "van phong"}, {"chi cuc", "chi cuc"}, {"bo phan", "bo phan"},
	{"phong", "phong"}, {"so", "so"}, {"ban", "ban"}, {"cuc", "cuc"}, {"vien", "vien"}, {"doi", "doi"}, {"to", "to"}, {"khoa", "khoa"},
	{"p", "phong"}, {"tt", "trung tam"}, {"vp", "van phong"}, {"cc", "chi cuc"}, {"bp", "bo phan"},
	{"department of", "department"}, {"dept of", "department"}, {"department", "department"}, {"dept", "department"}, {"office of", "office"},
}

// LikeUnits are the known units that a name may be another spelling or an
// abbreviation of, likeliest first, at most three. A name that is a known
// one's, compared folded, is like none.
func LikeUnits(name string, known []string) []string {
	type like struct {
		name  string
		score int
	}
	var found []like
	n := unitName(name)
	for _, k := range known {
		u := unitName(k)
		if u.folded == n.folded {
			return nil
		}
		if s := n.likeness(u); s > 0 {
			found = append(found, like{k, s})
		}
	}
	slices.SortStableFunc(found, func(a, b like) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.name, b.name))
	})
	var out []string
	for _, f := range found[:min(len(found), maxLike)] {
		out = append(out, f.name)
	}
	return out
}

// named is a unit's name taken apart.
type named struct {
	folded string
	kind   string   // "phong"; "" = none is said
	core   []string // the words without the kind
}

func unitName(s string) named {
	n := named{folded: text.Fold(text.Cut(s, MaxName))}
	rest := n.folded
	for _, k := range unitKinds {
		if after, ok := strings.CutPrefix(n.folded, k.words+" "); ok {
			n.kind, rest = k.kind, after
			break
		}
	}
	n.core = withoutAnd(strings.Fields(rest))
	return n
}

// likeness ranks how two names may be one unit's, 0 = they are not alike. Units
// of two kinds are two units: "Phòng Tài chính" is no "Sở Tài chính".
func (n named) likeness(u named) int {
	if n.kind != "" && u.kind != "" && n.kind != u.kind || len(n.core) == 0 || len(u.core) == 0 {
		return 0
	}
	all, others := withoutAnd(strings.Fields(n.folded)), withoutAnd(strings.Fields(u.folded))
	switch {
	case slices.Equal(n.core, u.core):
		return 5
	case shortens(n.core, u.core), shortens(u.core, n.core), shortens(all, others), shortens(others, all):
		return 4
	case misspelt(strings.Join(n.core, " "), strings.Join(u.core, " ")):
		return 3
	case len(n.core) > 1 && allIn(n.core, u.core), len(u.core) > 1 && allIn(u.core, n.core):
		return 2
	}
	return 0
}

// shortens reports whether short is long with some of its words as their
// initials: "kh cn" and "khcn" of "khoa hoc cong nghe".
func shortens(short, long []string) bool {
	// fits[i][j]: what is left of short from i on shortens long from j on.
	fits := make([][]bool, len(short)+1)
	for i := range fits {
		fits[i] = make([]bool, len(long)+1)
	}
	fits[len(short)][len(long)] = true
	for i, word := range slices.Backward(short) {
		for j := range slices.Backward(long) {
			n := len(word)
			fits[i][j] = word == long[j] && fits[i+1][j+1] ||
				n > 1 && j+n <= len(long) && fits[i+1][j+n] && initials(long[j:j+n]) == word
		}
	}
	return fits[0][0]
}

func initials(words []string) string {
	out := make([]byte, len(words))
	for i, w := range words {
		out[i] = w[0]
	}
	return string(out)
}

// withoutAnd drops the words that abbreviations leave out.
func withoutAnd(words []string) []string {
	return slices.DeleteFunc(words, func(w string) bool { return w == "va" || w == "and" })
}

// misspelt reports whether two names differ by no more than a letter in five.
func misspelt(x, y string) bool {
	most := min(len(x), len(y)) / 5
	if most == 0 || len(x)-len(y) > most || len(y)-len(x) > most || slices.Compare(numbersOf(x), numbersOf(y)) != 0 {
		return false
	}
	return text.Distance(x, y) <= min(most, 3)
}

func numbersOf(s string) []string { return numbers(strings.Fields(s)) }

func allIn(words, others []string) bool {
	for _, w := range words {
		if !slices.Contains(others, w) {
			return false
		}
	}
	return true
}
