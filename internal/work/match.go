package work

import (
	"cmp"
	"slices"
	"strings"

	"nhacviec/internal/text"
)

// subject is what a line is recognised by in another version of its document.
type subject struct {
	ref    string
	title  string   // folded
	tokens []string // of the title, sorted, each once
	about  string   // folded lead and deadline
	kids   []string // folded titles of its activities, sorted
	inner  string   // all that its activities say, folded
}

func newSubject(ref, title, lead, phrase string, kids []DraftActivity) subject {
	s := subject{ref: ref, title: text.Fold(title), about: text.Fold(lead) + "|" + text.Fold(phrase)}
	s.tokens = set(strings.Fields(s.title))
	for _, k := range kids {
		s.kids = append(s.kids, text.Fold(k.Text))
		s.inner += join("", s.kids[len(s.kids)-1], text.Fold(k.Deadline.Phrase))
	}
	slices.Sort(s.kids)
	return s
}

func set(words []string) []string {
	slices.Sort(words)
	return slices.Compact(words)
}

// How near two lines must be to be one that was reworded: the share of words
// that they have in common, with the same number, with the same lead and
// deadline, and with neither.
const (
	nearByRef   = 0.5
	nearByAbout = 0.7
	nearAlone   = 0.85
)

// Bounds on the search for reworded lines, so that its time grows with the
// plan and not with its square: a word in more lines than maxShared tells
// nothing of them, and maxRarest of a line's rarest words are looked up.
const (
	maxShared = 64
	maxRarest = 8
	maxNear   = 2_000_000 // comparisons in all
)

// match finds for each line of after the line of before that it is a later
// version of, -1 for none. No line of before is taken twice.
func match(before, after []subject) []int {
	m := &matching{before: before, after: after, of: make([]int, len(after)), used: make([]bool, len(before))}
	for i := range m.of {
		m.of[i] = -1
	}
	for _, key := range []func(*subject) string{
		func(s *subject) string { return join(s.ref, s.title, s.about, s.inner) },
		func(s *subject) string { return join(s.title, s.about, s.inner) },
		func(s *subject) string { return join(s.ref, s.title) },
		func(s *subject) string { return join(s.title, s.about) },
		func(s *subject) string { return s.title },
	} {
		m.equal(key)
	}
	m.sameRef()
	m.reworded()
	return m.of
}

func join(parts ...string) string { return strings.Join(parts, "\x00") }

type matching struct {
	before, after []subject
	of            []int
	used          []bool
}

func (m *matching) pair(b, a int) { m.of[a], m.used[b] = b, true }

// equal pairs the lines that are still alone and alike in key, in order.
func (m *matching) equal(key func(*subject) string) {
	waiting := m.waiting(key)
	for a := range m.after {
		if m.of[a] >= 0 {
			continue
		}
		k := key(&m.after[a])
		if q := waiting[k]; len(q) > 0 {
			m.pair(q[0], a)
			waiting[k] = q[1:]
		}
	}
}

// waiting are the lines of before that are still alone, by key.
func (m *matching) waiting(key func(*subject) string) map[string][]int {
	out := map[string][]int{}
	for b := range m.before {
		if !m.used[b] {
			k := key(&m.before[b])
			out[k] = append(out[k], b)
		}
	}
	return out
}

// sameRef pairs the lines that kept their number and most of their words or of
// their activities.
func (m *matching) sameRef() {
	waiting := m.waiting(func(s *subject) string { return s.ref })
	for a := range m.after {
		if m.of[a] >= 0 || m.after[a].ref == "" {
			continue
		}
		q := waiting[m.after[a].ref]
		if len(q) > 0 && likeness(&m.before[q[0]], &m.after[a]) >= nearByRef {
			m.pair(q[0], a)
			waiting[m.after[a].ref] = q[1:]
		}
	}
}

// candidate is a pair of lines that may be one.
type candidate struct {
	a, b  int
	score float64
}

// reworded pairs the lines that moved and were reworded too, the likest first.
func (m *matching) reworded() {
	index := m.rareWords()
	var found []candidate
	left := maxNear
	for a := range m.after {
		if m.of[a] >= 0 {
			continue
		}
		for _, b := range m.sharing(index, a) {
			if left--; left < 0 {
				break
			}
			if score := likeness(&m.before[b], &m.after[a]); m.reads(a, b, score) {
				found = append(found, candidate{a, b, score})
			}
		}
	}
	slices.SortStableFunc(found, func(x, y candidate) int { return cmp.Compare(y.score, x.score) })
	for _, c := range found {
		if m.of[c.a] < 0 && !m.used[c.b] {
			m.pair(c.b, c.a)
		}
	}
}

// reads reports whether lines that are this like read as one. What differs in
// a number is another thing: the report of quarter II is not that of quarter I.
func (m *matching) reads(a, b int, score float64) bool {
	least := nearAlone
	if m.after[a].about == m.before[b].about {
		least = nearByAbout
	}
	return score >= least && slices.Equal(numbers(m.after[a].tokens), numbers(m.before[b].tokens))
}

// rareWords are the lines of before that are still alone, by word; words of
// many lines are left out.
func (m *matching) rareWords() map[string][]int {
	index := map[string][]int{}
	for b := range m.before {
		if m.used[b] {
			continue
		}
		for _, w := range m.before[b].tokens {
			index[w] = append(index[w], b)
		}
	}
	for w, lines := range index {
		if len(lines) > maxShared {
			delete(index, w)
		}
	}
	return index
}

// sharing are the lines of before that have one of a's rarest words.
func (m *matching) sharing(index map[string][]int, a int) []int {
	var words []string
	for _, w := range m.after[a].tokens {
		if len(index[w]) > 0 {
			words = append(words, w)
		}
	}
	slices.SortStableFunc(words, func(x, y string) int { return cmp.Compare(len(index[x]), len(index[y])) })
	var out []int
	for _, w := range words[:min(len(words), maxRarest)] {
		out = append(out, index[w]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// likeness is the share of words two titles have in common, or of their
// activities where there are several: 0 nothing, 1 all.
func likeness(x, y *subject) float64 {
	words := common(x.tokens, y.tokens)
	if len(x.kids) < 2 || len(y.kids) < 2 {
		return words
	}
	return max(words, common(x.kids, y.kids))
}

// common is the share that two sorted lists have in common: twice what is in
// both over what is in each (Dice's coefficient).
func common(x, y []string) float64 {
	if len(x)+len(y) == 0 {
		return 0
	}
	return 2 * float64(shared(x, y)) / float64(len(x)+len(y))
}

// shared counts what two sorted lists both have.
func shared(x, y []string) int {
	both := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch c := cmp.Compare(x[i], y[j]); {
		case c == 0:
			both++
			i++
			j++
		case c < 0:
			i++
		default:
			j++
		}
	}
	return both
}

// numbers are the words that count or number something, Roman figures too.
func numbers(words []string) []string {
	var out []string
	for _, w := range words {
		if strings.ContainsAny(w, "0123456789") || strings.Trim(w, "ivx") == "" {
			out = append(out, w)
		}
	}
	return out
}
