package outbox

import (
	"time"

	"github.com/cenkalti/backoff/v5"
)

// backoff is how long to wait after the n-th failure, with jitter so that what
// failed together is not tried together.
func (c Config) backoff(n int) time.Duration {
	b := backoff.ExponentialBackOff{
		InitialInterval:     c.FirstRetry,
		RandomizationFactor: 0.25,
		Multiplier:          2,
		MaxInterval:         c.LastRetry,
	}
	wait := b.NextBackOff()
	for i := 1; i < n && wait < c.LastRetry; i++ {
		wait = b.NextBackOff()
	}
	return min(wait, c.LastRetry)
}
