package calendar

// reading says what the clause means. Several separate periods are readings of
// their own, and the whole has no dates then.
func (p *parser) reading(c *clause) Reading {
	var r Reading
	if c.lead.planned || c.lead.wish {
		r.flag(Tentative)
	}
	r.Exclusive = c.lead.limit == before && (!c.lead.clocked || c.lead.early)
	if c.recurring.every != "" && c.recurring.every != Yearly || c.recurring.unnamed {
		p.recurrent(&r, c)
		return r
	}
	r.Recurrence = c.recurring.every
	if len(c.spans) > 0 {
		p.dated(&r, c)
	}
	for _, more := range c.recurring.more {
		r.Also = append(r.Also, Reading{Recurrence: more})
	}
	return r
}

// recurrent fills in a duty that comes back within a year: it has a day, and
// no dates.
func (p *parser) recurrent(r *Reading, c *clause) {
	r.Recurrence = c.recurring.every
	r.Month = c.recurring.month
	if c.recurring.unnamed {
		r.Recurrence = Ongoing
		r.flag(PeriodUnnamed)
	}
	if len(c.days) > 0 {
		r.Day = c.days[len(c.days)-1]
	}
	if len(c.weekdays) > 0 {
		r.Weekday = c.weekdays[0]
	}
	if len(c.days) > 1 && !c.spans[0].ranged {
		r.Day = c.days[0]
		for _, d := range c.days[1:] {
			r.Also = append(r.Also, Reading{Recurrence: r.Recurrence, Month: r.Month, Day: d, Exclusive: r.Exclusive})
		}
	}
	for _, d := range c.weekdays[min(1, len(c.weekdays)):] {
		r.Also = append(r.Also, Reading{Recurrence: Weekly, Weekday: d, Exclusive: r.Exclusive})
	}
	for _, more := range c.recurring.more {
		r.Also = append(r.Also, Reading{Recurrence: more})
	}
	if len(r.Also) > 0 {
		r.flag(SeveralPeriods)
	}
}

// dated fills in the window of the clause's periods.
func (p *parser) dated(r *Reading, c *clause) {
	assumed := p.fill(c.spans)
	all := make([]Reading, 0, len(c.spans))
	for _, s := range c.spans {
		one := Reading{Recurrence: r.Recurrence, Exclusive: r.Exclusive}
		p.limit(&one, c, s)
		all = append(all, one)
	}
	merged := mergeAdjacent(all, c.lead.limit <= within && c.recurring.every == "")
	if len(merged) == 1 {
		also := r.Also
		flags := r.Flags
		*r = merged[0]
		r.Also, r.Flags = also, append(flags, r.Flags...)
	} else {
		r.Also = append(merged, r.Also...)
		r.flag(SeveralPeriods)
		for _, one := range merged {
			for _, f := range one.Flags {
				r.flag(f)
			}
		}
		r.Exclusive = false
	}
	if assumed && r.Recurrence != Yearly {
		r.flag(YearAssumed)
	}
}

// mergeAdjacent joins windows of which each begins the day after the last
// ended; days says that single days without a limit do so too.
func mergeAdjacent(all []Reading, days bool) []Reading {
	out := all[:1]
	for _, next := range all[1:] {
		last := &out[len(out)-1]
		if days && last.Due.AddDays(1) == next.Due {
			last.Start, last.Due = last.Start.or(last.Due), next.Due
			continue
		}
		if last.Start.IsZero() || last.Due.IsZero() || next.Start != last.Due.AddDays(1) || next.Due.IsZero() {
			out = append(out, next)
			continue
		}
		last.Due = next.Due
		for _, f := range next.Flags {
			last.flag(f)
		}
	}
	return out
}

// limit turns one span into start and due as the words before it say.
func (p *parser) limit(r *Reading, c *clause, s span) {
	from, to := s.from.inYear(s.from.year), s.to.inYear(s.to.year)
	if from.invalid || to.invalid {
		r.flag(InvalidDate)
		r.Exclusive = false
		return
	}
	if s.from.either || s.to.either {
		r.flag(DayMonthOrder)
	}
	r.Start, r.Due = from.start, to.due
	if s.ranged {
		p.rangeLimit(r, c, s)
		return
	}
	p.edgeLimit(r, s.to)
	switch c.lead.limit {
	case before:
		p.beforeLimit(r, c, s.to)
	case latest, until:
		r.Start = Date{}
	case since:
		p.sinceLimit(r, s.to, to.start)
	case afterwards:
		p.afterLimit(r, s.to)
	default:
		if s.to.grain == dayGrain && !c.open && !c.onward {
			r.Start = Date{}
		}
	}
	if c.open || c.onward {
		p.openEnd(r, c, s.to, to.start)
	}
}

// edgeLimit handles "đầu", "giữa" and "cuối".
func (p *parser) edgeLimit(r *Reading, x period) {
	switch x.edge {
	case early, mid:
		r.Due = Date{}
		r.flag(NoFirmDay)
	case late:
		r.Start = Date{}
		r.flag(DayAssumed)
	case firstDay:
		r.Start, r.Due = Date{}, r.Start
	}
}

// beforeLimit: before a day is recorded as that day; before a whole month or
// quarter is due on the day before it begins.
func (p *parser) beforeLimit(r *Reading, c *clause, x period) {
	start := r.Start
	r.Start = Date{}
	switch {
	case x.grain == dayGrain:
		if r.Due.Day == 1 {
			r.flag(StrictBefore)
		}
		return
	case x.edge == late || c.lead.last:
		r.Exclusive = false
	case x.edge == firstDay:
	case !start.IsZero():
		r.Due = start.AddDays(-1)
		r.Exclusive = false
		r.dropFlag(NoFirmDay)
		r.flag(StrictBefore)
	}
}

// afterLimit: after a day begins on the next; "sau 3 ngày" is the third day.
func (p *parser) afterLimit(r *Reading, x period) {
	switch {
	case x.counted:
		r.Start = Date{}
	case !r.Due.IsZero():
		r.Start, r.Due = r.Due.AddDays(1), Date{}
	}
}

func (p *parser) sinceLimit(r *Reading, x period, first Date) {
	r.Start, r.Due = first, Date{}
	if x.edge == late {
		r.Start = r.Start.orEnd(x)
	}
	r.dropFlag(NoFirmDay)
	r.dropFlag(DayAssumed)
	if x.grain == yearGrain && x.edge == whole {
		r.Recurrence = Ongoing
	}
}

// openEnd handles "trở đi": a year's has no end in sight and is ongoing.
func (p *parser) openEnd(r *Reading, c *clause, x period, first Date) {
	r.Start, r.Due = first, Date{}
	if r.Recurrence == "" && (x.grain == yearGrain || c.onward) {
		r.Recurrence = Ongoing
	}
}

// rangeLimit handles the edges of both ends.
func (p *parser) rangeLimit(r *Reading, c *clause, s span) {
	switch s.to.edge {
	case early, mid:
		r.Due = Date{}
		r.flag(NoFirmDay)
	case late:
		r.flag(DayAssumed)
	}
	if s.from.edge == late {
		r.Start = r.Start.orEnd(s.from)
	}
	switch c.lead.limit {
	case before, latest, until:
		r.Start = Date{}
	}
	if c.onward {
		r.Recurrence = Ongoing
	}
	if !r.Due.IsZero() && r.Due.Before(r.Start) { // "5/2025 - 3/2025"
		r.Start, r.Due, r.Exclusive = Date{}, Date{}, false
		r.flag(InvalidDate)
	}
}

// or is d, or e where d is none.
func (d Date) or(e Date) Date {
	if d.IsZero() {
		return e
	}
	return d
}

// orEnd is the last month's first day of a period whose end is meant.
func (d Date) orEnd(x period) Date {
	if d.IsZero() || x.last == 0 || x.grain <= monthGrain {
		return d
	}
	return Date{d.Year, x.last, 1}
}

// flag adds f once.
func (r *Reading) flag(f Flag) {
	if !r.Has(f) {
		r.Flags = append(r.Flags, f)
	}
}

func (r *Reading) dropFlag(f Flag) {
	kept := r.Flags[:0]
	for _, g := range r.Flags {
		if g != f {
			kept = append(kept, g)
		}
	}
	r.Flags = kept
}
