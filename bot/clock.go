package bot

import (
	"errors"
	"net/http"
	"sync"
	"time"
)

// postTimeout bounds every call to Slack. The outbox's lease must outlast it.
const postTimeout = 10 * time.Second

// slackClock passes calls on and remembers Slack's time from the Date header of
// the answers: ours may be wrong, and a message is looked for by Slack's.
type slackClock struct {
	next http.RoundTripper
	mu   sync.Mutex
	last time.Time // Slack's time at the last answer
	cut  bool
}

func newSlackClock() *slackClock {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 32
	return &slackClock{next: t}
}

// RoundTrip does the call.
func (c *slackClock) RoundTrip(r *http.Request) (*http.Response, error) {
	if c.isCut() {
		return nil, errCut
	}
	res, err := c.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	if at, perr := http.ParseTime(res.Header.Get("Date")); perr == nil {
		c.mu.Lock()
		c.last = at
		c.mu.Unlock()
	}
	return res, nil
}

// errCut says that the network was taken away.
var errCut = errors.New("bot: the network is cut")

func (c *slackClock) isCut() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.cut
}

// Cut takes the network away from a bot that is to end as in a power cut.
func (b *Bot) Cut() {
	b.clock.mu.Lock()
	defer b.clock.mu.Unlock()
	b.clock.cut = true
}

// Now is Slack's time as its last answer gave it, and not later: a set clock
// may stand still. Zero where there was no answer.
func (c *slackClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

// CloseIdleConnections lets a stopped bot leave nothing open.
func (c *slackClock) CloseIdleConnections() {
	if t, ok := c.next.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}
