package bot

import (
	"regexp"
	"strconv"
	"strings"

	"nhacviec/internal/work"
)

var (
	mentionForm = regexp.MustCompile(`<@([UW][A-Z0-9]+)(?:\|[^>]*)?>`)
	markupForm  = regexp.MustCompile(`<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>`)
	percentForm = regexp.MustCompile(`^([+-]?\d{1,9})\s*(?:%|phần trăm|percent)(?:\s+|$)`)
	countForm   = regexp.MustCompile(`^([+-]?\d{1,9})\s*/\s*(\d{1,9})(?:\s+|$)`)
	numberForm  = regexp.MustCompile(`^([+-]?\d{1,9})(?:\s+|$)`)
)

// mentions takes the people out of what was typed, in order.
func mentions(s string) (people []string, rest string) {
	for _, m := range mentionForm.FindAllStringSubmatch(s, -1) {
		people = append(people, m[1])
	}
	return people, strings.TrimSpace(asTyped(mentionForm.ReplaceAllString(s, " ")))
}

// asTyped gives back what a person typed: Slack's own markup becomes its
// label, and the escaped &, < and > themselves. It is text from then on: what
// shows it escapes it again.
func asTyped(s string) string {
	s = markupForm.ReplaceAllStringFunc(s, func(m string) string {
		part := markupForm.FindStringSubmatch(m)
		label := firstOf(part[3], part[2])
		switch part[1] {
		case "!":
			return "@" + label
		case "@", "#":
			return part[1] + label
		}
		return label
	})
	return unescape(s)
}

// figure is a progress figure as typed, with the words after it.
type figure struct {
	percent *int
	count   *int
	of      int
	note    string
}

// parseFigure reads "60% words", "2/5 words" or "2 words"; ok is false where
// there is no figure at the beginning.
func parseFigure(s string) (f figure, ok bool) {
	s = strings.TrimSpace(s)
	if m := percentForm.FindStringSubmatch(s); m != nil {
		return figure{percent: atoi(m[1]), note: after(s, m[0])}, true
	}
	if m := countForm.FindStringSubmatch(s); m != nil {
		of := atoi(m[2])
		return figure{count: atoi(m[1]), of: *of, note: after(s, m[0])}, true
	}
	if m := numberForm.FindStringSubmatch(s); m != nil {
		return figure{count: atoi(m[1]), note: after(s, m[0])}, true
	}
	return figure{}, false
}

func atoi(s string) *int {
	n, err := strconv.Atoi(s)
	if err != nil { // longer than the forms allow cannot come here
		n = -1
	}
	return &n
}

func after(s, head string) string { return strings.TrimSpace(s[len(head):]) }

// quotes are the pairs people's keyboards put around a name.
var quotes = map[rune]rune{'"': '"', '“': '”', '”': '”', '«': '»', '‘': '’', '\'': '\''}

// quoted reads a name in quotes at the beginning; rest is what follows.
func quoted(s string) (name, rest string, ok bool) {
	s = strings.TrimSpace(s)
	for open, end := range quotes {
		if !strings.HasPrefix(s, string(open)) {
			continue
		}
		body := s[len(string(open)):]
		i := strings.IndexRune(body, end)
		if i < 0 {
			return strings.TrimSpace(body), "", true
		}
		return strings.TrimSpace(body[:i]), strings.TrimSpace(body[i+len(string(end)):]), true
	}
	return "", s, false
}

// firstWord cuts a ref off what was typed.
func firstWord(s string) (word, rest string) {
	word, rest, _ = leadingWords(s, 1)
	return word, rest
}

// needRef is the refusal of a command that wants a ref.
func needRef(verb string) error {
	return work.E(work.Invalid, "error.need_ref", work.Args{"Verb": verb})
}

// unescape takes Slack's escaping off what a person typed.
func unescape(s string) string {
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(s)
}
