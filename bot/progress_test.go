package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"

	"nhacviec/bot/block"
	"nhacviec/internal/app"
	"nhacviec/internal/intake"
	"nhacviec/internal/locale"
)

// apiCall is one call of Slack's Web API, with what of it a test looks at.
type apiCall struct {
	Method, TS, Thread, External, ViewID, Words string
}

// fakeSlack answers every call, and those named by refuse first with an error.
type fakeSlack struct {
	mu     sync.Mutex
	calls  []apiCall
	refuse map[string][]string // by method, the errors still to be given
}

func (f *fakeSlack) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	c := apiCall{Method: strings.TrimPrefix(r.URL.Path, "/")}
	if form, err := url.ParseQuery(string(body)); err == nil && form.Get("channel") != "" {
		c.TS, c.Thread, c.Words = form.Get("ts"), form.Get("thread_ts"), form.Get("text")
	}
	var view struct {
		External string `json:"external_id"`
		ViewID   string `json:"view_id"`
		View     struct {
			Blocks []struct{ Text struct{ Text string } }
		}
	}
	if json.Unmarshal(body, &view) == nil && len(view.View.Blocks) > 0 {
		c.External, c.ViewID, c.Words = view.External, view.ViewID, view.View.Blocks[0].Text.Text
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls = append(f.calls, c)
	if errs := f.refuse[c.Method]; len(errs) > 0 {
		f.refuse[c.Method] = errs[1:]
		fmt.Fprintf(w, `{"ok":false,"error":%q}`, errs[0])
		return
	}
	fmt.Fprint(w, `{"ok":true,"channel":"C1","ts":"5.000001","view":{"id":"V1"}}`)
}

func (f *fakeSlack) seen() []apiCall {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]apiCall(nil), f.calls...)
}

// waiter is a bot on a fake Slack whose clock ticks when the test says so.
func waiter(t *testing.T, f *fakeSlack) (b *Bot, tick func()) {
	t.Helper()
	srv := httptest.NewServer(f)
	words, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	b = New(Config{Words: words, BotToken: "xoxb", APIURL: srv.URL + "/", Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	ticks := make(chan time.Time)
	b.ticks = func() (<-chan time.Time, func()) { return ticks, func() {} }
	t.Cleanup(func() {
		b.CloseIdle()
		srv.Close()
	})
	return b, func() { ticks <- time.Time{} }
}

// longPlan is a plan of n lines.
func longPlan(n int) string {
	var s strings.Builder
	s.WriteString("KẾ HOẠCH NĂM 2022\n")
	for i := 1; i < n; i++ {
		fmt.Fprintf(&s, "- Việc số %d. Thời hạn: quý II/2022.\n", i)
	}
	return s.String()
}

// readTicking reads a long plan while the clock ticks again and again.
func readTicking(t *testing.T, p *progress, lines int, tick func()) {
	t.Helper()
	next := 0
	_, err := intake.Read(t.Context(), "", []byte(longPlan(lines)), intake.Options{Progress: func(done, total int) {
		p.set(done, total)
		if done >= next {
			tick()
			next += total / 4
		}
	}})
	if err != nil {
		t.Fatal(err)
	}
	tick() // whoever told last has ended when this one is taken
}

func TestWhoeverWaitsIsToldHowFarADocumentWasRead(t *testing.T) {
	const lines = 800
	ticks := make(chan time.Time)
	p := &progress{}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	var told []int
	go func() {
		defer close(ended)
		p.follow(ctx, ticks, func(done, total int) {
			if total != lines {
				t.Errorf("told of %d lines, there are %d", total, lines)
			}
			told = append(told, done)
		})
	}()
	readTicking(t, p, lines, func() { ticks <- time.Time{} })
	ticks <- time.Time{} // nothing has changed: nothing is told
	cancel()
	<-ended
	if len(told) < 4 || len(told) > 6 {
		t.Errorf("told %v", told)
	}
	for i := 1; i < len(told); i++ {
		if told[i] <= told[i-1] {
			t.Errorf("told %v", told)
		}
	}
}

// A posted document that takes long gets one message in its thread, which is
// edited and taken away.
func TestALongReadingIsToldInOneMessage(t *testing.T) {
	f := &fakeSlack{}
	b, tick := waiter(t, f)
	who := asker{Actor: app.Actor{Channel: "C1"}, l: b.words.For("vi")}
	p := &progress{}
	stop := b.tellReading(t.Context(), who, "4.000001", p)
	readTicking(t, p, 600, tick)
	stop()
	calls := f.seen()
	if len(calls) < 3 || calls[0].Method != "chat.postMessage" || calls[0].Thread != "4.000001" || !strings.Contains(calls[0].Words, "/600 dòng") {
		t.Fatalf("calls %+v", calls)
	}
	for _, c := range calls[1 : len(calls)-1] {
		if c.Method != "chat.update" || c.TS != "5.000001" {
			t.Errorf("call %+v", c)
		}
	}
	if last := calls[len(calls)-1]; last.Method != "chat.delete" || last.TS != "5.000001" {
		t.Errorf("the last call is %+v", last)
	}
}

func TestAShortReadingIsNotTold(t *testing.T) {
	f := &fakeSlack{}
	b, _ := waiter(t, f)
	b.tellReading(t.Context(), asker{l: b.words.For("vi")}, "4.000001", &progress{})()
	if calls := f.seen(); len(calls) != 0 {
		t.Errorf("calls %+v", calls)
	}
}

// What takes a waiting view's place is asked for by an id that the view has
// only once the ack has landed, and asked for again until then.
func TestAViewWaitsForTheAckToLand(t *testing.T) {
	f := &fakeSlack{refuse: map[string][]string{"views.update": {"not_found", "not_found"}}}
	b, _ := waiter(t, f)
	who := asker{l: b.words.For("en")}
	made := make(chan shown, 1)
	made <- shown{view: block.ModalError(who.l, "the result")}
	b.replaceWaiting(t.Context(), who, "x1", &progress{}, made)
	want := apiCall{Method: "views.update", External: "x1", Words: "⚠️ the result"}
	if diff := cmp.Diff([]apiCall{want, want, want}, f.seen()); diff != "" {
		t.Errorf("calls (-want +got):\n%s", diff)
	}
}

// What is no sign of an ack under way is not tried again.
func TestAViewThatSlackRefusesIsGivenUp(t *testing.T) {
	f := &fakeSlack{refuse: map[string][]string{"views.update": {"invalid_arguments"}}}
	b, _ := waiter(t, f)
	made := make(chan shown, 1)
	made <- shown{view: block.ModalError(b.words.For("en"), "the result")}
	b.replaceWaiting(t.Context(), asker{l: b.words.For("en")}, "x1", &progress{}, made)
	if calls := f.seen(); len(calls) != 1 {
		t.Errorf("calls %+v", calls)
	}
}

// A submission that is answered late is acked with a waiting view that has the
// id, which then says how far it is and gives way to the result.
func TestWhatIsTooLargeForAnAckTakesTheWaitingViewsPlace(t *testing.T) {
	f := &fakeSlack{}
	b, _ := waiter(t, f)
	who := asker{l: b.words.For("en")}
	long := block.ModalError(who.l, strings.Repeat("x", 2900))
	for range 8 {
		long.Blocks.BlockSet = append(long.Blocks.BlockSet, long.Blocks.BlockSet[0])
	}
	r := b.inPlace(t.Context(), who, func(context.Context, *progress) shown { return shown{view: long} })
	ack, ok := r.ack.(*slack.ViewSubmissionResponse)
	if !ok || ack.View.ExternalID == "" || r.then == nil {
		t.Fatalf("the ack is %+v", r.ack)
	}
	r.then(t.Context())
	calls := f.seen()
	last := calls[len(calls)-1]
	if last.External != ack.View.ExternalID || !strings.HasPrefix(last.Words, "⚠️ xxx") {
		t.Errorf("the last call is %+v", last)
	}
}

func TestUserGroupsAreAskedForOnceADraft(t *testing.T) {
	p := newProposals()
	for n := range maxProposals + 1 {
		p.put(fmt.Sprint(n), []slack.UserGroup{{ID: fmt.Sprint(n)}})
	}
	if _, ok := p.get("0"); ok {
		t.Error("the oldest is kept beyond the bound")
	}
	if g, ok := p.get("64"); !ok || g[0].ID != "64" {
		t.Errorf("the newest is %v", g)
	}
}
