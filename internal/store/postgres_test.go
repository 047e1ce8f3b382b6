package store_test

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"sync/atomic"
	"testing"

	"nhacviec/internal/store/storetest"
)

// schemas counts the schemas made by this process.
var schemas atomic.Int64

// TestPostgres runs where NHACVIEC_TEST_POSTGRES holds the URL of a database in
// which schemas may be made; each test gets one of its own.
func TestPostgres(t *testing.T) {
	if os.Getenv("NHACVIEC_TEST_POSTGRES") == "" {
		t.Skip("NHACVIEC_TEST_POSTGRES is not set")
	}
	storetest.Run(t, postgresSchema)
}

// postgresSchema is the address of an empty schema, gone with the test, which is
// skipped where there is no server.
func postgresSchema(t testing.TB) string {
	t.Helper()
	server := os.Getenv("NHACVIEC_TEST_POSTGRES")
	if server == "" {
		t.Skip("NHACVIEC_TEST_POSTGRES is not set")
	}
	schema := fmt.Sprintf("test_%d_%d", os.Getpid(), schemas.Add(1))
	run := func(query string) {
		db, err := sql.Open("pgx", server)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(query); err != nil {
			t.Fatal(err)
		}
	}
	run("CREATE SCHEMA " + schema)
	t.Cleanup(func() { run("DROP SCHEMA " + schema + " CASCADE") })
	u, err := url.Parse(server)
	if err != nil {
		t.Fatal(err)
	}
	q := u.Query()
	q.Set("search_path", schema)
	u.RawQuery = q.Encode()
	return u.String()
}
