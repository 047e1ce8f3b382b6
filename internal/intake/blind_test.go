package intake

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nhacviec/internal/text"
)

// Documents written by people who did not know the rules are held to what a
// careful clerk records of them: none may fall below blindFloor, and the mean
// not below blindMean.
const (
	blindFloor = 0.97
	blindMean  = 0.99
)

func TestReadBlind(t *testing.T) {
	golds, err := filepath.Glob("testdata/blind/*.json")
	if err != nil || len(golds) < 50 {
		t.Fatalf("%d documents in testdata/blind: %v", len(golds), err)
	}
	sum := 0.0
	for _, gold := range golds {
		got, missing := blindScore(t, gold)
		sum += got
		if got < blindFloor {
			t.Errorf("%s: %.3f, below %.2f; not found: %q", filepath.Base(gold), got, blindFloor, missing)
		}
	}
	if mean := sum / float64(len(golds)); mean < blindMean {
		t.Errorf("mean %.3f, below %.2f", mean, blindMean)
	}
}

// blindScore is the share of a clerk's tasks, of activities with their dates, of
// leads, coordinators, targets and items that the rules find, each in equal
// parts. Tasks that the clerk does not have count against it.
func blindScore(t *testing.T, gold string) (score float64, missing []string) {
	t.Helper()
	data, err := os.ReadFile(gold)
	if err != nil {
		t.Fatal(err)
	}
	var want goldPlan
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	path := strings.TrimSuffix(gold, "json") + "txt"
	if _, err := os.Stat(path); err != nil {
		path = strings.TrimSuffix(gold, "json") + "md"
	}
	got := read(t, path)
	found, acts, dates, lead, coords, target, items := 0, 0, 0, 0, 0, 0, 0
	wantActs := 0
	for _, w := range want.Tasks {
		wantActs += len(w.Activities)
		g, ok := taskLike(got.Tasks, w.Title)
		if !ok {
			missing = append(missing, w.Title)
			continue
		}
		found++
		lead += one(folded(w.Lead) == folded(g.Lead))
		coords += one(sameSet(w.Coordinators, g.Coordinators))
		target += one((w.Target == nil) == (g.Target == nil) && (w.Target == nil || w.Target.Count == g.Target.Count))
		items += one(len(w.Items) == 0 || sameSet(w.Items, g.Items))
		for i, a := range w.Activities {
			if i < len(g.Activities) {
				acts++
				dates += one(same(a.Due, g.Activities[i].Due) && same(a.Recurrence, g.Activities[i].Recurrence))
			}
		}
	}
	n := float64(max(len(want.Tasks), len(got.Tasks)))
	per := float64(found+lead+coords+target+items) / n
	return (per + float64(acts+dates)/float64(wantActs)) / 7, missing
}

// taskLike finds the task whose title is most like one; a tenth of the letters
// may differ.
func taskLike(tasks []goldTask, title string) (best goldTask, ok bool) {
	most := 0.9
	for _, g := range tasks {
		if r := alike(folded(title), folded(g.Title)); r >= most {
			best, most, ok = g, r, true
		}
	}
	return best, ok
}

// alike is the share of the letters of two texts that a common subsequence has.
func alike(a, b string) float64 {
	x, y := []rune(a), []rune(b)
	if len(x)+len(y) == 0 {
		return 1
	}
	row := make([]int, len(y)+1)
	for _, r := range x {
		diagonal := 0
		for j, s := range y {
			above := row[j+1]
			if r == s {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(above, row[j])
			}
			diagonal = above
		}
	}
	return 2 * float64(row[len(y)]) / float64(len(x)+len(y))
}

func folded(s string) string { return text.Fold(s) }

func sameSet(a, b []string) bool {
	in := map[string]bool{}
	for _, s := range a {
		in[folded(s)] = true
	}
	for _, s := range b {
		if !in[folded(s)] {
			return false
		}
		delete(in, folded(s))
	}
	return len(in) == 0
}

func same(a, b *string) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func one(ok bool) int {
	if ok {
		return 1
	}
	return 0
}
