package block

import (
	"regexp"
	"strings"

	"nhacviec/internal/locale"
)

var (
	entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")
	// fence would open a block of code that swallows what follows it.
	fence  = regexp.MustCompile("`{3,}")
	userID = regexp.MustCompile(`^[UW][A-Z0-9]{1,30}$`)
)

// Escape makes what a person typed harmless in mrkdwn: no mention, no link, no
// <!channel> survives it.
// Source: https://docs.slack.dev/messaging/formatting-message-text#escaping
func Escape(s string) string { return entities.Replace(s) }

// Mention names a Slack user so that the client shows their name; what is no
// user id is shown as it is.
func Mention(user string) string {
	if !userID.MatchString(user) {
		return typed(user, nameLetters)
	}
	return "<@" + user + ">"
}

// typed is what a person typed, ready to stand in mrkdwn: on one line, at most
// n letters, escaped.
func typed(s string, n int) string {
	return Escape(fence.ReplaceAllString(line(s, n), "'''"))
}

// speaker says sentences for Slack, for mrkdwn and for plain text.
type speaker struct {
	markup *locale.Locale // its arguments pass typed
	plain  *locale.Locale // its arguments are only put on one line and cut
}

func speak(l *locale.Locale) speaker {
	return speaker{
		markup: l.Escaping(func(s string) string { return typed(s, argLetters) }),
		plain:  l.Escaping(func(s string) string { return line(s, argLetters) }),
	}
}

// args are the values of a sentence.
type args = map[string]any

func (s speaker) say(key string, a args) string { return s.markup.Say(key, a) }

func (s speaker) label(key string, a args) string { return s.plain.Say(key, a) }

// people lists users as mentions.
func (s speaker) people(users []string) string {
	out := make([]locale.Raw, len(users))
	for i, u := range users {
		out[i] = locale.Raw(Mention(u))
	}
	return s.markup.Text(out)
}

// join puts the parts that say something beside each other.
func join(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}
