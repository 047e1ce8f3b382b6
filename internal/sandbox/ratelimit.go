package sandbox

import (
	"math"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Slack's rate limits, calls a minute for each method in a workspace.
// Source: https://docs.slack.dev/apis/web-api/rate-limits
const (
	tier2 = 20
	tier3 = 50
	tier4 = 100
	// postsPerMinute is the workspace's share of chat.postMessage, "several hundred" in Slack's words.
	postsPerMinute = 300
	// specialTier stands for methods that allow "hundreds of requests per minute".
	specialTier = 600
	// A channel takes one message a second, with short bursts.
	postsPerSecond = 1
	postBurst      = 5
	// Distributed apps outside the Marketplace read history at this pace and size.
	distributedHistoryPerMinute = 1
	distributedHistoryLimit     = 15
)

// limits counts the calls of one workspace. Elapsed time is always real.
type limits struct {
	mu       sync.Mutex
	times    float64
	windows  map[string]*window
	channels map[string]*rate.Limiter
}

func newLimits(times float64) *limits {
	if times <= 0 {
		times = 1
	}
	return &limits{times: times, windows: map[string]*window{}, channels: map[string]*rate.Limiter{}}
}

// method takes one call of a method that may be called perMinute times in any minute.
// It returns how long to wait instead, zero when the call may go on.
func (l *limits) method(name string, perMinute int) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	w := l.windows[name]
	if w == nil {
		w = &window{}
		l.windows[name] = w
	}
	return w.take(int(math.Ceil(float64(perMinute)*l.times)), time.Now())
}

// channel takes one message to a channel.
func (l *limits) channel(id string) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	lim := l.channels[id]
	if lim == nil {
		burst := int(math.Ceil(postBurst * l.times))
		lim = rate.NewLimiter(rate.Limit(postsPerSecond*l.times), burst)
		l.channels[id] = lim
	}
	r := lim.Reserve()
	if wait := r.Delay(); wait > 0 {
		r.Cancel()
		return wait
	}
	return 0
}

// window holds the moments of the calls of the last minute.
type window struct{ calls []time.Time }

func (w *window) take(limit int, now time.Time) time.Duration {
	for len(w.calls) > 0 && now.Sub(w.calls[0]) >= time.Minute {
		w.calls = w.calls[1:]
	}
	if len(w.calls) >= limit {
		return time.Minute - now.Sub(w.calls[0])
	}
	w.calls = append(w.calls, now)
	return 0
}

// reset forgets all calls.
func (l *limits) reset() {
	l.mu.Lock()
	defer l.mu.Unlock()
	clear(l.windows)
	clear(l.channels)
}

// retryAfter is the wait in whole seconds, as the Retry-After header wants it.
func retryAfter(wait time.Duration) int { return max(1, int(math.Ceil(wait.Seconds()))) }
