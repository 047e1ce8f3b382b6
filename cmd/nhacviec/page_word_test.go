package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// wordPlan is a plan as an office types it in Word: lines, then a table.
type wordPlan struct {
	head []string
	rows [][]string
}

// with is the plan with the words of one cell replaced.
func (p wordPlan) with(row, column int, words string) wordPlan {
	rows := slices.Clone(p.rows)
	rows[row] = slices.Clone(rows[row])
	rows[row][column] = words
	return wordPlan{p.head, rows}
}

// save writes the plan as a .docx file of a name and answers where.
func (p wordPlan) save(t *testing.T, name string) string {
	t.Helper()
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	for part, content := range map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ` +
			`ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"word/document.xml": `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + p.body() + `</w:body></w:document>`,
	} {
		w, err := z.Create(part)
		if err == nil {
			_, err = w.Write([]byte(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (p wordPlan) body() string {
	var b strings.Builder
	for _, line := range p.head {
		b.WriteString(paragraph(line))
	}
	b.WriteString("<w:tbl>")
	for _, row := range p.rows {
		b.WriteString("<w:tr>")
		for _, cell := range row {
			b.WriteString("<w:tc>" + paragraph(cell) + "</w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	b.WriteString("</w:tbl>")
	return b.String()
}

func paragraph(words string) string {
	var escaped strings.Builder
	_ = xml.EscapeText(&escaped, []byte(words)) // a strings.Builder takes everything
	return "<w:p><w:r><w:t>" + escaped.String() + "</w:t></w:r></w:p>"
}
