package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"nhacviec/internal/work"
)

// Backup writes a copy of a database to a new SQLite file, while the bot runs,
// as the database stood at one moment, and opens the copy to see that it is
// whole. A file that is there already is a *work.Error with code Invalid.
func Backup(ctx context.Context, dsn, file string) ([]Copied, error) {
	where, err := parseDSN(dsn)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(wantFile(dsn), wantNoFile(file)); err != nil {
		return nil, err
	}
	part := file + ".partial" // never taken for a backup where this is broken off
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	least := int64(0)
	if where.postgres {
		err = backupPostgres(ctx, where.address, part)
	} else {
		least, err = backupSQLite(ctx, where.address, part)
	}
	var copied []Copied
	if err == nil {
		copied, err = Verify(ctx, part)
	}
	if err == nil && rowsOf(copied, "events") < least {
		err = fmt.Errorf("%w: the copy lacks events", ErrCorrupt)
	}
	if err == nil {
		err = publish(part, file)
	}
	if err != nil {
		return nil, errors.Join(err, removeSQLite(part))
	}
	return copied, nil
}

func rowsOf(copied []Copied, table string) int64 {
	for _, c := range copied {
		if c.Table == table {
			return c.Rows
		}
	}
	return 0
}

func wantNoFile(path string) error {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil {
		err = work.E(work.Invalid, "store.file_there", work.Args{"File": path})
	}
	return err
}

// backupSQLite copies within one snapshot (sqlite.org/lang_vacuum.html). events
// is how many there were before: none ever goes.
func backupSQLite(ctx context.Context, path, file string) (events int64, err error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) // for the owner's eyes alone
	if err != nil {
		return 0, errors.Join(ErrNoAccess, err)
	}
	if err := f.Close(); err != nil {
		return 0, err
	}
	db, err := openPlain(path, "rw")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(translate(err), db.Close()) }()
	if events, err = countEvents(ctx, db); err != nil {
		return 0, err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO $1", file)
	return events, err
}

// countEvents refuses a database that is none of ours.
func countEvents(ctx context.Context, db *sql.DB) (n int64, err error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	defer func() { _ = tx.Rollback() }() // it has changed nothing
	e := end{db: db, tx: tx}
	version, err := e.version(ctx)
	if err == nil && version == 0 {
		err = work.E(work.Invalid, "store.not_ours", nil)
	}
	if err != nil {
		return 0, err
	}
	return e.rows(ctx, table{name: "events"})
}

// backupPostgres copies row by row, and then packs the copy.
func backupPostgres(ctx context.Context, address, file string) (err error) {
	db, err := sql.Open("pgx", address)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return translate(err)
	}
	defer func() { _ = tx.Rollback() }() // it has changed nothing
	source := end{db: db, tx: tx, postgres: true}
	if err := source.wantVersion(ctx); err != nil {
		return err
	}
	loose := file + ".copy"
	if err := removeSQLite(loose); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, removeSQLite(loose)) }()
	target, err := createEnd(ctx, loose)
	if err != nil {
		return err
	}
	_, err = copyAll(ctx, source, target.end, nil)
	if err = errors.Join(err, target.close()); err != nil {
		return err
	}
	_, err = backupSQLite(ctx, loose, file)
	return err
}

// Verify opens a SQLite file for reading and says how many rows its tables
// have. One that is damaged is ErrCorrupt; one of a newer version, or that is
// none of ours, a *work.Error.
func Verify(ctx context.Context, file string) (tables []Copied, err error) {
	if err := wantFile(file); err != nil {
		return nil, err
	}
	where, err := parseDSN(file)
	if err != nil {
		return nil, err
	}
	db, err := openPlain(where.address, "ro")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, translate(err)
	}
	defer func() { _ = tx.Rollback() }()
	e := end{db: db, tx: tx}
	if err := e.sound(ctx); err != nil {
		return nil, err
	}
	all, err := e.tables(ctx)
	for _, t := range all {
		n, cerr := e.rows(ctx, t)
		if cerr != nil {
			return nil, cerr
		}
		tables = append(tables, Copied{t.name, n, true})
	}
	return tables, err
}

// sound is nil where a SQLite file is whole, ours, and not newer than we are.
func (e end) sound(ctx context.Context) error {
	said, err := e.texts(ctx, "PRAGMA integrity_check(1)")
	if err != nil {
		return err
	}
	if len(said) != 1 || said[0] != "ok" {
		return fmt.Errorf("%w: %v", ErrCorrupt, said)
	}
	var broken int
	if err := e.tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM pragma_foreign_key_check").Scan(&broken); err != nil {
		return translate(err)
	}
	if broken > 0 {
		return fmt.Errorf("%w: %d rows point to rows that are missing", ErrCorrupt, broken)
	}
	have, err := e.version(ctx)
	if err != nil {
		return err
	}
	known, err := latestVersion()
	switch {
	case err != nil:
		return err
	case have == 0:
		return work.E(work.Invalid, "store.not_ours", nil)
	case have > known:
		return work.E(work.Invalid, "store.newer", work.Args{"Have": have, "Known": known})
	}
	return nil
}

// publish gives a finished file its name, on disk, unless another has it.
func publish(part, file string) error {
	if err := syncFile(part); err != nil {
		return err
	}
	switch err := os.Link(part, file); {
	case errors.Is(err, fs.ErrExist):
		return work.E(work.Invalid, "store.file_there", work.Args{"File": file})
	case err == nil:
		err = os.Remove(part)
		return errors.Join(err, syncFile(filepath.Dir(file)))
	}
	// A file system without links: the name was free a moment ago.
	return errors.Join(os.Rename(part, file), syncFile(filepath.Dir(file)))
}

func syncFile(path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	if info, serr := f.Stat(); serr == nil && info.IsDir() {
		_ = f.Sync() // not every system can
		return nil
	}
	return f.Sync()
}

// removeSQLite removes a file and what SQLite, or we, left beside it.
func removeSQLite(path string) error {
	var errs []error
	for _, suffix := range []string{"", "-wal", "-shm", "-journal", ".lock", ".leader"} {
		if err := os.Remove(path + suffix); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// Restored says what a restore did.
type Restored struct {
	Tables []Copied
	Aside  string // where the database is that was there before; "" = there was none
}

// Restore puts a backup in the place of a SQLite database and keeps what was
// there beside it, under a name with the moment. What the backup holds as still
// to be sent is looked for in Slack before it is sent, for it may have been
// since. A bot that runs, or PostgreSQL, is a *work.Error with code Invalid.
func Restore(ctx context.Context, file, dsn string, now time.Time) (r Restored, err error) {
	where, err := parseDSN(dsn)
	if err != nil {
		return r, err
	}
	if where.postgres {
		return r, work.E(work.Invalid, "store.restore_postgres", work.Args{"File": file})
	}
	if _, err := Verify(ctx, file); err != nil {
		return r, err
	}
	existed := wantFile(dsn) == nil
	free, ok, err := TryLeader(dsn)
	if err != nil {
		return r, err
	}
	if !ok {
		return r, work.E(work.Invalid, "store.running", nil)
	}
	defer func() { err = errors.Join(err, free()) }()
	part := where.address + ".restoring"
	if err := removeSQLite(part); err != nil {
		return r, err
	}
	if r.Tables, err = stage(ctx, file, part); err != nil {
		return r, errors.Join(err, removeSQLite(part))
	}
	if existed {
		if r.Aside, err = setAside(ctx, where.address, now); err != nil {
			return r, errors.Join(err, removeSQLite(part))
		}
	}
	return r, errors.Join(os.Rename(part, where.address), syncFile(filepath.Dir(where.address)))
}

// stage makes a copy of a backup that is ready to be used, and looks at it.
func stage(ctx context.Context, file, part string) ([]Copied, error) {
	if _, err := backupSQLite(ctx, file, part); err != nil {
		return nil, err
	}
	db, err := openPlain(part, "rw")
	if err != nil {
		return nil, err
	}
	_, err = db.ExecContext(ctx, `UPDATE deliveries SET posting = COALESCE(posting, planned_at, due_at),
		state = 'ready', lease = NULL WHERE state IN ('ready', 'sending')`)
	if err = errors.Join(translate(err), db.Close()); err != nil {
		return nil, err
	}
	if err := syncFile(part); err != nil {
		return nil, err
	}
	return Verify(ctx, part)
}

// emptyLog puts the log back into the file, and refuses where another process
// has it open. A damaged file keeps its log.
func emptyLog(ctx context.Context, path string) (err error) {
	db, err := openPlain(path, "rw")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var busy, pages, moved int
	err = db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	if err == nil && busy != 0 {
		return work.E(work.Invalid, "store.running", nil)
	}
	return nil
}

// setAside gives the database at path a second name and empties its log into
// it, so that the file at path can be replaced in one step.
func setAside(ctx context.Context, path string, now time.Time) (string, error) {
	aside := path + ".before-" + now.UTC().Format("20060102T150405Z")
	if err := wantNoFile(aside); err != nil {
		return "", err
	}
	if err := emptyLog(ctx, path); err != nil {
		return "", err
	}
	if info, err := os.Stat(path + "-wal"); err == nil && info.Size() > 0 {
		if err := os.Rename(path+"-wal", aside+"-wal"); err != nil {
			return "", err
		}
	}
	for _, suffix := range []string{"-wal", "-shm"} {
		if err := os.Remove(path + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	if os.Link(path, aside) == nil {
		return aside, nil
	}
	return aside, os.Rename(path, aside)
}
