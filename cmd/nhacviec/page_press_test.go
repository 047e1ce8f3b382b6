package main

import (
	"path/filepath"

	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/proto"
)

// thumb is the least size of a control on a phone, in px: a finger is no mouse.
// Source: WCAG 2.2, 2.5.8, wants 24; Apple's guidelines 44.
const thumb = 44

// aim looks for a control that has the words, brings it into sight and keeps
// where its middle is, once it can be pressed and nothing lies over it; and
// whether it was pressed, for the page may draw it anew just then.
const aim = `(selector, words) => {
	const control = [...document.querySelectorAll(selector)].find((e) => e.textContent.includes(words) && e.checkVisibility());
	if (!control || control.disabled) return false;
	control.scrollIntoView({ block: 'nearest', behavior: 'instant' });
	const { left, top, width, height } = control.getBoundingClientRect();
	const [x, y] = [left + width / 2, top + height / 2];
	if (!control.contains(document.elementFromPoint(x, y))) return false;
	const at = { x, y, width, height, control, pressed: false };
	control.addEventListener('click', () => { at.pressed = true; }, { capture: true, once: true });
	window.aimedAt = at;
	return true;
}`

// touch presses a control as a person does: by mouse, or with a finger on a
// narrow window.
func (s *screen) touch(selector, words string) {
	s.t.Helper()
	for hit := false; !hit; {
		s.still()
		s.holds(aim, selector, words)
		at := s.page.MustEval(`() => { const { x, y, width, height } = window.aimedAt; return { x, y, width, height }; }`)
		x, y := at.Get("x").Num(), at.Get("y").Num()
		if s.narrow() {
			if w, h := at.Get("width").Num(), at.Get("height").Num(); w < thumb || h < thumb {
				s.t.Errorf("%s %q is %.0f×%.0f px, too small for a thumb", selector, words, w, h)
			}
			s.page.Touch.MustTap(x, y)
		} else {
			s.page.Mouse.MustMoveTo(x, y).MustClick(proto.InputMouseButtonLeft)
		}
		s.holds(`() => window.aimedAt.pressed || !window.aimedAt.control.isConnected`)
		hit = s.page.MustEval(`() => window.aimedAt.pressed`).Bool()
	}
}

func (s *screen) narrow() bool { return s.width < 500 }

// types replaces what stands in a box.
func (s *screen) types(selector, words string) {
	s.t.Helper()
	s.touch(selector, "")
	s.page.MustElement(selector).MustSelectAllText().MustInput(words)
}

// tells types a line in the composer and sends it.
func (s *screen) tells(line string) {
	s.t.Helper()
	s.types(testID("composer"), line)
	s.page.Keyboard.MustType(input.Enter)
	s.holds(`() => document.querySelector('[data-testid=composer]').value === ''`)
}

// attaches picks a file in the page's file chooser and sends it.
func (s *screen) attaches(path string) {
	s.t.Helper()
	pick := s.page.MustHandleFileDialog()
	s.touch(testID("attach"), "")
	pick(path)
	s.says(".composer-above .chip", filepath.Base(path))
	s.touch(testID("send"), "")
}

// becomes switches who looks.
func (s *screen) becomes(user string) {
	s.t.Helper()
	s.touch(testID("user-switch"), "")
	s.touch(testID("user-list")+` [data-value="`+user+`"]`, "")
	s.holds(`(user) => location.hash.includes('user=' + user)`, user)
}

// goes opens a channel.
func (s *screen) goes(channel string) {
	s.t.Helper()
	if s.narrow() {
		s.touch(testID("menu"), "")
	}
	s.touch(testID("channel"), channel)
	s.says(".pane-title", channel)
}
