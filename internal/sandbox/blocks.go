package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"unicode/utf8"
)

// surface is where blocks are shown.
type surface struct {
	name      string
	maxBlocks int
	at        string // JSON pointer of the list of blocks
	code      string // the error a broken block answers with
}

var (
	inMessage = surface{"message", 50, "/blocks", "invalid_blocks"}
	inModal   = surface{"modal", 100, "/view/blocks", "invalid_arguments"}
	inHome    = surface{"home", 100, "/view/blocks", "invalid_arguments"}
)

const (
	maxMessageChars  = 13_200 // over all blocks of a message, measured; not in Slack's docs
	maxMarkdownChars = 12_000 // https://docs.slack.dev/reference/block-kit/blocks/markdown-block
	maxTables        = 1
	maxCharts        = 2
)

// checker gathers what is wrong with a list of blocks, worded as Slack words it.
type checker struct {
	schema   *schema
	where    surface
	newer    []string
	reasons  []string
	blockIDs map[string]bool
	counts   map[string]int
	markdown int
}

func (c *checker) refuse(at, format string, a ...any) {
	c.reasons = append(c.reasons, fmt.Sprintf(format, a...)+" [json-pointer:"+at+"]")
}

func (k *schema) checker(where surface, newer []string) *checker {
	return &checker{schema: k, where: where, newer: newer, blockIDs: map[string]bool{}, counts: map[string]int{}}
}

// checkBlocks holds blocks against Block Kit's limits. newer names the blocks of phased roll-outs
// that this workspace has.
func (k *schema) checkBlocks(where surface, newer []string, blocks []any) error {
	c := k.checker(where, newer)
	c.blocks(blocks)
	if len(c.reasons) > 0 {
		return invalid(where.code, c.reasons)
	}
	if where.name == inMessage.name && textLength(blocks) > maxMessageChars {
		return fail("msg_blocks_too_long")
	}
	return nil
}

func (c *checker) blocks(blocks []any) {
	if len(blocks) > c.where.maxBlocks {
		c.refuse(c.where.at, "no more than %d items allowed", c.where.maxBlocks)
	}
	for i, b := range blocks {
		c.block(b, fmt.Sprintf("%s/%d", c.where.at, i))
	}
}

// block checks one block of any kind.
func (c *checker) block(v any, at string) {
	block, ok := v.(object)
	if !ok {
		c.refuse(at, "must be an object")
		return
	}
	kind := str(block, "type")
	shape, known := c.schema.blocks[kind]
	if !known || (shape.newer && !slices.Contains(c.newer, kind)) || !shape.allows(c.where) {
		c.refuse(at+"/type", "unsupported type: %s", kind)
		return
	}
	shape.check(c, block, at)
	c.uniqueBlockID(block, at)
	c.uniqueActionIDs(block, at)
	c.countKinds(kind, block, at)
}

func (c *checker) uniqueBlockID(block object, at string) {
	id := str(block, "block_id")
	if id != "" && c.blockIDs[id] {
		c.refuse(at+"/block_id", "`block_id` %q already exists", id)
	}
	c.blockIDs[id] = true
}

func (c *checker) uniqueActionIDs(block object, at string) {
	seen := map[string]bool{}
	for _, e := range elementsOf(block) {
		id := str(e, "action_id")
		if id != "" && seen[id] {
			c.refuse(at, "`action_id` %q already exists in this block", id)
		}
		seen[id] = true
	}
}

func (c *checker) countKinds(kind string, block object, at string) {
	c.counts[kind]++
	switch {
	case kind == "table" && c.counts[kind] > maxTables:
		c.refuse(at, "only_one_table_allowed")
	case kind == "data_visualization" && c.counts[kind] > maxCharts:
		c.refuse(at, "no more than %d data_visualization blocks allowed", maxCharts)
	case kind == "markdown":
		c.markdown += utf8.RuneCountInString(str(block, "text"))
		if c.markdown > maxMarkdownChars {
			c.refuse(at+"/text", "must be less than %d characters over all markdown blocks", maxMarkdownChars+1)
		}
	}
}

// elementsOf lists the interactive elements of a block.
func elementsOf(block object) []object {
	var out []object
	for _, key := range []string{"element", "accessory"} {
		if e := child(block, key); e != nil {
			out = append(out, e)
		}
	}
	if k := str(block, "type"); k == "actions" || k == "context_actions" {
		out = append(out, objects(list(block, "elements"))...)
	}
	return out
}

// textLength counts the characters people would read in v.
func textLength(v any) int {
	n := 0
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			n += textLength(item)
		}
	case object:
		n += utf8.RuneCountInString(str(v, "text"))
		for item := range maps.Values(v) {
			n += textLength(item)
		}
	}
	return n
}
