package block

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"nhacviec/internal/locale"
)

// sourceBoxes is how many boxes a long plan can be pasted into.
const sourceBoxes = 4

// ImportModal asks for a plan: pasted, or as a file.
func ImportModal(l *locale.Locale) slack.ModalViewRequest {
	s := newView(l)
	s.para(s.say("block.source.how", nil))
	for n := range sourceBoxes {
		e := slack.NewPlainTextInputBlockElement(plainText(s.label("block.source.placeholder", nil), maxPlaceholder), inputAction)
		e.Multiline, e.MaxLength = true, maxInput
		s.add(input(SourceBlock(n), s.label("block.source.box", args{"Count": n + 1}), e).WithOptional(true))
	}
	file := slack.NewFileInputBlockElement(inputAction)
	file.MaxFiles = 1
	s.add(input(BlockFile, s.label("block.source.file", nil), file).WithOptional(true))
	s.add(s.yearInput())
	v := s.modal("block.source.title", "block.source.submit")
	v.CallbackID = CallbackSource
	return v
}

func (s speaker) yearInput() slack.Block {
	e := slack.NewNumberInputBlockElement(nil, inputAction, false)
	e.MinValue, e.MaxValue = "1900", "2200"
	b := input(BlockYear, s.label("block.source.year", nil), e).WithOptional(true)
	b.Hint = plainText(s.label("block.source.year_hint", nil), maxHint)
	return b
}

// SourceInput is what a submitted ImportModal says.
type SourceInput struct {
	Text string // the boxes, joined
	File string // Slack's file id, "" = none
	Year int    // 0 = as the document says
}

// ReadSource reads a submission of ImportModal.
func ReadSource(v slack.View) (SourceInput, error) {
	var boxes []string
	for n := range sourceBoxes {
		boxes = append(boxes, value(v, SourceBlock(n)).Value)
	}
	out := SourceInput{Text: joinBoxes(boxes)}
	if files := value(v, BlockFile).Files; len(files) > 0 {
		out.File = files[0].ID
	}
	year, err := wholeNumber(value(v, BlockYear).Value)
	out.Year = year
	return out, err
}

// joinBoxes puts a plan that was pasted piece by piece together. A box that was
// filled to the brim was cut wherever the limit fell, in the middle of a line;
// any other ends a line.
func joinBoxes(boxes []string) string {
	var b strings.Builder
	for _, box := range slices.DeleteFunc(boxes, func(s string) bool { return s == "" }) {
		b.WriteString(box)
		if written(box) < maxInput {
			b.WriteByte('\n')
		}
	}
	return strings.TrimSpace(b.String())
}
