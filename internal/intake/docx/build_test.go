package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"nhacviec/internal/work"
)

const (
	wordTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	wordRelations = `<Relationships><Relationship Id="a" Type="x/styles" Target="styles.xml"/><Relationship Id="b" Type="x/numbering" Target="numbering.xml"/></Relationships>`
	namespaces    = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:w14="x" xmlns:wps="y" xmlns:v="z"`
)

// parts are the parts of a document beside the body; an empty one is not there.
type parts struct{ styles, numbering, prolog string }

// build makes a .docx file of the content of its body.
func build(t testing.TB, body string, p parts) []byte {
	t.Helper()
	files := map[string]string{
		"[Content_Types].xml":          wordTypes,
		"word/_rels/document.xml.rels": wordRelations,
		"word/document.xml":            p.prolog + "<w:document " + namespaces + "><w:body>" + body + "</w:body></w:document>",
	}
	if p.styles != "" {
		files["word/styles.xml"] = "<w:styles " + namespaces + ">" + p.styles + "</w:styles>"
	}
	if p.numbering != "" {
		files["word/numbering.xml"] = "<w:numbering " + namespaces + ">" + p.numbering + "</w:numbering>"
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		// Not packed: the ratio of what a test repeats is none that a document has.
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// p is a paragraph with a run of text.
func p(s string) string { return "<w:p>" + run(s) + "</w:p>" }

func run(s string) string { return `<w:r><w:t xml:space="preserve">` + s + "</w:t></w:r>" }

// styled is a paragraph with properties.
func styled(properties, s string) string {
	return "<w:p><w:pPr>" + properties + "</w:pPr>" + run(s) + "</w:p>"
}

// item is a paragraph of a list.
func item(list, level int, s string) string {
	return styled(fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list), s)
}

func tableOf(rows ...string) string { return "<w:tbl>" + strings.Join(rows, "") + "</w:tbl>" }

func rowOf(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }

// cells are plain cells of a row.
func cells(texts ...string) string {
	var out []string
	for _, s := range texts {
		out = append(out, cellOf("", p(s)))
	}
	return strings.Join(out, "")
}

func cellOf(properties, content string) string {
	return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>"
}

// shown writes a document a line a block: "[1.] text", "# heading", rows with
// " | ", line breaks of cells as "/".
func shown(t testing.TB, data []byte) []string {
	t.Helper()
	doc, err := Read(context.Background(), data)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, b := range doc.Blocks {
		if b.Table != nil {
			for _, r := range b.Table.Rows {
				out = append(out, strings.ReplaceAll(strings.Join(r.Cells, " | "), "\n", "/"))
			}
			continue
		}
		s := b.Text
		if b.Label != "" {
			s = "[" + b.Label + "] " + s
		}
		out = append(out, strings.Repeat("#", b.Level)+s)
	}
	return out
}

func keyOf(t testing.TB, err error) string {
	t.Helper()
	var e *work.Error
	if !errors.As(err, &e) {
		t.Fatalf("error is %v, want a *work.Error", err)
	}
	return e.Key
}
