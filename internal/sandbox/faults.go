package sandbox

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// The kinds of fault that can be asked for.
const (
	faultRateLimited    = "rate_limited"
	faultServerError    = "server_error"
	faultLostResponse   = "lost_response"
	faultTimeout        = "timeout"
	faultSlow           = "slow"
	faultInvalidBlocks  = "invalid_blocks"
	faultDisconnect     = "disconnect"
	faultDuplicate      = "duplicate"
	faultExpiredTrigger = "expired_trigger"
	faultError          = "error"
)

// lateLimit is how long after a call its effect may still come to pass.
const lateLimit = 5 * time.Second

// callFaults are for Web API calls, deliveryFaults for envelopes and requests to the bot.
var (
	callFaults     = []string{faultRateLimited, faultServerError, faultLostResponse, faultTimeout, faultSlow, faultInvalidBlocks, faultExpiredTrigger, faultError}
	deliveryFaults = []string{faultSlow, faultDuplicate, faultDisconnect, faultExpiredTrigger}
)

// fault is one thing that shall go wrong.
type fault struct {
	ID         int     `json:"id"`
	Method     string  `json:"method,omitempty"`
	Event      string  `json:"event,omitempty"`
	Kind       string  `json:"kind"`
	Count      int     `json:"count,omitempty"`       // how many times, 1 if not said; with share alone: no end
	Share      float64 `json:"share,omitempty"`       // of the calls that match, between 0 and 1
	DelayMS    int     `json:"delay_ms,omitempty"`    // slow, timeout
	RetryAfter int     `json:"retry_after,omitempty"` // rate_limited: seconds
	Done       bool    `json:"done,omitempty"`        // server_error, timeout: carried out all the same
	Reason     string  `json:"reason,omitempty"`      // disconnect: its reason
	Block      string  `json:"block,omitempty"`       // invalid_blocks: only calls with this block type
	Error      string  `json:"error,omitempty"`       // error: the code to answer
	Hits       int     `json:"hits"`
	left       int     // how many more times; negative: no end
}

// validate refuses a fault that could never happen, with a sentence.
func (f *fault) validate() error {
	kinds := slices.Concat(callFaults, deliveryFaults)
	switch {
	case !slices.Contains(kinds, f.Kind):
		return fmt.Errorf("unknown kind of fault %q; there are %v", f.Kind, slices.Compact(slices.Sorted(slices.Values(kinds))))
	case f.Method != "" && f.Event != "":
		return fmt.Errorf("a fault is for a method or for an event, not for both")
	case f.Method != "" && !slices.Contains(callFaults, f.Kind):
		return fmt.Errorf("%s happens to events, not to methods; give event instead", f.Kind)
	case f.Event != "" && !slices.Contains(deliveryFaults, f.Kind):
		return fmt.Errorf("%s happens to methods, not to events; give method instead", f.Kind)
	case f.Method == "" && f.Event == "" && f.Kind != faultDisconnect && f.Kind != faultExpiredTrigger:
		return fmt.Errorf("give the method or the event that %s shall happen to (\"*\" for any)", f.Kind)
	case f.Share < 0 || f.Share > 1:
		return fmt.Errorf("share is between 0 and 1")
	case f.Count < 0 || f.DelayMS < 0 || f.RetryAfter < 0:
		return fmt.Errorf("count, delay_ms and retry_after are not negative")
	}
	return nil
}

// faults is the list of what shall go wrong.
type faults struct {
	mu     sync.Mutex
	serial int
	list   []*fault
}

func (f *faults) add(n fault) fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.serial++
	n.ID = f.serial
	if n.Count == 0 && n.Share == 0 {
		n.Count = 1
	}
	n.left = n.Count
	if n.Count == 0 {
		n.left = -1
	}
	f.list = append(f.list, &n)
	return n
}

func (f *faults) clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.list = nil
}

func (f *faults) all() []fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	out := []fault{}
	for _, x := range f.list {
		out = append(out, *x)
	}
	return out
}

// take uses up and returns the first fault for which match holds, nil when there is none.
func (f *faults) take(match func(*fault) bool) *fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, x := range f.list {
		if !match(x) || (x.Share > 0 && rand.Float64() >= x.Share) {
			continue
		}
		x.Hits++
		hit := *x
		x.left = max(-1, x.left-1)
		if x.left == 0 {
			f.list = slices.Delete(f.list, i, i+1)
		}
		return &hit
	}
	return nil
}

// forCall is the fault that shall happen to this call.
func (f *faults) forCall(method string, a args) *fault {
	return f.take(func(x *fault) bool {
		if x.Method != method && x.Method != "*" {
			return false
		}
		return x.Block == "" || carriesBlock(a, x.Block)
	})
}

// forDelivery is the fault that shall happen to an envelope of this type whose payload is of
// this kind: ("events_api", "message"), ("interactive", "block_actions"), ("slash_commands", "/task").
func (f *faults) forDelivery(envelope, payload string, kinds ...string) *fault {
	return f.take(func(x *fault) bool {
		if x.Method != "" || !slices.Contains(kinds, x.Kind) {
			return false
		}
		return x.Event == "" || x.Event == "*" || x.Event == envelope || x.Event == payload
	})
}

func carriesBlock(a args, kind string) bool {
	for _, key := range []string{"blocks", "view"} {
		v, err := a.value(key)
		if err != nil {
			continue
		}
		if view, ok := v.(object); ok {
			v = view["blocks"]
		}
		blocks, _ := v.([]any)
		for _, b := range objects(blocks) {
			if str(b, "type") == kind {
				return true
			}
		}
	}
	return false
}
