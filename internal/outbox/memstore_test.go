package outbox

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"nhacviec/internal/work"
)

// memStore is a Store in memory that keeps the contract to the letter. fail,
// where set, is asked before each call and may refuse it.
type memStore struct {
	mu   sync.Mutex
	rows map[string]*work.Delivery
	line []*work.Delivery // those that may be open, oldest first
	fail func(method string) error
}

func newMemStore(ds ...work.Delivery) *memStore {
	s := &memStore{rows: map[string]*work.Delivery{}}
	s.add(ds...)
	return s
}

func (s *memStore) add(ds ...work.Delivery) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, d := range ds {
		d.State = work.Ready
		s.rows[d.ID] = &d
		s.line = append(s.line, &d)
	}
	slices.SortFunc(s.line, func(a, b *work.Delivery) int {
		return cmp.Or(a.DueAt.Compare(b.DueAt), cmp.Compare(a.ID, b.ID))
	})
}

func (s *memStore) get(id string) work.Delivery {
	s.mu.Lock()
	defer s.mu.Unlock()
	return *s.rows[id]
}

// heads are the oldest open rows of each conversation, oldest first.
func (s *memStore) heads() []*work.Delivery {
	s.line = slices.DeleteFunc(s.line, func(d *work.Delivery) bool {
		return d.State != work.Ready && d.State != work.Sending
	})
	var heads []*work.Delivery
	seen := make(map[gateKey]bool, len(s.line))
	for _, d := range s.line {
		if k := conversationOf(*d); !seen[k] {
			seen[k] = true
			heads = append(heads, d)
		}
	}
	return heads
}

func claimableFrom(d *work.Delivery) time.Time {
	if d.State == work.Sending {
		return d.Lease
	}
	return d.NotBefore
}

func (s *memStore) ClaimDeliveries(_ context.Context, now time.Time, lease time.Duration, limit int) ([]work.Delivery, error) {
	if err := s.enter("ClaimDeliveries"); err != nil {
		return nil, err
	}
	defer s.mu.Unlock()
	var out []work.Delivery
	for _, d := range s.heads() {
		if len(out) == limit || claimableFrom(d).After(now) {
			continue
		}
		d.State, d.Lease = work.Sending, now.Add(lease)
		d.Attempt++
		d.Fence++
		out = append(out, *d)
	}
	return out, nil
}

func (s *memStore) NextDelivery(context.Context) (next time.Time, err error) {
	if err := s.enter("NextDelivery"); err != nil {
		return next, err
	}
	defer s.mu.Unlock()
	for _, d := range s.heads() {
		if t := cmp.Or(claimableFrom(d), time.Unix(0, 0)); next.IsZero() || t.Before(next) {
			next = t
		}
	}
	return next, nil
}

func (s *memStore) MarkPosting(_ context.Context, id string, fence int64, slack time.Time) error {
	return s.update("MarkPosting", id, fence, func(d *work.Delivery) { d.Posting = slack })
}

func (s *memStore) MarkSent(_ context.Context, id string, fence int64, channel, ts string, now time.Time) error {
	return s.update("MarkSent", id, fence, func(d *work.Delivery) {
		d.State, d.Channel, d.TS, d.SentAt = work.SentState, channel, ts, now
	})
}

func (s *memStore) MarkRetry(_ context.Context, id string, fence int64, notBefore time.Time, maybeLanded bool, problem string) error {
	return s.update("MarkRetry", id, fence, func(d *work.Delivery) { back(d, notBefore, maybeLanded, problem) })
}

func (s *memStore) Release(_ context.Context, id string, fence int64, notBefore time.Time, maybeLanded bool, problem string) error {
	return s.update("Release", id, fence, func(d *work.Delivery) {
		back(d, notBefore, maybeLanded, cmp.Or(problem, d.Problem))
		d.Attempt--
	})
}

func (s *memStore) MarkFailed(_ context.Context, id string, fence int64, problem string) error {
	return s.update("MarkFailed", id, fence, func(d *work.Delivery) {
		d.State, d.Problem = work.FailedSend, problem
	})
}

func (s *memStore) MarkCancelled(_ context.Context, id string, fence int64) error {
	return s.update("MarkCancelled", id, fence, func(d *work.Delivery) { d.State = work.Withdrawn })
}

func back(d *work.Delivery, notBefore time.Time, maybeLanded bool, problem string) {
	d.State, d.NotBefore, d.Problem = work.Ready, notBefore, problem
	if !maybeLanded {
		d.Posting = time.Time{}
	}
}

func (s *memStore) update(method, id string, fence int64, change func(*work.Delivery)) error {
	if err := s.enter(method); err != nil {
		return err
	}
	defer s.mu.Unlock()
	d, ok := s.rows[id]
	if !ok {
		return fmt.Errorf("no delivery %q", id)
	}
	if d.State != work.Sending || d.Fence != fence {
		return ErrFenced
	}
	change(d)
	return nil
}

// enter locks the store, or refuses.
func (s *memStore) enter(method string) error {
	s.mu.Lock()
	if s.fail == nil {
		return nil
	}
	err := s.fail(method)
	if err != nil {
		s.mu.Unlock()
	}
	return err
}
