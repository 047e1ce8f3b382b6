package sandbox

import (
	"strings"
)

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

func (s *Server) target(id string) (Channel, error) {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	c, err := s.store.targetLocked(id)
	if err != nil {
		return Channel{}, err
	}
	return c.clone(), nil
}
