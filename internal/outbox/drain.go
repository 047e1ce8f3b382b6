package outbox

import (
	"context"
	"fmt"
	"time"
)

// drainLook is how often Drain looks at what another copy may be delivering.
const drainLook = time.Second

// Drain waits, while Run runs, until nothing is owed any more, or only what is
// to be tried again later than Patience from now. What has failed is not owed.
// It returns the error of the Store, or of ctx where that ends first.
func (o *Outbox) Drain(ctx context.Context) error {
	o.Wake()
	for {
		underWay, changed := o.progress()
		next, err := o.cfg.Store.NextDelivery(ctx)
		if err != nil {
			return fmt.Errorf("outbox: drain: %w", err)
		}
		if next.IsZero() || underWay == 0 && time.Until(next) > o.cfg.Patience {
			return nil
		}
		o.pause(ctx, drainLook, changed)
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("outbox: drain: %w", err)
		}
	}
}
