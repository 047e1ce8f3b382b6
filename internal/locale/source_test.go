package locale

import (
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// literal is a string in the project's own Go code.
type literal struct{ at, value string }

// literals are all strings of the code that runs, tests left out.
func literals(t *testing.T) []literal {
	t.Helper()
	var out []literal
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || path != root && strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		src, err := os.ReadFile(path)
		if err == nil {
			out = append(out, scan(path, src)...)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func scan(path string, src []byte) []literal {
	var s scanner.Scanner
	files := token.NewFileSet()
	s.Init(files.AddFile(path, -1, len(src)), src, nil, 0)
	var out []literal
	for {
		pos, tok, lit := s.Scan()
		switch tok {
		case token.EOF:
			return out
		case token.STRING:
			if v, err := strconv.Unquote(lit); err == nil {
				out = append(out, literal{files.Position(pos).String(), v})
			}
		}
	}
}

// groupOf is what a key begins with: "block" of "block.due.on".
func groupOf(key string) string {
	group, _, _ := strings.Cut(key, ".")
	return group
}

var keyForm = regexp.MustCompile(`^[a-z_]+(\.[a-z0-9_-]+)+\.?$`)

// TestCodeNamesKeysThatExist wants a sentence for every string of the code that
// looks like a key of the catalogue, and one at least for every beginning of a
// key that the code completes by itself.
func TestCodeNamesKeysThatExist(t *testing.T) {
	keys := keysOf(readAll(t, "vi"))
	groups := map[string]bool{}
	for _, k := range keys {
		groups[groupOf(k)] = true
	}
	for _, l := range literals(t) {
		if !groups[groupOf(l.value)] || !keyForm.MatchString(l.value) || strings.HasSuffix(l.value, ".yaml") {
			continue
		}
		if !slices.ContainsFunc(keys, func(k string) bool { return names(l.value, k) }) {
			t.Errorf("%s: the catalogue has no %q", l.at, l.value)
		}
	}
}

// TestEverySentenceIsUsed wants no sentence that the code never says.
func TestEverySentenceIsUsed(t *testing.T) {
	all := literals(t)
	for _, k := range keysOf(readAll(t, "vi")) {
		if !slices.ContainsFunc(all, func(l literal) bool { return names(l.value, k) || completes(l.value, k) }) {
			t.Errorf("nothing says %q", k)
		}
	}
}

// names reports whether a string is the key, or a beginning of it that ends in
// a dot.
func names(literal, key string) bool {
	return literal == key || strings.HasSuffix(literal, ".") && strings.Contains(strings.TrimSuffix(literal, "."), ".") && strings.HasPrefix(key, literal)
}

// completes reports whether a string is what a beginning is completed by:
// "stage.filed" of "block.stage.filed", or a group of one part such as "doubt.".
func completes(literal, key string) bool {
	return literal == groupOf(key)+"." || strings.Contains(literal, ".") && strings.HasSuffix(key, "."+literal)
}

// flag is a reason of calendar to doubt a reading. Its sentence's key is put
// together from it, so that no string of the code shows it.
var flag = regexp.MustCompile(`(?m)^\s+\w+ +Flag = "(\w+)"`)

func TestEveryDoubtOfTheCalendarHasASentence(t *testing.T) {
	src, err := os.ReadFile(filepath.Join(root, "internal/calendar/reading.go"))
	if err != nil {
		t.Fatal(err)
	}
	found := flag.FindAllStringSubmatch(string(src), -1)
	if len(found) == 0 {
		t.Fatal("no flags are found in reading.go")
	}
	for _, m := range found {
		if !catalogue(t).For("vi").Has("doubt." + m[1]) {
			t.Errorf("no sentence for the flag %q", m[1])
		}
	}
}
