package block

import (
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
)

// Message is what is posted: the blocks, and the whole of it in words, which is
// all that notifications and screen readers get.
type Message struct {
	Text   string
	Blocks []slack.Block
}

// sheet is a message being written. It takes blocks as long as Slack would.
type sheet struct {
	speaker
	blocks    []slack.Block
	words     []string
	maxBlocks int
	room      int // characters left
	reserved  int // blocks kept free for what must still come
}

func newSheet(l *locale.Locale) *sheet {
	return &sheet{speaker: speak(l), maxBlocks: maxMessageBlocks, room: messageChars}
}

// newView is a sheet for a modal or Home.
func newView(l *locale.Locale) *sheet {
	return &sheet{speaker: speak(l), maxBlocks: maxViewBlocks, room: viewChars}
}

// reserve keeps room for blocks that come last: buttons, a closing line.
func (s *sheet) reserve(blocks, letters int) {
	s.reserved += blocks
	s.room -= letters
}

// free gives reserved room back.
func (s *sheet) free(blocks, letters int) { s.reserve(-blocks, -letters) }

// add takes blocks that belong together, or none of them and says false.
func (s *sheet) add(blocks ...slack.Block) bool {
	n := 0
	for _, b := range blocks {
		n += chars(b)
	}
	if len(s.blocks)+len(blocks) > s.maxBlocks-s.reserved || n > s.room {
		return false
	}
	s.room -= n
	s.blocks = append(s.blocks, blocks...)
	return true
}

// para adds a section and its words.
func (s *sheet) para(markup string) bool {
	if markup == "" {
		return true
	}
	if !s.add(section("", markup)) {
		return false
	}
	s.tell(markup)
	return true
}

// aside adds small print and its words.
func (s *sheet) aside(markup string) {
	if markup != "" && s.add(note(markup)) {
		s.tell(markup)
	}
}

// title adds a header; words are its text for mrkdwn.
func (s *sheet) title(label, words string) bool {
	s.tell(words)
	return s.add(header(label))
}

// tell adds to the words alone.
func (s *sheet) tell(markup string) { s.words = append(s.words, markup) }

// packed adds lines, as many to a section as it holds, and returns how many of
// them found room.
func (s *sheet) packed(lines []string) int {
	done := 0
	for done < len(lines) {
		text, n := pack(lines[done:], min(maxSection, s.room))
		if n == 0 || !s.para(text) {
			return done
		}
		done += n
	}
	return done
}

// pack joins as many of the lines as fit the limit.
func pack(lines []string, limit int) (string, int) {
	var b strings.Builder
	used := 0
	for i, l := range lines {
		l = fitMarkup(l, maxSection)
		if used += written(l) + 1; used > limit+1 {
			return b.String(), i
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l)
	}
	return b.String(), len(lines)
}

// message ends the sheet.
func (s *sheet) message() Message {
	return Message{Text: fitMarkup(orDash(strings.Join(s.words, "\n")), textChars), Blocks: s.blocks}
}

// Join puts two messages into one, as far as there is room; of several tables
// Slack takes the first only, and so does Join.
func Join(a, b Message) Message {
	s := sheet{maxBlocks: maxMessageBlocks, room: messageChars}
	table := false
	for _, bl := range append(append([]slack.Block(nil), a.Blocks...), b.Blocks...) {
		if _, is := bl.(*slack.TableBlock); is {
			if table {
				continue
			}
			table = true
		}
		s.add(bl)
	}
	s.words = []string{a.Text, b.Text}
	if a.Text == "" {
		s.words = s.words[1:]
	}
	return s.message()
}
