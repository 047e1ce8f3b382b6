package sandbox

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Inside is all the sandbox knows of a bot in its own process.
type Inside struct {
	// Start brings the bot up and returns; ctx bounds the start, not the bot's life. The bot
	// connects over HTTP and WebSocket as any other does.
	Start func(ctx context.Context) error
	// Stop shuts the bot down cleanly.
	Stop func(ctx context.Context) error
	// Kill ends the bot abruptly, as a power cut would.
	Kill func()
	// Reset puts the bot's data back to its beginning; called while the bot is stopped.
	Reset func(ctx context.Context) error
	// Settle walks the bot until the given moment: it calls set for each moment up to it at which
	// the bot has something scheduled, in order, lets the bot do all it owes at each, and returns
	// when nothing more is owed. A canceled ctx ends it early.
	Settle func(ctx context.Context, until time.Time, set func(time.Time)) error
}

// insider runs the bot inside, if there is one.
type insider struct {
	bot  *Inside
	mu   sync.Mutex // held while the bot starts, stops or is killed
	look sync.Mutex // guards what follows
	// run ends when the bot is stopped or killed; nil while it does not run.
	run context.Context
	end context.CancelFunc
}

// state reports whether a bot runs inside, and whether there is one at all.
func (i *insider) state() (running, inside bool) {
	i.look.Lock()
	defer i.look.Unlock()
	return i.run != nil, i.bot != nil
}

func (i *insider) running() context.Context {
	i.look.Lock()
	defer i.look.Unlock()
	return i.run
}

func (i *insider) start(ctx context.Context) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if running, inside := i.state(); running || !inside {
		return nil
	}
	if err := i.bot.Start(ctx); err != nil {
		return err
	}
	i.look.Lock()
	defer i.look.Unlock()
	i.run, i.end = context.WithCancel(context.Background())
	return nil
}

// halt marks the bot as not running, which also ends a walk of the clock.
func (i *insider) halt() bool {
	i.look.Lock()
	defer i.look.Unlock()
	if i.run == nil {
		return false
	}
	i.end()
	i.run, i.end = nil, nil
	return true
}

func (i *insider) stop(ctx context.Context) error {
	i.mu.Lock()
	defer i.mu.Unlock()
	if !i.halt() {
		return nil
	}
	return i.bot.Stop(ctx)
}

func (i *insider) kill() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.halt() {
		i.bot.Kill()
	}
}

// settle walks a running bot; without one there is nothing to settle. A bot that ends on the way
// leaves the rest of the walk to nobody.
func (i *insider) settle(ctx context.Context, until time.Time, set func(time.Time)) error {
	run := i.running()
	if run == nil {
		return nil
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(run, cancel)()
	err := i.bot.Settle(ctx, until, set)
	if run.Err() != nil && (err == nil || errors.Is(err, context.Canceled)) {
		return nil
	}
	return err
}
