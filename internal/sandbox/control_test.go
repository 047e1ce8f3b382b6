package sandbox

import (
	"bufio"
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack/socketmode"
)

// fake is a bot inside with a schedule: every day at 08:00.
type fake struct {
	mu      sync.Mutex
	b       *bench
	did     []string
	walked  []time.Time
	cancel  context.CancelFunc
	ended   chan struct{}
	holding chan struct{} // when set, Settle waits for it or for its ctx
	fails   error
}

func (f *fake) note(what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.did = append(f.did, what)
}

func (f *fake) inside(url func() string) *Inside {
	stop := func() {
		f.cancel()
		<-f.ended
	}
	return &Inside{
		Start: func(context.Context) error {
			f.note("start")
			ctx, cancel := context.WithCancel(context.Background())
			f.cancel, f.ended = cancel, make(chan struct{})
			sm := socketmode.New(clientAt(url()))
			go func() {
				defer close(f.ended)
				go func() { _ = sm.RunContext(ctx) }()
				for {
					select {
					case e := <-sm.Events:
						if e.Request != nil && e.Request.EnvelopeID != "" {
							_ = sm.AckCtx(ctx, e.Request.EnvelopeID, nil)
						}
					case <-ctx.Done():
						return
					}
				}
			}()
			return f.fails
		},
		Stop:  func(context.Context) error { f.note("stop"); stop(); return nil },
		Kill:  func() { f.note("kill"); stop() },
		Reset: func(context.Context) error { f.note("reset"); return nil },
		Settle: func(ctx context.Context, until time.Time, set func(time.Time)) error {
			return f.settle(ctx, until, set)
		},
	}
}

func (f *fake) settle(ctx context.Context, until time.Time, set func(time.Time)) error {
	if f.holding != nil {
		close(f.holding)
		<-ctx.Done()
		return ctx.Err()
	}
	for t := time.Date(2022, 2, 1, 8, 0, 0, 0, monday.Location()); !t.After(until); t = t.AddDate(0, 0, 1) {
		if !t.After(f.b.s.Now()) {
			continue
		}
		set(t)
		f.mu.Lock()
		f.walked = append(f.walked, f.b.s.Now())
		f.mu.Unlock()
	}
	set(until)
	return nil
}

// startInside runs a workspace with a bot inside.
func startInside(t *testing.T, change func(*Config)) (*bench, *fake) {
	t.Helper()
	f := &fake{}
	var url string
	var known sync.WaitGroup
	known.Add(1)
	f.b = start(t, func(c *Config) {
		c.Inside = f.inside(func() string { known.Wait(); return url })
		if change != nil {
			change(c)
		}
	})
	url = f.b.s.URL()
	known.Done()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := f.b.s.connected(ctx); err != nil {
		t.Fatal(err)
	}
	return f.b, f
}

func (b *bench) now() time.Time {
	b.t.Helper()
	now, err := time.Parse(time.RFC3339, str(b.must("GET", "state", nil), "now"))
	if err != nil {
		b.t.Fatal(err)
	}
	return now
}

func TestTheClockStopsWhereTheBotHasSomethingScheduled(t *testing.T) {
	b, f := startInside(t, nil)
	out := b.must("POST", "clock", object{"advance": "48h"})
	if out["now"] != "2022-02-23T07:30:00+07:00" {
		t.Errorf("now %v", out)
	}
	want := []time.Time{monday.Add(30 * time.Minute), monday.Add(24*time.Hour + 30*time.Minute)}
	if diff := cmp.Diff(want, f.walked); diff != "" {
		t.Error(diff)
	}
	b.must("POST", "clock", object{"now": "2022-02-25T12:00:00+07:00"})
	if got := len(f.walked); got != 5 {
		t.Errorf("%d moments", got)
	}
	b.must("POST", "clock", object{"now": "2022-02-20T00:00:00+07:00", "jump": true})
	if now := b.now(); !now.Equal(time.Date(2022, 2, 20, 0, 0, 0, 0, monday.Location())) {
		t.Errorf("after a jump back: %v", now)
	}
}

func TestClockCallsThatMakeNoSense(t *testing.T) {
	b, _ := startInside(t, nil)
	for _, body := range []any{
		object{}, object{"advance": "soon"}, object{"advance": "1h", "now": "2022-03-01T00:00:00+07:00"}, object{"now": "tomorrow"},
		object{"advance": "-1h"}, object{"advance": "100000h"}, object{"now": "2062-03-01T00:00:00+07:00"}, "advance", []any{},
	} {
		if status, out := b.control("POST", "clock", body); status != 400 || str(out, "error") == "" {
			t.Errorf("%v: %d %v", body, status, out)
		}
	}
	if now := b.now(); !now.Equal(monday) {
		t.Errorf("the clock went to %v", now)
	}
}

func TestTheBotStopsIsKilledAndStartsAgain(t *testing.T) {
	b, f := startInside(t, nil)
	if out := b.must("POST", "bot", object{"do": "stop"}); out["running"] != false {
		t.Error(out)
	}
	b.must("POST", "clock", object{"advance": "48h"}) // at once: nobody to walk with
	if len(f.walked) != 0 || b.now().Sub(monday) != 48*time.Hour {
		t.Errorf("walked %v", f.walked)
	}
	if out := task(b, "x"); out["error"] != "dispatch_failed" {
		t.Errorf("a command to a stopped bot: %v", out)
	}
	if out := b.must("POST", "bot", object{"do": "start"}); out["running"] != true {
		t.Error(out)
	}
	if out := task(b, "x"); out["status"] != "acked" {
		t.Errorf("after the start: %v", out)
	}
	b.must("POST", "bot", object{"do": "kill"})
	b.must("POST", "bot", object{"do": "kill"})
	b.must("POST", "bot", object{"do": "start"})
	if status, _ := b.control("POST", "bot", object{"do": "dance"}); status != 400 {
		t.Error("an unknown order went through")
	}
	if diff := cmp.Diff([]string{"start", "stop", "start", "kill", "start"}, f.did); diff != "" {
		t.Error(diff)
	}
}

func TestKillingTheBotEndsAWalk(t *testing.T) {
	b, f := startInside(t, nil)
	f.holding = make(chan struct{})
	done := make(chan object, 1)
	go func() {
		_, out := b.control("POST", "clock", object{"advance": "24h"})
		done <- out
	}()
	receive(t, f.holding, "the walk")
	b.must("POST", "bot", object{"do": "kill"})
	if out := receive(t, done, "the answer"); out["now"] != "2022-02-22T07:30:00+07:00" {
		t.Errorf("the clock answers %v", out)
	}
}

func TestResetPutsEverythingBack(t *testing.T) {
	b, f := startInside(t, nil)
	b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "x"})
	b.must("POST", "users", object{"do": "deactivate", "user": member})
	b.must("POST", "clock", object{"advance": "48h"})
	b.fault(object{"method": "*", "kind": "server_error", "count": 100})
	b.must("POST", "reset", nil)
	if got := b.messages(planChannel, director); len(got) != 0 || !b.now().Equal(monday) {
		t.Errorf("left %v at %v", got, b.now())
	}
	if out := task(b, "x"); out["status"] != "acked" {
		t.Errorf("after the reset: %v", out)
	}
	if err := b.post(); err != nil {
		t.Errorf("after the reset: %v", err)
	}
	if diff := cmp.Diff([]string{"start", "stop", "reset", "start"}, f.did); diff != "" {
		t.Error(diff)
	}
}

func TestThePlanIsPostedToTheFirstBot(t *testing.T) {
	b := start(t, func(c *Config) { c.Plan = SamplePlan() })
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	ready := make(chan error, 1)
	go func() { ready <- b.s.Ready(ctx) }()
	if got := b.messages(planChannel, director); len(got) != 0 {
		t.Errorf("posted to nobody: %v", got)
	}
	b.connect(nil)
	got := objects(list(b.must("GET", "messages?channel="+planChannel+"&wait=5", nil), "messages"))
	if len(got) != 1 || got[0]["user"] != director || len(list(got[0], "files")) != 1 {
		t.Fatalf("posted %v", got)
	}
	select {
	case err := <-ready:
		t.Fatalf("ready before the bot answered: %v", err)
	default:
	}
	if err := b.post(); err != nil {
		t.Fatal(err)
	}
	if err := receive(t, ready, "readiness"); err != nil {
		t.Error(err)
	}
}

func TestOnRealTimeTheClockCannotBeTurned(t *testing.T) {
	b := start(t, func(c *Config) { c.RealTime = true })
	if status, out := b.control("POST", "clock", object{"advance": "1h"}); status != 409 || str(out, "error") == "" {
		t.Errorf("%d %v", status, out)
	}
	if status, out := b.control("POST", "bot", object{"do": "stop"}); status != 409 || str(out, "error") == "" {
		t.Errorf("%d %v", status, out)
	}
	if off := time.Since(b.now()).Abs(); off > time.Minute {
		t.Errorf("off by %v", off)
	}
}

func TestABotThatDoesNotStartEndsTheServer(t *testing.T) {
	t.Parallel()
	w, err := SampleWorkspace()
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("no database")
	s, err := New(Config{Start: monday, Workspace: w, Inside: &Inside{Start: func(context.Context) error { return broken }}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Serve(context.Background()); !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
}

func TestWaitingForMessages(t *testing.T) {
	b := start(t, nil)
	first := str(b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "một"}), "ts")
	got := make(chan []object, 1)
	go func() {
		_, out := b.control("GET", "messages?channel="+planChannel+"&wait=5&since="+first, nil)
		got <- objects(list(out, "messages"))
	}()
	b.must("POST", "message", object{"user": member, "channel": "C02CHUNG01", "text": "chỗ khác"})
	b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "hai"})
	if m := receive(t, got, "the answer"); len(m) != 1 || m[0]["text"] != "hai" {
		t.Errorf("got %v", m)
	}
	for _, path := range []string{"messages?channel=C404", "messages?channel=" + planChannel + "&wait=x", "views?user=U404", "traffic?since=x", "nothing"} {
		if status, out := b.control("GET", path, nil); status < 400 || str(out, "error") == "" {
			t.Errorf("%s: %d %v", path, status, out)
		}
	}
}

func TestPagesOfOtherSitesAreRefused(t *testing.T) {
	b := start(t, nil)
	for name, change := range map[string]func(*http.Request){
		"another origin": func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
		"another name":   func(r *http.Request) { r.Host = "evil.example" },
	} {
		req, _ := http.NewRequest("POST", b.s.URL()+"/control/reset", nil)
		change(req)
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode < 400 {
			t.Errorf("%s: %d", name, resp.StatusCode)
		}
	}
	req, _ := http.NewRequest("GET", b.s.URL()+"/control/state", nil)
	req.Header.Set("Origin", b.s.URL())
	if status, _ := b.do(req); status != 200 {
		t.Errorf("its own page: %d", status)
	}
}

func TestBodiesAreBounded(t *testing.T) {
	b := start(t, nil)
	big := strings.Repeat("a", controlBodyLimit)
	if status, out := b.control("POST", "message", object{"user": member, "channel": planChannel, "text": big}); status != 413 {
		t.Errorf("%d %.100v", status, out)
	}
	if status, _ := b.control("POST", "message", object{"user": member, "channel": planChannel, "text": strings.Repeat("a", maxText+1)}); status != 400 {
		t.Errorf("a message too long: %d", status)
	}
	b.refused("request_too_large", "chat.postMessage", object{"channel": planChannel, "text": strings.Repeat("a", apiBodyLimit)})
	if status, out := b.upload(member, planChannel, "to.bin", make([]byte, uploadLimit+controlBodyLimit)); status != 413 {
		t.Errorf("an upload too large: %d %v", status, out)
	}
}

func TestAdministration(t *testing.T) {
	b := start(t, nil)
	u := child(b.must("POST", "users", object{"do": "create", "name": "moi.den", "real_name": "Mới Đến", "locale": "vi-VN"}), "user")
	b.must("POST", "channels", object{"do": "invite", "channel": planChannel, "user": u["id"]})
	b.must("POST", "message", object{"user": u["id"], "channel": planChannel, "text": "chào"})
	b.must("POST", "channels", object{"do": "remove", "channel": planChannel, "user": u["id"]})
	if status, _ := b.control("POST", "message", object{"user": u["id"], "channel": planChannel, "text": "chào"}); status != 403 {
		t.Errorf("after the removal: %d", status)
	}
	b.must("POST", "channels", object{"do": "rename", "channel": planChannel, "name": "ke-hoach-2023"})
	g := child(b.must("POST", "usergroups", object{"do": "create", "name": "Tổ mới", "handle": "to-moi", "users": []any{u["id"]}}), "usergroup")
	b.must("POST", "usergroups", object{"do": "update", "usergroup": g["id"], "users": []string{member}})
	b.must("POST", "usergroups", object{"do": "deactivate", "usergroup": g["id"]})
	if groups, err := b.api.GetUserGroups(); err != nil || len(groups) != 2 {
		t.Errorf("groups %v %v", groups, err)
	}
	for path, bodies := range map[string][]object{
		"users":      {{"do": "dance"}, {"do": "create", "name": "two words"}, {"do": "create", "name": "le.huy"}, {"do": "deactivate", "user": "U404"}, {"do": "create", "name": "a", "tz": "Mars"}},
		"channels":   {{"do": "dance"}, {"do": "create", "name": "ke hoach"}, {"do": "create", "name": "chung"}, {"do": "archive", "channel": "C404"}, {"do": "invite", "channel": planChannel, "user": "U404"}, {"do": "remove", "channel": planChannel, "user": "U404"}},
		"usergroups": {{"do": "dance", "usergroup": g["id"]}, {"do": "create"}, {"do": "update", "usergroup": "S404"}, {"do": "create", "name": "x", "users": []string{"U404"}}},
	} {
		for _, body := range bodies {
			if status, out := b.control("POST", path, body); status < 400 || status > 499 || str(out, "error") == "" {
				t.Errorf("%s %v: %d %v", path, body, status, out)
			}
		}
	}
}

func TestTheStreamSaysWhatAUserMayKnow(t *testing.T) {
	b := start(t, nil)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	req, _ := http.NewRequestWithContext(ctx, "GET", b.s.URL()+"/control/stream?user="+member, nil)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	lines := bufio.NewScanner(resp.Body)
	lines.Scan() // the greeting is there: the page listens
	b.call("chat.postMessage", object{"channel": director, "text": "riêng"})
	b.call("chat.postEphemeral", object{"channel": planChannel, "user": director, "text": "nhỏ"})
	b.call("chat.postMessage", object{"channel": planChannel, "text": "chung"})
	b.call("views.publish", object{"user_id": director, "view": object{"type": "home", "blocks": []any{}}})
	b.call("views.publish", object{"user_id": member, "view": object{"type": "home", "blocks": []any{}}})
	b.must("POST", "clock", object{"advance": "1h"})
	var got []string
	for len(got) < 3 && lines.Scan() {
		if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
			var sig signal
			mustDecode(t, []byte(data), &sig)
			got = append(got, sig.Type+sig.Channel)
		}
	}
	if diff := cmp.Diff([]string{"message" + planChannel, "home", "clock"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTrafficTellsOfEveryCallAndEnvelope(t *testing.T) {
	b := start(t, nil)
	b.connect(nil)
	task(b, "x")
	_ = b.post()
	b.refused("channel_not_found", "chat.postMessage", object{"channel": "C404", "text": "x"})
	var got []string
	seq := 0.0
	for _, e := range objects(list(b.must("GET", "traffic", nil), "traffic")) {
		if e["method"] == "message" {
			continue // the event of the bot's own post comes when it is acked
		}
		got = append(got, str(e, "kind")+" "+str(e, "method")+" "+str(e, "status")+" "+str(e, "error"))
		seq = max(seq, e["seq"].(float64))
	}
	want := []string{
		"api apps.connections.open ok ", "envelope /task acked ", "api chat.postMessage ok ", "api chat.postMessage error channel_not_found",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if left := list(b.must("GET", "traffic?method=chat.postMessage&since=1", nil), "traffic"); len(left) != 2 {
		t.Errorf("by method: %v", left)
	}
	if left := list(b.must("GET", "traffic?method=chat.postMessage&since=1645403401", nil), "traffic"); len(left) != 0 {
		t.Errorf("after a timestamp: %v", left)
	}
}

func TestWorkspaceFiles(t *testing.T) {
	t.Parallel()
	w, err := SampleWorkspace()
	if err != nil {
		t.Fatal(err)
	}
	if len(w.UserGroups) != 2 || len(w.UserGroups[0].Users) != 4 || len(w.Channels[0].Members) != len(w.Users)+1 {
		t.Errorf("sample %+v", w)
	}
	if plan := SamplePlan(); !strings.Contains(string(plan.Data), w.UserGroups[0].Name) || !strings.Contains(string(plan.Data), w.UserGroups[1].Name) {
		t.Error("the plan's units are not the workspace's user groups")
	}
	for name, file := range map[string]string{
		"no such field":  "colour: red",
		"id twice":       "users: [{id: U1, name: a, zone: UTC}, {id: U1, name: b, zone: UTC}]",
		"unknown zone":   "users: [{id: U1, name: a, zone: Mars}]",
		"unknown member": "channels: [{id: C1, name: a, members: [U404]}]",
		"unknown head":   "usergroups: [{id: S1, handle: a, users: [U404]}]",
		"not yaml":       "users: [",
	} {
		if _, err := ReadWorkspace([]byte(file)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	for name, cfg := range map[string]Config{
		"no workspace":               {},
		"real time and a bot inside": {Workspace: w, RealTime: true, Inside: &Inside{}},
		"an address nobody has":      {Workspace: w, Listen: "203.0.113.1:1"},
	} {
		if s, err := New(cfg); err == nil {
			s.Close()
			t.Errorf("%s: taken", name)
		}
	}
}
