package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// errHeld says that another process, or another call, has the lock.
var errHeld = errors.New("store: the lock is held")

// lockPoll is how often a lock that is held is tried again: the system's own
// waiting could not be ended by a context.
const lockPoll = 50 * time.Millisecond

// AcquireLeader waits until no other process leads on the SQLite file at path,
// and leads until release. The system ends the lead of a process that dies.
// Where ctx ends first its error is returned; one attempt is always made.
func AcquireLeader(ctx context.Context, path string) (release func() error, err error) {
	where, err := parseDSN(path)
	if err != nil {
		return nil, err
	}
	if where.postgres { // its copies share the work by row locks
		return func() error { return nil }, nil
	}
	if err := createFile(where.address); err != nil {
		return nil, err
	}
	return lockFile(ctx, where.address+".leader")
}

// TryLeader is AcquireLeader without waiting: ok is false where another leads.
func TryLeader(path string) (release func() error, ok bool, err error) {
	once, end := context.WithCancel(context.Background())
	end()
	release, err = AcquireLeader(once, path)
	if errors.Is(err, context.Canceled) {
		return nil, false, nil
	}
	return release, err == nil, err
}

// lockFile takes an advisory lock on the file at path, which stays behind.
func lockFile(ctx context.Context, path string) (release func() error, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoAccess, err)
	}
	tick := time.NewTicker(lockPoll)
	defer tick.Stop()
	for {
		err := tryLock(f)
		if err == nil {
			return f.Close, nil
		}
		if !errors.Is(err, errHeld) {
			return nil, errors.Join(fmt.Errorf("store: lock %s: %w", path, err), f.Close())
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), f.Close())
		}
	}
}
