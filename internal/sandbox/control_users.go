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
