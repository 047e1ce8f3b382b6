package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"nhacviec/config"
	"nhacviec/internal/sandbox"
)

// inside runs the bot in the sandbox's process. It speaks with the workspace
// over HTTP and WebSocket alone; only the clock is shared.
type inside struct {
	settings config.Settings
	now      func() time.Time
	log      *slog.Logger

	mu      sync.Mutex
	program *program
	cancel  context.CancelFunc
	ended   chan error
}

// newInside prepares a bot on a database file.
func newInside(db string, limitsTimes float64, log *slog.Logger) *inside {
	return &inside{log: log, settings: config.Settings{
		Data: config.Data{
			DB: db, Zone: "Asia/Ho_Chi_Minh", Country: "VN", Daily: "0 8 * * *", Weekly: "15 8 * * *",
		},
		BotToken: "xoxb-sandbox", AppToken: "xapp-sandbox", LimitsTimes: limitsTimes,
	}}
}

// attach says where the workspace is and what its clock shows.
func (i *inside) attach(url string, now func() time.Time) {
	i.settings.APIURL = url + "/api/"
	i.now = now
}

func (i *inside) hooks() *sandbox.Inside {
	return &sandbox.Inside{Start: i.start, Stop: i.stop, Kill: i.kill, Reset: i.reset, Settle: i.settle}
}

func (i *inside) start(ctx context.Context) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	p, err := newProgram(ctx, i.settings, i.now, false, i.log)
	if err != nil {
		return err
	}
	life, cancel := context.WithCancel(context.WithoutCancel(ctx))
	ready, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		err := p.run(life, func() { close(ready) })
		ended <- errors.Join(err, p.close())
	}()
	select {
	case <-ready:
	case err := <-ended:
		cancel()
		return err
	case <-ctx.Done():
		cancel()
		return errors.Join(ctx.Err(), <-ended)
	}
	i.program, i.cancel, i.ended = p, cancel, ended
	// What was owed while the bot was down is worked out now.
	return p.settle(ctx, i.now(), func(time.Time) {})
}

func (i *inside) stop(ctx context.Context) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.program == nil {
		return nil
	}
	i.program = nil
	i.cancel()
	select {
	case err := <-i.ended:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// kill takes the database and the network away in the middle of whatever is
// under way: nothing more is written, nothing more is said.
func (i *inside) kill() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.program == nil {
		return
	}
	i.program.bot.Cut()
	if err := i.program.db.Close(); err != nil {
		i.log.Debug("killed", "err", err)
	}
	i.cancel()
	if err := <-i.ended; err != nil {
		i.log.Debug("killed", "err", err)
	}
	i.program = nil
}

func (i *inside) reset(context.Context) error {
	if strings.Contains(i.settings.DB, "://") {
		return errors.New("the bot's database is not a file of the sandbox's: empty it yourself")
	}
	var errs []error
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if err := os.Remove(i.settings.DB + suffix); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

func (i *inside) settle(ctx context.Context, until time.Time, set func(time.Time)) error {
	i.mu.Lock()
	p := i.program
	i.mu.Unlock()
	if p == nil {
		set(until)
		return nil
	}
	return p.settle(ctx, until, set)
}
