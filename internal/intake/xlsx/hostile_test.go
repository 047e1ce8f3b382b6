package xlsx

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
)

// numbered is a sheet of n rows, each made of its number.
func numbered(n int, row string) string {
	var b strings.Builder
	b.WriteString("<sheetData>")
	for i := 1; i <= n; i++ {
		b.WriteString(strings.ReplaceAll(row, "#", fmt.Sprint(i)))
	}
	b.WriteString("</sheetData>")
	return b.String()
}

// TestHostile reads files that were made to break a reader: each is refused
// with a sentence, or read as far as it makes sense, in little time and memory.
func TestHostile(t *testing.T) {
	repeat, most := strings.Repeat, 300_000
	if underRace {
		most /= 15 // the detector takes twenty times as long
	}
	one := `<row r="#"><c r="A#"><v>1</v></c></row>`
	corner := `<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>`
	area := `<mergeCell ref="A1:XFD1048576"/>`
	diagonal := func(n int) string {
		var b strings.Builder
		for i := 1; i <= n; i++ {
			fmt.Fprintf(&b, `<row r="%d"><c r="%c%c%d"><v>1</v></c></row>`, i, 'A'+i/26%26, 'A'+i%26, i)
		}
		return "<sheetData>" + b.String() + "</sheetData>"
	}
	tests := []struct {
		name string
		book workbook
		want string // key of the error; "" = it is read
	}{
		{"more rows of one cell than may be read", workbook{sheets: []string{numbered(document.MaxLines+1, one)}}, document.KeyTooLong},
		{"300,000 rows without a text", workbook{sheets: []string{numbered(most, `<row r="#"><c r="A#" s="1"/></row>`) + rows([]string{"a"})}}, ""},
		{"the last cell of a sheet", workbook{sheets: []string{corner}}, ""},
		{"20,000 rows of the last column", workbook{sheets: []string{numbered(20_000, `<row r="#"><c r="XFD#"><v>1</v></c></row>`)}}, ""},
		{"600 cells on a diagonal", workbook{sheets: []string{diagonal(600)}}, document.KeyTooLong},
		{"cells out of the sheet", workbook{sheets: []string{`<sheetData><row r="9999999"><c r="ZZZZ1"><v>1</v></c><c r="A99999999"><v>2</v></c></row></sheetData>`}}, ""},
		{"300,000 merged cells", workbook{sheets: []string{rows([]string{"a"}) + "<mergeCells>" + repeat(area, most) + "</mergeCells>"}}, ""},
		{"10,000 merged cells over 10,000 rows", workbook{sheets: []string{numbered(10_000, one) + "<mergeCells>" + repeat(area, 10_000) + "</mergeCells>"}}, document.KeyTooLong},
		{"a text of 30 KB merged over 1,000 rows", workbook{sheets: []string{`<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>` + repeat("a", 30_000) + `</t></is></c></row>` +
			repeat(`<row><c r="B1"><v>1</v></c></row>`, 1_000) + `</sheetData>` + merges("A1:A2000")}}, document.KeyTooMuchText},
		{"250,000 texts", workbook{sheets: []string{rows([]string{"a"})}, strings: repeat("<si><t>a</t></si>", 250_000)}, document.KeyTooLong},
		{"9 MB of texts", workbook{sheets: []string{rows([]string{"a"})}, strings: repeat("<si><t>"+repeat("a", 1<<19)+"</t></si>", 18)}, document.KeyTooMuchText},
		{"one text 300,000 times", workbook{strings: "<si><t>" + repeat("a", 1000) + "</t></si>", sheets: []string{numbered(100_000, repeat(`<row><c t="s"><v>0</v></c></row>`, 3))}}, document.KeyTooMuchText},
		{"a text of 2 MB", workbook{sheets: []string{rows([]string{repeat("a", 2<<20)})}}, container.KeyUnpacks},
		{"9 MB of a number in pieces", workbook{sheets: []string{`<sheetData><row><c><v>` + repeat(repeat("1", 1<<10)+"<!-- -->", 9_000) + `</v></c></row></sheetData>`}}, document.KeyTooMuchText},
		{"a number of 100 KB in pieces", workbook{sheets: []string{`<sheetData><row><c><v>` + repeat("1<!-- -->", 100_000) + `</v></c></row></sheetData>`}}, ""},
		{"600,000 styles", workbook{sheets: []string{rows([]string{"a"})}, styles: repeat(`<xf numFmtId="0"/>`, 2*most)}, ""},
		{"3,000 sheets", workbook{sheets: many(3_000, rows([]string{"a"}))}, ""},
		{"5,000 sheets", workbook{sheets: many(5_000, rows([]string{"a"}))}, container.KeyParts},
		{"100,000 hidden columns", workbook{sheets: []string{"<cols>" + repeat(`<col min="2" max="3" hidden="1"/>`, 100_000) + "</cols>" + rows([]string{"a", "b"})}}, ""},
		{"10,000 rows in one another", workbook{sheets: []string{repeat("<row><c>", 10_000)}}, container.KeyNested},
		{"300,000 formulas", workbook{sheets: []string{numbered(most/10, "<row r='#'>"+repeat("<c><f>SUM(A1:A9)</f></c>", 10)+"</row>") + rows([]string{"a"})}}, ""},
		{"markup that does not end", workbook{sheets: []string{"<sheetData><row>"}}, container.KeyDamaged},
		{"an unknown entity", workbook{sheets: []string{rows([]string{"&lol;"})}}, container.KeyDamaged},
		{"a document type", workbook{sheets: []string{`<!DOCTYPE a [<!ENTITY lol "lol">]>`}}, container.KeyDamaged},
		{"no sheets", workbook{}, ""},
	}
	defer debug.SetGCPercent(debug.SetGCPercent(20)) // what counts is what is kept
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := tt.book.file(t)
			runtime.GC()
			peak, stop := watchHeap()
			began := time.Now()
			_, err := Read(t.Context(), data)
			stop()
			if d := time.Since(began); d > 20*time.Second && !underRace {
				t.Errorf("it took %s", d)
			}
			if *peak > 160<<20 {
				t.Errorf("the heap grew by %d MB", *peak>>20)
			}
			if got := keyOf(t, err); got != tt.want {
				t.Errorf("Read = %v, want %q", err, tt.want)
			}
		})
	}
}

func many(n int, sheet string) []string {
	out := make([]string, n)
	for i := range out {
		out[i] = sheet
	}
	return out
}

// watchHeap notes by how much the heap grows until stop returns.
func watchHeap() (peak *uint64, stop func()) {
	peak = new(uint64)
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			if m.HeapAlloc > before.HeapAlloc {
				*peak = max(*peak, m.HeapAlloc-before.HeapAlloc)
			}
			select {
			case <-done:
				return
			case <-tick.C:
			}
		}
	}()
	return peak, func() { close(done); <-ended }
}

func TestZipBomb(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("[Content_Types].xml")
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, `<Types><Override PartName="/xl/workbook.xml" ContentType="`+mainType+`"/></Types>`)
	if w, err = z.Create("xl/worksheets/sheet1.xml"); err != nil {
		t.Fatal(err)
	}
	chunk := bytes.Repeat([]byte("<row/>"), 1<<18)
	for range 10 { // 15 MB of 15 kB
		if _, err := w.Write(chunk); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Read(t.Context(), b.Bytes()); keyOf(t, err) != container.KeyUnpacks {
		t.Errorf("a bomb of %d bytes: %v", b.Len(), err)
	}
}

// TestMemory holds the peak of the heap while the largest workbook is read
// against the bound of 256 MB, which the rules need a part of.
func TestMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 96,000 cells")
	}
	row := `<row r="#"><c r="A#"><v>#</v></c><c r="B#" t="inlineStr"><is><t>` + strings.Repeat("Rà soát ", 15) + `</t></is></c><c r="C#" t="inlineStr"><is><t>Sở Tài chính</t></is></c></row>`
	data := workbook{sheets: []string{numbered(32_000, row)}, method: zip.Deflate}.file(t)
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(50))
	peak, stop := watchHeap()
	began := time.Now()
	doc, err := Read(t.Context(), data)
	stop()
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d rows in %s, heap at most %d MB more", len(doc.Blocks[0].Table.Rows), time.Since(began).Round(time.Millisecond), *peak>>20)
	if *peak > 128<<20 {
		t.Errorf("the heap grew by %d MB", *peak>>20)
	}
}

func TestReadHonoursContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, workbook{sheets: []string{numbered(10_000, "<row/>")}}.file(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("Read with a cancelled context = %v", err)
	}
}

func FuzzRead(f *testing.F) {
	paths, err := filepath.Glob("../testdata/formats/*.xlsx")
	if err != nil || len(paths) == 0 {
		f.Fatal("no workbooks in testdata")
	}
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(context.Background(), data)
		if err != nil {
			keyOf(t, err)
			return
		}
		checkLines(t, doc)
	})
}

// FuzzSheet reads markup of a sheet as it comes, without the zip around it.
func FuzzSheet(f *testing.F) {
	f.Add(rows([]string{"a", "b"}, []string{"c"})+merges("A1:B2"), "dd/mm/yyyy")
	f.Add(`<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="3" hidden="1"><c r="C3" s="1"><f>A1</f><v>44640</v></c></row></sheetData>`, `"Quý "0;[Red]@`)
	f.Add(`<sheetData><row r="3"><c r="C3" t="s"><v>0</v></c><c t="e"><v>#REF!</v></c></row></sheetData>`, "[h]:mm")
	f.Fuzz(func(t *testing.T, sheet, code string) {
		doc, err := Read(context.Background(), workbook{sheets: []string{sheet, rows([]string{"a", "b", "c"})}, formats: []string{code}}.file(t))
		if err != nil {
			keyOf(t, err)
			return
		}
		checkLines(t, doc)
	})
}

// checkLines holds the rows of a document to their places.
func checkLines(t *testing.T, doc document.Document) {
	t.Helper()
	last := 0
	for _, b := range doc.Blocks {
		if b.Table == nil {
			continue
		}
		for _, r := range b.Table.Rows {
			if r.Line <= last || doc.Places[r.Line].Row < 1 {
				t.Fatalf("row at line %d after %d, place %+v", r.Line, last, doc.Places[r.Line])
			}
			last = r.Line
		}
	}
}
