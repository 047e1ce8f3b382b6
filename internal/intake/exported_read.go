package intake

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// exportedReader puts the rows of an exported table together again. They may
// have been sorted: what belongs together is told by the numbers, and only
// where those say nothing by the order.
type exportedReader struct {
	*exported
	opt        Options
	monthFirst bool
	draft      work.Draft
	tasks      []*exportedThing
	byRef      map[string]*exportedThing
	apart      bool // a row does not stand with its task: the table was sorted
}

// exportedThing is a task, an activity or an occurrence of either, as rows say.
type exportedThing struct {
	row     document.Row
	ref     string
	number  int            // of an occurrence; 0 = the only or first
	results []document.Row // its items
	checks  []document.Row
	parts   []*exportedThing // its activities
	later   []*exportedThing // its later occurrences
}

// name is the number in full: 3.2-2.
func (t *exportedThing) name() string { return work.OccurrenceRef(t.ref, t.number) }

// exportedItem is a row of a named result or of a checklist.
type exportedItem struct {
	row   document.Row
	ref   string
	check bool
	after *exportedThing // the row of a task or an activity above it
}

func (r *exportedReader) read(ctx context.Context) error {
	r.byRef = map[string]*exportedThing{}
	r.monthFirst = r.monthFirst || r.monthsFirst()
	if err := r.gather(ctx); err != nil {
		return err
	}
	if r.apart {
		slices.SortStableFunc(r.tasks, func(a, b *exportedThing) int { return compareRefs(a.ref, b.ref) })
	}
	for i, t := range r.tasks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.opt.Progress != nil {
			r.opt.Progress(i+1, len(r.tasks))
		}
		if r.apart {
			slices.SortStableFunc(t.parts, func(a, b *exportedThing) int { return compareRefs(a.ref, b.ref) })
		}
		r.draft.Tasks = append(r.draft.Tasks, r.task(t))
	}
	if len(r.draft.Tasks) > maxTasks {
		return work.E(work.TooLarge, KeyTooMany, work.Args{"name": r.doc.Name, "limit": maxTasks})
	}
	return nil
}

// gather finds the tasks, then what belongs to each: a row may stand above its
// task.
func (r *exportedReader) gather(ctx context.Context) error {
	var parts, again []*exportedThing
	var items []exportedItem
	under := map[*exportedThing]*exportedThing{} // activity → the task above it
	var task, last *exportedThing
	for _, row := range r.rows {
		if err := ctx.Err(); err != nil {
			return err
		}
		if r.cell(row, colTitle) == "" || holdsHeader([]document.Row{row}) {
			continue
		}
		ref, n := work.SplitRef(r.cell(row, colRef))
		t := &exportedThing{row: row, ref: ref, number: n}
		switch kind := r.kindOf(row); {
		case kind == "result" || kind == "check":
			items = append(items, exportedItem{row, work.OccurrenceRef(ref, n), kind == "check", last})
			continue
		case n > 1:
			again = append(again, t)
		case kind == "activity":
			parts = append(parts, t)
			under[t] = task
		default:
			r.addTask(t)
			task = t
		}
		last = t
	}
	for _, p := range parts {
		r.addPart(p, under[p])
	}
	for _, o := range again {
		r.addAgain(o)
	}
	for _, it := range items {
		r.addItem(it)
	}
	return nil
}

// kindOf is what a row is. One that was added without saying so is told by its
// number.
func (r *exportedReader) kindOf(row document.Row) string {
	if k := r.means(exportedKind, r.cell(row, colKind)); k != "" {
		return k
	}
	ref, _ := work.SplitRef(r.cell(row, colRef))
	if r.above(ref) != nil {
		return "activity"
	}
	return "task"
}

// above is the nearest thing that a number stands below: 3.1 for 3.1.2, or else 3.
func (r *exportedReader) above(ref string) *exportedThing {
	for at := strings.LastIndexByte(ref, '.'); at >= 0; at = strings.LastIndexByte(ref, '.') {
		ref = ref[:at]
		if t := r.byRef[ref]; t != nil {
			return t
		}
	}
	return nil
}

func (r *exportedReader) addTask(t *exportedThing) {
	r.tasks = append(r.tasks, t)
	r.known(t)
}

func (r *exportedReader) known(t *exportedThing) {
	if _, taken := r.byRef[t.name()]; !taken && t.ref != "" {
		r.byRef[t.name()] = t
	}
}

// addPart gives an activity to the task that its number names, else to the one
// above it; without either it is a task.
func (r *exportedReader) addPart(p, above *exportedThing) {
	task := above
	if above == nil || !strings.HasPrefix(p.ref, above.ref+".") {
		if named := r.above(p.ref); named != nil {
			task = named
		}
	}
	if task == nil {
		r.addTask(p)
		return
	}
	r.apart = r.apart || task != above
	task.parts = append(task.parts, p)
	r.known(p)
}

// addAgain gives a later occurrence to its duty. Where that is gone it stands
// for it.
func (r *exportedReader) addAgain(o *exportedThing) {
	first := r.byRef[o.ref]
	if first != nil && text.Fold(r.cell(first.row, colTitle)) == text.Fold(r.cell(o.row, colTitle)) {
		first.later = append(first.later, o)
		r.known(o)
		return
	}
	o.number = 0
	if r.kindOf(o.row) == "activity" {
		r.addPart(o, nil)
	} else {
		r.addTask(o)
	}
}

// addItem gives a named result or a line of a checklist to what its number
// names, else to what stands above it.
func (r *exportedReader) addItem(it exportedItem) {
	of := it.after
	if named := r.byRef[it.ref]; named != nil && (of == nil || of.name() != it.ref) {
		of = named
	}
	if of == nil {
		return
	}
	r.apart = r.apart || of != it.after
	if it.check {
		of.checks = append(of.checks, it.row)
	} else {
		of.results = append(of.results, it.row)
	}
}

// compareRefs orders numbers as a plan does: 2 before 10, 3 before 3.1.
func compareRefs(a, b string) int {
	return slices.CompareFunc(strings.Split(a, "."), strings.Split(b, "."), func(x, y string) int {
		return cmp.Or(cmp.Compare(len(strings.TrimLeft(x, "0")), len(strings.TrimLeft(y, "0"))), cmp.Compare(x, y))
	})
}
