package page

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func TestHandlerServesThePage(t *testing.T) {
	tests := []struct {
		method, path string
		status       int
		kind         string
	}{
		{"GET", "/", 200, "text/html; charset=utf-8"},
		{"GET", "/page/", 200, "text/html; charset=utf-8"},
		{"GET", "/page", 200, "text/html; charset=utf-8"},
		{"HEAD", "/", 200, "text/html; charset=utf-8"},
		{"GET", "/js/main.js", 200, "text/javascript; charset=utf-8"},
		{"GET", "/page/css/theme.css", 200, "text/css; charset=utf-8"},
		{"GET", "/img/icon.svg", 200, "image/svg+xml"},
		{"GET", "/nothing.js", 404, "text/plain; charset=utf-8"},
		{"GET", "/js/../../page.go", 404, "text/plain; charset=utf-8"},
		{"GET", "/js", 404, "text/plain; charset=utf-8"},
		{"POST", "/", 405, "text/plain; charset=utf-8"},
	}
	for _, tt := range tests {
		t.Run(tt.method+" "+tt.path, func(t *testing.T) {
			w := get(tt.method, tt.path, "")
			if w.Code != tt.status || w.Header().Get("Content-Type") != tt.kind {
				t.Errorf("got %d %s, want %d %s", w.Code, w.Header().Get("Content-Type"), tt.status, tt.kind)
			}
		})
	}
}

func TestHandlerForbidsForeignContent(t *testing.T) {
	policy := get("GET", "/", "").Header().Get("Content-Security-Policy")
	if !strings.Contains(policy, "default-src 'self'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the policy is too wide: %s", policy)
	}
}

func TestHandlerLetsBrowsersKeepFiles(t *testing.T) {
	etag := get("GET", "/js/main.js", "").Header().Get("ETag")
	if w := get("GET", "/js/main.js", etag); etag == "" || w.Code != http.StatusNotModified {
		t.Errorf("asked again with ETag %q: %d, want 304", etag, w.Code)
	}
}

func get(method, path, etag string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://sandbox.test/", nil)
	r.URL.Path = path
	if etag != "" {
		r.Header.Set("If-None-Match", etag)
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w
}

// unsafe are the ways by which text could become markup or code.
var unsafe = regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\(|new Function|srcdoc|style="`)

// foreign are addresses from which something could be loaded; the SVG namespace is only a name.
var foreign = regexp.MustCompile(`(?:src|href|url|import|from)\W{1,3}(?:https?:)?//[^\s'"]+`)

func TestFilesAreSafeAndTheirOwn(t *testing.T) {
	eachFile(t, func(name, text string) {
		if found := unsafe.FindString(text); found != "" {
			t.Errorf("%s: %q makes markup or code of text", name, found)
		}
		if found := foreign.FindString(text); found != "" {
			t.Errorf("%s: %q comes from elsewhere", name, found)
		}
	})
}

var (
	word      = regexp.MustCompile(`\bt\('(\w+)'`)
	entry     = regexp.MustCompile(`(?m)^  (\w+):\s+'`)
	parameter = regexp.MustCompile(`\{(\w+)\}`)
)

func TestWordsAreCompleteInBothLanguages(t *testing.T) {
	vi, en := catalogue(t, "words.vi.js"), catalogue(t, "words.en.js")
	for key, sentence := range vi {
		if _, ok := en[key]; !ok {
			t.Errorf("%s is missing in English", key)
		}
		if got, want := parameter.FindAllString(en[key], -1), parameter.FindAllString(sentence, -1); strings.Join(got, "") != strings.Join(want, "") {
			t.Errorf("%s takes %v in Vietnamese and %v in English", key, want, got)
		}
	}
	code := ""
	eachFile(t, func(name, text string) {
		code += text
		for _, m := range word.FindAllStringSubmatch(text, -1) {
			if vi[m[1]] == "" {
				t.Errorf("%s says %q, which is in no catalogue", name, m[1])
			}
		}
	})
	for key := range vi {
		if !strings.Contains(code, "'"+key+"'") {
			t.Errorf("%s is said nowhere", key)
		}
	}
	for key := range en {
		if _, ok := vi[key]; !ok {
			t.Errorf("%s is missing in Vietnamese", key)
		}
	}
}

// catalogue reads the sentences of one of the page's catalogues.
func catalogue(t *testing.T, name string) map[string]string {
	t.Helper()
	data, err := fs.ReadFile(static, "static/js/"+name)
	if err != nil {
		t.Fatal(err)
	}
	found, text := map[string]string{}, string(data)
	for _, at := range entry.FindAllStringSubmatchIndex(text, -1) {
		rest := text[at[1]:]
		found[text[at[2]:at[3]]] = rest[:strings.Index(rest, "'")]
	}
	if len(found) < 50 {
		t.Fatalf("%s: only %d sentences were found", name, len(found))
	}
	return found
}

func eachFile(t *testing.T, look func(name, text string)) {
	t.Helper()
	err := fs.WalkDir(static, "static", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(static, name)
		look(name, string(data))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
