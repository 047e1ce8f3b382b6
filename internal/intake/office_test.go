package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// zipOf makes a zip file of names and contents.
func zipOf(t *testing.T, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, files[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// oleOf is a file of the binary formats with one stream.
func oleOf(stream string) []byte {
	data := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 504)...)
	for _, r := range stream {
		data = binary.LittleEndian.AppendUint16(data, uint16(r))
	}
	return append(data, make([]byte, 64)...)
}

func typesOf(part, content string) string {
	return `<Types><Override PartName="/` + part + `" ContentType="application/vnd.` + content + `.main+xml"/></Types>`
}

const wordContent = "openxmlformats-officedocument.wordprocessingml.document"

// TestRefusedOfficeFiles: what cannot or must not be read is refused with a
// sentence that names the file and says what to send instead.
func TestRefusedOfficeFiles(t *testing.T) {
	word := func(body string) []byte {
		return zipOf(t, "[Content_Types].xml", typesOf("word/document.xml", wordContent), "word/document.xml", body)
	}
	zipped := "[Content_Types].xml"
	tests := []struct {
		name string
		data []byte
		want work.Message
	}{
		{"50MB.docx", append(word("<a/>"), make([]byte, 50<<20)...), work.Message{Key: KeyTooLarge, Args: work.Args{"limit": container.MaxBytes}}},
		{"macros.docm", zipOf(t, zipped, typesOf("word/document.xml", "ms-word.document.macroEnabled")), work.Message{Key: container.KeyMacros, Args: work.Args{"kind": "docm", "instead": "docx"}}},
		{"renamed.docx", zipOf(t, zipped, typesOf("word/document.xml", wordContent), "word/vbaProject.bin", "x"), work.Message{Key: container.KeyMacros, Args: work.Args{"kind": "docm", "instead": "docx"}}},
		{"secret.docx", oleOf("EncryptedPackage"), work.Message{Key: container.KeyPassword, Args: work.Args{}}},
		{"old.doc", oleOf("WordDocument"), work.Message{Key: container.KeyLegacy, Args: work.Args{"kind": "doc", "instead": "docx"}}},
		{"old.xls", oleOf("Workbook"), work.Message{Key: container.KeyLegacy, Args: work.Args{"kind": "xls", "instead": "xlsx"}}},
		{"slides.pptx", zipOf(t, zipped, typesOf("ppt/presentation.xml", "openxmlformats-officedocument.presentationml.presentation")), work.Message{Key: KeyUnsupported, Args: work.Args{"kind": "pptx", "formats": formats}}},
		{"text.odt", zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text"), work.Message{Key: KeyUnsupported, Args: work.Args{"kind": "odt", "formats": formats}}},
		{"files.zip", zipOf(t, "a.docx", "PK\x03\x04"), work.Message{Key: KeyUnsupported, Args: work.Args{"kind": "zip", "formats": formats}}},
		{"torn.docx", word("<a/>")[:80], work.Message{Key: container.KeyDamaged, Args: work.Args{}}},
		{"blank.docx", word(`<w:document xmlns:w="w"><w:body><w:p/></w:body></w:document>`), work.Message{Key: KeyEmpty, Args: work.Args{}}},
		{"deep.docx", word("<d><body>" + strings.Repeat("<tbl><tr><tc>", 10_000)), work.Message{Key: container.KeyNested, Args: work.Args{"limit": 400}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(t.Context(), tt.name, tt.data, Options{})
			e, ok := errors.AsType[*work.Error](err)
			if !ok {
				t.Fatalf("Read = %v, want a *work.Error", err)
			}
			tt.want.Args["name"] = tt.name
			delete(e.Args, "size")
			if diff := cmp.Diff(tt.want, e.Message); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestSafely: a reader's panic is the file's damage.
func TestSafely(t *testing.T) {
	_, err := safely(t.Context(), func(context.Context, []byte) (document.Document, error) {
		panic("index out of range")
	}, nil)
	e, ok := errors.AsType[*work.Error](err)
	if !ok || e.Key != container.KeyDamaged || e.Cause == nil {
		t.Errorf("safely = %v", err)
	}
}
