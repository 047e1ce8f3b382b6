package sandbox

import (
	"slices"
	"strconv"
	"strings"
)

// message is one message of a channel or DM. A stored message is replaced, never changed in
// place, so that a copy of the struct may leave the lock.
type message struct {
	TS          string
	Channel     string
	User        string
	BotID       string
	Subtype     string
	Text        string
	Blocks      []any
	Attachments []any
	Metadata    object
	Files       []string
	ThreadTS    string
	Broadcast   bool
	EphemeralTo string // the only user who sees it; empty for everyone
	EditedTS    string
	EditedBy    string
	Pings       []string // whom it notifies: "channel", "here", "everyone", user and user group ids
	Reactions   []object
	State       map[string]inputState // by user: what each has chosen in its inputs
}

// changedTS is when the message last changed, as a timestamp.
func (m *message) changedTS() string { return max(m.TS, m.EditedTS) }

// appendLocked stores m under a fresh timestamp.
func (s *store) appendLocked(m message) *message {
	m.TS = s.clock.stamp()
	m.Blocks = s.withBlockIDsLocked(m.Blocks)
	s.messages[m.Channel] = append(s.messages[m.Channel], &m)
	if m.ThreadTS != "" {
		s.threads[m.Channel+m.ThreadTS] = true
	}
	s.touchLocked()
	return &m
}

// replaceLocked puts m in the place of the message with its timestamp and marks it edited.
func (s *store) replaceLocked(m message, by string) *message {
	m.EditedTS, m.EditedBy = s.clock.stamp(), by
	m.Blocks = s.withBlockIDsLocked(m.Blocks)
	if i, found := s.indexLocked(m.Channel, m.TS); found {
		s.messages[m.Channel][i] = &m
	}
	s.touchLocked()
	return &m
}

func (s *store) removeLocked(channel, ts string) {
	if i, found := s.indexLocked(channel, ts); found {
		s.messages[channel] = slices.Delete(s.messages[channel], i, i+1)
	}
	s.touchLocked()
}

func (s *store) messageLocked(channel, ts string) *message {
	if i, found := s.indexLocked(channel, ts); found {
		return s.messages[channel][i]
	}
	return nil
}

// indexLocked finds a message by its timestamp, for messages stand in their order.
func (s *store) indexLocked(channel, ts string) (int, bool) {
	return slices.BinarySearchFunc(s.messages[channel], ts, func(m *message, ts string) int { return strings.Compare(m.TS, ts) })
}

// message returns a copy of one message.
func (s *store) message(channel, ts string) (message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := s.messageLocked(channel, ts)
	if m == nil {
		return message{}, false
	}
	return *m, true
}

// withBlockIDsLocked gives every block without a block_id one of its own, as Slack does.
func (s *store) withBlockIDsLocked(blocks []any) []any {
	out := make([]any, 0, len(blocks))
	for _, b := range blocks {
		block, ok := b.(object)
		if ok && str(block, "block_id") == "" {
			block = cloneObject(block)
			s.serial++
			block["block_id"] = "b" + strconv.FormatInt(int64(s.serial), 36)
		}
		out = append(out, block)
	}
	return out
}

// wireLocked is the message as the Web API and events show it.
func (s *store) wireLocked(m *message, withMetadata bool) object {
	out := object{"type": "message", "ts": m.TS, "user": m.User, "text": m.Text, "team": s.team.ID}
	if m.Subtype != "" {
		out["subtype"] = m.Subtype
	}
	if m.BotID != "" {
		out["bot_id"], out["app_id"] = m.BotID, s.app.ID
		out["bot_profile"] = object{"id": m.BotID, "app_id": s.app.ID, "name": s.app.Name, "team_id": s.team.ID}
	}
	if len(m.Blocks) > 0 {
		out["blocks"] = m.Blocks
	}
	if len(m.Attachments) > 0 {
		out["attachments"] = m.Attachments
	}
	if m.ThreadTS != "" {
		out["thread_ts"] = m.ThreadTS
	}
	if m.EditedTS != "" {
		out["edited"] = object{"user": m.EditedBy, "ts": m.EditedTS}
	}
	if len(m.Files) > 0 {
		out["files"] = s.filesWireLocked(m.Files)
	}
	if len(m.Reactions) > 0 {
		out["reactions"] = m.Reactions
	}
	if withMetadata && m.Metadata != nil {
		out["metadata"] = m.Metadata
	}
	if s.threads[m.Channel+m.TS] {
		s.countRepliesLocked(m, out)
	}
	return out
}

func (s *store) countRepliesLocked(m *message, out object) {
	var users []string
	count, latest := 0, ""
	for _, r := range s.messages[m.Channel] {
		if r.ThreadTS != m.TS || r.TS == m.TS || r.EphemeralTo != "" {
			continue
		}
		count, latest = count+1, r.TS
		if !slices.Contains(users, r.User) {
			users = append(users, r.User)
		}
	}
	if count > 0 {
		out["thread_ts"], out["reply_count"], out["reply_users"], out["latest_reply"] = m.TS, count, users, latest
	}
}

// visibleTo reports whether a user who can read the channel sees m.
func (m *message) visibleTo(user string) bool { return m.EphemeralTo == "" || m.EphemeralTo == user }

// normalTS accepts "1645400000" for "1645400000.000000", for comparing as text.
func normalTS(ts string) string {
	if ts == "" {
		return ""
	}
	whole, frac, _ := strings.Cut(ts, ".")
	frac = (frac + "000000")[:6]
	return strings.Repeat("0", max(0, 10-len(whole))) + whole + "." + frac
}
