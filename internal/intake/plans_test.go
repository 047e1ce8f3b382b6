package intake

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"nhacviec/internal/text"
)

// goldPlan is what a careful clerk would record of a plan.
type goldPlan struct {
	Year  int        `json:"year"`
	Title string     `json:"title"`
	Tasks []goldTask `json:"tasks"`
}

type goldTask struct {
	Title        string         `json:"title"`
	Lead         string         `json:"lead"`
	Coordinators []string       `json:"coordinators"`
	Target       *goldTarget    `json:"target"`
	Results      string         `json:"results"`
	Items        []string       `json:"items"`
	Activities   []goldActivity `json:"activities"`
}

type goldTarget struct {
	Count int `json:"count"`
}

type goldActivity struct {
	Text       string  `json:"text"`
	Due        *string `json:"due"`
	Recurrence *string `json:"recurrence"`
}

func readGold(t *testing.T, data []byte) goldPlan {
	t.Helper()
	var g goldPlan
	if err := json.Unmarshal(data, &g); err != nil {
		t.Fatal(err)
	}
	for i := range g.Tasks {
		task := &g.Tasks[i]
		task.Title, task.Results = text.Fold(task.Title), text.Fold(task.Results)
		for j := range task.Activities {
			task.Activities[j].Text = text.Fold(task.Activities[j].Text)
		}
	}
	return g
}

// read reads a file and gives the draft in the golds' shape, through JSON.
func read(t *testing.T, path string) goldPlan {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	d, err := Read(context.Background(), filepath.Base(path), data, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := JSON(d, &out); err != nil {
		t.Fatal(err)
	}
	return readGold(t, out.Bytes())
}

func TestReadPlans(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no plans in testdata: %v", err)
	}
	for _, path := range paths {
		name := strings.TrimSuffix(path, ".json")
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(readGold(t, data), read(t, name+".txt")); diff != "" {
				t.Errorf("reading differs from the clerk's (-clerk +read):\n%s", diff)
			}
		})
	}
}
