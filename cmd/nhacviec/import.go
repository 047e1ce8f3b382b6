package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"nhacviec/config"
	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/intake"
	"nhacviec/internal/locale"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

type importCmd struct {
	File       string `arg:"" help:"The plan document." placeholder:"FILE"`
	DryRun     bool   `help:"Only show what is read."`
	Format     string `help:"text or json." enum:"text,json" default:"text"`
	Year       int    `help:"The plan's year, where the document does not say it." placeholder:"YEAR"`
	Channel    string `help:"Id of the Slack channel that follows the plan." placeholder:"C…"`
	Owner      string `help:"Id of the Slack user who owns it." placeholder:"U…"`
	Workspace  string `help:"Id of the Slack team, where the database knows several." placeholder:"T…"`
	Lang       string `help:"vi or en; the locale's otherwise." enum:"vi,en," default:""`
	MonthFirst bool   `help:"Dates are 12/31 rather than 31/12."`
	Update     bool   `help:"Apply the document to the plan that it is a later version of."`

	config.Data
}

// Run reads a document, and without --dry-run imports it.
func (c *importCmd) Run(ctx context.Context, s *streams) error {
	words, err := locale.Load()
	if err != nil {
		return err
	}
	l := words.For(readersLanguage(c.Lang))
	if !c.DryRun && (c.Channel == "" || c.Owner == "") {
		return errors.New("importing wants --channel and --owner; --dry-run only shows what is read")
	}
	draft, err := c.read(ctx)
	if refused, ok := errors.AsType[*work.Error](err); ok {
		return errors.New(l.Say(refused.Key, refused.Args))
	}
	if err != nil {
		return err
	}
	if c.DryRun {
		return c.print(s, l, draft)
	}
	return c.store(ctx, s, l, draft)
}

func (c *importCmd) print(s *streams, l *locale.Locale, d work.Draft) error {
	if c.Format == "json" {
		return intake.JSON(d, s.out)
	}
	return printDraft(s.out, l, d)
}

// maxPlanFile bounds what is read into memory; intake's own bounds are lower.
const maxPlanFile = 64 << 20

func (c *importCmd) read(ctx context.Context) (work.Draft, error) {
	info, err := os.Stat(c.File)
	if err != nil {
		return work.Draft{}, err
	}
	if info.Size() > maxPlanFile {
		return work.Draft{}, work.E(work.TooLarge, "error.file_large", work.Args{"Name": filepath.Base(c.File), "Max": maxPlanFile >> 20})
	}
	data, err := os.ReadFile(c.File)
	if err != nil {
		return work.Draft{}, err
	}
	return intake.Read(ctx, filepath.Base(c.File), data, intake.Options{
		Year: c.Year, MonthFirst: c.MonthFirst, Today: calendar.DateOf(time.Now()),
	})
}

func (c *importCmd) store(ctx context.Context, s *streams, l *locale.Locale, draft work.Draft) (err error) {
	db, err := store.Open(ctx, c.DB, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	atlas, err := calendarsOf(c.Data, l)
	if err != nil {
		return err
	}
	a := app.New(app.Config{Store: db, Now: time.Now, NewID: newID, Atlas: atlas,
		Plan: app.PlanDefaults{Zone: c.Zone, Country: c.PlanCountry(), Daily: c.Daily, Weekly: c.Weekly}})
	ws, err := pickWorkspace(ctx, a, c.DB, c.Workspace)
	if err != nil {
		return err
	}
	who := app.Actor{Workspace: ws.ID, Person: c.Owner, Channel: c.Channel, Door: work.ByCLI}
	id, err := a.Propose(ctx, who, filepath.Base(c.File), draft, false)
	if err != nil {
		return err
	}
	r, err := c.review(ctx, a, who, id)
	if err != nil {
		return err
	}
	if err := c.print(s, l, r.Stored.Draft); err != nil {
		return err
	}
	said, err := c.confirm(ctx, a, who, r)
	if refused, ok := errors.AsType[*work.Error](err); ok {
		return errors.New(l.Say(refused.Key, refused.Args))
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.out, l.Say(said.Key, said.Args))
	return err
}

// review is the draft as it would be imported.
func (c *importCmd) review(ctx context.Context, a *app.App, who app.Actor, id string) (work.Review, error) {
	r, err := a.Review(ctx, who, id)
	if err == nil && c.MonthFirst {
		r, err = a.AsMonthFirst(ctx, who, id, r.Stored.Version, true)
	}
	return r, err
}

// confirm imports a draft. The later version of a plan is applied only where
// that was asked for.
func (c *importCmd) confirm(ctx context.Context, a *app.App, who app.Actor, r work.Review) (work.Message, error) {
	if r.Onto != nil && !c.Update {
		d := r.Difference
		return work.Message{}, work.E(work.Invalid, "cli.later", work.Args{"Title": r.Onto.Title, "New": d.Count(work.LineNew),
			"Changed": d.Count(work.LineChanged), "Gone": d.Count(work.LineGone), "Same": d.Count(work.LineSame)})
	}
	got, err := a.Import(ctx, who, app.Confirmation{Draft: r.Stored.ID, Version: r.Stored.Version, Channel: c.Channel})
	said := work.Message{Key: "cli.imported", Args: work.Args{"Title": got.Plan.Title, "Channel": c.Channel}}
	if got.Later {
		said = work.Message{Key: "cli.updated", Args: work.Args{"Title": got.Plan.Title, "New": got.New, "Changed": got.Changed,
			"Gone": got.Gone, "Same": got.Same, "Held": got.Held}}
	}
	return said, err
}

// pickWorkspace is the one of a Slack team, or without a team the only one that
// the database knows.
func pickWorkspace(ctx context.Context, a *app.App, db, team string) (work.Workspace, error) {
	all, err := a.Workspaces(ctx)
	if err != nil {
		return work.Workspace{}, err
	}
	var teams []string
	for _, w := range all {
		if w.Team == team || team == "" && len(all) == 1 {
			return w, nil
		}
		teams = append(teams, w.Team)
	}
	if len(all) == 0 {
		return work.Workspace{}, fmt.Errorf("%s knows no Slack workspace yet: start nhacviec run once, then import", db)
	}
	return work.Workspace{}, fmt.Errorf("%s knows several workspaces: say which with --workspace, one of %s", db, strings.Join(teams, ", "))
}

// readersLanguage is as asked for, else as the machine's locale says.
func readersLanguage(asked string) string {
	if asked != "" {
		return asked
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := os.Getenv(name); v != "" {
			return v
		}
	}
	return "en"
}
