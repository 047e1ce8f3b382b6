package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"nhacviec/bot/block"
)

const (
	planChannel = "C02KEHOACH"
	director    = "U02GIAMDOC"
	planHead    = "U02KHTRUONG"
	techHead    = "U02CNTRUONG"
	techMember  = "U02CN00001"
	english     = "U02EMMA001"
	botUser     = "U02NHACVIEC"
)

// workspace is a sandbox under test, driven through its control API alone.
type workspace struct {
	t    testing.TB
	url  string
	data string // the folder of the bot's database
}

// sandboxed runs `nhacviec sandbox` with the arguments given, whole, until the
// test ends.
func sandboxed(t testing.TB, args ...string) *workspace {
	t.Helper()
	data := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	var errs lockedBuffer
	ended := make(chan int, 1)
	args = append([]string{"sandbox", "--listen", "127.0.0.1:0", "--limits-times", "1000", "--data", data}, args...)
	go func() {
		ended <- execute(ctx, args, &streams{strings.NewReader(""), in, &errs})
		in.Close()
	}()
	ready := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if u, ok := strings.CutPrefix(lines.Text(), "sandbox ready at "); ok {
				ready <- u
			}
		}
		close(ready)
	}()
	t.Cleanup(func() {
		cancel()
		if code := <-ended; code != 0 {
			t.Errorf("the sandbox ended with %d: %s", code, errs.String())
		}
		if s := errs.String(); strings.Contains(s, `"level":"ERROR"`) && !t.Failed() {
			t.Errorf("the sandbox logged errors:\n%s", s)
		}
	})
	url, ok := <-ready
	if !ok {
		t.Fatalf("the sandbox ended before it was ready: %s", errs.String())
	}
	return &workspace{t, url, data}
}

func (w *workspace) get(path string, query url.Values, into any) {
	w.t.Helper()
	res, err := http.Get(w.url + "/control/" + path + "?" + query.Encode())
	if err != nil {
		w.t.Fatal(err)
	}
	w.read(res, path, into)
}

func (w *workspace) post(path string, body, into any) {
	w.t.Helper()
	b, err := json.Marshal(body)
	if err != nil {
		w.t.Fatal(err)
	}
	res, err := http.Post(w.url+"/control/"+path, "application/json", bytes.NewReader(b))
	if err != nil {
		w.t.Fatal(err)
	}
	w.read(res, path, into)
}

func (w *workspace) read(res *http.Response, path string, into any) {
	w.t.Helper()
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	if res.StatusCode/100 != 2 {
		w.t.Fatalf("/control/%s: %s: %s", path, res.Status, b)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal(b, into); err != nil {
		w.t.Fatalf("/control/%s: %v in %s", path, err, b)
	}
}

// message is one as the control API shows it.
type message struct {
	TS       string          `json:"ts"`
	Channel  string          `json:"channel"`
	User     string          `json:"user"`
	Text     string          `json:"text"`
	Blocks   json.RawMessage `json:"blocks"`
	Pings    []string        `json:"pings"`
	Metadata *struct {
		EventPayload map[string]any `json:"event_payload"`
	} `json:"metadata"`
}

// at is when the message was posted, by the workspace's clock.
func (m message) at(t testing.TB) time.Time {
	var sec, micro int64
	if _, err := fmt.Sscanf(m.TS, "%d.%06d", &sec, &micro); err != nil {
		t.Fatalf("ts %q: %v", m.TS, err)
	}
	return time.Unix(sec, micro*1000).In(hanoi(t))
}

func hanoi(t testing.TB) *time.Location {
	loc, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// messages are a channel's, oldest first, those that only one user sees when
// user is given.
func (w *workspace) messages(channel, user string) []message {
	w.t.Helper()
	var got struct {
		Messages []message `json:"messages"`
	}
	q := url.Values{"channel": {channel}}
	if user != "" {
		q.Set("user", user)
	}
	w.get("messages", q, &got)
	return got.Messages
}

// fromBot keeps the bot's.
func fromBot(all []message) []message {
	var out []message
	for _, m := range all {
		if m.User == botUser {
			out = append(out, m)
		}
	}
	return out
}

// await polls the control API until ok, which it long-polls for.
func (w *workspace) await(what, channel, user string, ok func(message) bool) message {
	w.t.Helper()
	since := "0"
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		var got struct {
			Messages []message `json:"messages"`
		}
		q := url.Values{"channel": {channel}, "since": {since}, "wait": {"5"}}
		if user != "" {
			q.Set("user", user)
		}
		w.get("messages", q, &got)
		for _, m := range got.Messages {
			since = m.TS
			if ok(m) {
				return m
			}
		}
	}
	w.t.Fatalf("waited in vain for %s", what)
	return message{}
}

// answer is what a command was answered with.
type answer struct {
	Status string          `json:"status"`
	Text   string          `json:"text"`
	Blocks json.RawMessage `json:"blocks"`
}

// task types `/task …` in the plan's channel and wants an ack.
func (w *workspace) task(user, text string) answer {
	w.t.Helper()
	return w.command(user, planChannel, text)
}

func (w *workspace) command(user, channel, text string) answer {
	w.t.Helper()
	var a answer
	w.post("command", map[string]any{"user": user, "channel": channel, "command": "/task", "text": text}, &a)
	if a.Status != "acked" {
		w.t.Fatalf("/task %s: %+v", text, a)
	}
	return a
}

// wants types a command and wants words in its answer.
func (w *workspace) wants(user, text string, words ...string) answer {
	w.t.Helper()
	a := w.task(user, text)
	for _, word := range words {
		if !strings.Contains(a.Text, word) {
			w.t.Errorf("/task %s: no %q in %q", text, word, a.Text)
		}
	}
	return a
}

// press presses a button of a message.
func (w *workspace) press(user string, m message, action, block string) {
	w.t.Helper()
	var got struct{ Status string }
	body := map[string]any{"user": user, "channel": m.Channel, "ts": m.TS, "action_id": action}
	if block != "" {
		body["block_id"] = block
	}
	w.post("action", body, &got)
	if got.Status != "acked" {
		w.t.Fatalf("pressing %s: %s", action, got.Status)
	}
}

// view is a modal as the bot sent it.
type view struct {
	ID         string          `json:"id"`
	CallbackID string          `json:"callback_id"`
	Blocks     json.RawMessage `json:"blocks"`
}

// modal waits until the user's topmost modal has the callback id.
func (w *workspace) modal(user, callback string) view {
	w.t.Helper()
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		var got struct {
			Modals []view `json:"modals"`
		}
		w.get("views", url.Values{"user": {user}}, &got)
		if n := len(got.Modals); n > 0 && got.Modals[n-1].CallbackID == callback {
			return got.Modals[n-1]
		}
	}
	w.t.Fatalf("no modal %s for %s", callback, user)
	return view{}
}

// submit submits a modal and answers its response action.
func (w *workspace) submit(user string, v view, values map[string]any) string {
	w.t.Helper()
	if values == nil {
		values = map[string]any{}
	}
	var got struct {
		Status         string
		ResponseAction string `json:"response_action"`
	}
	w.post("submit", map[string]any{"user": user, "view_id": v.ID, "values": values}, &got)
	if got.Status != "acked" {
		w.t.Fatalf("submitting %s: %+v", v.CallbackID, got)
	}
	return got.ResponseAction
}

// isOffer tells the message that offers to import a plan from the one that says
// how far a document was read, which comes before it on a slow machine.
func isOffer(m message) bool {
	return m.User == botUser && bytes.Contains(m.Blocks, []byte(block.ActionImport))
}

// importPlan imports the sample plan.
func (w *workspace) importPlan() {
	w.t.Helper()
	w.importOf("3 nhiệm vụ, 6 nội dung.")
}

// importOf presses Import on the offer that the director's document got,
// confirms it as proposed, and waits for a plan of so much.
func (w *workspace) importOf(counts string) {
	w.t.Helper()
	offer := w.await("the offer to import", planChannel, "", isOffer)
	w.press(director, offer, "draft_open", "")
	w.submit(director, w.modal(director, "draft_import"), nil)
	w.await("the plan", planChannel, "", func(m message) bool {
		return m.User == botUser && strings.Contains(m.Text, counts)
	})
}

// clock turns the clock to a moment, stopping wherever the bot has something
// to do.
func (w *workspace) clock(to time.Time) {
	w.t.Helper()
	w.post("clock", map[string]any{"now": to.Format(time.RFC3339)}, nil)
}

func (w *workspace) bot(do string) {
	w.t.Helper()
	w.post("bot", map[string]any{"do": do}, nil)
}

// upload posts a file in a channel.
func (w *workspace) upload(user, channel, name string, data []byte) string {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for k, v := range map[string]string{"user": user, "channel": channel, "text": "đây"} {
		if err := form.WriteField(k, v); err != nil {
			w.t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := part.Write(data); err != nil {
		w.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		w.t.Fatal(err)
	}
	res, err := http.Post(w.url+"/control/upload", form.FormDataContentType(), &body)
	if err != nil {
		w.t.Fatal(err)
	}
	var got struct{ TS string }
	w.read(res, "upload", &got)
	return got.TS
}

// direct is the channel of a user's conversation with the bot.
func (w *workspace) direct(user string) (string, bool) {
	w.t.Helper()
	var got struct {
		Channels []struct {
			ID      string
			IsIM    bool `json:"is_im"`
			Members []string
		}
	}
	w.get("state", nil, &got)
	for _, c := range got.Channels {
		if c.IsIM && len(c.Members) == 2 && (c.Members[0] == user || c.Members[1] == user) {
			return c.ID, true
		}
	}
	return "", false
}
