package xlsx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

const (
	mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
	space    = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
)

// workbook is what a test puts into a file, each part as its markup.
type workbook struct {
	properties string   // of the workbook
	sheets     []string // inside worksheet
	attributes []string // of each sheet in the list, its name if nothing else
	strings    string   // inside sst
	formats    []string // of cellXfs, number 1 and on; number 0 is general
	styles     string   // more of cellXfs
	method     uint16   // zip.Store, where a test's repetition would look like a bomb
}

// file packs a workbook.
func (w workbook) file(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	put := func(name string, content ...string) {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: w.method})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range content {
			if _, err := io.WriteString(f, c); err != nil {
				t.Fatal(err)
			}
		}
	}
	var list, relations, formats, styles strings.Builder
	for i, s := range w.sheets {
		name := fmt.Sprintf(`name="S%d"`, i+1)
		if i < len(w.attributes) {
			name = w.attributes[i]
		}
		fmt.Fprintf(&list, `<sheet %s sheetId="%d" r:id="s%d"/>`, name, i+1, i)
		fmt.Fprintf(&relations, `<Relationship Id="s%d" Type="x/worksheet" Target="worksheets/s%d.xml"/>`, i, i)
		put(fmt.Sprintf("xl/worksheets/s%d.xml", i), "<worksheet"+space+">", s, "</worksheet>")
	}
	styles.WriteString(`<xf numFmtId="0"/>`)
	for i, code := range w.formats {
		fmt.Fprintf(&formats, `<numFmt numFmtId="%d" formatCode="%s"/>`, 200+i, strings.ReplaceAll(code, `"`, "&quot;"))
		fmt.Fprintf(&styles, `<xf numFmtId="%d"/>`, 200+i)
	}
	put("[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="`+mainType+`"/></Types>`)
	put("xl/workbook.xml", "<workbook"+space+">", w.properties, "<sheets>", list.String(), "</sheets></workbook>")
	put("xl/_rels/workbook.xml.rels", `<Relationships>`, relations.String(),
		`<Relationship Id="a" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="b" Type="x/styles" Target="styles.xml"/></Relationships>`)
	put("xl/sharedStrings.xml", "<sst"+space+">", w.strings, "</sst>")
	put("xl/styles.xml", "<styleSheet"+space+"><numFmts>", formats.String(), "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>", styles.String(), w.styles, "</cellXfs></styleSheet>")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rows is a sheet of texts, from A1 on; an empty text is no cell.
func rows(lines ...[]string) string {
	var b strings.Builder
	b.WriteString("<sheetData>")
	for i, cells := range lines {
		fmt.Fprintf(&b, `<row r="%d">`, i+1)
		for j, c := range cells {
			if c != "" {
				fmt.Fprintf(&b, `<c r="%c%d" t="inlineStr"><is><t>%s</t></is></c>`, 'A'+j, i+1, c)
			}
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData>")
	return b.String()
}

func merges(refs ...string) string {
	var b strings.Builder
	b.WriteString("<mergeCells>")
	for _, r := range refs {
		b.WriteString(`<mergeCell ref="` + r + `"/>`)
	}
	b.WriteString("</mergeCells>")
	return b.String()
}

// told writes a document in lines: "# " before a heading, cells between bars.
func told(doc document.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Table == nil {
			out = append(out, "# "+b.Text)
			continue
		}
		for _, r := range b.Table.Rows {
			out = append(out, strings.Join(r.Cells, "|"))
		}
	}
	return out
}

func keyOf(t testing.TB, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*work.Error](err)
	if !ok {
		t.Fatalf("%v is no *work.Error", err)
	}
	return e.Key
}
