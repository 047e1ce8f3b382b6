package work

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"nhacviec/internal/calendar"
)

// planOf writes a plan in short: a task a line as "ref title @lead phrase", its
// activities below with a dash, "title phrase".
func planOf(lines ...string) Draft {
	d := Draft{Title: "Kế hoạch", Year: 2022}
	for _, l := range lines {
		words, phrase, _ := strings.Cut(l, " # ")
		when := calendar.Parse(phrase, calendar.Context{Year: 2022})
		if part, ok := strings.CutPrefix(words, "- "); ok {
			t := &d.Tasks[len(d.Tasks)-1]
			t.Activities = append(t.Activities, DraftActivity{Text: part, Deadline: when})
			continue
		}
		words, lead, _ := strings.Cut(words, " @")
		ref, title, _ := strings.Cut(words, " ")
		t := DraftTask{Ref: ref, Title: title, Lead: lead}
		if phrase != "" {
			t.Activities = []DraftActivity{{Text: title, Deadline: when}}
		}
		d.Tasks = append(d.Tasks, t)
	}
	return d
}

// imported is a draft as imported, with the tasks that it became.
func imported(d Draft) (StoredDraft, []Task) {
	s := StoredDraft{Read: d, Draft: d, Rows: make([][]int64, len(d.Tasks))}
	var rows []Task
	add := func(at DraftLine, parent int64, ref string) int64 {
		t := d.Task(at)
		t.ID, t.Parent, t.Ref = int64(len(rows)+1), parent, ref
		rows = append(rows, t)
		return t.ID
	}
	for i := range d.Tasks {
		t := &d.Tasks[i]
		id := add(DraftLine{i, -1}, 0, t.Ref)
		s.Rows[i] = []int64{id}
		for j := range t.Activities {
			if t.Itself() {
				s.Rows[i] = append(s.Rows[i], id)
				continue
			}
			s.Rows[i] = append(s.Rows[i], add(DraftLine{i, j}, id, ChildRef(t.Ref, j+1)))
		}
	}
	return s, rows
}

// inShort writes a difference in short, lines that are the same left out.
func inShort(d Difference) []string {
	var out []string
	for _, l := range d.Lines {
		s := fmt.Sprintf("%s %s %s", l.Kind, l.Ref, l.Title)
		for _, f := range l.Fields {
			s += fmt.Sprintf(" | %s", f.Field)
			if f.Here != "" {
				s += "!"
			}
		}
		if l.Out {
			s += " (out)"
		}
		if l.Kind != LineSame || len(l.Fields) > 0 {
			out = append(out, s)
		}
	}
	return out
}

func TestCompare(t *testing.T) {
	v1 := []string{
		"1 Xây dựng kế hoạch chuyển đổi số @Phòng A # trước ngày 30/6",
		"2 Tổ chức hội nghị tổng kết công tác năm @Phòng B",
		"- Xây dựng kịch bản # tháng 5",
		"- Gửi giấy mời # tháng 6",
		"3 Báo cáo quý I @Phòng A # 31/3",
	}
	edit := func(at int, line string) []string {
		out := slices.Clone(v1)
		out[at] = line
		return out
	}
	for name, c := range map[string]struct{ after, want []string }{
		"the same file":                    {v1, nil},
		"a deadline":                       {edit(0, "1 Xây dựng kế hoạch chuyển đổi số @Phòng A # trước ngày 15/7"), []string{"changed 1 Xây dựng kế hoạch chuyển đổi số | deadline"}},
		"capitals, spaces and a full stop": {edit(0, "1 XÂY DỰNG  kế hoạch chuyển đổi số. @phòng a # Trước ngày 30/6."), nil},
		"a mark of a letter":               {edit(3, "- Gửi giấy mới # tháng 6"), []string{"changed 2.2 Gửi giấy mới | title"}},
		"a lead and a title":               {edit(4, "3 Báo cáo quý I năm 2022 @Phòng C # 31/3"), []string{"changed 3 Báo cáo quý I năm 2022 | title | lead"}},
		"an activity dropped":              {slices.Delete(slices.Clone(v1), 3, 4), []string{"gone 2.2 Gửi giấy mời"}},
		"an activity added before others": {slices.Insert(slices.Clone(v1), 2, "- Thành lập ban tổ chức # tháng 4"), []string{
			"new 2.1 Thành lập ban tổ chức", "same 2.1 Xây dựng kịch bản | ref", "same 2.2 Gửi giấy mời | ref"}},
		"a task gone with its activities": {slices.Delete(slices.Clone(v1), 1, 4), []string{
			"gone 2 Tổ chức hội nghị tổng kết công tác năm", "gone 2.1 Xây dựng kịch bản", "gone 2.2 Gửi giấy mời"}},
		"a task inserted, the rest numbered anew": {[]string{"1 Mua sắm máy tính @Phòng C # tháng 3",
			"2 Xây dựng kế hoạch chuyển đổi số @Phòng A # trước ngày 30/6", "3 Tổ chức hội nghị tổng kết công tác năm @Phòng B",
			"- Xây dựng kịch bản # tháng 5", "- Gửi giấy mời # tháng 6", "4 Báo cáo quý I @Phòng A # 31/3"}, []string{
			"new 1 Mua sắm máy tính", "same 1 Xây dựng kế hoạch chuyển đổi số | ref", "same 2 Tổ chức hội nghị tổng kết công tác năm | ref",
			"same 2.1 Xây dựng kịch bản | ref", "same 2.2 Gửi giấy mời | ref", "same 3 Báo cáo quý I | ref"}},
		"quarter II's report is another one": {append(slices.Clone(v1[:4]), "4 Báo cáo quý II @Phòng A # 30/6"), []string{
			"gone 3 Báo cáo quý I", "new 4 Báo cáo quý II"}},
		"moved and reworded": {append([]string{"1 Báo cáo quý I @Phòng A # 31/3"}, append(slices.Clone(v1[1:4]),
			"3 Xây dựng và ban hành kế hoạch chuyển đổi số @Phòng A # trước ngày 30/6")...), []string{
			"same 3 Báo cáo quý I | ref", "changed 1 Xây dựng và ban hành kế hoạch chuyển đổi số | title | ref"}},
		"one line became two activities": {slices.Insert(edit(0, "1 Xây dựng kế hoạch chuyển đổi số @Phòng A"), 1, "- Dự thảo # tháng 4", "- Ban hành # trước ngày 30/6"), []string{
			"changed 1 Xây dựng kế hoạch chuyển đổi số | deadline", "new 1.1 Dự thảo", "new 1.2 Ban hành"}},
	} {
		before, rows := imported(planOf(v1...))
		after := StoredDraft{Read: planOf(c.after...)}
		after.Draft = after.Read
		if diff := cmp.Diff(c.want, inShort(Compare(&before, &after, rows))); diff != "" {
			t.Errorf("%s (-want +got): %s", name, diff)
		}
	}
}

func TestCompareWithWhatWasMended(t *testing.T) {
	read := planOf("1 Trình Ủy ban quy chế mới @Phòng A # đầu quý II")
	before, rows := imported(read)
	before.Draft = planOf("1 Trình Ủy ban quy chế mới @Phòng A # 15/4")
	rows[0].Deadline = DeadlineOf(before.Draft.Tasks[0].Activities[0].Deadline)
	compare := func(read, mended Draft) []string {
		after := StoredDraft{Read: read, Draft: mended}
		return inShort(Compare(&before, &after, rows))
	}
	if got := compare(read, read); got != nil {
		t.Errorf("unchanged, %q", got)
	}
	if got := compare(planOf("1 Trình Ủy ban quy chế mới @Phòng A # 15/4"), planOf("1 Trình Ủy ban quy chế mới @Phòng A # 15/4")); got != nil {
		t.Errorf("the document says what was mended: %q", got)
	}
	want := []string{"changed 1 Trình Ủy ban quy chế mới | deadline"}
	if got := compare(read, planOf("1 Trình Ủy ban quy chế mới @Phòng A # 20/4")); !slices.Equal(got, want) {
		t.Errorf("mended anew: %q", got)
	}
	rows[0].Deadline.Due = rows[0].Deadline.Due.AddDays(30)
	want = []string{"changed 1 Trình Ủy ban quy chế mới | deadline! (out)"}
	after := planOf("1 Trình Ủy ban quy chế mới @Phòng A # 20/4")
	if got := compare(after, after); !slices.Equal(got, want) {
		t.Errorf("changed in chat meanwhile: %q", got)
	}
}

func TestCompareTakesUpWhatChatAdded(t *testing.T) {
	v1 := planOf("1 Một việc đã có @Phòng A # 30/6")
	before, rows := imported(v1)
	rows = append(rows, Task{ID: 50, Ref: "2", Title: "Gửi báo cáo đột xuất", Assignee: "U1"})
	after := StoredDraft{Read: planOf("1 Một việc đã có @Phòng A # 30/6", "2 Gửi báo cáo đột xuất @Phòng B # 20/5")}
	after.Draft = after.Read
	want := []string{"changed 2 Gửi báo cáo đột xuất | deadline | lead"}
	if got := inShort(Compare(&before, &after, rows)); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestCompareHeedsWhatWasChosen(t *testing.T) {
	before, rows := imported(planOf("1 Việc thứ nhất @A # 30/6", "2 Việc bị bỏ sau này @B", "- Phần một # tháng 3", "- Phần hai # tháng 4"))
	after := StoredDraft{Read: planOf("1 Việc thứ nhất @A # 15/7", "2 Chuyện hoàn toàn khác @C", "- Mở đầu # tháng 8", "- Kết thúc # tháng 9")}
	after.Draft = after.Read
	outs := func() string {
		var out []string
		d := Compare(&before, &after, rows)
		for _, l := range d.Lines {
			out = append(out, fmt.Sprintf("%s:%t", l.Kind, l.Out))
		}
		return strings.Join(out, " ")
	}
	if got := outs(); got != "changed:false gone:false gone:false gone:false new:false new:false new:false" {
		t.Error(got)
	}
	after.Chosen = []LineChoice{
		{LineKey{DraftLine{0, -1}, false}, true},
		{LineKey{DraftLine{1, -1}, false}, true}, {LineKey{DraftLine{1, 0}, false}, false},
		{LineKey{DraftLine{1, -1}, true}, true}, {LineKey{DraftLine{1, 1}, true}, false},
	}
	if got := outs(); got != "changed:true gone:true gone:true gone:false new:true new:true new:true" {
		t.Error(got)
	}
}

func TestCompareItems(t *testing.T) {
	v1 := planOf("1 Xác lập quyền @A # 30/6")
	v1.Tasks[0].Items = []string{"chè", "cam"}
	before, rows := imported(v1)
	v2 := planOf("1 Xác lập quyền @A # 30/6")
	v2.Tasks[0].Items = []string{"Cam", "mật ong"}
	after := StoredDraft{Read: v2, Draft: v2}
	d := Compare(&before, &after, rows)
	want := []FieldChange{{Field: FieldItem, From: itemValue(Item{Kind: ResultItem, Name: "chè"})}, {Field: FieldItem, To: itemValue(Item{Kind: ResultItem, Name: "mật ong"})}}
	if diff := cmp.Diff(want, d.Lines[0].Fields); diff != "" {
		t.Error(diff)
	}
}

// anyDraft draws plans of few words, so that lines are often alike.
func anyDraft(t *rapid.T) Draft {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"báo", "cáo", "quý", "II", "họp", "xã", "…", "5"}), 0, 6)
	title := rapid.Custom(func(t *rapid.T) string { return strings.Join(words.Draw(t, "words"), " ") })
	phrase := rapid.SampledFrom([]string{"", "30/6", "quý II", "hằng tháng"})
	part := rapid.Custom(func(t *rapid.T) DraftActivity {
		return DraftActivity{Text: title.Draw(t, "text"), Deadline: calendar.Parse(phrase.Draw(t, "phrase"), calendar.Context{Year: 2022})}
	})
	task := rapid.Custom(func(t *rapid.T) DraftTask {
		return DraftTask{Ref: rapid.SampledFrom([]string{"", "1", "2", "3", "I.1"}).Draw(t, "ref"), Title: title.Draw(t, "title"),
			Lead: rapid.SampledFrom([]string{"", "A", "B"}).Draw(t, "lead"), Activities: rapid.SliceOfN(part, 0, 4).Draw(t, "parts")}
	})
	return Draft{Title: "Kế hoạch", Year: 2022, Tasks: rapid.SliceOfN(task, 0, 12).Draw(t, "tasks")}
}

func TestCompareWithItselfIsAllSame(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before, rows := imported(anyDraft(rt))
		after := StoredDraft{Read: before.Read, Draft: before.Draft}
		d := Compare(&before, &after, rows)
		if len(inShort(d)) > 0 || len(d.Lines) != len(before.Read.Lines()) {
			rt.Fatalf("%q", inShort(d))
		}
	})
}

func TestComparePutInAnotherOrderIsNothingNew(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		before, rows := imported(anyDraft(rt))
		moved := Draft{Title: before.Read.Title, Year: 2022, Tasks: rapid.Permutation(before.Read.Tasks).Draw(rt, "order")}
		for i := range moved.Tasks {
			moved.Tasks[i].Ref = fmt.Sprint(100 + i)
		}
		after := StoredDraft{Read: moved, Draft: moved}
		d := Compare(&before, &after, rows)
		if d.Count(LineSame) != len(d.Lines) {
			rt.Fatalf("%q", inShort(d))
		}
	})
}

func TestEachLineIsMatchedOnce(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		x, y := anyDraft(rt), anyDraft(rt)
		before, rows := imported(x)
		after := StoredDraft{Read: y, Draft: y}
		d := Compare(&before, &after, rows)
		was, now := map[DraftLine]int{}, map[DraftLine]int{}
		for _, l := range d.Lines {
			was[l.Was]++
			now[l.Line]++
		}
		for _, side := range []struct {
			lines []DraftLine
			seen  map[DraftLine]int
		}{{x.Lines(), was}, {y.Lines(), now}} {
			for _, at := range side.lines {
				if side.seen[at] != 1 {
					rt.Fatalf("line %v is told %d times", at, side.seen[at])
				}
			}
		}
	})
}

// The time of a comparison grows with the plan, also where nothing is equal.
func TestCompareLargePlansInTime(t *testing.T) {
	long := func(word string) StoredDraft {
		d := Draft{Year: 2022}
		for i := range 5000 {
			title := fmt.Sprintf("Kiểm tra %s %d tại xã số %d", word, i%70, i%90)
			d.Tasks = append(d.Tasks, DraftTask{Ref: fmt.Sprint(i), Title: title, Lead: "Phòng A"})
		}
		s, _ := imported(d)
		return s
	}
	before, after := long("an toàn"), long("môi trường")
	began := time.Now()
	Compare(&before, &after, nil)
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestLaterVersion(t *testing.T) {
	lines := func(from, to int) (out []string) {
		for i := from; i < to; i++ {
			out = append(out, fmt.Sprintf("%d Nội dung riêng %s @Phòng A", i, strings.Repeat("x", i+1)))
		}
		return out
	}
	for name, c := range map[string]struct {
		was, now   string
		year       int
		lines      []string
		isTheLater bool
	}{
		"the same":                       {"Kế hoạch công tác năm 2022", "Kế hoạch công tác năm 2022", 2022, lines(0, 10), true},
		"the same title, all reworked":   {"Kế hoạch công tác năm 2022", "KẾ HOẠCH công tác năm 2022", 2022, lines(20, 30), true},
		"amended":                        {"Kế hoạch công tác năm 2022", "Kế hoạch công tác năm 2022 (điều chỉnh, bổ sung lần 2)", 2022, lines(3, 20), true},
		"half of it under another title": {"Kế hoạch công tác năm 2022", "Chương trình trọng tâm", 2022, lines(5, 15), true},
		"little of it":                   {"Kế hoạch công tác năm 2022", "Chương trình trọng tâm", 2022, lines(8, 18), false},
		"next year's":                    {"Kế hoạch công tác năm 2022", "Kế hoạch công tác năm 2023", 2023, lines(0, 10), false},
		"another month's":                {"Kế hoạch tháng 3/2022", "Kế hoạch tháng 4/2022", 2022, lines(0, 10), false},
		"the other half-year's":          {"Kế hoạch 6 tháng đầu năm 2022", "Kế hoạch 6 tháng cuối năm 2022", 2022, lines(0, 10), false},
		"another unit's":                 {"Kế hoạch công tác của Phòng Tổng hợp năm 2022", "Kế hoạch công tác của Phòng Kế hoạch năm 2022", 2022, lines(6, 16), false},
		"another field's":                {"Kế hoạch chuyển đổi số năm 2022", "Kế hoạch cải cách hành chính năm 2022", 2022, lines(20, 30), false},
	} {
		before, after := planOf(lines(0, 10)...), planOf(c.lines...)
		before.Title, after.Title, after.Year = c.was, c.now, c.year
		if got := LaterVersion(Plan{Title: c.was, Year: 2022}, &before, &after); (got > 0) != c.isTheLater {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestRowsOf(t *testing.T) {
	d := planOf("1 Việc thứ nhất @A # 30/6", "2 Việc thứ hai @B", "- Phần một # tháng 3", "- Phần hai # tháng 4")
	want, rows := imported(d)
	rows[1].Title = "Việc thứ hai đã đổi tên"
	rows = append(rows, Task{ID: 90, Ref: "1-2", Series: 1, Title: "Việc thứ nhất"}, Task{ID: 91, Ref: "3", Title: "Thêm trong chat"})
	if diff := cmp.Diff(want.Rows, RowsOf(&d, rows)); diff != "" {
		t.Error(diff)
	}
}
