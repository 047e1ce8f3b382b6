package config

import "gopkg.in/yaml.v3"

// BotScopes are the OAuth scopes that the bot token must have.
// Source: https://docs.slack.dev/reference/scopes
func BotScopes() []string {
	return []string{
		"app_mentions:read", "channels:history", "channels:join", "channels:read", "chat:write", "commands",
		"files:read", "files:write", "groups:history", "groups:read", "im:history", "im:write",
		"usergroups:read", "users:read",
	}
}

// BotEvents are the events that the bot subscribes to.
func BotEvents() []string {
	return []string{
		"app_home_opened", "app_mention", "app_uninstalled", "channel_archive", "file_shared",
		"member_joined_channel", "message.channels", "message.groups", "message.im", "tokens_revoked",
		"user_change",
	}
}

// Manifest is the Slack app, as Slack's "create from a manifest" takes it.
// baseURL is where HTTP requests go, "" = Socket Mode. Source:
// https://docs.slack.dev/reference/app-manifest
func Manifest(baseURL string) ([]byte, error) {
	type m = map[string]any
	command := m{
		"command": "/task", "description": "Kế hoạch và tiến độ · plan and progress",
		"usage_hint": "list | update 3 2/5 | done 1.1 | help", "should_escape": true,
	}
	interactivity := m{"is_enabled": true}
	events := m{"bot_events": BotEvents()}
	if baseURL != "" {
		command["url"] = baseURL + "/slack/commands"
		interactivity["request_url"] = baseURL + "/slack/interactions"
		events["request_url"] = baseURL + "/slack/events"
	}
	return yaml.Marshal(m{
		"display_information": m{
			"name":             "Nhắc Việc",
			"description":      "Keeps a team's plan, reminds before each deadline, takes progress, reports every week.",
			"background_color": "#1f5f4a",
		},
		"features": m{
			"app_home":       m{"home_tab_enabled": true, "messages_tab_enabled": true, "messages_tab_read_only_enabled": false},
			"bot_user":       m{"display_name": "nhacviec", "always_online": true},
			"slash_commands": []any{command},
			"shortcuts": []any{
				m{"name": "Nhập kế hoạch · Import a plan", "type": "global", "callback_id": "import_plan", "description": "Paste a plan or pick a file."},
				m{"name": "Nhập kế hoạch này · Import", "type": "message", "callback_id": "import_plan", "description": "Read this message or its file as a plan."},
			},
		},
		"oauth_config": m{"scopes": m{"bot": BotScopes()}},
		"settings": m{
			"event_subscriptions":    events,
			"interactivity":          interactivity,
			"org_deploy_enabled":     false,
			"socket_mode_enabled":    baseURL == "",
			"token_rotation_enabled": false,
		},
	})
}
