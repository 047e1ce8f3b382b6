package sandbox

import (
	"regexp"
	"slices"
	"strconv"
	"unicode/utf8"
)

var (
	isoDate   = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	clockTime = regexp.MustCompile(`^\d{2}:\d{2}$`)
)

// entries are what a user has entered: block id → action id → plain value, as stateFrom takes it.
type entries map[string]map[string]any

// entered puts entries over a state. What an element of an unchecked kind holds is taken as it is.
func (s *Server) entered(before inputState, blocks []any, given entries, unchecked func(kind string) bool) (inputState, error) {
	state, inputs := before.clone(), inputsOf(blocks)
	for block, actions := range given {
		for action, value := range actions {
			in, found := inputNamed(inputs, block, action)
			if !found {
				return nil, problem(400, "there is no input %q in a block %q", action, block)
			}
			one, err := s.stateFrom(in.element, value, unchecked(str(in.element, "type")))
			if err != nil {
				return nil, err
			}
			state.set(in.blockID, in.actionID, one)
		}
	}
	return state, nil
}

func inputNamed(inputs []input, block, action string) (input, bool) {
	for _, in := range inputs {
		if in.blockID == block && in.actionID == action {
			return in, true
		}
	}
	return input{}, false
}

// stateFrom turns a plain value, as a test or the page gives it, into the state Slack would send:
// text for inputs and dates, an option's value for menus, ids for pickers, lists for multi-selects.
// An object is taken as the state itself. forge takes what the element does not offer.
func (s *Server) stateFrom(element object, value any, forge bool) (object, error) {
	kind := str(element, "type")
	h, known := holders[kind]
	if !known {
		return nil, problem(400, "a %s holds no value", kind)
	}
	if whole, ok := value.(object); ok && whole[h.value] != nil {
		state := cloneObject(whole)
		state["type"] = kind
		return state, nil
	}
	v, err := s.held(element, kind, h, value, forge)
	if err != nil {
		return nil, err
	}
	return object{"type": kind, h.value: v}, nil
}

func (s *Server) held(element object, kind string, h holder, value any, forge bool) (any, error) {
	if several(kind) {
		return s.heldList(element, h, value, forge)
	}
	text := asText(value)
	switch {
	case value == nil, text == "":
		if option, ok := value.(object); ok {
			return option, nil
		}
		return nil, nil
	case h.value == "selected_option":
		return pick(element, text, forge)
	case kind == "rich_text_input":
		return richTextOf(text), nil
	case kind == "datetimepicker":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil && !forge {
			return nil, problem(400, "a datetimepicker wants seconds since 1970, not %q", text)
		}
		return n, nil
	case forge:
		return text, nil
	}
	return text, s.fits(element, kind, h, text)
}

func richTextOf(text string) object {
	run := object{"type": "text", "text": text}
	return object{"type": "rich_text", "elements": []any{object{"type": "rich_text_section", "elements": []any{run}}}}
}

func (s *Server) heldList(element object, h holder, value any, forge bool) (any, error) {
	values, ok := value.([]any)
	if !ok && value != nil {
		values = []any{value}
	}
	out := []any{}
	for _, v := range values {
		text := asText(v)
		switch h.value {
		case "selected_options":
			option, err := pick(element, text, forge)
			if err != nil {
				return nil, err
			}
			out = append(out, option)
		case "files":
			f, err := s.fileObject(text)
			if err != nil {
				return nil, err
			}
			out = append(out, f)
		default:
			if err := s.exists(h.value, text); err != nil && !forge {
				return nil, err
			}
			out = append(out, text)
		}
	}
	return out, nil
}

// pick finds the option a user chose by its value, or by what it says.
func pick(element object, text string, forge bool) (object, error) {
	if o := optionFor(element, text); o != nil {
		return o, nil
	}
	for _, o := range choices(element) {
		if str(child(o, "text"), "text") == text {
			return o, nil
		}
	}
	// The options of an external menu are the bot's answer to a suggestion, not part of the element.
	external := str(element, "type") == "external_select" || str(element, "type") == "multi_external_select"
	if forge || external {
		return object{"text": object{"type": "plain_text", "text": text}, "value": text}, nil
	}
	return nil, problem(400, "%q is not among the options of %s", text, str(element, "action_id"))
}

func (s *Server) fileObject(id string) (object, error) {
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	f := s.store.files[id]
	if f == nil {
		return nil, problem(404, "there is no file %q; upload it first", id)
	}
	return s.store.fileWireLocked(f), nil
}

// fits holds a value against what the client would let through.
func (s *Server) fits(element object, kind string, h holder, text string) error {
	switch kind {
	case "plain_text_input":
		n := float64(utf8.RuneCountInString(text))
		least, most := number(element, "min_length"), number(element, "max_length")
		if n < least || n > orNumber(most, 3000) {
			return problem(400, "the text has %.0f characters; the input takes %.0f to %.0f", n, least, orNumber(most, 3000))
		}
	case "datepicker":
		if !isoDate.MatchString(text) {
			return problem(400, "a date is written 2022-02-21, not %q", text)
		}
	case "timepicker":
		if !clockTime.MatchString(text) {
			return problem(400, "a time is written 07:30, not %q", text)
		}
	case "number_input":
		if _, err := strconv.ParseFloat(text, 64); err != nil {
			return problem(400, "%q is not a number", text)
		}
	}
	return s.exists(h.value, text)
}

func orNumber(n, fallback float64) float64 {
	if n == 0 {
		return fallback
	}
	return n
}

// exists refuses ids of users and channels that are not there.
func (s *Server) exists(field, id string) error {
	users := []string{"selected_user", "selected_users"}
	places := []string{"selected_channel", "selected_channels", "selected_conversation", "selected_conversations"}
	if _, found := s.store.user(id); slices.Contains(users, field) && !found {
		return problem(404, "there is no user %q", id)
	}
	if _, found := s.store.channel(id); slices.Contains(places, field) && !found {
		return problem(404, "there is no channel %q", id)
	}
	return nil
}
