package bot

import (
	"sync"

	"github.com/slack-go/slack"
)

// maxProposals is for how many drafts the user groups are remembered.
const maxProposals = 64

// proposals remembers Slack's user groups as they were when a draft was opened.
type proposals struct {
	mu      sync.Mutex
	groups  map[string][]slack.UserGroup // by draft
	entered []string                     // the same drafts, oldest first
}

func newProposals() *proposals { return &proposals{groups: map[string][]slack.UserGroup{}} }

func (p *proposals) get(draft string) ([]slack.UserGroup, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	groups, ok := p.groups[draft]
	return groups, ok
}

func (p *proposals) put(draft string, groups []slack.UserGroup) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, known := p.groups[draft]; !known {
		p.entered = append(p.entered, draft)
	}
	p.groups[draft] = groups
	if len(p.entered) > maxProposals {
		delete(p.groups, p.entered[0])
		p.entered = p.entered[1:]
	}
}
