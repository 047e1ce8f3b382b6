package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"nhacviec/internal/sandbox"
	"nhacviec/internal/sandbox/page"
)

type sandboxCmd struct {
	Listen      string    `help:"Address of the page, the Web API and the control API." default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Data        string    `help:"Folder of the bot's database; a temporary one otherwise." placeholder:"DIR"`
	DB          string    `help:"The bot's database, where it is not a file in that folder." name:"db" placeholder:"DSN" hidden:""`
	Now         time.Time `help:"Where the clock begins." default:"2022-02-21T07:30:00+07:00" placeholder:"RFC3339"`
	Plan        string    `help:"Plan document that the director posts; the sample plan otherwise." placeholder:"FILE" xor:"plan"`
	Empty       bool      `help:"Begin without a plan document." xor:"plan"`
	NoBot       bool      `help:"Run the workspace alone, on real time, for a bot in another process."`
	LimitsTimes float64   `help:"Multiplies Slack's rate limits." default:"1" placeholder:"N"`
	LogLevel    string    `help:"debug, info, warn or error." default:"warn" enum:"debug,info,warn,error"`
}

// Run runs a workspace, with a bot in it, until ctx ends.
func (c *sandboxCmd) Run(ctx context.Context, s *streams) error {
	if c.LimitsTimes <= 0 {
		return errors.New("--limits-times must be above 0")
	}
	srv, cleanup, err := c.build(s)
	if err != nil {
		return err
	}
	defer cleanup()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return srv.Serve(ctx) })
	g.Go(func() error {
		if err := srv.Ready(ctx); err != nil {
			if ctx.Err() != nil {
				return nil
			}
			return err
		}
		_, err := fmt.Fprintln(s.out, "sandbox ready at", srv.URL())
		return err
	})
	err = g.Wait()
	if cerr := srv.Close(); err == nil {
		err = cerr
	}
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func (c *sandboxCmd) build(s *streams) (*sandbox.Server, func(), error) {
	people, err := sandbox.SampleWorkspace()
	if err != nil {
		return nil, nil, err
	}
	doc, err := c.document()
	if err != nil {
		return nil, nil, err
	}
	log := logger(s.err, c.LogLevel)
	cfg := sandbox.Config{
		Listen: c.Listen, Start: c.Now, RealTime: c.NoBot, LimitsTimes: c.LimitsTimes,
		Plan: doc, Workspace: people, Page: page.Handler(), Log: log,
	}
	cleanup := func() {}
	var in *inside
	if !c.NoBot {
		var dir string
		if dir, cleanup, err = c.dataDir(s); err != nil {
			return nil, nil, err
		}
		in = newInside(cmp.Or(c.DB, filepath.Join(dir, "nhacviec.db")), c.LimitsTimes, log)
		cfg.Inside = in.hooks()
	}
	srv, err := sandbox.New(cfg)
	if err != nil {
		cleanup()
		return nil, nil, err
	}
	if in != nil {
		in.attach(srv.URL(), srv.Now)
	}
	return srv, cleanup, nil
}

func (c *sandboxCmd) document() (*sandbox.Document, error) {
	switch {
	case c.Empty:
		return nil, nil
	case c.Plan == "":
		return sandbox.SamplePlan(), nil
	}
	data, err := os.ReadFile(c.Plan)
	if err != nil {
		return nil, fmt.Errorf("the plan document: %w", err)
	}
	return &sandbox.Document{Name: filepath.Base(c.Plan), Data: data}, nil
}

// dataDir is the folder of the bot's database; a temporary one is told and
// goes with the sandbox.
func (c *sandboxCmd) dataDir(s *streams) (string, func(), error) {
	if c.Data != "" {
		return c.Data, func() {}, os.MkdirAll(c.Data, 0o755)
	}
	dir, err := os.MkdirTemp("", "nhacviec-sandbox-")
	if err != nil {
		return "", nil, err
	}
	fmt.Fprintln(s.out, "the bot's database is in", dir, "until the sandbox ends")
	return dir, func() {
		if err := os.RemoveAll(dir); err != nil {
			fmt.Fprintln(s.err, "nhacviec: the temporary folder stays:", err)
		}
	}, nil
}
