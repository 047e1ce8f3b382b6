package sandbox

import (
	"net/http"
	"strconv"
	"time"
)

// maxWait bounds how long a call for messages may wait.
const maxWait = 2 * time.Minute

func queryNumber(r *http.Request, key string) (float64, error) {
	text := r.URL.Query().Get(key)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n < 0 {
		return 0, problem(http.StatusBadRequest, "%s is a number, not %q", key, text)
	}
	return n, nil
}

func (s *Server) controlState(*http.Request) (any, error) {
	running, inside := s.inside.state()
	now := s.Now()
	connections := s.pool.count()
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	users, channels, groups := []object{}, []object{}, []object{}
	for _, u := range st.users {
		users = append(users, object{
			"id": u.ID, "name": u.Name, "real_name": u.RealName, "title": u.Title, "tz": u.Zone, "locale": u.Locale, "deleted": u.Deleted, "is_bot": u.Bot,
		})
	}
	for _, c := range st.channels {
		channels = append(channels, channelState(c))
	}
	for _, g := range st.groups {
		groups = append(groups, groupState(g))
	}
	return object{
		"now": now.In(s.zone()).Format(time.RFC3339), "zone": st.team.Zone, "real_time": s.cfg.RealTime,
		"team": object{"id": st.team.ID, "name": st.team.Name, "domain": st.team.Domain}, "bot_user_id": st.app.UserID,
		"app":   object{"id": st.app.ID, "bot_id": st.app.BotID, "name": st.app.Name, "commands": st.app.Commands, "scopes": st.app.Scopes, "revoked": st.revoked},
		"bot":   object{"inside": inside, "running": running, "connections": connections},
		"users": users, "channels": channels, "usergroups": groups, "shortcuts": append([]Shortcut{}, st.app.Shortcuts...), "plan_channel": s.cfg.Workspace.Plan.Channel,
	}, nil
}

func channelState(c *Channel) object {
	return object{
		"id": c.ID, "name": c.Name, "is_im": c.IM, "is_private": c.Private, "user": c.User, "topic": c.Topic,
		"members": append([]string{}, c.Members...), "archived": c.Archived,
	}
}

func groupState(g *UserGroup) object {
	return object{"id": g.ID, "name": g.Name, "handle": g.Handle, "users": append([]string{}, g.Users...), "disabled": g.Disabled}
}

// controlMessages lists a channel's messages newer than since: new ones, and edited ones whose
// edit is newer. With wait it answers as soon as there is one.
func (s *Server) controlMessages(r *http.Request) (any, error) {
	q := r.URL.Query()
	seconds, err := queryNumber(r, "wait")
	if err != nil {
		return nil, err
	}
	if _, found := s.store.channel(q.Get("channel")); !found {
		return nil, problem(http.StatusNotFound, "there is no channel %q", q.Get("channel"))
	}
	deadline := time.NewTimer(min(maxWait, time.Duration(seconds*float64(time.Second))))
	defer deadline.Stop()
	for {
		messages, changed := s.store.listing(q.Get("channel"), q.Get("user"), normalTS(q.Get("since")))
		if len(messages) > 0 || seconds == 0 {
			return object{"messages": messages}, nil
		}
		select {
		case <-changed:
		case <-deadline.C:
			return object{"messages": messages}, nil
		case <-r.Context().Done():
			return object{"messages": messages}, nil
		case <-s.life.Done():
			return object{"messages": messages}, nil
		}
	}
}

// listing is a channel's messages and a channel that is closed at the next change.
func (s *store) listing(channel, user, since string) ([]object, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []object{}
	for _, m := range s.messages[channel] {
		if (m.EphemeralTo == "" || m.EphemeralTo == user) && m.changedTS() > since {
			out = append(out, s.controlWireLocked(m))
		}
	}
	return out, s.changed
}

// controlWireLocked is a message as the control API shows it: all there is to know.
func (s *store) controlWireLocked(m *message) object {
	out := s.wireLocked(m, true)
	out["channel"] = m.Channel
	out["pings"] = append([]string{}, m.Pings...)
	out["ephemeral_to"] = nil
	if m.EphemeralTo != "" {
		out["ephemeral_to"] = m.EphemeralTo
	}
	for _, key := range []string{"blocks", "files"} {
		if out[key] == nil {
			out[key] = []any{}
		}
	}
	for _, key := range []string{"metadata", "thread_ts", "edited"} {
		if out[key] == nil {
			out[key] = nil
		}
	}
	return out
}

func (s *Server) controlViews(r *http.Request) (any, error) {
	user := r.URL.Query().Get("user")
	if _, found := s.store.user(user); !found {
		return nil, problem(http.StatusNotFound, "there is no user %q", user)
	}
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	out := object{"home": nil, "modals": []object{}}
	if v := st.views.byID[st.views.homes[user]]; v != nil {
		out["home"] = st.viewWireLocked(v)
	}
	modals := []object{}
	for _, id := range st.views.stacks[user] {
		modals = append(modals, st.viewWireLocked(st.views.byID[id]))
	}
	out["modals"] = modals
	return out, nil
}
