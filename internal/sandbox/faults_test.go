package sandbox

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"time"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

// post posts one message as the bot with a client that waits at most a second.
func (b *bench) post() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_, _, err := b.api.PostMessageContext(ctx, planChannel, slack.MsgOptionText("x", false))
	return err
}

func (b *bench) fault(f object) {
	b.t.Helper()
	b.must("POST", "faults", f)
}

func TestCallFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		fault  object
		failed func(error) bool
		posted int // of the first call
	}{
		{"rate_limited", object{"kind": "rate_limited", "retry_after": 7}, func(err error) bool {
			var limited *slack.RateLimitedError
			return errors.As(err, &limited) && limited.RetryAfter == 7*time.Second
		}, 0},
		{"server_error", object{"kind": "server_error"}, isStatus(500), 0},
		{"server_error, done", object{"kind": "server_error", "done": true}, isStatus(500), 1},
		{"lost_response", object{"kind": "lost_response"}, func(err error) bool { return err != nil && !isStatus(500)(err) }, 1},
		{"timeout", object{"kind": "timeout", "delay_ms": 1200}, isDeadline, 0},
		{"invalid_blocks", object{"kind": "invalid_blocks"}, isError("invalid_blocks"), 0},
		{"another error", object{"kind": "error", "error": "team_access_not_granted"}, isError("team_access_not_granted"), 0},
		{"slow", object{"kind": "slow", "delay_ms": 300}, func(err error) bool { return err == nil }, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := start(t, nil)
			c.fault["method"] = "chat.postMessage"
			b.fault(c.fault)
			if err := b.post(); !c.failed(err) {
				t.Errorf("the call that failed: %v", err)
			}
			if got := len(b.messages(planChannel, member)); got != c.posted {
				t.Errorf("%d messages after it, want %d", got, c.posted)
			}
			if err := b.post(); err != nil {
				t.Errorf("the fault happened twice: %v", err)
			}
			if left := list(b.must("GET", "faults", nil), "faults"); len(left) != 0 {
				t.Errorf("left %v", left)
			}
		})
	}
}

func isStatus(code int) func(error) bool {
	return func(err error) bool {
		var status slack.StatusCodeError
		return errors.As(err, &status) && status.Code == code
	}
}

func isError(code string) func(error) bool {
	return func(err error) bool { return err != nil && err.Error() == code }
}

func isDeadline(err error) bool { return errors.Is(err, context.DeadlineExceeded) }

func TestATimeoutMayBeCarriedOutLate(t *testing.T) {
	b := start(t, nil)
	b.fault(object{"method": "chat.postMessage", "kind": "timeout", "delay_ms": 60_000, "done": true})
	began := time.Now()
	if err := b.post(); !isDeadline(err) {
		t.Fatalf("got %v", err)
	}
	if got := b.messages(planChannel, member); len(got) != 0 {
		t.Errorf("carried out before the client gave up: %v", got)
	}
	// The answer is due in a minute, the effect after five seconds: far from both on a busy machine.
	got := list(b.must("GET", "messages?channel="+planChannel+"&wait=30", nil), "messages")
	if took := time.Since(began); len(got) != 1 || took < lateLimit {
		t.Errorf("%d messages after %v", len(got), took)
	}
}

func TestFaultsByCountShareAndBlock(t *testing.T) {
	b := start(t, nil)
	b.fault(object{"method": "*", "kind": "server_error", "count": 2})
	for i, want := range []bool{true, true, false} {
		if failed := b.post() != nil; failed != want {
			t.Errorf("call %d failed: %v", i+1, failed)
		}
	}
	b.fault(object{"method": "chat.postMessage", "kind": "server_error", "share": 1})
	for range 3 {
		if b.post() == nil {
			t.Error("a share of one let a call through")
		}
	}
	if status, _ := b.control("DELETE", "faults", nil); status != 200 || b.post() != nil {
		t.Error("the faults were not taken away")
	}
	b.fault(object{"method": "chat.postMessage", "kind": "invalid_blocks", "block": "table", "count": 5})
	if err := b.post(); err != nil {
		t.Errorf("a call without a table: %v", err)
	}
	b.refused("invalid_blocks", "chat.postMessage", object{"channel": planChannel, "blocks": []any{
		object{"type": "table", "rows": many(1, many(1, text("raw_text", "a")))}}})
}

func TestFaultsOfResponseURLs(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	url := r.responseURL(planChannel)
	b.fault(object{"method": "response_url", "kind": "server_error"})
	if status, _ := b.respond(url, object{"text": "a"}); status != 500 {
		t.Errorf("status %d", status)
	}
	b.fault(object{"method": "response_url", "kind": "lost_response"})
	if resp, err := http.Post(url, "application/json", nil); err == nil {
		resp.Body.Close()
		t.Errorf("an answer came: %v", resp.Status)
	}
	b.fault(object{"method": "response_url", "kind": "rate_limited"})
	if status, _ := b.respond(url, object{"text": "a"}); status != 429 {
		t.Errorf("status %d", status)
	}
}

func TestDeliveryFaults(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	command := func(e socketmode.Event) bool { return e.Type == socketmode.EventTypeSlashCommand }

	b.fault(object{"event": "slash_commands", "kind": "duplicate"})
	task(b, "x")
	first, second := r.next("the envelope", command), r.next("its duplicate", command)
	if first.Request.EnvelopeID != second.Request.EnvelopeID {
		t.Error("the duplicate is another envelope")
	}

	b.fault(object{"event": "/task", "kind": "slow", "delay_ms": 200})
	began := time.Now()
	if out := task(b, "x"); out["status"] != "acked" || time.Since(began) < 200*time.Millisecond {
		t.Errorf("slow: %v after %v", out, time.Since(began))
	}
	r.next("the slow one", command)

	b.fault(object{"kind": "expired_trigger"})
	task(b, "x")
	old := r.next("a command", command).Data.(slack.SlashCommand).TriggerID
	b.refused("expired_trigger_id", "views.open", object{"trigger_id": old, "view": modal("a", section("a"))})
	b.fault(object{"method": "views.open", "kind": "expired_trigger"})
	b.refused("expired_trigger_id", "views.open", object{"trigger_id": "any", "view": modal("a", section("a"))})

	_, joined := b.s.pool.state()
	b.fault(object{"event": "message", "kind": "disconnect", "reason": "warning"})
	b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "x"})
	receive(t, joined, "the bot's next connection")
}

func TestFaultsThatMakeNoSense(t *testing.T) {
	b := start(t, nil)
	for _, f := range []object{
		{"kind": "flood", "method": "chat.postMessage"},
		{"kind": "slow"},
		{"kind": "duplicate", "method": "chat.postMessage"},
		{"kind": "server_error", "event": "message"},
		{"kind": "slow", "method": "chat.postMessage", "event": "message"},
		{"kind": "slow", "method": "chat.shout"},
		{"kind": "slow", "method": "chat.postMessage", "share": 2},
		{"kind": "slow", "method": "chat.postMessage", "delay_ms": -1},
	} {
		if status, out := b.control("POST", "faults", f); status != 400 || str(out, "error") == "" {
			t.Errorf("%v: %d %v", f, status, out)
		}
	}
}
