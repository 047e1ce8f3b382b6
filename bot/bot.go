// Package bot is Slack in and out: transports, acks, the command router,
// interactions, Home and posting. It is the only room that knows Slack.
package bot

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/slack-go/slack"

	"nhacviec/internal/app"
	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

// Config is what New needs.
type Config struct {
	App      *app.App
	Words    *locale.Catalogue
	Now      func() time.Time // calendar time
	BotToken string           // xoxb-…
	AppToken string           // xapp-…, for Socket Mode alone
	APIURL   string           // Slack's, or a sandbox's; "" = Slack's
	// SigningSecret verifies requests over HTTP; "" = Socket Mode alone.
	SigningSecret string
	// Around, where given, stands around the transport of every call to Slack.
	Around func(http.RoundTripper) http.RoundTripper
	// Received, where given, hears of each request when it has been worked on:
	// "command", "interaction" or "event".
	Received func(kind string, took time.Duration)
	// Shared says that other copies of the bot work on the same database.
	Shared bool
	Log    *slog.Logger
}

// Bot speaks with one Slack workspace.
type Bot struct {
	app    *app.App
	words  *locale.Catalogue
	now    func() time.Time
	slack  *slack.Client
	http   *http.Client
	clock  *slackClock
	socket bool
	shared bool
	linked atomic.Bool // Slack can reach the bot
	heard  func(kind string, took time.Duration)
	secret string
	token  string
	api    string
	log    *slog.Logger
	lanes  *lanes
	home   work.Workspace // the workspace that the token belongs to
	user   string         // the bot's own user id
	botID  string
	url    string // of the workspace: https://team.slack.com/
	opened *conversations
	// proposed are the user groups that reviews propose people from.
	proposed *proposals
	ticks    func() (<-chan time.Time, func()) // when whoever waits is told how far it is
	started  chan struct{}
}

// New makes a Bot that has not spoken to Slack yet.
func New(c Config) *Bot {
	clock := newSlackClock()
	if c.Around != nil {
		clock.next = c.Around(clock.next)
	}
	if c.Received == nil {
		c.Received = func(string, time.Duration) {}
	}
	hc := &http.Client{Transport: clock, Timeout: postTimeout}
	opts := []slack.Option{slack.OptionHTTPClient(hc), slack.OptionAppLevelToken(c.AppToken)}
	if c.APIURL != "" {
		opts = append(opts, slack.OptionAPIURL(c.APIURL))
	}
	return &Bot{
		app: c.App, words: c.Words, now: c.Now, log: c.Log,
		slack: slack.New(c.BotToken, opts...), http: hc, clock: clock,
		socket: c.AppToken != "", shared: c.Shared, heard: c.Received, secret: c.SigningSecret, token: c.BotToken, api: c.APIURL,
		lanes: newLanes(), opened: newConversations(), proposed: newProposals(), ticks: everySecond, started: make(chan struct{}),
	}
}

// Connect asks Slack who the bot is, stores the workspace, and takes up what a
// crash left undone. It must be called before Run, Handler or Post.
func (b *Bot) Connect(ctx context.Context) error {
	who, err := b.slack.AuthTestContext(ctx)
	if err != nil {
		return err
	}
	b.user, b.botID, b.url = who.UserID, who.BotID, who.URL
	b.home, err = b.app.Workspace(ctx, work.Workspace{Enterprise: who.EnterpriseID, Team: who.TeamID, Name: who.Team})
	if err != nil {
		return err
	}
	b.linked.Store(!b.socket)
	close(b.started)
	return nil
}

// Run receives over Socket Mode until ctx ends, or with HTTP alone just waits.
// It returns nil when ctx ended, after all that was begun is finished.
func (b *Bot) Run(ctx context.Context) error {
	work := context.WithoutCancel(ctx)
	defer b.lanes.wait()
	resumed, err := b.resumeAll(ctx, work)
	if err != nil {
		return err
	}
	defer resumed()
	if !b.socket {
		<-ctx.Done()
		return nil
	}
	err = b.runSocket(ctx)
	if ctx.Err() != nil && (err == nil || errors.Is(err, context.Canceled)) {
		return nil
	}
	return err
}
