package calendar

// merge joins what two clauses of one phrase say.
func (p *parser) merge(a, b Reading) Reading {
	switch {
	case b.empty():
		for _, f := range b.Flags {
			a.flag(f)
		}
		return fillDay(a, b)
	case a.empty():
		return p.mergeEmpty(a, b)
	case a.Recurrence == b.Recurrence && a.Recurrence != "":
		return mergeSame(a, b)
	case a.Recurrence == Ongoing && b.Recurrence != "":
		return b // "thường xuyên, định kỳ hằng quý báo cáo": what has a rhythm is kept
	case b.Recurrence == Ongoing && a.Recurrence != "":
		return a
	case a.Recurrence != "" && b.Recurrence == "":
		return p.recurringWithin(a, b)
	case b.Recurrence != "" && a.Recurrence == "":
		return p.recurringWithin(b, a)
	case a.Recurrence != "":
		return withAlso(a, b)
	case len(a.Also) == 0 && len(b.Also) == 0 && a.Due.IsZero() && b.Start.Compare(a.Start) >= 0:
		return joined(a, b)
	case a.Due.IsZero() && b.Start.IsZero() && !b.Due.Before(a.Start):
		return joined(a, b)
	case len(b.Also) == 0 && a.covers(b):
		return narrowed(a, b)
	case len(a.Also) == 0 && b.covers(a):
		return a
	}
	return milestones(a, b)
}

// empty reports whether r says neither when nor how often.
func (r Reading) empty() bool {
	return r.Recurrence == "" && r.Due.IsZero() && r.Start.IsZero() && len(r.Also) == 0
}

func (p *parser) mergeEmpty(a, b Reading) Reading {
	out := fillDay(b, a)
	for _, f := range a.Flags {
		out.flag(f)
	}
	return out
}

// fillDay gives a recurrence the day that stands beside it.
func fillDay(r, day Reading) Reading {
	if r.Recurrence == "" || r.Recurrence == Ongoing {
		return r
	}
	if r.Day == 0 {
		r.Day = day.Day
	}
	if r.Weekday == 0 && r.Recurrence == Weekly {
		r.Weekday = day.Weekday
	}
	r.Exclusive = r.Exclusive || day.Exclusive
	return r
}

// mergeSame joins "định kỳ hằng quý, chậm nhất ngày 25 của tháng cuối quý".
func mergeSame(a, b Reading) Reading {
	if a.Day == 0 && a.Weekday == 0 && a.Due.IsZero() {
		b.Flags = append(a.Flags, b.Flags...)
		return b
	}
	if b.Day == 0 && b.Weekday == 0 && b.Due.IsZero() {
		return a
	}
	return withAlso(a, b)
}

// recurringWithin joins a recurrence and a date: a yearly duty takes the date
// as its own, a shorter one as the bounds of its run. An ongoing duty with a
// date stays ongoing.
func (p *parser) recurringWithin(r, d Reading) Reading {
	for _, f := range d.Flags {
		r.flag(f)
	}
	switch r.Recurrence {
	case Yearly, FiveYearly, Ongoing:
		if r.Recurrence == Ongoing && d.wholeYear() && d.Has(YearAssumed) {
			r.dropFlag(YearAssumed)
			return r
		}
		if r.Recurrence == Yearly && d.Start.IsZero() && d.Due == (Date{d.Due.Year, 12, 31}) && !d.Exclusive && d.Due.Year > p.baseYear() {
			r.Until = d.Due // "hằng năm, đến năm 2030"
			return r
		}
		if r.covers(d) {
			return narrowed(r, d)
		}
		if r.Due.IsZero() && r.Start.IsZero() {
			r.Start, r.Due, r.Exclusive = d.Start, d.Due, d.Exclusive
			r.Also = append(r.Also, withRecurrence(d.Also, r.Recurrence)...)
			if r.Recurrence != Ongoing {
				r.dropFlag(YearAssumed)
			}
		}
	default:
		if d.Day > 0 || d.Weekday > 0 {
			return fillDay(r, d)
		}
		if r.Day > 0 && d.Exclusive {
			return withAlso(r, d)
		}
		r.From, r.Until = d.Start, d.Effective()
	}
	return r
}

// wholeYear reports whether the window is one year from end to end.
func (r Reading) wholeYear() bool {
	return r.Start == Date{r.Start.Year, 1, 1} && r.Due == Date{r.Start.Year, 12, 31}
}

func withRecurrence(rs []Reading, every Recurrence) []Reading {
	for i := range rs {
		rs[i].Recurrence = every
	}
	return rs
}

// joined makes one window of "từ tháng 11/2025" and "hoàn thành trong năm 2027".
func joined(a, b Reading) Reading {
	a.Due, a.Exclusive = b.Due, b.Exclusive
	a.Recurrence = ""
	a.dropFlag(NoFirmDay)
	for _, f := range b.Flags {
		a.flag(f)
	}
	return a
}

// milestones keeps the first date as the phrase's and the next beside it.
func milestones(a, b Reading) Reading {
	if n := len(a.Also); n > 0 && b.covers(a.Also[n-1]) {
		return a
	}
	if len(a.Also) == 0 || !a.Due.IsZero() || !a.Start.IsZero() {
		return withAlso(a, b)
	}
	if len(b.Also) > 0 {
		a.Also = append(a.Also, b.Also...)
	} else {
		a.Also = append(a.Also, b)
	}
	return a
}

// covers reports whether r is a window of several days inside which o is due.
func (r Reading) covers(o Reading) bool {
	inside := !r.Start.IsZero() && !o.Due.IsZero() && !o.Due.Before(r.Start) && !o.Due.After(r.Due) && r.Start != r.Due
	return inside && (o.Start.IsZero() || !o.Start.Before(r.Start) && o.Due.Before(r.Due))
}

// narrowed makes "Quý III/2025 (trước ngày 15/9)" end on its named day.
func narrowed(a, b Reading) Reading {
	if !b.Start.IsZero() {
		a.Start = b.Start
	}
	a.Due, a.Exclusive = b.Due, b.Exclusive
	for _, f := range b.Flags {
		if f != YearAssumed {
			a.flag(f)
		}
	}
	return a
}

func withAlso(a, b Reading) Reading {
	also := b.Also
	b.Also = nil
	a.Also = append(a.Also, b)
	a.Also = append(a.Also, also...)
	a.flag(SeveralPeriods)
	return a
}
