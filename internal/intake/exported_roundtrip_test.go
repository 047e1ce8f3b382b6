package intake_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake"
	"nhacviec/internal/locale"
	"nhacviec/internal/report"
	"nhacviec/internal/text"
	"nhacviec/internal/work"
)

// The words by which intake recognises an exported plan are those that report
// writes, and none of the table's words is missing among them.
func TestTheWordsOfAnExportAreTheCatalogues(t *testing.T) {
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	known := intake.ExportWords()
	for _, language := range words.Languages() {
		l := words.For(language)
		for key, word := range known[language] {
			if said := l.Say(key, nil); said != word {
				t.Errorf("%s %s: intake reads %q, report writes %q", language, key, word, said)
			}
		}
	}
	if len(known) != len(words.Languages()) {
		t.Errorf("intake knows %d languages of %v", len(known), words.Languages())
	}
	for _, s := range []work.State{work.NotStarted, work.InProgress, work.Awaiting, work.Done, work.Paused, work.Cancelled} {
		if known["en"]["block.state."+string(s)] == "" {
			t.Errorf("intake does not know the state %q", s)
		}
	}
	for _, kind := range []work.ItemKind{work.ResultItem, work.CheckItem} {
		for _, stage := range work.DefaultStages(kind) {
			if known["en"]["block."+stage] == "" {
				t.Errorf("intake does not know the stage %q", stage)
			}
		}
	}
}

// Whatever plan is exported comes back as it was: titles, deadlines with their
// rules, targets, items, progress, people, occurrences.
func TestWhatIsExportedComesBack(t *testing.T) {
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	phrases := deadlinePhrases(t)
	for _, language := range words.Languages() {
		for _, format := range []report.Format{report.XLSX, report.CSV} {
			t.Run(language+" "+string(format), func(t *testing.T) {
				t.Parallel()
				rapid.Check(t, func(t *rapid.T) {
					x := drawExported(t, phrases)
					var file bytes.Buffer
					if err := report.Export(&file, words.For(language), x, format); err != nil {
						t.Fatal(err)
					}
					d, err := intake.Read(t.Context(), "plan."+string(format), file.Bytes(), intake.Options{})
					if err != nil {
						t.Fatal(err)
					}
					if d.Title != x.Plan.Title || d.Year != x.Plan.Year {
						t.Fatalf("title %q of %d, want %q of %d", d.Title, d.Year, x.Plan.Title, x.Plan.Year)
					}
					got := planted(d, x)
					if diff := cmp.Diff(asTold(x.Tasks), asTold(got), cmpopts.EquateEmpty()); diff != "" {
						t.Fatalf("the plan differs (-exported +read):\n%s", diff)
					}
				})
			})
		}
	}
}

func deadlinePhrases(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("../calendar/testdata/deadlines.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if phrase, _, ok := strings.Cut(line, "\t"); ok && !strings.HasPrefix(line, "#") {
			out = append(out, strings.TrimSpace(phrase))
		}
	}
	return append(out, "=1+2", "-", "Quý II", "trước ngày 20 hằng tháng", "03/04/2022", "hằng năm, giai đoạn 2022 - 2030")
}

var exportDay = calendar.Date{Year: 2022, Month: 5, Day: 16}

// nasty are pieces of titles that files of tables have trouble with.
var nasty = []string{
	"=SUM(A1:A9)", "+84", "-1", "@cmd", "'", "''", "\"", "\"\"", ",", ";", "\n", "\t", " | ", "≤ 5%", "≈", "🧑🏽‍🔬", "🇻🇳", "_x0041_", "_x000D_", "&amp;", "<b>", "]]>",
	"Thẩm định hồ sơ đăng ký", "Số", "Loại", "Nhiệm vụ", "Đề án \"Đổi mới\"", "1.10", "2/5", "0012", "TRUE", "#REF!", "kế hoạch năm 2031 của cả tỉnh ",
}

func words(t *rapid.T, label string) string {
	pieces := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(nasty), rapid.StringN(0, 12, -1)), 0, 5).Draw(t, label)
	return tidied(strings.Join(pieces, " "))
}

// tidied is a text as the program keeps one: no controls, in normal form.
func tidied(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\uFFFE' || r == '\uFFFF' || r == '\uFEFF' || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return strings.TrimSpace(text.NFC(s))
}

// drawing makes a plan as the program would have stored it.
type drawing struct {
	*rapid.T
	phrases []string
	x       work.Exported
	id      int64
}

func drawExported(t *rapid.T, phrases []string) work.Exported {
	d := &drawing{T: t, phrases: phrases}
	d.x = work.Exported{AsOf: exportDay, Plan: work.Plan{Year: 2022, Title: text.Line(words(t, "plan") + " kế hoạch")}}
	for i, name := range rapid.SliceOfN(rapid.SampledFrom([]string{"Nguyễn Văn An", "Trần Bình", "=Lê Chi", ""}), 1, 4).Draw(t, "people") {
		d.x.People = append(d.x.People, work.Person{ID: fmt.Sprintf("U%04d", i), Name: name})
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "tasks") {
		d.task(i)
	}
	return d.x
}

func (d *drawing) task(i int) {
	prefix := rapid.SampledFrom([]string{"", "I.", "NV"}).Draw(d.T, "section")
	t := d.fresh(fmt.Sprintf("%s%d", prefix, i+1))
	t.Lead, t.Rank, t.Results = text.Line(words(d.T, "lead")), words(d.T, "rank"), words(d.T, "results")
	for range rapid.IntRange(0, 2).Draw(d.T, "coordinators") {
		if c := text.Line(strings.ReplaceAll(words(d.T, "coordinator"), ";", " ")); c != "" {
			t.Coordinators = append(t.Coordinators, c)
		}
	}
	if rapid.Bool().Draw(d.T, "counted") {
		t.Target = &work.Target{Count: rapid.IntRange(0, 2000).Draw(d.T, "target"), Unit: words(d.T, "unit")}
	}
	d.items(&t, work.ResultItem)
	parts := rapid.IntRange(0, 3).Draw(d.T, "activities")
	if parts == 0 {
		d.items(&t, work.CheckItem)
		d.deadline(&t)
	}
	d.stand(&t)
	d.enter(t)
	for n := range parts {
		number := n + 1
		if n == parts-1 {
			number += rapid.IntRange(0, 1).Draw(d.T, "gap")
		}
		a := d.fresh(work.ChildRef(t.Ref, number))
		a.Parent = t.ID
		d.items(&a, work.CheckItem)
		d.deadline(&a)
		d.stand(&a)
		d.enter(a)
	}
}

func (d *drawing) fresh(ref string) work.Task {
	d.id++
	return work.Task{ID: d.id, Ref: ref, Title: tidied(words(d.T, "title") + fmt.Sprintf(" việc %d", d.id))}
}

// enter puts a task into the plan and, behind a duty, its later occurrences.
func (d *drawing) enter(t work.Task) {
	d.x.Tasks = append(d.x.Tasks, t)
	if !t.Recurs() {
		return
	}
	for n := range rapid.IntRange(0, 2).Draw(d.T, "later") {
		o := t
		d.id++
		o.ID, o.Series, o.Ref = d.id, t.ID, work.OccurrenceRef(t.Ref, n+2)
		o.Items = slices.Clone(t.Items)
		o.Deadline.Due = t.Deadline.Due.AddDays(30 * (n + 1))
		d.stand(&o)
		d.x.Tasks = append(d.x.Tasks, o)
	}
}

func (d *drawing) items(t *work.Task, kind work.ItemKind) {
	for range rapid.IntRange(0, 3).Draw(d.T, string(kind)) {
		d.id++
		name := tidied(words(d.T, "name") + fmt.Sprintf(" %d", d.id))
		t.Items = append(t.Items, work.Item{ID: d.id, Kind: kind, Name: name})
	}
}

func (d *drawing) deadline(t *work.Task) {
	if rapid.IntRange(0, 5).Draw(d.T, "dated") == 0 {
		return
	}
	cal, err := calendar.For("VN")
	if err != nil {
		d.Fatal(err)
	}
	phrase := rapid.SampledFrom(d.phrases).Draw(d.T, "phrase")
	all := calendar.Parse(phrase, calendar.Context{Year: rapid.SampledFrom([]int{2022, 2022, 2023}).Draw(d.T, "year")}).All()
	said := all[rapid.IntRange(0, len(all)-1).Draw(d.T, "reading")]
	said.Phrase = phrase
	entered := exportDay.AddDays(-rapid.IntRange(0, 200).Draw(d.T, "entered"))
	t.Deadline = work.FirstDeadline(said, d.x.Plan, entered, cal)
	once := t.Deadline.Recurrence == ""
	if !t.Deadline.Due.IsZero() && once && rapid.IntRange(0, 4).Draw(d.T, "mended") == 0 {
		t.Deadline.Due = t.Deadline.Due.AddDays(3) // somebody gave more time
	}
}

func (d *drawing) stand(t *work.Task) {
	t.State = rapid.SampledFrom([]work.State{work.NotStarted, work.InProgress, work.Awaiting, work.Done, work.Paused, work.Cancelled}).Draw(d.T, "state")
	t.Percent = rapid.Ptr(rapid.IntRange(0, 100), true).Draw(d.T, "percent")
	for i := range t.Items {
		t.Items[i].Stage = rapid.IntRange(0, t.StageCount(t.Items[i].Kind)-1).Draw(d.T, "stage")
	}
	if t.Of() > 0 {
		t.Count = rapid.Ptr(rapid.IntRange(0, t.Of()+1), true).Draw(d.T, "count")
	}
	t.DoneOn, t.Assignee = calendar.Date{}, ""
	if t.State == work.Done {
		t.DoneOn = exportDay.AddDays(-rapid.IntRange(0, 60).Draw(d.T, "done"))
	}
	if rapid.Bool().Draw(d.T, "assigned") {
		t.Assignee = rapid.SampledFrom(d.x.People).Draw(d.T, "assignee").ID
	}
}

// planted is the plan that a draft becomes, without a database.
func planted(d work.Draft, x work.Exported) []work.Task {
	cal, err := calendar.For("VN")
	if err != nil {
		panic(err)
	}
	names := work.NamesOf(x.People)
	var out []work.Task
	var id int64
	enter := func(at work.DraftLine, parent int64, when calendar.Reading, s *work.Stand) int64 {
		t := d.Task(at)
		t.Ref, t.Parent, t.Deadline = d.Ref(at), parent, work.FirstDeadline(when, x.Plan, exportDay, cal)
		id++
		t.ID = id
		s.Apply(&t, names.Meant(s.Assignee), exportDay)
		out = append(out, t)
		first := t
		for _, o := range s.Later {
			out = append(out, o.Again(first, names.Meant(o.Assignee), exportDay))
		}
		return first.ID
	}
	for i := range d.Tasks {
		t := &d.Tasks[i]
		var when calendar.Reading
		if t.Itself() {
			when = t.Activities[0].Deadline
		}
		parent := enter(work.DraftLine{Task: i, Activity: -1}, 0, when, t.Stand)
		for j, a := range t.Parts() {
			enter(work.DraftLine{Task: i, Activity: j}, parent, a.Deadline, a.Stand)
		}
	}
	return out
}

// told is a task without what a file cannot tell: the database's numbers.
type told struct {
	work.Task
	Under  string // the ref of its task
	Stands work.Stand
}

func asTold(tasks []work.Task) []told {
	refs := map[int64]string{}
	for _, t := range tasks {
		if t.ID != 0 {
			refs[t.ID] = t.Ref
		}
	}
	out := make([]told, len(tasks))
	for i, t := range tasks {
		s := work.StandOf(t, t.Assignee)
		t.Percent, t.Count, t.Series = s.Percent, s.Count, 0
		t.Items = slices.Clone(t.Items)
		for j := range t.Items {
			t.Items[j].ID = 0
		}
		under := refs[t.Parent]
		t.ID, t.Parent, t.Version = 0, 0, 0
		out[i] = told{t, under, s}
	}
	return out
}
