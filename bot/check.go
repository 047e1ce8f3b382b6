package bot

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/work"
)

// Finding is one thing that was tested: what, and what to mend where it fails.
type Finding struct {
	OK   bool
	Said work.Message
}

// Check tests what the bot can do on Slack: its tokens, its scopes, and the
// channels of its plans.
func (b *Bot) Check(ctx context.Context, wanted []string) []Finding {
	who, scopes, err := b.whoAmI(ctx)
	if err != nil {
		return []Finding{{false, work.Message{Key: "check.bot_token", Args: work.Args{"Problem": err.Error()}}}}
	}
	out := []Finding{{true, work.Message{Key: "check.bot_ok", Args: work.Args{"Team": who.Team, "Bot": who.User}}}}
	out = append(out, scopeFinding(scopes, wanted))
	if b.socket {
		out = append(out, b.socketFinding(ctx))
	}
	return append(out, b.channelFindings(ctx)...)
}

// whoAmI is auth.test with the scopes that Slack names in a header.
func (b *Bot) whoAmI(ctx context.Context) (*slack.AuthTestResponse, []string, error) {
	seen := &scopeReader{next: b.http.Transport}
	opts := []slack.Option{slack.OptionHTTPClient(&http.Client{Transport: seen, Timeout: postTimeout})}
	if b.api != "" {
		opts = append(opts, slack.OptionAPIURL(b.api))
	}
	who, err := slack.New(b.token, opts...).AuthTestContext(ctx)
	return who, seen.scopes, err
}

// scopeReader remembers the scopes of the last answer.
type scopeReader struct {
	next   http.RoundTripper
	scopes []string
}

// RoundTrip does the call.
func (r *scopeReader) RoundTrip(req *http.Request) (*http.Response, error) {
	res, err := r.next.RoundTrip(req)
	if err == nil {
		for s := range strings.SplitSeq(res.Header.Get("X-OAuth-Scopes"), ",") {
			r.scopes = append(r.scopes, strings.TrimSpace(s))
		}
	}
	return res, err
}

func scopeFinding(have, want []string) Finding {
	var missing []string
	for _, s := range want {
		if !slices.Contains(have, s) {
			missing = append(missing, s)
		}
	}
	if len(missing) > 0 {
		return Finding{false, work.Message{Key: "check.scopes_missing", Args: work.Args{"Scopes": missing}}}
	}
	return Finding{true, work.Message{Key: "check.scopes_ok"}}
}

func (b *Bot) socketFinding(ctx context.Context) Finding {
	if _, _, err := b.slack.StartSocketModeContext(ctx); err != nil {
		return Finding{false, work.Message{Key: "check.app_token", Args: work.Args{"Problem": err.Error()}}}
	}
	return Finding{true, work.Message{Key: "check.socket_ok"}}
}

func (b *Bot) channelFindings(ctx context.Context) []Finding {
	plans, err := b.app.Plans(ctx, 0)
	if err != nil {
		return []Finding{{false, work.Message{Key: "check.database", Args: work.Args{"Problem": err.Error()}}}}
	}
	var out []Finding
	for _, p := range plans {
		a := work.Args{"Plan": p.Title, "Channel": p.Channel}
		c, err := b.slack.GetConversationInfoContext(ctx, &slack.GetConversationInfoInput{ChannelID: p.Channel})
		switch {
		case err != nil:
			a["Problem"] = fmt.Sprint(err)
			out = append(out, Finding{false, work.Message{Key: "check.channel", Args: a}})
		case c.IsArchived:
			out = append(out, Finding{false, work.Message{Key: "check.channel_archived", Args: a}})
		case !c.IsMember:
			out = append(out, Finding{false, work.Message{Key: "check.channel_invite", Args: a}})
		default:
			out = append(out, Finding{true, work.Message{Key: "check.channel_ok", Args: a}})
		}
	}
	return out
}
