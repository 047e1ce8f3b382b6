// Package store keeps everything in SQLite or PostgreSQL, with one query text
// for both. It implements what app, outbox and schedule declare and decides
// nothing itself.
//
// Times keep whole milliseconds and come back in UTC; empty lists come back nil.
package store

import (
	"context"
	"errors"
	"sync"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/outbox"
	"nhacviec/internal/schedule"
	"nhacviec/internal/work"
)

var (
	_ app.Store      = (*DB)(nil)
	_ outbox.Store   = (*DB)(nil)
	_ schedule.Store = (*DB)(nil)
)

// Options tune a store; the zero value is the default.
type Options struct {
	// Readers bounds the connections that read; 0 means 8.
	Readers int
	// Busy is how long a write waits for another process's; 0 means 5 s.
	Busy time.Duration
}

func (o Options) withDefaults() Options {
	if o.Readers <= 0 {
		o.Readers = 8
	}
	if o.Busy <= 0 {
		o.Busy = 5 * time.Second
	}
	return o
}

// DB is an open store. Its methods may be called at the same time.
type DB struct {
	engine engine
	close  func() error
}

// engine runs transactions on one kind of database.
type engine interface {
	read(ctx context.Context, fn func(*session) error) error
	write(ctx context.Context, fn func(*session) error) error
	close() error
}

// Open opens the database that dsn names and brings its tables up to date. A
// file path, or sqlite:PATH, is SQLite and is created where it is missing;
// postgres://… is PostgreSQL. A dsn that is neither, and a database written by
// a newer version, are a *work.Error with code Invalid.
func Open(ctx context.Context, dsn string, o Options) (*DB, error) {
	where, err := parseDSN(dsn)
	if err != nil {
		return nil, err
	}
	var e engine
	if where.postgres {
		e, err = openPostgres(ctx, where.address, o.withDefaults())
	} else {
		e, err = openSQLite(ctx, where.address, o.withDefaults())
	}
	if err != nil {
		return nil, translate(err)
	}
	return &DB{e, sync.OnceValue(e.close)}, nil
}

// Close waits for the write under way; writes still waiting get ErrClosed. Only
// the first call closes.
func (db *DB) Close() error { return translate(db.close()) }

// Read implements app.Store.
func (db *DB) Read(ctx context.Context, fn func(app.Reader) error) error {
	return db.engine.read(ctx, func(s *session) error { return fn(reader{s}) })
}

// Write implements app.Store. A write that ctx ends before its turn never
// runs; once it has begun it is run to the end. A statement that failed fails
// the write, even where fn passes over its error. Where the disk or another
// process is in the way the error is one of this package's.
func (db *DB) Write(ctx context.Context, fn func(app.Writer) error) error {
	return db.engine.write(ctx, func(s *session) error { return fn(writer{reader{s}}) })
}

type reader struct{ *session }

type writer struct{ reader }

// errMoved is the refusal of a change that names a version it did not see.
func errMoved() error { return work.E(work.Conflict, "error.conflict", nil) }

func errNotFound() error { return work.E(work.NotFound, "error.not_found", nil) }

// isNotFound reports whether err says that a row is not there.
func isNotFound(err error) bool {
	var e *work.Error
	return errors.As(err, &e) && e.Code == work.NotFound
}
