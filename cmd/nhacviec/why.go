package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"nhacviec/config"
	"nhacviec/internal/app"
	"nhacviec/internal/locale"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

type whyCmd struct {
	Ref  string `arg:"" help:"The task's number in the plan, such as 3.2." placeholder:"REF"`
	Plan int64  `help:"The plan, where the database knows several; settings lists them." placeholder:"N"`
	Who  string `help:"Only what was for this person: their Slack id." placeholder:"U…"`
	Lang string `help:"vi or en; the locale's otherwise." enum:"vi,en," default:""`

	config.Data
}

// Run says of each reminder of a task why it was sent, or why not, oldest first.
func (c *whyCmd) Run(ctx context.Context, s *streams) error {
	return withPlans(ctx, c.Data, c.Lang, func(a *app.App, l *locale.Locale) error {
		p, err := pickPlan(ctx, a, l, c.Plan)
		if err != nil {
			return err
		}
		got, err := a.Why(ctx, app.Actor{Workspace: p.Workspace, Door: work.ByCLI}, app.Pick{Plan: p.ID, Ref: c.Ref}, c.Who)
		if err != nil {
			return err
		}
		names, err := a.Names(ctx, p.Workspace)
		if err != nil {
			return err
		}
		return (&whyText{l, names}).write(s.out, got)
	})
}

// withPlans opens the database for a command that needs no Slack and says its
// refusals in the reader's language.
func withPlans(ctx context.Context, d config.Data, lang string, fn func(*app.App, *locale.Locale) error) (err error) {
	words, err := locale.Load()
	if err != nil {
		return err
	}
	l := words.For(readersLanguage(lang))
	atlas, err := calendarsOf(d, l)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, d.DB, store.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	a := app.New(app.Config{Store: db, Now: time.Now, NewID: newID, Atlas: atlas,
		Plan: app.PlanDefaults{Zone: d.Zone, Country: d.PlanCountry(), Daily: d.Daily, Weekly: d.Weekly}})
	err = fn(a, l)
	if refused, ok := errors.AsType[*work.Error](err); ok {
		return errors.New(l.Say(refused.Key, refused.Args))
	}
	return err
}

// pickPlan is the plan with an id, or the only one.
func pickPlan(ctx context.Context, a *app.App, l *locale.Locale, id int64) (work.Plan, error) {
	plans, err := a.Plans(ctx, 0)
	if err != nil {
		return work.Plan{}, err
	}
	var known []string
	for _, p := range plans {
		if p.ID == id || id == 0 && len(plans) == 1 {
			return p, nil
		}
		known = append(known, fmt.Sprintf("%d (%s)", p.ID, p.Title))
	}
	if len(known) == 0 {
		return work.Plan{}, errors.New(l.Say("cli.no_plans", nil))
	}
	return work.Plan{}, errors.New(l.Say("cli.which_plan", work.Args{"Plans": known}))
}

// whyText writes an explanation for a terminal.
type whyText struct {
	l     *locale.Locale
	names map[string]string // by Slack id
}

func (t *whyText) write(w io.Writer, e work.Explanation) error {
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, "%s %s\n", e.Line.Task.Ref, e.Line.Task.Title)
	for i := range e.Entries {
		x := &e.Entries[i]
		fmt.Fprintf(out, "\n%s  %s  %s  %s\n", t.l.Date(x.On), x.Ref, t.fell(x), t.say(x.Whom()))
		if !x.Moved.IsZero() {
			fmt.Fprintf(out, "    %s\n", t.l.Say("block.why.moved", work.Args{"Date": x.Moved, "Weekday": t.l.Weekday(x.Moved.Weekday())}))
		}
		fmt.Fprintf(out, "    %s", t.say(x.Became(e.Plan.Location())))
		if x.Sent() {
			fmt.Fprintf(out, "  [%s %s]", x.Delivery.Channel, x.Delivery.TS)
		}
		fmt.Fprintln(out)
	}
	t.now(out, e)
	return out.Flush()
}

func (t *whyText) fell(x *work.Explained) string {
	if x.By != "" {
		return t.l.Say("block.why.by", work.Args{"By": t.name(x.By)})
	}
	return t.say(x.Fell())
}

// now says what is put off and what falls next.
func (t *whyText) now(out io.Writer, e work.Explanation) {
	fmt.Fprintln(out)
	for _, z := range e.Snoozes {
		fmt.Fprintln(out, t.l.Say("block.why.snoozed", work.Args{"Person": t.name(z.Person), "Date": z.Until}))
	}
	for i := range e.Next {
		n := &e.Next[i]
		fmt.Fprintln(out, t.l.Say("block.why.next", work.Args{"Date": n.On, "What": n.Fell(), "Whom": t.say(n.Whom())}))
	}
}

// say says a message with people's names in the place of their ids.
func (t *whyText) say(m work.Message) string {
	args := work.Args{}
	for k, v := range m.Args {
		if id, ok := v.(work.Mention); ok {
			v = t.name(string(id))
		}
		args[k] = v
	}
	return t.l.Say(m.Key, args)
}

func (t *whyText) name(id string) string {
	if n := t.names[id]; n != "" {
		return n
	}
	return id
}
