package sandbox

import (
	"context"
	"slices"
)

func conversationMethods() map[string]method {
	return map[string]method{
		"conversations.open":    {perMinute: tier3, scopes: []string{"im:write", "mpim:write"}, run: (*Server).conversationsOpen},
		"conversations.list":    {perMinute: tier2, run: (*Server).conversationsList},
		"conversations.info":    {perMinute: tier3, run: (*Server).conversationsInfo},
		"conversations.members": {perMinute: tier4, run: (*Server).conversationsMembers},
		"conversations.join":    {perMinute: tier3, scopes: []string{"channels:join"}, run: (*Server).conversationsJoin},
		"conversations.history": {perMinute: tier3, run: (*Server).conversationsHistory},
		"conversations.replies": {perMinute: tier3, run: (*Server).conversationsReplies},
	}
}

// The scopes for reading a channel and its history, by the channel's kind.
var (
	readScopes    = map[string]string{"channel": "channels:read", "group": "groups:read", "im": "im:read"}
	historyScopes = map[string]string{"channel": "channels:history", "group": "groups:history", "im": "im:history"}
	typeKinds     = map[string]string{"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
)

// channelWireLocked is a channel as the Web API shows one.
func (s *store) channelWireLocked(c *Channel) object {
	out := object{
		"id": c.ID, "created": 0, "is_im": c.IM, "is_channel": !c.IM, "is_group": c.Private, "is_private": c.Private || c.IM,
		"is_mpim": false, "is_archived": c.Archived, "context_team_id": s.team.ID, "updated": 0,
	}
	if c.IM {
		out["user"], out["is_open"] = c.User, true
		if u := s.userLocked(c.User); u != nil {
			out["is_user_deleted"] = u.Deleted
		}
		return out
	}
	out["name"], out["name_normalized"], out["is_general"] = c.Name, c.Name, c.General
	out["is_member"], out["num_members"] = c.has(s.app.UserID), len(s.activeLocked(c.Members))
	out["topic"] = object{"value": c.Topic, "creator": "", "last_set": 0}
	out["purpose"] = object{"value": "", "creator": "", "last_set": 0}
	return out
}

// readableLocked finds a channel the bot can see and has the scope for.
func (s *store) readableLocked(id string, scopes map[string]string) (*Channel, error) {
	c := s.channelLocked(id)
	if c == nil || (c.Private && !c.has(s.app.UserID)) {
		return nil, fail("channel_not_found")
	}
	return c, s.scopeLocked(scopes[c.kind()])
}

func (s *store) scopeLocked(scope string) error {
	if slices.Contains(s.app.Scopes, scope) {
		return nil
	}
	return missingScope(scope, joinWords(s.app.Scopes))
}

func (s *Server) conversationsOpen(_ context.Context, a args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	if id := a.str("channel"); id != "" {
		c := st.channelLocked(id)
		if c == nil || !c.IM {
			return nil, fail("channel_not_found")
		}
		return object{"channel": st.channelWireLocked(c), "already_open": true, "no_op": true}, nil
	}
	users := a.words("users")
	if len(users) != 1 {
		return nil, fail("not_enough_users")
	}
	u := st.userLocked(users[0])
	if u == nil {
		return nil, fail("user_not_found")
	}
	if err := canDM(u); err != nil {
		return nil, err
	}
	c, existed := st.openIMLocked(u.ID)
	out := object{"channel": object{"id": c.ID}, "already_open": existed, "no_op": existed}
	if a.flag("return_im") {
		out["channel"] = st.channelWireLocked(c)
	}
	return out, nil
}

func (s *Server) conversationsList(_ context.Context, a args) (object, error) {
	return s.listChannels(a, func(c *Channel, bot string) bool { return !c.Private || c.has(bot) })
}

func (s *Server) usersConversations(_ context.Context, a args) (object, error) {
	return s.listChannels(a, func(c *Channel, bot string) bool {
		user := orElse(a.str("user"), bot)
		return c.has(user) && (!c.Private || c.has(bot))
	})
}

func (s *Server) listChannels(a args, shown func(c *Channel, bot string) bool) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	kinds, err := st.kindsLocked(a.words("types"))
	if err != nil {
		return nil, err
	}
	var all []*Channel
	for _, c := range st.channels {
		if slices.Contains(kinds, c.kind()) && shown(c, st.app.UserID) && !(c.Archived && a.flag("exclude_archived")) {
			all = append(all, c)
		}
	}
	page, next, err := paged(all, a, 1000)
	if err != nil {
		return nil, err
	}
	out := []object{}
	for _, c := range page {
		out = append(out, st.channelWireLocked(c))
	}
	return object{"channels": out, "response_metadata": object{"next_cursor": next}}, nil
}

// kindsLocked reads the types asked for, public channels when none are.
func (s *store) kindsLocked(types []string) ([]string, error) {
	if len(types) == 0 {
		types = []string{"public_channel"}
	}
	var kinds []string
	for _, t := range types {
		kind, known := typeKinds[t]
		if !known {
			return nil, fail("invalid_types")
		}
		if err := s.scopeLocked(orElse(readScopes[kind], "mpim:read")); err != nil {
			return nil, err
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}

func (s *Server) conversationsInfo(_ context.Context, a args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	c, err := st.readableLocked(a.str("channel"), readScopes)
	if err != nil {
		return nil, err
	}
	return object{"channel": st.channelWireLocked(c)}, nil
}

func (s *Server) conversationsMembers(_ context.Context, a args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	c, err := st.readableLocked(a.str("channel"), readScopes)
	if err != nil {
		return nil, err
	}
	page, next, err := paged(st.activeLocked(c.Members), a, 1000)
	if err != nil {
		return nil, err
	}
	return object{"members": append([]string{}, page...), "response_metadata": object{"next_cursor": next}}, nil
}

// activeLocked leaves out who is deactivated, as Slack does in channels and user groups.
func (s *store) activeLocked(ids []string) []string {
	out := []string{}
	for _, id := range ids {
		if u := s.userLocked(id); u != nil && !u.Deleted {
			out = append(out, id)
		}
	}
	return out
}

func (s *Server) conversationsJoin(_ context.Context, a args) (object, error) {
	c, err := s.target(a.str("channel"))
	switch {
	case err == nil && c.IM:
		return nil, fail("method_not_supported_for_channel_type")
	case err != nil && err.Error() != "not_in_channel":
		return nil, err
	case err == nil:
		return object{"channel": s.channelWire(c.ID), "warning": "already_in_channel"}, nil
	}
	if err := s.join(a.str("channel"), s.store.installed().UserID); err != nil {
		return nil, fail("channel_not_found")
	}
	return object{"channel": s.channelWire(a.str("channel"))}, nil
}

func (s *Server) channelWire(id string) object {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	if c := s.store.channelLocked(id); c != nil {
		return s.store.channelWireLocked(c)
	}
	return nil
}
