package block

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/report"
	"nhacviec/internal/work"
)

// nasty is what a person might type to break an answer.
var nasty = []string{
	"<!channel> <@U1> *x*", "a & b < c > d", "&amp;&lt;", "```", "*bold*_it_~s~`c`", "dòng\nhai\r\n\tba", "\u202eđảo",
	"Nộp đơn đăng ký nhãn hiệu tập thể", "👨‍👩‍👧‍👦", "𝔘𝔫𝔦", "é́́́", "<http://x|y>", "\x00\x07", "", " ", "e" + strings.Repeat("́", 400), "\xff\xfe", "⟦",
}

func words() *rapid.Generator[string] {
	piece := rapid.OneOf(rapid.SampledFrom(nasty[:len(nasty)-1]), rapid.StringN(0, 12, 60))
	return rapid.Custom(func(t *rapid.T) string {
		s := strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, "pieces"), "")
		if rapid.IntRange(0, 9).Draw(t, "long") == 0 {
			s = strings.Repeat(s, 3000/(len(s)+1)+1)
		}
		return strings.ReplaceAll(s, "⟦", "[")
	})
}

func someWords(most int) *rapid.Generator[[]string] { return rapid.SliceOfN(words(), 0, most) }

func user() *rapid.Generator[string] {
	return rapid.OneOf(rapid.SampledFrom([]string{"", "U02CNTRUONG", "U02GIAMDOC"}), words())
}

func day() *rapid.Generator[calendar.Date] {
	return rapid.Custom(func(t *rapid.T) calendar.Date {
		if rapid.Bool().Draw(t, "none") {
			return calendar.Date{}
		}
		return date(today).AddDays(rapid.IntRange(-400, 400).Draw(t, "days"))
	})
}

func figure() *rapid.Generator[*int] {
	return rapid.Ptr(rapid.IntRange(-5, 200000), true)
}

func target() *rapid.Generator[*work.Target] {
	return rapid.Custom(func(t *rapid.T) *work.Target {
		if rapid.Bool().Draw(t, "none") {
			return nil
		}
		return &work.Target{Count: rapid.IntRange(0, 100000).Draw(t, "count"), Unit: words().Draw(t, "unit")}
	})
}

func task(id int64, items int) *rapid.Generator[work.Task] {
	return rapid.Custom(func(t *rapid.T) work.Task {
		return work.Task{
			ID: id, Plan: rapid.Int64Range(1, 2).Draw(t, "plan"), Ref: words().Draw(t, "ref"), Title: words().Draw(t, "title"),
			Lead: words().Draw(t, "lead"), Coordinators: someWords(30).Draw(t, "coordinators"), Assignee: user().Draw(t, "assignee"),
			Target: target().Draw(t, "target"), Rank: words().Draw(t, "rank"), Results: words().Draw(t, "results"),
			Deadline: deadline().Draw(t, "deadline"),
			State:    rapid.SampledFrom([]work.State{work.NotStarted, work.InProgress, work.Awaiting, work.Done, work.Paused, work.Cancelled}).Draw(t, "state"),
			Percent:  figure().Draw(t, "percent"), Count: figure().Draw(t, "count"), Stages: stages().Draw(t, "stages"),
			Items: itemsGen(id, items).Draw(t, "items"), DoneOn: day().Draw(t, "done on"), CreatedOn: date("2022-01-01"),
		}
	})
}

func deadline() *rapid.Generator[work.Deadline] {
	return rapid.Custom(func(t *rapid.T) work.Deadline {
		return work.Deadline{
			Phrase: words().Draw(t, "phrase"), Start: day().Draw(t, "start"), Due: day().Draw(t, "due"), Exclusive: rapid.Bool().Draw(t, "exclusive"),
			Recurrence: rapid.SampledFrom([]calendar.Recurrence{"", calendar.Daily, calendar.Weekly, calendar.Monthly, calendar.Quarterly, calendar.HalfYearly, calendar.Yearly, calendar.FiveYearly, calendar.Ongoing}).Draw(t, "recurrence"),
			Day:        rapid.IntRange(0, 31).Draw(t, "day"), Weekday: rapid.IntRange(0, 7).Draw(t, "weekday"),
		}
	})
}

// stages are a task's own, or none; Slack wants two menus' options to differ in
// value only, so equal names are no matter.
func stages() *rapid.Generator[[]string] { return someWords(5) }

func itemsGen(task int64, most int) *rapid.Generator[[]work.Item] {
	return rapid.Custom(func(t *rapid.T) []work.Item {
		out := make([]work.Item, rapid.IntRange(0, most).Draw(t, "items"))
		for i := range out {
			out[i] = work.Item{ID: task*1000 + int64(i), Kind: rapid.SampledFrom([]work.ItemKind{work.ResultItem, work.CheckItem}).Draw(t, "kind"),
				Name: words().Draw(t, "name"), Stage: rapid.IntRange(-1, 9).Draw(t, "stage")}
		}
		return out
	})
}

// manyLines are up to most lines made of a few drawn ones, for a plan of 200
// drawn tasks would take a minute.
func manyLines(most int) *rapid.Generator[[]work.Line] {
	return rapid.Custom(func(t *rapid.T) []work.Line {
		n := rapid.IntRange(0, most).Draw(t, "lines")
		var drawn []work.Task
		for i := range min(n, 4) {
			drawn = append(drawn, task(int64(i+1), 6).Draw(t, "task"))
		}
		var out []work.Line
		for i := range n {
			tk := drawn[i%len(drawn)]
			tk.ID = int64(i + 1)
			kid := drawn[(i+1)%len(drawn)]
			kid.ID = int64(100000 + i)
			l := work.LineOf(tk, []work.Task{kid}, work.Team{Owner: "U02GIAMDOC"}, date(today))
			l.PlanTitle = drawn[0].Title
			out = append(out, l)
		}
		return out
	})
}

func line1(items int) *rapid.Generator[work.Line] {
	return rapid.Custom(func(t *rapid.T) work.Line {
		tk := task(1, items).Draw(t, "task")
		return work.LineOf(tk, nil, work.Team{Owner: user().Draw(t, "owner")}, date(today))
	})
}

func eventsGen() *rapid.Generator[[]work.Event] {
	fields := []work.Field{work.FieldCreated, work.FieldTitle, work.FieldLead, work.FieldCoordinators, work.FieldAssignee, work.FieldTarget, work.FieldDeadline,
		work.FieldPercent, work.FieldCount, work.FieldStage, work.FieldNote, work.FieldArchived, work.FieldDoneOn}
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) work.Event {
		return work.Event{Task: 1, Field: rapid.SampledFrom(fields).Draw(t, "field"), Item: 1000, From: words().Draw(t, "from"), To: words().Draw(t, "to"),
			By: user().Draw(t, "by"), At: time.Unix(1656300000, 0)}
	}), 0, 12)
}

func doubtsGen() *rapid.Generator[[]work.Doubt] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) work.Doubt {
		return work.Doubt{Message: work.Message{Key: "doubt.deadline_unread", Args: work.Args{"phrase": words().Draw(t, "phrase")}},
			Line: rapid.IntRange(0, 900).Draw(t, "line"), Text: words().Draw(t, "text"), Alternatives: someWords(20).Draw(t, "alternatives")}
	}), 0, 3)
}

func draftGen(most int) *rapid.Generator[work.StoredDraft] {
	return rapid.Custom(func(t *rapid.T) work.StoredDraft {
		one := rapid.Custom(func(t *rapid.T) work.DraftTask {
			return work.DraftTask{Ref: words().Draw(t, "ref"), Title: words().Draw(t, "title"), Lead: words().Draw(t, "lead"), Coordinators: someWords(20).Draw(t, "with"),
				Items: someWords(20).Draw(t, "items"), Target: target().Draw(t, "target"), Doubts: doubtsGen().Draw(t, "doubts"),
				Activities: []work.DraftActivity{{Text: words().Draw(t, "text"), Checklist: someWords(20).Draw(t, "checklist"), Doubts: doubtsGen().Draw(t, "doubts"),
					Deadline: calendar.Reading{Phrase: words().Draw(t, "phrase"), Due: day().Draw(t, "due")}}}}
		})
		few := rapid.SliceOfN(one, 1, 4).Draw(t, "tasks")
		d := work.StoredDraft{ID: "d1", Channel: rapid.SampledFrom([]string{"", "D0ABC", "C02KEHOACH"}).Draw(t, "channel"), Source: words().Draw(t, "source")}
		d.Draft = work.Draft{Title: words().Draw(t, "title"), Year: 2022, Doubts: doubtsGen().Draw(t, "doubts")}
		for i := range rapid.IntRange(0, most).Draw(t, "n") {
			d.Draft.Tasks = append(d.Draft.Tasks, few[i%len(few)])
		}
		return d
	})
}

// differenceGen is some difference between a draft and a version before it.
func differenceGen(d work.Draft) *rapid.Generator[work.Difference] {
	return rapid.Custom(func(t *rapid.T) work.Difference {
		field := rapid.Custom(func(t *rapid.T) work.FieldChange {
			f := rapid.SampledFrom([]work.Field{work.FieldTitle, work.FieldLead, work.FieldDeadline, work.FieldTarget, work.FieldCoordinators, work.FieldItem, work.FieldRef, work.FieldRank, work.FieldResults}).Draw(t, "field")
			return work.FieldChange{Field: f, From: words().Draw(t, "from"), To: words().Draw(t, "to"), Here: words().Draw(t, "here")}
		})
		few := rapid.SliceOfN(rapid.SliceOfN(field, 0, 20), 1, 3).Draw(t, "fields")
		var out work.Difference
		if rapid.Bool().Draw(t, "renamed") {
			out.Title = &work.FieldChange{Field: work.FieldTitle, From: words().Draw(t, "from"), To: words().Draw(t, "to")}
		}
		kinds := []work.ChangeKind{work.LineSame, work.LineNew, work.LineChanged, work.LineGone}
		for n, at := range d.Lines() {
			l := work.LineChange{Kind: kinds[n%len(kinds)], Line: at, Was: at, Ref: "1", Title: d.Title, Fields: few[n%len(few)], Out: n%5 == 0}
			if l.Kind == work.LineGone {
				l.Line.Task = -1
			}
			out.Lines = append(out.Lines, l)
		}
		return out
	})
}

func reviewGen() *rapid.Generator[work.Review] {
	return rapid.Custom(func(t *rapid.T) work.Review {
		unit := rapid.Custom(func(t *rapid.T) work.ReviewUnit {
			return work.ReviewUnit{Name: words().Draw(t, "name"), Known: rapid.Bool().Draw(t, "known"), Head: user().Draw(t, "head"),
				Members: rapid.SliceOfN(user(), 0, 4).Draw(t, "members"), Like: someWords(3).Draw(t, "like")}
		})
		r := work.Review{Stored: draftGen(500).Draw(t, "draft"), Units: rapid.SliceOfN(unit, 0, 30).Draw(t, "units")}
		if rapid.Bool().Draw(t, "later version") {
			r.Onto = &work.Plan{ID: 9, Title: words().Draw(t, "onto")}
			r.Difference = differenceGen(r.Stored.Draft).Draw(t, "difference")
		}
		return r
	})
}

// holds checks what a drawn value is rendered as, in both languages.
func holds(t *testing.T, render func(*rapid.T, *locale.Locale) any) {
	t.Helper()
	c := catalogue(t)
	rapid.Check(t, func(rt *rapid.T) {
		l := c.For(rapid.SampledFrom(c.Languages()).Draw(rt, "language"))
		if found := problems(render(rt, l), t); len(found) > 0 {
			rt.Fatalf("%s", strings.Join(found[:min(len(found), 5)], "\n"))
		}
	})
}

func TestAnyOutcome(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any {
		o := work.Outcome{Line: line1(150).Draw(rt, "line"), Change: "c1", OfferDone: rapid.Bool().Draw(rt, "offer"),
			PickItems: rapid.Bool().Draw(rt, "pick"), ConfirmDone: rapid.Bool().Draw(rt, "confirm"),
			Did: work.Message{Key: "block.error.number", Args: work.Args{"Given": someWords(40).Draw(rt, "given")}}}
		if rapid.Bool().Draw(rt, "in a modal") {
			return OutcomeModal(l, o)
		}
		return Outcome(l, o)
	})
}

func TestAnyListing(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any {
		lines := manyLines(200).Draw(rt, "lines")
		if rapid.Bool().Draw(rt, "which") {
			return Which(l, words().Draw(rt, "ref"), lines)
		}
		return Listing(l, work.Listing{Filter: rapid.SampledFrom([]string{FilterAll, FilterMine, FilterOverdue, FilterUnit, "x"}).Draw(rt, "filter"),
			Unit: words().Draw(rt, "unit"), PlanTitle: words().Draw(rt, "plan"), Today: date(today), Lines: lines, Total: rapid.IntRange(0, 900).Draw(rt, "total")})
	})
}

func TestAnyShow(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any {
		d := Detail{Line: line1(150).Draw(rt, "line"), Events: eventsGen().Draw(rt, "events")}
		if rapid.Bool().Draw(rt, "activity") {
			p := line1(3).Draw(rt, "parent")
			d.Parent = &p
		} else {
			d.Line.Activities = manyLines(60).Draw(rt, "activities")
		}
		return Show(l, d)
	})
}

func digestGen() *rapid.Generator[work.Digest] {
	return rapid.Custom(func(t *rapid.T) work.Digest {
		all := manyLines(200).Draw(t, "lines")
		cut := func(name string) []work.Line {
			n := rapid.IntRange(0, len(all)).Draw(t, name)
			head := all[:n]
			all = all[n:]
			return head
		}
		return work.Digest{Date: date(today), Overdue: cut("overdue"), Today: cut("today"), Week: cut("week"), Escalated: cut("escalated"), Soon: cut("soon"),
			Later: cut("later"), CaughtUp: rapid.IntRange(0, 9).Draw(t, "missed")}
	})
}

func TestAnyDigest(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any { return Digest(l, digestGen().Draw(rt, "digest")) })
}

func TestAnyHome(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any {
		h := HomeView{Digest: digestGen().Draw(rt, "digest")}
		for range rapid.IntRange(0, 20).Draw(rt, "plans") {
			h.Plans = append(h.Plans, HomePlan{Plan: work.Plan{Title: words().Draw(rt, "title")}})
		}
		return Home(l, h)
	})
}

func TestAnyDaily(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any {
		d := digestGen().Draw(rt, "digest")
		return Daily(l, work.DailyPost{Plan: work.Plan{Title: words().Draw(rt, "plan")}, Date: d.Date, Overdue: d.Overdue, Today: d.Today, Week: d.Week, Told: 3})
	})
}

func TestAnyWeekly(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any {
		in := report.WeeklyInput{Plan: work.Plan{Title: words().Draw(rt, "plan")}, Today: date(today), Lines: manyLines(200).Draw(rt, "lines"),
			Events: eventsGen().Draw(rt, "events"), Calendar: everyDay{}}
		s := report.Weekly(in)
		if rapid.Bool().Draw(rt, "joined") {
			return Join(Weekly(l, s), Join(WeeklyShort(l, s), Weekly(l, s)))
		}
		return Weekly(l, s)
	})
}

func TestAnyDraft(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any {
		r := reviewGen().Draw(rt, "review")
		if rapid.Bool().Draw(rt, "offer") {
			return DraftOffer(l, r)
		}
		at := ReviewAt{Draft: "d1", Page: rapid.IntRange(-1, 45).Draw(rt, "page"), Only: rapid.Bool().Draw(rt, "only"), Offer: OfferAt{URL: "https://hooks.example/" + strings.Repeat("x", 200)}}
		notice := work.Message{Key: "block.error.number", Args: work.Args{"Given": words().Draw(rt, "notice")}}
		return ReviewModal(l, r, at, notice)
	})
}

func TestAnyUpdateModal(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any { return UpdateModal(l, line1(200).Draw(rt, "line")) })
}

func TestAnySmallMessage(t *testing.T) {
	holds(t, func(rt *rapid.T, l *locale.Locale) any {
		s := words().Draw(rt, "words")
		m := work.Message{Key: "block.error.number", Args: work.Args{"Given": s}}
		return rapid.SampledFrom([]func() any{
			func() any { return Plain(l, m) },
			func() any { return Error(l, m, s) },
			func() any { return NameHead(l, s, work.Plan{Title: s}) },
			func() any {
				return UnitSaved(l, work.Unit{Name: s, Head: user().Draw(rt, "head"), Members: rapid.SliceOfN(user(), 0, 100).Draw(rt, "members")})
			},
			func() any {
				return Imported(l, work.Plan{Title: s, Owner: user().Draw(rt, "owner")}, manyLines(200).Draw(rt, "lines"))
			},
			func() any {
				d := differenceGen(draftGen(300).Draw(rt, "draft").Draft).Draw(rt, "difference")
				return Applied(l, work.Applied{Plan: work.Plan{Title: s}, By: user().Draw(rt, "by"), Lines: d.Lines})
			},
			func() any {
				e := explanation()
				e.Line.Task.Ref, e.Line.Task.Title = s, s
				for range rapid.IntRange(0, 3).Draw(rt, "times") {
					e.Entries = append(e.Entries, e.Entries...)
				}
				for i := range e.Entries {
					e.Entries[i].Rung, e.Entries[i].Person, e.Entries[i].Delivery.Problem = s, user().Draw(rt, "person"), s
				}
				return Why(l, e, func(channel, ts string) string { return "https://so.slack.com/archives/" + channel })
			},
			func() any {
				p := work.Plan{Title: s, Zone: s, Daily: s, Weekly: "15 8 * * *", Country: s}
				return rapid.SampledFrom([]any{SettingsModal(l, p), Settings(l, p, true), SettingsSaved(l, p)}).Draw(rt, "settings")
			},
			func() any { return OfferTaken(l, Taken{Plan: work.Plan{Title: s}, Tasks: 3}) },
			func() any { return Help(l, []Command{{Usage: s, HelpKey: "block.help.hint"}}) },
			func() any { return ModalError(l, l.Say(m.Key, Args(m))) },
		}).Draw(rt, "kind")()
	})
}

// TestDangerousTitleIsShown wants what was typed to be read as it was typed.
func TestDangerousTitleIsShown(t *testing.T) {
	l := at("3")
	l.Task.Title = "<!channel> <@U1> *x*"
	c := catalogue(t)
	for _, m := range []Message{
		Outcome(c.For("vi"), work.Outcome{Line: l}),
		Digest(c.For("vi"), work.Digest{Date: date(today), Today: []work.Line{l}}),
	} {
		if want := "&lt;!channel&gt; &lt;@U1&gt; *x*"; !strings.Contains(m.Text, want) || !strings.Contains(readBlocks(m.Blocks), want) {
			t.Errorf("the title is not shown as %q in:\n%s", want, m.Text)
		}
	}
}
