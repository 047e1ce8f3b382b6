// Package report works out summaries of a plan: figures first, as pure
// functions of its lines and events on a day.
package report

import (
	"nhacviec/internal/calendar"
	"nhacviec/internal/work"
)

// Headline is the figures that leaders publish. What is counted are activities,
// and tasks that have none. They add up:
//
//	Total = Done + Open + Paused
//	Done  = DoneInTime + DoneLate
//	Open  = InTime + Overdue + NoDeadline
//
// Cancelled and Ongoing stand apart from the total.
type Headline struct {
	Total int

	Done, DoneInTime, DoneLate int

	Open, InTime, Overdue, NoDeadline int
	Awaiting                          int // of Open: reported as finished, not confirmed

	Paused             int
	Cancelled, Ongoing int
}

// HeadlineOf counts lines, which are counted ones: see work.Counted.
func HeadlineOf(lines []work.Line) Headline {
	var h Headline
	for _, l := range lines {
		h.add(l)
	}
	return h
}

// Percent is the share of Total that is done, rounded half up; 0 of nothing.
func (h Headline) Percent() int {
	if h.Total == 0 {
		return 0
	}
	return (200*h.Done + h.Total) / (2 * h.Total)
}

func (h *Headline) add(l work.Line) {
	switch {
	case l.Task.State == work.Cancelled:
		h.Cancelled++
		return
	case l.Task.Deadline.Recurrence == calendar.Ongoing:
		h.Ongoing++
		return
	}
	h.Total++
	switch l.Task.State {
	case work.Done:
		h.addDone(l)
	case work.Paused:
		h.Paused++
	default:
		h.addOpen(l)
	}
}

func (h *Headline) addDone(l work.Line) {
	h.Done++
	if l.Standing.State == work.DoneLate {
		h.DoneLate++
		return
	}
	h.DoneInTime++
}

func (h *Headline) addOpen(l work.Line) {
	h.Open++
	if l.Task.State == work.Awaiting {
		h.Awaiting++
	}
	switch l.Standing.State {
	case work.Overdue:
		h.Overdue++
	case work.NoDeadline:
		h.NoDeadline++
	default:
		h.InTime++
	}
}

// open reports whether a counted line is among Headline.Open.
func open(l work.Line) bool {
	return !l.Task.State.Silent() && l.Task.Deadline.Recurrence != calendar.Ongoing
}

// Message is the headline as leaders publish it: "Tổng số 9 nhiệm vụ; đã hoàn
// thành 4 (đúng hạn 3, quá hạn 1); chưa hoàn thành 5 (trong hạn 4, quá hạn 1);
// tỷ lệ 44%". Parts that are seldom there, such as paused, are named only where
// they count.
func (h Headline) Message() work.Message {
	a := work.Args{
		"Count": h.Total, "Done": h.Done, "DoneInTime": h.DoneInTime, "DoneLate": h.DoneLate,
		"Open": h.Open, "InTime": h.InTime, "Overdue": h.Overdue, "Percent": h.Percent(),
	}
	if h.NoDeadline > 0 {
		a["NoDeadline"] = h.NoDeadline
	}
	if h.Paused > 0 {
		a["Paused"] = h.Paused
	}
	return work.Message{Key: "report.headline", Args: a}
}
