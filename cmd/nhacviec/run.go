package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"nhacviec/config"
	"nhacviec/internal/store"
)

type runCmd struct {
	config.Settings
}

// stopWithin bounds what is left of the program's life when it is told to end.
// What is not finished by then is on disk, and is taken up at the next start.
const stopWithin = 3500 * time.Millisecond

// Run runs the bot until ctx ends. Of several on one SQLite file one works and
// the others wait for it to end; on one PostgreSQL all work and one plans.
func (c *runCmd) Run(ctx context.Context, s *streams) (err error) {
	if err := c.Check(); err != nil {
		return err
	}
	log := logger(s.err, c.LogLevel)
	watch := newMonitor(log)
	hush, err := watch.serve(c.Metrics)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, hush()) }()
	release, err := lead(ctx, c.DB, log)
	if err != nil {
		if ctx.Err() != nil {
			return nil // told to end while it waited
		}
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	p, err := newProgramWith(ctx, c.Settings, time.Now, true, log, options{around: watch.onStore, watch: watch})
	if err != nil {
		return err
	}
	watch.program.Store(p)
	return p.runUntil(ctx, stopWithin, func() { fmt.Fprintln(s.out, "nhacviec is running") })
}

// lead waits until this process leads on the database, and says that it waits.
func lead(ctx context.Context, db string, log *slog.Logger) (release func() error, err error) {
	release, ok, err := store.TryLeader(db)
	if ok || err != nil {
		return release, err
	}
	log.Info("another nhacviec run works on this file; waiting for it to end", "db", config.Redacted(db))
	return store.AcquireLeader(ctx, db)
}

// runUntil runs the program and closes it. When ctx has ended it is given
// within to finish what was begun; then its network and its database are taken
// away.
func (p *program) runUntil(ctx context.Context, within time.Duration, ready func()) error {
	ended := make(chan error, 1)
	go func() { ended <- p.run(ctx, ready) }()
	late := make(chan struct{})
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(within, func() { close(late) }) })
	defer stop()
	select {
	case err := <-ended:
		return errors.Join(err, p.close())
	case <-late:
		p.log.Warn("not all that was begun could be finished; it is taken up at the next start", "within", within)
		p.bot.Cut()
		return p.close()
	}
}

func logger(w io.Writer, level string) *slog.Logger {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		l = slog.LevelInfo
	}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: l}))
}
