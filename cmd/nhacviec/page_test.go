package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/input"
	"github.com/go-rod/rod/lib/launcher"
	"github.com/go-rod/rod/lib/launcher/flags"
	"github.com/go-rod/rod/lib/proto"
)

// patience bounds all waits of a test for the page together.
const patience = time.Minute

// TestThePageShowsAPlansFirstDays is what somebody who tries the program out
// sees: the offer, the review, the plan, a command, an update, a reminder.
func TestThePageShowsAPlansFirstDays(t *testing.T) {
	s := look(t, sandboxed(t, "--now", "2022-02-21T07:30:00+07:00"), 1280, 800)
	s.importByHand()
	s.list()
	s.updateAsMember()
	s.remind()
	s.finish()
}

// TestThePageFitsAPhone is the same on a narrow window.
func TestThePageFitsAPhone(t *testing.T) {
	s := look(t, sandboxed(t, "--now", "2022-02-21T07:30:00+07:00"), 390, 844)
	s.importByHand()
	s.list()
	s.updateAsMember()
	s.remind()
}

// screen is the sandbox's page in a browser.
type screen struct {
	t     *testing.T
	page  *rod.Page
	width int
}

// look opens the page in a browser of the test's own and waits until the plan's
// channel is drawn.
func look(t *testing.T, w *workspace, width, height int) *screen {
	t.Helper()
	return lookIn(t, chromium(t), w, width, height)
}

// lookIn opens the page in a window of its own of a browser. A narrow window is
// a phone's, with a finger for a mouse.
func lookIn(t *testing.T, b *rod.Browser, w *workspace, width, height int) *screen {
	t.Helper()
	window, err := b.Incognito()
	if err != nil {
		t.Fatal(err)
	}
	p := window.MustPage().Timeout(patience).WithPanic(func(v any) { t.Helper(); t.Fatal(v) })
	t.Cleanup(func() {
		_ = proto.TargetDisposeBrowserContext{BrowserContextID: window.BrowserContextID}.Call(window)
	})
	s := &screen{t, p, width}
	p.MustSetViewport(width, height, 1, s.narrow())
	if err := (proto.EmulationSetTouchEmulationEnabled{Enabled: s.narrow()}).Call(p); err != nil {
		t.Fatal(err)
	}
	p.MustNavigate(w.url)
	p.MustElement("body[data-ready=true]")
	return s
}

// chromium starts a browser for one test. Where there is none the test is
// skipped, or fails if NHACVIEC_REQUIRE_BROWSER is 1.
func chromium(t *testing.T) *rod.Browser {
	t.Helper()
	bin := chromiumPath()
	if bin == "" {
		const why = "no Chromium found (chromium, chromium-browser or google-chrome); set NHACVIEC_BROWSER to its path"
		if os.Getenv("NHACVIEC_REQUIRE_BROWSER") == "1" {
			t.Fatal(why)
		}
		t.Skip(why)
	}
	l := launcher.New().Bin(bin).Headless(true).NoSandbox(true).Leakless(false)
	for _, flag := range []flags.Flag{"disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync", "no-first-run", "disable-dev-shm-usage"} {
		l.Set(flag)
	}
	address, err := l.Launch()
	if err != nil {
		t.Fatal("Chromium does not start: ", err)
	}
	b := rod.New().ControlURL(address)
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			l.Kill()
		}
		l.Cleanup()
	})
	if err := b.Connect(); err != nil {
		t.Fatal("Chromium does not answer: ", err)
	}
	return b
}

func chromiumPath() string {
	for _, name := range []string{os.Getenv("NHACVIEC_BROWSER"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	return ""
}

func testID(name string) string { return `[data-testid="` + name + `"]` }

// says waits until an element that a selector finds has all the words.
func (s *screen) says(selector string, words ...string) {
	s.t.Helper()
	js := `(selector, words) => [...document.querySelectorAll(selector)].some((e) => words.every((w) => e.textContent.includes(w)))`
	if err := s.page.Wait(rod.Eval(js, selector, words)); err != nil {
		s.t.Fatalf("no %s with %q (%v); the page says:\n%s", selector, words, err, s.page.CancelTimeout().MustElement("body").MustText())
	}
}

// press presses the first control a selector finds that has the words. It is
// found and pressed in one step, as the page may draw it anew in between.
func (s *screen) press(selector, words string) {
	s.t.Helper()
	s.holds(`(selector, words) => {
		const control = [...document.querySelectorAll(selector)].find((e) => e.textContent.includes(words));
		control?.click();
		return Boolean(control);
	}`, selector, words)
}

// holds waits until an expression in the page is true.
func (s *screen) holds(js string, args ...any) {
	s.t.Helper()
	if err := s.page.Wait(rod.Eval(js, args...)); err != nil {
		s.t.Fatalf("never true: %s %v (%v); the page says:\n%s", js, args, err, s.page.CancelTimeout().MustElement("body").MustText())
	}
}

// check holds what is on the screen against the window, and keeps a picture
// of it where NHACVIEC_SCREENSHOTS names a folder.
func (s *screen) check(name string) {
	s.t.Helper()
	s.still()
	if wide := s.page.MustEval(`() => document.scrollingElement.scrollWidth`).Int(); wide > s.width {
		s.t.Errorf("%s: the page is %d px wide in a window of %d", name, wide, s.width)
	}
	dir := os.Getenv("NHACVIEC_SCREENSHOTS")
	if dir == "" {
		return
	}
	data, err := s.page.Screenshot(false, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("whole-%s-%d.png", name, s.width)), data, 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// still waits until fonts are there and nothing on the screen moves.
func (s *screen) still() {
	s.t.Helper()
	s.holds(`() => document.fonts.status === 'loaded' && document.getAnimations().every((a) => a.playState !== 'running')`)
}

// importByHand presses Import on the bot's offer and confirms the review.
func (s *screen) importByHand() {
	s.t.Helper()
	s.says(".pane-title", "ke-hoach-nam")
	s.page.MustElement(testID("message") + `[data-user="` + director + `"] ` + testID("file"))
	offer := testID("message") + `[data-user="` + botUser + `"] [data-action-id="draft_open"]`
	s.page.MustElement(offer)
	s.check("offer")
	s.drawsVietnamese()
	s.press(offer, "")
	s.page.MustElement(testID("modal") + `[data-callback-id="draft_import"]`)
	s.check("review")
	s.press(testID("modal-submit"), "")
	s.holds(`() => !document.querySelector('[data-testid=modal]')`)
	s.says(testID("message"), "3 nhiệm vụ, 6 nội dung.")
	s.check("imported")
}

// drawsVietnamese wants a glyph for every letter: one that a font lacks is
// drawn as a letter that there is not, or one of private use.
func (s *screen) drawsVietnamese() {
	s.t.Helper()
	missing := s.page.MustEval(`(letters) => {
		const canvas = document.createElement('canvas');
		const pen = canvas.getContext('2d', { willReadFrequently: true });
		const drawn = (letter) => {
			pen.clearRect(0, 0, canvas.width, canvas.height);
			pen.font = '40px ' + getComputedStyle(document.body).fontFamily;
			pen.fillText(letter, 40, 80);
			return pen.getImageData(0, 0, canvas.width, canvas.height).data.join();
		};
		const lacking = [' ', '\u0378', '\ue123'].map(drawn);
		return [...letters].filter((l) => lacking.includes(drawn(l))).join('');
	}`, "ĂÂĐÊÔƠƯăâđêôơưắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵ").Str()
	if missing != "" {
		s.t.Errorf("no font has %s", missing)
	}
}

// say types a line in the composer and sends it.
func (s *screen) say(line string) {
	s.t.Helper()
	box := s.page.MustElement(testID("composer"))
	box.MustInput(line)
	box.MustType(input.Enter)
	s.holds(`() => document.querySelector('[data-testid=composer]').value === ''`)
}

func (s *screen) list() {
	s.t.Helper()
	s.say("/task list all")
	s.says(".message-ephemeral", "1.1", "1.2", "2.1", "2.2", "3.1", "3.2")
	s.check("list")
}

// be switches who looks, and goes to the plan's channel or the talk with the bot.
func (s *screen) be(user, place string) {
	s.t.Helper()
	s.becomes(user)
	s.goes(place)
}

func (s *screen) updateAsMember() {
	s.t.Helper()
	s.be(techMember, "ke-hoach-nam")
	s.say("/task update 3 2/5 đã nộp thêm đơn")
	s.says(".message-ephemeral", "Đã cập nhật 3.", "2/5")
	s.check("update")
	s.say("/task show 3")
	s.says(".message-ephemeral", "2/5", "đã nộp thêm đơn")
}

// remind turns the clock to the next morning and looks at what the head of a
// department was told.
func (s *screen) remind() {
	s.t.Helper()
	s.turn("clock-morning", "22/02/2022 08:30")
	s.be(planHead, "Nhắc Việc")
	s.says(testID("message")+`[data-user="`+botUser+`"]`, "1.1")
	s.check("digest")
}

func (s *screen) turn(button, until string) {
	s.t.Helper()
	if s.width < 500 {
		s.press(testID("clock"), "")
	}
	s.press(testID(button), "")
	s.says(testID("clock"), until)
	s.holds(`() => document.querySelector('[data-testid=clock-progress]').hidden`)
}

// finish uses the buttons of a digest, and sees on Monday that the next one
// leaves out what is done.
func (s *screen) finish() {
	s.t.Helper()
	p := s.page
	s.press(`[data-action-id="task_update"]`, "")
	p.MustElement(testID("modal") + `[data-callback-id="task_update"]`)
	s.check("update-modal")
	p.MustElement(`[data-input-block="note"] textarea, [data-input-block="note"] input`).MustInput("đã có dự thảo")
	s.press(testID("modal-submit"), "")
	s.says(testID("modal"), "Đã cập nhật 1.1.")
	s.press(testID("modal-x"), "")
	s.holds(`() => !document.querySelector('[data-testid=modal]')`)
	s.press(`[data-action-id="task_done"]`, "")
	s.says(testID("message"), "Đã hoàn thành 1.1")
	s.check("done")
	s.turn("clock-monday", "28/02/2022 08:30")
	s.check("monday")
	digests := p.MustElements(testID("message") + `[data-user="` + botUser + `"]`)
	if slices.ContainsFunc(digests, func(e *rod.Element) bool {
		return strings.Contains(e.MustText(), "Nhắc việc thứ Hai, 28/02/2022")
	}) {
		s.t.Error("what is done is told again on Monday")
	}
}
