package sandbox

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// object is a piece of JSON as Slack's wire has it: blocks, views and payloads keep every field
// a bot sent, known here or not.
type object = map[string]any

// store is the workspace in memory. Its methods lock, but for those whose names end in Locked:
// their callers hold the lock.
type store struct {
	mu      sync.Mutex
	clock   *clock
	baseURL string

	schema   *schema
	team     Team
	app      App
	revoked  bool // the bot's token
	users    []*User
	channels []*Channel
	groups   []*UserGroup
	messages map[string][]*message // by channel, oldest first
	threads  map[string]bool       // channel and timestamp of messages that were answered
	files    map[string]*file
	views    *views
	serial   int
	changed  chan struct{} // closed and replaced at every change
}

func newStore(w Workspace, c *clock, baseURL string) *store {
	s := &store{clock: c, baseURL: baseURL, schema: newSchema(), changed: make(chan struct{})}
	s.load(w)
	return s
}

// load replaces everything by a copy of w.
func (s *store) load(w Workspace) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.team, s.app = w.Team, w.App
	s.app.Scopes = slices.Clone(w.App.Scopes)
	bot := User{ID: w.App.UserID, Name: w.App.Name, RealName: w.App.RealName, Zone: w.Team.Zone, Locale: "en-US", Bot: true}
	s.users = []*User{&bot}
	for _, u := range w.Users {
		s.users = append(s.users, &u)
	}
	s.channels, s.groups = nil, nil
	for _, c := range w.Channels {
		c.Members = slices.Clone(c.Members)
		s.channels = append(s.channels, &c)
	}
	for _, g := range w.UserGroups {
		g.Users = slices.Clone(g.Users)
		s.groups = append(s.groups, &g)
	}
	s.messages, s.threads = map[string][]*message{}, map[string]bool{}
	s.files = map[string]*file{}
	s.views = newViews()
	s.serial, s.revoked = 0, false
	for _, u := range s.users {
		if !u.Bot {
			s.openIMLocked(u.ID)
		}
	}
	s.touchLocked()
}

// touchLocked wakes everyone who waits for a change.
func (s *store) touchLocked() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// nextID makes an id in Slack's looks: a letter for the kind, then capitals and digits.
func (s *store) nextID(kind string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.nextIDLocked(kind)
}

func (s *store) nextIDLocked(kind string) string {
	s.serial++
	return fmt.Sprintf("%s0SB%05d", kind, s.serial)
}

func (s *store) userLocked(id string) *User {
	for _, u := range s.users {
		if u.ID == id {
			return u
		}
	}
	return nil
}

func (s *store) channelLocked(id string) *Channel {
	for _, c := range s.channels {
		if c.ID == id {
			return c
		}
	}
	return nil
}

func (s *store) groupLocked(id string) *UserGroup {
	for _, g := range s.groups {
		if g.ID == id {
			return g
		}
	}
	return nil
}

// user returns a copy of the user with this id.
func (s *store) user(id string) (User, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	u := s.userLocked(id)
	if u == nil {
		return User{}, false
	}
	return *u, true
}

// channel returns a copy of the channel with this id.
func (s *store) channel(id string) (Channel, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.channelLocked(id)
	if c == nil {
		return Channel{}, false
	}
	return c.clone(), true
}

func (c *Channel) clone() Channel {
	out := *c
	out.Members = slices.Clone(c.Members)
	return out
}

func (c *Channel) has(user string) bool { return slices.Contains(c.Members, user) }

// kind is the word Slack's events use for a channel's kind.
func (c *Channel) kind() string {
	switch {
	case c.IM:
		return "im"
	case c.Private:
		return "group"
	}
	return "channel"
}

// openIMLocked returns the bot's conversation with a user, made on first use.
func (s *store) openIMLocked(user string) (ch *Channel, existed bool) {
	id := "D" + strings.TrimLeft(user, "UW")
	if c := s.channelLocked(id); c != nil {
		return c, true
	}
	c := &Channel{ID: id, IM: true, User: user, Members: []string{user, s.app.UserID}}
	s.channels = append(s.channels, c)
	s.touchLocked()
	return c, false
}
