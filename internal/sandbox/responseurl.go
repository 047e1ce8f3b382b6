package sandbox

import (
	"errors"
	"io"
	"net/http"
	"sync"
	"time"
)

// A response_url's life. Source: https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
const (
	hookUses = 5
	hookLife = 30 * time.Minute
)

// hook is one response_url: who acted, where, and on which message.
type hook struct {
	channel string
	user    string
	message string // the message that replace_original and delete_original mean
	uses    int
	issued  time.Time
}

// hooks are all response_urls. Their time is always real.
type hooks struct {
	mu   sync.Mutex
	byID map[string]*hook
}

func newHooks() *hooks { return &hooks{byID: map[string]*hook{}} }

func (h *hooks) issue(channel, user, message string) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := time.Now()
	for id, old := range h.byID {
		if now.Sub(old.issued) > 2*hookLife {
			delete(h.byID, id)
		}
	}
	id := randomID(32)
	h.byID[id] = &hook{channel: channel, user: user, message: message, issued: now}
	return id
}

// use counts one use.
func (h *hooks) use(id string) (hook, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	found := h.byID[id]
	switch {
	case found == nil:
		return hook{}, fail("no_service")
	case time.Since(found.issued) >= hookLife:
		return hook{}, fail("expired_url")
	case found.uses >= hookUses:
		return hook{}, fail("used_url")
	}
	found.uses++
	return *found, nil
}

// remember notes the message a later replace_original means.
func (h *hooks) remember(id, message string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if found := h.byID[id]; found != nil {
		found.message = message
	}
}

func (s *Server) responseURL(channel, user, message string) string {
	return s.URL() + "/response/" + s.hooks.issue(channel, user, message)
}

// serveResponse takes what the bot posts to a response_url.
func (s *Server) serveResponse(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	id := r.PathValue("id")
	e := entry{Kind: "response_url", Method: "response_url", Status: "ok", HTTP: http.StatusOK}
	a, err := readArgs(r, apiBodyLimit)
	if err != nil {
		err = argumentError(err)
	} else {
		run := func() (object, error) { return nil, s.respond(id, a) }
		if f := s.faults.forCall("response_url", a); f != nil {
			e.Fault = f.Kind
			run = s.faulty(f, began, run)
		}
		_, err = run()
	}
	s.finishResponse(w, e, began, err)
}

func (s *Server) finishResponse(w http.ResponseWriter, e entry, began time.Time, err error) {
	var body object
	if err != nil {
		body, e.HTTP = errorBody(w, err)
		e.Status, e.Error = "error", err.Error()
	}
	if e.HTTP == http.StatusOK && err != nil {
		e.HTTP = http.StatusBadRequest
		switch err.Error() {
		case "no_service", "expired_url", "used_url":
			e.HTTP = http.StatusNotFound
		}
	}
	s.traffic.add(e, began)
	if errors.Is(err, errNoAnswer) {
		panic(http.ErrAbortHandler)
	}
	if err != nil {
		writeJSON(w, e.HTTP, body)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = io.WriteString(w, "ok")
}

// respond carries out one use of a response_url.
func (s *Server) respond(id string, a args) error {
	h, err := s.hooks.use(id)
	if err != nil {
		return err
	}
	if a.flag("delete_original") {
		return s.deleteOriginal(h)
	}
	c, err := s.store.readContent(a)
	if err != nil {
		return err
	}
	if a.flag("replace_original") && h.message != "" {
		return s.replaceOriginal(h, c)
	}
	m := s.answerTo(h.channel, h.user, c, a.str("response_type") == "in_channel", a.str("thread_ts"))
	s.hooks.remember(id, m.TS)
	return nil
}

// answerTo posts an answer to what a user did: to that user only, or for all to see.
// It needs no membership: a response_url works wherever the command was typed.
func (s *Server) answerTo(channel, user string, c content, inChannel bool, thread string) message {
	st := s.store
	st.mu.Lock()
	m := message{
		Channel: channel, User: st.app.UserID, BotID: st.app.BotID, ThreadTS: thread, EphemeralTo: user,
		Text: c.text, Blocks: c.blocks, Attachments: c.attachments, Metadata: c.metadata, Pings: c.pings,
	}
	if inChannel {
		m.EphemeralTo = ""
	}
	m = *st.appendLocked(m)
	st.mu.Unlock()
	s.announce(m)
	return m
}

func (s *Server) deleteOriginal(h hook) error {
	m, found := s.store.message(h.channel, h.message)
	if !found {
		return fail("message_not_found")
	}
	s.store.remove(m.Channel, m.TS)
	s.announceDeletion(m)
	return nil
}

func (s *Server) replaceOriginal(h hook, c content) error {
	old, found := s.store.message(h.channel, h.message)
	if !found {
		return fail("message_not_found")
	}
	s.announceChange(old, s.store.rewrite(old, c))
	return nil
}
