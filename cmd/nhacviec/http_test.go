package main

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"nhacviec/internal/sandbox"
)

const signingSecret = "sandbox-secret"

// bareWorkspace is a workspace without a bot in it, on real time.
func bareWorkspace(t testing.TB) *workspace {
	t.Helper()
	people, err := sandbox.SampleWorkspace()
	if err != nil {
		t.Fatal(err)
	}
	return workspaceOf(t, people)
}

func workspaceOf(t testing.TB, people sandbox.Workspace) *workspace {
	t.Helper()
	srv, err := sandbox.New(sandbox.Config{Listen: "127.0.0.1:0", RealTime: true, LimitsTimes: 1000, Workspace: people})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return &workspace{t: t, url: srv.URL()}
}

// running runs `nhacviec run` against a workspace until the test ends, and
// returns what it wrote to its log.
func running(t testing.TB, w *workspace, args ...string) *lockedBuffer {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	errs := &lockedBuffer{}
	ended := make(chan int, 1)
	args = append([]string{"run", "--slack-api-url", w.url + "/api/", "--slack-bot-token", "xoxb-sandbox", "--limits-times", "1000"}, args...)
	go func() {
		ended <- execute(ctx, args, &streams{strings.NewReader(""), in, errs})
		in.Close()
	}()
	ready := make(chan bool, 1)
	go func() {
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			if lines.Text() == "nhacviec is running" {
				ready <- true
			}
		}
		close(ready)
	}()
	t.Cleanup(func() {
		cancel()
		if code := <-ended; code != 0 {
			t.Errorf("nhacviec run ended with %d: %s", code, errs.String())
		}
	})
	if !<-ready {
		t.Fatalf("nhacviec run did not start: %s", errs.String())
	}
	return errs
}

// overHTTP runs the bot over HTTP and tells the workspace where it is.
func overHTTP(t testing.TB, w *workspace, db string) (base string) {
	t.Helper()
	port := freePort(t)
	base = "http://127.0.0.1:" + port
	running(t, w, "--http", "127.0.0.1:"+port, "--slack-signing-secret", signingSecret, "--db", db)
	w.post("endpoints", map[string]any{
		"commands": base + "/slack/commands", "interactions": base + "/slack/interactions", "events": base + "/slack/events",
	}, nil)
	return base
}

func TestTheBotOverHTTP(t *testing.T) {
	t.Parallel()
	w := bareWorkspace(t)
	overHTTP(t, w, filepath.Join(t.TempDir(), "bot.db"))
	w.upload(director, planChannel, "plan.txt", sandbox.SamplePlan().Data)
	w.importPlan()
	w.wants(techMember, "update 3 2/5 đã nộp thêm đơn", "2/5")
	a := w.task(techMember, "show 3")
	m := w.await("the task", planChannel, techMember, func(m message) bool { return m.Text == a.Text })
	w.press(techMember, m, "task_done", "")
	w.await("the question", planChannel, techMember, func(m message) bool { return strings.Contains(m.Text, "còn 2 nội dung") })
}

func TestTheBotOverSocketModeInItsOwnProcess(t *testing.T) {
	t.Parallel()
	w := bareWorkspace(t)
	running(t, w, "--slack-app-token", "xapp-sandbox", "--db", filepath.Join(t.TempDir(), "bot.db"))
	w.upload(director, planChannel, "plan.txt", sandbox.SamplePlan().Data)
	w.importPlan()
	w.wants(techMember, "update 3 2/5", "2/5")
}

// Only what Slack signed, not long ago, is believed.
func TestRequestsThatSlackDidNotSignAreRefused(t *testing.T) {
	t.Parallel()
	w := bareWorkspace(t)
	base := overHTTP(t, w, filepath.Join(t.TempDir(), "bot.db"))
	body := commandForm(director, "help").Encode()
	now := time.Now()
	for name, tc := range map[string]struct {
		at     time.Time
		secret string
		want   int
	}{
		"signed":            {now, signingSecret, 200},
		"another secret":    {now, "guess", 401},
		"six minutes old":   {now.Add(-6 * time.Minute), signingSecret, 401},
		"six minutes hence": {now.Add(6 * time.Minute), signingSecret, 401},
	} {
		res, err := http.DefaultClient.Do(signedRequest(t, base+"/slack/commands", body, tc.secret, tc.at))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != tc.want {
			t.Errorf("%s: %s, want %d", name, res.Status, tc.want)
		}
	}
	res, err := http.Post(base+"/slack/commands", "application/x-www-form-urlencoded", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	res.Body.Close()
	if res.StatusCode != 401 {
		t.Errorf("unsigned: %s", res.Status)
	}
}

// The same request twice changes the plan once.
func TestARepeatedCommandIsCarriedOutOnce(t *testing.T) {
	t.Parallel()
	w := bareWorkspace(t)
	base := overHTTP(t, w, filepath.Join(t.TempDir(), "bot.db"))
	w.upload(director, planChannel, "plan.txt", sandbox.SamplePlan().Data)
	w.importPlan()
	form := commandForm(director, "add Họp giao ban")
	form.Set("trigger_id", "1.2.same")
	for range 3 {
		res, err := http.DefaultClient.Do(signedRequest(t, base+"/slack/commands", form.Encode(), signingSecret, time.Now()))
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != 200 {
			t.Fatal(res.Status)
		}
	}
	if a := w.task(director, "list all"); strings.Count(a.Text, "Họp giao ban") != 1 {
		t.Errorf("a repeated request was carried out again: %s", a.Text)
	}
}

// A page that asks for a URL's challenge gets it, if it is Slack.
func TestTheEventsURLIsVerified(t *testing.T) {
	t.Parallel()
	w := bareWorkspace(t)
	base := overHTTP(t, w, filepath.Join(t.TempDir(), "bot.db"))
	res, err := http.DefaultClient.Do(signedRequest(t, base+"/slack/events", `{"type":"url_verification","challenge":"abc"}`, signingSecret, time.Now()))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if b, err := io.ReadAll(res.Body); err != nil || string(b) != "abc" {
		t.Errorf("%s %q %v", res.Status, b, err)
	}
}

func TestCheckSaysWhatToMend(t *testing.T) {
	t.Parallel()
	w := bareWorkspace(t)
	db := filepath.Join(t.TempDir(), "bot.db")
	check := func(args ...string) (int, string) {
		var out, errs lockedBuffer
		code := execute(context.Background(), append([]string{"check", "--db", db, "--slack-api-url", w.url + "/api/"}, args...),
			&streams{strings.NewReader(""), &out, &errs})
		return code, out.String() + errs.String()
	}
	if code, said := check("--slack-bot-token", "xoxb-sandbox", "--slack-app-token", "xapp-sandbox"); code != 0 || strings.Contains(said, "FAIL") {
		t.Errorf("all is well, yet %d: %s", code, said)
	}
	if code, said := check("--slack-bot-token", "xoxb-wrong", "--slack-app-token", "xapp-sandbox"); code != 1 || !strings.Contains(said, "did not accept SLACK_BOT_TOKEN") {
		t.Errorf("a wrong token: %d: %s", code, said)
	}
	if code, said := check("--slack-bot-token", "xoxb-sandbox", "--slack-app-token", "xapp-wrong"); code != 1 || !strings.Contains(said, "did not accept SLACK_APP_TOKEN") {
		t.Errorf("a wrong app token: %d: %s", code, said)
	}
	if code, said := check(); code != 1 || !strings.Contains(said, "SLACK_BOT_TOKEN is not set") {
		t.Errorf("no tokens: %d: %s", code, said)
	}
}

// freePort is a port that was free a moment ago.
func freePort(t testing.TB) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_, port, ok := strings.Cut(l.Addr().String(), ":")
	if err := l.Close(); err != nil || !ok {
		t.Fatal(l.Addr(), err)
	}
	return port
}

// commandForm is a slash command as Slack sends it.
func commandForm(user, text string) url.Values {
	return url.Values{
		"team_id": {"T02KHCN"}, "channel_id": {planChannel}, "user_id": {user}, "command": {"/task"}, "text": {text},
		"trigger_id": {fmt.Sprintf("%d.1.x", time.Now().UnixNano())},
	}
}

// signedRequest is a request signed as Slack does.
// Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
func signedRequest(t testing.TB, to, body, secret string, at time.Time) *http.Request {
	t.Helper()
	req, err := http.NewRequest(http.MethodPost, to, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, []byte(secret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("X-Slack-Request-Timestamp", stamp)
	req.Header.Set("X-Slack-Signature", "v0="+hex.EncodeToString(mac.Sum(nil)))
	return req
}

// ackText is the text of a command's ack.
func ackText(t testing.TB, res *http.Response) string {
	t.Helper()
	defer res.Body.Close()
	var a answer
	if err := json.NewDecoder(res.Body).Decode(&a); err != nil {
		t.Fatal(err)
	}
	return a.Text
}
