// Package block renders what the use cases answer as Slack's Block Kit: values
// and a language in, blocks and words out. It is pure and keeps within Slack's
// limits for any input.
package block

// Slack's limits, in characters where nothing else is said. Slack's pages say
// neither whether it counts code points or UTF-16 units, nor whether &, < and >
// count as their entities: what is longest is counted here (see size).
//
// Sources: https://docs.slack.dev/reference/block-kit/blocks and its pages,
// https://docs.slack.dev/reference/block-kit/block-elements,
// https://docs.slack.dev/reference/block-kit/composition-objects,
// https://docs.slack.dev/reference/methods/chat.postMessage.
const (
	maxMessageBlocks = 50
	maxViewBlocks    = 100 // a modal or Home

	maxSection     = 3000
	maxHeader      = 150
	maxContextText = 3000
	maxContext     = 10 // elements
	maxActions     = 25 // elements

	maxButton      = 75
	maxPlaceholder = 150
	maxLabel       = 2000
	maxHint        = 2000

	maxOptions     = 100
	maxChecks      = 10 // options of a group of checkboxes
	maxOptionText  = 75
	maxOptionValue = 150

	maxModalTitle = 24 // and its submit and close
	maxMetadata   = 3000
	maxInput      = 3000 // a plain_text_input
	maxID         = 255  // block_id, action_id, callback_id
)

// Bounds of our own.
const (
	// messageChars is what all blocks of a message may hold together. Slack
	// refuses somewhat above 13,200 with msg_blocks_too_long; no page of its
	// documentation says so.
	messageChars = 12500

	// textChars is what Slack recommends for a message's text; it cuts above
	// 40,000. Source: chat.postMessage, "Truncating content".
	textChars = 4000

	// viewChars keeps a view below Slack's 250 KB, escapes and UTF-8 included.
	viewChars = 50000

	titleLetters = 300 // graphemes of a task's title in a row
	argLetters   = 600 // graphemes of anything typed inside a sentence
	nameLetters  = 120 // graphemes of a unit's or an item's name in a row
)
