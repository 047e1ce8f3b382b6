package sandbox

import (
	"context"
	"time"
)

// connectTimeout is how long the bot inside may take to connect.
const connectTimeout = 30 * time.Second

// announce wakes whoever waits for a bot to be there.
func (p *pool) announce() {
	p.mu.Lock()
	defer p.mu.Unlock()
	close(p.joined)
	p.joined = make(chan struct{})
}

// dropAll closes every connection and has none left when it returns.
func (p *pool) dropAll() {
	p.mu.Lock()
	conns := p.conns
	p.conns = nil
	p.mu.Unlock()
	for _, c := range conns {
		c.close(true)
	}
}

func (p *pool) state() (connections int, joined <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.conns), p.joined
}

// connected waits until a bot can be reached.
func (s *Server) connected(ctx context.Context) error {
	for {
		n, joined := s.pool.state()
		if n > 0 || s.endpoints.any() {
			return nil
		}
		select {
		case <-joined:
		case <-ctx.Done():
			return ctx.Err()
		case <-s.life.Done():
			return context.Canceled
		}
	}
}

// startInside starts the bot and waits until it is connected.
func (s *Server) startInside(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, connectTimeout)
	defer cancel()
	if err := s.inside.start(ctx); err != nil {
		return err
	}
	return s.connected(ctx)
}

// stopInside stops the bot and sees to it that nothing is sent to what it left open.
func (s *Server) stopInside(ctx context.Context) error {
	defer s.pool.dropAll()
	return s.inside.stop(ctx)
}

// welcome posts the plan document as soon as a bot is connected.
func (s *Server) welcome() {
	plan, where := s.cfg.Plan, s.cfg.Workspace.Plan
	if plan == nil || where.Channel == "" {
		return
	}
	era := s.era()
	s.spawn(func() {
		if s.connected(era) != nil {
			return
		}
		id := s.store.keepFile(plan.Name, where.User, append([]byte{}, plan.Data...))
		s.say(message{Channel: where.Channel, User: where.User, Text: where.Text, Files: []string{id}})
	})
}

// Ready waits until a bot is connected and, where a plan is posted, has answered it in its channel.
func (s *Server) Ready(ctx context.Context) error {
	if err := s.connected(ctx); err != nil {
		return err
	}
	for s.cfg.Plan != nil {
		answered, changed := s.store.answered(s.cfg.Workspace.Plan.Channel)
		if answered {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		case <-s.life.Done():
			return context.Canceled
		}
	}
	return nil
}

// answered reports whether the bot has posted anything in a channel.
func (s *store) answered(channel string) (bool, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.messages[channel] {
		if m.BotID == s.app.BotID {
			return true, s.changed
		}
	}
	return false, s.changed
}
