package sandbox

import (
	"context"
	"maps"
)

const (
	maxViewBytes = 250_000
	// maxStack is how many modals can lie on one another.
	maxStack = 3
)

func viewMethods() map[string]method {
	return map[string]method{
		"views.open":    {perMinute: tier4, run: (*Server).viewsOpen},
		"views.push":    {perMinute: tier4, run: (*Server).viewsPush},
		"views.update":  {perMinute: tier4, run: (*Server).viewsUpdate},
		"views.publish": {perMinute: tier4, run: (*Server).viewsPublish},
	}
}

// view is a modal or a Home tab of one user.
type view struct {
	ID       string
	User     string
	Hash     string
	Root     string
	Previous string
	Body     object // as the bot sent it
	State    inputState
}

func (v *view) kind() string { return str(v.Body, "type") }

// views are all that are open: a stack of modals and a Home tab for each user.
type views struct {
	byID   map[string]*view
	stacks map[string][]string
	homes  map[string]string
}

func newViews() *views {
	return &views{byID: map[string]*view{}, stacks: map[string][]string{}, homes: map[string]string{}}
}

// checkView holds a view against its limits.
func (k *schema) checkView(v object, newer []string) error {
	where, body := inModal, k.modal
	switch str(v, "type") {
	case "modal":
	case "home":
		where, body = inHome, k.home
	default:
		return invalid("invalid_arguments", []string{"must be one of: modal, home [json-pointer:/view/type]"})
	}
	if len(mustJSON(v)) > maxViewBytes {
		return fail("view_too_large")
	}
	c := k.checker(where, newer)
	body.check(c, v, "/view")
	blocks, ok := v["blocks"].([]any)
	if !ok {
		c.refuse("/view/blocks", "must be an array")
	}
	c.blocks(blocks)
	if len(c.reasons) > 0 {
		return invalid(where.code, c.reasons)
	}
	return nil
}

// readView reads and checks the "view" argument.
func (s *Server) readView(a args, kind string) (object, error) {
	raw, err := a.value("view")
	if err != nil {
		return nil, err
	}
	v, ok := raw.(object)
	if !ok {
		return nil, argument("missing required field: view", "view")
	}
	if str(v, "type") != kind {
		return nil, argument("must be of type "+kind, "view/type")
	}
	return v, s.store.schema.checkView(v, s.store.installed().NewerBlocks)
}

func (s *Server) viewsOpen(_ context.Context, a args) (object, error) {
	return s.showModal(a, func(st *store, t *trigger) ([]string, error) { return nil, nil })
}

func (s *Server) viewsPush(_ context.Context, a args) (object, error) {
	return s.showModal(a, func(st *store, t *trigger) ([]string, error) {
		stack := st.views.stacks[t.user]
		switch {
		case t.view == "" || len(stack) == 0:
			return nil, argument("the trigger is not from a modal", "trigger_id")
		case len(stack) >= maxStack:
			return nil, fail("push_limit_reached")
		}
		return stack, nil
	})
}

// showModal spends a trigger and puts a modal on the stack that below returns.
func (s *Server) showModal(a args, below func(*store, *trigger) ([]string, error)) (object, error) {
	body, err := s.readView(a, "modal")
	if err != nil {
		return nil, err
	}
	t, err := s.triggers.spend(orElse(a.str("trigger_id"), a.str("interactivity_pointer")))
	if err != nil {
		return nil, err
	}
	st := s.store
	st.mu.Lock()
	stack, err := below(st, t)
	if err == nil {
		err = st.freeExternalIDLocked(body, "")
	}
	if err != nil {
		st.mu.Unlock()
		return nil, err
	}
	if stack == nil {
		st.closeAllLocked(t.user)
	}
	v := st.stackLocked(t.user, body)
	wire := st.viewWireLocked(v)
	st.mu.Unlock()
	s.signalView(t.user)
	return object{"view": wire}, nil
}

// stackLocked puts a modal on top of a user's stack.
func (s *store) stackLocked(user string, body object) *view {
	stack := s.views.stacks[user]
	v := &view{ID: s.nextIDLocked("V"), User: user, Hash: s.nextHashLocked(), Body: s.identifiedLocked(body), State: inputState{}}
	v.Root = v.ID
	if len(stack) > 0 {
		v.Root, v.Previous = stack[0], stack[len(stack)-1]
	}
	s.views.byID[v.ID] = v
	s.views.stacks[user] = append(stack, v.ID)
	s.touchLocked()
	return v
}

// identifiedLocked gives the view's blocks their ids.
func (s *store) identifiedLocked(body object) object {
	body = cloneObject(body)
	body["blocks"] = s.withBlockIDsLocked(list(body, "blocks"))
	return body
}

func (s *store) nextHashLocked() string { return s.clock.stamp() + "." + randomID(8) }

func (s *store) freeExternalIDLocked(body object, except string) error {
	id := str(body, "external_id")
	for _, v := range s.views.byID {
		if id != "" && v.ID != except && str(v.Body, "external_id") == id {
			return fail("duplicate_external_id")
		}
	}
	return nil
}

// closeLocked takes a modal off its stack, with those on top of it.
func (s *store) closeLocked(v *view) (closed []*view) {
	stack := s.views.stacks[v.User]
	for i, id := range stack {
		if id != v.ID {
			continue
		}
		for _, gone := range stack[i:] {
			closed = append(closed, s.views.byID[gone])
			delete(s.views.byID, gone)
		}
		s.views.stacks[v.User] = stack[:i:i]
	}
	s.touchLocked()
	return closed
}

func (s *store) closeAllLocked(user string) []*view {
	stack := s.views.stacks[user]
	if len(stack) == 0 {
		return nil
	}
	return s.closeLocked(s.views.byID[stack[0]])
}

func (s *Server) viewsUpdate(_ context.Context, a args) (object, error) {
	raw, err := a.value("view")
	if err != nil {
		return nil, err
	}
	body, _ := raw.(object)
	if body, err = s.readView(a, orElse(str(body, "type"), "modal")); err != nil {
		return nil, err
	}
	st := s.store
	st.mu.Lock()
	v, err := st.findViewLocked(a)
	if err == nil {
		err = st.freeExternalIDLocked(body, v.ID)
	}
	if err != nil {
		st.mu.Unlock()
		return nil, err
	}
	st.changeViewLocked(v, body)
	wire, user := st.viewWireLocked(v), v.User
	st.mu.Unlock()
	s.signalView(user)
	return object{"view": wire}, nil
}

func (s *store) findViewLocked(a args) (*view, error) {
	v := s.views.byID[a.str("view_id")]
	if external := a.str("external_id"); v == nil && external != "" {
		for _, other := range s.views.byID {
			if str(other.Body, "external_id") == external {
				v = other
			}
		}
	}
	switch {
	case v == nil:
		return nil, fail("not_found")
	case a.str("hash") != "" && a.str("hash") != v.Hash:
		return nil, fail("hash_conflict")
	}
	return v, nil
}

// changeViewLocked shows another body. What was typed into inputs that are still there stays.
func (s *store) changeViewLocked(v *view, body object) {
	v.Body, v.Hash = s.identifiedLocked(body), s.nextHashLocked()
	kept := inputState{}
	for _, in := range inputsOf(list(v.Body, "blocks")) {
		if state := v.State.get(in.blockID, in.actionID); state != nil && str(state, "type") == str(in.element, "type") {
			kept.set(in.blockID, in.actionID, state)
		}
	}
	v.State = kept
	s.touchLocked()
}

func (s *Server) viewsPublish(_ context.Context, a args) (object, error) {
	body, err := s.readView(a, "home")
	if err != nil {
		return nil, err
	}
	user := a.str("user_id")
	st := s.store
	st.mu.Lock()
	u := st.userLocked(user)
	old := st.views.byID[st.views.homes[user]]
	switch {
	case u == nil || u.Deleted || u.Bot:
		err = argument("user_not_found", "user_id")
	case a.str("hash") != "" && (old == nil || a.str("hash") != old.Hash):
		err = fail("hash_conflict")
	}
	if err != nil {
		st.mu.Unlock()
		return nil, err
	}
	v := st.publishLocked(user, body)
	wire := st.viewWireLocked(v)
	st.mu.Unlock()
	s.stream.send(signal{Type: "home", User: user})
	return object{"view": wire}, nil
}

func (s *store) publishLocked(user string, body object) *view {
	v := s.views.byID[s.views.homes[user]]
	if v == nil {
		v = &view{ID: s.nextIDLocked("V"), User: user, State: inputState{}}
		v.Root = v.ID
		s.views.byID[v.ID], s.views.homes[user] = v, v.ID
	}
	s.changeViewLocked(v, body)
	return v
}

// viewWireLocked is a view as the Web API and interaction payloads show it.
func (s *store) viewWireLocked(v *view) object {
	out := object{
		"title": nil, "close": nil, "submit": nil, "private_metadata": "", "callback_id": "", "external_id": "",
		"clear_on_close": false, "notify_on_close": false,
	}
	maps.Copy(out, v.Body)
	maps.Copy(out, object{
		"id": v.ID, "team_id": s.team.ID, "app_id": s.app.ID, "bot_id": s.app.BotID, "app_installed_team_id": s.team.ID,
		"hash": v.Hash, "root_view_id": v.Root, "previous_view_id": nil,
		"state": object{"values": v.State.complete(list(v.Body, "blocks")).wire()},
	})
	if v.Previous != "" {
		out["previous_view_id"] = v.Previous
	}
	return out
}
