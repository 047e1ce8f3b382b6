package block

import (
	"strconv"

	"github.com/slack-go/slack"
)

func markup(s string, limit int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.MarkdownType, orDash(fitMarkup(s, limit)), false, true)
}

func plainText(s string, limit int) *slack.TextBlockObject {
	return slack.NewTextBlockObject(slack.PlainTextType, orDash(fit(s, limit)), true, false)
}

// orDash keeps a text from being empty, which Slack refuses.
func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func section(blockID, s string) *slack.SectionBlock {
	return slack.NewSectionBlock(markup(s, maxSection), nil, nil, slack.SectionBlockOptionBlockID(blockID))
}

func header(s string) *slack.HeaderBlock { return slack.NewHeaderBlock(plainText(s, maxHeader)) }

func note(s string) *slack.ContextBlock {
	return slack.NewContextBlock("", markup(s, maxContextText))
}

func actions(blockID string, buttons ...*slack.ButtonBlockElement) *slack.ActionBlock {
	elements := make([]slack.BlockElement, len(buttons))
	for i, b := range buttons {
		elements[i] = b
	}
	return slack.NewActionBlock(blockID, elements...)
}

func button(action, value, label string) *slack.ButtonBlockElement {
	return slack.NewButtonBlockElement(action, value, plainText(label, maxButton))
}

func primary(b *slack.ButtonBlockElement) *slack.ButtonBlockElement {
	return b.WithStyle(slack.StylePrimary)
}

func option(value, label string) *slack.OptionBlockObject {
	return slack.NewOptionBlockObject(value, plainText(label, maxOptionText), nil)
}

func input(blockID, label string, e slack.BlockElement) *slack.InputBlock {
	return slack.NewInputBlock(blockID, plainText(label, maxLabel), nil, e)
}

func decimal(id int64) string { return strconv.FormatInt(id, 10) }

// chars is how much of messageChars a block takes.
func chars(b slack.Block) int {
	switch b := b.(type) {
	case *slack.SectionBlock:
		return textSize(b.Text)
	case *slack.HeaderBlock:
		return textSize(b.Text)
	case *slack.ContextBlock:
		n := 0
		for _, e := range b.ContextElements.Elements {
			if t, ok := e.(*slack.TextBlockObject); ok {
				n += textSize(t)
			}
		}
		return n
	case *slack.ActionBlock:
		n := 0
		for _, e := range b.Elements.ElementSet {
			n += elementSize(e)
		}
		return n
	case *slack.TableBlock:
		return tableChars(b)
	}
	return 0
}

func elementSize(e slack.BlockElement) int {
	switch e := e.(type) {
	case *slack.ButtonBlockElement:
		return textSize(e.Text)
	case *slack.SelectBlockElement:
		n := textSize(e.Placeholder)
		for _, o := range e.Options {
			n += textSize(o.Text)
		}
		return n
	}
	return 0
}

func textSize(t *slack.TextBlockObject) int {
	if t == nil {
		return 0
	}
	return written(t.Text)
}

func tableChars(t *slack.TableBlock) int {
	n := 0
	for _, row := range t.Rows {
		for _, cell := range row {
			if c, ok := cell.(*slack.TableRawTextCell); ok {
				n += written(c.Text)
			}
		}
	}
	return n
}
