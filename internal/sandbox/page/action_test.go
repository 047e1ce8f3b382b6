package page

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestButtonTellsTheBot(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	press(p, "import")
	got := f.next(t, "action")
	want := map[string]any{"user": "UDIR", "channel": "CPLAN", "ts": "1645401001.000100", "action_id": "import", "block_id": "a", "values": got["values"]}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a button carries its own value and no other:\n%s", diff)
	}
}

func TestDangerousButtonAsksFirst(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	press(p, "drop")
	if got := words(p, id("confirm")); !strings.Contains(got, "Bản nháp sẽ mất.") {
		t.Errorf("the question is %q", got)
	}
	p.MustElement(id("confirm-no")).MustClick()
	press(p, "drop")
	p.MustElement(id("confirm-yes")).MustClick()
	f.next(t, "action")
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.calls) != 1 {
		t.Errorf("%d presses reached the bot, want the confirmed one alone", len(f.calls))
	}
}

func TestMenusTellWhatWasChosen(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	tests := []struct{ action, option, value string }{
		{"year", `[data-value="2023"]`, "2023"},
		{"head", `[data-value="UMAI"]`, "UMAI"},
		{"more", `[data-value="edit"]`, "edit"},
	}
	for _, tt := range tests {
		press(p, tt.action)
		p.MustElement(`[role=listbox] ` + tt.option).MustClick()
		if got := f.next(t, "action"); got["action_id"] != tt.action || got["value"] != tt.value {
			t.Errorf("%s: sent %v", tt.action, got)
		}
	}
	if got := words(p, `[data-action-id="head"]`); !strings.Contains(got, "Trần Thị Mai") {
		t.Errorf("the menu shows %q after the choice", got)
	}
}

func TestExternalMenuAsksTheBot(t *testing.T) {
	f := newFake(t)
	f.messages["CPLAN"] = append(f.messages["CPLAN"], map[string]any{"ts": "1645401700.000100", "channel": "CPLAN", "user": "UBOT", "text": "x", "blocks": []any{
		map[string]any{"type": "actions", "block_id": "x", "elements": []any{map[string]any{"type": "external_select", "action_id": "task", "min_query_length": 1}}},
	}})
	f.answers["suggest"] = `{"status": "acked", "answer": {"options": [{"text": {"type": "plain_text", "text": "3. Nhãn hiệu"}, "value": "t3"}]}}`
	p := open(t, f, "", 1280, 800)
	press(p, "task")
	p.MustElement(".list-filter").MustInput("nhan")
	p.MustElement(`[role=listbox] [data-value="t3"]`).MustClick()
	if got := f.next(t, "suggest"); got["value"] != "nhan" || got["action_id"] != "task" {
		t.Errorf("asked %v", got)
	}
	if got := f.next(t, "action"); got["value"] != "t3" {
		t.Errorf("sent %v", got)
	}
	p.MustElementR(`[data-action-id="task"]`, "3. Nhãn hiệu")
}

func TestShortcutsAreOffered(t *testing.T) {
	f := newFake(t)
	f.state["shortcuts"] = []any{
		map[string]any{"type": "global", "callback_id": "add_task", "name": "Thêm nhiệm vụ"},
		map[string]any{"type": "message", "callback_id": "task_from_message", "name": "Ghi thành nhiệm vụ"},
	}
	p := open(t, f, "", 1280, 800)
	p.MustElement(id("shortcuts")).MustClick()
	p.MustElement(`[data-value="add_task"]`).MustClick()
	if diff := cmp.Diff(map[string]any{"user": "UDIR", "callback_id": "add_task"}, f.next(t, "shortcut")); diff != "" {
		t.Error(diff)
	}
	p.MustElement(`[data-ts="1645401300.000100"]`).MustHover()
	p.MustElement(`[data-ts="1645401300.000100"] [data-testid="message-shortcuts"]`).MustClick()
	p.MustElement(`[data-value="task_from_message"]`).MustClick()
	want := map[string]any{"user": "UDIR", "callback_id": "task_from_message", "channel": "CPLAN", "ts": "1645401300.000100"}
	if diff := cmp.Diff(want, f.next(t, "shortcut")); diff != "" {
		t.Error(diff)
	}
}

func TestSilentBotIsSaid(t *testing.T) {
	f := newFake(t)
	f.answers["action"] = `{"status": "operation_timeout", "ack_ms": 3000}`
	p := open(t, f, "", 1280, 800)
	press(p, "import")
	eventually(t, p, `() => document.querySelector('[data-ts="1645401001.000100"] [data-testid=message-warning]').textContent.includes('operation_timeout')`)
}

func TestHome(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "#user=UDIR&channel=DDIR", 1280, 800)
	f.set(func() {
		f.home = map[string]any{"id": "VH", "hash": "1", "type": "home", "blocks": []any{
			map[string]any{"type": "header", "block_id": "h", "text": map[string]any{"type": "plain_text", "text": "Việc của tôi"}},
			map[string]any{"type": "actions", "block_id": "a", "elements": []any{map[string]any{"type": "button", "action_id": "refresh", "text": map[string]any{"type": "plain_text", "text": "Làm mới"}}}},
		}}
	})
	p.MustElement(id("tab-home")).MustClick()
	if got := f.next(t, "home"); got["user"] != "UDIR" {
		t.Errorf("opened for %v", got)
	}
	f.signal(`{"type": "home"}`)
	p.MustElementR(id("home"), "Việc của tôi")
	snap(t, p, "home")
	press(p, "refresh")
	if got := f.next(t, "action"); got["view_id"] != "VH" {
		t.Errorf("sent %v", got)
	}
}
