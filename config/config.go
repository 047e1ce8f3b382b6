// Package config is the program's settings: their names, defaults and limits,
// and the manifest of the Slack app.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"
)

// Data is where tasks are kept and what a new plan begins with.
type Data struct {
	DB       string `help:"SQLite file, or postgres://… (see docs/operators.md)." default:"nhacviec.db" env:"NHACVIEC_DB" placeholder:"FILE"`
	Zone     string `help:"Zone of a plan whose importer has none in Slack." default:"Asia/Ho_Chi_Minh" env:"NHACVIEC_ZONE" placeholder:"IANA"`
	Country  string `help:"Whose holidays such a plan keeps; - for weekends only." default:"VN" env:"NHACVIEC_COUNTRY" placeholder:"CODE"`
	Holidays string `help:"File of days off and working Saturdays, stronger than what is built in (see docs/deadlines.md)." env:"NHACVIEC_HOLIDAYS" placeholder:"FILE"`
	Daily    string `help:"When reminders are worked out, as a cron spec in the plan's zone; only working days have any." default:"0 8 * * *" env:"NHACVIEC_DAILY" placeholder:"SPEC"`
	Weekly   string `help:"When the weekly summary is worked out; it is posted on the first working day of the week." default:"15 8 * * *" env:"NHACVIEC_WEEKLY" placeholder:"SPEC"`
}

// Settings are what `nhacviec run` needs. Each is a flag, an environment
// variable, and a key of the settings file, in this order of strength.
type Settings struct {
	Data
	BotToken      string  `name:"slack-bot-token" help:"Bot token, xoxb-…" env:"SLACK_BOT_TOKEN" placeholder:"TOKEN"`
	AppToken      string  `name:"slack-app-token" help:"App-level token for Socket Mode, xapp-…" env:"SLACK_APP_TOKEN" placeholder:"TOKEN"`
	SigningSecret string  `name:"slack-signing-secret" help:"Signing secret, for requests over HTTP." env:"SLACK_SIGNING_SECRET" placeholder:"SECRET"`
	APIURL        string  `name:"slack-api-url" help:"Slack's Web API, or a sandbox's." env:"SLACK_API_URL" placeholder:"URL"`
	HTTP          string  `help:"Serve Slack's requests over HTTP at this address instead of Socket Mode." env:"NHACVIEC_HTTP" placeholder:"HOST:PORT"`
	Metrics       string  `help:"Serve Prometheus metrics, /healthz and /readyz at this address." env:"NHACVIEC_METRICS" placeholder:"HOST:PORT"`
	LogLevel      string  `help:"debug, info, warn or error." default:"info" enum:"debug,info,warn,error" env:"NHACVIEC_LOG_LEVEL"`
	LimitsTimes   float64 `help:"Multiplies Slack's rate limits, for a sandbox that does." default:"1" env:"NHACVIEC_LIMITS_TIMES" hidden:""`
}

// Check says what is wrong with the settings, all of it, and what would be
// right. It speaks with nobody.
func (s Settings) Check() error {
	var wrong []error
	add := func(bad bool, format string, args ...any) {
		if bad {
			wrong = append(wrong, fmt.Errorf(format, args...))
		}
	}
	add(s.BotToken == "", "SLACK_BOT_TOKEN is not set: it is the xoxb-… token under OAuth & Permissions of the Slack app")
	add(s.BotToken != "" && !strings.HasPrefix(s.BotToken, "xoxb-"), "SLACK_BOT_TOKEN does not begin with xoxb-: it is not a bot token")
	add(s.AppToken != "" && !strings.HasPrefix(s.AppToken, "xapp-"), "SLACK_APP_TOKEN does not begin with xapp-: it is not an app-level token")
	add(s.HTTP == "" && s.AppToken == "", "SLACK_APP_TOKEN is not set: Socket Mode wants an xapp-… token with connections:write; or serve HTTP with --http and SLACK_SIGNING_SECRET")
	add(s.HTTP != "" && s.SigningSecret == "", "SLACK_SIGNING_SECRET is not set: without it no request over HTTP can be believed")
	if s.HTTP != "" {
		_, _, err := net.SplitHostPort(s.HTTP)
		add(err != nil, "--http %q is no address: write HOST:PORT, or :8080", s.HTTP)
	}
	if s.Metrics != "" {
		_, _, err := net.SplitHostPort(s.Metrics)
		add(err != nil, "--metrics %q is no address: write HOST:PORT, or :9090", s.Metrics)
	}
	_, err := time.LoadLocation(s.Zone)
	add(err != nil, "zone %q is unknown: write an IANA name such as Asia/Ho_Chi_Minh", s.Zone)
	add(s.LimitsTimes <= 0, "--limits-times must be above 0")
	return errors.Join(wrong...)
}

// PlanCountry is Country as the calendar takes it.
func (d Data) PlanCountry() string {
	if d.Country == "-" {
		return ""
	}
	return d.Country
}

// Redacted is a database's address without its password, for people and logs.
func Redacted(dsn string) string {
	u, err := url.Parse(dsn)
	if err != nil || u.User == nil {
		return dsn
	}
	return u.Redacted()
}
