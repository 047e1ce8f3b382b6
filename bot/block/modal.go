package block

import (
	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
)

// modal ends a sheet as a modal; without a submit key it can only be closed.
func (s *sheet) modal(title, submit string) slack.ModalViewRequest {
	if len(s.blocks) == 0 {
		s.para(orDash(""))
	}
	v := slack.ModalViewRequest{
		Type:   slack.VTModal,
		Title:  plainText(s.label(title, nil), maxModalTitle),
		Close:  plainText(s.label("block.modal.close", nil), maxModalTitle),
		Blocks: slack.Blocks{BlockSet: s.blocks},
	}
	if submit != "" {
		v.Submit = plainText(s.label(submit, nil), maxModalTitle)
	}
	return v
}

// Waiting is the view that stands while a document is read, which can outlast
// the trigger; total is 0 as long as nobody knows how many lines there are.
func Waiting(l *locale.Locale, done, total int) slack.ModalViewRequest {
	s := newView(l)
	s.para(s.waiting(done, total))
	return s.modal("block.review.title", "")
}

func (s speaker) waiting(done, total int) string {
	if total == 0 {
		return s.say("block.waiting", nil)
	}
	return s.say("block.reading", args{"Done": done, "Total": total})
}

// Reading is what Waiting says, in a conversation.
func Reading(l *locale.Locale, done, total int) Message {
	s := newSheet(l)
	s.para(s.waiting(done, total))
	return s.message()
}

// ModalError is the view for what went wrong. The sentence is mrkdwn: it was
// said with Args.
func ModalError(l *locale.Locale, sentence string) slack.ModalViewRequest {
	s := newView(l)
	s.para(markDoubt + " " + sentence)
	return s.modal("block.modal.error", "")
}
