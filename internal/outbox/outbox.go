package outbox

import (
	"sync"
	"time"

	"nhacviec/internal/work"
)

// Outbox takes deliveries from the Store to the Poster. Any number of them may
// share a Store.
//
//	ready ──claim──▶ sending ──▶ sent        posted, or found to be there
//	  ▲                │ │ └───▶ cancelled   nothing was left to say
//	  └─ retry, release┘ └─────▶ failed      it never can be, or too many attempts
//
// A delivery left in sending by a crash is claimed again when its lease has
// ended, which is when its post can no longer arrive. Where Posting says that
// there may have been one, the conversation is read before it is posted again.
type Outbox struct {
	cfg   Config
	pace  *pacer
	wake  chan struct{} // of room for one: wakes are not counted
	slots chan struct{} // one for each delivery under way
	tasks sync.WaitGroup

	mu       sync.Mutex
	underWay map[string]bool // by delivery id
	changed  chan struct{}   // closed, and replaced, when a delivery has ended
}

// New makes an Outbox; it does nothing until Run. The error is about cfg.
func New(cfg Config) (*Outbox, error) {
	cfg = cfg.withDefaults()
	if err := cfg.check(); err != nil {
		return nil, err
	}
	return &Outbox{
		cfg:      cfg,
		pace:     newPacer(cfg),
		wake:     make(chan struct{}, 1),
		slots:    make(chan struct{}, cfg.Workers),
		underWay: map[string]bool{},
		changed:  make(chan struct{}),
	}, nil
}

// Wake has Run look at once; call it after a commit that enqueued something.
func (o *Outbox) Wake() {
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// begin takes note of d; false where this Outbox is still busy with it.
func (o *Outbox) begin(d work.Delivery) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.underWay[d.ID] {
		return false
	}
	o.underWay[d.ID] = true
	return true
}

// end tells whoever waits that a delivery is no longer under way.
func (o *Outbox) end(d work.Delivery) {
	o.mu.Lock()
	delete(o.underWay, d.ID)
	close(o.changed)
	o.changed = make(chan struct{})
	o.mu.Unlock()
}

// progress is how many are under way, and a channel that is closed when one of
// them ends.
func (o *Outbox) progress() (underWay int, changed <-chan struct{}) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.underWay), o.changed
}

// claim is a delivery that is ours for a while.
type claim struct {
	work.Delivery
	quit  <-chan struct{} // closed: begin nothing that is not begun
	until time.Time       // by our monotonic clock: no post may be under way after it
	lease time.Time       // likewise: no mark is worth trying after it
}

func (c claim) quits() bool {
	select {
	case <-c.quit:
		return true
	default:
		return false
	}
}
