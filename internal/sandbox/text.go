package sandbox

import (
	"regexp"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// knownRef is a reference as the composer's autocompletion writes it.
	knownRef = regexp.MustCompile(`^<([@#])([A-Z0-9]+)(?:\|[^<>]*)?>`)
	bareLink = regexp.MustCompile(`^https?://[^\s<>|]+`)

	pingUser  = regexp.MustCompile(`<@([UW][A-Z0-9]+)(?:\|[^>]*)?>`)
	pingGroup = regexp.MustCompile(`<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>`)
	pingAll   = regexp.MustCompile(`<!(channel|here|everyone)(?:\|[^>]*)?>`)
	pingPlain = regexp.MustCompile(`(?:^|[^\w<!@])@(channel|here|everyone)\b`)
)

var entities = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// named is something that can be mentioned by a name.
type named struct{ name, ref string }

// typed turns what a person typed in the composer into what Slack sends an app: &, <, > become
// entities, links and names that exist become references. Anything else that looks like a
// reference stays text. withLabel adds the name as commands have it: <@U1|name>.
// Source: https://docs.slack.dev/messaging/formatting-message-text#escaping and
// "Escape channels, users, and links sent to your app" of the slash command's settings.
func (s *store) typed(text string, withLabel bool) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	people, places := s.namesLocked(withLabel)
	var out strings.Builder
	prev := ' '
	for text != "" {
		ref, size := s.referenceLocked(text, prev, people, places, withLabel)
		if size == 0 {
			_, size = utf8.DecodeRuneInString(text)
			ref = entities.Replace(text[:size])
		}
		out.WriteString(ref)
		prev, _ = utf8.DecodeLastRuneInString(text[:size])
		text = text[size:]
	}
	return out.String()
}

// referenceLocked reads one reference at the start of text and returns how many bytes it took.
func (s *store) referenceLocked(text string, prev rune, people, places []named, withLabel bool) (string, int) {
	if m := knownRef.FindStringSubmatch(text); m != nil {
		if ref := s.refLocked(m[1], m[2], withLabel); ref != "" {
			return ref, len(m[0])
		}
	}
	if unicode.IsLetter(prev) || unicode.IsDigit(prev) {
		return "", 0
	}
	if link := bareLink.FindString(text); link != "" {
		return "<" + entities.Replace(link) + ">", len(link)
	}
	switch text[0] {
	case '@':
		return longestName(text, people)
	case '#':
		return longestName(text, places)
	}
	return "", 0
}

// refLocked writes a reference to an existing user or channel, empty when there is none.
func (s *store) refLocked(sign, id string, withLabel bool) string {
	if sign == "@" {
		if u := s.userLocked(id); u != nil {
			return userRef(u, withLabel)
		}
		return ""
	}
	if c := s.channelLocked(id); c != nil && !c.IM {
		return "<#" + c.ID + "|" + c.Name + ">"
	}
	return ""
}

func userRef(u *User, withLabel bool) string {
	if withLabel {
		return "<@" + u.ID + "|" + u.Name + ">"
	}
	return "<@" + u.ID + ">"
}

// namesLocked lists what can follow @ and #, longest first.
func (s *store) namesLocked(withLabel bool) (people, places []named) {
	for _, word := range []string{"channel", "here", "everyone"} {
		people = append(people, named{word, "<!" + word + ">"})
	}
	for _, u := range s.users {
		if u.Deleted {
			continue
		}
		people = append(people, named{u.Name, userRef(u, withLabel)}, named{u.RealName, userRef(u, withLabel)})
	}
	for _, g := range s.groups {
		people = append(people, named{g.Handle, "<!subteam^" + g.ID + "|@" + g.Handle + ">"})
	}
	for _, c := range s.channels {
		if !c.IM {
			places = append(places, named{c.Name, "<#" + c.ID + "|" + c.Name + ">"})
		}
	}
	for _, l := range [][]named{people, places} {
		sort.SliceStable(l, func(i, j int) bool { return len(l[i].name) > len(l[j].name) })
	}
	return people, places
}

// longestName finds the name after the sign that starts text and ends where the word ends.
func longestName(text string, names []named) (string, int) {
	rest := text[1:]
	for _, n := range names {
		if n.name == "" || len(rest) < len(n.name) || !strings.EqualFold(rest[:len(n.name)], n.name) {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest[len(n.name):])
		if unicode.IsLetter(next) || unicode.IsDigit(next) || next == '_' || next == '-' {
			continue
		}
		return n.ref, 1 + len(n.name)
	}
	return "", 0
}

// pings lists whom a posted message would notify: references in the text and in the blocks'
// mrkdwn, mention elements of rich text, and plain @channel where Slack parses it.
func pings(text string, blocks []any, parseFull bool) []string {
	var found []string
	collectPings(&found, text, parseFull)
	for _, b := range blocks {
		walkPings(&found, b)
	}
	sort.Strings(found)
	return slices.Compact(found)
}

func collectPings(found *[]string, text string, plain bool) {
	expressions := []*regexp.Regexp{pingUser, pingGroup, pingAll}
	if plain {
		expressions = append(expressions, pingPlain)
	}
	for _, expr := range expressions {
		for _, m := range expr.FindAllStringSubmatch(text, -1) {
			*found = append(*found, m[1])
		}
	}
}

func walkPings(found *[]string, v any) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			walkPings(found, item)
		}
	case object:
		switch str(v, "type") {
		case "mrkdwn":
			// Without verbatim Slack parses "certain mentions" written plainly.
			collectPings(found, str(v, "text"), !flag(v, "verbatim"))
		case "markdown":
			collectPings(found, str(v, "text"), false)
		case "user":
			*found = append(*found, str(v, "user_id"))
		case "usergroup":
			*found = append(*found, str(v, "usergroup_id"))
		case "broadcast":
			*found = append(*found, str(v, "range"))
		}
		for _, item := range v {
			walkPings(found, item)
		}
	}
}
