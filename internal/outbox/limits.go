package outbox

import (
	"math"
	"time"

	"golang.org/x/time/rate"
)

// Limit is a pace: so many a minute. With a Burst they flow evenly, Burst of
// them at once at most. Without, they are counted over a sliding minute, and
// all of a minute's may go at once, which is how Slack counts a tier.
type Limit struct {
	PerMinute float64
	Burst     int
}

// Slack's limits on the methods that a delivery uses, for each method, app and
// workspace (docs.slack.dev/apis/web-api/rate-limits).
var (
	// ConversationLimit: chat.postMessage, one a second to each channel, "short
	// bursts" allowed; their length is ours.
	ConversationLimit = Limit{PerMinute: 60, Burst: 3}
	// WorkspaceLimit: chat.postMessage, "several hundred" a minute in all.
	WorkspaceLimit = Limit{PerMinute: 300}
	// LookLimit: conversations.open and conversations.history, tier 3; a look
	// may need a second page.
	LookLimit = Limit{PerMinute: 45}
)

// minuteAndLeeway is our minute, longer than Slack's, for calls don't all take
// equally long to arrive.
const minuteAndLeeway = time.Minute + time.Second

// pace is what a limiter of either kind can do; it is not safe for concurrent
// use.
type pace interface {
	// wait is how long from now until one may go that lets k others go first.
	wait(now time.Time, k int) time.Duration
	// take uses the next turn.
	take(now time.Time)
	// spend uses up what could go at once at a moment; then they flow evenly.
	spend(at time.Time)
	// fresh reports whether nothing is used.
	fresh(now time.Time) bool
}

func (l Limit) times(n float64) Limit {
	l.PerMinute *= n
	return l
}

// every is the time between two of an even flow.
func (l Limit) every() time.Duration {
	return time.Duration(float64(time.Minute) / l.PerMinute)
}

func (l Limit) pace() pace {
	if l.Burst > 0 {
		return flow{rate.NewLimiter(rate.Every(l.every()), l.Burst)}
	}
	return &window{every: l.every(), turns: make([]time.Time, max(1, int(math.Floor(l.PerMinute))))}
}

// flow is a token bucket.
type flow struct{ bucket *rate.Limiter }

func (f flow) wait(now time.Time, k int) time.Duration {
	missing := float64(k+1) - f.bucket.TokensAt(now)
	return time.Duration(math.Ceil(max(0, missing) / float64(f.bucket.Limit()) * float64(time.Second)))
}

func (f flow) take(now time.Time) { f.bucket.ReserveN(now, 1) }

func (f flow) spend(at time.Time) {
	if n := int(f.bucket.TokensAt(at)); n > 0 {
		f.bucket.ReserveN(at, n)
	}
}

func (f flow) fresh(now time.Time) bool {
	return f.bucket.TokensAt(now) >= float64(f.bucket.Burst())
}

// window counts over a sliding minute.
type window struct {
	every time.Duration
	turns []time.Time // a ring of the last minute's worth, in order
	next  int         // the oldest, and where the next goes
}

func (w *window) wait(now time.Time, k int) time.Duration {
	minutes, k := k/len(w.turns), k%len(w.turns)
	first := w.turns[(w.next+k)%len(w.turns)].Add(minuteAndLeeway)
	if first.Before(now) {
		first = now
	}
	return first.Sub(now) + time.Duration(minutes)*minuteAndLeeway
}

func (w *window) take(now time.Time) {
	w.turns[w.next] = now.Add(w.wait(now, 0))
	w.next = (w.next + 1) % len(w.turns)
}

// spend acts as if the minute before had been used evenly, at least.
func (w *window) spend(at time.Time) {
	for i := range w.turns {
		turn := &w.turns[(w.next+i)%len(w.turns)]
		even := at.Add(time.Duration(i)*w.every - minuteAndLeeway)
		if turn.Before(even) {
			*turn = even
		}
	}
}

func (w *window) fresh(now time.Time) bool {
	last := w.turns[(w.next+len(w.turns)-1)%len(w.turns)]
	return last.IsZero() || now.Sub(last) > minuteAndLeeway
}
