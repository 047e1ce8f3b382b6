package page

import (
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"

	"github.com/go-rod/rod"
	"github.com/go-rod/rod/lib/launcher"
	"github.com/go-rod/rod/lib/launcher/flags"
	"github.com/go-rod/rod/lib/proto"
)

// patience bounds every wait for the page; an answer usually takes milliseconds.
const patience = time.Minute

// sharedBrowser is one Chromium for all tests of the package: starting it takes longer than they do.
var sharedBrowser struct {
	once    sync.Once
	browser *rod.Browser
	stop    func()
	why     string
}

func TestMain(m *testing.M) {
	code := m.Run()
	if sharedBrowser.stop != nil {
		sharedBrowser.stop()
	}
	os.Exit(code)
}

// browser gives the shared Chromium, or skips the test with the reason;
// where NHACVIEC_REQUIRE_BROWSER is 1 a missing browser is a failure.
func browser(t *testing.T) *rod.Browser {
	t.Helper()
	sharedBrowser.once.Do(startBrowser)
	if sharedBrowser.why == "" {
		return sharedBrowser.browser
	}
	if os.Getenv("NHACVIEC_REQUIRE_BROWSER") == "1" {
		t.Fatal(sharedBrowser.why)
	}
	t.Skip(sharedBrowser.why)
	return nil
}

func startBrowser() {
	bin := chromium()
	if bin == "" {
		sharedBrowser.why = "no Chromium found (chromium, chromium-browser or google-chrome); set NHACVIEC_BROWSER to its path"
		return
	}
	l := launcher.New().Bin(bin).Headless(true).NoSandbox(true).Leakless(false)
	for _, flag := range []string{"disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync", "no-first-run", "disable-dev-shm-usage"} {
		l.Set(flags.Flag(flag))
	}
	address, err := l.Launch()
	if err != nil {
		sharedBrowser.why = "Chromium does not start: " + err.Error()
		return
	}
	b := rod.New().ControlURL(address)
	if err := b.Connect(); err != nil {
		l.Kill()
		sharedBrowser.why = "Chromium does not answer: " + err.Error()
		return
	}
	sharedBrowser.browser = b
	sharedBrowser.stop = func() {
		_ = b.Close()
		l.Cleanup()
	}
}

func chromium() string {
	for _, name := range []string{os.Getenv("NHACVIEC_BROWSER"), "chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); name != "" && err == nil {
			return path
		}
	}
	return ""
}

// open shows the page of a fake workspace in a window of its own and waits until it is drawn.
func open(t *testing.T, f *fake, hash string, width, height int) *rod.Page {
	t.Helper()
	return openAt(t, f.URL, hash, width, height)
}

func openAt(t *testing.T, address, hash string, width, height int) *rod.Page {
	t.Helper()
	incognito, err := browser(t).Incognito()
	if err != nil {
		t.Fatal(err)
	}
	p := incognito.MustPage().Timeout(patience).WithPanic(func(v any) { t.Helper(); t.Fatal(v) })
	t.Cleanup(func() {
		_ = p.CancelTimeout().Close()
		_ = proto.TargetDisposeBrowserContext{BrowserContextID: incognito.BrowserContextID}.Call(incognito)
	})
	p.MustSetViewport(width, height, 1, width < 500)
	p.MustNavigate(address + "/" + hash)
	p.MustElement("body[data-ready=true]")
	p.MustElement("[data-testid=messages] .message, [data-testid=messages] .timeline-empty, [data-testid=home]")
	return p
}

// snap saves a screenshot where NHACVIEC_SCREENSHOTS names a folder, for a person to look at.
func snap(t *testing.T, p *rod.Page, name string) {
	t.Helper()
	dir := os.Getenv("NHACVIEC_SCREENSHOTS")
	if dir == "" {
		return
	}
	data, err := p.Screenshot(false, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/"+name+".png", data, 0o644); err != nil {
		t.Fatal(err)
	}
}

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

// words gives the text of the first element a selector finds.
func words(p *rod.Page, selector string) string { return p.MustElement(selector).MustText() }
