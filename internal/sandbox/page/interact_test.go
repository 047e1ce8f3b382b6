package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/input"
	"github.com/google/go-cmp/cmp"
)

// id selects the element with a test id.
func id(name string) string { return `[data-testid="` + name + `"]` }

// press clicks the control of an action.
func press(p *rod.Page, action string) {
	p.MustElement(`[data-action-id="` + action + `"]`).MustClick()
}

// eventually waits until an expression in the page is true.
func eventually(t *testing.T, p *rod.Page, js string) {
	t.Helper()
	if err := p.Wait(rod.Eval(js)); err != nil {
		t.Fatalf("never true: %s (%v)", js, err)
	}
}

func TestEveryBlockIsShown(t *testing.T) {
	p := open(t, newFake(t), "", 1280, 800)
	snap(t, p, "wide")
	tests := []struct{ kind, want string }{
		{"header", "Đã đọc chương trình công tác năm 2022"},
		{"section", "3 nhiệm vụ, 6 nội dung"},
		{"table", "31/12/2022"},
		{"rich_text", "@Trần Thị Mai"},
		{"markdown", "Hoàn thành 4"},
		{"image", "Biểu đồ tiến độ"},
		{"context", "15:00"},
		{"actions", "Nhập kế hoạch"},
		{"newer_block", "newer_block"},
	}
	for _, tt := range tests {
		if got := words(p, `[data-block-type="`+tt.kind+`"]`); !strings.Contains(got, tt.want) {
			t.Errorf("%s shows %q, want %q in it", tt.kind, got, tt.want)
		}
	}
	if n := len(p.MustElements(`[data-block-type="divider"] hr`)); n != 1 {
		t.Errorf("%d dividers, want 1", n)
	}
}

func TestTextIsNeverMarkup(t *testing.T) {
	p := open(t, newFake(t), "", 1280, 800)
	got := words(p, `[data-ts="1645401300.000100"] .message-text`)
	if want := `<img src=x onerror="document.body.dataset.hacked=1"> <script>alert(1)</script> <javascript:alert(1)|bấm>`; got != want {
		t.Errorf("shown as %q, want %q", got, want)
	}
	if p.MustEval(`() => document.body.dataset.hacked !== undefined || document.querySelectorAll('.message script, .message-text img, a[href^="javascript"]').length > 0`).Bool() {
		t.Error("a message's text became markup")
	}
}

func TestMessagesCarryTheirMarks(t *testing.T) {
	p := open(t, newFake(t), "", 1280, 800)
	tests := []struct{ selector, want string }{
		{`[data-ts="1645401400.000100"]`, "Chỉ bạn nhìn thấy"},
		{`[data-ts="1645401001.000100"]`, "(đã sửa)"},
		{`[data-ts="1645401310.000100"]`, "trả lời trong luồng của Hoàng Văn Minh"},
		{`[data-ts="1645401000.000100"] [data-testid="file"]`, "chuong-trinh-cong-tac-2022.txt"},
		{`.day`, "Hôm nay"},
		{`[data-ts="1645401000.000100"] .message-time`, "06:50"},
	}
	for _, tt := range tests {
		if got := words(p, tt.selector); !strings.Contains(got, tt.want) {
			t.Errorf("%s shows %q, want %q in it", tt.selector, got, tt.want)
		}
	}
}

func TestNothingOverflows(t *testing.T) {
	f := newFake(t)
	var modal map[string]any
	readJSON(t, "modal.json", &modal)
	for _, width := range []int{360, 768, 1280} {
		for _, stack := range [][]any{nil, {modal}} {
			f.set(func() { f.modals = stack })
			p := open(t, f, "", width, 800)
			if stack != nil {
				p.MustElement(id("modal"))
			}
			wide := p.MustEval(`() => {
				const inFrame = (e) => e.closest('.table-frame, .sidebar, .unseen, [hidden]');
				return [...document.querySelectorAll('body *')]
					.filter((e) => !inFrame(e) && e.getClientRects().length && e.getBoundingClientRect().right > innerWidth + 1)
					.map((e) => e.className || e.tagName).concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : []).join(', ');
			}`).Str()
			if wide != "" {
				t.Errorf("at %d px these are wider than the window: %s", width, wide)
			}
		}
	}
}

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
	f.state["app"].(map[string]any)["shortcuts"] = []any{
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

func TestModal(t *testing.T) {
	f := newFake(t)
	var modal map[string]any
	readJSON(t, "modal.json", &modal)
	p := open(t, f, "", 1280, 800)
	f.set(func() { f.modals = []any{modal} })
	f.signal(`{"type": "view"}`)
	p.MustElement(id("modal"))
	snap(t, p, "modal")

	p.MustElement(id("modal-submit")).MustClick()
	if got := words(p, `[data-input-block="title"] [data-testid="input-error"]`); got != "Mục này phải điền." {
		t.Errorf("an empty required input says %q", got)
	}

	f.set(func() {
		f.answers["submit"] = `{"status": "acked", "response_action": "errors", "errors": {"title": "Tên này đã có."}}`
	})
	p.MustElement(`[data-input-block="title"] input`).MustInput("Kế hoạch 2022")
	p.MustElement(`[data-input-block="members"] .select`).MustClick()
	p.MustElement(`[role=listbox] [data-value="UEMMA"]`).MustClick()
	p.MustElement(".list-filter").MustType(input.Escape)
	p.MustElement(`[data-input-block="opts"] input`).MustClick()
	p.MustElement(id("modal-submit")).MustClick()
	want := map[string]any{"user": "UDIR", "view_id": "V1", "values": map[string]any{
		"title": map[string]any{"v": "Kế hoạch 2022"}, "head": map[string]any{"v": "UMAI"}, "members": map[string]any{"v": []any{"UEMMA"}},
		"opts": map[string]any{"v": []any{"daily"}}, "due": map[string]any{"v": "2022-12-31"}, "note": map[string]any{"v": ""},
	}}
	if diff := cmp.Diff(want, f.next(t, "submit")); diff != "" {
		t.Errorf("submitted:\n%s", diff)
	}
	eventually(t, p, `() => document.querySelector('[data-input-block="title"] .input-error').textContent === 'Tên này đã có.'`)
	snap(t, p, "modal-errors")

	f.set(func() { f.answers["submit"], f.modals = `{"status": "acked"}`, nil })
	p.MustElement(id("modal-submit")).MustClick()
	eventually(t, p, `() => !document.querySelector('[data-testid=modal]')`)
}

func TestModalKeepsWhatWasTypedWhenItChanges(t *testing.T) {
	f := newFake(t)
	var modal, next map[string]any
	readJSON(t, "modal.json", &modal)
	readJSON(t, "modal.json", &next)
	next["hash"], next["title"] = "2.b", map[string]any{"type": "plain_text", "text": "Đã đọc xong"}
	f.modals = []any{modal}
	p := open(t, f, "", 1280, 800)
	p.MustElement(`[data-input-block="title"] input`).MustInput("Kế hoạch")
	f.set(func() { f.modals = []any{next} })
	f.signal(`{"type": "view"}`)
	eventually(t, p, `() => document.querySelector('.dialog-title').textContent === 'Đã đọc xong'`)
	if got := p.MustElement(`[data-input-block="title"] input`).MustProperty("value").Str(); got != "Kế hoạch" {
		t.Errorf("the input holds %q after the view changed", got)
	}
}

func TestModalIsClosed(t *testing.T) {
	f := newFake(t)
	var modal map[string]any
	readJSON(t, "modal.json", &modal)
	f.modals = []any{modal}
	p := open(t, f, "", 390, 844)
	p.MustElement(id("modal"))
	snap(t, p, "modal-phone")
	f.set(func() { f.modals = nil })
	p.Keyboard.MustType(input.Escape)
	if got := f.next(t, "close"); got["view_id"] != "V1" {
		t.Errorf("closed %v", got)
	}
	eventually(t, p, `() => !document.querySelector('[data-testid=modal]')`)
}

func TestComposer(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	box := p.MustElement(id("composer"))
	box.MustInput("/task update 3 2/5 đã nộp thêm đơn")
	box.MustType(input.Enter)
	want := map[string]any{"user": "UDIR", "channel": "CPLAN", "command": "/task", "text": "update 3 2/5 đã nộp thêm đơn"}
	if diff := cmp.Diff(want, f.next(t, "command")); diff != "" {
		t.Errorf("a command:\n%s", diff)
	}
	eventually(t, p, `() => !document.querySelector('[data-testid=send]').disabled`)
	box.MustInput("Chào cả nhà <b>")
	p.MustElement(id("send")).MustClick()
	if diff := cmp.Diff(map[string]any{"user": "UDIR", "channel": "CPLAN", "text": "Chào cả nhà <b>"}, f.next(t, "message")); diff != "" {
		t.Errorf("a message:\n%s", diff)
	}
}

func TestRefusedCommandIsSaidAndKept(t *testing.T) {
	f := newFake(t)
	f.answers["command"] = `{"error": "/tsk is not a command of this workspace; there is /task"}`
	p := open(t, f, "", 1280, 800)
	box := p.MustElement(id("composer"))
	box.MustInput("/tsk list")
	box.MustType(input.Enter)
	p.MustElementR(".message-ephemeral", "/tsk is not a command of this workspace")
	if got := box.MustProperty("value").Str(); got != "/tsk list" {
		t.Errorf("the box holds %q, want what was typed", got)
	}
}

func TestTimedOutCommandIsShownAsSlackbotSaysIt(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	<-f.listens
	f.set(func() {
		f.messages["CPLAN"] = append(f.messages["CPLAN"], map[string]any{
			"ts": "1645401600.000100", "channel": "CPLAN", "user": "USLACKBOT", "ephemeral_to": "UDIR", "text": `/task failed with the error "operation_timeout"`,
		})
	})
	f.signal(`{"type": "message", "channel": "CPLAN", "ts": "1645401600.000100"}`)
	if got := words(p, `[data-ts="1645401600.000100"]`); !strings.Contains(got, "Slackbot") || !strings.Contains(got, "operation_timeout") {
		t.Errorf("shown as %q", got)
	}
}

func TestComposerSuggests(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	box := p.MustElement(id("composer"))
	box.MustInput("/task giao 1.2 @mai")
	p.MustElementR(id("complete"), "Trần Thị Mai")
	snap(t, p, "suggest")
	box.MustType(input.Enter) // takes the suggestion
	if got := box.MustProperty("value").Str(); got != "/task giao 1.2 @tran.mai " {
		t.Errorf("the box holds %q", got)
	}
	box.MustType(input.Enter)
	if got := f.next(t, "command")["text"]; got != "giao 1.2 @tran.mai" {
		t.Errorf("sent %q", got)
	}
}

func TestFilesAreSent(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	name := filepath.Join(t.TempDir(), "kế hoạch.txt")
	if err := os.WriteFile(name, []byte("Nhiệm vụ 1"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.MustElement(id("file-input")).MustSetFiles(name)
	p.MustElementR(".composer-above", "kế hoạch.txt")
	p.MustElement(id("send")).MustClick()
	want := map[string]any{"user": "UDIR", "channel": "CPLAN", "file": "kế hoạch.txt: Nhiệm vụ 1"}
	if diff := cmp.Diff(want, f.next(t, "upload")); diff != "" {
		t.Error(diff)
	}
}

func TestSwitchingWhoIAm(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	p.MustElement(id("user-switch")).MustClick()
	list := p.MustElement(id("user-list"))
	if got := list.MustText(); !strings.Contains(got, "Trưởng phòng Kế hoạch · Tiếng Việt") || !strings.Contains(got, "đã nghỉ") {
		t.Errorf("the list says %q", got)
	}
	snap(t, p, "users")
	p.MustElement(".list-filter").MustInput("emma").MustType(input.Enter)
	eventually(t, p, `() => document.documentElement.lang === 'en'`)
	if got := p.MustElement(id("composer")).MustAttribute("placeholder"); *got != "Message #ke-hoach-nam, or type /task" {
		t.Errorf("the composer says %q", *got)
	}
	if hash := p.MustEval(`() => location.hash`).Str(); hash != "#user=UEMMA&channel=CPLAN" {
		t.Errorf("the address is %s", hash)
	}
	// Emma reads in London what was said at 06:50 in Viet Nam.
	eventually(t, p, `() => document.querySelector('[data-ts="1645401000.000100"] .message-time')?.textContent.replace(/\s/, ' ') === '11:50 PM'`)
}

func TestAddressChoosesWhoAndWhere(t *testing.T) {
	p := open(t, newFake(t), "#user=UMAI&channel=CALL", 1280, 800)
	if got := words(p, ".pane-title"); got != "chung" {
		t.Errorf("the channel is %q", got)
	}
	if got := words(p, ".usermenu-name"); got != "Trần Thị Mai" {
		t.Errorf("the person is %q", got)
	}
}

func TestUnreadIsMarked(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	<-f.listens
	f.set(func() {
		f.messages["DDIR"] = []any{map[string]any{"ts": "1645401500.000100", "channel": "DDIR", "user": "UBOT", "text": "Hôm nay có 2 việc"}}
	})
	f.signal(`{"type": "message", "channel": "DDIR", "ts": "1645401500.000100"}`)
	dm := p.MustElement(`[data-channel-id="DDIR"][data-unread="1"]`)
	snap(t, p, "unread")
	dm.MustClick()
	p.MustElementR(id("message"), "Hôm nay có 2 việc")
	p.MustElement(`[data-channel-id="DDIR"][data-unread="0"]`)
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

func TestClockIsTurned(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	tests := []struct {
		button string
		want   map[string]any
	}{
		{"clock-hour", map[string]any{"advance": "1h"}},
		{"clock-morning", map[string]any{"now": "2022-02-22T08:30:00+07:00"}},
		{"clock-monday", map[string]any{"now": "2022-02-28T08:30:00+07:00"}},
	}
	f.set(func() { f.answers["clock"] = `{"now": "2022-02-21T07:30:00+07:00"}` })
	for _, tt := range tests {
		p.MustElement(id(tt.button)).MustClick()
		if diff := cmp.Diff(tt.want, f.next(t, "clock")); diff != "" {
			t.Errorf("%s:\n%s", tt.button, diff)
		}
		p.MustElement(id(tt.button) + ":not(:disabled)")
	}
}

func TestClockShowsThatItWalks(t *testing.T) {
	f := newFake(t)
	f.held["clock"] = make(chan struct{})
	f.answers["clock"] = `{"now": "2022-03-01T09:15:00+07:00"}`
	p := open(t, f, "", 768, 800)
	p.MustElement(id("clock")).MustClick()
	p.MustEval(`() => { const i = document.querySelector('[data-testid=clock-input]'); i.value = '2022-03-01T09:15'; i.dispatchEvent(new Event('input')); }`)
	if got := words(p, ".clock-form .date-words"); !strings.Contains(got, "1 tháng 3") {
		t.Errorf("1 March is spelled %q", got)
	}
	p.MustElement(id("clock-jump")).MustClick()
	snap(t, p, "clock")
	p.MustElement(id("clock-set")).MustClick()
	if diff := cmp.Diff(map[string]any{"now": "2022-03-01T09:15:00+07:00", "jump": true}, f.next(t, "clock")); diff != "" {
		t.Error(diff)
	}
	p.MustElement(id("clock-progress") + ":not([hidden])")
	f.set(func() { f.state["now"] = "2022-03-01T09:15:00+07:00" })
	close(f.held["clock"])
	p.MustElementR(id("clock"), "01/03/2022.*09:15")
	eventually(t, p, `() => document.querySelector('[data-testid=clock-progress]').hidden`)
}

func TestBotIsStoppedAndStarted(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 1280, 800)
	p.MustElementR(id("bot"), "Bot đang chạy").MustClick()
	f.set(func() { f.state["bot"] = map[string]any{"inside": true, "running": false, "connections": 0} })
	p.MustElement(`[data-testid=bot-list] [data-value=stop]`).MustClick()
	if got := f.next(t, "bot"); got["do"] != "stop" {
		t.Errorf("did %v", got)
	}
	p.MustElementR(id("bot"), "Bot đã dừng")
}

func TestPhoneHasADrawer(t *testing.T) {
	f := newFake(t)
	p := open(t, f, "", 390, 844)
	snap(t, p, "phone")
	p.MustElement(id("menu")).MustClick()
	p.MustElement(".sidebar.open")
	p.MustElement(`[data-channel-id="CALL"]`).MustWaitStable()
	snap(t, p, "phone-drawer")
	p.MustElement(`[data-channel-id="CALL"]`).MustClick()
	eventually(t, p, `() => !document.querySelector('.sidebar.open') && document.querySelector('.pane-title').textContent === 'chung'`)
}

func TestEverythingHasAName(t *testing.T) {
	f := newFake(t)
	var modal map[string]any
	readJSON(t, "modal.json", &modal)
	f.modals = []any{modal}
	p := open(t, f, "", 1280, 800)
	p.MustElement(id("modal"))
	nameless := p.MustEval(`() => [...document.querySelectorAll('button, input, textarea, select, img')].filter((e) => {
		if (e.closest('[hidden]')) return false;
		const label = e.labels?.length || e.getAttribute('aria-label') || e.getAttribute('aria-labelledby') || e.getAttribute('alt') !== null || e.textContent.trim();
		return !label;
	}).map((e) => e.outerHTML.slice(0, 120)).join('\n')`).Str()
	if nameless != "" {
		t.Errorf("a screen reader has no name for:\n%s", nameless)
	}
}
