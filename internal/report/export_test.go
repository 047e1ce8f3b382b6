package report

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

func exportLocale(t testing.TB, language string) *locale.Locale {
	t.Helper()
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return words.For(language)
}

func exportedPlan() work.Exported {
	two := 2
	day := func(m, d int) calendar.Date {
		v, err := calendar.ParseDate(fmt.Sprintf("2022-%02d-%02d", m, d))
		if err != nil {
			panic(err)
		}
		return v
	}
	return work.Exported{
		AsOf: day(5, 16), Plan: work.Plan{Title: "=Kế hoạch năm 2022", Year: 2022},
		People: []work.Person{{ID: "U1", Name: "Nguyễn Văn An"}},
		Tasks: []work.Task{
			{ID: 1, Ref: "1", Title: "=HYPERLINK(\"http://a.example\")", Lead: "@Phòng", State: work.InProgress},
			{ID: 2, Ref: "1.10", Parent: 1, Title: "Viết dự thảo", State: work.InProgress, Assignee: "U1",
				Deadline: work.Deadline{Phrase: "Quý I", Start: day(1, 1), Due: day(3, 31)}},
			{ID: 3, Ref: "2", Title: "Đăng ký", State: work.InProgress, Target: &work.Target{Count: 5, Unit: "văn bằng"}, Count: &two,
				Items: []work.Item{{Kind: work.ResultItem, Name: "Cá", Stage: 1}}},
		},
	}
}

func TestACSVIsSafeInASpreadsheetProgram(t *testing.T) {
	var b strings.Builder
	if err := Export(&b, exportLocale(t, "vi"), exportedPlan(), CSV); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"\uFEFF'=Kế hoạch năm 2022\r\n", "Năm,2022\r\n", "#1,Nhiệm vụ,\"'=HYPERLINK(\"\"http://a.example\"\")\",'@Phòng,",
		"#1.10,Nội dung,Viết dự thảo,'@Phòng,,Quý I,2022-01-01,2022-03-31,", ",Quá hạn 46 ngày,", ",2/5 (40%),", "#2,Kết quả,Cá,",
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

func TestCellsOfACSV(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "a": "a", "=1": "'=1", "+84": "'+84", "-": "'-", "@x": "'@x", "'": "''", "''=": "'''=", "\tx": "x", "a\r\nb": "a\nb", "a\x00\x07b": "ab", "1=2": "1=2",
	} {
		if got := csvCell(in); got != want {
			t.Errorf("%q is written %q, want %q", in, got, want)
		}
	}
}

func TestACellHoldsWhatExcelHolds(t *testing.T) {
	for _, s := range []string{strings.Repeat("a", 40_000), strings.Repeat("🧑🏽‍🔬", 9000), strings.Repeat("ế", 32_767), "e" + strings.Repeat("\u0301", 40_000)} {
		got := cellText(s)
		if n := units(got); n > maxCell {
			t.Errorf("%.20q… has %d units", s, n)
		}
	}
	if s := strings.Repeat("ế", 32_767); cellText(s) != s {
		t.Error("what fits is cut")
	}
}

// The workbook is one that a spreadsheet program opens: a table with a filter,
// a frozen header, days as days, texts as texts.
func TestAWorkbook(t *testing.T) {
	for language, sheets := range map[string][]string{"vi": {"Kế hoạch", "Tổng hợp"}, "en": {"Plan", "Summary"}} {
		var b bytes.Buffer
		if err := Export(&b, exportLocale(t, language), exportedPlan(), XLSX); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&b)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(sheets, f.GetSheetList()); diff != "" {
			t.Errorf("sheets: %s", diff)
		}
		plan := sheets[0]
		tables, err := f.GetTables(plan)
		if err != nil || len(tables) != 1 || tables[0].Range != "A5:R9" {
			t.Errorf("tables %+v %v", tables, err)
		}
		panes, err := f.GetPanes(plan)
		if err != nil || !panes.Freeze || panes.YSplit != 5 {
			t.Errorf("panes %+v %v", panes, err)
		}
		for cell, kind := range map[string]excelize.CellType{"C6": excelize.CellTypeInlineString, "H7": excelize.CellTypeUnset, "A7": excelize.CellTypeInlineString, "J8": excelize.CellTypeUnset} {
			if got, err := f.GetCellType(plan, cell); err != nil || got != kind {
				t.Errorf("%s is of type %v (%v), want %v", cell, got, err, kind)
			}
		}
		if formula, err := f.GetCellFormula(plan, "C6"); err != nil || formula != "" {
			t.Errorf("C6 has the formula %q %v", formula, err)
		}
		if due, err := f.GetCellValue(plan, "H7"); err != nil || due != map[string]string{"vi": "31/03/2022", "en": "31 Mar 2022"}[language] {
			t.Errorf("H7 shows %q %v", due, err)
		}
		if share, err := f.GetCellValue(sheets[1], "K6"); err != nil || share != "0%" {
			t.Errorf("the summary shows %q %v", share, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestFileNames(t *testing.T) {
	for title, want := range map[string]string{
		"Kế hoạch năm 2022: đợt 1": "ke-hoach-nam-2022-dot-1-2022-05-16.xlsx", "": "plan-2022-05-16.xlsx", "計画": "plan-2022-05-16.xlsx",
		"../../etc/passwd": "etc-passwd-2022-05-16.xlsx", strings.Repeat("dài ", 100): strings.Repeat("dai-", 15) + "2022-05-16.xlsx",
	} {
		x := exportedPlan()
		x.Plan.Title = title
		if got := FileName(x, XLSX); got != want {
			t.Errorf("%q is saved as %q, want %q", title, got, want)
		}
	}
}

func TestAnEmptyPlanIsExported(t *testing.T) {
	for _, f := range []Format{XLSX, CSV} {
		var b bytes.Buffer
		if err := Export(&b, exportLocale(t, "en"), work.Exported{}, f); err != nil || b.Len() == 0 {
			t.Errorf("%s: %v", f, err)
		}
	}
	if err := Export(&bytes.Buffer{}, exportLocale(t, "en"), work.Exported{}, "pdf"); err == nil {
		t.Error("a format that is none is written")
	}
}

func BenchmarkExport(b *testing.B) {
	x := exportedPlan()
	x.Tasks = nil
	for i := range 5000 {
		x.Tasks = append(x.Tasks, work.Task{ID: int64(i + 1), Ref: fmt.Sprint(i + 1), Title: "Xây dựng và trình ban hành kế hoạch", Lead: "Phòng Tổng hợp",
			State: work.InProgress, Deadline: work.Deadline{Phrase: "Quý III năm 2022", Start: x.AsOf, Due: x.AsOf.AddDays(90)}})
	}
	l := exportLocale(b, "vi")
	for _, f := range []Format{XLSX, CSV} {
		b.Run(string(f), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var file bytes.Buffer
				if err := Export(&file, l, x, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
