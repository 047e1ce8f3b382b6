package sandbox

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"
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

// content is what a call wants said, checked.
type content struct {
	text        string
	blocks      []any
	attachments []any
	metadata    object
	pings       []string
}

// readContent reads and checks text, blocks, attachments and metadata.
func (s *store) readContent(a args) (content, error) {
	blocks, err := a.blocks("blocks")
	if err != nil {
		return content{}, err
	}
	attached, err := a.value("attachments")
	if err != nil {
		return content{}, fail("invalid_attachments")
	}
	attachments, _ := attached.([]any)
	c := content{text: cut(a.str("text"), maxText), blocks: blocks, attachments: attachments}
	if strings.TrimSpace(c.text) == "" && len(blocks) == 0 && len(attachments) == 0 {
		return content{}, fail("no_text")
	}
	if err := s.checkContent(c); err != nil {
		return content{}, err
	}
	if c.metadata, err = readMetadata(a); err != nil {
		return content{}, err
	}
	full := a.str("parse") == "full" || a.flag("link_names")
	c.pings = pings(c.text, slices.Concat(blocks, attachments), full)
	return c, nil
}

// checkContent holds the blocks, and those of attachments, against their limits.
func (s *store) checkContent(c content) error {
	newer := s.installed().NewerBlocks
	if err := s.schema.checkBlocks(inMessage, newer, c.blocks); err != nil {
		return err
	}
	for _, a := range objects(c.attachments) {
		if err := s.schema.checkBlocks(inMessage, newer, list(a, "blocks")); err != nil {
			return err
		}
	}
	return nil
}

func readMetadata(a args) (object, error) {
	v, err := a.value("metadata")
	if err != nil {
		return nil, fail("invalid_metadata_format")
	}
	if v == nil {
		return nil, nil
	}
	m, ok := v.(object)
	if ok && len(m) == 0 {
		return nil, nil
	}
	if !ok || str(m, "event_type") == "" || child(m, "event_payload") == nil {
		return nil, fail("invalid_metadata_format")
	}
	if len(mustJSON(m)) > maxMetadata {
		return nil, fail("metadata_too_large")
	}
	return m, nil
}

// cut shortens s to limit characters.
func cut(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit])
}

// targetLocked finds where the bot may post: a channel it is in, a DM, or a person's id.
func (s *store) targetLocked(id string) (*Channel, error) {
	if id == "" {
		return nil, fail("channel_not_found")
	}
	if u := s.userLocked(id); u != nil {
		if err := canDM(u); err != nil {
			return nil, err
		}
		c, _ := s.openIMLocked(u.ID)
		return c, nil
	}
	c := s.channelLocked(id)
	if c == nil {
		c = s.channelByNameLocked(strings.TrimPrefix(id, "#"))
	}
	return c, s.canPostLocked(c)
}

func canDM(u *User) error {
	switch {
	case u.Bot:
		return fail("cannot_dm_bot")
	case u.Deleted:
		return fail("user_disabled")
	}
	return nil
}

func (s *store) canPostLocked(c *Channel) error {
	switch {
	case c == nil, c.Private && !c.has(s.app.UserID):
		return fail("channel_not_found")
	case c.IM:
		return canDM(s.userLocked(c.User))
	case c.Archived:
		return fail("is_archived")
	case !c.has(s.app.UserID):
		return fail("not_in_channel")
	}
	return nil
}

func (s *store) channelByNameLocked(name string) *Channel {
	for _, c := range s.channels {
		if !c.IM && c.Name == name {
			return c
		}
	}
	return nil
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

func (s *Server) target(id string) (Channel, error) {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	c, err := s.store.targetLocked(id)
	if err != nil {
		return Channel{}, err
	}
	return c.clone(), nil
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

// keepUnsaid adds what an update leaves as it was: blocks, attachments and metadata stay unless
// they are given, and an empty list takes them away.
// Source: https://docs.slack.dev/reference/methods/chat.update
func keepUnsaid(old message, a args) args {
	out := args(cloneObject(object(a)))
	if _, given := a["blocks"]; !given && len(old.Blocks) > 0 {
		out["blocks"] = old.Blocks
	}
	if _, given := a["attachments"]; !given && len(old.Attachments) > 0 {
		out["attachments"] = old.Attachments
	}
	if _, given := a["metadata"]; !given && old.Metadata != nil {
		out["metadata"] = old.Metadata
	}
	return out
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

func (s *Server) chatPermalink(_ context.Context, a args) (object, error) {
	channel, ts := a.str("channel"), a.str("message_ts")
	if _, found := s.store.message(channel, ts); !found {
		return nil, fail("message_not_found")
	}
	return object{"channel": channel, "permalink": s.permalink(channel, ts)}, nil
}

func (s *Server) permalink(channel, ts string) string {
	return s.URL() + "/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
}

func (s *Server) blocksValidate(_ context.Context, a args) (object, error) {
	app := s.store.installed()
	if v, err := a.value("view"); err != nil {
		return nil, err
	} else if view, ok := v.(object); ok {
		return nil, s.store.schema.checkView(view, app.NewerBlocks)
	}
	source := a
	if v, err := a.value("message"); err != nil {
		return nil, err
	} else if m, ok := v.(object); ok {
		source = args(m)
	}
	blocks, err := source.blocks("blocks")
	if err != nil {
		return nil, err
	}
	if blocks == nil {
		return nil, argument("missing required field: blocks, message or view", "")
	}
	return nil, s.store.schema.checkBlocks(inMessage, app.NewerBlocks, blocks)
}

func (s *Server) reactionsAdd(_ context.Context, a args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	m := st.messageLocked(a.str("channel"), a.str("timestamp"))
	name := strings.Trim(a.str("name"), ":")
	switch {
	case name == "":
		return nil, fail("invalid_name")
	case m == nil:
		return nil, fail("message_not_found")
	}
	for _, r := range m.Reactions {
		if str(r, "name") == name {
			return nil, fail("already_reacted")
		}
	}
	m.Reactions = append(slices.Clone(m.Reactions), object{"name": name, "users": []string{st.app.UserID}, "count": 1})
	st.touchLocked()
	return nil, nil
}
