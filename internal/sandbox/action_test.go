package sandbox

import (
	"encoding/json"
	"testing"

	"github.com/slack-go/slack"
	"github.com/slack-go/slack/socketmode"
)

func TestPressingAButton(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	ts := b.call("chat.postMessage", object{"channel": planChannel, "text": "Nhập?", "blocks": []any{actions(button("import", "draft-7"))}})["ts"]
	out := b.must("POST", "action", object{"user": member, "channel": planChannel, "ts": ts, "action_id": "import"})
	if out["status"] != "acked" || out["ack_ms"] == nil {
		t.Errorf("got %v", out)
	}
	i := r.interaction(slack.InteractionTypeBlockActions)
	a := i.ActionCallback.BlockActions[0]
	if a.ActionID != "import" || a.Value != "draft-7" || a.Text.Text != "Bấm" || a.BlockID == "" || i.User.ID != member ||
		i.Channel.ID != planChannel || i.Message.Timestamp != ts || i.Container.MessageTs != ts || i.TriggerID == "" || i.ResponseURL == "" {
		t.Errorf("payload %+v", i)
	}
	b.must("POST", "action", object{"user": member, "channel": planChannel, "ts": ts, "action_id": "import", "value": "draft-8"})
	if a := r.interaction(slack.InteractionTypeBlockActions).ActionCallback.BlockActions[0]; a.Value != "draft-8" {
		t.Errorf("a forged value arrives as %q", a.Value)
	}
	b.must("POST", "action", object{"user": member, "channel": planChannel, "ts": ts, "action_id": "delete_all", "value": "x", "forge": true})
	if a := r.interaction(slack.InteractionTypeBlockActions).ActionCallback.BlockActions[0]; a.ActionID != "delete_all" {
		t.Errorf("a forged action arrives as %q", a.ActionID)
	}
}

func TestChoicesBecomeTheStateOfTheMessage(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	menu := object{"type": "static_select", "action_id": "stage", "options": []any{option("filed"), option("granted")}}
	who := object{"type": "users_select", "action_id": "who", "initial_user": director}
	ts := b.call("chat.postMessage", object{"channel": planChannel, "text": "x", "blocks": []any{
		object{"type": "actions", "block_id": "b", "elements": []any{menu, who, button("ok", "1")}}}})["ts"]
	press := func(body object) slack.InteractionCallback {
		body["user"], body["channel"], body["ts"] = member, planChannel, ts
		b.must("POST", "action", body)
		return r.interaction(slack.InteractionTypeBlockActions)
	}
	if a := press(object{"action_id": "stage", "value": "granted"}).ActionCallback.BlockActions[0]; a.SelectedOption.Value != "granted" {
		t.Errorf("chosen %+v", a)
	}
	state := press(object{"action_id": "ok"}).BlockActionState.Values["b"]
	if state["stage"].SelectedOption.Value != "granted" || state["who"].SelectedUser != director {
		t.Errorf("state %+v", state)
	}
	if a := press(object{"action_id": "who"}).ActionCallback.BlockActions[0]; a.SelectedUser != director {
		t.Errorf("the rendered element's own value: %+v", a)
	}
	for name, body := range map[string]object{
		"an option that is not there": {"action_id": "stage", "value": "lost"},
		"a user who is not there":     {"action_id": "who", "value": "U404"},
		"an element that is not":      {"action_id": "no"},
	} {
		body["user"], body["channel"], body["ts"] = member, planChannel, ts
		if status, out := b.control("POST", "action", body); status < 400 || str(out, "error") == "" {
			t.Errorf("%s: %d %v", name, status, out)
		}
	}
}

func TestActionsCarryWhatIsTyped(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	count := inputBlock("count", object{"type": "plain_text_input", "action_id": "a", "min_length": 3.0})
	due := inputBlock("due", object{"type": "datepicker", "action_id": "a", "initial_date": "2022-03-31"})
	more := actions(button("more", "1"))
	id := r.open(modal("Cập nhật", count, due, more))
	typed := object{"count": object{"a": "2/"}, "due": object{"a": "2022-04-01"}}
	b.must("POST", "action", object{"user": member, "view_id": id, "action_id": "more", "values": typed})
	got := r.interaction(slack.InteractionTypeBlockActions)
	if v := got.View.State.Values; v["count"]["a"].Value != "2/" || v["due"]["a"].SelectedDate != "2022-04-01" {
		t.Errorf("the view's state is %+v", v)
	}
	b.must("POST", "action", object{"user": member, "view_id": id, "action_id": "more"})
	if v := r.interaction(slack.InteractionTypeBlockActions).View.State.Values; v["count"]["a"].Value != "2/" {
		t.Errorf("the next action has forgotten what was typed: %+v", v)
	}
	ts := b.call("chat.postMessage", object{"channel": planChannel, "text": "x", "blocks": []any{due, more}})["ts"]
	b.must("POST", "action", object{"user": member, "channel": planChannel, "ts": ts, "action_id": "more", "values": object{"due": typed["due"]}})
	if v := r.interaction(slack.InteractionTypeBlockActions).BlockActionState.Values; v["due"]["a"].SelectedDate != "2022-04-01" {
		t.Errorf("the message's state is %+v", v)
	}
	for name, values := range map[string]object{
		"an input that is not there": {"none": object{"a": "x"}},
		"a date that is none":        {"due": object{"a": "mai"}},
	} {
		if status, out := b.control("POST", "action", object{"user": member, "view_id": id, "action_id": "more", "values": values}); status != 400 {
			t.Errorf("%s: %d %v", name, status, out)
		}
	}
}

func TestActionsNeedWhatTheUserSees(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	two := []any{actions(button("ok", "1")), object{"type": "actions", "block_id": "second", "elements": []any{button("ok", "2")}}}
	ts := b.call("chat.postMessage", object{"channel": member, "text": "x", "blocks": two})["ts"]
	dm := "D02CN00001"
	if status, _ := b.control("POST", "action", object{"user": director, "channel": dm, "ts": ts, "action_id": "ok"}); status != 404 {
		t.Errorf("in somebody else's DM: %d", status)
	}
	if status, _ := b.control("POST", "action", object{"user": member, "channel": dm, "ts": ts, "action_id": "ok"}); status != 400 {
		t.Errorf("an ambiguous action_id: %d", status)
	}
	b.must("POST", "action", object{"user": member, "channel": dm, "ts": ts, "action_id": "ok", "block_id": "second"})
	if a := r.interaction(slack.InteractionTypeBlockActions).ActionCallback.BlockActions[0]; a.Value != "2" {
		t.Errorf("got %+v", a)
	}
	whisper := b.call("chat.postEphemeral", object{"channel": planChannel, "user": member, "text": "x", "blocks": two[:1]})["message_ts"]
	if status, _ := b.control("POST", "action", object{"user": director, "channel": planChannel, "ts": whisper, "action_id": "ok"}); status != 404 {
		t.Errorf("on somebody else's ephemeral message: %d", status)
	}
	b.must("POST", "action", object{"user": member, "channel": planChannel, "ts": whisper, "action_id": "ok"})
	if i := r.interaction(slack.InteractionTypeBlockActions); !i.Container.IsEphemeral || i.Message.Timestamp != "" {
		t.Errorf("an ephemeral message comes back: %+v", i.Message)
	}
}

func TestShortcuts(t *testing.T) {
	b := start(t, nil)
	r := b.connect(nil)
	b.must("POST", "shortcut", object{"user": member, "callback_id": "import_plan"})
	if i := r.interaction(slack.InteractionTypeShortcut); i.CallbackID != "import_plan" || i.TriggerID == "" {
		t.Errorf("global %+v", i)
	}
	ts := b.must("POST", "message", object{"user": director, "channel": planChannel, "text": "việc mới"})["ts"]
	b.must("POST", "shortcut", object{"user": member, "callback_id": "import_plan", "channel": planChannel, "ts": ts})
	if i := r.interaction(slack.InteractionTypeMessageAction); i.Message.Text != "việc mới" || i.ResponseURL == "" {
		t.Errorf("on a message %+v", i)
	}
	if status, _ := b.control("POST", "shortcut", object{"user": member}); status != 400 {
		t.Errorf("without callback_id: %d", status)
	}
}

func TestSuggestionsForAnExternalMenu(t *testing.T) {
	b := start(t, nil)
	r := b.connect(func(e socketmode.Event) any {
		if i, ok := e.Data.(slack.InteractionCallback); ok && i.Type == slack.InteractionTypeBlockSuggestion {
			return object{"options": []any{option("t-" + i.Value)}}
		}
		return nil
	})
	id := r.open(modal("Một", inputBlock("task", object{"type": "external_select", "action_id": "a"})))
	out := b.must("POST", "suggest", object{"user": member, "view_id": id, "action_id": "a", "value": "3"})
	options := list(child(out, "answer"), "options")
	if len(options) != 1 || str(objects(options)[0], "value") != "t-3" {
		t.Errorf("got %v", out)
	}
	var sent struct{ Value string }
	e := r.next("a suggestion", func(e socketmode.Event) bool { return e.Type == socketmode.EventTypeInteractive })
	if err := json.Unmarshal(e.Request.Payload, &sent); err != nil || sent.Value != "3" {
		t.Errorf("payload %+v %v", sent, err)
	}
}
