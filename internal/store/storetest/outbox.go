package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/outbox"
	"nhacviec/internal/work"
)

const lease = 30 * time.Second

// owe enqueues a delivery that is due at the minute and may go at once.
func (h *harness) owe(ws int64, id, to string, minute int) {
	h.t.Helper()
	if !put(h, func(w app.Writer) (bool, error) {
		return w.Enqueue(h.ctx, work.Delivery{ID: id, Workspace: ws, Key: "key " + id, Kind: work.DigestDelivery,
			To: to, DueAt: morning.Add(time.Duration(minute) * time.Minute), NotBefore: morning})
	}) {
		h.t.Fatalf("%s was known already", id)
	}
}

func (h *harness) claim(now time.Time, limit int) []work.Delivery {
	h.t.Helper()
	ds, err := h.db.ClaimDeliveries(h.ctx, now, lease, limit)
	h.ok(err)
	return ds
}

func (h *harness) delivery(id string) work.Delivery {
	h.t.Helper()
	return get(h, func(r app.Reader) (work.Delivery, error) { return r.Delivery(h.ctx, id) })
}

func idsOf(ds []work.Delivery) (ids []string) {
	for _, d := range ds {
		ids = append(ids, d.ID)
	}
	return ids
}

func testDeliveries(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	d := filled[work.Delivery]()
	d.Workspace, d.Plan, d.State = ws, h.plan(ws, "plan"), work.Ready
	enqueue := func(d work.Delivery) bool {
		return put(h, func(w app.Writer) (bool, error) { return w.Enqueue(h.ctx, d) })
	}
	again := d
	again.ID, again.To = "another", "another"
	equal(t, "enqueued", []bool{enqueue(d), enqueue(again)}, []bool{true, false})
	// A delivery begins unsent, whatever it was given.
	d.Attempt, d.Fence, d.Lease, d.Posting, d.SentAt = 0, 0, time.Time{}, time.Time{}, time.Time{}
	d.Channel, d.TS, d.Problem = "", "", ""
	equal(t, "by id", h.delivery(d.ID), d)
	equal(t, "by key", get(h, func(r app.Reader) (work.Delivery, error) {
		return r.DeliveryByKey(h.ctx, ws, d.Key)
	}), d)
	h.refused(work.NotFound, func(w app.Writer) error {
		_, err := w.Delivery(h.ctx, "another")
		return err
	})
	h.refused(work.Conflict, func(w app.Writer) error {
		again.ID, again.Key = d.ID, "another key"
		_, err := w.Enqueue(h.ctx, again)
		return err
	})
}

func testClaim(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	h.owe(ws, "late", "U3", 3)
	h.owe(ws, "b", "U2", 1)
	h.owe(ws, "a", "U1", 1)
	equal(t, "too early", h.claim(morning.Add(-time.Millisecond), 10), nil)
	ds := h.claim(morning, 2)
	equal(t, "the oldest", idsOf(ds), []string{"a", "b"})
	d := ds[0]
	if d.State != work.Sending || d.Attempt != 1 || d.Fence != 1 || !d.Lease.Equal(morning.Add(lease)) {
		t.Errorf("claimed as %+v", d)
	}
	equal(t, "as kept", h.delivery("a"), d)
	equal(t, "the rest", idsOf(h.claim(morning, 10)), []string{"late"})
	equal(t, "nothing", h.claim(morning, 10), nil)
}

func testClaimInLine(t *testing.T, h *harness) {
	ours, theirs := h.workspace("T1"), h.workspace("T2")
	h.owe(ours, "second", "U1", 2)
	h.owe(ours, "first", "U1", 1)
	h.owe(theirs, "other", "U1", 3)
	ds := h.claim(morning, 10)
	equal(t, "one of a conversation", idsOf(ds), []string{"first", "other"})
	equal(t, "none while it is sent", h.claim(morning, 10), nil)
	h.ok(h.db.MarkRetry(h.ctx, "first", 1, morning.Add(time.Minute), false, "503"))
	equal(t, "none while it waits", h.claim(morning, 10), nil)
	equal(t, "again", idsOf(h.claim(morning.Add(time.Minute), 10)), []string{"first", "other"})
	h.ok(h.db.MarkFailed(h.ctx, "first", 2, "channel_not_found"))
	equal(t, "then the next", idsOf(h.claim(morning, 10)), []string{"second"})
}

func testClaimLease(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	h.owe(ws, "a", "U1", 0)
	first := h.claim(morning, 1)[0]
	h.ok(h.db.MarkPosting(h.ctx, "a", first.Fence, morning.Add(-time.Hour)))
	equal(t, "while the lease runs", h.claim(first.Lease.Add(-time.Millisecond), 1), nil)
	second := h.claim(first.Lease, 1)[0]
	if second.Fence != 2 || second.Attempt != 2 || !second.Posting.Equal(morning.Add(-time.Hour)) {
		t.Errorf("taken over as %+v", second)
	}
	if err := h.db.MarkSent(h.ctx, "a", first.Fence, "D1", "1.1", morning); !errors.Is(err, outbox.ErrFenced) {
		t.Errorf("the first claimer marked it: %v", err)
	}
	h.ok(h.db.MarkSent(h.ctx, "a", second.Fence, "D1", "1.1", morning))
}

// testClaimOnce lets claimers race: each delivery goes to one of them.
func testClaimOnce(t *testing.T, h *harness) {
	const claimers, owed = 4, 60
	ws := h.workspace("T1")
	for i := range owed {
		h.owe(ws, fmt.Sprint(i), fmt.Sprint("U", i), 0)
	}
	var mu sync.Mutex
	times := map[string]int{}
	var group sync.WaitGroup
	for range claimers {
		group.Go(func() {
			for {
				ds, err := h.db.ClaimDeliveries(h.ctx, morning, lease, 3)
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				for _, d := range ds {
					times[d.ID]++
				}
				enough := len(times) == owed
				mu.Unlock()
				if err != nil || enough {
					return
				}
			}
		})
	}
	group.Wait()
	for id, n := range times {
		if n != 1 {
			t.Errorf("delivery %s was claimed %d times", id, n)
		}
	}
}

func testMarks(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	later, slack := morning.Add(time.Minute), morning.Add(time.Second)
	marks := []struct {
		id   string
		mark func(id string) error
		want func(*work.Delivery)
	}{
		{"sent", func(id string) error { return h.db.MarkSent(h.ctx, id, 1, "D1", "1.1", later) },
			func(d *work.Delivery) { d.State, d.Channel, d.TS, d.SentAt = work.SentState, "D1", "1.1", later }},
		{"lost", func(id string) error { return h.db.MarkRetry(h.ctx, id, 1, later, true, "timeout") },
			func(d *work.Delivery) { d.State, d.NotBefore, d.Problem = work.Ready, later, "timeout" }},
		{"refused", func(id string) error { return h.db.MarkRetry(h.ctx, id, 1, later, false, "503") },
			func(d *work.Delivery) {
				d.State, d.NotBefore, d.Problem, d.Posting = work.Ready, later, "503", time.Time{}
			}},
		{"released", func(id string) error { return h.db.Release(h.ctx, id, 1, later, false, "") },
			func(d *work.Delivery) { d.State, d.NotBefore, d.Attempt, d.Posting = work.Ready, later, 0, time.Time{} }},
		{"released, perhaps there", func(id string) error { return h.db.Release(h.ctx, id, 1, later, true, "429") },
			func(d *work.Delivery) { d.State, d.NotBefore, d.Attempt, d.Problem = work.Ready, later, 0, "429" }},
		{"failed", func(id string) error { return h.db.MarkFailed(h.ctx, id, 1, "is_archived") },
			func(d *work.Delivery) { d.State, d.Problem = work.FailedSend, "is_archived" }},
		{"withdrawn", func(id string) error { return h.db.MarkCancelled(h.ctx, id, 1) },
			func(d *work.Delivery) { d.State = work.Withdrawn }},
	}
	for _, m := range marks {
		h.owe(ws, m.id, "to "+m.id, 0)
	}
	for _, want := range h.claim(morning, 100) {
		for _, m := range marks {
			if m.id != want.ID {
				continue
			}
			h.ok(h.db.MarkPosting(h.ctx, m.id, 1, slack))
			want.Posting, want.Lease = slack, time.Time{}
			m.want(&want)
			h.ok(m.mark(m.id))
			equal(t, m.id, h.delivery(m.id), want)
		}
	}
}

// testFence tries every mark with another fence, and on a row that is not sending.
func testFence(t *testing.T, h *harness) {
	ws := h.workspace("T1")
	h.owe(ws, "a", "U1", 0)
	h.owe(ws, "ready", "U1", 1)
	held := h.claim(morning, 1)[0]
	for _, row := range []struct {
		id    string
		fence int64
	}{{"a", 0}, {"a", 2}, {"ready", 0}, {"unknown", 1}} {
		for name, err := range map[string]error{
			"MarkPosting":   h.db.MarkPosting(h.ctx, row.id, row.fence, morning),
			"MarkSent":      h.db.MarkSent(h.ctx, row.id, row.fence, "D1", "1.1", morning),
			"MarkRetry":     h.db.MarkRetry(h.ctx, row.id, row.fence, morning, true, "x"),
			"Release":       h.db.Release(h.ctx, row.id, row.fence, morning, true, "x"),
			"MarkFailed":    h.db.MarkFailed(h.ctx, row.id, row.fence, "x"),
			"MarkCancelled": h.db.MarkCancelled(h.ctx, row.id, row.fence),
		} {
			if !errors.Is(err, outbox.ErrFenced) {
				t.Errorf("%s on %s with fence %d: %v, want ErrFenced", name, row.id, row.fence, err)
			}
		}
	}
	equal(t, "untouched", h.delivery("a"), held)
}

func testNext(t *testing.T, h *harness) {
	next := func() time.Time {
		at, err := h.db.NextDelivery(h.ctx)
		h.ok(err)
		return at
	}
	ws := h.workspace("T1")
	equal(t, "nothing open", next(), time.Time{})
	h.owe(ws, "a", "U1", 0)
	h.owe(ws, "behind", "U1", 1)
	equal(t, "ready", next(), morning)
	held := h.claim(morning, 1)[0]
	equal(t, "the end of the lease, not who stands behind", next(), held.Lease)
	h.ok(h.db.MarkRetry(h.ctx, "a", 1, morning.Add(time.Hour), false, "503"))
	equal(t, "its next attempt", next(), morning.Add(time.Hour))
	h.claim(morning.Add(time.Hour), 1)
	h.ok(h.db.MarkCancelled(h.ctx, "a", 2))
	equal(t, "then who stood behind", next(), morning)
}
