package report

import (
	"cmp"
	"slices"

	"nhacviec/internal/calendar"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// WeeklyInput is what a weekly summary is worked out from.
type WeeklyInput struct {
	Plan     work.Plan
	Today    calendar.Date
	Since    calendar.Date // the day of the last summary; zero = seven days before Today
	Lines    []work.Line   // the plan's top-level lines as they stand on Today
	Events   []work.Event  // the plan's since then, oldest first
	Calendar Workdays      // the plan's; *calendar.Calendar is one
}

// Workdays counts working days.
type Workdays interface {
	// WorkdaysBetween counts the working days after a, up to b and with it.
	WorkdaysBetween(a, b calendar.Date) int
}

// Summary is a plan's week.
type Summary struct {
	Plan         work.Plan
	Today, Since calendar.Date
	Headline     Headline
	Units        []UnitRow
	Overdue      []work.Line // open ones, most days late first
	Soon         []work.Line // open, due from Today to work.SoonDays later, soonest first
	Changes      []Change    // in plan order, one for each thing that is other than it was
	Needs        []Need      // what asks for the director, at most MaxNeeds
}

// UnitRow is one lead unit's share of the headline.
type UnitRow struct {
	Name string // as first printed in the plan; "" = no lead named
	Headline
}

// Weekly works a summary out.
func Weekly(in WeeklyInput) Summary {
	counted := work.Counted(in.Lines)
	if in.Since.IsZero() {
		in.Since = in.Today.AddDays(-7)
	}
	s := Summary{
		Plan: in.Plan, Today: in.Today, Since: in.Since,
		Headline: HeadlineOf(counted),
		Units:    byUnit(counted),
		Overdue:  overdue(counted),
		Soon:     soon(counted),
		Changes:  changes(in.Lines, in.Events),
	}
	s.Needs = needs(in, s.Overdue, counted)
	return s
}

// byUnit splits the headline by lead unit, in the order in which the plan
// first names each; names are compared folded.
func byUnit(counted []work.Line) []UnitRow {
	var rows []UnitRow
	at := map[string]int{}
	for _, l := range counted {
		key := text.Fold(l.Task.Lead)
		i, known := at[key]
		if !known {
			i = len(rows)
			at[key] = i
			rows = append(rows, UnitRow{Name: l.Task.Lead})
		}
		rows[i].add(l)
	}
	return rows
}

func overdue(counted []work.Line) []work.Line {
	out := pick(counted, work.Overdue)
	slices.SortStableFunc(out, func(a, b work.Line) int { return cmp.Compare(b.Standing.Days, a.Standing.Days) })
	return out
}

func soon(counted []work.Line) []work.Line {
	out := pick(counted, work.DueSoon)
	slices.SortStableFunc(out, func(a, b work.Line) int { return cmp.Compare(a.Standing.Days, b.Standing.Days) })
	return out
}

// pick is the open lines in a deadline state.
func pick(counted []work.Line, state work.DeadlineState) []work.Line {
	var out []work.Line
	for _, l := range counted {
		if open(l) && l.Standing.State == state {
			out = append(out, l)
		}
	}
	return out
}
