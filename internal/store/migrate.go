package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io/fs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"

	"nhacviec/internal/work"
)

//go:embed migrations
var migrations embed.FS

// migrateSQLite brings the tables up to date, one process at a time: SQLite's
// own locks let two first starts fail each other.
func migrateSQLite(ctx context.Context, path string, db *sql.DB) (err error) {
	release, err := lockFile(ctx, path+".lock")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	return migrate(ctx, goose.DialectSQLite3, "migrations/sqlite", db)
}

// migratePostgres does the same under a lock of the server's.
func migratePostgres(ctx context.Context, db *sql.DB) error {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return err
	}
	return migrate(ctx, goose.DialectPostgres, "migrations/postgres", db, goose.WithSessionLocker(locker))
}

func migrate(ctx context.Context, d goose.Dialect, dir string, db *sql.DB, o ...goose.ProviderOption) error {
	files, err := fs.Sub(migrations, dir)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(d, db, files, append(o, goose.WithDisableGlobalRegistry(true))...)
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return err
	}
	have, known, err := p.GetVersions(ctx)
	if err == nil && have > known {
		err = work.E(work.Invalid, "store.newer", work.Args{"Have": have, "Known": known})
	}
	return err
}
