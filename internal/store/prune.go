package store

import (
	"context"
	"time"
)

// pruneBatch is how many rows one transaction removes: nobody waits for long.
const pruneBatch = 500

// What is removed is what nobody asks for again. The ledger, with the messages
// that carried it, and whatever a key keeps from being said twice, stays.
const (
	pruneRequests = `DELETE FROM requests WHERE seq IN (SELECT seq FROM requests
		WHERE finished_at IS NOT NULL AND finished_at < $1 ORDER BY seq LIMIT $2)`
	pruneAnswers = `DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries
		WHERE kind IN ('draft', 'sorry') AND state IN ('sent', 'cancelled') AND due_at < $1 ORDER BY due_at, id LIMIT $2)`
	pruneDrafts = `DELETE FROM drafts WHERE id IN (SELECT id FROM drafts
		WHERE plan IS NULL AND expires_at < $1 ORDER BY expires_at, id LIMIT $2)`
)

// Prune removes finished requests, answers about documents that were delivered,
// and drafts that expired without becoming a plan, where all are older than
// before, in small transactions; it returns how many rows went.
func (db *DB) Prune(ctx context.Context, before time.Time) (rows int64, err error) {
	for _, query := range []string{pruneRequests, pruneAnswers, pruneDrafts} {
		for n := int64(pruneBatch); n == pruneBatch && err == nil; rows += n {
			if err = ctx.Err(); err != nil {
				return rows, err
			}
			err = db.engine.write(ctx, func(s *session) (err error) {
				n, err = s.exec(ctx, query, before.UnixMilli(), pruneBatch)
				return err
			})
			if err != nil {
				n = 0
			}
		}
	}
	return rows, err
}
