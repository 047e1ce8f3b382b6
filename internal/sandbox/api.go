package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// apiBodyLimit bounds a Web API call; a view alone may have 250 KB.
	apiBodyLimit = 2 << 20

	botToken      = "xoxb-sandbox"
	appToken      = "xapp-sandbox"
	signingSecret = "sandbox-secret"
)

// method is one Web API method.
type method struct {
	perMinute int
	scopes    []string // the token needs one of them; empty: none
	appToken  bool     // wants the app-level token
	run       func(*Server, context.Context, args) (object, error)
}

// methods is the part of the Web API that bots of this kind use.
// Scopes and tiers: https://docs.slack.dev/reference/methods, each method's own page.
func methods() map[string]method {
	m := map[string]method{
		"api.test":              {perMinute: tier4, run: (*Server).apiTest},
		"auth.test":             {perMinute: specialTier, run: (*Server).authTest},
		"apps.connections.open": {perMinute: tier3, appToken: true, run: (*Server).connectionsOpen},
		"team.info":             {perMinute: tier3, scopes: []string{"team:read"}, run: (*Server).teamInfo},
		"bots.info":             {perMinute: tier3, scopes: []string{"users:read"}, run: (*Server).botsInfo},
		"blocks.validate":       {perMinute: tier3, run: (*Server).blocksValidate},
		"reactions.add":         {perMinute: tier3, scopes: []string{"reactions:write"}, run: (*Server).reactionsAdd},

		"users.info":            {perMinute: tier4, scopes: []string{"users:read"}, run: (*Server).usersInfo},
		"users.list":            {perMinute: tier2, scopes: []string{"users:read"}, run: (*Server).usersList},
		"users.lookupByEmail":   {perMinute: tier3, scopes: []string{"users:read.email"}, run: (*Server).usersLookup},
		"users.conversations":   {perMinute: tier3, run: (*Server).usersConversations},
		"usergroups.list":       {perMinute: tier2, scopes: []string{"usergroups:read"}, run: (*Server).groupsList},
		"usergroups.users.list": {perMinute: tier2, scopes: []string{"usergroups:read"}, run: (*Server).groupUsers},
	}
	for _, group := range []map[string]method{chatMethods(), conversationMethods(), viewMethods(), fileMethods()} {
		maps.Copy(m, group)
	}
	return m
}

// serveAPI answers /api/METHOD.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	name := r.PathValue("method")
	a, err := readArgs(r, apiBodyLimit)
	if err != nil {
		s.answer(w, name, args{}, began, nil, argumentError(err), nil)
		return
	}
	spec, err := s.admit(r, name, a)
	if err != nil {
		s.answer(w, name, a, began, nil, err, nil)
		return
	}
	w.Header().Set("X-OAuth-Scopes", strings.Join(s.store.installed().Scopes, ","))
	f := s.faults.forCall(name, a)
	run := func() (object, error) { return spec.run(s, s.life, a) }
	if f != nil {
		run = s.faulty(f, began, run)
	}
	result, err := run()
	s.answer(w, name, a, began, result, err, f)
}

// admit holds a call against token, scopes and rate limits.
func (s *Server) admit(r *http.Request, name string, a args) (method, error) {
	spec, known := s.methods[name]
	if !known {
		return method{}, &apiError{code: "unknown_method", fields: object{"req_method": name}}
	}
	if err := s.checkToken(requestToken(r, a), spec.appToken); err != nil {
		return method{}, err
	}
	if err := s.store.needScope(spec.scopes...); err != nil {
		return method{}, err
	}
	perMinute := spec.perMinute
	if name == "conversations.history" && s.store.installed().Distributed {
		perMinute = distributedHistoryPerMinute
	}
	if wait := s.limits.method(name, perMinute); wait > 0 {
		return method{}, &rateLimited{wait}
	}
	return spec, nil
}

// answer writes what a call came to, and logs it.
func (s *Server) answer(w http.ResponseWriter, name string, a args, began time.Time, result object, err error, f *fault) {
	e := entry{Kind: "api", Method: name, Status: "ok", HTTP: http.StatusOK, Channel: a.str("channel"), User: a.str("user")}
	if f != nil {
		e.Fault = f.Kind
	}
	body := object{"ok": true}
	maps.Copy(body, result)
	if err != nil {
		body, e.HTTP = errorBody(w, err)
		e.Status, e.Error = "error", err.Error()
	}
	if errors.Is(err, errNoAnswer) {
		e.Status, e.HTTP = "no_answer", 0
	}
	s.traffic.add(e, began)
	if errors.Is(err, errNoAnswer) {
		panic(http.ErrAbortHandler) // closes the connection without an answer
	}
	writeJSON(w, e.HTTP, body)
}

// rateLimited is a 429 with how long to wait.
type rateLimited struct{ wait time.Duration }

func (e *rateLimited) Error() string { return "ratelimited" }

// errNoAnswer ends a call without any answer.
var errNoAnswer = errors.New("connection closed without an answer")

// errServer is a 500.
var errServer = errors.New("internal_error")

func errorBody(w http.ResponseWriter, err error) (object, int) {
	var limited *rateLimited
	var refusal *apiError
	switch {
	case errors.As(err, &limited):
		w.Header().Set("Retry-After", strconv.Itoa(retryAfter(limited.wait)))
		return object{"ok": false, "error": "ratelimited"}, http.StatusTooManyRequests
	case errors.As(err, &refusal):
		body := object{"ok": false, "error": refusal.code}
		maps.Copy(body, refusal.fields)
		return body, http.StatusOK
	}
	return object{"ok": false, "error": "internal_error"}, http.StatusInternalServerError
}

func argumentError(err error) error {
	if _, ok := errors.AsType[*apiError](err); ok {
		return err
	}
	if tooLarge(err) {
		return fail("request_too_large")
	}
	return fail("invalid_form_data")
}

func writeJSON(w http.ResponseWriter, status int, body any) {
	data, err := json.Marshal(body)
	if err != nil {
		status, data = http.StatusInternalServerError, []byte(`{"ok":false,"error":"internal_error"}`)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(data) // the client may be gone; nobody else wants to know
}
