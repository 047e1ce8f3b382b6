package schedule

import "sync"

// keptSpecs is how many specs are remembered before all are forgotten.
const keptSpecs = 4096

// specs remembers what was parsed: most plans have the same few specs, and a
// zone is a file.
type specs struct {
	mu   sync.Mutex
	good map[[2]string]times
}

func (s *specs) parse(spec, zone string) (times, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := [2]string{spec, zone}
	if t, ok := s.good[key]; ok {
		return t, nil
	}
	t, err := parse(spec, zone)
	if err != nil {
		return t, err
	}
	if s.good == nil || len(s.good) >= keptSpecs {
		s.good = map[[2]string]times{}
	}
	s.good[key] = t
	return t, nil
}
