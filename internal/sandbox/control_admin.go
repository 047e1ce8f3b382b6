package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// admin is a change of users, channels, user groups or the app.
type admin struct {
	Do       string   `json:"do"`
	User     string   `json:"user"`
	Channel  string   `json:"channel"`
	Group    string   `json:"usergroup"`
	Name     string   `json:"name"`
	RealName string   `json:"real_name"`
	Title    string   `json:"title"`
	Zone     string   `json:"tz"`
	Locale   string   `json:"locale"`
	Handle   string   `json:"handle"`
	Private  bool     `json:"private"`
	Users    []string `json:"users"`
	Scopes   []string `json:"scopes"`
}

func readAdmin(r *http.Request) (admin, error) {
	var a admin
	err := readBody(r, &a)
	return a, err
}

// controlUsers: create, deactivate, reactivate, rename, and for the bot revoke, restore, scopes.
func (s *Server) controlUsers(r *http.Request) (any, error) {
	a, err := readAdmin(r)
	if err != nil {
		return nil, err
	}
	switch a.Do {
	case "create":
		return s.createUser(a)
	case "deactivate", "reactivate", "rename", "update":
		return s.changeUser(a)
	case "revoke", "restore", "scopes":
		return s.changeToken(a)
	}
	return nil, problem(http.StatusBadRequest, "do is one of create, deactivate, reactivate, rename, revoke, restore, scopes, not %q", a.Do)
}

func (s *Server) createUser(a admin) (any, error) {
	st := s.store
	st.mu.Lock()
	u := &User{
		Name: strings.ToLower(strings.TrimSpace(a.Name)), RealName: orElse(a.RealName, a.Name), Title: a.Title,
		Zone: orElse(a.Zone, st.team.Zone), Locale: orElse(a.Locale, "vi-VN"),
	}
	err := st.checkNewUserLocked(u)
	if err == nil {
		u.ID = st.nextIDLocked("U")
		st.users = append(st.users, u)
		st.openIMLocked(u.ID)
	}
	copied := *u
	st.mu.Unlock()
	if err != nil {
		return nil, err
	}
	s.stream.send(signal{Type: "state"})
	return object{"user": userState(copied)}, nil
}

func (s *store) checkNewUserLocked(u *User) error {
	if u.Name == "" || strings.ContainsAny(u.Name, " @<>&") {
		return problem(http.StatusBadRequest, "name is a handle without spaces, such as le.huy, not %q", u.Name)
	}
	if slices.ContainsFunc(s.users, func(x *User) bool { return x.Name == u.Name }) {
		return problem(http.StatusConflict, "there is already a user %q", u.Name)
	}
	if _, err := time.LoadLocation(u.Zone); err != nil {
		return problem(http.StatusBadRequest, "tz is a zone such as Asia/Ho_Chi_Minh, not %q", u.Zone)
	}
	return nil
}

func userState(u User) object {
	return object{"id": u.ID, "name": u.Name, "real_name": u.RealName, "title": u.Title, "tz": u.Zone, "locale": u.Locale, "deleted": u.Deleted, "is_bot": u.Bot}
}

func (s *Server) changeUser(a admin) (any, error) {
	if a.Zone != "" {
		if _, err := time.LoadLocation(a.Zone); err != nil {
			return nil, problem(http.StatusBadRequest, "tz is a zone such as Asia/Ho_Chi_Minh, not %q", a.Zone)
		}
	}
	st := s.store
	st.mu.Lock()
	u := st.userLocked(a.User)
	if u == nil || u.Bot {
		st.mu.Unlock()
		return nil, problem(http.StatusNotFound, "there is no user %q to change", a.User)
	}
	if a.Do == "deactivate" || a.Do == "reactivate" {
		u.Deleted = a.Do == "deactivate"
	}
	u.RealName, u.Title = orElse(a.RealName, u.RealName), orElse(a.Title, u.Title)
	u.Zone, u.Locale = orElse(a.Zone, u.Zone), orElse(a.Locale, u.Locale)
	copied := *u
	wire := st.userWireLocked(u, true)
	st.touchLocked()
	st.mu.Unlock()
	s.stream.send(signal{Type: "state"})
	s.emit(object{"type": "user_change", "user": wire, "cache_ts": s.clock.server().Unix(), "event_ts": s.clock.stamp()}, "")
	return object{"user": userState(copied)}, nil
}

// changeToken revokes or restores the bot's token, or changes its scopes.
func (s *Server) changeToken(a admin) (any, error) {
	st := s.store
	st.mu.Lock()
	bot := st.app.UserID
	switch a.Do {
	case "revoke":
		st.revoked = true
	case "restore":
		st.revoked = false
	case "scopes":
		st.app.Scopes = append([]string{}, a.Scopes...)
	}
	out := object{"revoked": st.revoked, "scopes": st.app.Scopes}
	st.mu.Unlock()
	if a.Do == "revoke" {
		s.emit(object{"type": "tokens_revoked", "tokens": object{"oauth": []string{}, "bot": []string{bot}}, "event_ts": s.clock.stamp()}, "")
		s.emit(object{"type": "app_uninstalled", "event_ts": s.clock.stamp()}, "")
	}
	return out, nil
}

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

// controlGroups: create, update (its users), rename, deactivate.
func (s *Server) controlGroups(r *http.Request) (any, error) {
	a, err := readAdmin(r)
	if err != nil {
		return nil, err
	}
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	for _, id := range a.Users {
		if st.userLocked(id) == nil {
			return nil, problem(http.StatusNotFound, "there is no user %q", id)
		}
	}
	g := st.groupLocked(a.Group)
	switch {
	case a.Do == "create" && a.Name != "":
		g = &UserGroup{ID: st.nextIDLocked("S"), Name: a.Name, Handle: orElse(a.Handle, "group"), Users: a.Users}
		st.groups = append(st.groups, g)
	case a.Do == "create":
		return nil, problem(http.StatusBadRequest, "name is missing: what the new user group is called")
	case g == nil:
		return nil, problem(http.StatusNotFound, "there is no user group %q", a.Group)
	case a.Do == "update", a.Do == "rename":
		g.Name, g.Handle = orElse(a.Name, g.Name), orElse(a.Handle, g.Handle)
		if a.Users != nil {
			g.Users = a.Users
		}
	case a.Do == "deactivate":
		g.Disabled = true
	default:
		return nil, problem(http.StatusBadRequest, "do is one of create, update, rename, deactivate, not %q", a.Do)
	}
	st.touchLocked()
	return object{"usergroup": groupState(g)}, nil
}
