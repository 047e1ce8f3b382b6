package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"time"

	"nhacviec/config"
	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/schedule"
	"nhacviec/internal/work"
)

type remindCmd struct {
	At     time.Time `help:"The moment, such as 2022-06-30T08:00:00+07:00." required:"" placeholder:"RFC3339"`
	DryRun bool      `help:"Only say who would be told of what."`
	Lang   string    `help:"vi or en; the locale's otherwise." enum:"vi,en," default:""`

	config.Settings
}

// Run works out what the looks of the moment's day, up to the moment, owe and
// had not planned, and delivers it. The watermarks stay where they are; a
// second time nothing new is owed.
func (c *remindCmd) Run(ctx context.Context, s *streams) (err error) {
	l, err := speaking(c.Lang)
	if err != nil {
		return err
	}
	if !c.DryRun && c.BotToken == "" {
		return errors.New("delivering wants SLACK_BOT_TOKEN; --dry-run only says what would be sent")
	}
	c.HTTP = "" // nothing is received
	var o *owing
	p, err := newProgramWith(ctx, c.Settings, func() time.Time { return c.At }, false, logger(s.err, c.LogLevel),
		options{around: func(db app.Store) app.Store {
			o = &owing{Store: db, at: c.At, dry: c.DryRun}
			return o
		}})
	if err != nil {
		return saidIn(l, err)
	}
	defer func() { err = errors.Join(err, p.close()) }()
	if err := p.planMoment(ctx, c.At); err != nil {
		return err
	}
	planned := o.owed
	if !c.DryRun {
		if err := p.deliverAll(ctx); err != nil {
			return err
		}
	}
	names, err := p.names(ctx)
	if err != nil {
		return err
	}
	t := &owedText{l, names, planned, c.DryRun, p.db}
	return t.write(ctx, s.out, c.At)
}

// marks are watermarks that stand a day before a moment, for every schedule.
type marks struct {
	jobs schedule.Source
	at   time.Time
}

// Watermarks implements schedule.Store.
func (m marks) Watermarks(ctx context.Context) (map[string]time.Time, error) {
	jobs, err := m.jobs(ctx)
	out := map[string]time.Time{}
	for _, j := range jobs {
		out[j.Name] = m.at.AddDate(0, 0, -1)
	}
	return out, err
}

// planMoment takes the looks that fall on the local day of a moment, up to it.
func (p *program) planMoment(ctx context.Context, at time.Time) error {
	that := func(ctx context.Context) ([]schedule.Job, error) {
		jobs, err := p.jobs(ctx)
		for i := range jobs {
			run, zone := jobs[i].Run, jobs[i].Zone
			jobs[i].Run = func(ctx context.Context, since, due time.Time) error {
				loc, err := time.LoadLocation(zone)
				if err != nil {
					return err
				}
				if calendar.DateOf(due.In(loc)) != calendar.DateOf(at.In(loc)) {
					return nil // the day before's, later than this moment
				}
				return run(ctx, since, due)
			}
		}
		return jobs, err
	}
	looks, err := schedule.New(schedule.Config{Store: marks{p.jobs, at}, Source: that, Now: p.now, Log: p.log})
	if err != nil {
		return err
	}
	return looks.RunDue(ctx, at)
}

// deliverAll sends what is owed, and returns when it is.
func (p *program) deliverAll(ctx context.Context) error {
	if err := p.bot.Connect(ctx); err != nil {
		return fmt.Errorf("Slack did not accept the bot token: %w", err)
	}
	life, end := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- p.outbox.Run(life) }()
	err := p.outbox.Drain(ctx)
	end()
	return errors.Join(err, <-ended)
}

// names are people's, by Slack id.
func (p *program) names(ctx context.Context) (map[string]string, error) {
	all, err := p.app.Workspaces(ctx)
	out := map[string]string{}
	for _, ws := range all {
		if err != nil {
			break
		}
		var some map[string]string
		some, err = p.app.Names(ctx, ws.ID)
		maps.Copy(out, some)
	}
	return out, err
}

// owedText says what a moment owed and what became of it.
type owedText struct {
	l     *locale.Locale
	names map[string]string
	owed
	dry bool
	db  app.Store
}

func (t *owedText) write(ctx context.Context, w io.Writer, at time.Time) error {
	head := "cli.remind_did"
	switch {
	case len(t.deliveries) == 0 && len(t.reminders) == 0:
		head = "cli.remind_nothing"
	case t.dry:
		head = "cli.remind_would"
	}
	fmt.Fprintln(w, t.l.Say(head, work.Args{"At": at.Format("2006-01-02 15:04 -07:00")}))
	for _, d := range t.deliveries {
		fmt.Fprintln(w, "•", t.l.Say("cli.remind_to", work.Args{"What": t.l.Say(deliveryName(d.Kind), nil), "Whom": t.name(d.To)}))
		t.rungs(w, func(r work.Reminder) bool { return r.Reason == "" && r.Delivery == d.ID })
		if t.dry {
			continue
		}
		if err := t.became(ctx, w, d.ID); err != nil {
			return err
		}
	}
	said := map[string]bool{}
	for _, r := range t.reminders {
		if r.Reason != "" && !said[r.Person] {
			said[r.Person] = true
			fmt.Fprintln(w, "•", t.l.Say("cli.remind_not_said", work.Args{"Whom": t.name(r.Person)}))
			t.rungs(w, func(o work.Reminder) bool { return o.Reason != "" && o.Person == r.Person })
		}
	}
	return nil
}

func (t *owedText) rungs(w io.Writer, of func(work.Reminder) bool) {
	for _, r := range t.reminders {
		if of(r) {
			fell := r.Fell()
			fmt.Fprintf(w, "    %s %s: %s\n", t.tasks[r.Task].Ref, t.tasks[r.Task].Title, t.l.Say(fell.Key, fell.Args))
		}
	}
}

// became says where a delivery stands.
func (t *owedText) became(ctx context.Context, w io.Writer, id string) error {
	return t.db.Read(ctx, func(r app.Reader) error {
		d, err := r.Delivery(ctx, id)
		if err != nil {
			return err
		}
		said := t.l.Say("cli.remind_waits", nil)
		switch d.State {
		case work.SentState:
			said = t.l.Say("cli.remind_sent", work.Args{"Channel": d.Channel, "TS": d.TS})
		case work.Withdrawn:
			said = t.l.Say("cli.remind_withdrawn", nil)
		case work.FailedSend:
			said = t.l.Say("cli.remind_failed", work.Args{"Problem": d.Problem})
		}
		_, err = fmt.Fprintln(w, "    →", said)
		return err
	})
}

func (t *owedText) name(id string) string {
	if n := t.names[id]; n != "" {
		return n + " (" + id + ")"
	}
	return id
}

func deliveryName(k work.DeliveryKind) string {
	switch k {
	case work.DigestDelivery:
		return "cli.remind_digest"
	case work.DailyDelivery:
		return "cli.remind_daily"
	case work.WeeklyDelivery:
		return "cli.remind_weekly"
	}
	return "cli.remind_other"
}
