package work

import (
	"cmp"
	"slices"

	"nhacviec/internal/calendar"
)

// Stand is how far a task has come, apart from what its plan asks for: what an
// exported plan says of it beside the plan's own words. It is taken over where
// a document becomes a new plan; a plan that is there knows better.
type Stand struct {
	State    State         // "" = not said
	Percent  *int          `json:",omitempty"` // typed by hand, 0–100
	Count    *int          `json:",omitempty"` // typed by hand, of the target
	DoneOn   calendar.Date // zero unless Done
	Assignee string        `json:",omitempty"` // as printed: see Named
	// Results and Checks are the stages of the named results and of the
	// checklist, in the order in which the draft names them.
	Results []int `json:",omitempty"`
	Checks  []int `json:",omitempty"`
	// Of a duty that comes back: the days of this occurrence, and those after it.
	Start, Due calendar.Date
	Later      []Occurrence `json:",omitempty"`
}

// Occurrence is how far one occurrence of a duty has come, its first excepted.
type Occurrence struct {
	Number int // 2 of "3.2-2"
	Stand
}

// StandOf is how far a stored task has come; assignee is their printed name. A
// count that the named results show by themselves is not repeated, nor is a
// percentage once the task is done.
func StandOf(t Task, assignee string) Stand {
	s := Stand{State: t.State, Percent: t.Percent, Count: t.Count, DoneOn: t.DoneOn, Assignee: assignee}
	for _, it := range t.Items {
		if it.Kind == CheckItem {
			s.Checks = append(s.Checks, it.Stage)
		} else {
			s.Results = append(s.Results, it.Stage)
		}
	}
	if t.Recurs() {
		s.Start, s.Due = t.Deadline.Start, t.Deadline.Due
	}
	s.tidy(&t)
	return s
}

// tidy leaves out the figures that say nothing of their own.
func (s *Stand) tidy(t *Task) {
	if reached := t.countItems(ResultItem, true); s.Count != nil && reached > 0 && *s.Count <= reached {
		s.Count = nil
	}
	if s.State == Done {
		s.Percent = nil
	} else {
		s.DoneOn = calendar.Date{}
	}
}

// Apply gives a task that is about to be entered what s says. Figures out of
// bounds are held within them, and a task that is done was done today where no
// day is named.
func (s *Stand) Apply(t *Task, assignee string, today calendar.Date) {
	if s.State != "" {
		t.State = s.State
	}
	t.Assignee = assignee
	t.Percent, t.Count = held(s.Percent, 100), held(s.Count, MaxCount)
	s.stages(t)
	if t.Deadline.Recurrence != "" && !s.Due.IsZero() {
		t.Deadline.Start, t.Deadline.Due = s.Start, s.Due
	}
	if t.State == Done {
		t.DoneOn = s.DoneOn
		if t.DoneOn.IsZero() {
			t.DoneOn = today
		}
	}
}

func (s *Stand) stages(t *Task) {
	results, checks := s.Results, s.Checks
	for i := range t.Items {
		it := &t.Items[i]
		from := &results
		if it.Kind == CheckItem {
			from = &checks
		}
		if len(*from) > 0 {
			it.Stage = min(max((*from)[0], 0), t.StageCount(it.Kind)-1)
			*from = (*from)[1:]
		}
	}
}

func held(n *int, most int) *int {
	if n == nil {
		return nil
	}
	within := min(max(*n, 0), most)
	return &within
}

// Again is the duty's first as one of its later occurrences, not stored yet.
func (o *Occurrence) Again(first Task, assignee string, today calendar.Date) Task {
	t := first
	t.ID, t.Version, t.Series = 0, 0, first.ID
	t.Ref = OccurrenceRef(first.Ref, o.Number)
	t.State, t.Percent, t.Count, t.DoneOn = NotStarted, nil, nil, calendar.Date{}
	t.Items = slices.Clone(t.Items)
	for i := range t.Items {
		t.Items[i].ID, t.Items[i].Stage = 0, 0
	}
	o.Apply(&t, assignee, today)
	return t
}

// SortLater puts a duty's later occurrences into their order.
func (s *Stand) SortLater() {
	slices.SortStableFunc(s.Later, func(a, b Occurrence) int { return cmp.Compare(a.Number, b.Number) })
}
