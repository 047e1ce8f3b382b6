package block

import (
	"regexp"

	"nhacviec/internal/locale"
	"nhacviec/internal/work"
)

var channelID = regexp.MustCompile(`^[CGD][A-Z0-9]{1,30}$`)

// Args are a message's arguments made ready for mrkdwn: what a person typed is
// cut and escaped, people and channels become Slack's references. Said by any
// locale they give a sentence that is safe to post as it is.
func Args(m work.Message) map[string]any {
	out := make(map[string]any, len(m.Args))
	for k, v := range m.Args {
		out[k] = ready(v)
	}
	return out
}

// ready makes one argument ready; what is neither letters nor a reference,
// such as a day or a number, is left for the locale to write.
func ready(v any) any {
	switch v := v.(type) {
	case work.Mention:
		return locale.Raw(Mention(string(v)))
	case work.Room:
		return locale.Raw(room(string(v)))
	case work.Message:
		return work.Message{Key: v.Key, Args: Args(v)}
	case string:
		return locale.Raw(typed(v, argLetters))
	case []string:
		return readyAll(v)
	case []work.Mention:
		return readyAll(v)
	case []work.Message:
		return readyAll(v)
	case []any:
		return readyAll(v)
	case error:
		return locale.Raw(typed(v.Error(), argLetters))
	}
	return v
}

// maxListed bounds a list inside a sentence.
const maxListed = 30

func readyAll[T any](list []T) []any {
	out := make([]any, 0, min(len(list), maxListed)+1)
	for i, v := range list {
		if i == maxListed {
			return append(out, locale.Raw("…"))
		}
		out = append(out, ready(v))
	}
	return out
}

// room names a channel so that the client shows its name.
func room(id string) string {
	if !channelID.MatchString(id) {
		return typed(id, nameLetters)
	}
	return "<#" + id + ">"
}
