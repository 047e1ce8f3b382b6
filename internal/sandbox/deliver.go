package sandbox

import (
	"context"
	"encoding/json"
	"errors"
	"time"
)

// The envelopes of Socket Mode.
const (
	envelopeCommand     = "slash_commands"
	envelopeInteraction = "interactive"
	envelopeEvent       = "events_api"
)

// delivery is one payload for the bot.
type delivery struct {
	envelope string // one of the envelope types
	name     string // what is in it: "/task", "block_actions", "message"
	payload  object
	retry    int // events only: 1 to 3 for a redelivery
	reason   string
	channel  string
	user     string
}

// outcome is how the bot took a delivery.
type outcome struct {
	Status  string          `json:"status"` // "acked", "operation_timeout", "error"
	AckMS   int64           `json:"ack_ms"`
	Error   string          `json:"error,omitempty"`
	Payload json.RawMessage `json:"-"`
	final   bool            // the bot asked not to be sent this again
}

func (o outcome) ok() bool { return o.Status == "acked" }

// deliver hands a payload to the bot and waits for its ack.
func (s *Server) deliver(ctx context.Context, d delivery) outcome { return s.send(ctx, d)() }

// send hands a payload to the bot at once, in order with others, and returns how to wait for the ack.
func (s *Server) send(ctx context.Context, d delivery) func() outcome {
	began := time.Now()
	f := s.faults.forDelivery(d.envelope, d.name, faultSlow, faultDuplicate, faultDisconnect)
	finish := func(payload json.RawMessage, err error) outcome { return s.finish(d, f, began, payload, err) }
	if f != nil && f.Kind == faultSlow {
		return func() outcome {
			s.wait(time.Duration(f.DelayMS) * time.Millisecond)
			began = time.Now()
			return s.transmit(ctx, d, 1, finish)()
		}
	}
	times := 1
	if f != nil && f.Kind == faultDuplicate {
		times = 2
	}
	wait := s.transmit(ctx, d, times, finish)
	if f != nil && f.Kind == faultDisconnect {
		s.disconnectAll(f.Reason, 0)
	}
	return wait
}

// transmit goes over HTTP where the app has a request URL for the kind, else over a socket.
func (s *Server) transmit(ctx context.Context, d delivery, times int, finish func(json.RawMessage, error) outcome) func() outcome {
	if url := s.endpoints.of(d.envelope); url != "" {
		return func() outcome { return finish(s.request(ctx, url, d, times)) }
	}
	id := randomID(32)
	ack, conn, err := s.pool.post(id, mustJSON(d.wire(id)), times)
	if err != nil {
		return func() outcome { return finish(nil, err) }
	}
	return func() outcome { return finish(s.pool.await(ctx, id, ack, conn)) }
}

func (d *delivery) wire(id string) object {
	out := object{"envelope_id": id, "type": d.envelope, "payload": d.payload, "accepts_response_payload": d.envelope != envelopeEvent}
	if d.envelope == envelopeEvent {
		out["retry_attempt"], out["retry_reason"] = d.retry, d.reason
	}
	return out
}

// finish logs how a delivery ended.
func (s *Server) finish(d delivery, f *fault, began time.Time, payload json.RawMessage, err error) outcome {
	o := outcome{Status: "acked", AckMS: time.Since(began).Milliseconds(), Payload: payload}
	switch {
	case errors.Is(err, errAckTimeout):
		o.Status, o.Error = "operation_timeout", "operation_timeout"
	case err != nil:
		o.Status, o.Error = "error", err.Error()
	}
	var refusal *httpRefusal
	o.final = errors.As(err, &refusal) && refusal.noRetry
	e := entry{Kind: "envelope", Method: d.name, Status: o.Status, Error: o.Error, Channel: d.channel, User: d.user, Retry: d.retry}
	if f != nil {
		e.Fault = f.Kind
	}
	s.traffic.add(e, began)
	return o
}
