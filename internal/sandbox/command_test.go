package sandbox

import (
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

func task(b *bench, line string) object {
	b.t.Helper()
	return b.must("POST", "command", object{"user": member, "channel": planChannel, "command": "/task", "text": line})
}

func TestCommandIsAckedWithAnAnswer(t *testing.T) {
	b := start(t, nil)
	b.connect(func(e socketmode.Event) any {
		c, ok := e.Data.(slack.SlashCommand)
		if !ok {
			return nil
		}
		answer := object{"text": "đã nghe: " + c.Text}
		if c.Text == "all" {
			answer["response_type"] = "in_channel"
		}
		return answer
	})
	if out := task(b, "list"); out["status"] != "acked" || out["text"] != "đã nghe: list" {
		t.Fatalf("got %v", out)
	}
	if mine := b.messages(planChannel, member); len(mine) != 1 || mine[0]["ephemeral_to"] != member {
		t.Errorf("the asker sees %v", mine)
	}
	if others := b.messages(planChannel, director); len(others) != 0 {
		t.Errorf("others see %v", others)
	}
	task(b, "all")
	if others := b.messages(planChannel, director); len(others) != 1 {
		t.Errorf("others see %v", others)
	}
}

func TestCommandPayload(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	b.must("POST", "command", object{"user": member, "channel": planChannel, "command": "/task assign 1.1 @le.huy"})
	c := r.next("a command", func(e socketmode.Event) bool { return e.Type == socketmode.EventTypeSlashCommand }).Data.(slack.SlashCommand)
	if c.Command != "/task" || c.Text != "assign 1.1 <@U02KH00001|le.huy>" || c.UserID != member || c.UserName != "hoang.yen" ||
		c.ChannelName != "ke-hoach-nam" || c.TeamID != "T02KHCN" || !strings.HasPrefix(c.ResponseURL, b.s.URL()) || c.TriggerID == "" {
		t.Errorf("got %+v", c)
	}
	b.must("POST", "command", object{"user": member, "channel": botUser, "command": "/task", "text": "list"})
	if c := r.next("a command", func(e socketmode.Event) bool { return true }).Data.(slack.SlashCommand); c.ChannelName != "directmessage" || c.ChannelID != "D02CN00001" {
		t.Errorf("in the DM: %+v", c)
	}
}

func TestALateAckIsATimeout(t *testing.T) {
	b := start(t, nil)
	b.connect(func(socketmode.Event) any { return leaveUnacked{} })
	began := time.Now()
	out := task(b, "list")
	if took := time.Since(began); out["status"] != "operation_timeout" || took < ackTimeout {
		t.Errorf("%v after %v", out, took)
	}
	got := b.messages(planChannel, member)
	if len(got) != 1 || got[0]["text"] != `/task failed with the error "operation_timeout"` || got[0]["user"] != slackbotID {
		t.Errorf("the asker sees %v", got)
	}
}

func TestWithoutABotACommandFailsAtOnce(t *testing.T) {
	b := start(t, nil)
	if out := task(b, "list"); out["status"] != "error" || out["error"] != "dispatch_failed" {
		t.Errorf("got %v", out)
	}
}

func TestAnAckWithBrokenBlocksIsAnError(t *testing.T) {
	b := start(t, nil)
	b.connect(func(socketmode.Event) any { return object{"blocks": []any{section("")}} })
	if out := task(b, "list"); out["status"] != "error" || out["error"] != "invalid_blocks" {
		t.Errorf("got %v", out)
	}
}

func TestCommandsThatCannotBeTyped(t *testing.T) {
	b := start(t, nil)
	b.must("POST", "users", object{"do": "deactivate", "user": "U02KH00001"})
	for _, c := range []struct {
		body object
		want int
	}{
		{object{"user": "U404", "channel": planChannel, "command": "/task"}, 404},
		{object{"user": botUser, "channel": planChannel, "command": "/task"}, 400},
		{object{"user": "U02KH00001", "channel": planChannel, "command": "/task"}, 403},
		{object{"user": member, "channel": "C404", "command": "/task"}, 404},
		{object{"user": member, "channel": "D02GIAMDOC", "command": "/task"}, 403},
		{object{"user": member, "channel": planChannel, "command": "/dance"}, 404},
		{object{"user": member, "channel": planChannel, "command": "/task", "thread_ts": "1.0"}, 400},
		{object{"user": member, "channel": planChannel, "command": "/task", "text": strings.Repeat("a", commandTextLimit+1)}, 400},
	} {
		if status, out := b.control("POST", "command", c.body); status != c.want || str(out, "error") == "" {
			t.Errorf("%.80v: got %d %v, want %d", c.body, status, out, c.want)
		}
	}
}
