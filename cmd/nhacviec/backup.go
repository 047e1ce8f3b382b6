package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"nhacviec/config"
	"nhacviec/internal/locale"
	"nhacviec/internal/store"
	"nhacviec/internal/work"
)

type backupCmd struct {
	File string `arg:"" help:"The SQLite file to write; it must not be there." placeholder:"FILE"`
	Lang string `help:"vi or en; the locale's otherwise." enum:"vi,en," default:""`

	config.Data
}

// Run copies the database to a file, whether the bot runs or not.
func (c *backupCmd) Run(ctx context.Context, s *streams) error {
	l, err := speaking(c.Lang)
	if err != nil {
		return err
	}
	tables, err := store.Backup(ctx, c.DB, c.File)
	if err != nil {
		return saidIn(l, err)
	}
	args := counted(tables)
	args["File"] = c.File
	_, err = fmt.Fprintln(s.out, l.Say("cli.backed_up", args))
	return err
}

type restoreCmd struct {
	File string `arg:"" help:"A backup." placeholder:"FILE"`
	Lang string `help:"vi or en; the locale's otherwise." enum:"vi,en," default:""`

	config.Data
}

// Run puts a backup in the place of the database, which is kept.
func (c *restoreCmd) Run(ctx context.Context, s *streams) error {
	l, err := speaking(c.Lang)
	if err != nil {
		return err
	}
	r, err := store.Restore(ctx, c.File, c.DB, time.Now())
	if err != nil {
		return saidIn(l, err)
	}
	args := counted(r.Tables)
	args["File"], args["DB"] = c.File, c.DB
	_, err = fmt.Fprintln(s.out, l.Say("cli.restored", args))
	if err == nil && r.Aside != "" {
		_, err = fmt.Fprintln(s.out, l.Say("cli.set_aside", work.Args{"File": r.Aside}))
	}
	return err
}

type migrateDataCmd struct {
	From string `help:"Where everything is now: an SQLite file or postgres://…" required:"" placeholder:"DSN"`
	To   string `help:"An empty database: an SQLite file or postgres://…" required:"" placeholder:"DSN"`
	Lang string `help:"vi or en; the locale's otherwise." enum:"vi,en," default:""`
}

// Run copies everything from one database into another.
func (c *migrateDataCmd) Run(ctx context.Context, s *streams) error {
	l, err := speaking(c.Lang)
	if err != nil {
		return err
	}
	var failed error
	tables, err := store.Copy(ctx, c.From, c.To, func(t store.Copied) {
		if !t.Done {
			_, _ = fmt.Fprintf(s.err, "\r%s %d", t.Table, t.Rows) // for whoever watches
			return
		}
		_, werr := fmt.Fprintf(s.out, "%s\n", l.Say("cli.copied", work.Args{"Table": t.Table, "Rows": t.Rows}))
		failed = errors.Join(failed, werr)
	})
	if err = errors.Join(err, failed); err != nil {
		return saidIn(l, err)
	}
	rows := int64(0)
	for _, t := range tables {
		rows += t.Rows
	}
	_, err = fmt.Fprintln(s.out, l.Say("cli.migrated", work.Args{
		"From": config.Redacted(c.From), "To": config.Redacted(c.To), "Tables": len(tables), "Rows": rows,
	}))
	return err
}

// counted are the figures of a backup that tell a person whether it is theirs.
func counted(tables []store.Copied) work.Args {
	args := work.Args{}
	names := map[string]string{"plans": "Plans", "tasks": "Tasks", "events": "Events", "deliveries": "Deliveries"}
	for _, t := range tables {
		if name, ok := names[t.Table]; ok {
			args[name] = t.Rows
		}
	}
	return args
}

// speaking is the language of a command's answers.
func speaking(asked string) (*locale.Locale, error) {
	words, err := locale.Load()
	if err != nil {
		return nil, err
	}
	return words.For(readersLanguage(asked)), nil
}

// saidIn turns a refusal into its sentence; another error stays as it is.
func saidIn(l *locale.Locale, err error) error {
	if refused, ok := errors.AsType[*work.Error](err); ok {
		return errors.New(l.Say(refused.Key, refused.Args))
	}
	return err
}
