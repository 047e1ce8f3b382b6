package store

import (
	"net/url"
	"path/filepath"
	"strings"

	"nhacviec/internal/work"
)

// place is where a database is: a file's absolute path or PostgreSQL's URL.
type place struct {
	postgres bool
	address  string
}

func parseDSN(dsn string) (place, error) {
	scheme, rest, ok := strings.Cut(dsn, ":")
	switch {
	case ok && (scheme == "postgres" || scheme == "postgresql"):
		return place{postgres: true, address: dsn}, nil
	case ok && (scheme == "sqlite" || scheme == "file"):
		dsn = strings.TrimPrefix(rest, "//")
	case ok && strings.HasPrefix(rest, "//"), ok && rest == "memory:":
		// The rest may hold a password: only the scheme is repeated.
		return place{}, work.E(work.Invalid, "store.unknown_database", work.Args{"Scheme": scheme})
	}
	if dsn == "" {
		return place{}, work.E(work.Invalid, "store.no_database", nil)
	}
	path, err := filepath.Abs(dsn)
	return place{address: path}, err
}

// sqliteURI writes a file's path as a URI with pragmas. The driver runs
// busy_timeout first, whatever its place.
func sqliteURI(path string, params url.Values) string {
	u := url.URL{Path: filepath.ToSlash(path)}
	return "file:" + u.EscapedPath() + "?" + params.Encode()
}
