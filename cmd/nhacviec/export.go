package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"nhacviec/config"
	"nhacviec/internal/app"
	"nhacviec/internal/locale"
	"nhacviec/internal/report"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

type exportCmd struct {
	Channel   string `help:"Id of the Slack channel that follows the plan." placeholder:"C…" xor:"plan"`
	Plan      int64  `help:"Number of the plan, where the channel follows several." placeholder:"N" xor:"plan"`
	Format    string `help:"xlsx or csv." enum:"xlsx,csv" default:"xlsx"`
	Language  string `help:"vi or en; the locale's otherwise." enum:"vi,en," default:"" aliases:"lang"`
	Output    string `short:"o" help:"Where to write; - for standard output. Otherwise a name made of the plan's title and the day." placeholder:"FILE"`
	Workspace string `help:"Id of the Slack team, where the database knows several." placeholder:"T…"`

	config.Data
}

// Run writes a plan as it stands today to a file.
func (c *exportCmd) Run(ctx context.Context, s *streams) error {
	words, err := locale.Load()
	if err != nil {
		return err
	}
	l := words.For(readersLanguage(c.Language))
	x, err := c.plan(ctx)
	if refused, ok := errors.AsType[*work.Error](err); ok {
		return errors.New(l.Say(refused.Key, refused.Args))
	}
	if err != nil {
		return err
	}
	var file bytes.Buffer
	if err := report.Export(&file, l, x, report.Format(c.Format)); err != nil {
		return err
	}
	if c.Output == "-" {
		_, err = file.WriteTo(s.out)
		return err
	}
	name := c.Output
	if name == "" {
		name = report.FileName(x, report.Format(c.Format))
	}
	if err := os.WriteFile(name, file.Bytes(), 0o600); err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.out, l.Say("cli.exported", work.Args{"Title": x.Plan.Title, "File": name}))
	return err
}

// plan reads the plan that is asked for.
func (c *exportCmd) plan(ctx context.Context) (x work.Exported, err error) {
	db, err := store.Open(ctx, c.DB, store.Options{})
	if err != nil {
		return x, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	a := app.New(app.Config{Store: db, Now: time.Now, NewID: newID})
	ws, err := pickWorkspace(ctx, a, c.DB, c.Workspace)
	if err != nil {
		return x, err
	}
	who := app.Actor{Workspace: ws.ID, Channel: c.Channel, Door: work.ByCLI}
	x, err = a.Export(ctx, who, app.PlanPick{ID: c.Plan})
	found := []work.Plan{x.Plan}
	several, pick := errors.AsType[*app.SeveralPlans](err)
	if pick {
		found = several.Plans
	}
	switch {
	case err != nil && !pick:
		return x, err
	case c.Channel != "" && found[0].Channel != c.Channel: // of a channel without one it is all plans
		return x, work.E(work.NotFound, "cli.channel_empty", work.Args{"Channel": c.Channel})
	case pick:
		return x, whichPlan(found)
	}
	return x, nil
}

func whichPlan(plans []work.Plan) error {
	var known []string
	for _, p := range plans {
		known = append(known, fmt.Sprintf("%d (%s, %s)", p.ID, p.Title, p.Channel))
	}
	return work.E(work.Invalid, "cli.which_plan", work.Args{"Plans": known})
}
