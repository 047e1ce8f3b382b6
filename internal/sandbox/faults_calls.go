package sandbox

import (
	"time"
)

// faulty wraps what a call does in what shall go wrong with it.
func (s *Server) faulty(f *fault, began time.Time, run func() (object, error)) func() (object, error) {
	delay := time.Duration(f.DelayMS) * time.Millisecond
	switch f.Kind {
	case faultRateLimited:
		return refuse(&rateLimited{time.Duration(max(1, f.RetryAfter)) * time.Second})
	case faultInvalidBlocks:
		return refuse(invalid("invalid_blocks", []string{"unsupported type: " + orElse(f.Block, "unknown") + " [json-pointer:/blocks/0/type]"}))
	case faultExpiredTrigger:
		return refuse(fail("expired_trigger_id"))
	case faultError:
		return refuse(fail(orElse(f.Error, "fatal_error")))
	case faultServerError:
		return func() (object, error) {
			if f.Done {
				_, _ = run() // the client is not to learn how it went
			}
			return nil, errServer
		}
	case faultLostResponse:
		return func() (object, error) {
			_, _ = run() // the client is not to learn how it went
			return nil, errNoAnswer
		}
	case faultTimeout:
		return func() (object, error) { return s.timeout(f, delay, began, run) }
	}
	return func() (object, error) { // slow
		s.wait(delay)
		return run()
	}
}

func refuse(err error) func() (object, error) {
	return func() (object, error) { return nil, err }
}

// timeout gives no answer for the delay, however long the client waits. What is carried out is
// carried out as late as it can be, so that a client which gave up early meets it afterwards.
func (s *Server) timeout(f *fault, delay time.Duration, began time.Time, run func() (object, error)) (object, error) {
	var result object
	err := errNoAnswer
	if f.Done {
		s.wait(min(delay, lateLimit) - time.Since(began))
		result, err = run()
	}
	s.wait(delay - time.Since(began))
	return result, err
}

// wait passes real time, cut short when the workspace closes.
func (s *Server) wait(d time.Duration) {
	if d <= 0 {
		return
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-s.life.Done():
	}
}
