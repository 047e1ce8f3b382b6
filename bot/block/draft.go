package block

import (
	"slices"
	"strconv"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// DraftOffer renders "I read this plan", with a button to import it. Nothing of
// it is stored yet.
func DraftOffer(l *locale.Locale, r work.Review) Message {
	s := newSheet(l)
	s.reserve(2, 400)
	s.draft(r.Stored)
	s.free(2, 400)
	s.aside(s.say("block.draft.nothing_yet", nil))
	s.add(actions("", primary(button(ActionImport, r.Stored.ID, s.label("block.button.import", nil)))))
	return s.message()
}

// draft shows what was read: counts, what is in doubt, then every task.
func (s *sheet) draft(d work.StoredDraft) {
	s.para(s.draftTitle(d))
	s.doubts(d.Draft)
	s.reserve(1, 200)
	tasks := doubtfulFirst(d.Draft.Tasks, s.maxBlocks/2)
	shown := s.draftTasks(tasks)
	s.free(1, 200)
	if left := len(tasks) - shown; left > 0 {
		s.aside(s.say("block.draft.more", args{"Count": left}))
	}
}

func (s speaker) draftTitle(d work.StoredDraft) string {
	plan := d.Draft
	a := args{"Tasks": s.counted("block.draft.tasks", len(plan.Tasks)), "Activities": s.counted("block.draft.activities", plan.Activities())}
	if n := len(plan.AllDoubts()); n > 0 {
		a["Doubts"] = s.counted("block.draft.doubts", n)
	}
	if plan.Year > 0 {
		a["Year"] = strconv.Itoa(plan.Year)
	}
	title := bold(plan.Title)
	if title == "" {
		title = bold(d.Source)
	}
	return join("\n", title, s.say("block.draft.read", a))
}

func (s speaker) counted(key string, n int) locale.Raw {
	return locale.Raw(s.say(key, args{"Count": n}))
}

// doubts are those about the document as a whole.
func (s *sheet) doubts(d work.Draft) {
	var lines []string
	for _, doubt := range d.Doubts {
		lines = append(lines, s.doubt(doubt))
	}
	s.packed(lines[:min(len(lines), 10)])
}

// doubt says what a person should look at: "⚠️ Dòng 12: … “31/11/2022”".
func (s speaker) doubt(d work.Doubt) string {
	words := s.saidOf(d.Message)
	if d.Line > 0 {
		words = s.say("block.draft.at_line", args{"Line": strconv.Itoa(d.Line), "What": locale.Raw(words)})
	}
	if t := typed(d.Text, nameLetters); t != "" && !strings.Contains(words, t) {
		words += " “" + t + "”"
	}
	if len(d.Alternatives) > 0 {
		words += " " + s.say("block.draft.alternatives", args{"Readings": locale.Raw(s.alternatives(d.Alternatives))})
	}
	return markDoubt + " " + words
}

// alternatives writes other readings, days as the language writes days.
func (s speaker) alternatives(readings []string) string {
	var out []string
	for _, r := range readings[:min(len(readings), maxNames)] {
		if d, err := calendar.ParseDate(r); err == nil {
			out = append(out, s.markup.Date(d))
			continue
		}
		out = append(out, typed(r, nameLetters))
	}
	return join(" / ", out...)
}

// doubtfulFirst keeps the printed order of a plan that can be seen whole, and
// otherwise puts first the tasks that a person must look at.
func doubtfulFirst(tasks []work.DraftTask, few int) []work.DraftTask {
	if len(tasks) <= few {
		return tasks
	}
	out := slices.Clone(tasks)
	slices.SortStableFunc(out, func(a, b work.DraftTask) int { return order(doubtful(b)) - order(doubtful(a)) })
	return out
}

func doubtful(t work.DraftTask) bool {
	return len(t.Doubts) > 0 || slices.ContainsFunc(t.Activities, func(a work.DraftActivity) bool { return len(a.Doubts) > 0 })
}

func order(b bool) int {
	if b {
		return 1
	}
	return 0
}

// draftTasks shows as many tasks as find room, in full or, where there are many
// and nothing is in doubt, a line each.
func (s *sheet) draftTasks(tasks []work.DraftTask) int {
	full := len(tasks)
	if few := s.maxBlocks / 2; full > few {
		full = min(few, max(1, countDoubtful(tasks)))
	}
	for i, t := range tasks[:full] {
		if !s.para(fitMarkup(s.draftTask(t), maxSection)) {
			return i
		}
	}
	lines := make([]string, 0, len(tasks)-full)
	for _, t := range tasks[full:] {
		lines = append(lines, s.draftLine(t))
	}
	return full + s.packed(lines)
}

func countDoubtful(tasks []work.DraftTask) int {
	n := 0
	for _, t := range tasks {
		if doubtful(t) {
			n++
		}
	}
	return n
}

// draftTask is a task with its activities, dates and doubts.
func (s speaker) draftTask(t work.DraftTask) string {
	var out strings.Builder
	out.WriteString(join("\n",
		join(" ", bold(t.Ref), typed(t.Title, titleLetters)),
		join(" · ",
			s.fact("lead", typed(t.Lead, nameLetters)),
			s.fact("target", s.target(t.Target)),
			s.fact("rank", typed(t.Rank, nameLetters))),
		s.fact("coordinators", s.names(t.Coordinators)),
		s.fact("items", s.names(t.Items)),
		s.doubtLines(t.Doubts)))
	for n, a := range t.Activities {
		out.WriteString("\n" + s.draftActivity(work.ChildRef(t.Ref, n+1), a))
	}
	return out.String()
}

// draftLine is a task on one line.
func (s speaker) draftLine(t work.DraftTask) string {
	return "• " + join(" – ",
		join(" ", bold(t.Ref), typed(t.Title, nameLetters)),
		typed(t.Lead, nameLetters),
		s.say("block.draft.activities", args{"Count": len(t.Activities)}))
}

// draftActivity is an activity with its deadline as read beside as written.
func (s speaker) draftActivity(ref string, a work.DraftActivity) string {
	l := work.Line{Task: work.Task{Deadline: work.DeadlineOf(a.Deadline)}, Due: a.Deadline.Due}
	when := s.written(l)
	if when == "" {
		when = s.say("block.due.none", nil)
	}
	words := "• " + join(" ", bold(ref), typed(a.Text, titleLetters)) + "\n    " + s.say("block.draft.when", args{"When": locale.Raw(when)})
	if n := len(a.Checklist); n > 0 {
		words += "\n    " + s.say("block.draft.checklist", args{"Count": n, "Names": locale.Raw(s.names(a.Checklist))})
	}
	return join("\n", words, s.doubtLines(a.Doubts))
}

// maxDoubts bounds the doubts shown at one line; all of them are counted.
const maxDoubts = 4

func (s speaker) doubtLines(doubts []work.Doubt) string {
	out := make([]string, 0, maxDoubts)
	for _, d := range doubts[:min(len(doubts), maxDoubts)] {
		out = append(out, "    "+s.doubt(d))
	}
	return join("\n", out...)
}
