package pdf

import (
	"errors"
	"os"
	"testing"

	"nhacviec/internal/work"
)

// FuzzRead changes files at random: whatever comes of it is read or refused
// with a sentence.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"user.pdf", "owner.pdf"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add(unmapped())
	f.Add(pages([]string{write(70, 100, "1. Task") + drawGrid([]float64{70, 100, 300}, []float64{200, 220, 240}), picture}))
	f.Add(pages([]string{write(70, 60, "LEFT") + write(300, 60, "RIGHT") + write(70, 75, "left") + write(300, 75, "right")}))
	// PDFium is compiled before: that takes longer than the fuzzer waits for one file.
	if _, err := Read(f.Context(), pages([]string{write(70, 100, "Task")})); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := Read(t.Context(), data)
		if _, said := errors.AsType[*work.Error](err); err != nil && !said {
			t.Errorf("Read = %v, want a *work.Error", err)
		}
		for _, b := range doc.Blocks {
			if doc.Places[b.Line].Page < 1 {
				t.Errorf("line %d is on no page", b.Line)
			}
		}
	})
}
