package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// Socket Mode's figures. Source: https://docs.slack.dev/apis/events-api/using-socket-mode
const (
	maxConnections = 10
	ackTimeout     = 3 * time.Second
	connectionLife = time.Hour
	warningAhead   = 10 * time.Second
	ticketLife     = 30 * time.Second
	pingEvery      = 10 * time.Second
	// silenceLimit is how long a connection may leave pings unanswered.
	silenceLimit = 3 * pingEvery
	writeTimeout = 5 * time.Second
	// outQueue holds what a connection has not yet taken; one that lets it fill up is dropped.
	outQueue    = 4096
	maxAckBytes = 1 << 20
)

var (
	errNoConnection = errors.New("dispatch_failed")
	errAckTimeout   = errors.New("operation_timeout")
)

// socket is one Socket Mode connection.
type socket struct {
	conn     *websocket.Conn
	out      chan []byte
	gone     chan struct{}
	once     sync.Once
	draining bool // told to go: gets nothing more; guarded by the pool's lock
}

// close ends the connection, with a close frame when polite.
func (c *socket) close(polite bool) {
	c.once.Do(func() {
		close(c.gone)
		if polite {
			frame := websocket.FormatCloseMessage(websocket.CloseNormalClosure, "")
			_ = c.conn.WriteControl(websocket.CloseMessage, frame, time.Now().Add(time.Second))
		}
		_ = c.conn.Close()
	})
}

// pool is all Socket Mode connections of the app.
type pool struct {
	mu      sync.Mutex
	conns   []*socket
	next    int
	tickets map[string]time.Time
	waiting map[string]chan json.RawMessage // envelope id → its ack
	joined  chan struct{}                   // closed and replaced when a connection arrives
	ping    time.Duration
}

func newPool() *pool {
	return &pool{tickets: map[string]time.Time{}, waiting: map[string]chan json.RawMessage{}, joined: make(chan struct{}), ping: pingEvery}
}

// connectionsOpen hands out a single-use address for one connection.
func (s *Server) connectionsOpen(context.Context, args) (object, error) {
	ticket := s.pool.ticket()
	return object{"url": strings.Replace(s.URL(), "http", "ws", 1) + "/link/?ticket=" + ticket + "&app_id=" + s.store.installed().ID}, nil
}

func (p *pool) ticket() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	id := randomID(32)
	p.tickets[id] = time.Now()
	return id
}

// punch uses a ticket up.
func (p *pool) punch(ticket string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	issued, found := p.tickets[ticket]
	delete(p.tickets, ticket)
	return found && time.Since(issued) < ticketLife
}

func (p *pool) pingInterval() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ping
}

func (p *pool) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.conns)
}

// serveSocket keeps one connection until it ends.
func (s *Server) serveSocket(w http.ResponseWriter, r *http.Request) {
	if !s.pool.punch(r.URL.Query().Get("ticket")) {
		writeJSON(w, http.StatusForbidden, object{"ok": false, "error": "invalid_auth"})
		return
	}
	up := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }} // the ticket is the permission
	conn, err := up.Upgrade(w, r, nil)
	if err != nil {
		s.log.Debug("socket not opened", "err", err)
		return
	}
	c := &socket{conn: conn, out: make(chan []byte, outQueue), gone: make(chan struct{})}
	defer c.close(true)
	if !s.greet(c) {
		return
	}
	defer s.pool.leave(c)
	s.spawn(func() { s.feed(c) })
	s.pool.listen(c)
}

// greet says hello and takes the connection into the pool, or refuses the one too many.
func (s *Server) greet(c *socket) bool {
	p := s.pool
	p.mu.Lock()
	defer p.mu.Unlock()
	info := object{"host": "sandbox", "build_number": 1, "approximate_connection_time": int(connectionLife.Seconds())}
	if len(p.conns) >= maxConnections {
		c.write(mustJSON(object{"type": "disconnect", "reason": "too_many_websockets", "debug_info": info}))
		return false
	}
	hello := object{
		"type": "hello", "num_connections": len(p.conns) + 1,
		"connection_info": object{"app_id": s.store.installed().ID}, "debug_info": info,
	}
	if !c.write(mustJSON(hello)) {
		return false
	}
	p.conns = append(p.conns, c)
	close(p.joined)
	p.joined = make(chan struct{})
	return true
}

func (c *socket) write(data []byte) bool {
	_ = c.conn.SetWriteDeadline(time.Now().Add(writeTimeout))
	return c.conn.WriteMessage(websocket.TextMessage, data) == nil
}

// leave takes a connection out of the pool at once: nothing more is sent to it.
func (p *pool) leave(c *socket) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.conns = slices.DeleteFunc(slices.Clone(p.conns), func(x *socket) bool { return x == c })
}

// feed writes what is queued for a connection, pings it, and ends it after its hour.
func (s *Server) feed(c *socket) {
	defer c.close(true)
	ping := time.NewTicker(s.pool.pingInterval())
	defer ping.Stop()
	old := time.NewTimer(connectionLife - warningAhead)
	defer old.Stop()
	for {
		select {
		case data := <-c.out:
			if !c.write(data) {
				return
			}
		case <-ping.C:
			if c.conn.WriteControl(websocket.PingMessage, []byte("sandbox"), time.Now().Add(writeTimeout)) != nil {
				return
			}
		case <-old.C:
			s.disconnect(c, "warning")
		case <-c.gone:
			return
		case <-s.life.Done():
			return
		}
	}
}

// listen reads acks until the connection ends.
func (p *pool) listen(c *socket) {
	c.conn.SetReadLimit(maxAckBytes)
	alive := func(string) error { return c.conn.SetReadDeadline(time.Now().Add(silenceLimit)) }
	_ = alive("")
	c.conn.SetPongHandler(alive)
	for {
		_, data, err := c.conn.ReadMessage()
		if err != nil {
			return
		}
		var ack struct {
			EnvelopeID string          `json:"envelope_id"`
			Payload    json.RawMessage `json:"payload"`
		}
		if json.Unmarshal(data, &ack) == nil {
			p.acked(ack.EnvelopeID, ack.Payload)
		}
	}
}

func (p *pool) acked(id string, payload json.RawMessage) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if ch, found := p.waiting[id]; found {
		delete(p.waiting, id)
		ch <- payload
	}
}

// post queues an envelope for one of the connections, times over, and returns where its ack will
// come and the connection it went to.
func (p *pool) post(id string, data []byte, times int) (<-chan json.RawMessage, *socket, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for range p.conns {
		p.next++
		c := p.conns[p.next%len(p.conns)]
		if c.draining || !c.queue(data) {
			continue
		}
		for range times - 1 {
			c.queue(data)
		}
		ch := make(chan json.RawMessage, 1)
		p.waiting[id] = ch
		return ch, c, nil
	}
	return nil, nil, errNoConnection
}

func (c *socket) queue(data []byte) bool {
	select {
	case <-c.gone:
		return false
	default:
	}
	select {
	case c.out <- data:
		return true
	default:
		c.close(false)
		return false
	}
}

// await waits for an ack: three seconds, or until its connection is gone.
func (p *pool) await(ctx context.Context, id string, ch <-chan json.RawMessage, c *socket) (json.RawMessage, error) {
	defer p.forget(id)
	t := time.NewTimer(ackTimeout)
	defer t.Stop()
	select {
	case payload := <-ch:
		return payload, nil
	case <-c.gone:
	case <-t.C:
	case <-ctx.Done():
	}
	select {
	case payload := <-ch:
		return payload, nil
	default:
		return nil, errAckTimeout
	}
}

func (p *pool) forget(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.waiting, id)
}

// disconnect tells a connection to go, as Slack does before it refreshes one, and closes it:
// ten seconds after a warning, at once otherwise.
func (s *Server) disconnect(c *socket, reason string) {
	s.pool.mu.Lock()
	c.draining = true
	s.pool.mu.Unlock()
	c.queue(mustJSON(object{"type": "disconnect", "reason": reason, "debug_info": object{"host": "sandbox"}}))
	delay := 200 * time.Millisecond // so that the message can be read before the end
	if reason == "warning" {
		delay = warningAhead
	}
	s.spawn(func() {
		t := time.NewTimer(delay)
		defer t.Stop()
		select {
		case <-t.C:
		case <-c.gone:
		case <-s.life.Done():
		}
		c.close(true)
	})
}

// disconnectAll tells up to n connections to go; n < 1 means all.
func (s *Server) disconnectAll(reason string, n int) int {
	s.pool.mu.Lock()
	conns := slices.Clone(s.pool.conns)
	s.pool.mu.Unlock()
	if n > 0 && n < len(conns) {
		conns = conns[:n]
	}
	for _, c := range conns {
		s.disconnect(c, orElse(reason, "refresh_requested"))
	}
	return len(conns)
}
