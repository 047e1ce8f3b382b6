package sandbox

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

// signal says that something changed, without saying what it now is: the page asks for that.
type signal struct {
	Type    string `json:"type"` // "message", "view", "home", "clock", "state"
	Channel string `json:"channel,omitempty"`
	TS      string `json:"ts,omitempty"`
	User    string `json:"-"` // only for this user; empty: everyone who may see the channel
}

// stream carries signals to the pages that listen.
type stream struct {
	mu        sync.Mutex
	listeners map[chan signal]struct{}
}

func newStream() *stream { return &stream{listeners: map[chan signal]struct{}{}} }

// send tells everyone who listens; one who does not keep up misses signals, not the truth.
func (s *stream) send(sig signal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for l := range s.listeners {
		select {
		case l <- sig:
		default:
		}
	}
}

func (s *stream) listen() (<-chan signal, func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	l := make(chan signal, 256)
	s.listeners[l] = struct{}{}
	return l, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.listeners, l)
	}
}

func (s *Server) signalMessage(m message) {
	s.stream.send(signal{Type: "message", Channel: m.Channel, TS: m.changedTS(), User: m.EphemeralTo})
}

func (s *Server) signalView(user string) { s.stream.send(signal{Type: "view", User: user}) }

// serveStream sends one user's signals as Server-Sent Events.
func (s *Server) serveStream(w http.ResponseWriter, r *http.Request) {
	flusher, ok := w.(http.Flusher)
	if !ok {
		http.Error(w, "this connection cannot stream", http.StatusInternalServerError)
		return
	}
	user := r.URL.Query().Get("user")
	signals, stop := s.stream.listen()
	defer stop()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	fmt.Fprint(w, ": hello\n\n")
	flusher.Flush()
	beat := time.NewTicker(15 * time.Second)
	defer beat.Stop()
	for {
		select {
		case sig := <-signals:
			if !s.concerns(sig, user) {
				continue
			}
			fmt.Fprintf(w, "data: %s\n\n", mustJSON(sig))
		case <-beat.C:
			fmt.Fprint(w, ": beat\n\n")
		case <-r.Context().Done():
			return
		case <-s.life.Done():
			return
		}
		flusher.Flush()
	}
}

// concerns reports whether a user may know of a signal.
func (s *Server) concerns(sig signal, user string) bool {
	if sig.User != "" && sig.User != user {
		return false
	}
	return sig.Channel == "" || s.store.canRead(sig.Channel, user)
}
