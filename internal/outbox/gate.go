package outbox

import (
	"slices"
	"time"
)

// gate paces one thing: a conversation, a workspace's posts, its look-ups.
type gate struct {
	pace    pace
	every   time.Duration
	closed  time.Time   // nobody passes before: Slack, or trouble, said so
	spent   bool        // it was closed, and opens to an even flow
	trouble int         // closings without a pass between them
	queue   []time.Time // when those who were sent away come back, in order
}

// wait is how long from now until the next may pass.
func (g *gate) wait(now time.Time) time.Duration {
	if now.Before(g.closed) {
		return g.closed.Sub(now)
	}
	if g.spent {
		g.pace.spend(g.closed)
		g.spent = false
	}
	return g.pace.wait(now, 0)
}

// away says when someone who is not to wait here may come back: each when a
// turn will be free, so that they don't all come when the gate opens.
func (g *gate) away(now time.Time) time.Time {
	g.forget(now)
	k := len(g.queue)
	back := now.Add(g.pace.wait(now, k))
	if now.Before(g.closed) {
		back = g.closed.Add(time.Duration(k) * g.every)
	}
	if k > 0 && back.Before(g.queue[k-1]) {
		back = g.queue[k-1]
	}
	g.queue = append(g.queue, back)
	return back
}

// forget drops from the queue those who have come back.
func (g *gate) forget(now time.Time) {
	n, _ := slices.BinarySearchFunc(g.queue, now, func(t, now time.Time) int {
		if t.After(now) {
			return 1
		}
		return -1
	})
	g.queue = g.queue[n:]
}

// close shuts the gate for d. Whoever was on the way when it closed may close
// it again: that is the same trouble, not more of it.
func (g *gate) close(now time.Time, d time.Duration) {
	if !now.Before(g.closed) {
		g.trouble++
	}
	if until := now.Add(d); until.After(g.closed) {
		g.closed, g.spent = until, true
	}
}

// idle reports whether a new gate would do as well.
func (g *gate) idle(now time.Time) bool {
	g.forget(now)
	return !now.Before(g.closed) && len(g.queue) == 0 && !g.spent && g.trouble == 0 && g.pace.fresh(now)
}
