package work

// Progress is how far a task has come.
type Progress struct {
	Percent int  // 0–100
	Count   int  // of Of; may be past it
	Of      int  // the target, 0 = nothing is counted
	Own     bool // the task's own figure, not the mean of its activities
}

// ProgressOf works a task's progress out: its own figure wins; without one it
// is the mean of its activities, cancelled ones left out.
func ProgressOf(t Task, activities []Task) Progress {
	p := Progress{Count: t.CountNow(), Of: t.Of()}
	switch {
	case t.State == Done:
		p.Percent, p.Own = 100, true
	case t.Percent != nil:
		p.Percent, p.Own = *t.Percent, true
	case p.Of > 0 && (t.Count != nil || p.Count > 0):
		p.Percent, p.Own = share(p.Count, p.Of), true
	case hasChecks(t) && t.checked() > 0:
		p.Percent, p.Own = share(t.checked(), t.checks()), true
	default:
		p.Percent = mean(activities)
	}
	return p
}

// Of is what the task's count is out of: its target, else its named results,
// else nothing.
func (t *Task) Of() int {
	if t.Target != nil {
		return t.Target.Count
	}
	return t.countItems(ResultItem, false)
}

// CountNow is the count reached: named results at their last stage, or a
// higher figure typed by hand.
func (t *Task) CountNow() int {
	n := t.countItems(ResultItem, true)
	if t.Count != nil && *t.Count > n {
		return *t.Count
	}
	return n
}

// Complete reports whether the figures say that all is reached, so that done
// may be offered.
func (p Progress) Complete() bool {
	return p.Percent >= 100 || p.Of > 0 && p.Count >= p.Of
}

func (t *Task) checked() int { return t.countItems(CheckItem, true) }
func (t *Task) checks() int  { return t.countItems(CheckItem, false) }

func hasChecks(t Task) bool { return t.checks() > 0 }

func (t *Task) countItems(k ItemKind, reachedOnly bool) int {
	n := 0
	for _, it := range t.Items {
		if it.Kind == k && (!reachedOnly || t.Reached(it)) {
			n++
		}
	}
	return n
}

// share is 100·n/of, rounded down so that 100 means all, at most 100.
func share(n, of int) int {
	if n >= of {
		return 100
	}
	return 100 * n / of
}

func mean(activities []Task) int {
	sum, n := 0, 0
	for _, a := range activities {
		if a.State == Cancelled {
			continue
		}
		sum += ProgressOf(a, nil).Percent
		n++
	}
	if n == 0 {
		return 0
	}
	return sum / n
}
