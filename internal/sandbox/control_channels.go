package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

// controlChannels: create, invite, remove, archive, unarchive, rename.
func (s *Server) controlChannels(r *http.Request) (any, error) {
	a, err := readAdmin(r)
	if err != nil {
		return nil, err
	}
	id := a.Channel
	switch a.Do {
	case "create":
		id, err = s.createChannel(a)
	case "invite":
		err = s.join(a.Channel, a.User)
	case "remove":
		err = s.leave(a.Channel, a.User)
	case "archive", "unarchive":
		err = s.archive(a.Channel, a.User, a.Do == "archive")
	case "rename":
		err = s.renameChannel(a.Channel, a.Name)
	default:
		err = problem(http.StatusBadRequest, "do is one of create, invite, remove, archive, unarchive, rename, not %q", a.Do)
	}
	if err != nil {
		return nil, err
	}
	s.stream.send(signal{Type: "state"})
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	return object{"channel": channelState(s.store.channelLocked(id))}, nil
}

func (s *Server) createChannel(a admin) (string, error) {
	name := strings.ToLower(strings.TrimSpace(a.Name))
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	if err := st.channelNameLocked(name); err != nil {
		return "", err
	}
	for _, id := range a.Users {
		if st.userLocked(id) == nil {
			return "", problem(http.StatusNotFound, "there is no user %q", id)
		}
	}
	c := &Channel{ID: st.nextIDLocked("C"), Name: name, Private: a.Private, Members: slices.Clone(a.Users)}
	st.channels = append(st.channels, c)
	st.touchLocked()
	return c.ID, nil
}

func (s *store) channelNameLocked(name string) error {
	if name == "" || strings.ContainsAny(name, " .<>&#@") || len(name) > 80 {
		return problem(http.StatusBadRequest, "a channel's name is small letters, digits, - and _, not %q", name)
	}
	if s.channelByNameLocked(name) != nil {
		return problem(http.StatusConflict, "there is already a channel #%s", name)
	}
	return nil
}

// placeLocked finds a channel whose members can change.
func (s *store) placeLocked(channel string) (*Channel, error) {
	c := s.channelLocked(channel)
	if c == nil || c.IM {
		return nil, problem(http.StatusNotFound, "there is no channel %q", channel)
	}
	return c, nil
}

func (s *Server) join(channel, user string) error {
	st := s.store
	st.mu.Lock()
	c, err := st.placeLocked(channel)
	if err == nil && st.userLocked(user) == nil {
		err = problem(http.StatusNotFound, "there is no user %q", user)
	}
	if err == nil && c.Archived {
		err = problem(http.StatusConflict, "#%s is archived", c.Name)
	}
	if err != nil || c.has(user) {
		st.mu.Unlock()
		return err
	}
	c.Members = append(c.Members, user)
	seen, kind, team := c.has(st.app.UserID), c.kind(), st.team.ID
	st.touchLocked()
	st.mu.Unlock()
	if seen {
		letter := map[string]string{"channel": "C", "group": "G"}[kind]
		s.emit(object{"type": "member_joined_channel", "user": user, "channel": channel, "channel_type": letter, "team": team, "event_ts": s.clock.stamp()}, "")
	}
	return nil
}

func (s *Server) leave(channel, user string) error {
	st := s.store
	st.mu.Lock()
	c, err := st.placeLocked(channel)
	if err == nil && !c.has(user) {
		err = problem(http.StatusNotFound, "%s is not in #%s", user, c.Name)
	}
	if err != nil {
		st.mu.Unlock()
		return err
	}
	seen := c.has(st.app.UserID)
	c.Members = slices.DeleteFunc(slices.Clone(c.Members), func(id string) bool { return id == user })
	st.touchLocked()
	st.mu.Unlock()
	if seen {
		s.emit(object{"type": "member_left_channel", "user": user, "channel": channel, "channel_type": "C", "event_ts": s.clock.stamp()}, "")
	}
	return nil
}

func (s *Server) archive(channel, user string, on bool) error {
	st := s.store
	st.mu.Lock()
	c, err := st.placeLocked(channel)
	if err != nil {
		st.mu.Unlock()
		return err
	}
	c.Archived = on
	seen := c.has(st.app.UserID)
	st.touchLocked()
	st.mu.Unlock()
	if seen {
		name := map[bool]string{true: "channel_archive", false: "channel_unarchive"}[on]
		s.emit(object{"type": name, "channel": channel, "user": user, "event_ts": s.clock.stamp()}, "")
	}
	return nil
}

func (s *Server) renameChannel(channel, name string) error {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	c, err := st.placeLocked(channel)
	if err != nil {
		return err
	}
	if err := st.channelNameLocked(name); err != nil {
		return err
	}
	c.Name = name
	st.touchLocked()
	return nil
}
