package outbox

import (
	"sync"
	"time"

	"nhacviec/internal/work"
)

// gateKey names a gate: a conversation's where To is set, else a workspace's
// for posting or for looking.
type gateKey struct {
	Workspace int64
	To        string
	Look      bool
}

func conversationOf(d work.Delivery) gateKey { return gateKey{Workspace: d.Workspace, To: d.To} }
func workspaceOf(d work.Delivery) gateKey    { return gateKey{Workspace: d.Workspace} }
func lookOf(d work.Delivery) gateKey         { return gateKey{Workspace: d.Workspace, Look: true} }

// keptGates is how many gates are kept before idle ones are dropped.
const keptGates = 4096

// pacer keeps the gates. It is safe for concurrent use.
type pacer struct {
	cfg   Config
	mu    sync.Mutex
	gates map[gateKey]*gate
	tidy  int // tidy when there are this many
}

func newPacer(cfg Config) *pacer {
	return &pacer{cfg: cfg, gates: map[gateKey]*gate{}, tidy: keptGates}
}

// turn asks for a turn through all of keys: wait so long and go, or, where the
// wait would be longer than MaxWait, come back at back.
func (p *pacer) turn(now time.Time, keys ...gateKey) (wait time.Duration, back time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.gates) >= p.tidy {
		p.dropIdle(now)
	}
	var slowest *gate
	for _, k := range keys {
		g := p.gate(k)
		if w := g.wait(now); slowest == nil || w > wait {
			slowest, wait = g, w
		}
	}
	if wait > p.cfg.MaxWait {
		return 0, slowest.away(now)
	}
	for _, k := range keys {
		p.gates[k].pace.take(now)
	}
	return wait, time.Time{}
}

// closed says when someone who already has a turn is to come back, for one of
// keys has been closed meanwhile; zero where none has.
func (p *pacer) closed(now time.Time, keys ...gateKey) (back time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, k := range keys {
		if g := p.gate(k); now.Before(g.closed) && g.closed.After(back) {
			back = g.away(now)
		}
	}
	return back
}

// shut closes a gate for d, or for as long as its trouble has earned where d
// is 0, and says when to come back.
func (p *pacer) shut(now time.Time, k gateKey, d time.Duration) (back time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	g := p.gate(k)
	if d <= 0 && now.Before(g.closed) {
		return g.away(now)
	}
	if d <= 0 {
		d = p.cfg.backoff(g.trouble + 1)
	}
	g.close(now, d)
	return g.away(now)
}

// passed says that Slack took what went through keys.
func (p *pacer) passed(keys ...gateKey) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, k := range keys {
		p.gate(k).trouble = 0
	}
}

// gate is the gate of k, made where there is none yet.
func (p *pacer) gate(k gateKey) *gate {
	if g, ok := p.gates[k]; ok {
		return g
	}
	l := p.limitOf(k)
	g := &gate{pace: l.pace(), every: l.every()}
	p.gates[k] = g
	return g
}

func (p *pacer) dropIdle(now time.Time) {
	for k, g := range p.gates {
		if g.idle(now) {
			delete(p.gates, k)
		}
	}
	p.tidy = max(keptGates, 2*len(p.gates))
}

func (p *pacer) limitOf(k gateKey) Limit {
	switch {
	case k.Look:
		return p.cfg.Look
	case k.To != "":
		return p.cfg.Conversation
	}
	return p.cfg.Workspace
}
