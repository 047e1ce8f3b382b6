package sandbox

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

func TestPostUpdateAndDeleteThroughSlackGo(t *testing.T) {
	b := start(t, nil)
	blocks := slack.MsgOptionBlocks(slack.NewSectionBlock(slack.NewTextBlockObject("mrkdwn", "*Việc*", false, true), nil, nil))
	channel, ts, err := b.api.PostMessage(planChannel, slack.MsgOptionText("một", false), blocks,
		slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "delivery", EventPayload: map[string]any{"id": "d1"}}))
	if err != nil || channel != planChannel {
		t.Fatal(channel, err)
	}
	if _, _, text, err := b.api.UpdateMessage(channel, ts, slack.MsgOptionText("hai", false)); err != nil || text != "hai" {
		t.Errorf("update: %q %v", text, err)
	}
	got := b.messages(planChannel, member)
	if len(got) != 1 || got[0]["text"] != "hai" || got[0]["edited"] == nil || len(list(got[0], "blocks")) != 1 {
		t.Errorf("an update of the text alone keeps the blocks; got %v", got)
	}
	if str(child(got[0], "metadata"), "event_type") != "delivery" {
		t.Errorf("metadata %v", got[0]["metadata"])
	}
	link, err := b.api.GetPermalink(&slack.PermalinkParameters{Channel: channel, Ts: ts})
	if err != nil || !strings.HasSuffix(link, strings.Replace(ts, ".", "", 1)) {
		t.Errorf("permalink %q %v", link, err)
	}
	if _, _, err := b.api.DeleteMessage(channel, ts); err != nil {
		t.Error(err)
	}
	if left := b.messages(planChannel, member); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

func TestMetadataComesOnlyWhenAskedFor(t *testing.T) {
	b := start(t, nil)
	for _, id := range []string{"d1", "d2", "d3"} {
		meta := slack.MsgOptionMetadata(slack.SlackMetadata{EventType: "delivery", EventPayload: map[string]any{"id": id}})
		if _, _, err := b.api.PostMessage(member, slack.MsgOptionText(id, false), meta); err != nil {
			t.Fatal(err)
		}
	}
	im, _, _, err := b.api.OpenConversation(&slack.OpenConversationParameters{Users: []string{member}, ReturnIM: true})
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	params := slack.GetConversationHistoryParameters{ChannelID: im.ID, Limit: 2, IncludeAllMetadata: true}
	for {
		page, err := b.api.GetConversationHistory(&params)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.Messages {
			seen = append(seen, m.Metadata.EventPayload["id"].(string))
		}
		if params.Cursor = page.ResponseMetaData.NextCursor; !page.HasMore {
			break
		}
	}
	if diff := cmp.Diff([]string{"d3", "d2", "d1"}, seen); diff != "" {
		t.Error(diff)
	}
	plain, err := b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: im.ID})
	if err != nil || plain.Messages[0].Metadata.EventType != "" {
		t.Errorf("metadata without include_all_metadata: %+v %v", plain.Messages[0].Metadata, err)
	}
}

func TestWhereTheBotMayPost(t *testing.T) {
	b := start(t, nil)
	private := str(child(b.must("POST", "channels", object{"do": "create", "name": "rieng", "private": true, "users": []string{director}}), "channel"), "id")
	open := str(child(b.must("POST", "channels", object{"do": "create", "name": "ngoai", "users": []string{director}}), "channel"), "id")
	archived := str(child(b.must("POST", "channels", object{"do": "create", "name": "cu", "users": []string{director, botUser}}), "channel"), "id")
	b.must("POST", "channels", object{"do": "archive", "channel": archived})
	b.must("POST", "users", object{"do": "deactivate", "user": "U02KH00003"})
	for channel, want := range map[string]string{
		"": "channel_not_found", "C404": "channel_not_found", private: "channel_not_found", open: "not_in_channel",
		archived: "is_archived", "U02KH00003": "user_disabled", botUser: "cannot_dm_bot",
	} {
		b.refused(want, "chat.postMessage", object{"channel": channel, "text": "x"})
	}
	if out := b.call("chat.postMessage", object{"channel": "#chung", "text": "x"}); out["ok"] != true {
		t.Errorf("a channel by name: %v", out)
	}
	b.refused("no_text", "chat.postMessage", object{"channel": planChannel, "text": "  "})
	b.refused("thread_not_found", "chat.postMessage", object{"channel": planChannel, "text": "x", "thread_ts": "1.000001"})
	b.refused("invalid_metadata_format", "chat.postMessage", object{"channel": planChannel, "text": "x", "metadata": object{"event_type": "a"}})
	b.refused("metadata_too_large", "chat.postMessage", object{"channel": planChannel, "text": "x",
		"metadata": object{"event_type": "a", "event_payload": object{"id": strings.Repeat("x", maxMetadata)}}})
	b.refused("user_not_in_channel", "chat.postEphemeral", object{"channel": planChannel, "text": "x", "user": "U404"})
	b.refused("invalid_json", "chat.postMessage", "not an object")
}

func TestTheBotChangesOnlyItsOwnMessages(t *testing.T) {
	b := start(t, nil)
	ts := b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "của tôi"})["ts"]
	b.refused("cant_update_message", "chat.update", object{"channel": planChannel, "ts": ts, "text": "x"})
	b.refused("cant_delete_message", "chat.delete", object{"channel": planChannel, "ts": ts})
	whisper, err := b.api.PostEphemeral(planChannel, member, slack.MsgOptionText("nhỏ", false))
	if err != nil {
		t.Fatal(err)
	}
	b.refused("message_not_found", "chat.update", object{"channel": planChannel, "ts": whisper, "text": "x"})
	if seen := b.messages(planChannel, director); len(seen) != 1 {
		t.Errorf("an ephemeral message shows to others: %v", seen)
	}
	if seen := b.messages(planChannel, member); len(seen) != 2 {
		t.Errorf("an ephemeral message is hidden from its reader: %v", seen)
	}
	if page, err := b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: planChannel}); err != nil || len(page.Messages) != 1 {
		t.Errorf("history shows ephemeral messages: %v %v", page, err)
	}
}

func TestThreads(t *testing.T) {
	b := start(t, nil)
	_, parent, err := b.api.PostMessage(planChannel, slack.MsgOptionText("gốc", false))
	if err != nil {
		t.Fatal(err)
	}
	b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "trả lời", "thread_ts": parent})
	page, err := b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: planChannel})
	if err != nil || len(page.Messages) != 1 || page.Messages[0].ReplyCount != 1 {
		t.Errorf("history %+v %v", page, err)
	}
	replies, _, _, err := b.api.GetConversationReplies(&slack.GetConversationRepliesParameters{ChannelID: planChannel, Timestamp: parent})
	if err != nil || len(replies) != 2 || replies[1].Text != "trả lời" {
		t.Errorf("replies %+v %v", replies, err)
	}
}

func TestPings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		blocks     []any
		full       bool
		want       []string
	}{
		{"references", "<!channel> <@U1> <@U2|an> <!subteam^S1|@pkh> <!here|@here>", nil, false, []string{"S1", "U1", "U2", "channel", "here"}},
		{"escaped", "&lt;!channel&gt; &lt;@U1&gt; @channel", nil, false, nil},
		{"parse full", "@channel", nil, true, []string{"channel"}},
		{"mrkdwn block", "", []any{section("<@U1>")}, false, []string{"U1"}},
		{"plain_text block", "", []any{object{"type": "section", "text": text("plain_text", "<@U1>")}}, false, nil},
		{"mrkdwn that Slack parses", "", []any{section("gửi @channel")}, false, []string{"channel"}},
		{"verbatim", "", []any{object{"type": "section", "text": object{"type": "mrkdwn", "verbatim": true, "text": "@channel"}}}, false, nil},
		{"rich text", "", []any{object{"type": "rich_text", "elements": []any{object{"type": "user", "user_id": "U1"}, object{"type": "broadcast", "range": "here"}}}}, false, []string{"U1", "here"}},
	} {
		if got := pings(c.text, c.blocks, c.full); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
	}
}

func TestTypedText(t *testing.T) {
	t.Parallel()
	w, err := SampleWorkspace()
	if err != nil {
		t.Fatal(err)
	}
	s := newStore(w, newClock(monday, false), "http://x")
	for _, c := range []struct {
		in    string
		label bool
		want  string
	}{
		{"a < b & c > d", true, "a &lt; b &amp; c &gt; d"},
		{"giao 1.1 @le.huy nhé", true, "giao 1.1 <@U02KH00001|le.huy> nhé"},
		{"giao 1.1 @le.huy", false, "giao 1.1 <@U02KH00001>"},
		{"@Lê Quang Huy, xem", true, "<@U02KH00001|le.huy>, xem"},
		{"@le.huynh", true, "@le.huynh"},
		{"a@le.huy", true, "a@le.huy"},
		{"<@U02KH00001>", true, "<@U02KH00001|le.huy>"},
		{"<@U02KH00001|ai đó>", false, "<@U02KH00001>"},
		{"<!channel> <@U1> *x*", true, "&lt;!channel&gt; &lt;@U1&gt; *x*"},
		{"@channel", true, "<!channel>"},
		{"#chung và #khong-co", true, "<#C02CHUNG01|chung> và #khong-co"},
		{"@phong-ke-hoach", true, "<!subteam^S02KEHOACH|@phong-ke-hoach>"},
		{"xem https://a.vn/?x=1&y=2 nhé", true, "xem <https://a.vn/?x=1&amp;y=2> nhé"},
		{"", true, ""},
	} {
		if got := s.typed(c.in, c.label); got != c.want {
			t.Errorf("typed(%q, %v) = %q, want %q", c.in, c.label, got, c.want)
		}
	}
}

func FuzzTyped(f *testing.F) {
	w, err := SampleWorkspace()
	if err != nil {
		f.Fatal(err)
	}
	s := newStore(w, newClock(monday, false), "http://x")
	f.Add("<!channel> <@U1|x> @le.huy <https://a> #chung \xff")
	f.Fuzz(func(t *testing.T, in string) {
		for _, id := range pings(s.typed(in, true), nil, false) {
			known := s.userLocked(id) != nil || s.groupLocked(id) != nil || id == "channel" || id == "here" || id == "everyone"
			if !known {
				t.Errorf("typed(%q) pings %q, who does not exist", in, id)
			}
		}
	})
}
