package store

import (
	"context"
	"database/sql"
	"errors"
	"time"
)

// Of several copies on one PostgreSQL one plans: whose session holds this
// advisory lock. Others are kept out for the sake of the work, not of what is
// right: rows planned twice have one key.
const (
	leadPoll  = 2 * time.Second // how often a copy that does not lead asks again
	leadClass = 0x6e766965      // "nvie": the lock's first half; its second is the schema
)

const (
	tryLead = `SELECT CASE WHEN pg_try_advisory_lock($1, hashtext(current_schema())) THEN 1 ELSE 0 END`
	endLead = `SELECT CASE WHEN pg_advisory_unlock($1, hashtext(current_schema())) THEN 1 ELSE 0 END`
	// A leader whose machine is gone is given up after some 10 seconds. On a
	// Unix socket these do nothing.
	noticeDeath = `SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 2`
)

// Shared reports whether several copies of the program may work on the database
// at once.
func (db *DB) Shared() bool {
	_, ok := db.engine.(postgresEngine)
	return ok
}

// Lead runs fn while this copy leads, again whenever it has lost the lead and
// has it back, until ctx ends or fn does; fn's context ends with the lead. On
// SQLite AcquireLeader has been asked already, and fn is simply run.
func (db *DB) Lead(ctx context.Context, fn func(context.Context) error) error {
	e, ok := db.engine.(postgresEngine)
	if !ok {
		return fn(ctx)
	}
	for ctx.Err() == nil {
		led, err := e.leadOnce(ctx, fn)
		if led && err == nil && ctx.Err() == nil {
			return nil // fn has ended by itself
		}
		if err != nil && !errors.Is(err, errLeadLost) {
			return err
		}
		pause(ctx, leadPoll)
	}
	return nil
}

var errLeadLost = errors.New("store: the lead is lost")

// leadOnce asks for the lead once, and where it is free runs fn. A server that
// is away for a while is no error: it is asked again.
func (e postgresEngine) leadOnce(ctx context.Context, fn func(context.Context) error) (led bool, err error) {
	conn, err := e.db.Conn(ctx)
	if err != nil {
		return false, errLeadLost
	}
	defer func() { _ = conn.Close() }() // the pool has closed it where it was lost
	if !lockLead(ctx, conn) {
		return false, nil
	}
	lead, end := context.WithCancelCause(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		watchLead(lead, conn, end)
	}()
	err = fn(lead)
	lost := errors.Is(context.Cause(lead), errLeadLost)
	end(nil)
	<-watched
	var freed int
	_ = conn.QueryRowContext(context.WithoutCancel(ctx), endLead, leadClass).Scan(&freed) // ends with the session
	if lost {
		return true, errLeadLost
	}
	return true, err
}

func lockLead(ctx context.Context, conn *sql.Conn) bool {
	if _, err := conn.ExecContext(ctx, noticeDeath); err != nil {
		return false
	}
	var got int
	err := conn.QueryRowContext(ctx, tryLead, leadClass).Scan(&got)
	return err == nil && got == 1
}

// watchLead ends the lead when the session that holds it is gone.
func watchLead(ctx context.Context, conn *sql.Conn, end context.CancelCauseFunc) {
	for {
		pause(ctx, leadPoll)
		if ctx.Err() != nil {
			return
		}
		if err := conn.PingContext(ctx); err != nil && ctx.Err() == nil {
			end(errLeadLost)
			return
		}
	}
}

func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
