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

// Waiting is the view that opens at once while a document is read, which can
// outlast the trigger.
func Waiting(l *locale.Locale) slack.ModalViewRequest {
	s := newView(l)
	s.para(s.say("block.waiting", nil))
	return s.modal("block.review.title", "")
}

// ModalError is the view for what went wrong. The sentence is mrkdwn: it was
// said with Args.
func ModalError(l *locale.Locale, sentence string) slack.ModalViewRequest {
	s := newView(l)
	s.para(markDoubt + " " + sentence)
	return s.modal("block.modal.error", "")
}
