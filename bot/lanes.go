package bot

import "sync"

// lanes runs work one after another for each person, in the order it came, and
// different people's side by side.
type lanes struct {
	mu   sync.Mutex
	open map[string][]func()
	busy sync.WaitGroup
}

func newLanes() *lanes { return &lanes{open: map[string][]func(){}} }

// do queues fn in the person's lane and returns at once.
func (l *lanes) do(person string, fn func()) {
	l.mu.Lock()
	defer l.mu.Unlock()
	queue, running := l.open[person]
	l.open[person] = append(queue, fn)
	if !running {
		l.busy.Add(1)
		go l.run(person)
	}
}

func (l *lanes) run(person string) {
	defer l.busy.Done()
	for {
		l.mu.Lock()
		queue := l.open[person]
		if len(queue) == 0 {
			delete(l.open, person)
			l.mu.Unlock()
			return
		}
		l.open[person] = queue[1:]
		l.mu.Unlock()
		queue[0]()
	}
}

// wait returns when nothing is queued or running any more.
func (l *lanes) wait() { l.busy.Wait() }
