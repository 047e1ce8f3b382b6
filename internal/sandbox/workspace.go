package sandbox

import (
	"bytes"
	_ "embed" // the sample workspace and plan travel inside the binary
	"fmt"
	"time"

	"gopkg.in/yaml.v3"
)

//go:embed sample/workspace.yaml
var sampleWorkspace []byte

//go:embed sample/plan.txt
var samplePlan []byte

// Workspace is what a local workspace begins with.
type Workspace struct {
	Team       Team        `yaml:"team"`
	App        App         `yaml:"app"`
	Plan       PlanPost    `yaml:"plan"`
	Users      []User      `yaml:"users"`
	Channels   []Channel   `yaml:"channels"`
	UserGroups []UserGroup `yaml:"usergroups"`
}

// Team is the workspace itself. Zone is an IANA name and the default zone of its users.
type Team struct {
	ID     string `yaml:"id"`
	Name   string `yaml:"name"`
	Domain string `yaml:"domain"`
	Zone   string `yaml:"zone"`
}

// App is the installed app: what its manifest would say.
type App struct {
	ID       string `yaml:"id"`
	BotID    string `yaml:"bot_id"`
	UserID   string `yaml:"user_id"`
	Name     string `yaml:"name"`
	RealName string `yaml:"real_name"`
	// Commands are the slash commands that exist here; none listed means any.
	Commands     []string `yaml:"commands"`
	ShouldEscape bool     `yaml:"should_escape"`
	// Shortcuts are what the page offers beside messages and in its menu.
	Shortcuts []Shortcut `yaml:"shortcuts"`
	// NewerBlocks names block types of Slack's phased roll-outs that work here.
	NewerBlocks []string `yaml:"newer_blocks"`
	Scopes      []string `yaml:"scopes"`
	Events      []string `yaml:"events"`
	// Distributed apps outside Slack's Marketplace may read history once a minute, 15 messages at a time.
	Distributed bool `yaml:"distributed"`
}

// Shortcut is a global one or one on a message.
type Shortcut struct {
	Type       string `yaml:"type" json:"type"` // "global" or "message"
	CallbackID string `yaml:"callback_id" json:"callback_id"`
	Name       string `yaml:"name" json:"name"`
}

// PlanPost says who posts the plan document, where, and with which words.
type PlanPost struct {
	User    string `yaml:"user"`
	Channel string `yaml:"channel"`
	Text    string `yaml:"text"`
}

// User is a person, or the app's own bot user.
type User struct {
	ID       string `yaml:"id"`
	Name     string `yaml:"name"`
	RealName string `yaml:"real_name"`
	Title    string `yaml:"title"`
	Zone     string `yaml:"zone"`
	Locale   string `yaml:"locale"`
	Deleted  bool   `yaml:"deleted"`
	Bot      bool   `yaml:"-"`
}

// Channel is a public or private channel, or (IM) a conversation of the bot with one user.
type Channel struct {
	ID       string   `yaml:"id"`
	Name     string   `yaml:"name"`
	Topic    string   `yaml:"topic"`
	Private  bool     `yaml:"private"`
	General  bool     `yaml:"general"`
	Archived bool     `yaml:"archived"`
	Members  []string `yaml:"members"`
	// With and Everyone are short for listing the bot or all users among the members.
	With     bool   `yaml:"bot"`
	Everyone bool   `yaml:"everyone"`
	IM       bool   `yaml:"-"`
	User     string `yaml:"-"` // the other side of an IM
}

// UserGroup is a named group of users, such as a unit; its head stands first.
type UserGroup struct {
	ID       string   `yaml:"id"`
	Name     string   `yaml:"name"`
	Handle   string   `yaml:"handle"`
	Users    []string `yaml:"users"`
	Disabled bool     `yaml:"disabled"`
}

// SampleWorkspace returns the embedded workspace: a provincial department with two units.
func SampleWorkspace() (Workspace, error) { return ReadWorkspace(sampleWorkspace) }

// SamplePlan returns the embedded plan document of the sample workspace.
func SamplePlan() *Document {
	return &Document{Name: "chuong-trinh-cong-tac-2022.txt", Data: bytes.Clone(samplePlan)}
}

// ReadWorkspace reads a workspace from YAML and fills in what may be left out.
func ReadWorkspace(data []byte) (Workspace, error) {
	var w Workspace
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&w); err != nil {
		return Workspace{}, fmt.Errorf("workspace file: %w", err)
	}
	if err := w.complete(); err != nil {
		return Workspace{}, fmt.Errorf("workspace file: %w", err)
	}
	return w, nil
}

// complete applies the defaults and refuses names that lead nowhere.
func (w *Workspace) complete() error {
	known := map[string]bool{w.App.UserID: true}
	for i := range w.Users {
		u := &w.Users[i]
		if u.ID == "" || known[u.ID] {
			return fmt.Errorf("user %q: the id %q is missing or used twice", u.Name, u.ID)
		}
		known[u.ID] = true
		u.Zone = orElse(u.Zone, w.Team.Zone)
		u.Locale = orElse(u.Locale, "vi-VN")
		if _, err := time.LoadLocation(u.Zone); err != nil {
			return fmt.Errorf("user %s: unknown zone %q", u.ID, u.Zone)
		}
	}
	for i := range w.Channels {
		w.Channels[i].fill(w)
		for _, id := range w.Channels[i].Members {
			if !known[id] {
				return fmt.Errorf("channel %s: no user has the id %s", w.Channels[i].Name, id)
			}
		}
	}
	for _, g := range w.UserGroups {
		for _, id := range g.Users {
			if !known[id] {
				return fmt.Errorf("user group %s: no user has the id %s", g.Handle, id)
			}
		}
	}
	return nil
}

func (c *Channel) fill(w *Workspace) {
	if c.With {
		c.Members = append(c.Members, w.App.UserID)
	}
	if c.Everyone {
		for _, u := range w.Users {
			c.Members = append(c.Members, u.ID)
		}
	}
	c.With, c.Everyone = false, false
}

func orElse(s, fallback string) string {
	if s == "" {
		return fallback
	}
	return s
}
