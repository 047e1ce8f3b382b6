package sandbox

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
)

func many(n int, v any) []any {
	out := make([]any, n)
	for i := range out {
		out[i] = v
	}
	return out
}

func option(value string) object {
	return object{"text": text("plain_text", "Chọn"), "value": value}
}

func inputBlock(id string, element object) object {
	return object{"type": "input", "block_id": id, "label": text("plain_text", "Nhãn"), "element": element}
}

func actions(elements ...any) object { return object{"type": "actions", "elements": elements} }

// decoded passes v through JSON: the checker sees what a decoder gives.
func decoded(t *testing.T, v any) any {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestBlockLimits(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strings.Repeat("ệ", n) }
	options := func(n int) []any {
		out := []any{}
		for i := range n {
			out = append(out, option(strings.Repeat("v", i+1)))
		}
		return out
	}
	for _, c := range []struct {
		name   string
		blocks []any
		reason string // empty: allowed
	}{
		{"fifty blocks", many(50, object{"type": "divider"}), ""},
		{"one block too many", many(51, object{"type": "divider"}), "no more than 50 items allowed [json-pointer:/blocks]"},
		{"section text", []any{section(long(3000))}, ""},
		{"section text too long", []any{section(long(3001))}, "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"},
		{"empty text", []any{section("")}, "must be more than 0 characters"},
		{"section without anything", []any{object{"type": "section"}}, "missing required field: text or fields"},
		{"eleven fields", []any{object{"type": "section", "fields": many(11, text("mrkdwn", "a"))}}, "no more than 10 items allowed"},
		{"a field too long", []any{object{"type": "section", "fields": many(1, text("mrkdwn", long(2001)))}}, "must be less than 2001"},
		{"header", []any{object{"type": "header", "text": text("plain_text", long(150))}}, ""},
		{"header too long", []any{object{"type": "header", "text": text("plain_text", long(151))}}, "must be less than 151"},
		{"header in mrkdwn", []any{object{"type": "header", "text": text("mrkdwn", "a")}}, "must be a plain_text object"},
		{"25 buttons", []any{actions(buttons(25)...)}, ""},
		{"26 buttons", []any{actions(buttons(26)...)}, "no more than 25 items allowed"},
		{"11 in a context", []any{object{"type": "context", "elements": many(11, text("mrkdwn", "a"))}}, "no more than 10 items allowed"},
		{"button text", []any{actions(object{"type": "button", "text": text("plain_text", long(76))})}, "must be less than 76"},
		{"button value", []any{actions(object{"type": "button", "text": text("plain_text", "a"), "value": long(2001)})}, "must be less than 2001"},
		{"button url", []any{actions(object{"type": "button", "text": text("plain_text", "a"), "url": long(3001)})}, "must be less than 3001"},
		{"button style", []any{actions(object{"type": "button", "text": text("plain_text", "a"), "style": "loud"})}, "must be one of: primary, danger"},
		{"100 options", []any{actions(object{"type": "static_select", "options": options(100)})}, ""},
		{"101 options", []any{actions(object{"type": "static_select", "options": options(101)})}, "no more than 100 items allowed"},
		{"option text", []any{actions(object{"type": "static_select", "options": []any{object{"text": text("plain_text", long(76)), "value": "a"}}})}, "must be less than 76"},
		{"a select without options", []any{actions(object{"type": "static_select"})}, "missing required field: options or option_groups"},
		{"an initial option of its own", []any{actions(object{"type": "static_select", "options": options(2), "initial_option": option("zz")})}, `initial option "zz" is not among the options`},
		{"11 checkboxes", []any{actions(object{"type": "checkboxes", "options": options(11)})}, "no more than 10 items allowed"},
		{"6 in an overflow", []any{actions(object{"type": "overflow", "options": options(6)})}, "no more than 5 items allowed"},
		{"a multi-select among actions", []any{actions(object{"type": "multi_users_select"})}, "unsupported type: multi_users_select"},
		{"a multi-select in a section", []any{object{"type": "section", "text": text("mrkdwn", "a"), "accessory": object{"type": "multi_users_select"}}}, ""},
		{"confirm title", []any{actions(object{"type": "button", "text": text("plain_text", "a"), "confirm": object{
			"title": text("plain_text", long(101)), "text": text("mrkdwn", "a"), "confirm": text("plain_text", "a"), "deny": text("plain_text", "a")}})}, "must be less than 101"},
		{"block_id", []any{object{"type": "divider", "block_id": long(256)}}, "must be less than 256"},
		{"action_id", []any{actions(object{"type": "button", "text": text("plain_text", "a"), "action_id": long(256)})}, "must be less than 256"},
		{"block_id twice", many(2, object{"type": "divider", "block_id": "a"}), "already exists"},
		{"action_id twice", []any{actions(button("a", "1"), button("a", "2"))}, "already exists in this block"},
		{"unknown block", []any{object{"type": "hologram"}}, "unsupported type: hologram [json-pointer:/blocks/0/type]"},
		{"unknown field", []any{object{"type": "divider", "colour": "red"}}, "invalid additional property: colour"},
		{"a block of a phased roll-out", []any{object{"type": "data_visualization"}}, "unsupported type: data_visualization"},
		{"not an object", []any{"divider"}, "must be an object"},
		{"a table", []any{object{"type": "table", "rows": many(100, many(20, text("raw_text", "a")))}}, ""},
		{"a table too long", []any{object{"type": "table", "rows": many(101, many(1, text("raw_text", "a")))}}, "no more than 100 items allowed"},
		{"a table too wide", []any{object{"type": "table", "rows": many(1, many(21, text("raw_text", "a")))}}, "no more than 20 items allowed"},
		{"two tables", many(2, object{"type": "table", "rows": many(1, many(1, text("raw_text", "a")))}), "only_one_table_allowed"},
		{"markdown", many(2, object{"type": "markdown", "text": long(6001)}), "must be less than 12001 characters over all markdown blocks"},
		{"input label", []any{object{"type": "input", "label": text("plain_text", long(2001)), "element": object{"type": "plain_text_input"}}}, "must be less than 2001"},
		{"input without an element", []any{object{"type": "input", "label": text("plain_text", "a")}}, "missing required field: element"},
		{"a button as an input", []any{inputBlock("a", button("b", "c"))}, "unsupported type: button"},
		{"rich text", []any{object{"type": "rich_text", "elements": []any{object{"type": "rich_text_section", "elements": []any{text("text", "a")}}}}}, ""},
		{"over all blocks", many(5, section(long(2700))), "msg_blocks_too_long"},
	} {
		err := newSchema().checkBlocks(inMessage, nil, decoded(t, c.blocks).([]any))
		switch {
		case c.reason == "" && err != nil:
			t.Errorf("%s: refused: %v", c.name, reasons(err))
		case c.reason != "" && (err == nil || !strings.Contains(reasons(err), c.reason)):
			t.Errorf("%s: got %q, want %q", c.name, reasons(err), c.reason)
		}
	}
}

func buttons(n int) []any {
	out := []any{}
	for i := range n {
		out = append(out, button(strings.Repeat("a", i+1), "v"))
	}
	return out
}

func reasons(err error) string {
	refusal, ok := err.(*apiError)
	if !ok {
		return ""
	}
	lines, _ := refusal.fields["errors"].([]string)
	return refusal.code + ": " + strings.Join(lines, "; ")
}

func TestNewerBlocksWhereTheWorkspaceHasThem(t *testing.T) {
	t.Parallel()
	point := object{"label": "T1", "value": 3}
	chart := func(points int, title string) []any {
		return decoded(t, []any{object{"type": "data_visualization", "title": title, "chart": object{
			"type": "bar", "series": []any{object{"name": "Xong", "data": many(points, point)}}}}}).([]any)
	}
	k, newer := newSchema(), []string{"data_visualization", "plan"}
	if err := k.checkBlocks(inMessage, newer, chart(20, "Tiến độ")); err != nil {
		t.Error(reasons(err))
	}
	for _, bad := range [][]any{chart(21, "Tiến độ"), chart(1, strings.Repeat("a", 51)), append(append(chart(1, "a"), chart(1, "b")...), chart(1, "c")...)} {
		if k.checkBlocks(inMessage, newer, bad) == nil {
			t.Errorf("allowed %v", bad)
		}
	}
	if err := k.checkBlocks(inMessage, newer, []any{object{"type": "plan", "anything": 1.0}}); err != nil {
		t.Error(reasons(err))
	}
}

func TestInvalidBlocksAnswerWithTheReason(t *testing.T) {
	b := start(t, nil)
	out := b.refused("invalid_blocks", "chat.postMessage", object{"channel": planChannel, "blocks": []any{section("")}})
	if got := texts(list(child(out, "response_metadata"), "messages")); len(got) != 1 || !strings.HasPrefix(got[0], "[ERROR] must be more than 0 characters") {
		t.Errorf("response_metadata %v", out)
	}
	if len(list(out, "errors")) != 1 {
		t.Errorf("errors %v", out["errors"])
	}
	b.refused("invalid_blocks", "chat.postEphemeral", object{"channel": planChannel, "user": member, "blocks": []any{section("")}})
	b.refused("invalid_blocks", "blocks.validate", object{"blocks": []any{section("")}})
	b.refused("invalid_blocks", "chat.postMessage", object{"channel": planChannel, "text": "a", "attachments": []any{object{"blocks": []any{section("")}}}})
	b.refused("msg_blocks_too_long", "chat.postMessage", object{"channel": planChannel, "blocks": many(5, section(strings.Repeat("a", 2700)))})
	b.refused("invalid_blocks_format", "chat.postMessage", object{"channel": planChannel, "blocks": object{"blocks": []any{}}})
	if out := b.call("blocks.validate", object{"message": object{"blocks": []any{section("a")}}}); out["ok"] != true {
		t.Errorf("blocks.validate: %v", out)
	}
}

func TestViewLimits(t *testing.T) {
	t.Parallel()
	modal := func(change object) object {
		v := object{"type": "modal", "title": text("plain_text", "Cập nhật"), "submit": text("plain_text", "Gửi"), "blocks": []any{section("a")}}
		maps.Copy(v, change)
		return v
	}
	for _, c := range []struct {
		name   string
		view   object
		reason string
	}{
		{"a modal", modal(nil), ""},
		{"100 blocks", modal(object{"blocks": many(100, object{"type": "divider"})}), ""},
		{"101 blocks", modal(object{"blocks": many(101, object{"type": "divider"})}), "no more than 100 items allowed [json-pointer:/view/blocks]"},
		{"title", modal(object{"title": text("plain_text", strings.Repeat("a", 25))}), "must be less than 25 characters [json-pointer:/view/title/text]"},
		{"submit", modal(object{"submit": text("plain_text", strings.Repeat("a", 25))}), "must be less than 25"},
		{"close", modal(object{"close": text("plain_text", strings.Repeat("a", 25))}), "must be less than 25"},
		{"private_metadata", modal(object{"private_metadata": strings.Repeat("a", 3001)}), "must be less than 3001"},
		{"callback_id", modal(object{"callback_id": strings.Repeat("a", 256)}), "must be less than 256"},
		{"no title", modal(object{"title": nil}), "missing required field: title"},
		{"an input and no submit", modal(object{"submit": nil, "blocks": []any{inputBlock("a", object{"type": "plain_text_input"})}}), "must define `submit`"},
		{"a table", modal(object{"blocks": []any{object{"type": "table", "rows": []any{}}}}), "unsupported type: table"},
		{"text over 3000 in an input", modal(object{"blocks": []any{inputBlock("a", object{"type": "plain_text_input", "max_length": 3001})}}), "must be an integer from 1 to 3000"},
		{"250 KB", modal(object{"blocks": many(99, section(strings.Repeat("a", 2900)))}), "view_too_large"},
		{"a Home tab with a title", object{"type": "home", "title": text("plain_text", "a"), "blocks": []any{}}, "invalid additional property: title"},
		{"neither", object{"type": "sheet"}, "must be one of: modal, home"},
	} {
		err := newSchema().checkView(decoded(t, c.view).(object), nil)
		switch {
		case c.reason == "" && err != nil:
			t.Errorf("%s: refused: %s", c.name, reasons(err))
		case c.reason != "" && (err == nil || !strings.Contains(reasons(err), c.reason)):
			t.Errorf("%s: got %q, want %q", c.name, reasons(err), c.reason)
		}
	}
}

func FuzzCheckBlocks(f *testing.F) {
	k := newSchema()
	f.Add(`[{"type":"section","text":{"type":"mrkdwn","text":"a"}},{"type":"actions","elements":[{"type":"static_select","options":[null]}]}]`)
	f.Add(`[{"type":"table","rows":[[{"type":"rich_text"}]]},{"type":"rich_text","elements":[1]},{"type":"input","element":{"type":"checkboxes","options":[{}],"initial_options":[1]}}]`)
	f.Fuzz(func(t *testing.T, in string) {
		var v any
		if json.Unmarshal([]byte(in), &v) != nil {
			return
		}
		if blocks, ok := v.([]any); ok {
			_ = k.checkBlocks(inMessage, []string{"data_visualization", "plan"}, blocks)
			_ = pings("", blocks, true)
			_ = inputsOf(blocks)
		}
		if view, ok := v.(object); ok {
			_ = k.checkView(view, nil)
		}
	})
}
