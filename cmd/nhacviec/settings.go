package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"nhacviec/config"
	"nhacviec/internal/app"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

type settingsCmd struct {
	File string `arg:"" optional:"" help:"Settings to apply, YAML as this command prints it; - = standard input." placeholder:"FILE"`
	Plan int64  `help:"The plan, where the database knows several." placeholder:"N"`
	Lang string `help:"vi or en; the locale's otherwise." enum:"vi,en," default:""`

	config.Data
}

// maxSettings bounds what is read of a settings file, in bytes.
const maxSettings = 64 << 10

// Run prints how a plan is followed, or changes it to what a file says.
func (c *settingsCmd) Run(ctx context.Context, s *streams) error {
	return withPlans(ctx, c.Data, c.Lang, func(a *app.App, l *locale.Locale) error {
		p, err := pickPlan(ctx, a, l, c.Plan)
		if err != nil {
			return err
		}
		if c.File == "" {
			return printSettings(s.out, p)
		}
		given, err := c.read(s.in, p)
		if err != nil {
			return errors.New(l.Say("cli.settings_file", work.Args{"Problem": err.Error()}))
		}
		p, err = a.SetSettings(ctx, app.Actor{Workspace: p.Workspace, Door: work.ByCLI}, p.ID, 0, given)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(s.out, l.Say("cli.settings_saved", work.Args{"Title": p.Title}))
		return err
	})
}

func printSettings(w io.Writer, p work.Plan) error {
	var out bytes.Buffer
	fmt.Fprintf(&out, "# %d: %s\n", p.ID, p.Title)
	if err := config.Write(&out, p.Settings()); err != nil {
		return err
	}
	_, err := out.WriteTo(w)
	return err
}

// read reads a settings file. What it leaves out stays as it is.
func (c *settingsCmd) read(in io.Reader, p work.Plan) (given work.PlanSettings, err error) {
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return given, err
		}
		defer func() { _ = f.Close() }() // it was only read
		in = f
	}
	given = p.Settings()
	err = config.Read(io.LimitReader(in, maxSettings), &given)
	return given, err
}
