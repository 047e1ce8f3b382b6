package store

import (
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"modernc.org/sqlite"
	lite "modernc.org/sqlite/lib"

	"nhacviec/internal/work"
)

// What can go wrong below the rules. Match with errors.Is.
var (
	ErrClosed     = errors.New("store: closed")
	ErrBusy       = errors.New("store: another process is writing")
	ErrFull       = errors.New("store: the disk is full")
	ErrReadOnly   = errors.New("store: may not be written")
	ErrNoAccess   = errors.New("store: cannot be opened")
	ErrCorrupt    = errors.New("store: the file is damaged or no database")
	ErrConstraint = errors.New("store: the row breaks a rule of its table")
)

// errEnded answers a session that is used after its transaction.
var errEnded = errors.New("store: the transaction has ended")

// errAgain is a transaction that lost to another and is to be run again.
var errAgain = errors.New("store: lost to another transaction")

// translate turns a driver's error into ours, in one place. A row that is there
// already is a Conflict, one that names what is not there NotFound; an error
// that is none of the drivers' stays as it is.
func translate(err error) error {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return asOurs(err, sqliteKind(e.Code()))
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		return asOurs(err, postgresKind(e.Code))
	}
	return err
}

// kind sorts the drivers' codes.
type kind int

const (
	otherKind kind = iota
	duplicateKind
	missingKind
	constraintKind
	busyKind
	againKind
	fullKind
	readOnlyKind
	accessKind
	corruptKind
)

func asOurs(err error, k kind) error {
	sentinel := map[kind]error{
		constraintKind: ErrConstraint, busyKind: ErrBusy, againKind: errAgain, fullKind: ErrFull,
		readOnlyKind: ErrReadOnly, accessKind: ErrNoAccess, corruptKind: ErrCorrupt,
	}[k]
	switch {
	case k == duplicateKind:
		return &work.Error{Code: work.Conflict, Message: work.Message{Key: "error.duplicate"}, Cause: err}
	case k == missingKind:
		return &work.Error{Code: work.NotFound, Message: work.Message{Key: "error.not_found"}, Cause: err}
	case sentinel == nil || errors.Is(err, sentinel):
		return err
	}
	return fmt.Errorf("%w: %w", sentinel, err)
}

// sqliteKind reads SQLite's result codes: sqlite.org/rescode.html.
func sqliteKind(code int) kind {
	switch code {
	case lite.SQLITE_CONSTRAINT_UNIQUE, lite.SQLITE_CONSTRAINT_PRIMARYKEY:
		return duplicateKind
	case lite.SQLITE_CONSTRAINT_FOREIGNKEY:
		return missingKind
	}
	switch code & 0xff {
	case lite.SQLITE_CONSTRAINT:
		return constraintKind
	case lite.SQLITE_BUSY, lite.SQLITE_LOCKED:
		return busyKind
	case lite.SQLITE_FULL:
		return fullKind
	case lite.SQLITE_READONLY:
		return readOnlyKind
	case lite.SQLITE_CANTOPEN, lite.SQLITE_PERM, lite.SQLITE_AUTH:
		return accessKind
	case lite.SQLITE_CORRUPT, lite.SQLITE_NOTADB:
		return corruptKind
	}
	return otherKind
}

// postgresKind reads SQLSTATEs: PostgreSQL's manual, appendix A.
func postgresKind(code string) kind {
	switch code {
	case "23505":
		return duplicateKind
	case "23503":
		return missingKind
	case "40001", "40P01":
		return againKind
	case "55P03", "57014":
		return busyKind
	case "53100":
		return fullKind
	case "25006":
		return readOnlyKind
	}
	switch code[:min(2, len(code))] {
	case "23":
		return constraintKind
	case "28", "3D":
		return accessKind
	case "XX":
		return corruptKind
	}
	return otherKind
}
