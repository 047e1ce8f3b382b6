package sandbox

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// content is what a call wants said, checked.
type content struct {
	text        string
	blocks      []any
	attachments []any
	metadata    object
	pings       []string
}

// readContent reads and checks text, blocks, attachments and metadata.
func (s *store) readContent(a args) (content, error) {
	blocks, err := a.blocks("blocks")
	if err != nil {
		return content{}, err
	}
	attached, err := a.value("attachments")
	if err != nil {
		return content{}, fail("invalid_attachments")
	}
	attachments, _ := attached.([]any)
	c := content{text: cut(a.str("text"), maxText), blocks: blocks, attachments: attachments}
	if strings.TrimSpace(c.text) == "" && len(blocks) == 0 && len(attachments) == 0 {
		return content{}, fail("no_text")
	}
	if err := s.checkContent(c); err != nil {
		return content{}, err
	}
	if c.metadata, err = readMetadata(a); err != nil {
		return content{}, err
	}
	full := a.str("parse") == "full" || a.flag("link_names")
	c.pings = pings(c.text, slices.Concat(blocks, attachments), full)
	return c, nil
}

// checkContent holds the blocks, and those of attachments, against their limits.
func (s *store) checkContent(c content) error {
	newer := s.installed().NewerBlocks
	if err := s.schema.checkBlocks(inMessage, newer, c.blocks); err != nil {
		return err
	}
	for _, a := range objects(c.attachments) {
		if err := s.schema.checkBlocks(inMessage, newer, list(a, "blocks")); err != nil {
			return err
		}
	}
	return nil
}

func readMetadata(a args) (object, error) {
	v, err := a.value("metadata")
	if err != nil {
		return nil, fail("invalid_metadata_format")
	}
	if v == nil {
		return nil, nil
	}
	m, ok := v.(object)
	if ok && len(m) == 0 {
		return nil, nil
	}
	if !ok || str(m, "event_type") == "" || child(m, "event_payload") == nil {
		return nil, fail("invalid_metadata_format")
	}
	if len(mustJSON(m)) > maxMetadata {
		return nil, fail("metadata_too_large")
	}
	return m, nil
}

// cut shortens s to limit characters.
func cut(s string, limit int) string {
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit])
}

// keepUnsaid adds what an update leaves as it was: blocks, attachments and metadata stay unless
// they are given, and an empty list takes them away.
// Source: https://docs.slack.dev/reference/methods/chat.update
func keepUnsaid(old message, a args) args {
	out := args(cloneObject(object(a)))
	if _, given := a["blocks"]; !given && len(old.Blocks) > 0 {
		out["blocks"] = old.Blocks
	}
	if _, given := a["attachments"]; !given && len(old.Attachments) > 0 {
		out["attachments"] = old.Attachments
	}
	if _, given := a["metadata"]; !given && old.Metadata != nil {
		out["metadata"] = old.Metadata
	}
	return out
}
