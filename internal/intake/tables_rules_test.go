package intake

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// rulesOf reads a table as a reader would hand it over.
func rulesOf(t *testing.T, blocks ...document.Block) work.Draft {
	t.Helper()
	doc, err := assemble(t.Context(), document.Document{Blocks: blocks}, false)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Rules(t.Context(), doc, Options{Year: 2025})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// tableBlock is a table of rows whose cells are set apart by bars; "⏎" breaks a
// line and an empty row is a gap.
func tableBlock(rows ...string) document.Block {
	tb := &document.Table{}
	gap := false
	for i, r := range rows {
		if r == "" {
			gap = true
			continue
		}
		cells := strings.Split(strings.ReplaceAll(r, "⏎", "\n"), "|")
		tb.Rows = append(tb.Rows, document.Row{Line: i + 1, Cells: cells, Gap: gap})
		gap = false
	}
	return document.Block{Kind: document.TableBlock, Line: 1, Table: tb}
}

func TestTableRows(t *testing.T) {
	const head = "TT|Nhiệm vụ|Chủ trì|Phối hợp|Thời hạn|Kết quả"
	tests := []struct {
		name string
		rows []string
		want []string
	}{
		{
			"units and results on lines of a cell",
			[]string{head, "1|Sửa chữa⏎trụ sở|Văn phòng⏎Sở|- Sở Xây dựng⏎- Sở Tài chính⏎và các phòng|Trước ngày⏎30/6/2025|Báo cáo⏎Hồ sơ⏎quyết toán"},
			[]string{"1 Sửa chữa trụ sở | Văn phòng Sở + Sở Xây dựng; Sở Tài chính; các phòng", "- Sửa chữa trụ sở | ..2025-06-30 | Trước ngày 30/6/2025"},
		},
		{
			"activities and their deadlines on lines of a cell",
			[]string{head, "1|Mở lớp:⏎- Soạn bài⏎  giảng⏎- Giảng|Phòng A||- 3/2025⏎- 5/2025|"},
			[]string{"1 Mở lớp | Phòng A", "- Soạn bài giảng | 2025-03-01..2025-03-31 | 3/2025", "- Giảng | 2025-05-01..2025-05-31 | 5/2025"},
		},
		{
			"two dates on lines of a cell",
			[]string{head, "1|Giao ban|Phòng A||Quý I⏎Quý II|"},
			[]string{"1 Giao ban | Phòng A", "- Giao ban | 2025-01-01..2025-06-30 | Quý I, Quý II"},
		},
		{
			"a second deadline under the first",
			[]string{head, "1|Sơ kết|Phòng A||30/6/2025|", "||||31/12/2025|Báo cáo"},
			[]string{"1 Sơ kết | Phòng A", "- Sơ kết | ..2025-06-30 | 30/6/2025", "- Sơ kết | ..2025-12-31 | 31/12/2025"},
		},
		{
			"a row below that names another lead is a task",
			[]string{head, "1|Quyết toán|Phòng A||31/3/2025|", "1.1|Lập báo cáo|||15/2/2025|", "1.2|Thẩm tra|Phòng B||15/3/2025|"},
			[]string{"1 Quyết toán | Phòng A", "- Lập báo cáo | ..2025-02-15 | 15/2/2025", "1.2 Thẩm tra | Phòng B", "- Thẩm tra | ..2025-03-15 | 15/3/2025"},
		},
		{
			"a lone cell with a verb is an activity",
			[]string{head, "1|Quyết toán|Phòng A||31/3/2025|", "|lập báo cáo||||"},
			[]string{"1 Quyết toán | Phòng A", "- lập báo cáo | ..2025-03-31 | 31/3/2025"},
		},
		{
			"a heading in every column",
			[]string{head, "I|LĨNH VỰC A|LĨNH VỰC A|LĨNH VỰC A|LĨNH VỰC A|LĨNH VỰC A", "1|Mở hội|Phòng A||31/3/2025|"},
			[]string{"1 Mở hội | Phòng A", "- Mở hội | ..2025-03-31 | 31/3/2025"},
		},
		{
			"a lone cell without one is a heading",
			[]string{head, "|Lĩnh vực văn hóa||||", "1|Mở hội|Phòng A||31/3/2025|"},
			[]string{"1 Mở hội | Phòng A", "- Mở hội | ..2025-03-31 | 31/3/2025"},
		},
		{
			"a number among dates is a day",
			[]string{head, "1|Mở hội|Phòng A||45747|", "2|Bế mạc|Phòng A||123456|"},
			[]string{"1 Mở hội | Phòng A", "- Mở hội | ..2025-03-31 | 2025-03-31", "2 Bế mạc | Phòng A", "- Bế mạc | .. | 123456"},
		},
		{
			"notes and signatures below",
			[]string{"KẾ HOẠCH", "", head, "(1)|(2)|(3)|(4)|(5)|(6)", "1|Mở hội|QLDS||31/3/2025|", "|Tổng cộng||||", "|||NGƯỜI LẬP||GIÁM ĐỐC", "", "Ghi chú: QLDS: Phòng Quản lý Di sản|||||"},
			[]string{"1 Mở hội | Phòng Quản lý Di sản", "- Mở hội | ..2025-03-31 | 31/3/2025"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, brief(rulesOf(t, tableBlock(tt.rows...)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSheetNamesPassOnTheirPeriod(t *testing.T) {
	sheet := func(name string) document.Block {
		return document.Block{Kind: document.Heading, Level: 2, Text: name, Gap: true}
	}
	d := rulesOf(t,
		sheet("Quý I"), tableBlock("TT|Nhiệm vụ|Chủ trì|Ghi chú", "1|Mở hội|Phòng A|"),
		sheet("Quý II"), tableBlock("TT|Nhiệm vụ|Chủ trì|Ghi chú", "1|Bế mạc|Phòng B|"))
	want := []string{
		"1.1 Mở hội | Phòng A", "- Mở hội | 2025-01-01..2025-03-31 | Quý I",
		"2.1 Bế mạc | Phòng B", "- Bế mạc | 2025-04-01..2025-06-30 | Quý II",
	}
	if diff := cmp.Diff(want, brief(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTableGoesOnWithoutHeader(t *testing.T) {
	d := rulesOf(t, tableBlock("TT|Nhiệm vụ|Chủ trì|Thời hạn", "1|Mở hội|Phòng A|31/3/2025"),
		document.Block{Text: "Trang sau", Gap: true}, tableBlock("2|Bế mạc|Phòng B|30/4/2025"))
	if len(d.Tasks) != 2 || d.Tasks[1].Lead != "Phòng B" {
		t.Errorf("read %q", brief(d))
	}
}

func TestSeparator(t *testing.T) {
	tests := []struct {
		name, in string
		want     rune
	}{
		{"said", "sep=|\r\na,b,c,d", '|'},
		{"said in quotes", "\"sep=;\"\na,b,c,d", ';'},
		{"of the header, not of the title", "Kế hoạch, chương trình, đề án, dự án, công tác\nTT;Nhiệm vụ;Chủ trì\n1;a, b, c;d", ';'},
		{"met most often", "a\tb\tc\nd\te\tf", '\t'},
		{"none", "a", ','},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got, _, _ := separator(tt.in); got != tt.want {
				t.Errorf("separator = %q, want %q", got, tt.want)
			}
		})
	}
}

func TestCSVQuoteThatNeverCloses(t *testing.T) {
	_, err := Read(t.Context(), "a.csv", []byte("TT,Việc,Chủ trì\n1,\"Mở hội,Phòng A\n"+strings.Repeat("2,b,Phòng B\n", 300)), Options{})
	e, ok := errors.AsType[*work.Error](err)
	if !ok || e.Key != KeyTable || e.Args["line"] != 2 {
		t.Errorf("Read = %v", err)
	}
}

func TestCSVFormulasAreText(t *testing.T) {
	d := mustRead(t, "a.csv", "TT;Nhiệm vụ;Chủ trì;Thời hạn\n1;=cmd|'/c calc'!A1;Phòng A;=\"3/2025\"\n2;@SUM(1);Phòng B;+4/2025\n")
	want := []string{
		"1 =cmd|'/c calc'!A1 | Phòng A", "- =cmd|'/c calc'!A1 | 2025-03-01..2025-03-31 | 3/2025",
		"2 @SUM(1) | Phòng B", "- @SUM(1) | 2025-04-01..2025-04-30 | +4/2025",
	}
	if diff := cmp.Diff(want, brief(d)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
