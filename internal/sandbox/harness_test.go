package sandbox

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
	"go.uber.org/goleak"
)

var monday = time.Date(2022, 2, 21, 7, 30, 0, 0, time.FixedZone("+07", 7*3600))

const (
	planChannel = "C02KEHOACH"
	director    = "U02GIAMDOC"
	member      = "U02CN00001"
	botUser     = "U02NHACVIEC"
)

// bench is a running workspace and a client of each side.
type bench struct {
	t   *testing.T
	s   *Server
	api *slack.Client
}

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// start runs a workspace on the sample's people; limits are lifted unless change says otherwise.
func start(t *testing.T, change func(*Config)) *bench {
	t.Helper()
	t.Parallel()
	w, err := SampleWorkspace()
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{Listen: "127.0.0.1:0", Start: monday, LimitsTimes: 1000, RetryPace: 0.0001, Workspace: w}
	if change != nil {
		change(&cfg)
	}
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- s.Serve(context.Background()) }()
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
		if err := <-done; err != nil {
			t.Errorf("serve: %v", err)
		}
		http.DefaultClient.CloseIdleConnections()
	})
	return &bench{t: t, s: s, api: client(s)}
}

func client(s *Server) *slack.Client { return clientAt(s.URL()) }

func clientAt(url string) *slack.Client {
	return slack.New(botToken, slack.OptionAppLevelToken(appToken), slack.OptionAPIURL(url+"/api/"))
}

// control makes a control call and returns its status and answer.
func (b *bench) control(method, path string, body any) (int, object) {
	b.t.Helper()
	var reader io.Reader
	if body != nil {
		reader = bytes.NewReader(mustJSON(body))
	}
	req, err := http.NewRequest(method, b.s.URL()+"/control/"+path, reader)
	if err != nil {
		b.t.Fatal(err)
	}
	return b.do(req)
}

func (b *bench) do(req *http.Request) (int, object) {
	b.t.Helper()
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	var out object
	if err := json.NewDecoder(resp.Body).Decode(&out); err != nil {
		b.t.Fatalf("%s %s: %v", req.Method, req.URL, err)
	}
	return resp.StatusCode, out
}

// must makes a control call that has to succeed.
func (b *bench) must(method, path string, body any) object {
	b.t.Helper()
	status, out := b.control(method, path, body)
	if status != http.StatusOK {
		b.t.Fatalf("%s %s: %d %v", method, path, status, out)
	}
	return out
}

// messages lists what a user sees in a channel.
func (b *bench) messages(channel, user string) []object {
	b.t.Helper()
	return objects(list(b.must("GET", "messages?channel="+channel+"&user="+user, nil), "messages"))
}

// upload posts a file as a user.
func (b *bench) upload(user, channel, name string, data []byte) (int, object) {
	b.t.Helper()
	var buf bytes.Buffer
	form := multipart.NewWriter(&buf)
	for key, v := range map[string]string{"user": user, "channel": channel, "text": "một tệp"} {
		if err := form.WriteField(key, v); err != nil {
			b.t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		b.t.Fatal(err)
	}
	_, _ = part.Write(data)
	_ = form.Close()
	req, err := http.NewRequest("POST", b.s.URL()+"/control/upload", &buf)
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", form.FormDataContentType())
	return b.do(req)
}

// robot is a bot on slack-go's Socket Mode. It hands each event to on, which answers the ack's payload.
type robot struct {
	b      *bench
	sm     *socketmode.Client
	events chan socketmode.Event
	stop   context.CancelFunc
	done   chan struct{}
}

// connect runs a bot; on may be nil, which acks everything without a payload. An on that returns
// errNoAck leaves the envelope unacked.
func (b *bench) connect(on func(socketmode.Event) any) *robot {
	b.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r := &robot{b: b, sm: socketmode.New(b.api), events: make(chan socketmode.Event, 1000), stop: cancel, done: make(chan struct{})}
	go func() { _ = r.sm.RunContext(ctx) }()
	hello := make(chan struct{}, 100)
	go r.loop(ctx, hello, on)
	select {
	case <-hello:
	case <-time.After(5 * time.Second):
		b.t.Fatal("the bot got no hello")
	}
	b.t.Cleanup(func() { cancel(); <-r.done })
	return r
}

type leaveUnacked struct{}

func (r *robot) loop(ctx context.Context, hello chan struct{}, on func(socketmode.Event) any) {
	defer close(r.done)
	for {
		select {
		case <-ctx.Done():
			return
		case e := <-r.sm.Events:
			switch e.Type {
			case socketmode.EventTypeHello:
				hello <- struct{}{}
			case socketmode.EventTypeEventsAPI, socketmode.EventTypeSlashCommand, socketmode.EventTypeInteractive:
				r.take(ctx, e, on)
			}
		}
	}
}

func (r *robot) take(ctx context.Context, e socketmode.Event, on func(socketmode.Event) any) {
	r.events <- e
	var answer any
	if on != nil {
		answer = on(e)
	}
	switch answer.(type) {
	case leaveUnacked:
	case nil:
		_ = r.sm.AckCtx(ctx, e.Request.EnvelopeID, nil)
	default:
		_ = r.sm.AckCtx(ctx, e.Request.EnvelopeID, answer)
	}
}

// next waits for an event that match accepts.
func (r *robot) next(what string, match func(socketmode.Event) bool) socketmode.Event {
	r.b.t.Helper()
	deadline := time.After(5 * time.Second)
	for {
		select {
		case e := <-r.events:
			if match(e) {
				return e
			}
		case <-deadline:
			r.b.t.Fatalf("the bot did not receive %s", what)
		}
	}
}

func text(kind, s string) object { return object{"type": kind, "text": s} }

func button(action, value string) object {
	return object{"type": "button", "action_id": action, "value": value, "text": text("plain_text", "Bấm")}
}

func section(s string) object { return object{"type": "section", "text": text("mrkdwn", s)} }

// call posts JSON to a Web API method as the bot.
func (b *bench) call(method string, body any) object {
	b.t.Helper()
	req, err := http.NewRequest("POST", b.s.URL()+"/api/"+method, bytes.NewReader(mustJSON(body)))
	if err != nil {
		b.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+botToken)
	_, out := b.do(req)
	return out
}

// refused fails the test unless the call was refused with this code.
func (b *bench) refused(code, method string, body any) object {
	b.t.Helper()
	out := b.call(method, body)
	if out["ok"] != false || out["error"] != code {
		b.t.Errorf("%s: got %v, want the error %s", method, fmt.Sprint(out), code)
	}
	return out
}

func mustDecode(t *testing.T, data []byte, v any) {
	t.Helper()
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
}

// receive takes one value from ch, or fails the test when none comes.
func receive[T any](t *testing.T, ch <-chan T, what string) T {
	t.Helper()
	select {
	case v := <-ch:
		return v
	case <-time.After(10 * time.Second):
		t.Fatalf("%s did not come", what)
		panic("unreachable")
	}
}
