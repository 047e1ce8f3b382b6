package main

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"golang.org/x/sync/errgroup"

	"nhacviec/bot"
	"nhacviec/config"
	"nhacviec/internal/app"
	"nhacviec/internal/calendar"
	"nhacviec/internal/locale"
	"nhacviec/internal/outbox"
	"nhacviec/internal/schedule"
	"nhacviec/internal/store"
)

// program is the whole bot, joined. It runs once.
type program struct {
	db       *store.DB
	store    app.Store // db, or something around it
	watch    *monitor  // nil where nobody does
	app      *app.App
	bot      *bot.Bot
	outbox   *outbox.Outbox
	schedule *schedule.Scheduler
	listener net.Listener // nil without HTTP
	log      *slog.Logger
	now      func() time.Time // calendar time
	// selfTimed is false where somebody else walks the clock: see settle.
	selfTimed bool
}

// newProgram opens the database and joins the rooms. now is calendar time;
// selfTimed says that it is real and the schedule wakes by itself.
func newProgram(ctx context.Context, s config.Settings, now func() time.Time, selfTimed bool, log *slog.Logger) (*program, error) {
	return newProgramWith(ctx, s, now, selfTimed, log, options{})
}

// options are what not every program has.
type options struct {
	around func(app.Store) app.Store // stands between the use cases and the database
	watch  *monitor
}

func newProgramWith(ctx context.Context, s config.Settings, now func() time.Time, selfTimed bool, log *slog.Logger, o options) (*program, error) {
	words, err := locale.Load()
	if err != nil {
		return nil, err
	}
	atlas, err := calendarsOf(s.Data, words.For(readersLanguage("")))
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, s.DB, store.Options{})
	if err != nil {
		return nil, err
	}
	p := &program{db: db, store: db, watch: o.watch, log: log, now: now, selfTimed: selfTimed}
	if o.around != nil {
		p.store = o.around(db)
	}
	if err := p.join(s, words, atlas, now); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return p, nil
}

func (p *program) join(s config.Settings, words *locale.Catalogue, atlas *calendar.Atlas, now func() time.Time) (err error) {
	p.app = app.New(app.Config{
		Store: p.store, Now: now, NewID: newID, Wake: func() { p.outbox.Wake() }, Replan: func() { p.schedule.Wake() },
		Plan:  app.PlanDefaults{Zone: s.Zone, Country: s.PlanCountry(), Daily: s.Daily, Weekly: s.Weekly},
		Atlas: atlas,
	})
	watched := bot.Config{
		App: p.app, Words: words, Now: now, Log: p.log, APIURL: s.APIURL,
		BotToken: s.BotToken, AppToken: socketToken(s), SigningSecret: s.SigningSecret,
		Shared: p.db.Shared(),
	}
	p.watch.onBot(&watched)
	p.bot = bot.New(watched)
	p.outbox, err = outbox.New(outbox.Config{
		Store: p.db, Poster: p.bot, Clock: now, Log: p.log, Times: s.LimitsTimes,
	})
	if err != nil {
		return err
	}
	p.schedule, err = schedule.New(schedule.Config{Store: p.db, Source: p.jobs, Now: now, Log: p.log})
	if err != nil || s.HTTP == "" {
		return err
	}
	p.listener, err = net.Listen("tcp", s.HTTP)
	return err
}

// socketToken is the app token where Socket Mode is to be used.
func socketToken(s config.Settings) string {
	if s.HTTP != "" {
		return ""
	}
	return s.AppToken
}

// jobs are the looks that every plan wants, and those at the hours that people
// chose for themselves.
func (p *program) jobs(ctx context.Context) ([]schedule.Job, error) {
	plans, err := p.app.Plans(ctx, 0)
	if err != nil {
		return nil, err
	}
	var out []schedule.Job
	for _, pl := range plans {
		out = append(out, schedule.Job{
			Name: app.DailyWatermark(pl.ID), Spec: pl.Daily, Zone: pl.Zone, Since: pl.CreatedAt,
			Run: func(ctx context.Context, since, at time.Time) error {
				return p.app.PlanDaily(ctx, pl.Workspace, pl.ID, since, at)
			},
		}, schedule.Job{
			Name: app.WeeklyWatermark(pl.ID), Spec: pl.Weekly, Zone: pl.Zone, Since: pl.CreatedAt,
			Run: func(ctx context.Context, since, at time.Time) error {
				return p.app.PlanWeekly(ctx, pl.Workspace, pl.ID, since, at)
			},
		})
	}
	hours, err := p.app.Hours(ctx)
	for _, h := range hours {
		out = append(out, schedule.Job{
			Name: h.Watermark(), Spec: h.Time.Spec(), Zone: h.Zone, Since: h.Since,
			Run: func(ctx context.Context, since, at time.Time) error { return p.app.PlanHour(ctx, h, since, at) },
		})
	}
	return p.watch.onLooks(out), err
}

// run connects and works until ctx ends; ready, where given, is called once
// the bot knows who it is.
func (p *program) run(ctx context.Context, ready func()) error {
	if err := p.bot.Connect(ctx); err != nil {
		return fmt.Errorf("Slack did not accept the bot token: %w", err)
	}
	if ready != nil {
		ready()
	}
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return p.bot.Run(ctx) })
	g.Go(func() error { return p.outbox.Run(ctx) })
	if p.selfTimed {
		g.Go(func() error { return p.db.Lead(ctx, p.watch.leading(p.schedule.Run)) })
		g.Go(func() error { return p.prune(ctx) })
	}
	if p.listener != nil {
		p.serve(ctx, g)
	}
	return g.Wait()
}

// serve answers HTTP until ctx ends, and then finishes what was begun.
func (p *program) serve(ctx context.Context, g *errgroup.Group) {
	srv := &http.Server{
		Handler: p.watch.besides(p.bot.Handler()), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 10 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10,
	}
	g.Go(func() error {
		if err := srv.Serve(p.listener); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), 4*time.Second)
		defer cancel()
		return srv.Shutdown(late)
	})
}

// settle walks the schedule to a moment: at each at which a plan has something
// to look at the clock is set, the look is taken, and what it owes is posted.
func (p *program) settle(ctx context.Context, until time.Time, set func(time.Time)) error {
	if err := p.outbox.Drain(ctx); err != nil {
		return err
	}
	for {
		next, ok, err := p.schedule.Next(ctx)
		if err != nil {
			return err
		}
		if !ok || next.After(until) {
			set(until)
			return p.outbox.Drain(ctx)
		}
		if next.After(p.now()) { // what was owed while away is in the past
			set(next)
		}
		if err := p.schedule.RunDue(ctx, p.now()); err != nil {
			return err
		}
		if err := p.outbox.Drain(ctx); err != nil {
			return err
		}
	}
}

// close lets go of everything. run must have returned.
func (p *program) close() error {
	p.bot.CloseIdle()
	var err error
	if p.listener != nil {
		if err = p.listener.Close(); errors.Is(err, net.ErrClosed) {
			err = nil
		}
	}
	return errors.Join(err, p.db.Close())
}

// newID makes an opaque id of 128 random bits.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand since Go 1.24)
	return hex.EncodeToString(b[:])
}
