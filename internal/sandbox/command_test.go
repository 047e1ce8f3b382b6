package sandbox

import (
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

func TestCommandIsAckedWithAnAnswer(t *testing.T) {
	b := start(t, nil)
	b.connect(func(e socketmode.Event) any {
		if c, ok := e.Data.(slack.SlashCommand); ok {
			return map[string]any{"text": "đã nghe: " + c.Text}
		}
		return nil
	})
	out := b.must("POST", "command", object{"user": member, "channel": planChannel, "command": "/task", "text": "list"})
	if out["status"] != "acked" || out["text"] != "đã nghe: list" {
		t.Fatalf("got %v", out)
	}
	if mine := b.messages(planChannel, member); len(mine) != 1 || mine[0]["ephemeral_to"] != member {
		t.Errorf("the asker sees %v", mine)
	}
	if others := b.messages(planChannel, director); len(others) != 0 {
		t.Errorf("others see %v", others)
	}
}
