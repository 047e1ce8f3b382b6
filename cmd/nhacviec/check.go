package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"nhacviec/bot"
	"nhacviec/config"
	"nhacviec/internal/app"
	"nhacviec/internal/locale"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

type checkCmd struct {
	config.Settings
	Lang string `help:"vi or en." enum:"vi,en" default:"en"`
}

// Run tests the settings, the database and Slack, and says what to mend.
func (c *checkCmd) Run(ctx context.Context, s *streams) error {
	words, err := locale.Load()
	if err != nil {
		return err
	}
	l := words.For(c.Lang)
	tell := func(f bot.Finding) error {
		mark := "ok  "
		if !f.OK {
			mark, err = "FAIL", errReported
		}
		_, werr := fmt.Fprintf(s.out, "%s  %s\n", mark, l.Say(f.Said.Key, f.Said.Args))
		return werr
	}
	for _, f := range c.findings(ctx, l) {
		if werr := tell(f); werr != nil {
			return werr
		}
	}
	return err
}

func (c *checkCmd) findings(ctx context.Context, l *locale.Locale) []bot.Finding {
	if err := c.Check(); err != nil {
		return settingFindings(err)
	}
	if _, err := calendarsOf(c.Data, l); err != nil {
		return settingFindings(err)
	}
	out := []bot.Finding{{OK: true, Said: work.Message{Key: "check.settings_ok"}}}
	db, err := store.Open(ctx, c.DB, store.Options{})
	if err != nil {
		return append(out, bot.Finding{Said: work.Message{Key: "check.database", Args: work.Args{"Problem": err.Error()}}})
	}
	out = append(out, bot.Finding{OK: true, Said: work.Message{Key: "check.database_ok", Args: work.Args{"DB": config.Redacted(c.DB)}}})
	words, err := locale.Load()
	if err == nil {
		a := app.New(app.Config{Store: db, Now: time.Now, NewID: newID})
		out = append(out, bot.New(bot.Config{
			App: a, Words: words, Now: time.Now, APIURL: c.APIURL, Log: slog.New(slog.DiscardHandler),
			BotToken: c.BotToken, AppToken: socketToken(c.Settings), SigningSecret: c.SigningSecret,
		}).Check(ctx, config.BotScopes())...)
	}
	if err := db.Close(); err != nil {
		out = append(out, bot.Finding{Said: work.Message{Key: "check.database", Args: work.Args{"Problem": err.Error()}}})
	}
	return out
}

// settingFindings splits a joined error into a finding each.
func settingFindings(err error) []bot.Finding {
	var many interface{ Unwrap() []error }
	if !errors.As(err, &many) {
		return []bot.Finding{{Said: work.Message{Key: "check.setting", Args: work.Args{"Problem": err.Error()}}}}
	}
	var out []bot.Finding
	for _, e := range many.Unwrap() {
		out = append(out, bot.Finding{Said: work.Message{Key: "check.setting", Args: work.Args{"Problem": e.Error()}}})
	}
	return out
}
