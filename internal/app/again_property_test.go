package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// anyPlan draws plans of few words, so that lines are often alike and numbers
// often taken.
func anyPlan(t *rapid.T) work.Draft {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"báo", "cáo", "quý", "II", "họp", "xã"}), 1, 5)
	title := rapid.Custom(func(t *rapid.T) string { return strings.Join(words.Draw(t, "words"), " ") })
	phrase := rapid.SampledFrom([]string{"", "30/6", "quý II", "trước ngày 20 hằng tháng", "hằng quý"})
	when := func(t *rapid.T) calendar.Reading {
		return calendar.Parse(phrase.Draw(t, "phrase"), calendar.Context{Year: 2022})
	}
	part := rapid.Custom(func(t *rapid.T) work.DraftActivity {
		return work.DraftActivity{Text: title.Draw(t, "text"), Deadline: when(t), Checklist: rapid.SliceOfN(title, 0, 2).Draw(t, "checks")}
	})
	task := rapid.Custom(func(t *rapid.T) work.DraftTask {
		return work.DraftTask{Ref: rapid.SampledFrom([]string{"", "1", "2", "2.1", "I.1", "1x2"}).Draw(t, "ref"), Title: title.Draw(t, "title"),
			Lead: rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "lead"), Items: rapid.SliceOfN(title, 0, 2).Draw(t, "items"),
			Activities: rapid.SliceOfN(part, 0, 3).Draw(t, "parts")}
	})
	return work.Draft{Title: "Kế hoạch", Year: 2022, Tasks: rapid.SliceOfN(task, 1, 6).Draw(t, "tasks")}
}

// Whatever versions follow each other, whatever is left out of them and done
// between them: each is applied, each task is the fold of its events, and the
// same file again changes nothing.
func TestAnyVersionsAreAppliedOneAfterAnother(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	team, began := 0, d.now
	rapid.Check(t, func(rt *rapid.T) {
		team++
		ws, err := d.Workspace(t.Context(), work.Workspace{Team: fmt.Sprint("T-", team)})
		d.ok(err)
		d.who.Workspace, d.now = ws.ID, began
		d.bring(d.propose(anyPlan(rt)))
		for range rapid.IntRange(1, 3).Draw(rt, "versions") {
			d.now = d.now.AddDate(0, 0, rapid.IntRange(0, 40).Draw(rt, "days"))
			if tasks := d.tasks(); len(tasks) > 0 {
				_, err := d.Done(t.Context(), d.who, app.Pick{ID: rapid.SampledFrom(tasks).Draw(rt, "done").ID}, true)
				if err != nil && work.CodeOf(err) != work.Conflict && work.CodeOf(err) != work.Forbidden {
					rt.Fatal(err)
				}
			}
			version := anyPlan(rt)
			r := d.propose(version)
			for _, l := range r.Difference.Lines {
				if rapid.IntRange(0, 4).Draw(rt, "choice") > 0 {
					continue
				}
				if r, err = d.LeaveOut(t.Context(), d.who, r.Stored.ID, r.Stored.Version, l.Key(), rapid.Bool().Draw(rt, "out")); err != nil {
					rt.Fatal(err)
				}
			}
			if _, err := d.Import(t.Context(), d.who, confirmed(r)); err != nil {
				rt.Fatal(err)
			}
			before := d.tasks()
			inOrder(rt, version, r.Difference, before)
			got := d.bring(d.propose(version))
			if got.New+got.Changed+got.Gone+got.Held+got.Renumbered > 0 {
				rt.Fatalf("the same file again: %+v", got)
			}
			d.same("the same file again", d.tasks(), before)
			if t.Failed() {
				rt.FailNow()
			}
		}
	})
}

// inOrder wants the tasks of the lines that were applied in the document's
// order, among others.
func inOrder(t *rapid.T, version work.Draft, diff work.Difference, tasks []work.Task) {
	left := tasks
	for _, l := range diff.Lines {
		if l.Out || l.Kind == work.LineGone || l.Line.Activity >= 0 {
			continue
		}
		is := func(row work.Task) bool { return row.ID == l.ID }
		if title := version.Task(l.Line).Title; l.ID == 0 {
			is = func(row work.Task) bool { return row.Title == title && row.Parent == 0 }
		}
		i := slices.IndexFunc(left, is)
		if i < 0 {
			t.Fatalf("%s %q is not where it should be among %+v", l.Kind, l.Title, tasks)
		}
		left = left[i+1:]
	}
}
