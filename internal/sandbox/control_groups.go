package sandbox

import (
	"net/http"
)

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
