package sandbox

import (
	"context"
	"encoding/json"
	"maps"
)

// submission is a modal sent off.
type submission struct {
	User   string  `json:"user"`
	ViewID string  `json:"view_id"`
	Values entries `json:"values"`
	Forge  bool    `json:"forge"`
}

// submitted is what came of it.
type submitted struct {
	outcome
	ResponseAction string            `json:"response_action,omitempty"`
	Errors         map[string]string `json:"errors,omitempty"`
}

// submit sends a modal's values to the bot and does what its ack says.
// Status is "refused", with errors by block, when the client itself does not let it go.
func (s *Server) submit(ctx context.Context, sub submission) (submitted, error) {
	v, err := s.viewOf(sub.User, sub.ViewID)
	if err != nil {
		return submitted{}, err
	}
	if err := s.onTop(v); err != nil {
		return submitted{}, err
	}
	state, refused, err := s.fillIn(v, sub)
	if err != nil {
		return submitted{}, err
	}
	if len(refused) > 0 && !sub.Forge {
		return submitted{outcome: outcome{Status: "refused"}, Errors: refused}, nil
	}
	s.store.setViewState(v.ID, state)
	payload := s.interaction("view_submission", sub.User, v.ID)
	payload["view"], payload["response_urls"] = s.viewWire(v.ID), []any{}
	o := s.interact(ctx, sub.User, payload)
	if !o.ok() {
		return submitted{outcome: o}, nil
	}
	return s.afterSubmit(v, o), nil
}

// viewOf finds a view that a user has open.
func (s *Server) viewOf(user, id string) (view, error) {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	v := s.store.views.byID[id]
	if v == nil || v.User != user {
		return view{}, problem(404, "%s has no view %q open", user, id)
	}
	return *v, nil
}

func (s *Server) onTop(v view) error {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	stack := s.store.views.stacks[v.User]
	switch {
	case v.kind() != "modal":
		return problem(400, "only a modal can be submitted, not a Home tab")
	case v.Body["submit"] == nil:
		return problem(400, "this modal has no submit button")
	case len(stack) == 0 || stack[len(stack)-1] != v.ID:
		return problem(409, "another modal lies on top of this one")
	}
	return nil
}

func (s *store) setViewState(id string, state inputState) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if v := s.views.byID[id]; v != nil {
		v.State = state
	}
}

// fillIn puts the given values over what is there, and lists what the client would mark.
func (s *Server) fillIn(v view, sub submission) (inputState, map[string]string, error) {
	blocks := list(v.Body, "blocks")
	state, err := s.entered(v.State, blocks, sub.Values, func(string) bool { return sub.Forge })
	if err != nil {
		return nil, nil, err
	}
	full := state.complete(blocks)
	refused := map[string]string{}
	for _, in := range inputsOf(blocks) {
		if str(in.block, "type") == "input" && !flag(in.block, "optional") && emptyState(full.get(in.blockID, in.actionID)) {
			refused[in.blockID] = "Please complete this required field."
		}
	}
	return full, refused, nil
}

// afterSubmit does what the ack of a submission asks for.
func (s *Server) afterSubmit(v view, o outcome) submitted {
	var ack struct {
		Action string            `json:"response_action"`
		Errors map[string]string `json:"errors"`
		View   object            `json:"view"`
	}
	if len(o.Payload) > 0 && json.Unmarshal(o.Payload, &ack) != nil {
		return failedSubmit(o, "invalid response to view_submission")
	}
	out := submitted{outcome: o, ResponseAction: ack.Action, Errors: ack.Errors}
	var err error
	switch ack.Action {
	case "":
		s.closeViews(v, false)
	case "clear":
		s.closeViews(v, true)
	case "errors":
		err = s.checkErrors(v, ack.Errors)
	case "update", "push":
		err = s.showNext(v, ack.Action, ack.View)
	default:
		err = fail("unknown response_action " + ack.Action)
	}
	if err != nil {
		return failedSubmit(o, err.Error())
	}
	s.signalView(v.User)
	return out
}

// failedSubmit is "We had some trouble connecting": the modal stays.
func failedSubmit(o outcome, why string) submitted {
	o.Status, o.Error = "error", why
	return submitted{outcome: o}
}

func (s *Server) checkErrors(v view, errors map[string]string) error {
	for block := range errors {
		for _, b := range objects(list(v.Body, "blocks")) {
			if str(b, "block_id") == block && str(b, "type") == "input" {
				return nil
			}
		}
	}
	return fail("response_action errors names no input block")
}

func (s *Server) showNext(v view, action string, body object) error {
	if body == nil {
		return fail("response_action " + action + " without a view")
	}
	if err := s.store.schema.checkView(body, s.store.installed().NewerBlocks); err != nil {
		return err
	}
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	if action == "push" {
		if len(st.views.stacks[v.User]) >= maxStack {
			return fail("push_limit_reached")
		}
		st.stackLocked(v.User, body)
		return nil
	}
	if open := st.views.byID[v.ID]; open != nil {
		st.changeViewLocked(open, body)
	}
	return nil
}

// closeViews takes a modal, or the whole stack, off the screen.
func (s *Server) closeViews(v view, all bool) []*view {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	if open := s.store.views.byID[v.ID]; open != nil && !all {
		return s.store.closeLocked(open)
	}
	return s.store.closeAllLocked(v.User)
}

// dismiss is a user closing a modal by hand; all closes the whole stack.
func (s *Server) dismiss(ctx context.Context, user, id string, all bool) (outcome, error) {
	v, err := s.viewOf(user, id)
	if err != nil {
		return outcome{}, err
	}
	if v.kind() != "modal" {
		return outcome{}, problem(400, "only a modal can be closed, not a Home tab")
	}
	all = all || flag(v.Body, "clear_on_close")
	wires := map[string]object{}
	for _, open := range s.openModals(user) {
		wires[open] = s.viewWire(open)
	}
	o := outcome{Status: "acked"}
	for _, gone := range s.closeViews(v, all) {
		if !flag(gone.Body, "notify_on_close") {
			continue
		}
		payload := s.interaction("view_closed", user, "")
		delete(payload, "trigger_id")
		maps.Copy(payload, object{"view": wires[gone.ID], "is_cleared": all})
		o = s.interact(ctx, user, payload)
	}
	s.signalView(user)
	return o, nil
}

func (s *Server) openModals(user string) []string {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	return append([]string(nil), s.store.views.stacks[user]...)
}
