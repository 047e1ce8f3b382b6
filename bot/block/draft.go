package block

import (
	"slices"
	"strconv"
	"strings"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// DraftOffer renders "I read this plan", with a button to import it, or to see
// what it changes in a plan that is there. Nothing of it is stored yet.
func DraftOffer(l *locale.Locale, r work.Review) Message {
	s := newSheet(l)
	s.reserve(2, 400)
	next, label := "block.draft.nothing_yet", "block.button.import"
	switch {
	case unchanged(r):
		next, label = "block.again.nothing_to_do", "block.again.look"
		s.para(s.laterTitle(r))
	case r.Onto != nil:
		next, label = "block.again.nothing_yet", "block.button.later"
		s.later(r)
	default:
		s.draft(r.Stored)
	}
	s.free(2, 400)
	s.aside(s.say(next, nil))
	s.add(actions("", primary(button(ActionImport, r.Stored.ID, s.label(label, nil)))))
	return s.message()
}

// maxOffered bounds the changes that an offer shows; the review shows all.
const maxOffered = 200

// later shows what a later version of a plan changes there.
func (s *sheet) later(r work.Review) {
	s.para(s.laterTitle(r))
	s.packed([]string{s.documentDoubts(r.Stored.Draft)})
	v := reviewOn(s, r)
	s.reserve(1, 200)
	words := make([]string, min(len(v.lines), maxOffered))
	for i := range words {
		words[i] = fitMarkup(v.lineWords(v.lines[i], true), rowChars)
	}
	shown := s.packed(words)
	s.free(1, 200)
	s.more(len(v.lines) - shown)
}

// draft shows what was read: counts, what is in doubt, then every task.
func (s *sheet) draft(d work.StoredDraft) {
	s.para(s.draftTitle(d))
	s.packed([]string{s.documentDoubts(d.Draft)})
	s.reserve(1, 200)
	tasks := doubtfulFirst(d.Draft.Tasks, s.maxBlocks/2)
	shown := s.draftTasks(d.Draft.Places, tasks)
	s.free(1, 200)
	if left := len(tasks) - shown; left > 0 {
		s.aside(s.say("block.draft.more", args{"Count": left}))
	}
}

func (s speaker) draftTitle(d work.StoredDraft) string {
	plan := d.Draft
	a := args{"Tasks": s.counted("block.draft.tasks", len(plan.Tasks))}
	if n := activitiesBeside(plan.Tasks); n > 0 {
		a["Activities"] = s.counted("block.draft.activities", n)
	}
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

// activitiesBeside counts activities, without those that are the task itself.
func activitiesBeside(tasks []work.DraftTask) int {
	n := 0
	for _, t := range tasks {
		if !t.Itself() {
			n += len(t.Activities)
		}
	}
	return n
}

func (s speaker) counted(key string, n int) locale.Raw {
	return locale.Raw(s.say(key, args{"Count": n}))
}

// documentDoubts are those about the document as a whole.
func (s speaker) documentDoubts(d work.Draft) string {
	var lines []string
	for _, doubt := range d.Doubts[:min(len(d.Doubts), 10)] {
		lines = append(lines, s.doubt(d.Places, doubt))
	}
	return join("\n", lines...)
}

// places says where the lines of a document stand that has pages or sheets.
type places = map[int]work.Place

// doubt says what a person should look at: "⚠️ Dòng 12: … “31/11/2022”".
func (s speaker) doubt(at places, d work.Doubt) string {
	words := s.saidOf(d.Message)
	if where := s.place(at, d.Line); where != "" {
		words = upper(where) + ": " + words
	}
	if t := typed(d.Text, nameLetters); t != "" && !strings.Contains(words, t) {
		words += " “" + t + "”"
	}
	if len(d.Alternatives) > 0 {
		words += " " + s.say("block.draft.alternatives", args{"Readings": locale.Raw(s.alternatives(d.Alternatives))})
	}
	return markDoubt + " " + words
}

// place says where a line of the document stands: "dòng 12", "trang 3".
func (s speaker) place(at places, line int) string {
	p, paged := at[line]
	switch {
	case line <= 0:
		return ""
	case paged && p.Sheet != "" && p.Row > 0:
		return s.say("block.place.row", args{"Sheet": p.Sheet, "Row": strconv.Itoa(p.Row)})
	case paged && p.Row > 0 && p.Page > 0:
		return s.say("block.place.page_row", args{"Page": strconv.Itoa(p.Page), "Row": strconv.Itoa(p.Row)})
	case paged && p.Row > 0:
		return s.say("block.place.only_row", args{"Row": strconv.Itoa(p.Row)})
	case paged && p.Page > 0:
		return s.say("block.place.page", args{"Page": strconv.Itoa(p.Page)})
	case paged && p.Paragraph > 0:
		return s.say("block.place.paragraph", args{"Paragraph": strconv.Itoa(p.Paragraph)})
	}
	return s.say("block.place.line", args{"Line": strconv.Itoa(line)})
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
func (s *sheet) draftTasks(at places, tasks []work.DraftTask) int {
	full := len(tasks)
	if few := s.maxBlocks / 2; full > few {
		full = min(few, max(1, countDoubtful(tasks)))
	}
	for i, t := range tasks[:full] {
		if !s.para(fitMarkup(s.draftTask(at, t), maxSection)) {
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
func (s speaker) draftTask(at places, t work.DraftTask) string {
	var out strings.Builder
	out.WriteString(join("\n",
		join(" ", bold(t.Ref), typed(t.Title, titleLetters)),
		join(" · ",
			s.fact("lead", typed(t.Lead, nameLetters)),
			s.fact("target", s.target(t.Target)),
			s.fact("rank", typed(t.Rank, nameLetters))),
		s.fact("coordinators", s.names(t.Coordinators)),
		s.fact("items", s.names(t.Items)),
		s.doubtLines(at, t.Doubts, "")))
	if t.Itself() {
		out.WriteString("\n" + s.draftDeadline(at, t.Activities[0], ""))
		return out.String()
	}
	for n, a := range t.Activities {
		out.WriteString("\n• " + join(" ", bold(work.ChildRef(t.Ref, n+1)), typed(a.Text, titleLetters)) + "\n" + s.draftDeadline(at, a, "    "))
	}
	return out.String()
}

// draftLine is a task on one line.
func (s speaker) draftLine(t work.DraftTask) string {
	activities := ""
	if n := activitiesBeside([]work.DraftTask{t}); n > 0 {
		activities = s.say("block.draft.activities", args{"Count": n})
	}
	return "• " + join(" – ", join(" ", bold(t.Ref), typed(t.Title, nameLetters)), typed(t.Lead, nameLetters), activities)
}

// draftDeadline is an activity's deadline as read beside as written, and what
// stands below it, each line behind an indent.
func (s speaker) draftDeadline(at places, a work.DraftActivity, indent string) string {
	when := s.written(work.Line{Task: work.Task{Deadline: work.DeadlineOf(a.Deadline)}, Due: a.Deadline.Due})
	if when == "" {
		when = s.say("block.due.none", nil)
	}
	words := indent + s.say("block.draft.when", args{"When": locale.Raw(when)})
	if n := len(a.Checklist); n > 0 {
		words += "\n" + indent + s.say("block.draft.checklist", args{"Count": n, "Names": locale.Raw(s.names(a.Checklist))})
	}
	return join("\n", words, s.doubtLines(at, saidAbove(a.Doubts, a.Deadline.Phrase), indent))
}

// saidAbove are doubts without the words that they are about where these are
// the deadline's, which stands above them.
func saidAbove(doubts []work.Doubt, phrase string) []work.Doubt {
	out := slices.Clone(doubts)
	for i, d := range out {
		if d.Text == phrase {
			out[i].Text = ""
		}
	}
	return out
}

// maxDoubts bounds the doubts shown at one line; all of them are counted.
const maxDoubts = 4

func (s speaker) doubtLines(at places, doubts []work.Doubt, indent string) string {
	out := make([]string, 0, maxDoubts)
	for _, d := range doubts[:min(len(doubts), maxDoubts)] {
		out = append(out, indent+s.doubt(at, d))
	}
	return join("\n", out...)
}
