package sandbox

import (
	"context"
	"slices"
	"strings"
)

func (s *Server) chatPermalink(_ context.Context, a args) (object, error) {
	channel, ts := a.str("channel"), a.str("message_ts")
	if _, found := s.store.message(channel, ts); !found {
		return nil, fail("message_not_found")
	}
	return object{"channel": channel, "permalink": s.permalink(channel, ts)}, nil
}

func (s *Server) permalink(channel, ts string) string {
	return s.URL() + "/archives/" + channel + "/p" + strings.ReplaceAll(ts, ".", "")
}

func (s *Server) blocksValidate(_ context.Context, a args) (object, error) {
	app := s.store.installed()
	if v, err := a.value("view"); err != nil {
		return nil, err
	} else if view, ok := v.(object); ok {
		return nil, s.store.schema.checkView(view, app.NewerBlocks)
	}
	source := a
	if v, err := a.value("message"); err != nil {
		return nil, err
	} else if m, ok := v.(object); ok {
		source = args(m)
	}
	blocks, err := source.blocks("blocks")
	if err != nil {
		return nil, err
	}
	if blocks == nil {
		return nil, argument("missing required field: blocks, message or view", "")
	}
	return nil, s.store.schema.checkBlocks(inMessage, app.NewerBlocks, blocks)
}

func (s *Server) reactionsAdd(_ context.Context, a args) (object, error) {
	st := s.store
	st.mu.Lock()
	defer st.mu.Unlock()
	m := st.messageLocked(a.str("channel"), a.str("timestamp"))
	name := strings.Trim(a.str("name"), ":")
	switch {
	case name == "":
		return nil, fail("invalid_name")
	case m == nil:
		return nil, fail("message_not_found")
	}
	for _, r := range m.Reactions {
		if str(r, "name") == name {
			return nil, fail("already_reacted")
		}
	}
	m.Reactions = append(slices.Clone(m.Reactions), object{"name": name, "users": []string{st.app.UserID}, "count": 1})
	st.touchLocked()
	return nil, nil
}
