package intake

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestReadTables reads each plan as a table and finds what a clerk records of
// its text.
func TestReadTables(t *testing.T) {
	for _, pattern := range []string{"*.xlsx", "*.csv"} {
		paths, err := filepath.Glob("testdata/formats/" + pattern)
		if err != nil || len(paths) < 5 {
			t.Fatalf("%d files %s", len(paths), pattern)
		}
		for _, path := range paths {
			t.Run(filepath.Base(path), func(t *testing.T) {
				want := clerks(t, strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)))
				if diff := cmp.Diff(want, read(t, path)); diff != "" {
					t.Errorf("reading differs from the clerk's (-clerk +read):\n%s", diff)
				}
			})
		}
	}
}

// clerks is what a clerk records of a plan; of the project's own plan what is
// read of its text.
func clerks(t *testing.T, name string) goldPlan {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".json")
	if err == nil {
		return readGold(t, data)
	}
	var out bytes.Buffer
	if err := JSON(readSample(t, name+".txt"), &out); err != nil {
		t.Fatal(err)
	}
	return readGold(t, out.Bytes())
}
