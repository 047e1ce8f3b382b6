package block

import (
	"nhacviec/internal/locale"
)

// Command is one line of the help.
type Command struct {
	Verb    string // the verb's name, for nobody but the reader of the code
	Usage   string // "/task update REF 60% [note]", in the reader's language
	HelpKey string // the catalogue's key of what it does
}

// Help lists the commands.
func Help(l *locale.Locale, commands []Command) Message {
	s := newSheet(l)
	s.para(s.say("block.help.title", nil))
	lines := make([]string, len(commands))
	for i, c := range commands {
		lines[i] = "`" + typed(noBackticks(c.Usage), argLetters) + "`\n" + s.say(c.HelpKey, nil)
	}
	s.packed(lines)
	s.aside(s.say("block.help.hint", nil))
	return s.message()
}
