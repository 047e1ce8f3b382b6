package sandbox

import (
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

func modal(title string, blocks ...any) object {
	return object{"type": "modal", "callback_id": "cb", "notify_on_close": true, "title": text("plain_text", title), "submit": text("plain_text", "Gửi"), "blocks": blocks}
}

// trigger makes a user run a command, and returns the trigger the bot got.
func (r *robot) trigger(user string) string {
	r.b.t.Helper()
	r.b.must("POST", "command", object{"user": user, "channel": planChannel, "command": "/task", "text": "update"})
	e := r.next("a command", func(e socketmode.Event) bool { _, ok := e.Data.(slack.SlashCommand); return ok })
	return e.Data.(slack.SlashCommand).TriggerID
}

// interaction waits for an interaction of a kind.
func (r *robot) interaction(kind slack.InteractionType) slack.InteractionCallback {
	r.b.t.Helper()
	e := r.next(string(kind), func(e socketmode.Event) bool {
		i, ok := e.Data.(slack.InteractionCallback)
		return ok && i.Type == kind
	})
	return e.Data.(slack.InteractionCallback)
}

func (b *bench) modals(user string) []object {
	b.t.Helper()
	return objects(list(b.must("GET", "views?user="+user, nil), "modals"))
}

// open opens a modal for a member and returns its id.
func (r *robot) open(v object) string {
	r.b.t.Helper()
	out := r.b.call("views.open", object{"trigger_id": r.trigger(member), "view": v})
	if out["ok"] != true {
		r.b.t.Fatalf("views.open: %v", out)
	}
	return str(child(out, "view"), "id")
}

func TestTriggersAreSingleUseAndShortLived(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	id := r.trigger(member)
	body := object{"trigger_id": id, "view": modal("Một", section("a"))}
	if out := b.call("views.open", body); out["ok"] != true {
		t.Fatal(out)
	}
	b.refused("exchanged_trigger_id", "views.open", body)
	b.refused("invalid_trigger_id", "views.open", object{"trigger_id": "no", "view": modal("a", section("a"))})
	old := r.trigger(member)
	b.s.triggers.mu.Lock()
	b.s.triggers.byID[old].issued = time.Now().Add(-3 * time.Second)
	b.s.triggers.mu.Unlock()
	b.refused("expired_trigger_id", "views.open", object{"trigger_id": old, "view": modal("a", section("a"))})
	b.refused("invalid_arguments", "views.open", object{"trigger_id": r.trigger(member), "view": modal(strings.Repeat("a", 25), section("a"))})
}

func TestModalsStackThreeHigh(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	r.open(modal("Một", actions(button("next", "1"))))
	for _, title := range []string{"Hai", "Ba", "Bốn"} {
		stack := b.modals(member)
		top := stack[len(stack)-1]
		b.must("POST", "action", object{"user": member, "view_id": top["id"], "action_id": "next"})
		push := object{"trigger_id": r.interaction(slack.InteractionTypeBlockActions).TriggerID, "view": modal(title, actions(button("next", "1")))}
		if title == "Bốn" {
			b.refused("push_limit_reached", "views.push", push)
			break
		}
		if out := b.call("views.push", push); out["ok"] != true || child(out, "view")["previous_view_id"] != top["id"] {
			t.Fatal(out)
		}
	}
	stack := b.modals(member)
	if status, out := b.control("POST", "submit", object{"user": member, "view_id": stack[0]["id"]}); status != 409 {
		t.Errorf("submitting the lowest: %d %v", status, out)
	}
	b.must("POST", "close", object{"user": member, "view_id": stack[2]["id"]})
	if closed := r.interaction(slack.InteractionTypeViewClosed); closed.View.ID != stack[2]["id"] || closed.IsCleared {
		t.Errorf("view_closed %+v", closed.View)
	}
	b.must("POST", "close", object{"user": member, "view_id": stack[1]["id"], "all": true})
	if closed := r.interaction(slack.InteractionTypeViewClosed); !closed.IsCleared {
		t.Error("is_cleared is missing")
	}
	if left := b.modals(member); len(left) != 0 {
		t.Errorf("left %v", left)
	}
	b.refused("invalid_arguments", "views.push", object{"trigger_id": r.trigger(member), "view": modal("a", section("a"))})
}

func TestUpdateKeepsWhatWasTypedAndMindsTheHash(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	note := inputBlock("note", object{"type": "plain_text_input", "action_id": "text"})
	note["dispatch_action"] = true
	id := r.open(modal("Một", note))
	b.must("POST", "action", object{"user": member, "view_id": id, "action_id": "text", "value": "đã nộp"})
	before := b.modals(member)[0]
	fresh := modal("Hai", note, section("thêm"))
	b.refused("hash_conflict", "views.update", object{"view_id": id, "hash": "1.x", "view": fresh})
	b.refused("not_found", "views.update", object{"view_id": "V404", "view": fresh})
	out := b.call("views.update", object{"view_id": id, "hash": before["hash"], "view": fresh})
	state := child(child(child(child(child(out, "view"), "state"), "values"), "note"), "text")
	if out["ok"] != true || state["value"] != "đã nộp" {
		t.Errorf("after the update: %v", out)
	}
	b.refused("hash_conflict", "views.update", object{"view_id": id, "hash": before["hash"], "view": fresh})
	named := modal("Ba", section("a"))
	named["external_id"] = "one"
	if out := b.call("views.update", object{"view_id": id, "view": named}); out["ok"] != true {
		t.Error(out)
	}
	if out := b.call("views.update", object{"external_id": "one", "view": named}); out["ok"] != true {
		t.Errorf("by external_id: %v", out)
	}
}

func TestHome(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	if out := b.must("POST", "home", object{"user": member}); out["status"] != "acked" {
		t.Error(out)
	}
	r.next("app_home_opened", func(e socketmode.Event) bool { return strings.Contains(string(e.Request.Payload), "app_home_opened") })
	home := slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: []slack.Block{slack.NewDividerBlock()}}}
	first, err := b.api.PublishView(member, home, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.api.PublishView(member, home, "1.old"); err == nil || err.Error() != "hash_conflict" {
		t.Errorf("an old hash: %v", err)
	}
	again, err := b.api.PublishView(member, home, first.Hash)
	if err != nil || again.View.ID != first.View.ID || again.Hash == first.Hash {
		t.Errorf("again %+v %v", again, err)
	}
	if shown := child(b.must("GET", "views?user="+member, nil), "home"); shown["hash"] != again.Hash {
		t.Errorf("shown %v", shown)
	}
	b.refused("invalid_arguments", "views.publish", object{"user_id": "U404", "view": object{"type": "home", "blocks": []any{}}})
}

func TestSubmissionCarriesEveryKindOfValue(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	_, stored := b.upload(member, "", "a.txt", []byte("x"))
	menu := []any{option("xong"), option("dang")}
	kinds := []struct {
		kind  string
		more  object
		value any
		field string
		want  any
	}{
		{"plain_text_input", object{"multiline": true}, "ghi chú", "value", "ghi chú"},
		{"number_input", object{"is_decimal_allowed": false}, 3, "value", "3"},
		{"email_text_input", nil, "a@b.vn", "value", "a@b.vn"},
		{"static_select", object{"options": menu}, "dang", "selected_option", option("dang")},
		{"multi_static_select", object{"options": menu}, []any{"xong"}, "selected_options", []any{option("xong")}},
		{"checkboxes", object{"options": menu}, []any{"xong", "dang"}, "selected_options", menu},
		{"radio_buttons", object{"options": menu}, "xong", "selected_option", option("xong")},
		{"external_select", nil, "z", "selected_option", object{"text": text("plain_text", "z"), "value": "z"}},
		{"users_select", nil, director, "selected_user", director},
		{"multi_users_select", nil, []any{director, member}, "selected_users", []any{director, member}},
		{"channels_select", nil, planChannel, "selected_channel", planChannel},
		{"conversations_select", nil, planChannel, "selected_conversation", planChannel},
		{"multi_channels_select", nil, []any{planChannel}, "selected_channels", []any{planChannel}},
		{"datepicker", nil, "2022-06-30", "selected_date", "2022-06-30"},
		{"timepicker", nil, "08:00", "selected_time", "08:00"},
		{"datetimepicker", nil, 1656550800, "selected_date_time", 1656550800.0},
		{"file_input", nil, []any{stored["file_id"]}, "files", nil},
		{"rich_text_input", nil, "đậm", "rich_text_value", richTextOf("đậm")},
	}
	var blocks []any
	values := map[string]map[string]any{}
	for _, k := range kinds {
		element := object{"type": k.kind, "action_id": "a"}
		maps.Copy(element, k.more)
		blocks = append(blocks, inputBlock(k.kind, element))
		values[k.kind] = map[string]any{"a": k.value}
	}
	id := r.open(modal("Mọi thứ", blocks...))
	if out := b.must("POST", "submit", object{"user": member, "view_id": id, "values": values}); out["status"] != "acked" {
		t.Fatal(out)
	}
	e := r.next("view_submission", func(e socketmode.Event) bool {
		i, ok := e.Data.(slack.InteractionCallback)
		return ok && i.Type == slack.InteractionTypeViewSubmission
	})
	var payload struct {
		View struct {
			State struct {
				Values map[string]map[string]object `json:"values"`
			} `json:"state"`
		} `json:"view"`
	}
	mustDecode(t, e.Request.Payload, &payload)
	for _, k := range kinds {
		got := payload.View.State.Values[k.kind]["a"]
		if got["type"] != k.kind {
			t.Errorf("%s has the type %v", k.kind, got["type"])
		}
		if k.want == nil {
			if str(objects(list(got, k.field))[0], "id") != stored["file_id"] {
				t.Errorf("%s: %v", k.kind, got)
			}
			continue
		}
		if diff := cmp.Diff(decoded(t, k.want), got[k.field]); diff != "" {
			t.Errorf("%s: %s", k.kind, diff)
		}
	}
	if left := b.modals(member); len(left) != 0 {
		t.Error("the modal stays after an empty ack")
	}
}

func TestTheClientHoldsBackWhatCannotBeSubmitted(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	filled := inputBlock("filled", object{"type": "plain_text_input", "action_id": "a", "initial_value": "sẵn"})
	empty := inputBlock("empty", object{"type": "plain_text_input", "action_id": "a", "min_length": 3})
	free := inputBlock("free", object{"type": "datepicker", "action_id": "a"})
	free["optional"] = true
	menu := inputBlock("menu", object{"type": "static_select", "action_id": "a", "options": []any{option("x")}, "initial_option": option("x")})
	id := r.open(modal("Một", filled, empty, free, menu))
	out := b.must("POST", "submit", object{"user": member, "view_id": id})
	if out["status"] != "refused" || len(child(out, "errors")) != 1 || child(out, "errors")["empty"] == nil {
		t.Errorf("got %v", out)
	}
	for name, values := range map[string]object{
		"too short":      {"empty": object{"a": "ab"}},
		"no such block":  {"nowhere": object{"a": "ab"}},
		"no such option": {"empty": object{"a": "abc"}, "menu": object{"a": "y"}},
		"no date":        {"empty": object{"a": "abc"}, "free": object{"a": "mai"}},
	} {
		if status, out := b.control("POST", "submit", object{"user": member, "view_id": id, "values": values}); status != 400 {
			t.Errorf("%s: %d %v", name, status, out)
		}
	}
	if status, _ := b.control("POST", "submit", object{"user": director, "view_id": id}); status != 404 {
		t.Error("somebody else submitted the modal")
	}
	b.must("POST", "submit", object{"user": member, "view_id": id, "values": object{"menu": object{"a": "forged"}}, "forge": true})
	got := r.interaction(slack.InteractionTypeViewSubmission).View.State.Values
	if got["menu"]["a"].SelectedOption.Value != "forged" || got["filled"]["a"].Value != "sẵn" {
		t.Errorf("a forged submission: %+v", got)
	}
}

func TestWhatASubmissionsAckDoes(t *testing.T) {
	b := start(t, nil)
	note := inputBlock("note", object{"type": "plain_text_input", "action_id": "a"})
	acks := make(chan any, 1)
	r := b.connect(func(e socketmode.Event) any {
		if i, ok := e.Data.(slack.InteractionCallback); ok && i.Type == slack.InteractionTypeViewSubmission {
			return <-acks
		}
		return nil
	})
	id := r.open(modal("Một", note))
	submit := func(ack any) object {
		acks <- ack
		stack := b.modals(member)
		return b.must("POST", "submit", object{"user": member, "view_id": stack[len(stack)-1]["id"], "values": object{"note": object{"a": "x"}}})
	}
	if out := submit(object{"response_action": "errors", "errors": object{"note": "Chưa đúng"}}); out["response_action"] != "errors" || child(out, "errors")["note"] != "Chưa đúng" {
		t.Errorf("errors: %v", out)
	}
	for name, ack := range map[string]object{
		"errors for no input": {"response_action": "errors", "errors": object{"nowhere": "?"}},
		"an unknown action":   {"response_action": "dance"},
		"a broken view":       {"response_action": "update", "view": modal(strings.Repeat("a", 25), note)},
		"no view":             {"response_action": "push"},
	} {
		if out := submit(ack); out["status"] != "error" || len(b.modals(member)) != 1 {
			t.Errorf("%s: %v", name, out)
		}
	}
	submit(object{"response_action": "update", "view": modal("Hai", note)})
	if got := b.modals(member); got[0]["id"] != id || str(child(got[0], "title"), "text") != "Hai" {
		t.Errorf("update: %v", got)
	}
	submit(object{"response_action": "push", "view": modal("Ba", note)})
	if got := b.modals(member); len(got) != 2 {
		t.Errorf("push: %v", got)
	}
	submit(nil)
	if got := b.modals(member); len(got) != 1 {
		t.Errorf("an empty ack closes the top one: %v", got)
	}
	submit(object{"response_action": "push", "view": modal("Ba", note)})
	submit(object{"response_action": "clear"})
	if got := b.modals(member); len(got) != 0 {
		t.Errorf("clear: %v", got)
	}
}
