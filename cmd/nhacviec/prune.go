package main

import (
	"context"
	"time"
)

const (
	// keptFor is how long the bot keeps what nobody asks for again: requests that
	// are finished, answers about documents, drafts that became no plan.
	keptFor = 60 * 24 * time.Hour
	// pruneEvery is how often it looks for what is older.
	pruneEvery = 6 * time.Hour
)

// prune removes what is old, soon after the start and then now and again, until
// ctx ends. Where that fails it is only said: no work depends on it.
func (p *program) prune(ctx context.Context) error {
	soon := time.NewTimer(time.Minute)
	defer soon.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-soon.C:
		}
		switch rows, err := p.db.Prune(ctx, p.now().Add(-keptFor)); {
		case err != nil && ctx.Err() == nil:
			p.log.Error("what is old could not be removed", "err", err)
		case rows > 0:
			p.log.Info("removed what is old", "rows", rows)
		}
		soon.Reset(pruneEvery)
	}
}
