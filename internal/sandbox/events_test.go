package sandbox

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/slackevents"
	"github.com/slack-go/slack/socketmode"
)

func (r *robot) message(what string, match func(*slackevents.MessageEvent) bool) *slackevents.MessageEvent {
	r.b.t.Helper()
	e := r.next(what, func(e socketmode.Event) bool { m, ok := inner[*slackevents.MessageEvent](e); return ok && match(m) })
	m, _ := inner[*slackevents.MessageEvent](e)
	return m
}

func TestMessagesReachTheBot(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "chào @nhacviec <b>"})
	m := r.message("a channel message", func(m *slackevents.MessageEvent) bool { return m.ChannelType == "channel" })
	if m.Text != "chào <@"+botUser+"> &lt;b&gt;" || m.User != member || m.BotID != "" {
		t.Errorf("message %+v", m)
	}
	r.next("an app_mention", func(e socketmode.Event) bool { _, ok := inner[*slackevents.AppMentionEvent](e); return ok })
	b.must("POST", "message", object{"user": member, "channel": botUser, "text": "riêng"})
	r.message("a DM", func(m *slackevents.MessageEvent) bool { return m.ChannelType == "im" && m.Text == "riêng" })
	_, ts, err := b.api.PostMessage(planChannel, slack.MsgOptionText("của bot", false))
	if err != nil {
		t.Fatal(err)
	}
	r.message("its own message", func(m *slackevents.MessageEvent) bool { return m.BotID != "" && m.TimeStamp == ts })
	if _, _, _, err := b.api.UpdateMessage(planChannel, ts, slack.MsgOptionText("sửa", false)); err != nil {
		t.Fatal(err)
	}
	changed := r.message("message_changed", func(m *slackevents.MessageEvent) bool { return m.SubType == "message_changed" })
	if changed.Message.Text != "sửa" || changed.PreviousMessage.Text != "của bot" {
		t.Errorf("changed %+v", changed)
	}
	if _, _, err := b.api.DeleteMessage(planChannel, ts); err != nil {
		t.Fatal(err)
	}
	r.message("message_deleted", func(m *slackevents.MessageEvent) bool { return m.SubType == "message_deleted" })
}

func TestTheBotHearsOnlyWhereItIs(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	open := str(child(b.must("POST", "channels", object{"do": "create", "name": "ngoai", "users": []string{member}}), "channel"), "id")
	b.must("POST", "message", object{"user": member, "channel": open, "text": "kín"})
	b.must("POST", "channels", object{"do": "invite", "channel": open, "user": botUser})
	r.next("member_joined_channel", func(e socketmode.Event) bool {
		j, ok := inner[*slackevents.MemberJoinedChannelEvent](e)
		return ok && j.User == botUser && j.Channel == open
	})
	b.must("POST", "message", object{"user": member, "channel": open, "text": "mở"})
	m := r.message("a message", func(m *slackevents.MessageEvent) bool { return true })
	if m.Text != "mở" {
		t.Errorf("the bot heard %q before it was there", m.Text)
	}
}

func TestChangesOfTheWorkspaceReachTheBot(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	b.must("POST", "users", object{"do": "deactivate", "user": "U02KH00001"})
	r.next("user_change", func(e socketmode.Event) bool {
		return strings.Contains(string(e.Request.Payload), `"user_change"`) && strings.Contains(string(e.Request.Payload), `"deleted":true`)
	})
	b.must("POST", "channels", object{"do": "archive", "channel": "C02CHUNG01", "user": director})
	r.next("channel_archive", func(e socketmode.Event) bool { return strings.Contains(string(e.Request.Payload), `"channel_archive"`) })
	b.must("POST", "users", object{"do": "revoke"})
	r.next("tokens_revoked", func(e socketmode.Event) bool { _, ok := inner[*slackevents.TokensRevokedEvent](e); return ok })
	r.next("app_uninstalled", func(e socketmode.Event) bool { _, ok := inner[*slackevents.AppUninstalledEvent](e); return ok })
}

func TestAnEventWithoutAnAckComesAgain(t *testing.T) {
	// The pauses leave time to connect again: 0, 1.2 s and 6 s.
	b := start(t, func(c *Config) { c.RetryPace = 0.02 })
	// The first delivery ends with its connection and no ack, as in a crash.
	seen := make(chan socketmode.Event, 10)
	b.connect(func(e socketmode.Event) any {
		seen <- e
		if e.Request.RetryAttempt < 1 {
			b.s.disconnectAll("refresh_requested", 0)
			return leaveUnacked{}
		}
		return nil
	})
	b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "một lần"})
	first, second := receive(t, seen, "the event"), receive(t, seen, "the event again")
	a, c := eventID(t, first), eventID(t, second)
	if a != c || first.Request.EnvelopeID == second.Request.EnvelopeID || second.Request.RetryReason == "" {
		t.Errorf("event %s then %s; envelope %s then %s; reason %q", a, c, first.Request.EnvelopeID, second.Request.EnvelopeID, second.Request.RetryReason)
	}
}

func eventID(t *testing.T, e socketmode.Event) string {
	t.Helper()
	var outer struct {
		ID string `json:"event_id"`
	}
	mustDecode(t, e.Request.Payload, &outer)
	return outer.ID
}

// receiver is a bot on request URLs.
type receiver struct {
	t       *testing.T
	answer  func(w http.ResponseWriter, r *http.Request, body string)
	arrived chan *http.Request
}

func (v *receiver) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		v.t.Error(err)
	}
	verifier, err := slack.NewSecretsVerifier(r.Header, signingSecret)
	if err != nil {
		v.t.Error(err)
		return
	}
	_, _ = verifier.Write(body)
	if err := verifier.Ensure(); err != nil {
		v.t.Errorf("signature: %v", err)
	}
	var outer struct{ Type, Challenge string }
	if json.Unmarshal(body, &outer) == nil && outer.Type == "url_verification" {
		_, _ = io.WriteString(w, outer.Challenge)
		return
	}
	v.arrived <- r
	v.answer(w, r, string(body))
}

// serveHTTP runs a bot on request URLs.
func (b *bench) serveHTTP(answer func(http.ResponseWriter, *http.Request, string)) *receiver {
	b.t.Helper()
	v := &receiver{t: b.t, answer: answer, arrived: make(chan *http.Request, 100)}
	srv := httptest.NewServer(v)
	b.t.Cleanup(srv.Close)
	b.must("POST", "endpoints", object{"commands": srv.URL + "/c", "interactions": srv.URL + "/i", "events": srv.URL + "/e"})
	return v
}

func TestSignedRequests(t *testing.T) {
	b := start(t, nil)
	var bodies []string
	b.serveHTTP(func(w http.ResponseWriter, r *http.Request, body string) {
		bodies = append(bodies, r.URL.Path+" "+body)
		if r.URL.Path == "/c" {
			_, _ = io.WriteString(w, `{"text":"qua HTTP"}`)
		}
	})
	if out := task(b, "list"); out["status"] != "acked" || out["text"] != "qua HTTP" {
		t.Errorf("command: %v", out)
	}
	b.must("POST", "shortcut", object{"user": member, "callback_id": "import_plan"})
	if len(bodies) != 2 || !strings.Contains(bodies[0], "command=%2Ftask") || !strings.HasPrefix(bodies[1], "/i payload=%7B") {
		t.Errorf("bodies %v", bodies)
	}
}

func TestEventRetriesOverHTTP(t *testing.T) {
	b := start(t, nil)
	v := b.serveHTTP(func(w http.ResponseWriter, _ *http.Request, _ string) { w.WriteHeader(http.StatusInternalServerError) })
	b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "x"})
	var got []string
	for range 4 {
		r := receive(t, v.arrived, "a delivery")
		got = append(got, r.Header.Get("X-Slack-Retry-Num")+r.Header.Get("X-Slack-Retry-Reason"))
	}
	if diff := cmp.Diff([]string{"", "1http_error", "2http_error", "3http_error"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestNoRetryStopsThem(t *testing.T) {
	b := start(t, nil)
	v := b.serveHTTP(func(w http.ResponseWriter, _ *http.Request, body string) {
		if strings.Contains(body, "thôi") {
			w.Header().Set("X-Slack-No-Retry", "1")
			w.WriteHeader(http.StatusInternalServerError)
		}
	})
	b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "thôi"})
	receive(t, v.arrived, "the event")
	b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "tiếp"})
	if r := receive(t, v.arrived, "the next event"); r.Header.Get("X-Slack-Retry-Num") != "" {
		t.Error("sent again after X-Slack-No-Retry")
	}
}

func TestRequestURLsAreVerified(t *testing.T) {
	b := start(t, nil)
	srv := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(srv.Close)
	for _, body := range []object{{"events": srv.URL}, {"commands": "not an address"}} {
		if status, out := b.control("POST", "endpoints", body); status != 400 || str(out, "error") == "" {
			t.Errorf("%v: %d %v", body, status, out)
		}
	}
}
