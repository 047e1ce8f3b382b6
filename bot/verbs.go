package bot

import (
	"context"
	"slices"
	"strings"

	"nhacviec/bot/block"
	"nhacviec/internal/locale"
	"nhacviec/internal/text"
)

// verb is one thing `/task` can do: how it is called, how it is explained, and
// what it does.
type verb struct {
	name    string   // as help names it
	aliases []string // folded, without spaces; name's own among them
	usage   string   // what follows the verb, a catalogue key
	help    string   // a catalogue key
	run     func(b *Bot, ctx context.Context, who asker, c call) reply
}

// call is a command as typed.
type call struct {
	in   *inbound
	rest string // after the verb
}

// verbs lists all there are, in the order help shows them.
func verbs() []verb {
	return []verb{
		{"list", []string{"list", "danhsach", "ds", "lietke"}, "usage.list", "help.list", (*Bot).cmdList},
		{"show", []string{"show", "xem", "chitiet"}, "usage.show", "help.show", (*Bot).cmdShow},
		{"update", []string{"update", "capnhat", "cn"}, "usage.update", "help.update", (*Bot).cmdUpdate},
		{"done", []string{"done", "xong", "hoanthanh"}, "usage.done", "help.done", (*Bot).cmdDone},
		{"add", []string{"add", "them"}, "usage.add", "help.add", (*Bot).cmdAdd},
		{"assign", []string{"assign", "giao", "phancong"}, "usage.assign", "help.assign", (*Bot).cmdAssign},
		{"unit", []string{"unit", "donvi"}, "usage.unit", "help.unit", (*Bot).cmdUnit},
		{"import", []string{"import", "nhap"}, "usage.import", "help.import", (*Bot).cmdImport},
		{"export", []string{"export", "xuat", "ketxuat"}, "usage.export", "help.export", (*Bot).cmdExport},
		{"remind", []string{"remind", "nhac", "nhacviec"}, "usage.remind", "help.remind", (*Bot).cmdRemind},
		{"why", []string{"why", "visao", "taisao", "lichsunhac"}, "usage.why", "help.why", (*Bot).cmdWhy},
		{"snooze", []string{"snooze", "hoan", "hoannhac"}, "usage.snooze", "help.snooze", (*Bot).cmdSnooze},
		{"pause", []string{"pause", "away", "nghi", "nghiphep"}, "usage.pause", "help.pause", (*Bot).cmdPause},
		{"me", []string{"me", "toi", "canhan"}, "usage.me", "help.me", (*Bot).cmdMe},
		{"settings", []string{"settings", "caidat", "thietlap"}, "usage.settings", "help.settings", (*Bot).cmdSettings},
		{"report", []string{"report", "baocao"}, "usage.report", "help.report", (*Bot).cmdReport},
		{"help", []string{"help", "trogiup", "giup", "huongdan"}, "usage.help", "help.help", (*Bot).cmdHelp},
	}
}

// longestVerb is how many typed words the longest alias can take.
const longestVerb = 3

// findVerb reads the verb at the beginning of what was typed, with or without
// marks, hyphens or a space between its syllables; rest is what follows it.
func findVerb(typed string) (v verb, rest string, ok bool) {
	best := 0
	for _, cand := range verbs() {
		for n := 1; n <= longestVerb; n++ {
			head, tail, enough := leadingWords(typed, n)
			if !enough || n <= best {
				continue
			}
			if contains(cand.aliases, squeeze(head)) {
				best, v, rest, ok = n, cand, tail, true
			}
		}
	}
	return v, rest, ok
}

// nearestVerb is the verb that a slip most likely meant, "" where none is near.
func nearestVerb(typed string) string {
	best, name := 3, ""
	for n := 1; n <= 2; n++ {
		head, _, enough := leadingWords(typed, n)
		if !enough {
			continue
		}
		for _, v := range verbs() {
			for _, a := range v.aliases {
				if d := text.Distance(squeeze(head), a); d < best && d*2 <= len(a) && len(a) > 2 {
					best, name = d, v.name
				}
			}
		}
	}
	return name
}

// squeeze folds words and takes the spaces out: "Cập-nhật" is "capnhat".
func squeeze(s string) string { return strings.ReplaceAll(text.Fold(s), " ", "") }

// leadingWords cuts the first n words off; enough is false where there are
// fewer.
func leadingWords(s string, n int) (head, tail string, enough bool) {
	rest := strings.TrimSpace(s)
	at := 0
	for range n {
		trimmed := strings.TrimLeft(rest[at:], " \t\n\u00a0")
		if trimmed == "" {
			return "", "", false
		}
		start := len(rest) - len(trimmed)
		end := strings.IndexAny(trimmed, " \t\n\u00a0")
		if end < 0 {
			end = len(trimmed)
		}
		at = start + end
	}
	return rest[:at], strings.TrimSpace(rest[at:]), true
}

func contains(list []string, s string) bool {
	return slices.Contains(list, s)
}

// commands are the verbs as help shows them.
func commands(l *locale.Locale) []block.Command {
	var out []block.Command
	for _, v := range verbs() {
		out = append(out, block.Command{Verb: v.name, Usage: l.Say(v.usage, nil), HelpKey: v.help})
	}
	return out
}
