package sandbox

import (
	"context"
	"encoding/json"
	"maps"
)

// interaction is what all interaction payloads begin with.
func (s *Server) interaction(kind, user, view string) object {
	u, _ := s.store.user(user)
	st := s.store
	st.mu.Lock()
	team, app := st.team, st.app
	st.mu.Unlock()
	return object{
		"type": kind, "token": "sandbox", "api_app_id": app.ID, "enterprise": nil, "is_enterprise_install": false,
		"team":       object{"id": team.ID, "domain": team.Domain},
		"user":       object{"id": u.ID, "username": u.Name, "name": u.Name, "team_id": team.ID},
		"trigger_id": s.issueTrigger(envelopeInteraction, kind, user, view),
	}
}

func (s *Server) interact(ctx context.Context, user string, payload object) outcome {
	return s.deliver(ctx, delivery{envelope: envelopeInteraction, name: str(payload, "type"), payload: payload, user: user, channel: str(child(payload, "channel"), "id")})
}

// press is an action on an element of a message or view.
type press struct {
	User    string `json:"user"`
	Channel string `json:"channel"`
	TS      string `json:"ts"`
	ViewID  string `json:"view_id"`
	Action  string `json:"action_id"`
	Block   string `json:"block_id"`
	Value   any    `json:"value"`
	// Values are what stands in the inputs around the element, as in a submission.
	Values entries `json:"values"`
	// Forge sends the action though no such element is shown.
	Forge bool `json:"forge"`
}

// act presses a button or chooses in a menu.
func (s *Server) act(ctx context.Context, p press) (outcome, error) {
	if err := s.activeUser(p.User); err != nil {
		return outcome{}, err
	}
	var payload object
	var err error
	if p.ViewID != "" {
		payload, err = s.actInView(p)
	} else {
		payload, err = s.actOnMessage(p)
	}
	if err != nil {
		return outcome{}, err
	}
	return s.interact(ctx, p.User, payload), nil
}

func (s *Server) actOnMessage(p press) (object, error) {
	m, ch, err := s.messageFor(p.User, p.Channel, p.TS)
	if err != nil {
		return nil, err
	}
	in, err := p.find(m.Blocks)
	if err != nil {
		return nil, err
	}
	state, err := s.chosen(in, p.Value, p.Forge)
	if err != nil {
		return nil, err
	}
	around, err := s.around(p, m.State[p.User], m.Blocks, in, state)
	if err != nil {
		return nil, err
	}
	s.keepMessageState(m, p.User, around)
	m, _ = s.store.message(m.Channel, m.TS)
	payload := s.interaction("block_actions", p.User, "")
	maps.Copy(payload, object{
		"container": object{"type": "message", "message_ts": m.TS, "channel_id": m.Channel, "is_ephemeral": m.EphemeralTo != ""},
		"channel":   object{"id": ch.ID, "name": nameInPayload(ch)},
		"state":     object{"values": m.State[p.User].complete(m.Blocks).wire()},
		"actions":   []object{s.action(in, state)}, "response_url": s.responseURL(m.Channel, p.User, m.TS),
	})
	if m.EphemeralTo == "" { // Slack does not send an ephemeral message back
		payload["message"] = s.messageWire(m)
	}
	return payload, nil
}

func (s *Server) messageWire(m message) object {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	return s.store.wireLocked(&m, false)
}

// around is the state of a surface with what its inputs hold and what was just chosen.
// A half-written text is no fault before it is submitted.
func (s *Server) around(p press, before inputState, blocks []any, in input, chosen object) (inputState, error) {
	state, err := s.entered(before, blocks, p.Values, func(kind string) bool { return p.Forge || written[kind] })
	if err != nil {
		return nil, err
	}
	if !stateless[str(in.element, "type")] {
		state.set(in.blockID, in.actionID, chosen)
	}
	return state, nil
}

// keepMessageState remembers what a user has entered, for the state of later actions.
func (s *Server) keepMessageState(m message, user string, state inputState) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	stored := st.messageLocked(m.Channel, m.TS)
	if stored == nil {
		return
	}
	byUser := maps.Clone(stored.State)
	if byUser == nil {
		byUser = map[string]inputState{}
	}
	byUser[user] = state
	stored.State = byUser
}

func (s *Server) actInView(p press) (object, error) {
	v, err := s.viewOf(p.User, p.ViewID)
	if err != nil {
		return nil, err
	}
	in, err := p.find(list(v.Body, "blocks"))
	if err != nil {
		return nil, err
	}
	state, err := s.chosen(in, p.Value, p.Forge)
	if err != nil {
		return nil, err
	}
	around, err := s.around(p, v.State, list(v.Body, "blocks"), in, state)
	if err != nil {
		return nil, err
	}
	s.store.setViewState(v.ID, around)
	payload := s.interaction("block_actions", p.User, v.ID)
	wire := s.viewWire(v.ID)
	maps.Copy(payload, object{
		"container": object{"type": "view", "view_id": v.ID}, "view": wire,
		"state": wire["state"], "actions": []object{s.action(in, state)},
	})
	return payload, nil
}

func (s *Server) viewWire(id string) object {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	if v := s.store.views.byID[id]; v != nil {
		return s.store.viewWireLocked(v)
	}
	return nil
}

// find looks for the element acted on.
func (p press) find(blocks []any) (input, error) {
	var found []input
	for _, b := range objects(blocks) {
		for _, e := range elementsOf(b) {
			if str(e, "action_id") == p.Action && (p.Block == "" || p.Block == str(b, "block_id")) {
				found = append(found, input{str(b, "block_id"), p.Action, b, e})
			}
		}
	}
	switch {
	case len(found) == 0 && p.Forge:
		button := object{"type": "button", "action_id": p.Action, "text": object{"type": "plain_text", "text": "forged"}}
		return input{orElse(p.Block, "forged"), p.Action, object{}, button}, nil
	case len(found) == 0:
		return input{}, problem(404, "nothing shown there has the action_id %q", p.Action)
	case len(found) > 1:
		return input{}, problem(400, "several elements have the action_id %q; say which by block_id", p.Action)
	}
	return found[0], nil
}

// chosen is the state an element has after the action.
func (s *Server) chosen(in input, value any, forge bool) (object, error) {
	kind := str(in.element, "type")
	if kind == "button" || kind == "icon_button" {
		state := object{"type": kind, "text": in.element["text"]}
		if v, given := in.element["value"]; given {
			state["value"] = v
		}
		if value != nil {
			state["value"] = asText(value)
		}
		return state, nil
	}
	if value == nil {
		state := initialState(in.element)
		if emptyState(state) {
			return nil, problem(400, "%s needs a value: what the user chose", kind)
		}
		return state, nil
	}
	return s.stateFrom(in.element, value, forge)
}

// action is the entry of "actions" in a payload.
func (s *Server) action(in input, state object) object {
	out := object{"action_id": in.actionID, "block_id": in.blockID, "action_ts": s.clock.stamp()}
	maps.Copy(out, state)
	for _, key := range []string{"placeholder", "text"} {
		if v := in.element[key]; v != nil {
			out[key] = v
		}
	}
	return out
}

// shortcut is a global shortcut or, with channel and ts, one on a message.
type shortcut struct {
	User       string `json:"user"`
	CallbackID string `json:"callback_id"`
	Channel    string `json:"channel"`
	TS         string `json:"ts"`
}

func (s *Server) runShortcut(ctx context.Context, c shortcut) (outcome, error) {
	if err := s.activeUser(c.User); err != nil {
		return outcome{}, err
	}
	if c.CallbackID == "" {
		return outcome{}, problem(400, "callback_id says which shortcut; it is missing")
	}
	kind := "shortcut"
	if c.TS != "" {
		kind = "message_action"
	}
	payload := s.interaction(kind, c.User, "")
	payload["callback_id"], payload["action_ts"] = c.CallbackID, s.clock.stamp()
	if c.TS != "" {
		m, ch, err := s.messageFor(c.User, c.Channel, c.TS)
		if err != nil {
			return outcome{}, err
		}
		maps.Copy(payload, object{
			"message_ts": m.TS, "message": s.messageWire(m), "channel": object{"id": ch.ID, "name": nameInPayload(ch)},
			"response_url": s.responseURL(m.Channel, c.User, m.TS),
		})
	}
	return s.interact(ctx, c.User, payload), nil
}

// suggestion asks the bot for the options of an external menu.
func (s *Server) suggest(ctx context.Context, p press) (outcome, json.RawMessage, error) {
	if err := s.activeUser(p.User); err != nil {
		return outcome{}, nil, err
	}
	payload := s.interaction("block_suggestion", p.User, p.ViewID)
	delete(payload, "trigger_id")
	blocks, err := s.suggestionPlace(p, payload)
	if err != nil {
		return outcome{}, nil, err
	}
	in, err := p.find(blocks)
	if err != nil {
		return outcome{}, nil, err
	}
	payload["action_id"], payload["block_id"], payload["value"] = in.actionID, in.blockID, asText(p.Value)
	o := s.interact(ctx, p.User, payload)
	return o, o.Payload, nil
}

func (s *Server) suggestionPlace(p press, payload object) ([]any, error) {
	if p.ViewID != "" {
		v, err := s.viewOf(p.User, p.ViewID)
		if err != nil {
			return nil, err
		}
		payload["view"], payload["container"] = s.viewWire(v.ID), object{"type": "view", "view_id": v.ID}
		return list(v.Body, "blocks"), nil
	}
	m, ch, err := s.messageFor(p.User, p.Channel, p.TS)
	if err != nil {
		return nil, err
	}
	payload["container"] = object{"type": "message", "message_ts": m.TS, "channel_id": m.Channel}
	payload["channel"], payload["message"] = object{"id": ch.ID, "name": nameInPayload(ch)}, s.messageWire(m)
	return m.Blocks, nil
}
