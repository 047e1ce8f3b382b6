package intake

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestForms holds documents of every form met in the wild to what a reader
// takes from them: NAME.want has a line for each task (number, title, lead and
// coordinators, target, rank, items) and one for each activity (text, window,
// recurrence, phrase, checklist).
func TestForms(t *testing.T) {
	wants, err := filepath.Glob("testdata/forms/*.want")
	if err != nil || len(wants) == 0 {
		t.Fatalf("no forms in testdata: %v", err)
	}
	for _, path := range wants {
		name := strings.TrimSuffix(filepath.Base(path), ".want")
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(strings.TrimSuffix(path, ".want"))
			if err != nil {
				t.Fatal(err)
			}
			got := brief(mustRead(t, name, string(data)))
			if diff := cmp.Diff(strings.Split(strings.TrimSpace(string(want)), "\n"), got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		})
	}
}
