package intake

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// stand is how far a thing had come; nil where its row says nothing of it.
func (r *exportedReader) stand(t *exportedThing, target *work.Target, w whenRead, doubts *[]work.Doubt) *work.Stand {
	said := false
	for _, row := range append(append([]document.Row{t.row}, t.results...), t.checks...) {
		for _, c := range []string{colState, colProgress, colAssignee, colDoneOn} {
			said = said || r.cell(row, c) != ""
		}
	}
	if !said {
		return nil
	}
	s := r.standOf(t, target, w, doubts)
	for _, o := range t.later {
		again := r.when(o.row, doubts)
		s.Later = append(s.Later, work.Occurrence{Number: o.number, Stand: r.standOf(o, target, again, doubts)})
	}
	s.SortLater()
	return &s
}

// standOf reads the row as a task would stand, so that what is told of that is
// told of this.
func (r *exportedReader) standOf(t *exportedThing, target *work.Target, w whenRead, doubts *[]work.Doubt) work.Stand {
	task := work.Task{Target: target, State: r.state(t.row, doubts), DoneOn: r.day(t.row, colDoneOn, doubts)}
	for _, row := range t.results {
		task.Items = append(task.Items, r.item(row, work.ResultItem, doubts))
	}
	for _, row := range t.checks {
		task.Items = append(task.Items, r.item(row, work.CheckItem, doubts))
	}
	r.figure(t.row, &task, doubts)
	if task.State == "" && begun(&task) {
		task.State = work.InProgress
	}
	if recurs(w.reading.Recurrence) {
		task.Deadline = work.Deadline{Recurrence: w.reading.Recurrence, Start: w.start, Due: w.due}
	}
	return work.StandOf(task, r.cell(t.row, colAssignee))
}

func begun(t *work.Task) bool {
	p := work.ProgressOf(*t, nil)
	return p.Percent > 0 || p.Count > 0
}

func (r *exportedReader) state(row document.Row, doubts *[]work.Doubt) work.State {
	cell := r.cell(row, colState)
	name := r.means(exportedState, cell)
	if name == "" && cell != "" {
		r.unread(doubts, row, colState)
	}
	return work.State(name)
}

// item reads the stage of a named result or of a line of a checklist.
func (r *exportedReader) item(row document.Row, kind work.ItemKind, doubts *[]work.Doubt) work.Item {
	it := work.Item{Kind: kind}
	cell := r.cell(row, colProgress)
	if cell == "" {
		return it
	}
	name := r.means(exportedStage, cell)
	for i, key := range work.DefaultStages(kind) {
		if key == "stage."+name {
			it.Stage = i
			return it
		}
	}
	r.unread(doubts, row, colProgress)
	return it
}

var (
	percentCell  = regexp.MustCompile(`^(\d{1,4}(?:[.,]\d+)?)\s*%(?:\s*\((\d{1,6})\s*/\s*\d{1,6}\))?$`)
	countCell    = regexp.MustCompile(`^(\d{1,6})\s*/\s*\d{1,6}(?:\s*\(.*\))?$`)
	plainCell    = regexp.MustCompile(`^\d{1,6}$`)
	fractionCell = regexp.MustCompile(`^0[.,]\d+$`)
)

// figure reads a task's progress: "60%", "2/5 (40%)", or both as "60% (2/5)".
// What has ≈ before it was worked out and is no figure of the task's. A plain
// number counts where there is something to count.
func (r *exportedReader) figure(row document.Row, t *work.Task, doubts *[]work.Doubt) {
	cell := r.cell(row, colProgress)
	switch m := percentCell.FindStringSubmatch(cell); {
	case cell == "" || strings.HasPrefix(cell, "≈"):
	case m != nil:
		t.Percent = decimal(m[1], 1)
		if m[2] != "" {
			t.Count = decimal(m[2], 1)
		}
	case countCell.MatchString(cell):
		t.Count = decimal(countCell.FindStringSubmatch(cell)[1], 1)
	case fractionCell.MatchString(cell):
		t.Percent = decimal(cell, 100)
	case plainCell.MatchString(cell) && t.Of() > 0:
		t.Count = decimal(cell, 1)
	case plainCell.MatchString(cell):
		t.Percent = decimal(cell, 1)
	default:
		r.unread(doubts, row, colProgress)
	}
	if t.Percent != nil && *t.Percent > 100 {
		r.unread(doubts, row, colProgress)
		t.Percent = nil
	}
}

// decimal is a number with a point or a comma, times so much, rounded.
func decimal(s string, times float64) *int {
	f, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil { // the patterns let nothing else through
		return nil
	}
	n := int(math.Round(f * times))
	return &n
}
