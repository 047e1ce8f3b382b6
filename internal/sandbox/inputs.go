package sandbox

import (
	"strconv"
	"strings"
)

// inputState is what a user has entered: block id → action id → state as Slack's state.values has it.
type inputState map[string]map[string]object

func (s inputState) get(block, action string) object { return s[block][action] }

func (s inputState) set(block, action string, state object) {
	if s[block] == nil {
		s[block] = map[string]object{}
	}
	s[block][action] = state
}

func (s inputState) clone() inputState {
	out := inputState{}
	for block, actions := range s {
		for action, state := range actions {
			out.set(block, action, state)
		}
	}
	return out
}

func (s inputState) wire() object {
	out := object{}
	for block, actions := range s {
		inner := object{}
		for action, state := range actions {
			inner[action] = state
		}
		out[block] = inner
	}
	return out
}

// input is an element that holds a value, and the block it stands in.
type input struct {
	blockID  string
	actionID string
	block    object
	element  object
}

// stateless elements act but hold nothing.
var stateless = map[string]bool{"button": true, "overflow": true, "image": true, "feedback_buttons": true, "icon_button": true}

// written are the inputs that take text; the client checks them on submitting.
var written = map[string]bool{"plain_text_input": true, "email_text_input": true, "url_text_input": true, "number_input": true, "rich_text_input": true}

// inputsOf lists the elements of blocks that hold a value.
func inputsOf(blocks []any) []input {
	var out []input
	for _, b := range objects(blocks) {
		for _, e := range elementsOf(b) {
			if !stateless[str(e, "type")] {
				out = append(out, input{str(b, "block_id"), str(e, "action_id"), b, e})
			}
		}
	}
	return out
}

// complete adds the initial values of inputs that nobody has touched.
func (s inputState) complete(blocks []any) inputState {
	out := s.clone()
	for _, in := range inputsOf(blocks) {
		if out.get(in.blockID, in.actionID) == nil {
			out.set(in.blockID, in.actionID, initialState(in.element))
		}
	}
	return out
}

// holder says under which field each element's value stands in state.values, and under which
// its initial value stands in the element.
type holder struct{ value, initial string }

var holders = map[string]holder{
	"plain_text_input": {"value", "initial_value"}, "email_text_input": {"value", "initial_value"},
	"url_text_input": {"value", "initial_value"}, "number_input": {"value", "initial_value"},
	"rich_text_input": {"rich_text_value", "initial_value"}, "file_input": {"files", ""},
	"static_select": {"selected_option", "initial_option"}, "external_select": {"selected_option", "initial_option"},
	"radio_buttons": {"selected_option", "initial_option"}, "overflow": {"selected_option", ""},
	"checkboxes": {"selected_options", "initial_options"}, "multi_static_select": {"selected_options", "initial_options"},
	"multi_external_select": {"selected_options", "initial_options"},
	"users_select":          {"selected_user", "initial_user"}, "multi_users_select": {"selected_users", "initial_users"},
	"channels_select": {"selected_channel", "initial_channel"}, "multi_channels_select": {"selected_channels", "initial_channels"},
	"conversations_select":       {"selected_conversation", "initial_conversation"},
	"multi_conversations_select": {"selected_conversations", "initial_conversations"},
	"datepicker":                 {"selected_date", "initial_date"}, "timepicker": {"selected_time", "initial_time"},
	"datetimepicker": {"selected_date_time", "initial_date_time"},
}

// several reports whether an element's value is a list.
func several(kind string) bool {
	return strings.HasPrefix(kind, "multi_") || kind == "checkboxes" || kind == "file_input"
}

func initialState(element object) object {
	kind := str(element, "type")
	h := holders[kind]
	state := object{"type": kind, h.value: element[h.initial]}
	if several(kind) && state[h.value] == nil {
		state[h.value] = []any{}
	}
	return state
}

func emptyState(state object) bool {
	switch v := state[holders[str(state, "type")].value].(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	}
	return false
}

// choices lists the options of a menu, of its groups too.
func choices(element object) []object {
	out := objects(list(element, "options"))
	for _, g := range objects(list(element, "option_groups")) {
		out = append(out, objects(list(g, "options"))...)
	}
	return out
}

// optionFor finds the option with a value.
func optionFor(element object, value string) object {
	for _, o := range choices(element) {
		if str(o, "value") == value {
			return o
		}
	}
	return nil
}

// asText reads a value given as a string or number.
func asText(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return ""
}
