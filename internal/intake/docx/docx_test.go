package docx

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/work"
)

func field(kind string) string { return `<w:r><w:fldChar w:fldCharType="` + kind + `"/></w:r>` }

func TestParagraphs(t *testing.T) {
	styles := parts{styles: `<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>` +
		`<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="u1"><w:name w:val="heading 1"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Đề mục của Sở"/><w:basedOn w:val="u1"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="x"><w:name w:val="Tiêu đề 2"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="loop1"><w:basedOn w:val="loop2"/></w:style><w:style w:type="paragraph" w:styleId="loop2"><w:basedOn w:val="loop1"/></w:style>`}
	box := func(s string) string {
		return `<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>` + p(s) + `</w:txbxContent></wps:txbx></w:drawing></mc:Choice>` +
			`<mc:Fallback><w:pict><v:textbox><w:txbxContent>` + p(s) + `</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`
	}
	tests := []struct {
		name, body string
		want       []string
	}{
		{"runs are one text", "<w:p>" + run("Quý") + run(" IV") + "</w:p>", []string{"Quý IV"}},
		{"soft breaks are lines", `<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:cr/><w:t>c</w:t></w:r></w:p>`, []string{"a", "b", "c"}},
		{"tabs and hyphens", `<w:p><w:r><w:t>1.</w:t><w:tab/><w:t>Kế hoạch 5</w:t><w:noBreakHyphen/><w:t>CT</w:t><w:softHyphen/><w:t>r</w:t></w:r></w:p>`, []string{"1.\tKế hoạch 5-CTr"}},
		{"line ends of the file are spaces", "<w:p>" + run("Quý\nIV") + "</w:p>", []string{"Quý IV"}},
		{"symbols", `<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t xml:space="preserve"> xong</w:t><w:sym w:font="Wingdings" w:char="F022"/></w:r></w:p>`, []string{"✓ xong"}},
		{"boxes to tick", p("☐ Mua máy") + p("☒ Lắp máy"), []string{"[[ ]] Mua máy", "[[x]] Lắp máy"}},
		{"hidden text", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>mật</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>hở</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Secret"/></w:rPr><w:t>mật</w:t></w:r></w:p>`, []string{"hở"}},
		{"insertions stay, deletions go", `<w:p><w:ins>` + run("20") + `</w:ins><w:del><w:r><w:delText>15</w:delText></w:r></w:del><w:moveTo>` + run(" tháng 5") + `</w:moveTo><w:moveFrom>` + run("tháng 6") + `</w:moveFrom></w:p>`, []string{"20 tháng 5"}},
		{"the paragraph before a change of format", `<w:p><w:pPr><w:pStyle w:val="u1"/><w:pPrChange><w:pPr><w:pStyle w:val="x"/></w:pPr></w:pPrChange></w:pPr>` + run("a") + `</w:p>`, []string{"#a"}},
		{"a deleted end joins paragraphs", styled(`<w:rPr><w:del/></w:rPr>`, "Hoàn thành ") + p("trước 30/6"), []string{"Hoàn thành trước 30/6"}},
		{"a deleted last end", p("a") + styled(`<w:rPr><w:del/></w:rPr>`, "b"), []string{"a", "b"}},
		{"fields show their result", `<w:p>` + run("trang ") + field("begin") + `<w:r><w:instrText> REF x </w:instrText></w:r>` + field("separate") + run("5") + field("end") + `<w:fldSimple w:instr="DATE">` + run("!") + `</w:fldSimple></w:p>`, []string{"trang 5!"}},
		{"fields in fields", `<w:p>` + field("begin") + run("IF ") + field("begin") + run("Q") + field("separate") + run("no") + field("end") + field("separate") + run("yes") + field("end") + `</w:p>`, []string{"yes"}},
		{"a field that never ends", `<w:p>` + field("begin") + run("lost") + `</w:p>` + p("kept"), []string{"kept"}},
		{"links, tags and controls", `<w:p><w:hyperlink>` + run("a") + `</w:hyperlink><w:smartTag>` + run("b") + `</w:smartTag><w:sdt><w:sdtPr/><w:sdtContent>` + run("c") + `</w:sdtContent></w:sdt></w:p>`, []string{"abc"}},
		{"a placeholder is nobody's text", `<w:p>` + run("Hạn: ") + `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>` + run("Bấm để nhập") + `</w:sdtContent></w:sdt></w:p>`, []string{"Hạn:"}},
		{"a table of contents", `<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>` + p("I. Việc 3") + `</w:sdtContent></w:sdt>` + styled(`<w:pStyle w:val="T1"/>`, "II. Việc 4") + p("I. Việc"), []string{"I. Việc"}},
		{"text boxes stand once, after their paragraph", "<w:p>" + run("a") + box("b") + run("c") + "</w:p>", []string{"ac", "b"}},
		{"notes and comments", `<w:p>` + run("a") + `<w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeStart/><w:r><w:commentReference/></w:r></w:p>`, []string{"a"}},
		{"another file", `<w:altChunk r:id="rId9"/>` + p("a") + `<w:subDoc r:id="rId10"/>`, []string{"a"}},
		{"headings by style, its base and its outline", styled(`<w:pStyle w:val="u1"/>`, "a") + styled(`<w:pStyle w:val="Mine"/>`, "b") + styled(`<w:pStyle w:val="x"/>`, "c") + styled(`<w:outlineLvl w:val="2"/>`, "d") + styled(`<w:pStyle w:val="u1"/><w:outlineLvl w:val="9"/>`, "e"), []string{"#a", "#b", "##c", "###d", "e"}},
		{"styles in a circle", styled(`<w:pStyle w:val="loop1"/>`, "a"), []string{"a"}},
		{"ruby", `<w:p><w:r><w:ruby><w:rt>` + run("x") + `</w:rt><w:rubyBase>` + run("a") + `</w:rubyBase></w:ruby></w:r></w:p>`, []string{"a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shown(t, build(t, tt.body, styles))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestGapsIndentsAndPages(t *testing.T) {
	doc, err := Read(t.Context(), build(t, p("a")+p("")+p("  b")+`<w:p><w:r><w:lastRenderedPageBreak/><w:t>c</w:t></w:r></w:p>`, parts{}))
	if err != nil {
		t.Fatal(err)
	}
	if b := doc.Blocks[1]; !b.Gap || b.Indent != 2 || b.Line != 2 || doc.Blocks[0].Gap || doc.Blocks[2].Gap {
		t.Errorf("blocks %+v", doc.Blocks)
	}
	if diff := cmp.Diff(map[int]work.Place{1: {Page: 1, Paragraph: 1}, 2: {Page: 1, Paragraph: 2}, 3: {Page: 2, Paragraph: 3}}, doc.Places); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	doc, err = Read(t.Context(), build(t, p("a")+tableOf(rowOf(cells("b", "c")), rowOf(cells("d", "e")))+p("f"), parts{}))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[int]work.Place{1: {Paragraph: 1}, 2: {Row: 1}, 3: {Row: 2}, 4: {Paragraph: 2}}, doc.Places); diff != "" {
		t.Errorf("places without pages (-want +got):\n%s", diff)
	}
}

func TestTables(t *testing.T) {
	span := func(n string) string { return `<w:gridSpan w:val="` + n + `"/>` }
	down, on := `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`
	tests := []struct {
		name, body string
		want       []string
	}{
		{"in reading order", p("trước") + tableOf(rowOf(cells("a", "b")), rowOf(cells("c", "d"))) + p("sau"), []string{"trước", "a | b", "c | d", "sau"}},
		{"paragraphs of a cell", tableOf(rowOf(cells("a"), cellOf("", p("Sở A")+p("")+p("Sở B")))), []string{"a | Sở A/Sở B"}},
		{"merged across", tableOf(rowOf(cells("1", "2", "3")), rowOf(cellOf(span("3"), p("I. MỤC")))), []string{"1 | 2 | 3", "I. MỤC |  | "}},
		{"merged down", tableOf(rowOf(cells("1"), cellOf(down, p("Sở A"))), rowOf(cells("2"), cellOf(on, p(""))), rowOf(cells("3"), cellOf(on, p(""))), rowOf(cells("4", "Sở B"))), []string{"1 | Sở A", "2 | Sở A", "3 | Sở A", "4 | Sở B"}},
		{"merged down without a start", tableOf(rowOf(cells("1"), cellOf(on, p("Sở A"))), rowOf(cells("2"), cellOf(on, p("")))), []string{"1 | Sở A", "2 | Sở A"}},
		{"a header of two rows", tableOf(rowOf(cellOf(down, p("Việc")), cellOf(span("2"), p("Thời gian"))), rowOf(cellOf(on, p("")), cells("Bắt đầu", "Kết thúc")), rowOf(cells("a", "1/6", "2/6"))), []string{"Việc | Thời gian | ", "Việc | Bắt đầu | Kết thúc", "a | 1/6 | 2/6"}},
		{"borders that do not meet", tableOf(rowOf(cellOf(span("2"), p("a")), cells("b", "c")), rowOf(cells("d"), cellOf(span("2"), p("e")), cells("f"))), []string{"a | b | c", "d | e | f"}},
		{"columns left out before", tableOf(rowOf(cells("1", "2", "3")), `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>`+cells("b", "c")+`</w:tr>`, rowOf(cells("4", "5", "6"))), []string{"1 | 2 | 3", " | b | c", "4 | 5 | 6"}},
		{"deleted and hidden rows", tableOf(rowOf(cells("a", "b")), `<w:tr><w:trPr><w:del/></w:trPr>`+cells("x", "x")+`</w:tr>`, `<w:tr><w:trPr><w:hidden/></w:trPr>`+cells("x", "x")+`</w:tr>`), []string{"a | b"}},
		{"deleted cells", tableOf(rowOf(cells("a"), cellOf(`<w:cellDel/>`, p("x")), cells("b"))), []string{"a | b"}},
		{"rows and cells in controls", tableOf(`<w:sdt><w:sdtContent>` + rowOf(cells("a")+`<w:sdt><w:sdtContent>`+cells("b")+`</w:sdtContent></w:sdt>`) + `</w:sdtContent></w:sdt>`), []string{"a | b"}},
		{"a table in a cell", tableOf(rowOf(cells("a"), cellOf("", p("Gồm:")+tableOf(rowOf(cells("x", "y")), rowOf(cells("z", "w")))+p("hết")))), []string{"a | Gồm:/x; y/z; w/hết"}},
		{"one column is a frame", tableOf(rowOf(cellOf("", p("a")+p("b"))), rowOf(cells("c"))), []string{"a", "b", "c"}},
		{"a table that frames a table", tableOf(rowOf(cells("x"), cellOf("", p("a")+tableOf(rowOf(cells("1", "2", "3")), rowOf(cells("4", "5", "6")))))), []string{"x", "a", "1 | 2 | 3", "4 | 5 | 6"}},
		{"the old way to merge across", tableOf(rowOf(cellOf(`<w:hMerge w:val="restart"/>`, p("a")), cellOf(`<w:hMerge/>`, p("x")), cells("b"))), []string{"a |  | b"}},
		{"a table without rows", tableOf() + p("a"), []string{"a"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, shown(t, build(t, tt.body, parts{}))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLinesCountParagraphsAndRows(t *testing.T) {
	doc, err := Read(t.Context(), build(t, p("a")+p("")+tableOf(rowOf(cells("b", "c")), rowOf(cells("d", "e")))+p("f"), parts{}))
	if err != nil {
		t.Fatal(err)
	}
	var got []int
	for _, b := range doc.Blocks {
		got = append(got, b.Line)
		if b.Table != nil {
			got = append(got, b.Table.Rows[1].Line)
		}
	}
	if diff := cmp.Diff([]int{1, 2, 3, 4}, got); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
}

// TestStrictNamespaces: the strict form of the format differs in its
// namespaces alone.
func TestStrictNamespaces(t *testing.T) {
	data := build(t, `</w:body><w:body xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">`+p("a"), parts{})
	if diff := cmp.Diff([]string{"a"}, shown(t, data)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
