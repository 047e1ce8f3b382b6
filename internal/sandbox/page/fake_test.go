package page

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// call is one request the page made of the control API.
type call struct {
	Path string
	Body map[string]any
}

// fake answers the control API with what a test has laid down, and keeps what it was asked.
type fake struct {
	*httptest.Server
	mu       sync.Mutex
	state    map[string]any
	messages map[string][]any         // by channel
	modals   []any                    // the stack
	home     map[string]any           // the bot's Home
	answers  map[string]string        // JSON by path, for the POSTs
	held     map[string]chan struct{} // POSTs by path that wait until the channel closes
	calls    []call
	asked    chan call     // every POST
	signals  chan string   // to the open stream
	listens  chan struct{} // the page has opened its stream
}

// newFake serves the page beside a workspace laid down in testdata. A test with its own fake
// runs in parallel with the others.
func newFake(t *testing.T) *fake {
	t.Helper()
	t.Parallel()
	f := &fake{
		answers: map[string]string{},
		held:    map[string]chan struct{}{},
		asked:   make(chan call, 100),
		signals: make(chan string, 100),
		listens: make(chan struct{}, 100),
	}
	readJSON(t, "state.json", &f.state)
	var messages []any
	readJSON(t, "plan_channel.json", &messages)
	f.messages = map[string][]any{"CPLAN": messages}
	mux := http.NewServeMux()
	mux.Handle("/", Handler())
	mux.HandleFunc("GET /control/state", func(w http.ResponseWriter, _ *http.Request) { f.reply(w, f.state) })
	mux.HandleFunc("GET /control/messages", f.listMessages)
	mux.HandleFunc("GET /control/views", func(w http.ResponseWriter, _ *http.Request) {
		f.reply(w, map[string]any{"home": f.home, "modals": f.modals})
	})
	mux.HandleFunc("GET /control/stream", f.stream)
	mux.HandleFunc("POST /control/", f.post)
	f.Server = httptest.NewServer(mux)
	t.Cleanup(f.CloseClientConnections)
	t.Cleanup(f.Close)
	t.Cleanup(func() { close(f.signals) })
	return f
}

func readJSON(t *testing.T, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func (f *fake) reply(w http.ResponseWriter, v any) {
	f.mu.Lock()
	defer f.mu.Unlock()
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

func (f *fake) listMessages(w http.ResponseWriter, r *http.Request) {
	since, found := r.FormValue("since"), []any{}
	f.mu.Lock()
	for _, m := range f.messages[r.FormValue("channel")] {
		if m.(map[string]any)["ts"].(string) > since {
			found = append(found, m)
		}
	}
	f.mu.Unlock()
	f.reply(w, map[string]any{"messages": found})
}

func (f *fake) post(w http.ResponseWriter, r *http.Request) {
	c := call{Path: strings.TrimPrefix(r.URL.Path, "/control/"), Body: map[string]any{}}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		_ = r.ParseMultipartForm(1 << 20)
		for key := range r.MultipartForm.Value {
			c.Body[key] = r.FormValue(key)
		}
		if file, header, err := r.FormFile("file"); err == nil {
			data, _ := io.ReadAll(file)
			c.Body["file"] = header.Filename + ": " + string(data)
		}
	} else {
		_ = json.NewDecoder(r.Body).Decode(&c.Body)
	}
	f.mu.Lock()
	f.calls = append(f.calls, c)
	answer, ok := f.answers[c.Path]
	hold := f.held[c.Path]
	f.mu.Unlock()
	f.asked <- c
	if hold != nil {
		<-hold
	}
	if !ok {
		answer = `{"status": "acked", "ack_ms": 3}`
	}
	if strings.Contains(answer, `"error"`) {
		w.WriteHeader(http.StatusBadRequest)
	}
	_, _ = io.WriteString(w, answer)
}

func (f *fake) stream(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.(http.Flusher).Flush()
	f.listens <- struct{}{}
	for {
		select {
		case <-r.Context().Done():
			return
		case s, ok := <-f.signals:
			if !ok {
				return
			}
			fmt.Fprintf(w, "data: %s\n\n", s)
			w.(http.Flusher).Flush()
		}
	}
}

// next gives the page's next POST to a path; others before it are passed over.
func (f *fake) next(t *testing.T, path string) map[string]any {
	t.Helper()
	deadline := time.After(patience)
	for {
		select {
		case c := <-f.asked:
			if c.Path == path {
				return c.Body
			}
		case <-deadline:
			t.Fatalf("the page never posted to /control/%s", path)
		}
	}
}

// set changes what the fake answers, as the workspace would change.
func (f *fake) set(change func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	change()
}

// signal tells the page of a change.
func (f *fake) signal(json string) { f.signals <- json }
