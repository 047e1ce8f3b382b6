package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// controlBodyLimit bounds a JSON body of the control API.
const controlBodyLimit = 1 << 20

// refusal is a control call that cannot be done, with a sentence for whoever made it.
type refusal struct {
	status   int
	sentence string
}

func (e *refusal) Error() string { return e.sentence }

func problem(status int, format string, a ...any) error {
	return &refusal{status, fmt.Sprintf(format, a...)}
}

// control is one call of the control API: what it answers, as JSON.
type control func(r *http.Request) (any, error)

// routeControl registers the control API.
func (s *Server) routeControl(mux *http.ServeMux) {
	routes := map[string]control{
		"GET /control/state":       s.controlState,
		"GET /control/messages":    s.controlMessages,
		"GET /control/views":       s.controlViews,
		"GET /control/traffic":     s.controlTraffic,
		"GET /control/faults":      s.controlListFaults,
		"POST /control/command":    s.controlCommand,
		"POST /control/message":    s.controlMessage,
		"POST /control/upload":     s.controlUpload,
		"POST /control/action":     s.controlAction,
		"POST /control/suggest":    s.controlSuggest,
		"POST /control/submit":     s.controlSubmit,
		"POST /control/close":      s.controlClose,
		"POST /control/home":       s.controlHome,
		"POST /control/shortcut":   s.controlShortcut,
		"POST /control/clock":      s.controlClock,
		"POST /control/bot":        s.controlBot,
		"POST /control/users":      s.controlUsers,
		"POST /control/channels":   s.controlChannels,
		"POST /control/usergroups": s.controlGroups,
		"POST /control/endpoints":  s.controlEndpoints,
		"POST /control/faults":     s.controlAddFault,
		"DELETE /control/faults":   s.controlClearFaults,
		"POST /control/reset":      s.controlReset,
		"GET /control/files/{id}":  nil,
		"GET /control/stream":      nil,
	}
	for pattern, call := range routes {
		switch pattern {
		case "GET /control/stream":
			mux.HandleFunc(pattern, s.serveStream)
		case "GET /control/files/{id}":
			mux.HandleFunc(pattern, s.serveControlFile)
		default:
			mux.Handle(pattern, ownPage(call))
		}
	}
	mux.Handle("/control/", ownPage(func(r *http.Request) (any, error) {
		return nil, problem(http.StatusNotFound, "there is no control call %s %s", r.Method, r.URL.Path)
	}))
}

// ownPage answers a control call in JSON, and refuses pages of other sites: a browser lets any
// site send requests to a local address.
func ownPage(call control) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if foreign(r) {
			writeProblem(w, problem(http.StatusForbidden, "this workspace takes no calls from pages of other sites"))
			return
		}
		result, err := call(r)
		if err != nil {
			writeProblem(w, err)
			return
		}
		writeJSON(w, http.StatusOK, result)
	})
}

func foreign(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return false
	}
	u, err := url.Parse(origin)
	return err != nil || u.Host != r.Host
}

// forUs refuses names that some other site has pointed at a local address.
func (s *Server) forUs(r *http.Request) bool {
	listening, ok := s.listener.Addr().(*net.TCPAddr)
	if !ok || !listening.IP.IsLoopback() {
		return true
	}
	name := r.Host
	if host, _, err := net.SplitHostPort(r.Host); err == nil {
		name = host
	}
	ip := net.ParseIP(strings.Trim(name, "[]"))
	return name == "localhost" || ip != nil && ip.IsLoopback()
}

func writeProblem(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	if known, ok := errors.AsType[*refusal](err); ok {
		status = known.status
	}
	writeJSON(w, status, object{"error": err.Error()})
}

// readBody reads a JSON body into v.
func readBody(r *http.Request, v any) error {
	data, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, controlBodyLimit))
	if err != nil {
		return problem(http.StatusRequestEntityTooLarge, "the body has more than %d bytes", controlBodyLimit)
	}
	if err := json.Unmarshal(data, v); err != nil {
		return problem(http.StatusBadRequest, "the body is not the JSON object this call wants: %v", err)
	}
	return nil
}

// activeUser refuses an unknown, deactivated or robot user.
func (s *Server) activeUser(id string) error {
	u, found := s.store.user(id)
	switch {
	case !found:
		return problem(http.StatusNotFound, "there is no user %q", id)
	case u.Deleted:
		return problem(http.StatusForbidden, "%s is deactivated and can do nothing here", u.RealName)
	case u.Bot:
		return problem(http.StatusBadRequest, "%s is the bot; it acts through the Web API", u.Name)
	}
	return nil
}

// mayWrite refuses a user who cannot write in a channel.
func (s *Server) mayWrite(user, channel string) error {
	if err := s.activeUser(user); err != nil {
		return err
	}
	c, found := s.store.channel(channel)
	switch {
	case !found:
		return problem(http.StatusNotFound, "there is no channel %q", channel)
	case c.Archived:
		return problem(http.StatusConflict, "#%s is archived", c.Name)
	case !c.has(user):
		return problem(http.StatusForbidden, "%s is not in %s", user, orElse(c.Name, c.ID))
	}
	return nil
}

// canRead reports whether a user sees a channel at all.
func (s *store) canRead(channel, user string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channelLocked(channel)
	return c != nil && (user == "" || c.has(user) || !c.Private && !c.IM)
}

// messageFor finds a message that a user sees.
func (s *Server) messageFor(user, channel, ts string) (message, Channel, error) {
	c, found := s.store.channel(channel)
	if !found || !s.store.canRead(channel, user) {
		return message{}, Channel{}, problem(http.StatusNotFound, "%s sees no channel %q", user, channel)
	}
	m, found := s.store.message(channel, ts)
	if !found || !m.visibleTo(user) {
		return message{}, Channel{}, problem(http.StatusNotFound, "%s sees no message %s in %s", user, ts, orElse(c.Name, c.ID))
	}
	return m, c, nil
}

func (s *Server) controlTraffic(r *http.Request) (any, error) {
	since, err := queryNumber(r, "since")
	if err != nil {
		return nil, err
	}
	return object{"traffic": s.traffic.since(since, r.URL.Query().Get("method"))}, nil
}

func (s *Server) controlListFaults(*http.Request) (any, error) {
	return object{"faults": s.faults.all()}, nil
}

func (s *Server) controlAddFault(r *http.Request) (any, error) {
	var f fault
	if err := readBody(r, &f); err != nil {
		return nil, err
	}
	if err := f.validate(); err != nil {
		return nil, problem(http.StatusBadRequest, "%v", err)
	}
	if _, known := s.methods[f.Method]; f.Method != "" && !known && !slices.Contains([]string{"*", "response_url"}, f.Method) {
		return nil, problem(http.StatusBadRequest, "there is no method %q here", f.Method)
	}
	if f.Kind == faultDisconnect && f.Event == "" {
		return object{"disconnected": s.disconnectAll(f.Reason, f.Count)}, nil
	}
	return object{"fault": s.faults.add(f)}, nil
}

func (s *Server) controlClearFaults(*http.Request) (any, error) {
	s.faults.clear()
	return object{"faults": []fault{}}, nil
}

func (s *Server) controlEndpoints(r *http.Request) (any, error) {
	var e struct{ Commands, Interactions, Events string }
	if err := readBody(r, &e); err != nil {
		return nil, err
	}
	for _, target := range []string{e.Commands, e.Interactions, e.Events} {
		if u, err := url.Parse(target); target != "" && (err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https") {
			return nil, problem(http.StatusBadRequest, "%q is not an http address", target)
		}
	}
	if e.Events != "" {
		if err := s.verifyEventsURL(r.Context(), e.Events); err != nil {
			return nil, err
		}
	}
	s.endpoints.set(e.Commands, e.Interactions, e.Events)
	s.pool.announce()
	return object{"commands": e.Commands, "interactions": e.Interactions, "events": e.Events}, nil
}

// verifyEventsURL asks the address to prove itself, as Slack does before it sends events there.
func (s *Server) verifyEventsURL(ctx context.Context, target string) error {
	challenge := randomID(24)
	ctx, cancel := context.WithTimeout(ctx, ackTimeout)
	defer cancel()
	d := delivery{envelope: envelopeEvent, payload: object{"token": "sandbox", "type": "url_verification", "challenge": challenge}}
	body, err := s.requestOnce(ctx, target, d)
	if err != nil {
		return problem(http.StatusBadRequest, "%s did not answer the url_verification challenge: %v", target, err)
	}
	var answer struct {
		Challenge string `json:"challenge"`
	}
	var text string
	if json.Unmarshal(body, &answer) != nil && json.Unmarshal(body, &text) == nil {
		answer.Challenge = text
	}
	if answer.Challenge != challenge {
		return problem(http.StatusBadRequest, "%s did not give back the challenge of url_verification", target)
	}
	return nil
}
