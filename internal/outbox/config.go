package outbox

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"time"
)

// Config is what an Outbox is made of. Store, Poster and Clock must be given;
// a zero of anything else means its default. Durations are real time.
type Config struct {
	Store  Store
	Poster Poster
	Clock  func() time.Time // calendar time, which SentAt is told in
	Log    *slog.Logger     // slog.Default()

	// PostTimeout is given to each call of Post and of Find: 10 s.
	PostTimeout time.Duration
	// Settle is how long after its end a post may still arrive at Slack: 5 s.
	Settle time.Duration
	// MaxWait is how long a claimed delivery may wait for its turn before it is
	// given back: 2 s.
	MaxWait time.Duration
	// Lease is how long a claim lasts: 30 s. It must hold MaxWait, PostTimeout
	// and Settle, so that whoever claims next can know what became of it.
	Lease time.Duration

	Workers     int           // deliveries under way at once: 32
	Poll        time.Duration // how often to look for what others enqueued: 5 s
	MaxAttempts int           // claims before a delivery is given up: 40, some five hours
	FirstRetry  time.Duration // backoff after the first failure, doubled at each: 1 s
	LastRetry   time.Duration // and at most: 10 min
	// Patience is how far ahead a retry may lie for Drain to wait for it: 1 min.
	Patience time.Duration

	Conversation Limit   // ConversationLimit
	Workspace    Limit   // WorkspaceLimit
	Look         Limit   // LookLimit, for reconciling
	Times        float64 // multiplies the three paces: 1
}

func (c Config) withDefaults() Config {
	c.Log = cmp.Or(c.Log, slog.Default())
	c.PostTimeout = cmp.Or(c.PostTimeout, 10*time.Second)
	c.Settle = cmp.Or(c.Settle, 5*time.Second)
	c.MaxWait = cmp.Or(c.MaxWait, 2*time.Second)
	c.Lease = cmp.Or(c.Lease, 30*time.Second)
	c.Workers = cmp.Or(c.Workers, 32)
	c.Poll = cmp.Or(c.Poll, 5*time.Second)
	c.MaxAttempts = cmp.Or(c.MaxAttempts, 40)
	c.FirstRetry = cmp.Or(c.FirstRetry, time.Second)
	c.LastRetry = cmp.Or(c.LastRetry, 10*time.Minute)
	c.Patience = cmp.Or(c.Patience, time.Minute)
	c.Times = cmp.Or(c.Times, 1)
	c.Conversation = cmp.Or(c.Conversation, ConversationLimit).times(c.Times)
	c.Workspace = cmp.Or(c.Workspace, WorkspaceLimit).times(c.Times)
	c.Look = cmp.Or(c.Look, LookLimit).times(c.Times)
	return c
}

func (c Config) check() error {
	if c.Store == nil || c.Poster == nil || c.Clock == nil {
		return errors.New("outbox: Store, Poster and Clock must be given")
	}
	if least := c.MaxWait + c.PostTimeout + c.Settle; c.Lease < least {
		return fmt.Errorf("outbox: a lease of %v is too short: waiting, posting and settling take up to %v", c.Lease, least)
	}
	if c.Workers < 1 || c.MaxAttempts < 1 || c.Poll <= 0 || c.FirstRetry <= 0 || c.LastRetry < c.FirstRetry {
		return errors.New("outbox: Workers, MaxAttempts, Poll and the retries must be positive")
	}
	for _, l := range []Limit{c.Conversation, c.Workspace, c.Look} {
		if l.PerMinute <= 0 || l.Burst < 0 {
			return fmt.Errorf("outbox: a pace of %v a minute and a burst of %d lets nothing through", l.PerMinute, l.Burst)
		}
	}
	return nil
}
