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

// Run runs the bot until ctx ends. Of several on one SQLite file one works and
// the others wait for it to end.
func (c *runCmd) Run(ctx context.Context, s *streams) (err error) {
	if err := c.Check(); err != nil {
		return err
	}
	log := logger(s.err, c.LogLevel)
	release, err := store.AcquireLeader(ctx, c.DB)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	p, err := newProgram(ctx, c.Settings, time.Now, true, log)
	if err != nil {
		return err
	}
	err = p.run(ctx, func() { fmt.Fprintln(s.out, "nhacviec is running") })
	return errors.Join(err, p.close())
}

func logger(w io.Writer, level string) *slog.Logger {
	var l slog.Level
	if err := l.UnmarshalText([]byte(level)); err != nil {
		l = slog.LevelInfo
	}
	return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: l}))
}
