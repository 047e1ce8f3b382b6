package sandbox

import "maps"

// elementShapes lists the interactive elements with their fields and limits.
// Source: https://docs.slack.dev/reference/block-kit/block-elements
func elementShapes() map[string]shape {
	option := optionShape(anyText(75), 75).check
	plainOption := optionShape(plain(75), 75).check
	shapes := map[string]shape{
		"button": {required: []string{"text"}, fields: map[string]rule{
			"text": plain(75), "value": sized(0, 2000), "url": words(3000), "style": choice("primary", "danger"), "accessibility_label": words(75),
		}},
		"checkboxes": {required: []string{"options"}, extra: initialAmongOptions, fields: map[string]rule{
			"options": items(1, 10, option), "initial_options": items(1, 10, option), "focus_on_load": boolean,
		}},
		"radio_buttons": {required: []string{"options"}, extra: initialAmongOptions, fields: map[string]rule{
			"options": items(1, 10, option), "initial_option": option, "focus_on_load": boolean,
		}},
		"overflow": {required: []string{"options"}, fields: map[string]rule{"options": items(1, 5, plainOption)}},
		"image": {required: []string{"alt_text"}, extra: needsOne("image_url", "slack_file"), fields: map[string]rule{
			"image_url": words(3000), "slack_file": anything, "alt_text": words(2000),
		}},
		"datepicker":     {fields: pickerFields("initial_date")},
		"timepicker":     {fields: withFields(pickerFields("initial_time"), map[string]rule{"timezone": words(100)})},
		"datetimepicker": {fields: map[string]rule{"initial_date_time": anything, "focus_on_load": boolean}},
		"feedback_buttons": {required: []string{"positive_button", "negative_button"}, fields: map[string]rule{
			"positive_button": anything, "negative_button": anything,
		}},
		"icon_button": {required: []string{"icon", "text"}, fields: map[string]rule{
			"icon": words(100), "text": plain(75), "value": sized(0, 2000), "accessibility_label": words(75), "visible_to_user_ids": anything,
		}},
	}
	maps.Copy(shapes, inputShapes())
	maps.Copy(shapes, selectShapes(plainOption))
	for _, s := range shapes {
		s.fields["action_id"] = sized(0, idLimit)
		s.fields["confirm"] = confirm.check
	}
	return shapes
}

func withFields(fields, more map[string]rule) map[string]rule {
	maps.Copy(fields, more)
	return fields
}

func pickerFields(initial string) map[string]rule {
	return map[string]rule{initial: words(10), "placeholder": plain(placeholderLimit), "focus_on_load": boolean}
}

// inputShapes are the elements that take typed text or files.
func inputShapes() map[string]shape {
	text := func(more map[string]rule) shape {
		return shape{fields: withFields(map[string]rule{
			"initial_value": anything, "placeholder": plain(placeholderLimit), "focus_on_load": boolean, "dispatch_action_config": anything,
		}, more)}
	}
	number := text(map[string]rule{"is_decimal_allowed": boolean, "min_value": anything, "max_value": anything})
	number.required = []string{"is_decimal_allowed"}
	return map[string]shape{
		"plain_text_input": text(map[string]rule{
			"initial_value": sized(0, 3000), "multiline": boolean, "min_length": within(0, 3000), "max_length": within(1, 3000),
		}),
		"email_text_input": text(nil),
		"url_text_input":   text(nil),
		"number_input":     number,
		"rich_text_input":  text(nil),
		"file_input":       {fields: map[string]rule{"filetypes": items(1, 100, words(20)), "max_files": within(1, 10)}},
	}
}

// selectShapes are the menus, of one choice and of several.
func selectShapes(option rule) map[string]shape {
	group := shape{required: []string{"label", "options"}, fields: map[string]rule{"label": plain(75), "options": items(1, 100, option)}}.check
	base := func(more map[string]rule) map[string]rule {
		return withFields(map[string]rule{"placeholder": plain(placeholderLimit), "focus_on_load": boolean}, more)
	}
	options := map[string]rule{"options": items(1, 100, option), "option_groups": items(1, 100, group)}
	filter := map[string]rule{"default_to_current_conversation": boolean, "filter": anything, "response_url_enabled": boolean}
	one := map[string]map[string]rule{
		"static_select":        withFields(base(options), map[string]rule{"initial_option": option}),
		"external_select":      base(map[string]rule{"initial_option": option, "min_query_length": within(0, 100)}),
		"users_select":         base(map[string]rule{"initial_user": words(20)}),
		"conversations_select": withFields(base(filter), map[string]rule{"initial_conversation": words(20)}),
		"channels_select":      base(map[string]rule{"initial_channel": words(20), "response_url_enabled": boolean}),
	}
	several := map[string]map[string]rule{
		"static_select":        withFields(base(options), map[string]rule{"initial_options": items(1, 100, option)}),
		"external_select":      base(map[string]rule{"initial_options": items(1, 100, option), "min_query_length": within(0, 100)}),
		"users_select":         base(map[string]rule{"initial_users": items(0, 100, words(20))}),
		"conversations_select": withFields(base(filter), map[string]rule{"initial_conversations": items(0, 100, words(20))}),
		"channels_select":      base(map[string]rule{"initial_channels": items(0, 100, words(20))}),
	}
	shapes := map[string]shape{}
	for kind, fields := range one {
		shapes[kind] = shape{fields: fields, extra: optionsFor(kind)}
	}
	for kind, fields := range several {
		fields["max_selected_items"] = within(1, 100)
		shapes["multi_"+kind] = shape{fields: fields, extra: optionsFor(kind)}
	}
	return shapes
}

func optionsFor(kind string) rule {
	if kind != "static_select" {
		return nil
	}
	return func(c *checker, v any, at string) {
		needsOne("options", "option_groups")(c, v, at)
		initialAmongOptions(c, v, at)
	}
}

// initialAmongOptions refuses a menu that begins with something it does not offer.
func initialAmongOptions(c *checker, v any, at string) {
	element := v.(object)
	initial := objects(list(element, "initial_options"))
	if one := child(element, "initial_option"); one != nil {
		initial = append(initial, one)
	}
	for _, o := range initial {
		if optionFor(element, str(o, "value")) == nil {
			c.refuse(at, "initial option %q is not among the options", str(o, "value"))
		}
	}
}

func optionShape(text rule, description int) shape {
	return shape{required: []string{"text", "value"}, fields: map[string]rule{
		"text": text, "value": words(optionValueLimit), "description": anyText(description), "url": words(3000),
	}}
}

// confirm is the dialog before an action.
var confirm = shape{required: []string{"title", "text", "confirm", "deny"}, fields: map[string]rule{
	"title": plain(100), "text": anyText(300), "confirm": plain(30), "deny": plain(30), "style": choice("primary", "danger"),
}}
