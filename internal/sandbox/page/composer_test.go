package page

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/go-rod/rod/lib/input"
	"github.com/google/go-cmp/cmp"
)

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
