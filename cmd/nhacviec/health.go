package main

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"nhacviec/internal/app"
)

// serve serves metrics and health at an address until hush is called; "" is
// nowhere. A copy that waits for the lead is heard as well.
func (m *monitor) serve(address string) (hush func() error, err error) {
	if address == "" {
		return func() error { return nil }, nil
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError}))
	mux.Handle("/", m.besides(http.NotFoundHandler()))
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second, WriteTimeout: 30 * time.Second, IdleTimeout: 2 * time.Minute}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(listener) }()
	return func() error {
		err := srv.Close()
		if serr := <-ended; !errors.Is(serr, http.ErrServerClosed) {
			err = errors.Join(err, serr)
		}
		return err
	}, nil
}

// besides answers for health, and leaves the rest to next.
func (m *monitor) besides(next http.Handler) http.Handler {
	if m == nil {
		return next
	}
	mux := http.NewServeMux()
	mux.Handle("/", next)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { m.answer(w, true, map[string]any{"alive": true}) })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		ready, parts := m.ready(r.Context())
		m.answer(w, ready, parts)
	})
	return mux
}

func (m *monitor) answer(w http.ResponseWriter, ok bool, body map[string]any) {
	w.Header().Set("Content-Type", "application/json")
	if !ok {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	if err := json.NewEncoder(w).Encode(body); err != nil {
		m.log.Debug("a probe went away", "err", err)
	}
}

// probeWithin bounds what a probe waits for the database.
const probeWithin = 2 * time.Second

// ready is true where this copy can take requests: it writes to the database
// and Slack reaches it. On SQLite that is the one that leads; on PostgreSQL all
// are ready and one says that it leads.
func (m *monitor) ready(ctx context.Context) (bool, map[string]any) {
	p := m.program.Load()
	if p == nil {
		return false, map[string]any{"ready": false, "leader": false, "waiting": "another copy works on this database, or this one is starting"}
	}
	ctx, cancel := context.WithTimeout(ctx, probeWithin)
	defer cancel()
	err := p.db.Write(ctx, func(w app.Writer) error { return w.SetWatermark(ctx, "probe", p.now()) })
	if err != nil {
		m.log.Error("the database cannot be written", "err", err)
	}
	connected := p.bot.Connected()
	ready := err == nil && connected
	return ready, map[string]any{"ready": ready, "database": err == nil, "slack": connected, "leader": m.leads.Load()}
}
