package outbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"nhacviec/internal/work"
)

// fault is what goes wrong with one call.
type fault int

const (
	fine       fault = iota
	refused          // no connection: certainly not posted
	limited          // 429 for the workspace
	channel429       // 429 for the conversation
	errBefore        // 500, not carried out
	errAfter         // 500, carried out
	lost             // carried out, no answer
	hangNever        // no answer until the call gives up; never carried out
	hangLate         // likewise, and carried out just before it can no longer be
	panics           // carried out, and then the poster panics
	slow             // carried out, answered just in time
	faults
)

const (
	latency    = 50 * time.Millisecond
	retryAfter = 7 * time.Second

	postTimeout = 10 * time.Second
	settle      = 5 * time.Second
)

var errAmbiguous = errors.New("no answer")

// landed is a message in the fake Slack.
type landed struct {
	To, ID string
	At     time.Time
}

// fakeSlack is a Poster on a workspace in memory. Each call takes latency.
type fakeSlack struct {
	mu       sync.Mutex
	messages []landed
	posts    []landed
	onPost   []fault // for the posts to come, then fine
	onFind   []fault
	onFirst  map[string]fault // for the first post to someone, then as onPost
	blind    bool             // Find finds nothing
}

// seen is what is in Slack; calls are the posts, landed or not.
func (f *fakeSlack) seen() []landed {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.messages)
}

func (f *fakeSlack) calls() []landed {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.posts)
}

func (f *fakeSlack) Clock() time.Time { return time.Now() }

func (f *fakeSlack) Post(ctx context.Context, d work.Delivery) (Posted, error) {
	m := landed{d.To, d.ID, time.Now()}
	f.mu.Lock()
	f.posts = append(f.posts, m)
	bad, first := f.onFirst[d.To]
	if delete(f.onFirst, d.To); !first {
		bad = pop(&f.onPost)
	}
	f.mu.Unlock()
	f.travel(bad)
	switch bad {
	case refused:
		return Posted{}, &RetryError{Cause: errors.New("connection refused")}
	case limited, channel429:
		return Posted{}, &RetryError{After: retryAfter, Workspace: bad == limited, Cause: errors.New("ratelimited")}
	case errBefore:
		return Posted{}, errAmbiguous
	case hangNever, hangLate:
		<-ctx.Done()
		if bad == hangLate {
			time.AfterFunc(settle-time.Millisecond, func() { f.land(m) })
		}
		return Posted{}, ctx.Err()
	}
	p := f.land(m)
	switch bad {
	case panics:
		panic("poster")
	case errAfter, lost:
		return Posted{}, errAmbiguous
	}
	return p, nil
}

func (f *fakeSlack) travel(bad fault) {
	if bad == slow {
		time.Sleep(postTimeout - time.Millisecond)
		return
	}
	time.Sleep(latency)
}

func (f *fakeSlack) land(m landed) Posted {
	f.mu.Lock()
	defer f.mu.Unlock()
	m.At = time.Now()
	f.messages = append(f.messages, m)
	return Posted{Channel: "D" + m.To, TS: fmt.Sprint(len(f.messages))}
}

func (f *fakeSlack) Find(ctx context.Context, d work.Delivery) (Posted, bool, error) {
	f.mu.Lock()
	bad := pop(&f.onFind)
	f.mu.Unlock()
	f.travel(bad)
	switch bad {
	case limited, channel429:
		return Posted{}, false, &RetryError{After: retryAfter, Workspace: true, Cause: errors.New("ratelimited")}
	case hangNever, hangLate:
		<-ctx.Done()
		return Posted{}, false, ctx.Err()
	case refused, errBefore, errAfter, lost:
		return Posted{}, false, errAmbiguous
	case panics:
		panic("finder")
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, m := range f.messages {
		if m.ID == d.ID && !f.blind {
			return Posted{Channel: "D" + m.To, TS: fmt.Sprint(i + 1)}, true, nil
		}
	}
	return Posted{}, false, nil
}

func pop(script *[]fault) fault {
	if len(*script) == 0 {
		return fine
	}
	next := (*script)[0]
	*script = (*script)[1:]
	return next
}
