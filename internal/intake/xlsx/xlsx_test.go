package xlsx

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

func mustRead(t *testing.T, w workbook) document.Document {
	t.Helper()
	doc, err := Read(t.Context(), w.file(t))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestNumbersAreWhatTheyShow(t *testing.T) {
	tests := []struct{ code, stored, want string }{
		{"General", "5", "5"},
		{"General", "0.30000000000000004", "0,3"},
		{"General", "44640", "44640"},
		{"General", "1E+20", "1E+20"},
		{"00", "5", "05"},
		{"0%", "0.3", "30%"},
		{"0.0%", "0.305", "30,5%"},
		{"#,##0", "1200", "1.200"},
		{"#,##0.00", "1234567.5", "1.234.567,50"},
		{"#,##0;[Red]-#,##0", "-1200", "-1.200"},
		{`"Quý "0`, "3", "Quý 3"},
		{`0" hồ sơ"`, "12", "12 hồ sơ"},
		{"dd/mm/yyyy", "44640", "2022-03-20"},
		{"mm/dd/yyyy", "44640", "2022-03-20"},
		{"[$-42A]d mmmm yyyy;@", "44640.75", "2022-03-20"},
		{"d/m", "44640", "2022-03-20"},
		{"dddd", "44640", "2022-03-20"},
		{`"ngày "d" tháng "m" năm "yyyy`, "44640", "2022-03-20"},
		{`d\/m\/yyyy`, "44640", "2022-03-20"},
		{"mm/yyyy", "44640", "03/2022"},
		{"mmm-yy", "44640", "03/2022"},
		{"yyyy", "44640", "2022"},
		{"h:mm", "0.6875", "16:30"},
		{"[h]:mm", "0.5", "12:00"},
		{"dd/mm/yyyy", "1", "1900-01-01"},
		{"dd/mm/yyyy", "61", "1900-03-01"},
		{"dd/mm/yyyy", "2958465", "9999-12-31"},
		{"dd/mm/yyyy", "2958466", "2958466"},
		{"dd/mm/yyyy", "-1", "-1"},
		{"dd/mm/yyyy", "NaN", "NaN"},
		{"dd/mm/yyyy", "", ""},
		{`"`, "7", "7"}, {"[", "7", "7"}, {`\`, "7", "7"},
	}
	for _, tt := range tests {
		t.Run(tt.code+" "+tt.stored, func(t *testing.T) {
			if got := parseFormat(tt.code).show(tt.stored, since1900); got != tt.want {
				t.Errorf("show = %q, want %q", got, tt.want)
			}
		})
	}
	if got := parseFormat("d/m/yyyy").show("43178", since1904); got != "2022-03-20" {
		t.Errorf("counted from 1904: %q", got)
	}
}

func TestCells(t *testing.T) {
	w := workbook{
		formats: []string{"dd/mm/yyyy"},
		strings: `<si><t>một</t></si><si><r><t xml:space="preserve">Phòng </t></r><r><rPr><b/></rPr><t>A</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t>a_x000D_&#10;b _x00e2_</t></si>`,
		sheets: []string{`<sheetData><row r="2">` +
			`<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c><c r="D2" t="s"><v>99</v></c>` +
			`<c r="E2" s="1"><v>44640</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="d"><v>2022-03-20T00:00:00</v></c>` +
			`<c r="H2" t="str"><f>A1&amp;"x"</f><v>tính</v></c><c r="I2"><f>1+2</f><v>3</v></c></row>` +
			`<row><c><v>7</v></c><c><v>8</v></c></row></sheetData>`},
	}
	want := []string{"một|Phòng A|a\nb â|2022-03-20|TRUE|2022-03-20|tính|3", "7|8||||||"}
	if diff := cmp.Diff(want, told(mustRead(t, w))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMergedCells(t *testing.T) {
	tests := []struct {
		name  string
		sheet string
		want  []string
	}{
		{
			"a lead beside two rows",
			rows([]string{"1", "a", "Phòng A"}, []string{"2", "b"}) + merges("C1:C2"),
			[]string{"1|a|Phòng A", "2|b|Phòng A"},
		},
		{
			"a head over two columns",
			rows([]string{"TT", "Việc", "Thời gian"}, []string{"", "", "Từ", "Đến"}) + merges("A1:A2", "B1:B2", "C1:D1"),
			[]string{"TT|Việc|Thời gian|Thời gian", "TT|Việc|Từ|Đến"},
		},
		{
			"a section stays one cell",
			rows([]string{"I", "CÔNG TÁC"}, []string{"1", "a", "b", "c"}) + merges("B1:D1"),
			[]string{"I|CÔNG TÁC||", "1|a|b|c"},
		},
		{
			"a title stays one cell",
			rows([]string{"KẾ HOẠCH"}, []string{"1", "a", "b"}) + merges("A1:C1"),
			[]string{"KẾ HOẠCH||", "1|a|b"},
		},
		{
			"rows without a text of their own stay out",
			rows([]string{"1", "a", "b"}, nil, []string{"2", "c", "d"}) + merges("A1:A2", "B1:B2"),
			[]string{"1|a|b", "2|c|d"},
		},
		{
			"what a covered cell holds is not lost",
			rows([]string{"1", "a", "b"}, []string{"1", "x", "c"}) + merges("B1:B2"),
			[]string{"1|a|b", "1|x|c"},
		},
		{
			"all of the sheet",
			rows([]string{"a", "b", "c"}, []string{"", "d", "e"}) + merges("A1:XFD1048576"),
			[]string{"a|b|c", "a|d|e"},
		},
		{
			"no areas",
			rows([]string{"a", "b", "c"}) + merges("", "A1", "B2:A1", "A0:A9", "ABCD1:B2", "A1:A99999999999999999999"),
			[]string{"a|b|c"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, told(mustRead(t, workbook{sheets: []string{tt.sheet}}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func doubtsOf(doc document.Document) []string {
	var out []string
	for _, d := range doc.Doubts {
		out = append(out, fmt.Sprintf("%s %d %s %v", strings.TrimPrefix(d.Key, "doubt."), d.Line, d.Text, d.Args))
	}
	return out
}

func TestWhatIsNotShownIsNoted(t *testing.T) {
	w := workbook{
		sheets: []string{
			`<cols><col min="2" max="3" hidden="1"/></cols><sheetData>` +
				`<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="D1"><v>3</v></c></row>` +
				`<row r="2" hidden="1"><c r="A2"><v>4</v></c></row><row r="3" hidden="1"/>` +
				`<row r="5"><c r="A5" t="e"><f>X!1</f><v>#REF!</v></c><c r="D5"><f>SUM(A1)</f></c><c r="E5"><v>6</v></c></row></sheetData>`,
			rows([]string{"a"}), rows([]string{"b"}),
		},
		attributes: []string{`name="Quý I"`, `name="Cũ" state="hidden"`, `name="Rất cũ" state="veryHidden"`},
	}
	doc := mustRead(t, w)
	if diff := cmp.Diff([]string{"1|3|", "||6"}, told(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	want := []string{
		"hidden_sheets 0  map[count:2 names:Cũ, Rất cũ]",
		"cell_error 2 #REF! map[]", "not_computed 2 D5 map[]",
		"hidden_rows 0  map[count:1 sheet:Quý I]", "hidden_columns 0  map[count:1 sheet:Quý I]",
	}
	if diff := cmp.Diff(want, doubtsOf(doc)); diff != "" {
		t.Errorf("doubts (-want +got):\n%s", diff)
	}
}

func TestSheetsAndPlaces(t *testing.T) {
	table := rows([]string{"TT", "Việc", "Hạn"}, nil, []string{"1", "a", "b"})
	w := workbook{sheets: []string{table, rows([]string{"ghi chú"}), table, "<sheetData/>"},
		attributes: []string{`name="Quý I"`, `name="Ghi chú"`, `name="Sheet3"`, `name="Trống"`}}
	doc := mustRead(t, w)
	if diff := cmp.Diff([]string{"# Quý I", "TT|Việc|Hạn", "1|a|b", "ghi chú", "TT|Việc|Hạn", "1|a|b"}, told(doc)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	row := doc.Blocks[1].Table.Rows[1]
	if got := doc.Places[row.Line]; got != (work.Place{Sheet: "Quý I", Row: 3}) || !row.Gap {
		t.Errorf("the second row stands at %+v, gap %v", got, row.Gap)
	}
	alone := mustRead(t, workbook{sheets: []string{table}})
	if got := alone.Places[alone.Blocks[0].Line]; got != (work.Place{Row: 1}) {
		t.Errorf("in a workbook of one sheet: %+v", got)
	}
}
