package block

import (
	"fmt"
	"strings"

	"github.com/slack-go/slack"
)

// readBlocks writes blocks the way a screen shows them.
func readBlocks(blocks []slack.Block) string {
	var b strings.Builder
	for _, bl := range blocks {
		b.WriteString(readBlock(bl) + "\n")
	}
	return b.String()
}

func readBlock(bl slack.Block) string {
	switch bl := bl.(type) {
	case *slack.HeaderBlock:
		return "## " + bl.Text.Text
	case *slack.SectionBlock:
		if bl.Accessory != nil {
			return bl.Text.Text + "\n  " + readElement(accessory(bl.Accessory))
		}
		return bl.Text.Text
	case *slack.ContextBlock:
		return "(" + bl.ContextElements.Elements[0].(*slack.TextBlockObject).Text + ")"
	case *slack.ActionBlock:
		var out []string
		for _, e := range bl.Elements.ElementSet {
			out = append(out, readElement(e))
		}
		return strings.Join(out, " ")
	case *slack.InputBlock:
		return bl.Label.Text + ": " + readElement(bl.Element)
	case *slack.TableBlock:
		return readTable(bl)
	case *slack.DividerBlock:
		return "-----"
	}
	return fmt.Sprintf("?%T", bl)
}

func accessory(a *slack.Accessory) slack.BlockElement {
	switch {
	case a.OverflowElement != nil:
		return a.OverflowElement
	case a.ButtonElement != nil:
		return a.ButtonElement
	}
	return a.MultiSelectElement
}

func readTable(t *slack.TableBlock) string {
	var rows []string
	for _, row := range t.Rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.(*slack.TableRawTextCell).Text)
		}
		rows = append(rows, "| "+strings.Join(cells, " | ")+" |")
	}
	return strings.Join(rows, "\n")
}

func readElement(e slack.BlockElement) string {
	switch e := e.(type) {
	case *slack.ButtonBlockElement:
		return "[" + e.Text.Text + "]"
	case *slack.OverflowBlockElement:
		return "[⋮ " + optionTexts(e.Options) + "]"
	case *slack.RadioButtonsBlockElement:
		return "<" + optionTexts(e.Options) + "; chosen: " + e.InitialOption.Text.Text + ">"
	case *slack.SelectBlockElement:
		return "<" + e.Type + " " + optionTexts(e.Options) + e.InitialUser + e.InitialConversation + ">"
	case *slack.MultiSelectBlockElement:
		return "<" + e.Type + " " + optionTexts(e.Options) + strings.Join(e.InitialUsers, " ") + ">"
	case *slack.CheckboxGroupsBlockElement:
		return "<" + optionTexts(e.Options) + "; ticked: " + optionTexts(e.InitialOptions) + ">"
	case *slack.NumberInputBlockElement:
		return "<number " + e.InitialValue + ">"
	case *slack.PlainTextInputBlockElement:
		return strings.TrimSpace("<text "+e.InitialValue) + ">"
	case *slack.DatePickerBlockElement:
		return strings.TrimSpace("<date "+e.InitialDate) + ">"
	case *slack.TimePickerBlockElement:
		return strings.TrimSpace("<time "+e.InitialTime) + ">"
	case *slack.FileInputBlockElement:
		return "<file>"
	}
	return fmt.Sprintf("?%T", e)
}

func optionTexts(options []*slack.OptionBlockObject) string {
	var out []string
	for _, o := range options {
		out = append(out, o.Text.Text)
	}
	return strings.Join(out, ", ")
}
