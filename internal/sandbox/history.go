package sandbox

import (
	"context"
	"encoding/base64"
	"slices"
	"strings"
)

// maxHistory is the most messages one page of history holds.
const maxHistory = 999

// conversationsHistory lists a channel's messages, newest first, without thread replies.
func (s *Server) conversationsHistory(_ context.Context, a args) (object, error) {
	return s.readMessages(a, func(all []*message) []*message {
		out := slices.DeleteFunc(all, func(m *message) bool { return m.ThreadTS != "" && m.ThreadTS != m.TS && !m.Broadcast })
		slices.Reverse(out)
		return out
	})
}

// conversationsReplies lists a thread, oldest first, its first message included.
func (s *Server) conversationsReplies(_ context.Context, a args) (object, error) {
	ts := a.str("ts")
	if _, found := s.store.message(a.str("channel"), ts); !found {
		return nil, fail("thread_not_found")
	}
	return s.readMessages(a, func(all []*message) []*message {
		return slices.DeleteFunc(all, func(m *message) bool { return m.TS != ts && m.ThreadTS != ts })
	})
}

// readMessages pages through what choose leaves of a channel's messages.
func (s *Server) readMessages(a args, choose func([]*message) []*message) (object, error) {
	limit, err := a.integer("limit", 100)
	if err != nil {
		return nil, err
	}
	if limit <= 0 || limit > maxHistory {
		limit = maxHistory
	}
	after, err := readTSCursor(a.str("cursor"))
	if err != nil {
		return nil, err
	}
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	c, err := st.historyLocked(a.str("channel"))
	if err != nil {
		return nil, err
	}
	if st.app.Distributed {
		limit = min(limit, distributedHistoryLimit)
	}
	all := skipTo(choose(between(st.messages[c.ID], a)), after)
	return st.historyPageLocked(all, limit, a.flag("include_all_metadata")), nil
}

func (s *store) historyLocked(id string) (*Channel, error) {
	c, err := s.readableLocked(id, historyScopes)
	switch {
	case err != nil:
		return nil, err
	case !c.has(s.app.UserID):
		return nil, fail("not_in_channel")
	}
	return c, nil
}

func (s *store) historyPageLocked(all []*message, limit int, withMetadata bool) object {
	page := all[:min(limit, len(all))]
	messages := []object{}
	for _, m := range page {
		messages = append(messages, s.wireLocked(m, withMetadata))
	}
	out := object{"messages": messages, "has_more": len(page) < len(all), "pin_count": 0, "response_metadata": object{"next_cursor": ""}}
	if len(page) < len(all) {
		out["response_metadata"] = object{"next_cursor": writeTSCursor(page[len(page)-1].TS)}
	}
	return out
}

// between keeps the messages between oldest and latest that everyone sees.
func between(all []*message, a args) []*message {
	oldest, latest := normalTS(a.str("oldest")), normalTS(a.str("latest"))
	inclusive := a.flag("inclusive")
	var out []*message
	for _, m := range all {
		low := oldest == "" || m.TS > oldest || inclusive && m.TS == oldest
		high := latest == "" || m.TS < latest || inclusive && m.TS == latest
		if m.EphemeralTo == "" && low && high {
			out = append(out, m)
		}
	}
	return out
}

// skipTo drops the messages up to and including the one with timestamp after.
func skipTo(all []*message, after string) []*message {
	for i, m := range all {
		if m.TS == after {
			return all[i+1:]
		}
	}
	return all
}

func writeTSCursor(ts string) string {
	return base64.StdEncoding.EncodeToString([]byte("next_ts:" + ts))
}

func readTSCursor(cursor string) (string, error) {
	data, err := base64.StdEncoding.DecodeString(cursor)
	ts, found := strings.CutPrefix(string(data), "next_ts:")
	if err != nil || (cursor != "" && !found) {
		return "", fail("invalid_cursor")
	}
	return ts, nil
}

func joinWords(words []string) string { return strings.Join(words, ",") }
