package sandbox

import (
	"net/http"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// dial opens a connection by hand.
func (b *bench) dial() (*websocket.Conn, object) {
	b.t.Helper()
	conn := b.dialURL(b.socketURL())
	hello := read(b.t, conn)
	return conn, hello
}

func (b *bench) socketURL() string {
	b.t.Helper()
	req, _ := http.NewRequest("POST", b.s.URL()+"/api/apps.connections.open", nil)
	req.Header.Set("Authorization", "Bearer "+appToken)
	_, out := b.do(req)
	return str(out, "url")
}

func (b *bench) dialURL(url string) *websocket.Conn {
	b.t.Helper()
	conn, resp, err := websocket.DefaultDialer.Dial(url, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	resp.Body.Close()
	b.t.Cleanup(func() { conn.Close() })
	return conn
}

func read(t *testing.T, conn *websocket.Conn) object {
	t.Helper()
	_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	var out object
	if err := conn.ReadJSON(&out); err != nil {
		t.Fatal(err)
	}
	return out
}

// left waits until only n connections are left.
func (b *bench) left(n int) {
	b.t.Helper()
	deadline := time.After(5 * time.Second)
	for b.s.pool.count() != n {
		select {
		case <-deadline:
			b.t.Fatalf("%d connections, want %d", b.s.pool.count(), n)
		default:
			runtime.Gosched()
		}
	}
}

func TestHelloAndSingleUseAddresses(t *testing.T) {
	b := start(t, nil)
	url := b.socketURL()
	hello := read(t, b.dialURL(url))
	if hello["type"] != "hello" || hello["num_connections"] != 1.0 || child(hello, "connection_info")["app_id"] != "A02NHACVIEC" ||
		child(hello, "debug_info")["approximate_connection_time"] != 3600.0 {
		t.Errorf("hello %v", hello)
	}
	_, resp, err := websocket.DefaultDialer.Dial(url, nil)
	if err == nil || resp.StatusCode != http.StatusForbidden {
		t.Errorf("the address worked twice: %v", err)
	}
	if resp != nil {
		resp.Body.Close()
	}
}

func TestTenConnectionsAtMost(t *testing.T) {
	b := start(t, nil)
	for i := range maxConnections {
		if _, hello := b.dial(); hello["num_connections"] != float64(i+1) {
			t.Fatalf("connection %d: %v", i, hello)
		}
	}
	if _, first := b.dial(); first["type"] != "disconnect" || first["reason"] != "too_many_websockets" {
		t.Errorf("the eleventh got %v", first)
	}
}

func TestEachPayloadGoesToOneConnectionAndDeadOnesGetNone(t *testing.T) {
	b := start(t, nil)
	one, _ := b.dial()
	two, _ := b.dial()
	var mu sync.Mutex
	got := map[string]int{}
	var readers sync.WaitGroup
	for name, conn := range map[string]*websocket.Conn{"one": one, "two": two} {
		readers.Go(func() {
			for {
				var e object
				if conn.ReadJSON(&e) != nil {
					return
				}
				mu.Lock()
				got[name]++
				mu.Unlock()
				_ = conn.WriteJSON(object{"envelope_id": e["envelope_id"]})
			}
		})
	}
	for range 6 {
		if out := task(b, "x"); out["status"] != "acked" {
			t.Fatal(out)
		}
	}
	mu.Lock()
	if got["one"] != 3 || got["two"] != 3 {
		t.Errorf("shared as %v", got)
	}
	mu.Unlock()
	two.Close()
	b.left(1)
	for range 3 {
		if out := task(b, "x"); out["status"] != "acked" {
			t.Errorf("after a connection died: %v", out)
		}
	}
	one.Close()
	readers.Wait()
}

func TestPingsComeInTime(t *testing.T) {
	if pingEvery >= 30*time.Second {
		t.Errorf("a ping every %v: clients give up after 30 s", pingEvery)
	}
	b := start(t, nil)
	b.s.pool.mu.Lock()
	b.s.pool.ping = 10 * time.Millisecond
	b.s.pool.mu.Unlock()
	conn, _ := b.dial()
	pinged := make(chan struct{}, 100)
	conn.SetPingHandler(func(string) error { pinged <- struct{}{}; return nil })
	done := make(chan struct{})
	go func() { defer close(done); _, _, _ = conn.ReadMessage() }()
	for range 2 {
		receive(t, pinged, "a ping")
	}
	conn.Close()
	<-done
}

func TestDisconnect(t *testing.T) {
	b := start(t, nil)
	conn, _ := b.dial()
	if out := b.must("POST", "faults", object{"kind": "disconnect", "reason": "link_disabled"}); out["disconnected"] != 1.0 {
		t.Errorf("got %v", out)
	}
	if msg := read(t, conn); msg["type"] != "disconnect" || msg["reason"] != "link_disabled" {
		t.Errorf("got %v", msg)
	}
	if out := task(b, "x"); out["error"] != "dispatch_failed" {
		t.Errorf("a connection told to go still gets payloads: %v", out)
	}
	_ = conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseNormalClosure) {
		t.Errorf("then %v", err)
	}
}

func TestASlackGoBotComesBackAfterADisconnect(t *testing.T) {
	b := start(t, nil)
	b.connect(nil)
	joined := func() <-chan struct{} { _, c := b.s.pool.state(); return c }()
	b.must("POST", "faults", object{"kind": "disconnect"})
	receive(t, joined, "the bot's next connection")
	if out := task(b, "x"); out["status"] != "acked" {
		t.Errorf("got %v", out)
	}
}
