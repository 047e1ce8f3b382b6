package block

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// Marks that stand before words, never instead of them.
const (
	markDone    = "✅"
	markOverdue = "🔴"
	markToday   = "🟠"
	markSoon    = "🟡"
	markInTime  = "🟢"
	markNone    = "⚪"
	markPaused  = "⏸️"
	markCancel  = "🚫"
	markAwait   = "⏳"
	markOngoing = "🔁"
	markRisk    = "⚠️"
	markDoubt   = "⚠️"
)

// heading is a task's ref and title: "*3.1* Nộp đơn đăng ký".
func heading(t work.Task, letters int) string {
	return join(" ", bold(t.Ref), typed(t.Title, letters))
}

func bold(s string) string {
	if s = typed(s, nameLetters); s == "" {
		return ""
	}
	return "*" + s + "*"
}

// status says in words where a task stands, with a mark before them.
func (s speaker) status(l work.Line) string {
	t := l.Task
	switch {
	case t.State == work.Cancelled:
		return markCancel + " " + s.state(t.State)
	case t.State == work.Paused:
		return markPaused + " " + s.state(t.State)
	case t.State == work.Awaiting && l.Standing.State == work.Overdue:
		return markAwait + " " + join(", ", s.state(t.State), lower(s.standing(l)))
	case t.State == work.Awaiting:
		return markAwait + " " + s.state(t.State)
	case t.State != work.Done && t.Deadline.Recurrence != "" && l.Due.IsZero():
		return markOngoing + " " + upper(s.every(t.Deadline))
	}
	return markOf(l.Standing) + " " + s.standing(l)
}

func (s speaker) state(st work.State) string { return s.say("block.state."+string(st), nil) }

func markOf(st work.Standing) string {
	switch st.State {
	case work.DoneInTime, work.DoneLate:
		return markDone
	case work.Overdue:
		return markOverdue
	case work.DueSoon:
		if st.Days == 0 {
			return markToday
		}
		return markSoon
	case work.InTime:
		return markInTime
	}
	return markNone
}

// standing is the deadline state in words: "Quá hạn 3 ngày".
func (s speaker) standing(l work.Line) string {
	n := args{"Count": l.Standing.Days}
	switch l.Standing.State {
	case work.DoneInTime:
		if l.Due.IsZero() {
			return s.state(work.Done)
		}
		return s.say("block.due.done_in_time", nil)
	case work.DoneLate:
		return s.say("block.due.done_late", n)
	case work.Overdue:
		return s.say("block.due.overdue", n)
	case work.DueSoon, work.InTime:
		if l.Standing.Days == 0 {
			return s.say("block.due.today", nil)
		}
		return s.say("block.due.left", n)
	}
	return s.say("block.due.none", nil)
}

// due is the deadline as a date: "hạn 30/06/2022"; with a recurrence, how
// often. What status has said already is left out.
func (s speaker) due(l work.Line) string {
	d := l.Task.Deadline
	switch {
	case l.Due.IsZero():
		return ""
	case l.Standing.State == work.DueSoon && l.Standing.Days == 0:
		return s.every(d)
	case d.Exclusive && d.Due == l.Due:
		return join(", ", s.say("block.due.before", args{"Date": l.Due}), s.every(d))
	}
	return join(", ", s.say("block.due.on", args{"Date": l.Due}), s.every(d))
}

// every is how often a duty comes back, with its day: "hằng tháng, ngày 25".
func (s speaker) every(d work.Deadline) string {
	if d.Recurrence == "" {
		return ""
	}
	often := s.say("block.every."+string(d.Recurrence), nil)
	switch {
	case d.Recurrence == calendar.Weekly && d.Weekday > 0:
		return join(", ", often, s.markup.Weekday(weekday(d.Weekday)))
	case d.Day > 0:
		return join(", ", often, s.say("block.every.day", args{"Day": strconv.Itoa(d.Day)}))
	}
	return often
}

// progress is how far a task has come: "2/5 văn bằng bảo hộ", "40%", or what
// its state says where there is no figure.
func (s speaker) progress(l work.Line) string {
	p := l.Progress
	switch {
	case l.Task.State == work.Done || l.Task.State == work.Cancelled:
		if p.Of == 0 {
			return ""
		}
		return s.count(l)
	case p.Of > 0 && l.Task.Percent != nil:
		return join(", ", s.count(l), percent(p.Percent))
	case p.Of > 0:
		return s.count(l)
	case p.Percent > 0 || p.Own:
		return percent(p.Percent)
	case l.Task.State == work.NotStarted || l.Task.State == work.InProgress:
		return lower(s.state(l.Task.State))
	}
	return "" // the status has said it
}

func percent(n int) string { return strconv.Itoa(n) + "%" }

// count is "2/5 văn bằng bảo hộ".
func (s speaker) count(l work.Line) string {
	what := locale.Raw(s.say("block.progress.results", nil))
	if t := l.Task.Target; t != nil && t.Unit != "" {
		what = locale.Raw(typed(t.Unit, nameLetters))
	}
	return s.say("block.progress.count", args{"Done": l.Progress.Count, "Of": l.Progress.Of, "What": what})
}

const barCells = 10

// bar draws a count, one cell for each as far as ten go: ▰▰▱▱▱.
func bar(p work.Progress) string {
	cells := min(p.Of, barCells)
	if cells <= 0 {
		return ""
	}
	full := min(max(p.Count, 0), p.Of) * cells / p.Of
	return strings.Repeat("▰", full) + strings.Repeat("▱", cells-full)
}

// risk says that a task is likely to be late.
func (s speaker) risk(l work.Line) string {
	if !l.AtRisk {
		return ""
	}
	return markRisk + " " + s.say("block.at_risk", nil)
}

// lower makes a phrase fit for the middle of a line.
func lower(words string) string { return first(words, unicode.ToLower) }

// upper makes it fit for the beginning.
func upper(words string) string { return first(words, unicode.ToUpper) }

func first(words string, change func(rune) rune) string {
	r, n := utf8.DecodeRuneInString(words)
	if n == 0 {
		return words
	}
	return string(change(r)) + words[n:]
}

// weekday turns 1 Monday … 7 Sunday into Go's.
func weekday(n int) time.Weekday { return time.Weekday(n % 7) }
