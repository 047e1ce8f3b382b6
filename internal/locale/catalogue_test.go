package locale

import (
	"io/fs"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gopkg.in/yaml.v3"
)

// sentenceForms is a sentence as a file has it: one form, or one and other.
type sentenceForms map[string]string

// readAll reads a language's files on its own, without go-i18n.
func readAll(t *testing.T, code string) map[string]sentenceForms {
	t.Helper()
	out := map[string]sentenceForms{}
	names, err := fs.Glob(sentences, code+"/*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no files for %s: %v", code, err)
	}
	for _, name := range names {
		b, err := fs.ReadFile(sentences, name)
		if err != nil {
			t.Fatal(err)
		}
		var tree map[string]any
		if err := yaml.Unmarshal(b, &tree); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		walk(t, name, "", tree, out)
	}
	return out
}

func walk(t *testing.T, file, at string, tree map[string]any, out map[string]sentenceForms) {
	t.Helper()
	if _, plural := tree["other"]; plural {
		forms := sentenceForms{}
		for form, words := range tree {
			forms[form], _ = words.(string)
		}
		put(t, file, at, forms, out)
		return
	}
	for k, v := range tree {
		key := strings.TrimPrefix(at+"."+k, ".")
		switch v := v.(type) {
		case string:
			put(t, file, key, sentenceForms{"other": v}, out)
		case map[string]any:
			walk(t, file, key, v, out)
		default:
			t.Errorf("%s: %s is neither a sentence nor a group of them: %T", file, key, v)
		}
	}
}

func put(t *testing.T, file, key string, forms sentenceForms, out map[string]sentenceForms) {
	t.Helper()
	if _, twice := out[key]; twice {
		t.Errorf("%s: %s is there twice", file, key)
	}
	out[key] = forms
}

var placeholder = regexp.MustCompile(`\.([A-Za-z]+)`)

// placeholders are the arguments that a form names inside its actions.
func placeholders(form string) []string {
	var out []string
	for _, action := range regexp.MustCompile(`\{\{(.*?)\}\}`).FindAllStringSubmatch(form, -1) {
		for _, m := range placeholder.FindAllStringSubmatch(action[1], -1) {
			out = append(out, m[1])
		}
	}
	sort.Strings(out)
	return slices.Compact(out)
}

func keysOf(m map[string]sentenceForms) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

func TestBothLanguagesSayTheSame(t *testing.T) {
	vi, en := readAll(t, "vi"), readAll(t, "en")
	if diff := cmp.Diff(keysOf(vi), keysOf(en)); diff != "" {
		t.Fatalf("keys differ (-vi +en):\n%s", diff)
	}
	for key := range vi {
		if diff := cmp.Diff(placeholders(vi[key]["other"]), placeholders(en[key]["other"])); diff != "" {
			t.Errorf("%s: arguments differ (-vi +en):\n%s", key, diff)
		}
		if len(vi[key]) != len(en[key]) {
			t.Errorf("%s: plural in one language only", key)
		}
	}
}

func TestEverySentence(t *testing.T) {
	c := catalogue(t)
	for _, code := range c.Languages() {
		for key, forms := range readAll(t, code) {
			checkForms(t, code+" "+key, forms)
			said := c.For(code).Say(key, sampleArgs(forms["other"]))
			if said == "" || strings.ContainsAny(said, "⟦⟧") || strings.Contains(said, "{{") || strings.Contains(said, "<no value>") {
				t.Errorf("%s %s says %q", code, key, said)
			}
		}
	}
}

// countsSomething matches a count with what is counted behind it: "3 days", and
// not "3/5". English alone tells one from several, and Vietnamese must then
// have the two forms too, as go-i18n wants.
var countsSomething = regexp.MustCompile(`\{\{\.Count\}\} \p{L}`)

// checkForms wants both forms wherever something is counted, with the same
// arguments, and no stray spaces.
func checkForms(t *testing.T, where string, forms sentenceForms) {
	t.Helper()
	_, one := forms["one"]
	if counts := strings.HasPrefix(where, "en ") && countsSomething.MatchString(forms["other"]); counts && !one {
		t.Errorf("%s counts, but has no form for one", where)
	}
	if one && !subset(placeholders(forms["one"]), placeholders(forms["other"])) {
		t.Errorf("%s: the form for one names other arguments", where)
	}
	for _, words := range forms {
		if strings.TrimSpace(words) != words || strings.Contains(words, "  ") {
			t.Errorf("%s has stray spaces: %q", where, words)
		}
	}
}

func subset(some, all []string) bool {
	return !slices.ContainsFunc(some, func(s string) bool { return !slices.Contains(all, s) })
}

func sampleArgs(form string) map[string]any {
	out := map[string]any{}
	for _, name := range placeholders(form) {
		out[name] = "x"
	}
	out[PluralArg] = 2
	return out
}

func catalogue(t testing.TB) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}
