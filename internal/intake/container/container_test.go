package container

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"nhacviec/internal/work"
)

type entry struct{ name, content string }

const (
	wordTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	macroTypes = `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>`
)

// pack makes a zip file of entries.
func pack(t testing.TB, entries ...entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range entries {
		w, err := z.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, e.content); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// lying makes a zip file with one part that unpacks to size spaces while its
// headers say that it has said.
func lying(t testing.TB, name string, size, said int) []byte {
	t.Helper()
	var packed, b bytes.Buffer
	inner := zip.NewWriter(&packed)
	w, err := inner.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	block := bytes.Repeat([]byte(" "), 1<<20)
	for range size >> 20 {
		if _, err := w.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := inner.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
	if err != nil {
		t.Fatal(err)
	}
	raw, err := r.File[0].OpenRaw()
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(raw)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(&b)
	out, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(nil),
		CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(said)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// ole makes a compound file of one directory entry: enough to be told apart.
func ole(stream string) []byte {
	data := append([]byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), make([]byte, 504)...)
	for _, r := range stream {
		data = binary.LittleEndian.AppendUint16(data, uint16(r))
	}
	return append(data, make([]byte, 64)...)
}

func keyOf(t *testing.T, err error) string {
	t.Helper()
	var e *work.Error
	if !errors.As(err, &e) {
		t.Fatalf("error is %v, want a *work.Error", err)
	}
	return e.Key
}

func TestOpenTellsFormatsApart(t *testing.T) {
	tests := []struct {
		name    string
		entries []entry
		kind    Kind
		main    string
	}{
		{"docx", []entry{{"[Content_Types].xml", wordTypes}, {"word/document.xml", "<a/>"}}, Docx, "word/document.xml"},
		{"template, moved", []entry{{"[Content_Types].xml", strings.NewReplacer("document.main", "template.main", "document.xml", "document2.xml").Replace(wordTypes)}, {"word/document2.xml", "<a/>"}}, Docx, "word/document2.xml"},
		{"backslashes", []entry{{"[Content_Types].xml", wordTypes}, {`word\document.xml`, "<a/>"}}, Docx, "word/document.xml"},
		{"xlsx", []entry{{"[content_types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`}}, Xlsx, "xl/workbook.xml"},
		{"odt", []entry{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<a/>"}}, Odt, ""},
		{"any zip", []entry{{"notes.txt", "hello"}, {"inner.zip", "PK\x03\x04"}}, Zip, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Open(pack(t, tt.entries...))
			if err != nil {
				t.Fatal(err)
			}
			if a.Kind() != tt.kind || a.Main() != tt.main {
				t.Errorf("kind %s, main %q; want %s, %q", a.Kind(), a.Main(), tt.kind, tt.main)
			}
		})
	}
}

func TestOpenRefuses(t *testing.T) {
	word := entry{"[Content_Types].xml", wordTypes}
	var many []entry
	for i := range maxEntries + 1 {
		many = append(many, entry{fmt.Sprint("word/media/", i), ""})
	}
	whole := pack(t, word, entry{"word/document.xml", strings.Repeat("<a/>", 100)})
	locked := bytes.Clone(whole)
	for _, header := range []string{"PK\x03\x04", "PK\x01\x02"} { // the flags stand at 6 and 8
		for i := 0; ; i += 4 {
			at := bytes.Index(locked[i:], []byte(header))
			if at < 0 {
				break
			}
			i += at
			locked[i+6+2*strings.Count(header, "\x01")] |= 1
		}
	}
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, KeyDamaged},
		{"cut off", whole[:len(whole)-30], KeyDamaged},
		{"two parts of one name", pack(t, word, entry{"word/document.xml", "a"}, entry{"Word/document.xml", "b"}), KeyDamaged},
		{"a name that leaves the file", pack(t, word, entry{"word/../../etc/passwd", "a"}), KeyDamaged},
		{"many parts", pack(t, many...), KeyParts},
		{"encrypted parts", locked, KeyPassword},
		{"1 GB of markup", lying(t, "word/document.xml", 1<<20, 1<<30), KeyUnpacks},
		{"1,000 : 1", pack(t, word, entry{"word/document.xml", strings.Repeat(" ", 8<<20)}), KeyUnpacks},
		{"macros by type", pack(t, entry{"[Content_Types].xml", macroTypes}), KeyMacros},
		{"macros by part", pack(t, word, entry{"word/document.xml", "<a/>"}, entry{"word/vbaProject.bin", "x"}), KeyMacros},
		{"a document type", pack(t, entry{"[Content_Types].xml", `<!DOCTYPE lolz [<!ENTITY lol "lol">]><Types>&lol;</Types>`}), KeyDamaged},
		{"an entity", pack(t, entry{"[Content_Types].xml", `<Types>&lol;</Types>`}), KeyDamaged},
		{"encrypted", ole("EncryptedPackage"), KeyPassword},
		{"doc", ole("WordDocument"), KeyLegacy},
		{"xls", ole("Workbook"), KeyLegacy},
		{"msg", ole("__nameid_version1.0"), KeyLegacy},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Open(tt.data)
			if got := keyOf(t, err); got != tt.want {
				t.Errorf("Open = %v, want %s", err, tt.want)
			}
		})
	}
}

func TestPartsAreCountedWhileTheyUnpack(t *testing.T) {
	const limit = 4 << 20
	a, err := Open(lying(t, "word/document.bin", 2*limit, limit))
	if err != nil {
		t.Fatal(err)
	}
	a.left = limit - 1 // as if the rest had been read already
	in, err := a.Part("word/document.bin")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	n, err := io.Copy(io.Discard, in)
	if got := keyOf(t, err); got != KeyUnpacks || n >= limit {
		t.Errorf("read %d bytes, then %v", n, err)
	}
}

func TestWrongChecksumIsDamage(t *testing.T) {
	data := pack(t, entry{"a.xml", "<a>1</a>"})
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	data[at+16] ^= 0xff // of the checksum in the directory
	a, err := Open(data)
	if err != nil {
		t.Fatal(err)
	}
	in, err := a.Part("a.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	if _, err := io.ReadAll(in); keyOf(t, err) != KeyDamaged {
		t.Errorf("read with %v", err)
	}
}

// readAll reads all tokens of one part.
func readAll(ctx context.Context, t *testing.T, content string) error {
	t.Helper()
	a, err := Open(pack(t, entry{"a.xml", content}))
	if err != nil {
		t.Fatal(err)
	}
	x, err := a.XML(ctx, "a.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for {
		if _, err := x.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestMarkupIsBounded(t *testing.T) {
	noise := strings.Repeat("ab<>cd", maxToken/3)
	tests := []struct{ name, content, want string }{
		{"nested", strings.Repeat("<a>", 10_000) + strings.Repeat("</a>", 10_000), KeyNested},
		{"a huge attribute", `<a b="` + strings.Repeat("x>", maxToken) + `"/>`, KeyUnpacks},
		{"a huge comment", `<a><!--` + noise + `--></a>`, KeyUnpacks},
		{"a huge text", `<a><![CDATA[` + noise + `]]></a>`, KeyUnpacks},
		{"unclosed", `<a><b>`, KeyDamaged},
		{"no markup", "\x00\x01", KeyDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := keyOf(t, readAll(t.Context(), t, tt.content)); got != tt.want {
				t.Errorf("key %s, want %s", got, tt.want)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := readAll(ctx, t, "<a>"+strings.Repeat("<b/>", 2_000)+"</a>"); !errors.Is(err, context.Canceled) {
		t.Errorf("with a cancelled context: %v", err)
	}
}

func TestRelationsStayInTheFile(t *testing.T) {
	const types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	a, err := Open(pack(t,
		entry{"word/styles.xml", "<a/>"}, entry{"num.xml", "<a/>"},
		entry{"word/_rels/document.xml.rels", `<Relationships>` +
			`<Relationship Id="rId1" Type="` + types + `styles" Target="styles.xml"/>` +
			`<Relationship Id="rId2" Type="` + types + `attachedTemplate" Target="http://example.com/evil.dotm" TargetMode="External"/>` +
			`<Relationship Id="rId3" Type="` + types + `numbering" Target="/num.xml"/></Relationships>`}))
	if err != nil {
		t.Fatal(err)
	}
	all, err := a.Relations(t.Context(), "word/document.xml")
	if err != nil || len(all) != 2 || all[0] != (Relation{"rId1", "styles", "word/styles.xml"}) || all[1].Target != "num.xml" {
		t.Errorf("relations %v, %v", all, err)
	}
	if name, err := a.Related(t.Context(), "word/document.xml", "attachedTemplate"); name != "" || err != nil {
		t.Errorf("an external template: %q, %v", name, err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(pack(f, entry{"[Content_Types].xml", wordTypes}, entry{"word/document.xml", "<a/>"}))
	f.Add(pack(f, entry{"mimetype", "application/vnd.oasis.opendocument.text"}))
	f.Add(ole("EncryptedPackage"))
	f.Add(lying(f, "a.xml", 1<<20, 10))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := Open(data)
		if err != nil {
			keyOf(t, err)
			return
		}
		for name := range a.parts {
			x, err := a.XML(context.Background(), name)
			for err == nil {
				_, err = x.Token()
			}
			if !errors.Is(err, io.EOF) {
				keyOf(t, err)
			}
		}
	})
}
