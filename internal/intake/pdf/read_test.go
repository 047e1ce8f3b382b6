package pdf

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

func mustRead(t *testing.T, data []byte) document.Document {
	t.Helper()
	doc, err := Read(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// brief tells a document in one line a block and one a row.
func brief(doc document.Document) []string {
	var out []string
	for _, b := range doc.Blocks {
		if b.Table == nil {
			s := b.Text
			if b.Gap {
				s = "\n" + s
			}
			if b.Wrap == document.Pushed {
				s = "… " + s
			}
			out = append(out, s)
			continue
		}
		for _, r := range b.Table.Rows {
			out = append(out, strings.Join(r.Cells, " | "))
		}
	}
	return out
}

func TestReadLayout(t *testing.T) {
	tests := []struct {
		name    string
		content []string // a page each
		want    []string
	}{
		{
			"a line is in order whatever is drawn first",
			[]string{write(200, 100, "second") + write(100, 100, "The first and ") + write(100, 85, "Above")},
			[]string{"Above", "The first and      second"},
		},
		{
			"words without drawn spaces",
			[]string{write(100, 100, "no") + write(117, 100, "space")},
			[]string{"no space"},
		},
		{
			"a line that the printer broke",
			[]string{
				write(70, 100, "1. A task that reaches over the whole width of the page and so has to be") +
					write(70, 114, "continued") + write(70, 128, "2. Next"),
			},
			[]string{"1. A task that reaches over the whole width of the page and so has to be", "… continued", "2. Next"},
		},
		{
			"a gap between paragraphs",
			[]string{
				write(70, 100, "A paragraph that reaches over the whole width of the page, which is broken") +
					write(70, 114, "here by the printer, not by the writer, as the width of this line shows, and") +
					write(70, 128, "ends.") + write(70, 156, "Next"),
			},
			[]string{
				"A paragraph that reaches over the whole width of the page, which is broken",
				"… here by the printer, not by the writer, as the width of this line shows, and", "… ends.", "\nNext",
			},
		},
		{
			"a letterhead of two columns",
			[]string{
				write(70, 60, "DEPARTMENT") + write(300, 60, "REPUBLIC") +
					write(70, 75, "OF SCIENCE") + write(300, 75, "Independence") +
					write(70, 120, "The plan of the Department of Science and Technology of the whole province"),
			},
			[]string{
				"DEPARTMENT", "OF SCIENCE", "REPUBLIC", "Independence",
				"\nThe plan of the Department of Science and Technology of the whole province",
			},
		},
		{
			"a tab after a mark or a label",
			[]string{write(70, 100, "1.") + write(110, 100, "Task") + write(70, 114, "Lead:") + write(150, 114, "Unit") + write(70, 128, "With:") + write(150, 128, "All")},
			[]string{"1. Task", "Lead:          Unit", "With:          All"},
		},
		{
			"heads and page numbers",
			[]string{
				write(70, 30, "Plan 12/2024") + write(290, 820, "1") + write(70, 100, "One"),
				write(70, 30, "Plan 12/2024") + write(290, 820, "2") + write(70, 100, "Two"),
				write(70, 30, "Plan 12/2024") + write(290, 820, "3") + write(70, 100, "Three"),
			},
			[]string{"One", "Two", "Three"},
		},
		{
			"a footnote and its mark",
			[]string{write(70, 100, "A task") + writeSize(105, 95, 7, "1") + write(70, 114, "another") + writeSize(70, 787, 6, "1") + writeSize(75, 790, 9, "said elsewhere")},
			[]string{"A task", "another"},
		},
		{
			"a power is no footnote",
			[]string{write(70, 100, "120 m") + writeSize(103.4, 96.5, 7, "2") + write(112, 100, "of land")},
			[]string{"120 m2 of land"},
		},
		{
			"a watermark",
			[]string{write(70, 100, "Task") + "BT /F 60 Tf 0.7 0.7 -0.7 0.7 100 200 Tm (COPY) Tj ET\n"},
			[]string{"Task"},
		},
		{
			"a page that is turned",
			[]string{"BT /F 12 Tf 0 1 -1 0 100 100 Tm (First line) Tj ET BT /F 12 Tf 0 1 -1 0 114 100 Tm (Second line) Tj ET\n"},
			[]string{"First line", "Second line"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, brief(mustRead(t, pages(tt.content)))); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// drawGrid draws the borders of a table with columns at xs and rows at ys.
func drawGrid(xs, ys []float64) string {
	var out strings.Builder
	for _, x := range xs {
		out.WriteString(drawLine(x, ys[0], x, ys[len(ys)-1]))
	}
	for _, y := range ys {
		out.WriteString(drawLine(xs[0], y, xs[len(xs)-1], y))
	}
	return out.String()
}

func TestReadTables(t *testing.T) {
	xs := []float64{70, 100, 300, 400}
	header := write(73, 112, "No") + write(105, 112, "Task") + write(305, 112, "Lead")
	tests := []struct {
		name    string
		content []string
		want    []string
	}{
		{
			"text between, wrapped and empty cells",
			[]string{
				write(70, 80, "Before") + header + drawGrid(xs, []float64{100, 120, 150, 170}) +
					write(73, 132, "1") + write(105, 132, "A task that is wrapped in its") + write(105, 145, "cell") + write(305, 132, "Finance") +
					write(73, 162, "2") + write(105, 162, "Another") + write(70, 200, "After"),
			},
			[]string{"Before", "No | Task | Lead", "1 | A task that is wrapped in its cell | Finance", "2 | Another | ", "After"},
		},
		{
			"a list in a cell",
			[]string{
				header + drawGrid(xs, []float64{100, 120, 170}) + write(73, 132, "1") + write(105, 132, "Task") +
					write(305, 132, "- Finance") + write(305, 145, "- Law") + write(305, 158, "- Science"),
			},
			[]string{"No | Task | Lead", "1 | Task | - Finance\n- Law\n- Science"},
		},
		{
			"a cell merged over two rows, a row merged over all columns",
			[]string{
				header + drawLine(70, 100, 400, 100) + drawLine(70, 120, 400, 120) + drawLine(70, 140, 400, 140) +
					drawLine(70, 160, 300, 160) + drawLine(70, 180, 400, 180) +
					drawLine(70, 100, 70, 180) + drawLine(400, 100, 400, 180) +
					drawLine(100, 100, 100, 120) + drawLine(300, 100, 300, 120) + drawLine(100, 140, 100, 180) + drawLine(300, 140, 300, 180) +
					write(73, 132, "I. SECTION") + write(73, 152, "1") + write(105, 152, "One") + write(305, 162, "Finance") +
					write(73, 172, "2") + write(105, 172, "Two"),
			},
			[]string{"No | Task | Lead", "I. SECTION |  | ", "1 | One | Finance", "2 | Two | Finance"},
		},
		{
			"borders drawn as bars, a cell at a time",
			[]string{
				header + bars(xs, []float64{100, 120, 140}) + write(73, 132, "1") + write(105, 132, "One") + write(305, 132, "Law"),
			},
			[]string{"No | Task | Lead", "1 | One | Law"},
		},
		{
			"a table over two pages, its header printed again and a row broken",
			[]string{
				header + drawGrid(xs, []float64{100, 120, 800}) + write(73, 132, "1") + write(105, 132, "A task that is") + write(305, 132, "Finance"),
				write(73, 62, "No") + write(105, 62, "Task") + write(305, 62, "Lead") + drawGrid(xs, []float64{50, 70, 90, 110}) +
					write(105, 82, "continued") + write(73, 102, "2") + write(105, 102, "Two") + write(305, 102, "Law"),
			},
			[]string{"No | Task | Lead", "1 | A task that is continued | Finance", "2 | Two | Law"},
		},
		{
			"columns of white space, wrapped cells and a section",
			[]string{
				write(70, 100, "No") + write(105, 100, "Task") + write(250, 100, "Lead") + write(350, 100, "When") +
					write(70, 120, "I. A SECTION THAT RUNS OVER ALL OF THE COLUMNS") +
					write(70, 140, "1") + write(105, 140, "A task that is") + write(250, 140, "Finance") + write(350, 140, "May") +
					write(105, 153, "wrapped") + write(250, 153, "Department") +
					write(70, 173, "2") + write(105, 173, "Another") + write(250, 173, "Law") + write(350, 173, "June") +
					write(70, 193, "3") + write(105, 193, "Last") + write(350, 193, "July") +
					write(70, 230, "Every unit reports to the office what it has done, by the end of each month."),
			},
			[]string{
				"No | Task | Lead | When", "I. | A SECTION THAT RUNS OVER ALL OF THE COLUMNS |  | ",
				"1 | A task that is wrapped | Finance Department | May", "2 | Another | Law | June", "3 | Last |  | July",
				"Every unit reports to the office what it has done, by the end of each month.",
			},
		},
		{
			"a frame is no table",
			[]string{drawGrid([]float64{60, 500}, []float64{80, 130}) + write(70, 100, "Framed") + write(70, 114, "text")},
			[]string{"Framed", "text"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, brief(mustRead(t, pages(tt.content)))); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// bars draws each cell's borders as thin filled rectangles, as word processors do.
func bars(xs, ys []float64) string {
	var out strings.Builder
	for i := range xs {
		for j := range ys {
			if i+1 < len(xs) {
				fmt.Fprintf(&out, "%g %g %g 0.5 re f\n", xs[i], 842-ys[j], xs[i+1]-xs[i])
			}
			if j+1 < len(ys) {
				fmt.Fprintf(&out, "%g %g 0.5 %g re f\n", xs[i], 842-ys[j+1], ys[j+1]-ys[j])
			}
		}
	}
	return out.String()
}

func TestReadSaysThePage(t *testing.T) {
	doc := mustRead(t, pages([]string{write(70, 100, "One"), write(70, 100, "Two")}))
	want := map[int]work.Place{1: {Page: 1}, 2: {Page: 2}}
	if diff := cmp.Diff(want, doc.Places); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}

func TestReadOpensWhatOnlyItsOwnerLocked(t *testing.T) {
	data, err := os.ReadFile("testdata/owner.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if got := brief(mustRead(t, data)); len(got) != 5 || got[2] != "1. Đăng ký nhãn hiệu" {
		t.Errorf("blocks %q", got)
	}
}

func TestReadDoubtsPagesThatArePictures(t *testing.T) {
	doc := mustRead(t, pages([]string{write(70, 100, "Task"), picture}))
	want := []work.Doubt{{Message: work.Message{Key: DoubtScans, Args: work.Args{"pages": "2"}}}}
	if diff := cmp.Diff(want, doc.Doubts); diff != "" {
		t.Errorf("doubts (-want +got):\n%s", diff)
	}
}

// picture draws a picture of one pixel over a page.
const picture = "q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q\n"

func TestReadRefuses(t *testing.T) {
	user, err := os.ReadFile("testdata/user.pdf")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		data []byte
		want work.Message
	}{
		{"a password", user, work.Message{Key: KeyPassword}},
		{"pictures of pages", pages([]string{picture, picture}), work.Message{Key: KeyPictures, Args: work.Args{"pages": 2}}},
		{"letters without meaning", unmapped(), work.Message{Key: KeyNoText}},
		{"nothing behind the header", []byte("%PDF-1.7\nhello\n"), work.Message{Key: KeyDamaged}},
		{"too large", make([]byte, 50<<20), work.Message{Key: KeyTooLarge, Args: work.Args{"size": 50 << 20, "limit": MaxBytes}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Read(t.Context(), tt.data)
			e, ok := errors.AsType[*work.Error](err)
			if !ok {
				t.Fatalf("Read = %v, want a *work.Error", err)
			}
			if len(e.Args) == 0 {
				e.Args = nil
			}
			if diff := cmp.Diff(tt.want, e.Message); diff != "" {
				t.Errorf("message (-want +got):\n%s", diff)
			}
		})
	}
}

// unmapped is a file whose font numbers its glyphs as it likes and does not say
// which letters they are.
func unmapped() []byte {
	return file([]string{
		catalogue, "<</Type /Pages /Count 1 /Kids [4 0 R]>>",
		"<</Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Own /Encoding /Identity-H /DescendantFonts [6 0 R]>>",
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources <</Font <</F 3 0 R>>>>>>",
		stream("", "BT /F 12 Tf 1 0 0 1 70 700 Tm <0011001200130014001500160017> Tj ET"),
		"<</Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Own /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor 7 0 R /DW 600>>",
		"<</Type /FontDescriptor /FontName /ABCDEF+Own /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80>>",
	}, "")
}

func TestReadHonoursContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Read(ctx, pages([]string{write(70, 100, "Task")})); !errors.Is(err, context.Canceled) {
		t.Errorf("Read with a cancelled context = %v", err)
	}
}
