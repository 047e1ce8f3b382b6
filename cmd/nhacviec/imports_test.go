package main

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"
)

const (
	module = "nhacviec"
	root   = "../.."
)

// mayImport is the table of docs/architecture.md: each room, and which others
// it may import. A change of it is a change of design.
var mayImport = map[string][]string{
	"internal/text":              {},
	"internal/calendar":          {"internal/text"},
	"internal/work":              {"internal/text", "internal/calendar"},
	"internal/locale":            {"internal/text"},
	"internal/remind":            {"internal/text", "internal/work", "internal/calendar"},
	"internal/app":               {"internal/text", "internal/work", "internal/calendar", "internal/remind"},
	"internal/report":            {"internal/text", "internal/work", "internal/calendar", "internal/locale"},
	"internal/intake":            {"internal/text", "internal/work", "internal/calendar", "internal/intake/document", "internal/intake/container", "internal/intake/docx", "internal/intake/legacy", "internal/intake/pdf", "internal/intake/xlsx"},
	"internal/intake/container":  {"internal/work"},
	"internal/intake/document":   {"internal/work"},
	"internal/intake/docx":       {"internal/work", "internal/intake/document", "internal/intake/container"},
	"internal/intake/pdf":        {"internal/work", "internal/intake/document", "internal/intake/pdf/pdfium"},
	"internal/intake/pdf/pdfium": {},
	"internal/intake/legacy":     {},
	"internal/intake/xlsx":       {"internal/work", "internal/intake/document", "internal/intake/container"},
	"internal/schedule":          {"internal/text", "internal/calendar"},
	"internal/outbox":            {"internal/text", "internal/work"},
	"internal/store":             {"internal/text", "internal/work", "internal/calendar", "internal/app", "internal/outbox", "internal/schedule"},
	"internal/store/storetest":   {"internal/text", "internal/work", "internal/calendar", "internal/app", "internal/outbox", "internal/schedule", "internal/store"},
	"bot/block":                  {"internal/text", "internal/work", "internal/calendar", "internal/locale", "internal/report"},
	"bot": {
		"internal/text", "internal/app", "internal/work", "internal/calendar", "internal/outbox",
		"internal/locale", "internal/report", "internal/intake", "bot/block",
	},
	"internal/sandbox":      {},
	"internal/sandbox/page": {},
	"config":                {},
	"cmd/nhacviec": {
		"internal/text", "internal/app", "internal/work", "internal/calendar", "internal/remind", "internal/outbox",
		"internal/schedule", "internal/store", "internal/locale", "internal/report", "internal/intake",
		"internal/sandbox", "internal/sandbox/page", "bot", "bot/block", "config",
	},
}

// onlyIn is where a library may be imported that must not leak out of its
// room: the rest of the program knows no Slack and no SQL.
var onlyIn = map[string][]string{
	"database/sql":                     {"internal/store"},
	"modernc.org/sqlite":               {"internal/store"},
	"github.com/jackc/pgx/v5":          {"internal/store"},
	"github.com/pressly/goose/v3":      {"internal/store"},
	"github.com/slack-go/slack":        {"bot", "bot/block"},
	"github.com/gorilla/websocket":     {"internal/sandbox"},
	"github.com/nicksnyder/go-i18n/v2": {"internal/locale"},
	"github.com/tetratelabs/wazero":    {"internal/intake/pdf/pdfium"},
	"github.com/alecthomas/kong":       {"cmd/nhacviec"},
	"github.com/robfig/cron/v3":        {"internal/schedule"},
	"github.com/xuri/excelize/v2":      {"internal/report"},
	"github.com/prometheus":            {"cmd/nhacviec"},
}

// room is one package as go list tells it.
type room struct {
	ImportPath string
	Imports    []string // of the program; tests may import more freely
}

func (r room) name() string { return strings.TrimPrefix(r.ImportPath, module+"/") }

func rooms(t *testing.T) []room {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-json=ImportPath,Imports", "./...")
	list.Dir = root
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []room
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var r room
		err := dec.Decode(&r)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		all = append(all, r)
	}
}

func TestImportsAreAsTheTableSays(t *testing.T) {
	found := map[string]bool{}
	for _, r := range rooms(t) {
		allowed, known := mayImport[r.name()]
		if !known {
			t.Errorf("%s is not in the table: name the room and what it may import", r.name())
		}
		found[r.name()] = true
		for _, imported := range r.Imports {
			ours, isOurs := strings.CutPrefix(imported, module+"/")
			if known && isOurs && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s; it may import %v", r.name(), ours, allowed)
			}
		}
	}
	for name := range mayImport {
		if !found[name] {
			t.Errorf("%s is in the table, and no such room is there", name)
		}
	}
}

func TestLibrariesStayInTheirRooms(t *testing.T) {
	for _, r := range rooms(t) {
		for _, imported := range r.Imports {
			for library, where := range onlyIn {
				inside := imported == library || strings.HasPrefix(imported, library+"/")
				if inside && !slices.Contains(where, r.name()) {
					t.Errorf("%s imports %s, which belongs in %v", r.name(), imported, where)
				}
			}
		}
	}
}

// TestLintMirrorsTheTable holds the linter's rules, which name the line at
// fault while it is written, against the table.
func TestLintMirrorsTheTable(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, ".golangci.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var config struct {
		Linters struct {
			Settings struct {
				Depguard struct {
					Rules map[string]struct {
						Files []string
						Allow []string
					}
				}
			}
		}
	}
	if err := yaml.Unmarshal(data, &config); err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for _, rule := range config.Linters.Settings.Depguard.Rules {
		name, isRoom := strings.CutSuffix(strings.TrimPrefix(rule.Files[0], "**/"), "/*.go")
		if !isRoom || len(rule.Allow) == 0 {
			continue
		}
		got[name] = []string{}
		for _, a := range rule.Allow {
			if ours, isOurs := strings.CutPrefix(a, module+"/"); isOurs {
				got[name] = append(got[name], strings.TrimSuffix(ours, "$"))
			}
		}
	}
	if diff := cmp.Diff(sorted(mayImport), sorted(got)); diff != "" {
		t.Errorf(".golangci.yaml differs from the table (-table +lint):\n%s", diff)
	}
}

func sorted(table map[string][]string) map[string][]string {
	out := map[string][]string{}
	for name, list := range table {
		out[name] = slices.Sorted(slices.Values(list))
	}
	return out
}

// TestTopLevelIsAsAgreed keeps the first look at the repository short.
func TestTopLevelIsAsAgreed(t *testing.T) {
	agreed := []string{
		"bot", "cmd", "config", "docs", "internal", "go.mod", "go.sum", "CHANGELOG.md", "CONTRIBUTING.md",
		"Dockerfile", "LICENSE", "Makefile", "README.md",
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		hidden := strings.HasPrefix(e.Name(), ".")
		if !hidden && !slices.Contains(agreed, e.Name()) && !ignored(t, e.Name()) {
			t.Errorf("%s stands at the top level; agreed are %v", e.Name(), agreed)
		}
	}
}

// ignored reports whether .gitignore names a file or folder of the top level.
func ignored(t *testing.T, name string) bool {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, ".gitignore"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if ok, _ := path.Match(strings.Trim(strings.TrimSpace(line), "/"), name); ok {
			return true
		}
	}
	return false
}
