package intake

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"nhacviec/internal/work"
)

func FuzzRead(f *testing.F) {
	for _, pattern := range []string{"testdata/*.txt", "testdata/forms/*", samples + "*.txt"} {
		paths, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, p := range paths {
			data, err := os.ReadFile(p)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(filepath.Base(p), data)
		}
	}
	f.Add("a.csv", []byte("Task,Owner,Due\nx,y,\"5 May 2024\n"))
	f.Add("a.txt", []byte("|\n|\nSTT\n|\n1\n|\n(a) (b: c; d) 1.1.1.1 ((((\n"))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		d, err := Read(context.Background(), name, data, Options{MaxBytes: 1 << 16})
		var e *work.Error
		if err != nil && !errors.As(err, &e) {
			t.Fatalf("Read = %v, want a *work.Error", err)
		}
		for _, task := range d.Tasks {
			checkText(t, task.Title, task.Lead, task.Results, task.Rank, task.Ref)
			checkText(t, task.Coordinators...)
			checkText(t, task.Items...)
			if len(task.Activities) == 0 || task.Line < 1 {
				t.Fatalf("task %q has %d activities at line %d", task.Title, len(task.Activities), task.Line)
			}
			for _, a := range task.Activities {
				checkText(t, append(a.Checklist, a.Text, a.Deadline.Phrase)...)
				if !a.Deadline.Due.IsZero() && !a.Deadline.Due.Valid() {
					t.Fatalf("due %s does not exist", a.Deadline.Due)
				}
			}
		}
	})
}

func checkText(t *testing.T, texts ...string) {
	t.Helper()
	for _, s := range texts {
		if !utf8.ValidString(s) {
			t.Fatalf("%q is cut inside a letter", s)
		}
	}
}
