package sandbox

import (
	"context"
	"time"
)

// userWireLocked is a user as the Web API shows one.
func (s *store) userWireLocked(u *User, withLocale bool) object {
	name, offset := u.Zone, 0
	if loc, err := time.LoadLocation(u.Zone); err == nil {
		_, offset = s.clock.Now().In(loc).Zone()
	}
	out := object{
		"id": u.ID, "team_id": s.team.ID, "name": u.Name, "real_name": u.RealName, "deleted": u.Deleted,
		"tz": name, "tz_label": name, "tz_offset": offset, "is_bot": u.Bot, "is_app_user": false, "updated": 0,
		"is_admin": false, "is_owner": false, "is_primary_owner": false, "is_restricted": false, "is_ultra_restricted": false,
		"profile": object{
			"real_name": u.RealName, "real_name_normalized": u.RealName, "display_name": u.Name,
			"display_name_normalized": u.Name, "title": u.Title, "team": s.team.ID,
		},
	}
	if withLocale {
		out["locale"] = u.Locale
	}
	return out
}

func (s *Server) usersInfo(_ context.Context, a args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	u := st.userLocked(a.str("user"))
	if u == nil {
		return nil, fail("user_not_found")
	}
	return object{"user": st.userWireLocked(u, a.flag("include_locale"))}, nil
}

func (s *Server) usersList(_ context.Context, a args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	// Slack lists its own Slackbot like a person, with is_bot false.
	slackbot := &User{ID: slackbotID, Name: "slackbot", RealName: "Slackbot", Zone: st.team.Zone, Locale: "en-US"}
	page, next, err := paged(append([]*User{slackbot}, st.users...), a, 1000)
	if err != nil {
		return nil, err
	}
	members := []object{}
	for _, u := range page {
		members = append(members, st.userWireLocked(u, a.flag("include_locale")))
	}
	return object{"members": members, "cache_ts": s.clock.server().Unix(), "response_metadata": object{"next_cursor": next}}, nil
}

// usersLookup always misses: the people of a local workspace have no addresses.
func (s *Server) usersLookup(context.Context, args) (object, error) {
	return nil, fail("users_not_found")
}

func (s *store) groupWireLocked(g *UserGroup, withUsers bool) object {
	out := object{
		"id": g.ID, "team_id": s.team.ID, "is_usergroup": true, "name": g.Name, "handle": g.Handle, "description": "",
		"is_external": false, "date_create": 0, "date_update": 0, "date_delete": boolInt(g.Disabled), "auto_type": nil,
		"prefs": object{"channels": []string{}, "groups": []string{}}, "user_count": len(s.activeLocked(g.Users)),
	}
	if withUsers {
		out["users"] = s.activeLocked(g.Users)
	}
	return out
}

func (s *Server) groupsList(_ context.Context, a args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	groups := []object{}
	for _, g := range st.groups {
		if !g.Disabled || a.flag("include_disabled") {
			groups = append(groups, st.groupWireLocked(g, a.flag("include_users")))
		}
	}
	return object{"usergroups": groups}, nil
}

func (s *Server) groupUsers(_ context.Context, a args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	g := st.groupLocked(a.str("usergroup"))
	if g == nil || g.Disabled {
		return nil, fail("no_such_subteam")
	}
	return object{"users": st.activeLocked(g.Users)}, nil
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}
