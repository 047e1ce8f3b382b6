package sandbox

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

func TestChannelsAndPeopleThroughSlackGo(t *testing.T) {
	b := start(t, nil)
	info, err := b.api.GetConversationInfo(&slack.GetConversationInfoInput{ChannelID: planChannel, IncludeNumMembers: true})
	if err != nil || info.Name != "ke-hoach-nam" || !info.IsMember || info.NumMembers != 14 {
		t.Errorf("info %+v %v", info, err)
	}
	members, _, err := b.api.GetUsersInConversation(&slack.GetUsersInConversationParameters{ChannelID: planChannel})
	if err != nil || len(members) != 14 {
		t.Errorf("members %v %v", members, err)
	}
	mine, _, err := b.api.GetConversationsForUser(&slack.GetConversationsForUserParameters{})
	if err != nil || len(mine) != 2 {
		t.Errorf("the bot's channels %v %v", mine, err)
	}
	var names []string
	params := slack.GetConversationsParameters{Limit: 1}
	for {
		page, next, err := b.api.GetConversations(&params)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, page[0].Name)
		if params.Cursor = next; next == "" {
			break
		}
	}
	if diff := cmp.Diff([]string{"ke-hoach-nam", "chung"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestUsersThroughSlackGo(t *testing.T) {
	b := start(t, nil)
	u, err := b.api.GetUserInfo("U02EMMA001")
	if err != nil || u.Locale != "en-US" || u.TZ != "Europe/London" || u.RealName != "Emma Clarke" || u.TZOffset != 0 {
		t.Errorf("user %+v %v", u, err)
	}
	people, err := b.api.GetUsers()
	if err != nil || len(people) != 15 { // 13 people, the bot, and Slackbot
		t.Errorf("%d users, %v", len(people), err)
	}
	groups, err := b.api.GetUserGroups(slack.GetUserGroupsOptionIncludeUsers(true))
	if err != nil || len(groups) != 2 || groups[0].Users[0] != "U02KHTRUONG" || groups[0].Name != "Phòng Kế hoạch và Quản lý chuyên ngành" {
		t.Errorf("groups %+v %v", groups, err)
	}
	b.must("POST", "users", object{"do": "deactivate", "user": "U02KH00001"})
	left, err := b.api.GetUserGroupMembers("S02KEHOACH")
	if diff := cmp.Diff([]string{"U02KHTRUONG", "U02KH00002", "U02KH00003"}, left); diff != "" || err != nil {
		t.Error(diff, err)
	}
	if gone, err := b.api.GetUserInfo("U02KH00001"); err != nil || !gone.Deleted {
		t.Errorf("deactivated user %+v %v", gone, err)
	}
	b.refused("user_not_found", "users.info", object{"user": "U404"})
}

func TestReadingWhereTheBotIsNot(t *testing.T) {
	b := start(t, nil)
	private := str(child(b.must("POST", "channels", object{"do": "create", "name": "rieng", "private": true, "users": []string{director}}), "channel"), "id")
	open := str(child(b.must("POST", "channels", object{"do": "create", "name": "ngoai", "users": []string{director}}), "channel"), "id")
	b.refused("channel_not_found", "conversations.info", object{"channel": private})
	b.refused("channel_not_found", "conversations.history", object{"channel": private})
	b.refused("not_in_channel", "conversations.history", object{"channel": open})
	b.refused("missing_scope", "conversations.info", object{"channel": "D02CN00001"}) // im:read is not among the app's scopes
	b.refused("missing_scope", "conversations.list", object{"types": "im"})
	b.refused("invalid_types", "conversations.list", object{"types": "dm"})
	b.refused("invalid_cursor", "users.list", object{"cursor": "!"})
	b.refused("invalid_cursor", "conversations.history", object{"channel": planChannel, "cursor": "!"})
	b.refused("invalid_arguments", "conversations.history", object{"channel": planChannel, "limit": "ten"})
	b.refused("user_disabled", "conversations.open", func() object {
		b.must("POST", "users", object{"do": "deactivate", "user": "U02KH00001"})
		return object{"users": "U02KH00001"}
	}())
	b.refused("cannot_dm_bot", "conversations.open", object{"users": botUser})
	b.refused("user_not_found", "conversations.open", object{"users": "U404"})
	joined, _, _, err := b.api.JoinConversation(open)
	if err != nil || joined.ID != open {
		t.Errorf("join: %v", err)
	}
	if _, err := b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: open}); err != nil {
		t.Errorf("after joining: %v", err)
	}
}

func TestHistoryBetweenTimes(t *testing.T) {
	b := start(t, nil)
	var stamps []string
	for _, word := range []string{"a", "b", "c", "d"} {
		stamps = append(stamps, str(b.must("POST", "message", object{"user": member, "channel": planChannel, "text": word}), "ts"))
	}
	for _, c := range []struct {
		params slack.GetConversationHistoryParameters
		want   string
	}{
		{slack.GetConversationHistoryParameters{}, "dcba"},
		{slack.GetConversationHistoryParameters{Oldest: stamps[1]}, "dc"},
		{slack.GetConversationHistoryParameters{Oldest: stamps[1], Latest: stamps[2], Inclusive: true}, "cb"},
		{slack.GetConversationHistoryParameters{Latest: stamps[2]}, "ba"},
		{slack.GetConversationHistoryParameters{Oldest: "1645403400"}, "dcb"},
		{slack.GetConversationHistoryParameters{Oldest: "1645403401"}, ""},
	} {
		c.params.ChannelID = planChannel
		page, err := b.api.GetConversationHistory(&c.params)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, m := range page.Messages {
			got += m.Text
		}
		if got != c.want {
			t.Errorf("%+v: got %q, want %q", c.params, got, c.want)
		}
	}
}

func TestADistributedAppReadsLittle(t *testing.T) {
	b := start(t, func(c *Config) { c.Workspace.App.Distributed, c.LimitsTimes = true, 1 })
	for range 20 {
		b.must("POST", "message", object{"user": member, "channel": planChannel, "text": "x"})
	}
	page, err := b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: planChannel, Limit: 100})
	if err != nil || len(page.Messages) != distributedHistoryLimit || !page.HasMore {
		t.Fatalf("page of %d, %v", len(page.Messages), err)
	}
	if _, err := b.api.GetConversationHistory(&slack.GetConversationHistoryParameters{ChannelID: planChannel}); err == nil {
		t.Error("a second call within a minute went through")
	}
}
