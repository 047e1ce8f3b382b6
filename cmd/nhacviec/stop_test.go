package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"nhacviec/internal/sandbox"
)

// Told to end in the midst of its work the bot ends within five seconds and
// leaves no connection; whatever was answered stands, and what was owed is said
// once after the next start.
func TestAStopLosesNothing(t *testing.T) {
	t.Parallel()
	w := bareWorkspace(t)
	db := filepath.Join(t.TempDir(), "bot.db")
	p := startBot(t, w, db)
	p.awaitReady(t)
	p.awaitSocket(t, w)
	w.upload(director, planChannel, "plan.txt", sandbox.SamplePlan().Data)
	offer := w.await("the offer to import", planChannel, "", isOffer)
	// Slack takes its time with the message that the import owes: the stop comes
	// while it is on its way.
	w.post("faults", map[string]any{"method": "chat.postMessage", "kind": "slow", "delay_ms": 20000, "count": 1}, nil)
	w.press(director, offer, "draft_open", "")
	w.submit(director, w.modal(director, "draft_import"), nil)
	var typing sync.WaitGroup
	var mu sync.Mutex
	acked := map[string]bool{}
	for i := range 8 {
		typing.Go(func() {
			title := fmt.Sprintf("Việc trước khi dừng %d", i)
			var a answer
			w.post("command", map[string]any{"user": []string{techMember, techHead, planHead, director}[i%4], "channel": planChannel, "command": "/task", "text": "add " + title}, &a)
			mu.Lock()
			defer mu.Unlock()
			acked[title] = a.Status == "acked" && strings.Contains(a.Text, title)
		})
	}
	w.awaitFaults()
	if took := p.terminate(t); took > 5*time.Second {
		t.Errorf("it took %v to end", took)
	}
	typing.Wait()
	if n := w.connections(); n != 0 {
		t.Errorf("%d connections are left", n)
	}
	again := startBot(t, w, db)
	again.awaitReady(t)
	again.awaitSocket(t, w)
	all := w.task(director, "list all").Text
	for title, was := range acked {
		if n := strings.Count(all+"\n", title+"\n"); was && n != 1 {
			t.Errorf("%q was answered and is there %d times", title, n)
		}
	}
	imported := func(m message) bool {
		return m.User == botUser && strings.Contains(m.Text, "3 nhiệm vụ, 6 nội dung.") && !isOffer(m)
	}
	w.await("the word that the plan is in", planChannel, "", imported)
	n := 0
	for _, m := range w.messages(planChannel, "") {
		if imported(m) {
			n++
		}
	}
	if n != 1 {
		t.Errorf("it was said %d times that the plan is in", n)
	}
}

// awaitFaults waits until every fault that was asked for has happened.
func (w *workspace) awaitFaults() {
	w.t.Helper()
	for deadline := time.Now().Add(patience); ; {
		var left struct{ Faults []struct{ Kind string } }
		w.get("faults", nil, &left)
		if len(left.Faults) == 0 {
			return
		}
		if time.Now().After(deadline) {
			w.t.Fatalf("these faults do not happen: %+v", left)
		}
	}
}
