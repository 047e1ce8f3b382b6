package sandbox

import (
	"context"
	"net/http"
	"time"
)

// maxTurn is how far one call may turn the clock.
const maxTurn = 10 * 366 * 24 * time.Hour

// controlClock turns the calendar clock.
func (s *Server) controlClock(r *http.Request) (any, error) {
	var in struct {
		Advance string `json:"advance"`
		Now     string `json:"now"`
		Jump    bool   `json:"jump"`
	}
	if err := readBody(r, &in); err != nil {
		return nil, err
	}
	if s.cfg.RealTime {
		return nil, problem(http.StatusConflict, "this workspace runs on real time; start it with the bot inside to turn the clock")
	}
	s.turning.Lock()
	defer s.turning.Unlock()
	until, err := turnTo(s.Now(), in.Advance, in.Now)
	if err != nil {
		return nil, err
	}
	if until.Before(s.Now()) && !in.Jump {
		return nil, problem(http.StatusBadRequest, "that is before now (%s); only a jump goes back", s.Now().Format(time.RFC3339))
	}
	if err := s.turn(r.Context(), until, in.Jump); err != nil {
		return nil, err
	}
	return object{"now": s.Now().In(s.zone()).Format(time.RFC3339)}, nil
}

// turnTo reads where the clock shall go.
func turnTo(now time.Time, advance, to string) (time.Time, error) {
	switch {
	case (advance == "") == (to == ""):
		return time.Time{}, problem(http.StatusBadRequest, "give either advance, such as \"36h\", or now, such as \"2022-03-01T08:00:00+07:00\"")
	case to != "":
		t, err := time.Parse(time.RFC3339, to)
		if err != nil {
			return time.Time{}, problem(http.StatusBadRequest, "now is written 2022-03-01T08:00:00+07:00, not %q", to)
		}
		if t.Sub(now).Abs() > maxTurn {
			return time.Time{}, problem(http.StatusBadRequest, "%s is more than ten years away", to)
		}
		return t, nil
	}
	d, err := time.ParseDuration(advance)
	if err != nil {
		return time.Time{}, problem(http.StatusBadRequest, "advance is a length of time such as \"36h\" or \"90m\", not %q", advance)
	}
	if d.Abs() > maxTurn {
		return time.Time{}, problem(http.StatusBadRequest, "%s is more than ten years", advance)
	}
	return now.Add(d), nil
}

// turn moves the clock to until: at once when jumping or with no bot to walk, else from one
// moment at which the bot has something scheduled to the next.
func (s *Server) turn(ctx context.Context, until time.Time, jump bool) error {
	if jump {
		s.setClock(s.clock.jump, until)
	}
	err := s.inside.settle(ctx, until, func(t time.Time) { s.setClock(s.clock.advance, t) })
	if err != nil {
		return problem(http.StatusInternalServerError, "the bot did not settle until %s: %v", until.Format(time.RFC3339), err)
	}
	s.setClock(s.clock.advance, until)
	return nil
}

func (s *Server) setClock(set func(time.Time), t time.Time) {
	set(t)
	s.stream.send(signal{Type: "clock"})
}

// controlBot stops, kills or starts the bot inside.
func (s *Server) controlBot(r *http.Request) (any, error) {
	var in struct {
		Do string `json:"do"`
	}
	if err := readBody(r, &in); err != nil {
		return nil, err
	}
	if s.cfg.Inside == nil {
		return nil, problem(http.StatusConflict, "no bot runs inside this workspace; it is a process of its own")
	}
	var err error
	switch in.Do {
	case "stop":
		err = s.stopInside(r.Context())
	case "kill":
		s.inside.kill()
		s.pool.dropAll()
	case "start":
		err = s.startInside(r.Context())
	default:
		return nil, problem(http.StatusBadRequest, "do is one of stop, kill, start, not %q", in.Do)
	}
	if err != nil {
		return nil, problem(http.StatusInternalServerError, "the bot did not %s: %v", in.Do, err)
	}
	running, _ := s.inside.state()
	s.stream.send(signal{Type: "state"})
	return object{"running": running}, nil
}

// controlReset puts workspace, clock and the bot's data back to their beginning.
func (s *Server) controlReset(r *http.Request) (any, error) {
	s.turning.Lock()
	defer s.turning.Unlock()
	if err := s.reset(r.Context()); err != nil {
		return nil, problem(http.StatusInternalServerError, "the workspace was not reset: %v", err)
	}
	return object{"now": s.Now().In(s.zone()).Format(time.RFC3339)}, nil
}
