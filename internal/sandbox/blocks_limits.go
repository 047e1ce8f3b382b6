package sandbox

import (
	"maps"
	"unicode/utf8"
)

// The limits of Block Kit, each beside the field it holds for.
// Source: https://docs.slack.dev/reference/block-kit, read block by block.

const (
	idLimit          = 255
	optionValueLimit = 150
	placeholderLimit = 150
)

// schema is every block, element and view known here with its fields.
type schema struct {
	blocks   map[string]shape
	elements map[string]shape
	modal    shape
	home     shape
}

func newSchema() *schema {
	return &schema{
		blocks:   blockShapes(),
		elements: elementShapes(),
		modal: shape{required: []string{"title", "blocks"}, fields: viewFields(map[string]rule{
			"title": plain(24), "submit": plain(24), "close": plain(24),
			"clear_on_close": boolean, "notify_on_close": boolean, "submit_disabled": boolean,
		}), extra: needsSubmit},
		home: shape{required: []string{"blocks"}, fields: viewFields(nil)},
	}
}

func viewFields(more map[string]rule) map[string]rule {
	fields := map[string]rule{
		"blocks":           anything, // checked as blocks
		"private_metadata": sized(0, 3000),
		"callback_id":      sized(0, idLimit),
		"external_id":      sized(0, idLimit),
	}
	maps.Copy(fields, more)
	return fields
}

func needsSubmit(c *checker, v any, at string) {
	view := v.(object)
	for _, b := range objects(list(view, "blocks")) {
		if str(b, "type") == "input" && view["submit"] == nil {
			c.refuse(at, "must define `submit` to use an `input` block")
			return
		}
	}
}

var (
	sectionElements = []string{
		"button", "checkboxes", "datepicker", "timepicker", "image", "overflow", "radio_buttons",
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
	}
	// Multi-selects work in section and input blocks only.
	actionElements = []string{
		"button", "checkboxes", "datepicker", "timepicker", "datetimepicker", "overflow", "radio_buttons", "rich_text_input",
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
	}
	inputElements = []string{
		"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input",
		"checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker",
		"static_select", "external_select", "users_select", "conversations_select", "channels_select",
		"multi_static_select", "multi_external_select", "multi_users_select", "multi_conversations_select", "multi_channels_select",
	}
)

func blockShapes() map[string]shape {
	messages := []string{inMessage.name}
	shapes := map[string]shape{
		"section": {extra: needsOne("text", "fields"), fields: map[string]rule{
			"text": anyText(3000), "fields": items(1, 10, anyText(2000)), "accessory": element(sectionElements...), "expand": boolean,
		}},
		"divider": {fields: map[string]rule{}},
		"header":  {required: []string{"text"}, fields: map[string]rule{"text": plain(150), "level": within(1, 4)}},
		"image": {required: []string{"alt_text"}, extra: needsOne("image_url", "slack_file"), fields: map[string]rule{
			"image_url": words(3000), "slack_file": anything, "alt_text": words(2000), "title": plain(2000),
		}},
		"context": {required: []string{"elements"}, fields: map[string]rule{
			"elements": items(1, 10, either(anyText(3000), element("image"))),
		}},
		"actions": {required: []string{"elements"}, fields: map[string]rule{"elements": items(1, 25, element(actionElements...))}},
		"input": {required: []string{"label", "element"}, fields: map[string]rule{
			"label": plain(2000), "hint": plain(2000), "element": element(inputElements...), "optional": boolean, "dispatch_action": boolean,
		}},
		"rich_text": {required: []string{"elements"}, fields: map[string]rule{"elements": items(1, 100, richText)}},
		"video": {required: []string{"alt_text", "title", "thumbnail_url", "video_url"}, fields: map[string]rule{
			"alt_text": words(2000), "title": plain(200), "title_url": words(3000), "thumbnail_url": words(3000), "video_url": words(3000),
			"author_name": words(50), "description": plain(200), "provider_name": words(50), "provider_icon_url": words(3000),
		}},
		"markdown": {surfaces: messages, required: []string{"text"}, fields: map[string]rule{"text": sized(1, maxMarkdownChars)}},
		"file": {surfaces: messages, required: []string{"external_id", "source"}, fields: map[string]rule{
			"external_id": words(idLimit), "source": choice("remote"),
		}},
		"context_actions": {surfaces: messages, required: []string{"elements"}, fields: map[string]rule{
			"elements": items(1, 5, element("feedback_buttons", "icon_button")),
		}},
		"table": {surfaces: messages, required: []string{"rows"}, fields: map[string]rule{
			"rows": items(1, 100, items(1, 20, tableCell)), "column_settings": items(0, 20, anything),
		}},
		"data_visualization": {newer: true, surfaces: messages, required: []string{"title", "chart"}, fields: map[string]rule{
			"title": words(50), "chart": chart,
		}},
	}
	for _, s := range shapes {
		s.fields["block_id"] = sized(0, idLimit)
	}
	for _, kind := range []string{"data_table", "plan", "task_card", "container", "alert", "card", "carousel", "layout"} {
		shapes[kind] = shape{newer: true, open: true}
	}
	return shapes
}

func tableCell(c *checker, v any, at string) {
	cell, _ := v.(object)
	switch str(cell, "type") {
	case "raw_text", "raw_number":
		if cell["text"] == nil && cell["value"] == nil {
			c.refuse(at, "missing required field: text")
		}
	case "rich_text":
		items(1, 100, richText)(c, cell["elements"], at+"/elements")
	default:
		c.refuse(at+"/type", "unsupported type: %s", str(cell, "type"))
	}
}

// richText checks one element of a rich text block, loosely: what matters is that it is one.
func richText(c *checker, v any, at string) {
	o, _ := v.(object)
	choice("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")(c, o["type"], at+"/type")
	if _, ok := o["elements"].([]any); !ok {
		c.refuse(at, "missing required field: elements")
	}
}

// chart checks a data_visualization's figures: 1–20 points, at most 6 series, labels of 20 characters.
func chart(c *checker, v any, at string) {
	o, ok := v.(object)
	if !ok {
		c.refuse(at, "must be an object")
		return
	}
	if str(o, "type") == "pie" {
		items(1, 20, labelled)(c, o["segments"], at+"/segments")
		return
	}
	items(1, 6, func(c *checker, v any, at string) {
		series, _ := v.(object)
		words(20)(c, series["name"], at+"/name")
		items(1, 20, labelled)(c, series["data"], at+"/data")
	})(c, o["series"], at+"/series")
}

func labelled(c *checker, v any, at string) {
	o, _ := v.(object)
	if label := str(o, "label"); label == "" || utf8.RuneCountInString(label) > 20 {
		c.refuse(at+"/label", "must be 1 to 20 characters")
	}
}
