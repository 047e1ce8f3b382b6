package sandbox

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

func TestAChannelTakesFiveMessagesThenOneASecond(t *testing.T) {
	b := start(t, func(c *Config) { c.LimitsTimes = 1 })
	for i := range postBurst {
		if err := b.post(); err != nil {
			t.Fatalf("message %d: %v", i+1, err)
		}
	}
	var limited *slack.RateLimitedError
	if err := b.post(); !errors.As(err, &limited) || limited.RetryAfter != time.Second {
		t.Errorf("a sixth: %v", err)
	}
	if _, _, err := b.api.PostMessage(member, slack.MsgOptionText("x", false)); err != nil {
		t.Errorf("to another channel: %v", err)
	}
}

func TestAMethodOverItsTier(t *testing.T) {
	b := start(t, func(c *Config) { c.LimitsTimes = 1 })
	for i := range tier2 {
		if _, err := b.api.GetUserGroups(); err != nil {
			t.Fatalf("call %d: %v", i+1, err)
		}
	}
	var limited *slack.RateLimitedError
	if _, err := b.api.GetUserGroups(); !errors.As(err, &limited) || limited.RetryAfter < 55*time.Second || limited.RetryAfter > time.Minute {
		t.Errorf("one over the tier: %v", err)
	}
	if _, err := b.api.GetUserInfo(member); err != nil {
		t.Errorf("another method: %v", err)
	}
}

func TestWindow(t *testing.T) {
	t.Parallel()
	now := time.Now()
	w := &window{}
	for i := range 3 {
		if wait := w.take(3, now.Add(time.Duration(i)*10*time.Second)); wait != 0 {
			t.Fatalf("call %d has to wait %v", i+1, wait)
		}
	}
	if wait := w.take(3, now.Add(30*time.Second)); wait != 30*time.Second {
		t.Errorf("a fourth waits %v", wait)
	}
	if wait := w.take(3, now.Add(time.Minute)); wait != 0 {
		t.Errorf("after a minute it waits %v", wait)
	}
}

func TestTheWorkspaceTakes300PostsAMinute(t *testing.T) {
	t.Parallel()
	l := newLimits(0)
	for i := range postsPerMinute {
		if wait := l.method("chat.postMessage", postsPerMinute); wait != 0 {
			t.Fatalf("post %d waits %v", i+1, wait)
		}
	}
	if l.method("chat.postMessage", postsPerMinute) == 0 {
		t.Error("a 301st went through")
	}
	twice := newLimits(2)
	for i := range 2 * postBurst {
		if wait := twice.channel("C1"); wait != 0 {
			t.Errorf("with doubled limits message %d waits %v", i+1, wait)
		}
	}
	if twice.channel("C1") == 0 {
		t.Error("doubled limits have no end")
	}
}

func TestRetryAfterIsWholeSeconds(t *testing.T) {
	t.Parallel()
	for wait, want := range map[time.Duration]int{time.Millisecond: 1, time.Second: 1, 1100 * time.Millisecond: 2} {
		if got := retryAfter(wait); got != want {
			t.Error(fmt.Sprint(wait, " gives ", got, ", want ", want))
		}
	}
}
