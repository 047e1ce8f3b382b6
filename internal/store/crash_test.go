package store_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"nhacviec/internal/app"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

// crashEnv holds the database that a second process of this test writes to
// until it is killed.
const crashEnv = "NHACVIEC_TEST_CRASH"

func TestMain(m *testing.M) {
	if dsn := os.Getenv(crashEnv); dsn != "" {
		fmt.Fprintln(os.Stderr, writeForever(dsn))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// writeForever prints the key of each request that was acknowledged as done.
func writeForever(dsn string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, dsn, store.Options{})
	if err != nil {
		return err
	}
	failed := make(chan error)
	var printing sync.Mutex
	for hand := range 8 {
		go func() {
			for i := 0; ; i++ {
				key := fmt.Sprintf("%d-%d", hand, i)
				if err := writePair(ctx, db, key); err != nil {
					failed <- err
					return
				}
				printing.Lock()
				fmt.Println(key)
				printing.Unlock()
			}
		}()
	}
	return <-failed
}

// writePair stores two rows that belong together.
func writePair(ctx context.Context, db *store.DB, key string) error {
	return db.Write(ctx, func(w app.Writer) error {
		if _, err := w.OpenRequest(ctx, work.Request{Key: "first " + key}); err != nil {
			return err
		}
		_, err := w.OpenRequest(ctx, work.Request{Key: "second " + key})
		return err
	})
}

// TestKilled kills a process in the midst of its writes: all that it had
// acknowledged is there, and nothing by half.
func TestKilled(t *testing.T) {
	dsn := filepath.Join(t.TempDir(), "nhacviec.db")
	acked := runAndKill(t, dsn, 500)

	db, err := store.Open(t.Context(), dsn, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	kept := map[string]int{}
	if err := db.Read(t.Context(), func(r app.Reader) error {
		open, err := r.OpenRequests(t.Context())
		for _, v := range open {
			_, key, _ := strings.Cut(v.Key, " ")
			kept[key]++
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, key := range acked {
		if kept[key] == 0 {
			t.Errorf("%s was acknowledged and is lost", key)
		}
	}
	for key, rows := range kept {
		if rows != 2 {
			t.Errorf("%s has %d of its 2 rows", key, rows)
		}
	}
}

// runAndKill returns what the process had acknowledged when it was killed,
// after n writes or soon after.
func runAndKill(t *testing.T, dsn string, n int) (acked []string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), crashEnv+"="+dsn)
	var problem bytes.Buffer
	cmd.Stderr = &problem
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if acked = append(acked, lines.Text()); len(acked) == n {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := cmd.Wait(); err == nil || len(acked) < n {
		t.Fatalf("the process ended after %d writes: %v\n%s", len(acked), err, problem.String())
	}
	return acked
}
