package sandbox

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// An event that is not acked is sent again: at once, after a minute, after five.
// Source: https://docs.slack.dev/apis/events-api#retries
var retryDelays = []time.Duration{0, time.Minute, 5 * time.Minute}

// defaultRetryPace shortens those minutes, for nobody waits five of them at a screen.
const defaultRetryPace = 1.0 / 20

// emit sends an event to the bot if its app is subscribed to it. kind is the channel's for
// message events ("channel", "group", "im"), else empty.
func (s *Server) emit(event object, kind string) {
	name := str(event, "type")
	if !s.store.subscribed(name, kind) {
		return
	}
	d := delivery{envelope: envelopeEvent, name: name, payload: s.eventPayload(event), channel: str(event, "channel"), user: str(event, "user")}
	wait := s.send(s.era(), d)
	s.spawn(func() { s.redeliver(d, wait()) })
}

// redeliver sends an event again until it is acked or its retries are used up.
func (s *Server) redeliver(d delivery, o outcome) {
	era := s.era()
	for i, delay := range retryDelays {
		if o.ok() || o.final {
			return
		}
		t := time.NewTimer(time.Duration(float64(delay) * s.cfg.RetryPace))
		select {
		case <-t.C:
		case <-era.Done():
			t.Stop()
			return
		}
		d.retry, d.reason = i+1, retryReason(o)
		o = s.deliver(era, d)
	}
}

func retryReason(o outcome) string {
	switch {
	case o.Status == "operation_timeout":
		return "http_timeout" // Slack's word over sockets too
	case strings.HasPrefix(o.Error, "http_"):
		return "http_error"
	}
	return "connection_failed"
}

// subscribed reports whether the app asked for this event.
func (s *store) subscribed(name, kind string) bool {
	if name == "message" {
		name = map[string]string{"channel": "message.channels", "group": "message.groups", "im": "message.im"}[kind]
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Contains(s.app.Events, name)
}

// eventPayload is the outer event.
func (s *Server) eventPayload(event object) object {
	app, team := s.store.installed(), s.store.teamID()
	return object{
		"token": "sandbox", "team_id": team, "context_team_id": team, "context_enterprise_id": nil, "api_app_id": app.ID,
		"event": event, "type": "event_callback", "event_id": s.store.nextID("Ev"), "event_time": s.clock.server().Unix(),
		"authorizations":        []object{{"enterprise_id": nil, "team_id": team, "user_id": app.UserID, "is_bot": true, "is_enterprise_install": false}},
		"is_ext_shared_channel": false, "event_context": "4-sandbox",
	}
}

func (s *store) teamID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.team.ID
}

// announce tells the page and, where the bot can see it, the bot of a new message.
func (s *Server) announce(m message) {
	s.signalMessage(m)
	event, kind, seen := s.messageEvent(m)
	if !seen {
		return
	}
	s.emit(event, kind)
	if bot := s.store.installed().UserID; m.User != bot && kind != "im" && slices.Contains(m.Pings, bot) {
		mention := cloneObject(event)
		mention["type"] = "app_mention"
		delete(mention, "channel_type")
		s.emit(mention, "")
	}
	for _, id := range m.Files {
		s.emit(object{"type": "file_shared", "file_id": id, "user_id": m.User, "file": object{"id": id}, "channel_id": m.Channel, "event_ts": m.TS}, "")
	}
}

// messageEvent is a message as its event has it; seen is false where the bot is not.
func (s *Server) messageEvent(m message) (event object, kind string, seen bool) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	c := st.channelLocked(m.Channel)
	if c == nil || !c.has(st.app.UserID) || m.EphemeralTo != "" {
		return nil, "", false
	}
	event = st.wireLocked(&m, false)
	event["channel"], event["event_ts"], event["channel_type"] = c.ID, m.TS, c.kind()
	return event, c.kind(), true
}

// announceChange tells of an edited message.
func (s *Server) announceChange(old, m message) {
	s.signalMessage(m)
	now, kind, seen := s.messageEvent(m)
	previous, _, _ := s.messageEvent(old)
	if seen {
		s.emitHidden("message_changed", kind, m, object{"message": now, "previous_message": previous})
	}
}

// announceDeletion tells of a deleted message.
func (s *Server) announceDeletion(m message) {
	s.signalMessage(m)
	if previous, kind, seen := s.messageEvent(m); seen {
		s.emitHidden("message_deleted", kind, m, object{"deleted_ts": m.TS, "previous_message": previous})
	}
}

// emitHidden emits a message event about another message.
func (s *Server) emitHidden(subtype, kind string, m message, more object) {
	event := object{
		"type": "message", "subtype": subtype, "hidden": true, "channel": m.Channel, "channel_type": kind,
		"ts": m.changedTS(), "event_ts": m.changedTS(),
	}
	maps.Copy(event, more)
	s.emit(event, kind)
}
