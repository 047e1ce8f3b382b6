package store_test

import (
	"path/filepath"
	"testing"

	"nhacviec/internal/store/storetest"
)

func TestSQLite(t *testing.T) {
	storetest.Run(t, func(t testing.TB) string { return filepath.Join(t.TempDir(), "nhacviec.db") })
}
