package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"nhacviec/internal/work"
)

// end is one side of a copy: a transaction on a database of either kind.
type end struct {
	db       *sql.DB
	tx       *sql.Tx
	postgres bool
}

// table is a table as both kinds of database have it.
type table struct {
	name    string
	columns []string
}

const (
	sqliteTables = `SELECT name FROM sqlite_master WHERE type = 'table'
		AND name NOT LIKE 'sqlite_%' AND name <> 'goose_db_version' ORDER BY name`
	postgresTables = `SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()
		AND table_type = 'BASE TABLE' AND table_name <> 'goose_db_version' ORDER BY table_name COLLATE "C"`
	sqliteColumns   = `SELECT name FROM pragma_table_info($1) ORDER BY name`
	postgresColumns = `SELECT column_name FROM information_schema.columns
		WHERE table_schema = current_schema() AND table_name = $1 ORDER BY column_name COLLATE "C"`
)

// tables lists the program's tables with their columns, both by name.
func (e end) tables(ctx context.Context) ([]table, error) {
	names, columns := sqliteTables, sqliteColumns
	if e.postgres {
		names, columns = postgresTables, postgresColumns
	}
	all, err := e.texts(ctx, names)
	out := make([]table, len(all))
	for i := range all {
		if err != nil {
			break
		}
		out[i].name = all[i]
		out[i].columns, err = e.texts(ctx, columns, all[i])
	}
	return out, err
}

// texts reads the only column of a query.
func (e end) texts(ctx context.Context, query string, args ...any) (all []string, err error) {
	rows, err := e.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, translate(err)
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, translate(rows.Err())
}

// version is that of the tables, 0 where there are none.
func (e end) version(ctx context.Context) (int64, error) {
	known := `SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'goose_db_version'`
	if e.postgres {
		known = `SELECT table_name FROM information_schema.tables
			WHERE table_schema = current_schema() AND table_name = 'goose_db_version'`
	}
	have, err := e.texts(ctx, known)
	if err != nil || len(have) == 0 {
		return 0, err
	}
	var v int64
	err = e.tx.QueryRowContext(ctx, `SELECT COALESCE(MAX(version_id), 0) FROM goose_db_version`).Scan(&v)
	return v, translate(err)
}

// rows counts a table's.
func (e end) rows(ctx context.Context, t table) (n int64, err error) {
	err = e.tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM "+quoted(t.name)).Scan(&n)
	return n, translate(err)
}

// occupied is the name of a table that has rows, "" where none does.
func (e end) occupied(ctx context.Context, all []table) (string, error) {
	for _, t := range all {
		if n, err := e.rows(ctx, t); err != nil || n > 0 {
			return t.name, err
		}
	}
	return "", nil
}

// quoted is a name as both kinds of database take it. Names are the schema's own.
func quoted(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func (t table) list() string {
	q := make([]string, len(t.columns))
	for i, c := range t.columns {
		q[i] = quoted(c)
	}
	return strings.Join(q, ", ")
}

// latestVersion is the version that this program's migrations lead to.
func latestVersion() (int64, error) {
	files, err := migrations.ReadDir("migrations/sqlite")
	if err != nil || len(files) == 0 {
		return 0, errors.Join(err, errors.New("store: no migrations"))
	}
	var v int64
	_, err = fmt.Sscanf(files[len(files)-1].Name(), "%d_", &v)
	return v, err
}

// wantVersion refuses a database whose tables are not of this program's version.
func (e end) wantVersion(ctx context.Context) error {
	have, err := e.version(ctx)
	if err != nil {
		return err
	}
	known, err := latestVersion()
	switch {
	case err != nil:
		return err
	case have > known:
		return work.E(work.Invalid, "store.newer", work.Args{"Have": have, "Known": known})
	case have < known:
		return work.E(work.Invalid, "store.older", work.Args{"Have": have, "Known": known})
	}
	return nil
}
