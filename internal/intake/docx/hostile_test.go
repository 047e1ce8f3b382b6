package docx

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// TestHostile reads files that were made to break a reader: each is refused
// with a sentence, or read as far as it makes sense, in little time and memory.
func TestHostile(t *testing.T) {
	repeat := strings.Repeat
	nested := func(n int) string {
		return repeat("<w:tbl><w:tr><w:tc>", n) + p("a") + repeat("</w:tc></w:tr></w:tbl>", n)
	}
	wide := func(rows, columns int) string {
		return repeat(rowOf(repeat(cells("a"), columns)), rows)
	}
	merged := rowOf(cellOf(`<w:vMerge w:val="restart"/>`, p(repeat("a", 500_000))), cells("b")) + repeat(rowOf(cellOf(`<w:vMerge/>`, ""), cells("b")), 500)
	tests := []struct {
		name, body string
		want       string // key of the error; "" = it is read
	}{
		{"10,000 tables in one another", nested(10_000), container.KeyNested},
		{"100 tables in one another", nested(100), ""},
		{"10,000 controls in one another", repeat("<w:sdt><w:sdtContent>", 10_000), container.KeyNested},
		{"an attribute of 2 MB", `<w:p w:x="` + repeat("a", 2<<20) + `"/>`, container.KeyUnpacks},
		{"a text of 2 MB in one run", p(repeat("a ", 1<<20)), container.KeyUnpacks},
		{"a text of 9 MB in many runs", "<w:p>" + repeat(run(repeat("abcdefghij", 50)), 17_500) + "</w:p>", document.KeyTooMuchText},
		{"a text of 9 MB in many paragraphs", repeat(p(repeat("abcdefghij", 50)), 17_500), document.KeyTooMuchText},
		{"paragraphs whose ends were deleted", repeat(styled("<w:rPr><w:del/></w:rPr>", repeat("abcdefghij", 20)), 45_000), document.KeyTooMuchText},
		{"110,000 paragraphs", repeat("<w:p/>", 110_000), document.KeyTooLong},
		{"110,000 line breaks", "<w:p><w:r>" + repeat("<w:br/>", 110_000) + "</w:r></w:p>", document.KeyTooLong},
		{"110,000 cells", tableOf(wide(1, 110_000)), document.KeyTooLong},
		{"a span of 1,000,000,000", tableOf(rowOf(cellOf(`<w:gridSpan w:val="1000000000"/>`, p("a")), cells("b")), rowOf(cells("c", "d"))), ""},
		{"a span below nothing", tableOf(rowOf(cellOf(`<w:gridSpan w:val="-5"/>`, p("a")), cells("b"))), ""},
		{"rows of unlike width", tableOf(wide(60, 1_000), wide(50, 1), wide(50, 2)), ""},
		{"a cell of 500 KB merged over 500 rows", tableOf(merged), document.KeyTooMuchText},
		{"50,000 fields that do not end", "<w:p>" + repeat(field("begin"), 50_000) + "</w:p>" + p("a"), ""},
		{"a list level of 1,000,000,000", item(1, 1_000_000_000, "a"), ""},
		{"an unknown entity", p("&lol;"), container.KeyDamaged},
		{"markup that does not end", "<w:p>", container.KeyDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := build(t, tt.body, parts{numbering: abstract(0, lvl(0, "decimal", "%1.")) + num(1, 0)})
			began := time.Now()
			doc, err := Read(t.Context(), data)
			if d := time.Since(began); d > 30*time.Second {
				t.Errorf("it took %s", d)
			}
			switch {
			case tt.want == "" && err != nil:
				t.Fatal(err)
			case tt.want == "" && len(doc.Blocks) == 0:
				t.Error("nothing was read")
			case tt.want != "" && keyOf(t, err) != tt.want:
				t.Errorf("Read = %v, want %s", err, tt.want)
			}
		})
	}
}

// bomb is a sound document that is packed hundreds to one.
func bomb(t *testing.T, paragraphs int) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, content := range map[string]string{"[Content_Types].xml": wordTypes} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, content); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "<w:document "+namespaces+"><w:body>")
	chunk := []byte(strings.Repeat(p("a"), 1_000))
	for range paragraphs / 1_000 {
		if _, err := w.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	io.WriteString(w, "</w:body></w:document>")
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestZipBomb(t *testing.T) {
	data := bomb(t, 400_000)
	if _, err := Read(t.Context(), data); keyOf(t, err) != container.KeyUnpacks {
		t.Errorf("a bomb of %d bytes: %v", len(data), err)
	}
}

// laughs declares entities that would expand to gigabytes.
const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">` +
	`<!ENTITY lol9 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">]>`

func TestRefusedBeforeReading(t *testing.T) {
	whole := build(t, p("a"), parts{})
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"cut off", whole[:len(whole)/2], container.KeyDamaged},
		{"without a document", build(t, "", parts{})[:4], container.KeyDamaged},
		{"laughs", build(t, p("&lol9;"), parts{prolog: laughs}), container.KeyDamaged},
		{"a document type of another file", build(t, p("a"), parts{prolog: `<!DOCTYPE a SYSTEM "http://example.com/a.dtd">`}), container.KeyDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Read(t.Context(), tt.data); keyOf(t, err) != tt.want {
				t.Errorf("Read = %v, want %s", err, tt.want)
			}
		})
	}
}

func TestReadHonoursContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, build(t, strings.Repeat(p("a"), 10_000), parts{})); !errors.Is(err, context.Canceled) {
		t.Errorf("Read with a cancelled context = %v", err)
	}
}

// largest is about the most that a document may hold: all its lines, all its
// text, in rows of a table.
func largest() string {
	return tableOf(strings.Repeat(rowOf(cells(strings.Repeat("Rà soát ", 12), "Sở Tài chính", "Quý I/2024")), 24_000))
}

// TestMemory holds the peak of the heap while the largest document is read
// against the bound of 256 MB, which the rules need a part of.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 8 MB of text")
	}
	data := build(t, largest(), parts{})
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	peak, stop := watchHeap()
	began := time.Now()
	doc, err := Read(t.Context(), data)
	stop()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rows of %d bytes packed in %s, heap at most %d MB", len(doc.Blocks[0].Table.Rows), len(data), time.Since(began).Round(time.Millisecond), *peak>>20)
	if *peak > 160<<20 {
		t.Errorf("the heap reached %d MB", *peak>>20)
	}
}

// watchHeap notes the largest heap until stop returns.
func watchHeap() (peak *uint64, stop func()) {
	peak = new(uint64)
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			*peak = max(*peak, m.HeapAlloc)
			select {
			case <-done:
				return
			case <-tick.C:
			}
		}
	}()
	return peak, func() { close(done); <-ended }
}

// FuzzRead reads any file; FuzzMarkup reads any body in a sound file, which a
// fuzzer hardly packs by itself.
func FuzzRead(f *testing.F) {
	paths, err := filepath.Glob("../testdata/formats/*.docx")
	if err != nil {
		f.Fatal(err)
	}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(build(f, p("a"), parts{}))
	f.Fuzz(check)
}

func FuzzMarkup(f *testing.F) {
	numbering := abstract(0, lvl(0, "upperRoman", "%1."), lvl(1, "bullet", "-")) + num(1, 0, startAt1)
	styles := `<w:style w:styleId="h1"><w:name w:val="heading 1"/><w:basedOn w:val="h1"/></w:style>`
	f.Add(item(1, 0, "a")+item(1, 1, "b"), styles, numbering)
	f.Add(tableOf(rowOf(cells("a", "b")), rowOf(cellOf(`<w:gridSpan w:val="2"/><w:vMerge/>`, p("c")))), styles, numbering)
	f.Add(`<w:p>`+field("begin")+field("separate")+run("a")+`<w:del/><w:r><w:br/><w:sym w:char="F0B7"/></w:r></w:p>`, "", "")
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		if xml.Unmarshal([]byte("<a>"+body+"</a>"), new(struct{})) != nil {
			t.Skip()
		}
		check(t, build(t, body, parts{styles: styles, numbering: numbering}))
	})
}

func check(t *testing.T, data []byte) {
	doc, err := Read(context.Background(), data)
	if err != nil {
		if _, ok := errors.AsType[*work.Error](err); !ok {
			t.Fatalf("Read = %v, want a *work.Error", err)
		}
		return
	}
	line := 0
	for _, b := range doc.Blocks {
		if b.Table == nil {
			if line++; b.Line != line || b.Text == "" || b.Level < 0 || b.Level > levels {
				t.Fatalf("block %s: %+v", strconv.Itoa(line), b)
			}
			continue
		}
		for _, r := range b.Table.Rows {
			if line++; r.Line != line || len(r.Cells) != len(b.Table.Rows[0].Cells) {
				t.Fatalf("row %d: %+v", line, r)
			}
		}
	}
}
