package page

import (
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/google/go-cmp/cmp"
)

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
