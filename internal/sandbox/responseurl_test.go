package sandbox

import (
	"bytes"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// respond posts to a response_url and returns the status and body.
func (b *bench) respond(url string, body any) (int, string) {
	b.t.Helper()
	resp, err := http.Post(url, "application/json", bytes.NewReader(mustJSON(body)))
	if err != nil {
		b.t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

// responseURLOf runs a command and returns the response_url that the bot got.
func (r *robot) responseURL(channel string) string {
	r.b.t.Helper()
	r.b.must("POST", "command", object{"user": member, "channel": channel, "command": "/task", "text": "x"})
	return r.next("a command", func(e socketmode.Event) bool { return e.Type == socketmode.EventTypeSlashCommand }).Data.(slack.SlashCommand).ResponseURL
}

func TestAResponseURLHasFiveUses(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	url := r.responseURL(planChannel)
	for i := range hookUses {
		if status, body := b.respond(url, object{"text": "lần"}); status != 200 || body != "ok" {
			t.Fatalf("use %d: %d %s", i+1, status, body)
		}
	}
	if status, body := b.respond(url, object{"text": "lần"}); status != 404 || body != `{"error":"used_url","ok":false}` {
		t.Errorf("a sixth use: %d %s", status, body)
	}
	if got := b.messages(planChannel, member); len(got) != hookUses || got[0]["ephemeral_to"] != member {
		t.Errorf("messages %v", got)
	}
	if status, body := b.respond(b.s.URL()+"/response/none", object{"text": "a"}); status != 404 {
		t.Errorf("an address that was never given: %d %s", status, body)
	}
}

func TestAResponseURLExpires(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	url := r.responseURL(planChannel)
	b.s.hooks.mu.Lock()
	for _, h := range b.s.hooks.byID {
		h.issued = time.Now().Add(-hookLife)
	}
	b.s.hooks.mu.Unlock()
	if status, body := b.respond(url, object{"text": "muộn"}); status != 404 || body != `{"error":"expired_url","ok":false}` {
		t.Errorf("after half an hour: %d %s", status, body)
	}
}

func TestAResponseURLReplacesAndDeletes(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	ts := b.call("chat.postMessage", object{"channel": planChannel, "text": "gốc", "blocks": []any{actions(button("ok", "1"))}})["ts"]
	b.must("POST", "action", object{"user": member, "channel": planChannel, "ts": ts, "action_id": "ok"})
	url := r.interaction(slack.InteractionTypeBlockActions).ResponseURL
	b.respond(url, object{"replace_original": true, "text": "thay"})
	if got := b.messages(planChannel, director); len(got) != 1 || got[0]["text"] != "thay" || got[0]["ts"] != ts || len(list(got[0], "blocks")) != 0 {
		t.Errorf("replaced: %v", got)
	}
	b.respond(url, object{"response_type": "in_channel", "text": "mọi người"})
	if got := b.messages(planChannel, director); len(got) != 2 {
		t.Errorf("in channel: %v", got)
	}
	command := r.responseURL(planChannel)
	b.respond(command, object{"text": "đang đọc"})
	b.respond(command, object{"text": "đã đọc", "replace_original": true})
	if got := b.messages(planChannel, member); len(got) != 3 || got[2]["text"] != "đã đọc" {
		t.Errorf("a command's own answer replaced: %v", got)
	}
	b.respond(command, object{"delete_original": true})
	if got := b.messages(planChannel, member); len(got) != 2 {
		t.Errorf("deleted: %v", got)
	}
	if status, body := b.respond(command, object{"blocks": []any{section("")}}); status != 400 || !bytes.Contains([]byte(body), []byte("invalid_blocks")) {
		t.Errorf("broken blocks: %d %s", status, body)
	}
}

func TestAResponseURLWorksWhereTheBotIsNot(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	open := str(child(b.must("POST", "channels", object{"do": "create", "name": "ngoai", "users": []string{member}}), "channel"), "id")
	if status, _ := b.respond(r.responseURL(open), object{"text": "chào", "response_type": "in_channel"}); status != 200 {
		t.Errorf("status %d", status)
	}
	if got := b.messages(open, member); len(got) != 1 {
		t.Errorf("messages %v", got)
	}
}
