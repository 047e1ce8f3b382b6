// Package sandbox is a Slack workspace of one's own: Web API, Socket Mode, signed requests, slash
// commands, interactivity, modals, Home, files and events, with a calendar clock that can be
// turned and a control API that plays the people. It knows Slack's wire and nothing of the bot.
package sandbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// Config says how a workspace begins.
type Config struct {
	Listen      string    // "127.0.0.1:0" takes a free port
	Start       time.Time // the calendar clock's first moment
	RealTime    bool      // the clock is the machine's and cannot be turned
	LimitsTimes float64   // multiplies all rate limits; 0 or less means 1
	RetryPace   float64   // real seconds for each second Slack would wait to redeliver an event; 0 means 1/20
	Plan        *Document // posted in the plan's channel once a bot is connected; nil: nothing is
	Inside      *Inside   // the bot in the same process; nil: bots come from elsewhere
	Workspace   Workspace
	Page        http.Handler // served at /; nil: nothing is
	Log         *slog.Logger
}

// Document is a file to post.
type Document struct {
	Name string
	Data []byte
}

// Server is a running workspace.
type Server struct {
	cfg       Config
	log       *slog.Logger
	listener  net.Listener
	http      *http.Server
	client    *http.Client
	clock     *clock
	store     *store
	methods   map[string]method
	limits    *limits
	faults    *faults
	traffic   *traffic
	triggers  *triggers
	hooks     *hooks
	pool      *pool
	endpoints *endpoints
	stream    *stream
	inside    *insider

	turning sync.Mutex      // held while the clock is turned
	life    context.Context // ends with the server
	die     context.CancelFunc

	groupMu sync.Mutex
	closed  bool           // no more work is taken on
	group   sync.WaitGroup // the work under way

	eraMu  sync.Mutex
	eraCtx context.Context // ends at a reset
	eraEnd context.CancelFunc
}

// New makes a workspace and begins to listen; Serve answers.
func New(cfg Config) (*Server, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.RetryPace <= 0 {
		cfg.RetryPace = defaultRetryPace
	}
	if cfg.Start.IsZero() {
		cfg.Start = time.Now()
	}
	if err := cfg.check(); err != nil {
		return nil, err
	}
	l, err := net.Listen("tcp", orElse(cfg.Listen, "127.0.0.1:0"))
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	c := newClock(cfg.Start, cfg.RealTime)
	s := &Server{
		cfg: cfg, log: cfg.Log, listener: l, client: &http.Client{}, clock: c, methods: methods(), limits: newLimits(cfg.LimitsTimes),
		store: newStore(cfg.Workspace, c, "http://"+l.Addr().String()), faults: &faults{}, traffic: newTraffic(c), triggers: newTriggers(),
		hooks: newHooks(), pool: newPool(), endpoints: &endpoints{}, stream: newStream(), inside: &insider{bot: cfg.Inside},
	}
	s.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	s.life, s.die = context.WithCancel(context.Background())
	s.newEra()
	s.http = &http.Server{Handler: s.handler(), ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return s.life }}
	return s, nil
}

func (c Config) check() error {
	w := c.Workspace
	if w.Team.ID == "" || w.App.UserID == "" {
		return errors.New("sandbox: the workspace has no team or no app; SampleWorkspace gives one")
	}
	if _, err := time.LoadLocation(w.Team.Zone); err != nil {
		return fmt.Errorf("sandbox: unknown zone %q", w.Team.Zone)
	}
	if c.RealTime && c.Inside != nil {
		return errors.New("sandbox: a bot inside needs a clock that can be turned, not real time")
	}
	return nil
}

// URL is the workspace's address, http://HOST:PORT.
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Now is the calendar clock.
func (s *Server) Now() time.Time { return s.clock.Now() }

func (s *Server) zone() *time.Location {
	loc, err := time.LoadLocation(s.cfg.Workspace.Team.Zone)
	if err != nil {
		return time.UTC // New has refused such a workspace
	}
	return loc
}

// handler is everything that is served.
func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/api/{method}", s.serveAPI)
	mux.HandleFunc("GET /link/", s.serveSocket)
	mux.HandleFunc("POST /response/{id}", s.serveResponse)
	mux.HandleFunc("POST /upload/{id}/{secret}", s.serveUpload)
	mux.HandleFunc("GET /files/{id}/{name}", s.serveFile)
	mux.HandleFunc("GET /files/{id}/download/{name}", s.serveFile)
	mux.HandleFunc("GET /signin", s.serveSignIn)
	s.routeControl(mux)
	if s.cfg.Page != nil {
		mux.Handle("/", s.cfg.Page)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.enter() {
			http.Error(w, "the workspace is closing", http.StatusServiceUnavailable)
			return
		}
		defer s.group.Done()
		if !s.forUs(r) {
			http.Error(w, "this workspace does not go by that name", http.StatusMisdirectedRequest)
			return
		}
		w.Header().Set("Date", s.clock.server().Format(http.TimeFormat))
		mux.ServeHTTP(w, r)
	})
}

// Serve answers until ctx ends, starts the bot inside and posts the plan. It returns nil when
// ctx ended or Close was called.
func (s *Server) Serve(ctx context.Context) (err error) {
	defer func() { err = errors.Join(err, s.Close()) }()
	failed := make(chan error, 2)
	s.spawn(func() { failed <- s.http.Serve(s.listener) })
	s.spawn(func() {
		if err := s.begin(ctx); err != nil {
			failed <- err
		}
	})
	select {
	case <-ctx.Done():
		return nil
	case <-s.life.Done():
		return nil
	case err := <-failed:
		if errors.Is(err, http.ErrServerClosed) || ctx.Err() != nil || s.life.Err() != nil {
			return nil
		}
		return err
	}
}

// begin brings up the bot and welcomes the first one to connect.
func (s *Server) begin(ctx context.Context) error {
	s.welcome()
	if err := s.inside.start(ctx); err != nil {
		return fmt.Errorf("sandbox: the bot inside did not start: %w", err)
	}
	return nil
}

// enter counts a piece of work that Close has to wait for; false once the server closes.
func (s *Server) enter() bool {
	s.groupMu.Lock()
	defer s.groupMu.Unlock()
	if s.closed {
		return false
	}
	s.group.Add(1)
	return true
}

// spawn runs f beside, unless the server closes, which waits for it.
func (s *Server) spawn(f func()) {
	if !s.enter() {
		return
	}
	go func() {
		defer s.group.Done()
		f()
	}()
}

// takeNoMore makes enter say no.
func (s *Server) takeNoMore() {
	s.groupMu.Lock()
	defer s.groupMu.Unlock()
	s.closed = true
}

// Close ends the bot inside and all connections. It may be called more than once.
func (s *Server) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	err := s.inside.stop(ctx)
	s.takeNoMore()
	s.die()
	s.pool.dropAll()
	err = errors.Join(err, ignoreClosed(s.listener.Close()), ignoreClosed(s.http.Close()))
	s.client.CloseIdleConnections()
	s.group.Wait()
	return err
}

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// era ends when the workspace is reset: what was under way for the old one is given up.
func (s *Server) era() context.Context {
	s.eraMu.Lock()
	defer s.eraMu.Unlock()
	return s.eraCtx
}

func (s *Server) newEra() {
	s.eraMu.Lock()
	defer s.eraMu.Unlock()
	if s.eraEnd != nil {
		s.eraEnd()
	}
	s.eraCtx, s.eraEnd = context.WithCancel(s.life)
}

// reset puts everything back to its beginning.
func (s *Server) reset(ctx context.Context) error {
	if err := s.stopInside(ctx); err != nil {
		return err
	}
	if s.cfg.Inside != nil && s.cfg.Inside.Reset != nil {
		if err := s.cfg.Inside.Reset(ctx); err != nil {
			return err
		}
	}
	s.newEra()
	s.faults.clear()
	s.traffic.reset()
	s.limits.reset()
	s.clock.restart(s.cfg.Start)
	s.store.load(s.cfg.Workspace)
	s.stream.send(signal{Type: "state"})
	s.welcome()
	if s.cfg.Inside == nil {
		return nil
	}
	return s.startInside(ctx)
}
