package calendar

import (
	"slices"
	"time"
)

// Has reports whether the reading carries f.
func (r Reading) Has(f Flag) bool { return slices.Contains(r.Flags, f) }

// Effective is the last day on which done is in time, as reminders count: Due,
// or the day before where Due is exclusive. It is zero where there is no Due.
func (r Reading) Effective() Date {
	if r.Exclusive && !r.Due.IsZero() {
		return r.Due.AddDays(-1)
	}
	return r.Due
}

// Next returns the first occurrence due on or after the given day. Its window
// begins the day after the occurrence before was due, or on Start's day of the
// year where the reading has a window. Without a named day an occurrence is due
// on its period's last day. Something done once has one occurrence, an ongoing
// duty none. Exclusive applies to the occurrence's due as it does to Due.
func (r Reading) Next(after Date) (start, due Date, ok bool) {
	if !r.From.IsZero() && after.Before(r.From) {
		after = r.From
	}
	switch r.Recurrence {
	case "":
		start, due, ok = r.Start, r.Due, !r.Due.IsZero() && !r.Due.Before(after)
	case Daily:
		start, due, ok = after, after, true
	case Weekly:
		start, due = r.nextWeek(after)
		ok = true
	case Monthly:
		start, due, ok = r.nextMonths(after, 1)
	case Quarterly:
		start, due, ok = r.nextMonths(after, 3)
	case HalfYearly:
		start, due, ok = r.nextMonths(after, 6)
	case Yearly:
		start, due, ok = r.nextYears(after, 1)
	case FiveYearly:
		start, due, ok = r.nextYears(after, 5)
	}
	if !ok || !r.Until.IsZero() && due.After(r.Until) {
		return Date{}, Date{}, false
	}
	if !r.From.IsZero() && r.Recurrence != "" && start.Before(r.From) {
		start = r.From
	}
	return start, due, true
}

func (r Reading) nextWeek(after Date) (start, due Date) {
	day := 7
	if r.Weekday > 0 {
		day = r.Weekday
	}
	due = after.Week().AddDays(day - 1)
	if due.Before(after) {
		due = due.AddDays(7)
	}
	return due.AddDays(-6), due
}

// nextMonths finds the due day in periods of n months counted from January.
func (r Reading) nextMonths(after Date, n int) (start, due Date, ok bool) {
	i := (after.Year*12 + int(after.Month) - 1) / n
	for ; !ok; i++ {
		due = r.dayIn(i*n, n)
		ok = !due.Before(after)
	}
	return r.dayIn((i-2)*n, n).AddDays(1), due, true
}

// dayIn is the due day of the period of n months from month m on, months
// counted from January of year 0. A day the month lacks is its last.
func (r Reading) dayIn(m, n int) Date {
	if r.Month > 0 && r.Month <= n {
		m += r.Month - 1
	} else {
		m += n - 1
	}
	end := Date{m / 12, time.Month(m%12 + 1), 1}.MonthEnd()
	if r.Day > 0 {
		end.Day = min(r.Day, end.Day)
	}
	return end
}

// nextYears finds the due day every n years, from the year of Due on where the
// reading has one.
func (r Reading) nextYears(after Date, n int) (start, due Date, ok bool) {
	if r.Due.Sub(r.Start) > 366 && !r.Start.IsZero() {
		run := Reading{Recurrence: r.Recurrence, From: r.Start, Until: r.Due} // "hằng năm, giai đoạn 2026 - 2030"
		return run.Next(after)
	}
	last := r.Due
	if last.IsZero() {
		if !r.Start.IsZero() || r.Has(InvalidDate) {
			return Date{}, Date{}, false
		}
		last = Date{after.Year - after.Year%n, time.December, 31}
	}
	k := max(0, after.Year-last.Year) / n
	due = inLaterYear(last, k*n)
	if due.Before(after) {
		k++
		due = inLaterYear(last, k*n)
	}
	if !r.Start.IsZero() {
		return inLaterYear(r.Start, k*n), due, true
	}
	return inLaterYear(last, (k-1)*n).AddDays(1), due, true
}

// inLaterYear is d's day n years on; 29 February becomes the 28th.
func inLaterYear(d Date, n int) Date {
	e := Date{d.Year + n, d.Month, 1}
	e.Day = min(d.Day, e.MonthEnd().Day)
	return e
}
