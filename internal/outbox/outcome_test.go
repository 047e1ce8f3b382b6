package outbox

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"nhacviec/internal/work"
)

// poster answers as its functions do.
type poster struct {
	post func(work.Delivery) (Posted, error)
	find func(work.Delivery) (Posted, bool, error)
}

func (p poster) Post(_ context.Context, d work.Delivery) (Posted, error) { return p.post(d) }
func (p poster) Find(_ context.Context, d work.Delivery) (Posted, bool, error) {
	return p.find(d)
}
func (p poster) Clock() time.Time { return time.Time{} }

func TestOutcomes(t *testing.T) {
	tests := map[string]struct {
		post    []fault
		find    []fault
		posts   int // calls of Post
		there   int // messages in Slack
		attempt int // counted in the row
		least   time.Duration
		most    time.Duration
	}{
		"sent":                            {nil, nil, 1, 1, 1, 0, time.Second},
		"refused":                         {[]fault{refused}, nil, 2, 1, 2, 750 * time.Millisecond, 2 * time.Second},
		"refused three times":             {[]fault{refused, refused, refused}, nil, 4, 1, 4, 5 * time.Second, 10 * time.Second},
		"workspace limited":               {[]fault{limited}, nil, 2, 1, 1, retryAfter, retryAfter + time.Second},
		"conversation limited":            {[]fault{channel429}, nil, 2, 1, 1, retryAfter, retryAfter + 2*time.Second},
		"500 without effect":              {[]fault{errBefore}, nil, 2, 1, 2, settle, settle + time.Second},
		"500 with effect":                 {[]fault{errAfter}, nil, 1, 1, 2, settle, settle + time.Second},
		"answer lost":                     {[]fault{lost}, nil, 1, 1, 2, settle, settle + time.Second},
		"answer lost, looking limited":    {[]fault{lost}, []fault{limited}, 1, 1, 2, settle + retryAfter, settle + retryAfter + 2*time.Second},
		"answer lost, looking fails":      {[]fault{lost}, []fault{errBefore}, 1, 1, 3, settle + time.Second, settle + 4*time.Second},
		"timeout, never arrived":          {[]fault{hangNever}, nil, 2, 1, 2, 15 * time.Second, 16 * time.Second},
		"timeout, arrived late":           {[]fault{hangLate}, nil, 1, 1, 2, 15 * time.Second, 16 * time.Second},
		"panic after the post":            {[]fault{panics}, nil, 1, 1, 2, settle, settle + time.Second},
		"panic while looking":             {[]fault{lost}, []fault{panics}, 1, 1, 3, settle + time.Second, settle + 4*time.Second},
		"slow":                            {[]fault{slow}, nil, 1, 1, 1, 9 * time.Second, 10 * time.Second},
		"500 without effect, then limits": {[]fault{errBefore, limited}, nil, 3, 1, 2, settle + retryAfter, settle + retryAfter + 2*time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			inBubble(t, nil, nil, func(r *rig) {
				r.slack.onPost, r.slack.onFind = tt.post, tt.find
				r.store.add(owed(1, 1)...)
				r.drain()
				d := r.store.get("d00000")
				if d.State != work.SentState || d.TS != "1" || d.Channel != "DU0" || !d.SentAt.Equal(calendarNow()) {
					t.Errorf("row %+v", d)
				}
				if len(r.slack.calls()) != tt.posts || len(r.slack.seen()) != tt.there || d.Attempt != tt.attempt {
					t.Errorf("%d posts, %d messages, %d attempts; want %d, %d, %d",
						len(r.slack.calls()), len(r.slack.seen()), d.Attempt, tt.posts, tt.there, tt.attempt)
				}
				if e := r.elapsed(); e < tt.least || e > tt.most {
					t.Errorf("took %v, want %v to %v", e, tt.least, tt.most)
				}
			})
		})
	}
}

func TestEndsWithoutAPost(t *testing.T) {
	never := &PermanentError{Cause: errors.New("channel_not_found")}
	tests := map[string]struct {
		err     error
		state   work.DeliveryState
		problem string
		posts   int
	}{
		"nothing left":      {ErrNothingLeft, work.Withdrawn, "", 1},
		"permanent":         {never, work.FailedSend, "channel_not_found", 1},
		"too many attempts": {&RetryError{Cause: errors.New("dial\ntcp")}, work.FailedSend, "given up after 3 attempts: outbox: not posted, try again: dial tcp", 3},
		"too long an error": {&PermanentError{Cause: errors.New(strings.Repeat("ầ", 10_000))}, work.FailedSend, "ầ…", 1},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			posts := 0
			p := poster{post: func(work.Delivery) (Posted, error) { posts++; return Posted{}, tt.err }}
			inBubble(t, owed(1, 1), func(c *Config) { c.Poster, c.MaxAttempts = p, 3 }, func(r *rig) {
				r.drain()
				d := r.store.get("d00000")
				if d.State != tt.state || !strings.Contains(d.Problem, tt.problem) || len([]rune(d.Problem)) > longestProblem || posts != tt.posts {
					t.Errorf("state %s after %d posts, problem %q", d.State, posts, d.Problem)
				}
			})
		})
	}
}

// The last attempt may have landed as well as any: it is looked for before the
// delivery is given up.
func TestLastAttemptIsLookedFor(t *testing.T) {
	inBubble(t, nil, func(c *Config) { c.MaxAttempts = 2 }, func(r *rig) {
		r.slack.onPost = []fault{refused, lost}
		r.store.add(owed(1, 1)...)
		r.drain()
		if d := r.store.get("d00000"); d.State != work.SentState {
			t.Errorf("state %s, problem %q; want sent", d.State, d.Problem)
		}
	})
}

// Where it can never be known whether a message is there, posting it again
// could double it.
func TestWhatCannotBeLookedForFails(t *testing.T) {
	p := poster{
		post: func(work.Delivery) (Posted, error) { return Posted{}, errAmbiguous },
		find: func(work.Delivery) (Posted, bool, error) {
			return Posted{}, false, &PermanentError{Cause: errors.New("not_in_channel")}
		},
	}
	inBubble(t, owed(1, 1), func(c *Config) { c.Poster = p }, func(r *rig) {
		r.drain()
		if d := r.store.get("d00000"); d.State != work.FailedSend || !strings.Contains(d.Problem, "not_in_channel") {
			t.Errorf("state %s, problem %q", d.State, d.Problem)
		}
	})
}

// A Slack that has said nothing yet has no clock; the attempt must be noted
// all the same.
func TestPostingIsNotedWithoutSlacksClock(t *testing.T) {
	var noted time.Time
	var r *rig
	p := poster{post: func(d work.Delivery) (Posted, error) {
		noted = r.store.get(d.ID).Posting
		return Posted{Channel: "C", TS: "1"}, nil
	}}
	inBubble(t, nil, func(c *Config) { c.Poster = p }, func(it *rig) {
		r = it
		r.store.add(owed(1, 1)...)
		r.drain()
		if noted.IsZero() {
			t.Error("Posting was zero during the post")
		}
	})
}

func TestBackoffGrowsToItsBound(t *testing.T) {
	c := Config{}.withDefaults()
	for n, want := range map[int]time.Duration{
		1: time.Second, 2: 2 * time.Second, 5: 16 * time.Second, 10: 512 * time.Second,
		11: 10 * time.Minute, 40: 10 * time.Minute, 1 << 30: 10 * time.Minute,
	} {
		for range 50 {
			if got := c.backoff(n); got < want*3/4-time.Second || got > want*5/4 || got > c.LastRetry {
				t.Errorf("backoff(%d) = %v, want about %v", n, got, want)
			}
		}
	}
}

func TestConfigIsChecked(t *testing.T) {
	good := Config{Store: newMemStore(), Poster: &fakeSlack{}, Clock: time.Now}
	if _, err := New(good); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*Config){
		"no store":       func(c *Config) { c.Store = nil },
		"no poster":      func(c *Config) { c.Poster = nil },
		"no clock":       func(c *Config) { c.Clock = nil },
		"short lease":    func(c *Config) { c.Lease = 16 * time.Second },
		"no workers":     func(c *Config) { c.Workers = -1 },
		"no poll":        func(c *Config) { c.Poll = -1 },
		"backoff shrink": func(c *Config) { c.FirstRetry = time.Hour },
		"no pace":        func(c *Config) { c.Times = -1 },
		"no burst":       func(c *Config) { c.Conversation = Limit{PerMinute: 60, Burst: -1} },
	} {
		c := good
		spoil(&c)
		if _, err := New(c); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
