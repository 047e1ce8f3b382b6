package store

import (
	"context"
	"database/sql"
	"errors"
	"runtime"
)

// groupSize bounds how many writes one commit carries.
const groupSize = 64

// group commits the writes that wait together: one transaction and one sync to
// disk for all, a savepoint for each, and every answer after the commit.
//
// One goroutine owns the connection. It lends the transaction to one caller
// after another, whose fn runs on the caller's own goroutine: a panic there, or
// a test's FailNow, unwinds its caller alone.
type group struct {
	conn  *writerConn
	queue chan *request // unbuffered: who waits in it may still turn away
	stop  chan struct{}
	ended chan struct{}
}

// request is one write on its way through a group.
type request struct {
	fn   func(*session) error
	turn chan *session // the transaction is lent
	ran  chan error    // and given back, with fn's answer
	done chan error    // the end; holds one answer, for a caller that is gone
}

// errGone stands for the answer of an fn that panicked.
var errGone = errors.New("store: the write's function did not return")

func newGroup(conn *sql.Conn) *group {
	g := &group{
		conn:  &writerConn{conn: conn, known: map[string]*sql.Stmt{}},
		queue: make(chan *request),
		stop:  make(chan struct{}),
		ended: make(chan struct{}),
	}
	go g.loop()
	return g
}

// write queues fn and waits until its changes are durable. Until the group has
// taken it, ctx can withdraw it.
func (g *group) write(ctx context.Context, fn func(*session) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	r := &request{fn: fn, turn: make(chan *session), ran: make(chan error), done: make(chan error, 1)}
	select {
	case g.queue <- r:
	case <-ctx.Done():
		return ctx.Err()
	case <-g.stop:
		return ErrClosed
	}
	for {
		select {
		case s := <-r.turn:
			r.use(s)
		case err := <-r.done:
			return err
		}
	}
}

// use runs fn and gives the transaction back, whatever fn does.
func (r *request) use(s *session) {
	err := errGone
	defer func() {
		s.end()
		r.ran <- err
	}()
	if err = r.fn(s); err == nil {
		err = s.failed
	}
}

func (g *group) close() error {
	close(g.stop)
	<-g.ended
	return g.conn.close()
}

func (g *group) loop() {
	defer close(g.ended)
	for {
		select {
		case r := <-g.queue:
			g.serve(r)
		case <-g.stop:
			return
		}
	}
}

// serve gathers requests behind first until none waits, and commits them.
func (g *group) serve(first *request) {
	if err := g.conn.run("BEGIN IMMEDIATE"); err != nil {
		first.done <- err
		return
	}
	var members []*member
	for r := first; r != nil; r = g.next(len(members)) {
		m := &member{request: r}
		members = append(members, m)
		if err := g.try(m); err != nil {
			g.rollback()
			g.alone(members)
			return
		}
	}
	if err := g.conn.run("COMMIT"); err != nil {
		g.rollback()
		g.alone(members)
		return
	}
	for _, m := range members {
		m.done <- m.err
	}
}

// member is a request that has run in a group, with what it will be answered.
type member struct {
	*request
	err error
}

// next is a request that waits already, nil where none does. Callers who were
// answered just now are let run once, to come back with their next write.
func (g *group) next(n int) *request {
	if n >= groupSize {
		return nil
	}
	for yielded := false; ; yielded = true {
		select {
		case r := <-g.queue:
			return r
		default:
			if yielded {
				return nil
			}
			runtime.Gosched()
		}
	}
}

// try runs one request inside the group's transaction. An error means that the
// transaction itself is lost: SQLite ends it by itself when the disk is full,
// and then the savepoint is gone.
func (g *group) try(m *member) error {
	if err := g.conn.run("SAVEPOINT request"); err != nil {
		return err
	}
	if m.err = g.lend(m.request); m.err != nil {
		if err := g.conn.run("ROLLBACK TO request"); err != nil {
			return err
		}
	}
	return g.conn.run("RELEASE request")
}

// lend lets the request's caller use the transaction. No context interrupts its
// statements: that would end the transaction under the whole group.
func (g *group) lend(r *request) error {
	r.turn <- &session{run: g.conn, whole: true}
	return <-r.ran
}

// alone gives each request of a lost group its own transaction, so that the
// one that was too much fails without the others.
func (g *group) alone(members []*member) {
	for _, m := range members {
		if !errors.Is(m.err, errGone) {
			m.done <- g.single(m.request)
		}
	}
}

func (g *group) single(r *request) error {
	if err := g.conn.run("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	err := g.lend(r)
	if err == nil {
		err = g.conn.run("COMMIT")
	}
	if err != nil {
		g.rollback()
	}
	return err
}

// rollback ends a transaction that SQLite may have ended already.
func (g *group) rollback() { _ = g.conn.run("ROLLBACK") }
