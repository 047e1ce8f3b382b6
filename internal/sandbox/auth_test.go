package sandbox

import (
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestTokensAreChecked(t *testing.T) {
	b := start(t, nil)
	for _, c := range []struct{ token, method, want string }{
		{"", "auth.test", "not_authed"},
		{"xoxb-wrong", "auth.test", "invalid_auth"},
		{appToken, "chat.postMessage", "not_allowed_token_type"},
		{botToken, "apps.connections.open", "not_allowed_token_type"},
		{"xapp-wrong", "apps.connections.open", "invalid_auth"},
		{botToken, "chat.shout", "unknown_method"},
	} {
		req, _ := http.NewRequest("POST", b.s.URL()+"/api/"+c.method, nil)
		if c.token != "" {
			req.Header.Set("Authorization", "Bearer "+c.token)
		}
		if _, out := b.do(req); out["error"] != c.want {
			t.Errorf("%s with %q: got %v, want %s", c.method, c.token, out, c.want)
		}
	}
}

func TestAuthTestTellsTheBotItsScopesAndSlacksClock(t *testing.T) {
	b := start(t, nil)
	got, err := b.api.AuthTest()
	if err != nil {
		t.Fatal(err)
	}
	if got.UserID != botUser || got.TeamID != "T02KHCN" || got.BotID == "" {
		t.Errorf("got %+v", got)
	}
	if got.Header.Get("X-OAuth-Scopes") == "" {
		t.Error("no X-OAuth-Scopes header")
	}
	date, err := http.ParseTime(got.Header.Get("Date"))
	if err != nil || !date.Equal(monday) {
		t.Errorf("the Date header is %v, want the calendar clock's %v", date, monday)
	}
}

func TestRevokedTokenAndMissingScope(t *testing.T) {
	b := start(t, nil)
	b.must("POST", "users", object{"do": "scopes", "scopes": []string{"chat:write"}})
	_, err := b.api.GetUserInfo(member)
	var refusal slack.SlackErrorResponse
	if !errors.As(err, &refusal) || refusal.Err != "missing_scope" || refusal.Needed != "users:read" || refusal.Provided != "chat:write" {
		t.Errorf("without users:read: %#v", err)
	}
	if _, err := b.api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: planChannel}); err == nil || err.Error() != "missing_scope" {
		t.Errorf("without channels:read: %v", err)
	}
	b.must("POST", "users", object{"do": "revoke"})
	if _, err := b.api.AuthTest(); err == nil || err.Error() != "token_revoked" {
		t.Errorf("revoked: %v", err)
	}
	b.must("POST", "users", object{"do": "restore"})
	if _, err := b.api.AuthTest(); err != nil {
		t.Errorf("restored: %v", err)
	}
}

func TestTimestampsRiseEvenWhenTheClockGoesBack(t *testing.T) {
	t.Parallel()
	c := newClock(monday, false)
	first := c.stamp()
	if want := "1645403400.000000"; first != want {
		t.Errorf("first timestamp %s, want %s", first, want)
	}
	c.jump(monday.Add(-48 * time.Hour))
	if again := c.stamp(); again <= first {
		t.Errorf("%s after %s", again, first)
	}
	if c.Now().After(monday) || c.server().Before(monday) {
		t.Errorf("calendar %v, Slack's clock %v", c.Now(), c.server())
	}
	c.advance(monday.Add(-72 * time.Hour))
	if !c.Now().Equal(monday.Add(-48 * time.Hour)) {
		t.Error("advance went back")
	}
}
