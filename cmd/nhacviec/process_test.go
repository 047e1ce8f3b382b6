package main

import (
	"bufio"
	"bytes"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// processEnv makes this test's binary the program itself.
const processEnv = "NHACVIEC_TEST_PROCESS"

func TestMain(m *testing.M) {
	if os.Getenv(processEnv) != "" {
		main()
	}
	os.Exit(m.Run())
}

// process is a nhacviec in a process of its own.
type process struct {
	cmd   *exec.Cmd
	ready chan struct{} // closed when it says that it runs
	logs  *lineWaiter
	ended chan struct{} // closed when it has ended
}

// startBot starts `nhacviec run` over Socket Mode in a process of its own.
func startBot(t testing.TB, w *workspace, db string, args ...string) *process {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args = append([]string{"run", "--slack-api-url", w.url + "/api/", "--slack-bot-token", "xoxb-sandbox",
		"--slack-app-token", "xapp-sandbox", "--limits-times", "1000", "--db", db}, args...)
	p := &process{cmd: exec.Command(self, args...), ready: make(chan struct{}), logs: newLineWaiter(), ended: make(chan struct{})}
	p.cmd.Env = append(os.Environ(), processEnv+"=1")
	p.cmd.Stderr = p.logs
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.read(out)
		_ = p.cmd.Wait()
		close(p.ended)
	}()
	t.Cleanup(func() {
		_ = p.cmd.Process.Kill()
		<-p.ended
	})
	return p
}

func (p *process) read(out io.Reader) {
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if lines.Text() == "nhacviec is running" {
			close(p.ready)
		}
	}
}

func (p *process) awaitReady(t testing.TB) {
	t.Helper()
	select {
	case <-p.ready:
	case <-p.ended:
		t.Fatalf("nhacviec run ended: %s", p.logs)
	case <-time.After(patience):
		t.Fatalf("nhacviec run does not start: %s", p.logs)
	}
}

// awaitSocket waits until the workspace has a connection to the bot.
func (p *process) awaitSocket(t testing.TB, w *workspace) {
	t.Helper()
	for deadline := time.Now().Add(patience); w.connections() == 0; {
		if time.Now().After(deadline) {
			t.Fatalf("no connection: %s", p.logs)
		}
	}
}

// connections is how many Socket Mode connections stand.
func (w *workspace) connections() int {
	w.t.Helper()
	var state struct{ Bot struct{ Connections int } }
	w.get("state", nil, &state)
	return state.Bot.Connections
}

func (p *process) awaitLog(t testing.TB, words string) {
	t.Helper()
	select {
	case <-p.logs.saying(words):
	case <-p.ended:
		t.Fatalf("nhacviec run ended: %s", p.logs)
	case <-time.After(patience):
		t.Fatalf("nhacviec run does not say %q: %s", words, p.logs)
	}
}

// kill ends the process as a power cut would.
func (p *process) kill(t testing.TB) {
	t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-p.ended
}

// terminate asks the process to end, and returns how long that took.
func (p *process) terminate(t testing.TB) time.Duration {
	t.Helper()
	began := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-p.ended
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("it ended with %d: %s", code, p.logs)
	}
	return time.Since(began)
}

// lineWaiter keeps what is written and tells when words have been.
type lineWaiter struct {
	mu    sync.Mutex
	buf   bytes.Buffer
	wants map[string]chan struct{}
}

func newLineWaiter() *lineWaiter { return &lineWaiter{wants: map[string]chan struct{}{}} }

func (l *lineWaiter) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	n, err := l.buf.Write(b)
	l.tell()
	return n, err
}

func (l *lineWaiter) tell() {
	for words, c := range l.wants {
		if strings.Contains(l.buf.String(), words) {
			close(c)
			delete(l.wants, words)
		}
	}
}

// saying is closed when the words have been written.
func (l *lineWaiter) saying(words string) <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	c, waits := l.wants[words]
	if !waits {
		c = make(chan struct{})
		l.wants[words] = c
	}
	l.tell()
	return c
}

func (l *lineWaiter) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}
