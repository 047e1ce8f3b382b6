package bot

import "sync"

// conversations remembers which D… id a person's direct messages have.
type conversations struct {
	mu  sync.Mutex
	ids map[string]string
}

func newConversations() *conversations { return &conversations{ids: map[string]string{}} }

func (c *conversations) get(person string) (string, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	id, ok := c.ids[person]
	return id, ok
}

func (c *conversations) put(person, id string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ids[person] = id
}
