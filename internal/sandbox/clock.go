package sandbox

import (
	"fmt"
	"sync"
	"time"
)

// clock is the calendar of the workspace. A set clock stands still until it is moved, so that
// nothing falls due between two calls of a test; a real one is the machine's.
type clock struct {
	mu     sync.Mutex
	real   bool
	now    time.Time
	lastTS int64 // microseconds of the newest message timestamp handed out
}

func newClock(start time.Time, machine bool) *clock { return &clock{now: start, real: machine} }

// Now is the calendar's moment.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.reading()
}

func (c *clock) reading() time.Time {
	if c.real {
		return time.Now()
	}
	return c.now
}

// jump sets the clock, also backwards.
func (c *clock) jump(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// advance sets the clock unless t is behind it.
func (c *clock) advance(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.After(c.now) {
		c.now = t
	}
}

// stamp hands out a message timestamp: unique and rising, even after the clock went back.
func (c *clock) stamp() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lastTS = max(c.lastTS+1, c.reading().UnixMicro())
	return formatTS(c.lastTS)
}

// server is the clock behind message timestamps and Date headers: as the calendar, but never back.
func (c *clock) server() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.UnixMicro(max(c.lastTS, c.reading().UnixMicro())).UTC()
}

// restart puts the clock back to its beginning, timestamps too: the messages are gone with it.
func (c *clock) restart(start time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now, c.lastTS = start, 0
}

func formatTS(micro int64) string {
	return fmt.Sprintf("%d.%06d", micro/1_000_000, micro%1_000_000)
}
