// Package outbox delivers what is owed, exactly once: claim with a lease, pace,
// post, mark; and before posting again, look whether it is already there.
package outbox

import (
	"context"
	"errors"
	"time"

	"nhacviec/internal/work"
)

// Store keeps deliveries. All times are real time but where said; copies of
// the program that share a store must agree on it to within Config.Settle.
type Store interface {
	// ClaimDeliveries takes up to limit deliveries that are ready with
	// NotBefore <= now, or sending with a lease that ended at or before now; it
	// sets them sending, Lease to now+lease, Attempt+1 and Fence+1, and returns
	// them so, oldest (DueAt, ID) first. Of each conversation (Workspace and To)
	// only the oldest row that is ready or sending may be taken: what is owed to
	// one reader goes out in order, though the first has to be tried again.
	// A row whose Posting is set may have been posted by whoever had it before.
	ClaimDeliveries(ctx context.Context, now time.Time, lease time.Duration, limit int) ([]work.Delivery, error)
	// MarkPosting notes Slack's clock before an attempt. ErrFenced as below.
	MarkPosting(ctx context.Context, id string, fence int64, slack time.Time) error
	// MarkSent, MarkRetry, Release, MarkFailed and MarkCancelled end a claim.
	// Each is ErrFenced, and changes nothing, where the row has another fence or
	// is not sending.
	MarkSent(ctx context.Context, id string, fence int64, channel, ts string, calendarNow time.Time) error
	// MarkRetry puts the row back to ready. maybeLanded false clears Posting: it
	// is certain that nothing was posted; true leaves it as it is.
	MarkRetry(ctx context.Context, id string, fence int64, notBefore time.Time, maybeLanded bool, problem string) error
	// Release is MarkRetry for a claim that is given back through no fault of
	// the row, by the pace, Slack's Retry-After or a shutdown: it takes back the
	// attempt that the claim counted. An empty problem leaves the last one.
	Release(ctx context.Context, id string, fence int64, notBefore time.Time, maybeLanded bool, problem string) error
	MarkFailed(ctx context.Context, id string, fence int64, problem string) error
	MarkCancelled(ctx context.Context, id string, fence int64) error
	// NextDelivery is the earliest real time at which ClaimDeliveries could find
	// something, the end of a lease among them; zero where nothing is ready or
	// sending.
	NextDelivery(ctx context.Context) (time.Time, error)
}

// Posted says where a message stands.
type Posted struct{ Channel, TS string }

// Poster shows a delivery to its reader.
type Poster interface {
	// Post renders what is owed now and posts it. It returns ErrNothingLeft
	// where nothing is left to say; a *RetryError where certainly nothing was
	// posted and it may be tried again; a *PermanentError where it never will
	// be; any other error is ambiguous: the message may be there.
	Post(ctx context.Context, d work.Delivery) (Posted, error)
	// Find looks for d in its conversation from d.Posting on. An error says
	// that it could not be known: a *RetryError or any other is looked into
	// again, a *PermanentError never.
	Find(ctx context.Context, d work.Delivery) (p Posted, found bool, err error)
	// Clock is Slack's clock, as its last answer told it.
	Clock() time.Time
}

// ErrNothingLeft says that a delivery has become empty.
var ErrNothingLeft = errors.New("outbox: nothing left to say")

// ErrFenced says that another claimer has taken the row over.
var ErrFenced = errors.New("outbox: the delivery was taken over")

// RetryError is a failure before anything was posted, or while looking.
type RetryError struct {
	// After is what Retry-After said: nothing is tried sooner, and the row is
	// not blamed. 0 = by backoff, and counted as an attempt.
	After time.Duration
	// Workspace says that the whole workspace, not one conversation, is to wait
	// After: posting where Post returned it, looking where Find did.
	Workspace bool
	Cause     error
}

func (e *RetryError) Error() string { return "outbox: not posted, try again: " + e.Cause.Error() }
func (e *RetryError) Unwrap() error { return e.Cause }

// PermanentError is a failure that trying again will not mend.
type PermanentError struct{ Cause error }

func (e *PermanentError) Error() string { return "outbox: cannot be posted: " + e.Cause.Error() }
func (e *PermanentError) Unwrap() error { return e.Cause }
