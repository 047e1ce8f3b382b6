package intake

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPlansAsPDF reads each plan from the pages that were printed of it, and
// compares it with what is read of the text.
func TestPlansAsPDF(t *testing.T) {
	paths, err := filepath.Glob("testdata/formats/*.pdf")
	if err != nil || len(paths) < 10 {
		t.Fatalf("%d files in testdata/formats: %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			name, _, _ := strings.Cut(filepath.Base(path), ".")
			text := "testdata/" + name + ".txt"
			if name == "plan" {
				text = samples + "plan.txt"
			}
			if diff := cmp.Diff(read(t, text), read(t, path)); diff != "" {
				t.Errorf("reading differs from the text's (-text +pages):\n%s", diff)
			}
		})
	}
}
