// Command nhacviec is the Slack bot, its sandbox and its tools.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	_ "time/tzdata" // zones must not depend on the machine

	"github.com/alecthomas/kong"
)

// commands is the command line.
type commands struct {
	Config kong.ConfigFlag `help:"YAML file with settings." placeholder:"FILE"`

	Run      runCmd         `cmd:"" help:"Run the bot on Slack."`
	Sandbox  sandboxCmd     `cmd:"" help:"Run a local Slack workspace with the bot in it."`
	Import   importCmd      `cmd:"" help:"Read a plan document."`
	Export   exportCmd      `cmd:"" help:"Write a plan to an Excel or CSV file."`
	Deadline deadlineCmd    `cmd:"" help:"Read deadline phrases, one a line, from standard input."`
	Holidays holidaysCmd    `cmd:"" help:"Print a country's days off and working Saturdays of a year."`
	Manifest manifestCmd    `cmd:"" help:"Print the manifest of the Slack app."`
	Settings settingsCmd    `cmd:"" help:"Print how a plan is followed, or apply a YAML file to it."`
	Remind   remindCmd      `cmd:"" help:"Plan and deliver what a moment owes, once."`
	Why      whyCmd         `cmd:"" help:"Explain each reminder of a task."`
	Check    checkCmd       `cmd:"" help:"Test configuration, tokens, scopes, channels and database."`
	Backup   backupCmd      `cmd:"" help:"Copy the database to a file, while the bot runs."`
	Restore  restoreCmd     `cmd:"" help:"Put a backup in the place of the database."`
	Migrate  migrateDataCmd `cmd:"" name:"migrate-data" help:"Copy everything to another database: SQLite to PostgreSQL or back."`
	Version  versionCmd     `cmd:"" help:"Print the version."`
}

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := execute(ctx, os.Args[1:], &streams{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// errReported is a failure that has been told in full already.
var errReported = errors.New("reported")

// execute runs one command line and returns its exit code: 0 all went well, 1
// it failed, 2 the command line is wrong.
func execute(ctx context.Context, args []string, s *streams) int {
	var cli commands
	exited := -1
	parser, err := kong.New(&cli,
		kong.Name("nhacviec"),
		kong.Description("Keeps a team's plan in Slack, reminds before each deadline, takes progress, reports every week."),
		kong.Configuration(settingsFile),
		kong.Writers(s.out, s.err),
		kong.Exit(func(code int) { exited = code }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(s),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		fmt.Fprintln(s.err, "nhacviec:", err)
		return 1
	}
	run, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintln(s.err, "nhacviec:", err)
		return 2
	}
	if err := run.Run(); err != nil {
		if !errors.Is(err, errReported) {
			fmt.Fprintln(s.err, "nhacviec:", err)
		}
		return 1
	}
	return 0
}
