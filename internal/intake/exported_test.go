package intake_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"nhacviec/internal/calendar"
	"nhacviec/internal/intake"
	"nhacviec/internal/locale"
	"nhacviec/internal/report"
	"nhacviec/internal/work"
)

// The columns of an exported table, by their place.
const (
	atRef = iota
	atKind
	atTitle
	atLead
	atCoordinators
	atPhrase
	atStart
	atDue
	atRecurrence
	atTarget
	atUnit
	atRank
	atResults
	atState
	atStanding
	atProgress
	atAssignee
	atDoneOn
)

// sheet is an exported plan as somebody has it open in a spreadsheet program.
type sheet struct {
	titles [][]string
	header []string
	rows   [][]string
}

func day(y, m, d int) calendar.Date {
	r, err := calendar.ParseDate(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
	if err != nil {
		panic(err)
	}
	return r
}

// smallPlan has two tasks with activities and one without, named results, a
// checklist, and progress of every kind.
func smallPlan() work.Exported {
	half, two := 60, 2
	quarter := func(phrase string, y, m1, d1, m2, d2 int) work.Deadline {
		return work.Deadline{Phrase: phrase, Start: day(y, m1, d1), Due: day(y, m2, d2)}
	}
	return work.Exported{
		AsOf: exportDay, Plan: work.Plan{Title: "Kế hoạch chuyển đổi số năm 2022", Year: 2022},
		People: []work.Person{{ID: "U1", Name: "Nguyễn Văn An"}},
		Tasks: []work.Task{
			{ID: 1, Ref: "1", Title: "Sửa quy chế", Lead: "Phòng Tổng hợp", Coordinators: []string{"Phòng A", "Phòng B"}, State: work.InProgress},
			{ID: 2, Ref: "1.1", Parent: 1, Title: "Viết dự thảo", State: work.InProgress, Percent: &half, Assignee: "U1", Deadline: quarter("Quý I năm 2022", 2022, 1, 1, 3, 31),
				Items: []work.Item{{Kind: work.CheckItem, Name: "Chương I", Stage: 1}, {Kind: work.CheckItem, Name: "Chương II"}}},
			{ID: 3, Ref: "1.2", Parent: 1, Title: "Trình ban hành", State: work.NotStarted, Deadline: work.Deadline{Phrase: "trước ngày 30/6", Due: day(2022, 6, 30), Exclusive: true}},
			{ID: 4, Ref: "2", Title: "Đăng ký nhãn hiệu", Lead: "Phòng B", State: work.InProgress, Target: &work.Target{Count: 5, Unit: "văn bằng"}, Count: &two,
				Deadline: quarter("Quý II, III", 2022, 4, 1, 9, 30), Items: []work.Item{{Kind: work.ResultItem, Name: "Cá lồng", Stage: 3}, {Kind: work.ResultItem, Name: "Lạp sườn", Stage: 1}}},
			{ID: 5, Ref: "10", Title: "Báo cáo năm", Lead: "Phòng Tổng hợp", State: work.Done, DoneOn: day(2022, 5, 3), Deadline: work.Deadline{Phrase: "15/12/2022", Due: day(2022, 12, 15)}},
		},
	}
}

func opened(t testing.TB, language string) *sheet {
	t.Helper()
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	var file strings.Builder
	if err := report.Export(&file, words.For(language), smallPlan(), report.CSV); err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.String(), "\uFEFF")))
	r.FieldsPerRecord = -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return &sheet{all[:3], all[3], all[4:]}
}

// saved is the file that a spreadsheet program makes of it.
func (s *sheet) saved(sep rune) []byte {
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma, w.UseCRLF = sep, true
	_ = w.WriteAll(slices.Concat(s.titles, [][]string{s.header}, s.rows))
	return []byte(b.String())
}

func (s *sheet) find(title string) []string {
	i := slices.IndexFunc(s.rows, func(r []string) bool { return r[atTitle] == title })
	return s.rows[i]
}

// without deletes columns.
func (s *sheet) without(columns ...int) {
	for _, row := range append([]*[]string{&s.header}, pointers(s.rows)...) {
		var kept []string
		for i, c := range *row {
			if !slices.Contains(columns, i) {
				kept = append(kept, c)
			}
		}
		*row = kept
	}
}

func pointers(rows [][]string) []*[]string {
	out := make([]*[]string, len(rows))
	for i := range rows {
		out[i] = &rows[i]
	}
	return out
}

func read(t testing.TB, data []byte) work.Draft {
	t.Helper()
	d, err := intake.Read(t.Context(), "plan.csv", data, intake.Options{Today: exportDay})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// sameDrafts leaves out where in the file a line stands.
func sameDrafts(x, y work.Draft) string {
	return cmp.Diff(x, y, cmpopts.EquateEmpty(), cmpopts.IgnoreFields(work.DraftTask{}, "Line"), cmpopts.IgnoreFields(work.DraftActivity{}, "Line"),
		cmpopts.IgnoreFields(calendar.Reading{}, "Flags"))
}

func keysOfDoubts(d work.Draft) []string {
	var out []string
	for _, doubt := range d.AllDoubts() {
		out = append(out, doubt.Key)
	}
	return out
}

func TestAnExportedTableIsReadWithoutDoubts(t *testing.T) {
	d := read(t, opened(t, "vi").saved(','))
	if doubts := keysOfDoubts(d); len(doubts) > 0 {
		t.Errorf("doubts %v", doubts)
	}
	if diff := sameDrafts(d, read(t, opened(t, "en").saved(','))); diff != "" {
		t.Errorf("the languages differ:\n%s", diff)
	}
	if d.Tasks[2].Ref != "10" || d.Tasks[2].Stand.DoneOn != day(2022, 5, 3) || d.Tasks[0].Activities[1].Deadline.Exclusive != true {
		t.Errorf("%+v", d.Tasks)
	}
}

// However a spreadsheet program saves the table, it says the same.
func TestAnExportedTableSavedBySpreadsheetPrograms(t *testing.T) {
	want := read(t, opened(t, "vi").saved(','))
	rewrite := func(write func(d calendar.Date) string) *sheet {
		s := opened(t, "vi")
		for _, r := range s.rows {
			for _, c := range []int{atStart, atDue, atDoneOn} {
				if d, err := calendar.ParseDate(r[c]); err == nil && !d.IsZero() {
					r[c] = write(d)
				}
			}
		}
		return s
	}
	dayFirst := func(d calendar.Date) string { return fmt.Sprintf("%02d/%02d/%d", d.Day, int(d.Month), d.Year) }
	monthFirst := func(d calendar.Date) string { return fmt.Sprintf("%d/%d/%d", int(d.Month), d.Day, d.Year) }
	utf16le := func(s []byte) []byte {
		out := []byte{0xFF, 0xFE}
		for _, u := range utf16.Encode([]rune(string(s))) {
			out = append(out, byte(u), byte(u>>8))
		}
		return out
	}
	for name, data := range map[string][]byte{
		"semicolons":     rewrite(dayFirst).saved(';'),
		"month first":    rewrite(monthFirst).saved(','),
		"with a mark":    append([]byte("\uFEFF"), rewrite(dayFirst).saved(',')...),
		"tabs, UTF-16":   utf16le(opened(t, "vi").saved('\t')),
		"no title rows":  []byte(strings.SplitN(string(opened(t, "vi").saved(',')), "\n", 2)[1]),
		"empty rows too": []byte(strings.ReplaceAll(string(opened(t, "vi").saved(',')), "\r\n#2", "\r\n"+strings.Repeat(",", 17)+"\r\n#2")),
	} {
		t.Run(name, func(t *testing.T) {
			got := read(t, data)
			got.Doubts = nil // that it was converted
			if name == "no title rows" {
				got.Title = want.Title
			}
			if diff := sameDrafts(want, got); diff != "" {
				t.Errorf("it differs (-exported +saved):\n%s", diff)
			}
		})
	}
}

// Sorted by anything, the rows find together again by their numbers.
func TestASortedExportIsPutTogetherAgain(t *testing.T) {
	want := read(t, opened(t, "vi").saved(','))
	for _, column := range []int{atDue, atTitle, atState, atLead, atProgress} {
		for _, descending := range []bool{false, true} {
			s := opened(t, "vi")
			slices.SortStableFunc(s.rows, func(a, b []string) int {
				if descending {
					a, b = b, a
				}
				return strings.Compare(a[column], b[column])
			})
			got := read(t, s.saved(','))
			sortItems(&want)
			sortItems(&got)
			if diff := sameDrafts(want, got); diff != "" {
				t.Errorf("sorted by column %d, descending %v (-exported +sorted):\n%s", column, descending, diff)
			}
		}
	}
}

// sortItems puts tasks into one order, and items, whose order no number tells.
func sortItems(d *work.Draft) {
	order := func(names []string, stages []int) {
		at := make([]int, len(names))
		for i := range at {
			at[i] = i
		}
		slices.SortFunc(at, func(a, b int) int { return strings.Compare(names[a], names[b]) })
		n, s := slices.Clone(names), slices.Clone(stages)
		for i, from := range at {
			names[i], stages[i] = n[from], s[from]
		}
	}
	slices.SortStableFunc(d.Tasks, func(a, b work.DraftTask) int { return strings.Compare(a.Ref, b.Ref) })
	for i := range d.Tasks {
		order(d.Tasks[i].Items, d.Tasks[i].Stand.Results)
		for j := range d.Tasks[i].Activities {
			if a := &d.Tasks[i].Activities[j]; a.Stand != nil {
				order(a.Checklist, a.Stand.Checks)
			}
		}
	}
}

func TestColumnsOfAnExportMayBeDeleted(t *testing.T) {
	s := opened(t, "vi")
	s.without(atLead, atCoordinators, atStart, atDue, atRecurrence, atTarget, atUnit, atRank, atResults, atState, atStanding, atProgress, atAssignee, atDoneOn)
	d := read(t, s.saved(','))
	if len(d.Tasks) != 3 || d.Activities() != 4 || d.Tasks[0].Stand != nil {
		t.Fatalf("%+v", d)
	}
	if due := d.Tasks[1].Activities[0].Deadline.Due; due != day(2022, 9, 30) {
		t.Errorf("without its columns the deadline is read from its words: %s", due)
	}
	s = opened(t, "en")
	s.without(atRef)
	if got := read(t, s.saved(',')); len(got.Tasks) != 3 || len(got.Tasks[0].Activities) != 2 || len(got.Tasks[0].Activities[0].Checklist) != 2 {
		t.Errorf("without numbers the order tells what belongs together: %+v", got)
	}
}

func TestAnExportMayBeEdited(t *testing.T) {
	row := func(cells map[int]string) []string {
		out := make([]string, atDoneOn+1)
		for i, c := range cells {
			out[i] = c
		}
		return out
	}
	for name, tc := range map[string]struct {
		edit   func(s *sheet)
		check  func(d work.Draft) bool
		doubts []string
	}{
		"a later day": {
			func(s *sheet) { s.find("Viết dự thảo")[atDue] = "15/4/2022" },
			func(d work.Draft) bool {
				r := d.Tasks[0].Activities[0].Deadline
				return r.Phrase == "Quý I năm 2022" && r.Due == day(2022, 4, 15) && r.Start == day(2022, 1, 1)
			}, []string{"doubt.columns_differ"},
		},
		"other words for the deadline, its days cleared": {
			func(s *sheet) {
				r := s.find("Trình ban hành")
				r[atPhrase], r[atDue], r[atState] = "Quý IV năm 2022", "", ""
			},
			func(d work.Draft) bool { return d.Tasks[0].Activities[1].Deadline.Due == day(2022, 12, 31) }, nil,
		},
		"days alone": {
			func(s *sheet) {
				s.rows = append(s.rows, row(map[int]string{atRef: "11", atKind: "nhiệm vụ", atTitle: "Tổng kết", atDue: "20/12/2022"}))
			},
			func(d work.Draft) bool {
				r := d.Tasks[3].Activities[0].Deadline
				return r.Phrase == "20/12/2022" && r.Due == day(2022, 12, 20) && d.Tasks[3].Stand == nil
			}, nil,
		},
		"an activity added at the end": {
			func(s *sheet) {
				s.rows = append(s.rows, row(map[int]string{atRef: "1.3", atTitle: "Phổ biến", atPhrase: "cuối tháng 7"}))
			},
			func(d work.Draft) bool {
				a := d.Tasks[0].Activities
				return len(a) == 3 && a[2].Ref == "1.3" && a[2].Deadline.Due == day(2022, 7, 31)
			}, []string{"doubt.day_assumed"},
		},
		"a row without number and kind": {
			func(s *sheet) { s.rows = append(s.rows, row(map[int]string{atTitle: "Việc mới"})) },
			func(d work.Draft) bool { return len(d.Tasks) == 4 && d.Tasks[3].Title == "Việc mới" }, nil,
		},
		"a result more": {
			func(s *sheet) {
				s.rows = append(s.rows, row(map[int]string{atRef: "2", atKind: "Kết quả", atTitle: "Rượu", atProgress: "đã nộp đơn"}))
			},
			func(d work.Draft) bool {
				return cmp.Equal(d.Tasks[1].Items, []string{"Cá lồng", "Lạp sườn", "Rượu"}) && cmp.Equal(d.Tasks[1].Stand.Results, []int{3, 1, 1})
			}, nil,
		},
		"progress as people type it": {
			func(s *sheet) {
				s.find("Viết dự thảo")[atProgress] = "0,75"
				s.find("Đăng ký nhãn hiệu")[atProgress] = "4"
				s.find("Trình ban hành")[atProgress], s.find("Trình ban hành")[atState] = "10 %", ""
			},
			func(d work.Draft) bool {
				a := d.Tasks[0].Activities
				return *a[0].Stand.Percent == 75 && *d.Tasks[1].Stand.Count == 4 && *a[1].Stand.Percent == 10 && a[1].Stand.State == work.InProgress
			}, nil,
		},
		"what says nothing": {
			func(s *sheet) {
				s.find("Viết dự thảo")[atState] = "xong rồi"
				s.find("Đăng ký nhãn hiệu")[atProgress] = "05-Thg2"
				s.find("Đăng ký nhãn hiệu")[atTarget] = "vài"
				s.find("Trình ban hành")[atDue] = "hôm nào rảnh"
				s.find("Chương I")[atProgress] = "gần xong"
			},
			func(d work.Draft) bool { return d.Tasks[1].Target == nil && d.Tasks[0].Activities[0].Stand.State != "" },
			[]string{"doubt.cell_unread", "doubt.cell_unread", "doubt.cell_unread", "doubt.cell_unread", "doubt.cell_unread"},
		},
		"a deadline beside a task with activities": {
			func(s *sheet) { s.find("Sửa quy chế")[atPhrase] = "Quý IV" },
			func(d work.Draft) bool { return len(d.Tasks[0].Activities) == 2 }, []string{"doubt.deadline_above"},
		},
		"one recurrence more": {
			func(s *sheet) { s.find("Báo cáo năm")[atRecurrence] = "hằng tháng" },
			func(d work.Draft) bool {
				r := d.Tasks[2].Activities[0].Deadline
				return r.Recurrence == calendar.Monthly && d.Tasks[2].Stand.Due == day(2022, 12, 15)
			}, []string{"doubt.columns_differ"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := opened(t, "vi")
			tc.edit(s)
			d := read(t, s.saved(','))
			if !tc.check(d) {
				t.Errorf("%+v", d.Tasks)
			}
			if got := keysOfDoubts(d); !cmp.Equal(got, tc.doubts, cmpopts.EquateEmpty()) {
				t.Errorf("doubts %v, want %v", got, tc.doubts)
			}
		})
	}
}

// A table of somebody else's with some of the same headings is read by the
// rules.
func TestATableLikeAnExportIsNone(t *testing.T) {
	d := read(t, []byte("Số,Loại,Tên,Chủ trì,Hạn\n12,Quyết định,Ban hành quy chế làm việc,Phòng Tổng hợp,30/6/2022\n13,Công văn,Trả lời Sở Tài chính,Phòng A,15/7/2022\n"))
	for _, task := range d.Tasks {
		if task.Stand != nil {
			t.Errorf("%+v", task)
		}
	}
	if len(d.Doubts)+len(d.Tasks) == 0 {
		t.Error("nothing was read")
	}
}

func FuzzAnExportedTable(f *testing.F) {
	f.Add(opened(f, "vi").saved(','))
	f.Add(opened(f, "en").saved(';'))
	f.Add([]byte("Ref\tKind\tTitle\tDue\n1-2\tTask\tA\t31/12/99\n1\tResult\tB\n.1\tCheck\tC\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := intake.Read(t.Context(), "plan.csv", data, intake.Options{Today: exportDay})
		if err != nil {
			if work.CodeOf(err) == "" {
				t.Errorf("an error without a sentence: %v", err)
			}
			return
		}
		for i := range d.Tasks {
			if s := d.Tasks[i].Stand; s != nil {
				fresh := d.Task(work.DraftLine{Task: i, Activity: -1})
				s.Apply(&fresh, "", exportDay)
			}
		}
	})
}
