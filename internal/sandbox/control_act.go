package sandbox

import (
	"net/http"
	"strings"
	"unicode/utf8"
)

func (s *Server) controlCommand(r *http.Request) (any, error) {
	var c command
	if err := readBody(r, &c); err != nil {
		return nil, err
	}
	var err error
	if c.Channel, err = s.writable(c.User, c.Channel); err != nil {
		return nil, err
	}
	o, answer, err := s.runCommand(s.life, c)
	if err != nil {
		return nil, err
	}
	out := outcomeBody(o)
	if answer.text != "" {
		out["text"] = answer.text
	}
	if len(answer.blocks) > 0 {
		out["blocks"] = answer.blocks
	}
	return out, nil
}

func outcomeBody(o outcome) object {
	out := object{"status": o.Status, "ack_ms": o.AckMS}
	if o.Error != "" {
		out["error"] = o.Error
	}
	return out
}

func (s *Server) controlMessage(r *http.Request) (any, error) {
	var in struct {
		User    string `json:"user"`
		Channel string `json:"channel"`
		Text    string `json:"text"`
		Thread  string `json:"thread_ts"`
	}
	if err := readBody(r, &in); err != nil {
		return nil, err
	}
	switch {
	case strings.TrimSpace(in.Text) == "":
		return nil, problem(http.StatusBadRequest, "text is missing: what the user writes")
	case utf8.RuneCountInString(in.Text) > maxText:
		return nil, problem(http.StatusBadRequest, "a message has at most %d characters", maxText)
	}
	channel, err := s.writable(in.User, in.Channel)
	if err != nil {
		return nil, err
	}
	if _, found := s.store.message(channel, in.Thread); in.Thread != "" && !found {
		return nil, problem(http.StatusNotFound, "there is no message %s to answer in a thread", in.Thread)
	}
	m := s.say(message{Channel: channel, User: in.User, Text: s.store.typed(in.Text, false), ThreadTS: in.Thread})
	return object{"ts": m.TS, "channel": m.Channel}, nil
}

// writable resolves a channel to write to; the bot's own id stands for the DM with it.
func (s *Server) writable(user, channel string) (string, error) {
	if channel == s.store.installed().UserID {
		if err := s.activeUser(user); err != nil {
			return "", err
		}
		s.store.mu.Lock()
		c, _ := s.store.openIMLocked(user)
		s.store.mu.Unlock()
		return c.ID, nil
	}
	return channel, s.mayWrite(user, channel)
}

// say posts what a person wrote.
func (s *Server) say(m message) message {
	st := s.store
	st.mu.Lock()
	m.Pings = pings(m.Text, nil, false)
	if len(m.Files) > 0 {
		m = *st.shareLocked(m)
	} else {
		m = *st.appendLocked(m)
	}
	st.mu.Unlock()
	s.announce(m)
	return m
}

func (s *Server) controlAction(r *http.Request) (any, error) {
	var p press
	if err := readBody(r, &p); err != nil {
		return nil, err
	}
	o, err := s.act(s.life, p)
	if err != nil {
		return nil, err
	}
	return outcomeBody(o), nil
}

func (s *Server) controlSuggest(r *http.Request) (any, error) {
	var p press
	if err := readBody(r, &p); err != nil {
		return nil, err
	}
	o, payload, err := s.suggest(s.life, p)
	if err != nil {
		return nil, err
	}
	out := outcomeBody(o)
	if len(payload) > 0 {
		out["answer"] = payload
	}
	return out, nil
}

func (s *Server) controlSubmit(r *http.Request) (any, error) {
	var in submission
	if err := readBody(r, &in); err != nil {
		return nil, err
	}
	done, err := s.submit(s.life, in)
	if err != nil {
		return nil, err
	}
	return done, nil
}

func (s *Server) controlClose(r *http.Request) (any, error) {
	var in struct {
		User   string `json:"user"`
		ViewID string `json:"view_id"`
		All    bool   `json:"all"`
	}
	if err := readBody(r, &in); err != nil {
		return nil, err
	}
	o, err := s.dismiss(s.life, in.User, in.ViewID, in.All)
	if err != nil {
		return nil, err
	}
	return outcomeBody(o), nil
}

func (s *Server) controlHome(r *http.Request) (any, error) {
	var in struct {
		User string `json:"user"`
	}
	if err := readBody(r, &in); err != nil {
		return nil, err
	}
	if err := s.activeUser(in.User); err != nil {
		return nil, err
	}
	return outcomeBody(s.openHome(in.User)), nil
}

// openHome tells the bot that a user looks at its Home tab.
func (s *Server) openHome(user string) outcome {
	st := s.store
	st.mu.Lock()
	c, _ := st.openIMLocked(user)
	event := object{"type": "app_home_opened", "user": user, "channel": c.ID, "tab": "home", "event_ts": s.clock.stamp()}
	if v := st.views.byID[st.views.homes[user]]; v != nil {
		event["view"] = st.viewWireLocked(v)
	}
	st.mu.Unlock()
	if !st.subscribed("app_home_opened", "") {
		return outcome{Status: "error", Error: "the app is not subscribed to app_home_opened"}
	}
	return s.deliver(s.era(), delivery{envelope: envelopeEvent, name: "app_home_opened", payload: s.eventPayload(event), user: user})
}

func (s *Server) controlShortcut(r *http.Request) (any, error) {
	var c shortcut
	if err := readBody(r, &c); err != nil {
		return nil, err
	}
	o, err := s.runShortcut(s.life, c)
	if err != nil {
		return nil, err
	}
	return outcomeBody(o), nil
}
