package page

import (
	"strings"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/google/go-cmp/cmp"
)

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

func TestSwitchTellsThatOthersWereWrittenTo(t *testing.T) {
	f := newFake(t)
	f.answers["clock"] = `{"now": "2022-02-22T08:30:00+07:00"}`
	p := open(t, f, "", 1280, 800)
	f.set(func() {
		f.messages["DMAI"] = []any{map[string]any{"ts": "1645491600.000100", "channel": "DMAI", "user": "UBOT", "text": "Hôm nay có 2 việc"}}
	})
	p.MustElement(id("clock-morning")).MustClick()
	p.MustElement(id("user-switch") + `[aria-label*="1 người khác có tin chưa đọc"]`).MustClick()
	if got := words(p, id("user-list")+` [data-value="UMAI"] .place-count`); !strings.HasPrefix(got, "1") {
		t.Errorf("Mai's count is %q", got)
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
