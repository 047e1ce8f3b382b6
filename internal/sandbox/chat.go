package sandbox

import (
	"context"
)

const (
	maxText     = 40_000 // longer texts are cut
	maxMetadata = 16_000 // bytes of an event_payload
)

func chatMethods() map[string]method {
	write := []string{"chat:write"}
	return map[string]method{
		"chat.postMessage":   {perMinute: postsPerMinute, scopes: write, run: (*Server).chatPost},
		"chat.postEphemeral": {perMinute: tier4, scopes: write, run: (*Server).chatPostEphemeral},
		"chat.update":        {perMinute: tier3, scopes: write, run: (*Server).chatUpdate},
		"chat.delete":        {perMinute: tier3, scopes: write, run: (*Server).chatDelete},
		"chat.getPermalink":  {perMinute: specialTier, run: (*Server).chatPermalink},
	}
}

func (s *Server) chatPost(_ context.Context, a args) (object, error) {
	c, err := s.store.readContent(a)
	if err != nil {
		return nil, err
	}
	ch, err := s.target(a.str("channel"))
	if err != nil {
		return nil, err
	}
	if wait := s.limits.channel(ch.ID); wait > 0 {
		return nil, &rateLimited{wait}
	}
	m, err := s.store.postAsBot(ch.ID, c, a)
	if err != nil {
		return nil, err
	}
	s.announce(m)
	return s.posted(m), nil
}

func (s *Server) posted(m message) object {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	return object{"channel": m.Channel, "ts": m.TS, "message": s.store.wireLocked(&m, true)}
}

// postAsBot stores a message of the bot.
func (s *store) postAsBot(channel string, c content, a args) (message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	thread := a.str("thread_ts")
	if thread != "" && s.messageLocked(channel, thread) == nil {
		return message{}, fail("thread_not_found")
	}
	return *s.appendLocked(message{
		Channel: channel, User: s.app.UserID, BotID: s.app.BotID, ThreadTS: thread, Broadcast: a.flag("reply_broadcast"),
		Text: c.text, Blocks: c.blocks, Attachments: c.attachments, Metadata: c.metadata, Pings: c.pings,
	}), nil
}

func (s *Server) chatPostEphemeral(_ context.Context, a args) (object, error) {
	c, err := s.store.readContent(a)
	if err != nil {
		return nil, err
	}
	ch, err := s.target(a.str("channel"))
	if err != nil {
		return nil, err
	}
	user, known := s.store.user(a.str("user"))
	if !known || user.Deleted || !ch.has(user.ID) {
		return nil, fail("user_not_in_channel")
	}
	m := s.store.whisper(ch.ID, user.ID, c)
	s.signalMessage(m)
	return object{"message_ts": m.TS}, nil
}

// whisper stores a message of the bot that one user sees.
func (s *store) whisper(channel, user string, c content) message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return *s.appendLocked(message{
		Channel: channel, User: s.app.UserID, BotID: s.app.BotID, EphemeralTo: user,
		Text: c.text, Blocks: c.blocks, Attachments: c.attachments, Pings: c.pings,
	})
}

func (s *Server) chatUpdate(_ context.Context, a args) (object, error) {
	old, err := s.store.ownMessage(a.str("channel"), a.str("ts"), "cant_update_message")
	if err != nil {
		return nil, err
	}
	c, err := s.store.readContent(keepUnsaid(old, a))
	if err != nil {
		return nil, err
	}
	m := s.store.rewrite(old, c)
	s.announceChange(old, m)
	return object{"channel": m.Channel, "ts": m.TS, "text": m.Text, "message": s.posted(m)["message"]}, nil
}

// rewrite replaces what a message says.
func (s *store) rewrite(old message, c content) message {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := old
	m.Text, m.Blocks, m.Attachments, m.Metadata, m.Pings = c.text, c.blocks, c.attachments, c.metadata, c.pings
	return *s.replaceLocked(m, s.app.UserID)
}

// ownMessage finds a message the bot may change: its own, and not ephemeral.
func (s *store) ownMessage(channel, ts, refusal string) (message, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, err := s.targetLocked(channel)
	if err != nil {
		return message{}, err
	}
	m := s.messageLocked(c.ID, ts)
	switch {
	case m == nil || m.EphemeralTo != "":
		return message{}, fail("message_not_found")
	case m.BotID != s.app.BotID:
		return message{}, fail(refusal)
	}
	return *m, nil
}

func (s *Server) chatDelete(_ context.Context, a args) (object, error) {
	m, err := s.store.ownMessage(a.str("channel"), a.str("ts"), "cant_delete_message")
	if err != nil {
		return nil, err
	}
	s.store.remove(m.Channel, m.TS)
	s.announceDeletion(m)
	return object{"channel": m.Channel, "ts": m.TS}, nil
}

func (s *store) remove(channel, ts string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.removeLocked(channel, ts)
}
