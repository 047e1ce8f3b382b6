package main

import (
	"io"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"nhacviec/internal/sandbox"
)

// fetched is a page's status and body.
func fetched(t testing.TB, url string) (int, string) {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

func TestMetricsAndHealth(t *testing.T) {
	t.Parallel()
	w := bareWorkspace(t)
	port := freePort(t)
	base := "http://127.0.0.1:" + port
	db := filepath.Join(t.TempDir(), "bot.db")
	running(t, w, "--slack-app-token", "xapp-sandbox", "--metrics", "127.0.0.1:"+port, "--db", db)
	for deadline := time.Now().Add(patience); ; {
		code, body := fetched(t, base+"/readyz")
		if code == 200 && strings.Contains(body, `"ready":true`) && strings.Contains(body, `"leader":true`) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("it is not ready: %d %s", code, body)
		}
	}
	if code, body := fetched(t, base+"/healthz"); code != 200 {
		t.Errorf("not alive: %d %s", code, body)
	}
	w.post("faults", map[string]any{"method": "chat.postMessage", "kind": "rate_limited", "retry_after": 1, "count": 1}, nil)
	w.upload(director, planChannel, "plan.txt", sandbox.SamplePlan().Data)
	w.importPlan()
	w.wants(techMember, "update 3 2/5 bí mật của phòng", "2/5")
	want := []string{
		`nhacviec_deliveries{kind="draft",state="sent"} 1`,
		`nhacviec_slack_call_seconds_count{method="chat.postMessage",outcome="ok"}`,
		`nhacviec_slack_call_seconds_count{method="chat.postMessage",outcome="rate_limited"} 1`,
		`nhacviec_slack_retry_after_seconds_total 1`,
		`nhacviec_request_seconds_count{kind="command"} 1`,
		`nhacviec_database_write_seconds_count{outcome="ok"}`,
		`nhacviec_delivery_lag_seconds `, `nhacviec_leader 1`, `nhacviec_slack_connected 1`,
	}
	var body string
	for deadline := time.Now().Add(patience); ; { // a request counts when its answer has gone
		if _, body = fetched(t, base+"/metrics"); containsAll(body, want) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("not all of %q in:\n%s", want, body)
		}
	}
	if personal := regexp.MustCompile(`[UCDT]02[A-Z0-9]{4,}|bí mật|xoxb|xapp`).FindString(body); personal != "" {
		t.Errorf("the metrics tell %q", personal)
	}
	second := freePort(t)
	waits := startBot(t, w, db, "--metrics", "127.0.0.1:"+second)
	waits.awaitLog(t, "waiting for it to end")
	if code, body := fetched(t, "http://127.0.0.1:"+second+"/readyz"); code != 503 || !strings.Contains(body, `"leader":false`) {
		t.Errorf("who waits: %d %s", code, body)
	}
	if code, _ := fetched(t, "http://127.0.0.1:"+second+"/healthz"); code != 200 {
		t.Errorf("who waits is not alive: %d", code)
	}
}

func containsAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}

// Health is answered beside Slack's requests; the metrics are not, for that
// address is public.
func TestHealthBesideSlacksRequests(t *testing.T) {
	t.Parallel()
	w := bareWorkspace(t)
	base := overHTTP(t, w, filepath.Join(t.TempDir(), "bot.db"))
	if code, body := fetched(t, base+"/readyz"); code != 200 {
		t.Errorf("%d %s", code, body)
	}
	if code, _ := fetched(t, base+"/metrics"); code != 404 {
		t.Errorf("the metrics are public: %d", code)
	}
}
