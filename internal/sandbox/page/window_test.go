package page

import (
	"testing"
)

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
