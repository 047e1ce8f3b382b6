package main

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"nhacviec/internal/app"
	"nhacviec/internal/sandbox"
	"nhacviec/internal/store"
	"nhacviec/internal/store/storetest"
	"nhacviec/internal/work"
)

const (
	benchTasks       = 100_000
	benchConnections = 16
)

// BenchmarkHTTPUpdate measures signed `/task update` requests over HTTP on 16
// connections against the whole program, on an SQLite file of 100,000 tasks
// with synchronous=FULL: each is timed until its ack, which says what was
// committed. `make bench` sets it beside the bare store's transactions.
func BenchmarkHTTPUpdate(b *testing.B) {
	db := filepath.Join(b.TempDir(), "bench.db")
	load := fill(b, db)
	people, err := sandbox.SampleWorkspace()
	if err != nil {
		b.Fatal(err)
	}
	people.Team.ID = storetest.LoadTeam
	base := overHTTP(b, workspaceOf(b, people), db)
	clients := make([]*http.Client, benchConnections)
	for i := range clients {
		clients[i] = &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1, MaxConnsPerHost: 1}}
		defer clients[i].CloseIdleConnections()
	}
	var n atomic.Int64
	took := make([][]time.Duration, benchConnections)
	var group sync.WaitGroup
	b.ResetTimer()
	for i, client := range clients {
		group.Go(func() {
			for k := n.Add(1); k <= int64(b.N); k = n.Add(1) {
				took[i] = append(took[i], updateOverHTTP(b, client, base, load.Ref(int(k*7919%benchTasks)), i, k))
			}
		})
	}
	group.Wait()
	b.StopTimer()
	reportTimes(b, slices.Concat(took...))
}

// updateOverHTTP sends one update and returns how long its answer took.
func updateOverHTTP(b *testing.B, client *http.Client, base, ref string, person int, k int64) time.Duration {
	form := commandForm(benchPerson(person), fmt.Sprintf("update %s %d%% đã nộp thêm đơn", ref, k%101))
	form.Set("team_id", storetest.LoadTeam)
	form.Set("trigger_id", fmt.Sprintf("%d.bench", k))
	req := signedRequest(b, base+"/slack/commands", form.Encode(), signingSecret, time.Now())
	began := time.Now()
	res, err := client.Do(req)
	if err != nil {
		b.Error(err)
		return 0
	}
	text := ackText(b, res)
	took := time.Since(began)
	if !strings.Contains(text, "*"+ref+"*") {
		b.Errorf("update %s: %s", ref, text)
	}
	return took
}

func reportTimes(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	at := func(share float64) float64 {
		return float64(took[min(len(took)-1, int(share*float64(len(took))))].Microseconds()) / 1000
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "req/s")
	b.ReportMetric(at(0.50), "p50-ms")
	b.ReportMetric(at(0.99), "p99-ms")
}

func benchPerson(i int) string { return fmt.Sprintf("U9%06d", i) }

// fill makes a database with one plan of 100,000 tasks and people the bot has
// met.
func fill(b *testing.B, path string) storetest.Load {
	b.Helper()
	db, err := store.Open(b.Context(), path, store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	load, err := storetest.NewLoad(b.Context(), db, benchTasks)
	if err != nil {
		b.Fatal(err)
	}
	err = db.Write(b.Context(), func(w app.Writer) error { return meetAll(b.Context(), w, load.Workspace) })
	if err != nil {
		b.Fatal(err)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	return load
}

func meetAll(ctx context.Context, w app.Writer, ws int64) error {
	for i := range benchConnections {
		p := work.Person{Workspace: ws, ID: benchPerson(i), Name: "Người đo", Language: "vi", Zone: "Asia/Ho_Chi_Minh"}
		if err := w.PutPerson(ctx, p); err != nil {
			return err
		}
	}
	return nil
}
