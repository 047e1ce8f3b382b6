package sandbox

import (
	"sync"
	"time"
)

// trafficKept is how many of the newest entries are kept.
const trafficKept = 50_000

// firstTimestamp tells seconds since 1970 from sequence numbers.
const firstTimestamp = 1e9

// entry is one Web API call, response_url use or envelope.
type entry struct {
	Seq     int       `json:"seq"`
	At      time.Time `json:"at"`      // calendar clock
	RealAt  time.Time `json:"real_at"` // machine clock
	Kind    string    `json:"kind"`    // "api", "response_url", "upload", "download", "envelope"
	Method  string    `json:"method"`  // the method, or the type of the envelope's payload
	Status  string    `json:"status"`  // "ok", "error", "acked", "operation_timeout", "no_answer"
	HTTP    int       `json:"http,omitempty"`
	Error   string    `json:"error,omitempty"`
	Channel string    `json:"channel,omitempty"`
	User    string    `json:"user,omitempty"`
	Retry   int       `json:"retry,omitempty"`
	TookMS  int64     `json:"took_ms"`
	Fault   string    `json:"fault,omitempty"`
}

// traffic is the log of everything that went over the wire.
type traffic struct {
	mu      sync.Mutex
	clock   *clock
	seq     int
	entries []entry
}

func newTraffic(c *clock) *traffic { return &traffic{clock: c} }

func (t *traffic) add(e entry, began time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seq++
	e.Seq, e.At, e.RealAt = t.seq, t.clock.Now(), began
	e.TookMS = time.Since(began).Milliseconds()
	if len(t.entries) >= trafficKept {
		t.entries = append([]entry(nil), t.entries[trafficKept/10:]...)
	}
	t.entries = append(t.entries, e)
}

// since lists the entries after one, of one method when it is named. after is a sequence number,
// or a message timestamp in seconds since 1970.
func (t *traffic) since(after float64, method string) []entry {
	t.mu.Lock()
	defer t.mu.Unlock()
	out := []entry{}
	for _, e := range t.entries {
		newer := float64(e.Seq) > after
		if after >= firstTimestamp {
			newer = float64(e.At.UnixMicro())/1e6 > after
		}
		if newer && (method == "" || e.Method == method) {
			out = append(out, e)
		}
	}
	return out
}

func (t *traffic) reset() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.entries = nil
}
