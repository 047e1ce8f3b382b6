package sandbox

import (
	"crypto/rand"
	"encoding/hex"
	"sync"
	"time"
)

// triggerLife is how long a trigger can open a modal.
// Source: https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses
const triggerLife = 3 * time.Second

// trigger lets the bot open one modal for the user who acted.
type trigger struct {
	user   string
	view   string // the modal acted in
	issued time.Time
	spent  bool
}

// triggers are single-use and short-lived. Their time is always real.
type triggers struct {
	mu   sync.Mutex
	byID map[string]*trigger
}

func newTriggers() *triggers { return &triggers{byID: map[string]*trigger{}} }

func (t *triggers) issue(user, view string, expired bool) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	for id, old := range t.byID {
		if now.Sub(old.issued) > time.Minute {
			delete(t.byID, id)
		}
	}
	id := randomID(12) + "." + randomID(12)
	t.byID[id] = &trigger{user: user, view: view, issued: now}
	if expired {
		t.byID[id].issued = now.Add(-triggerLife)
	}
	return id
}

// spend uses a trigger up.
func (t *triggers) spend(id string) (*trigger, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	found := t.byID[id]
	switch {
	case found == nil:
		return nil, fail("invalid_trigger_id")
	case found.spent:
		return nil, fail("exchanged_trigger_id")
	case time.Since(found.issued) >= triggerLife:
		return nil, fail("expired_trigger_id")
	}
	found.spent = true
	return found, nil
}

// randomID is n characters that cannot be guessed.
func randomID(n int) string {
	buf := make([]byte, (n+1)/2)
	_, _ = rand.Read(buf) // never fails: crypto/rand crashes the program instead
	return hex.EncodeToString(buf)[:n]
}
