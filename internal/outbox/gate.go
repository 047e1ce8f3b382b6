package outbox

import "time"

// gate paces one thing: a conversation, a workspace's posts, its look-ups.
type gate struct {
	pace    pace
	every   time.Duration
	closed  time.Time // nobody passes before: Slack, or trouble, said so
	spent   bool      // it was closed, and opens to an even flow
	queue   time.Time // when the next of those sent away may come back
	trouble int       // closings without a pass between them
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
	return g.pace.wait(now)
}

// away says when someone who is not to wait here may come back: one after the
// other, so that they don't all come at once when the gate opens.
func (g *gate) away(earliest time.Time) time.Time {
	if g.queue.Before(earliest) {
		g.queue = earliest
	}
	back := g.queue
	g.queue = back.Add(g.every)
	return back
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
	return !now.Before(g.closed) && !now.Before(g.queue) && !g.spent && g.trouble == 0 && g.pace.fresh(now)
}
