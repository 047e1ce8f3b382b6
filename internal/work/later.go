package work

import (
	"slices"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/text"
)

// What makes a document a later version of another: the share of lines that
// both have, of either's. A title of its own asks for half of them, one that is
// nearly the same for less, one in which other words stand for more.
const (
	linesAlone    = 0.5
	linesExtended = 0.2
	linesReworded = 0.6
	nearTitle     = 0.8
)

// LaterVersion tells how surely a document is a later version of the one that a
// plan was imported from: 0 is not at all, more is surer.
func LaterVersion(p Plan, before, after *Draft) float64 {
	if p.Year != 0 && after.Year != 0 && p.Year != after.Year || otherPeriod(p, before.Title, after.Title) {
		return 0
	}
	lines := sharedLines(before, after)
	x, y := titleWords(before.Title), titleWords(after.Title)
	alike := common(x, y)
	switch {
	case len(x) > 0 && slices.Equal(x, y), text.Fold(p.Title) == text.Fold(after.Title):
		return 2 + lines
	case alike >= nearTitle && (within(x, y) || within(y, x)):
		return enough(lines, linesExtended)
	case alike >= nearTitle:
		return enough(lines, linesReworded)
	}
	return enough(lines, linesAlone)
}

func enough(share, least float64) float64 {
	if share < least {
		return 0
	}
	return share
}

// otherPeriod reports whether both titles name their time and name another: the
// plan of March is no version of February's, however alike they are.
func otherPeriod(p Plan, x, y string) bool {
	a, b := periods(x, p.Year), periods(y, p.Year)
	return len(a) > 0 && len(b) > 0 && !slices.Equal(a, b)
}

func periods(title string, year int) [][2]calendar.Date {
	var out [][2]calendar.Date
	for _, m := range calendar.Find(title, calendar.Context{Year: year}) {
		if r := m.Reading; !r.Start.IsZero() && !r.Due.IsZero() {
			out = append(out, [2]calendar.Date{r.Start, r.Due})
		}
	}
	return out
}

// revised are words that say that a document is a version: they tell nothing of
// which plan it is.
var revised = map[string]bool{"du": true, "thao": true, "dieu": true, "chinh": true, "sua": true, "doi": true, "bo": true, "sung": true,
	"lan": true, "ban": true, "moi": true, "draft": true, "revised": true, "revision": true, "updated": true, "final": true, "version": true,
	"v1": true, "v2": true, "v3": true, "v4": true}

func titleWords(title string) []string {
	words := strings.Fields(text.Fold(title))
	words = slices.DeleteFunc(words, func(w string) bool { return revised[w] })
	slices.Sort(words)
	return words
}

func within(x, y []string) bool { return shared(x, y) == len(x) }

// sharedLines is the share of lines that both documents have, of the longer. A
// line that another unit leads is another line.
func sharedLines(before, after *Draft) float64 {
	if len(before.Tasks) == 0 || len(after.Tasks) == 0 {
		return 0
	}
	both := 0
	for a, b := range match(taskSubjects(before), taskSubjects(after)) {
		if b < 0 {
			continue
		}
		x, y := text.Fold(before.Tasks[b].Lead), text.Fold(after.Tasks[a].Lead)
		if x == y || x == "" || y == "" {
			both++
		}
	}
	return float64(both) / float64(max(len(before.Tasks), len(after.Tasks)))
}

// RowsOf finds the tasks that the lines of a draft became, for StoredDraft.Rows
// of a plan that was imported before they were kept.
func RowsOf(d *Draft, rows []Task) [][]int64 {
	under := map[int64][]Task{}
	for _, t := range rows {
		if t.Series == 0 {
			under[t.Parent] = append(under[t.Parent], t)
		}
	}
	out := make([][]int64, len(d.Tasks))
	of := match(rowSubjects(under[0]), taskSubjects(d))
	for i := range d.Tasks {
		out[i] = make([]int64, 1+len(d.Tasks[i].Activities))
		if of[i] < 0 {
			continue
		}
		top := under[0][of[i]]
		out[i][0] = top.ID
		if d.Tasks[i].Itself() {
			out[i][1] = top.ID
			continue
		}
		for j, k := range match(rowSubjects(under[top.ID]), partSubjects(&d.Tasks[i])) {
			if k >= 0 {
				out[i][1+j] = under[top.ID][k].ID
			}
		}
	}
	return out
}

func rowSubjects(rows []Task) []subject {
	out := make([]subject, len(rows))
	for i, t := range rows {
		ref := t.Ref
		if at := strings.LastIndexByte(ref, '.'); t.Parent != 0 && at >= 0 {
			ref = ref[at:]
		}
		out[i] = newSubject(ref, t.Title, t.Lead, t.Deadline.Phrase, nil)
	}
	return out
}
