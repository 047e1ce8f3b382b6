package sandbox

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// endpoints are the app's request URLs; empty ones leave their kind to Socket Mode.
type endpoints struct {
	mu           sync.Mutex
	Commands     string `json:"commands"`
	Interactions string `json:"interactions"`
	Events       string `json:"events"`
}

func (e *endpoints) set(commands, interactions, events string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.Commands, e.Interactions, e.Events = commands, interactions, events
}

func (e *endpoints) of(envelope string) string {
	e.mu.Lock()
	defer e.mu.Unlock()
	return map[string]string{envelopeCommand: e.Commands, envelopeInteraction: e.Interactions, envelopeEvent: e.Events}[envelope]
}

// any reports whether there is a bot to reach over HTTP.
func (e *endpoints) any() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.Commands != "" || e.Interactions != "" || e.Events != ""
}

// request sends a payload as a signed HTTP request and returns the body of a 2xx within three seconds.
func (s *Server) request(ctx context.Context, target string, d delivery, times int) (json.RawMessage, error) {
	ctx, cancel := context.WithTimeout(ctx, ackTimeout)
	defer cancel()
	for range times - 1 {
		_, _ = s.requestOnce(ctx, target, d) // a duplicate's answer is of no use to Slack either
	}
	return s.requestOnce(ctx, target, d)
}

func (s *Server) requestOnce(ctx context.Context, target string, d delivery) (json.RawMessage, error) {
	req, err := signedRequest(ctx, target, d)
	if err != nil {
		return nil, err
	}
	resp, err := s.client.Do(req)
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, errAckTimeout
	}
	if err != nil {
		return nil, errNoConnection
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, maxAckBytes))
	if err != nil {
		return nil, errAckTimeout
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return nil, &httpRefusal{resp.StatusCode, resp.Header.Get("X-Slack-No-Retry") == "1"}
	}
	return asPayload(body), nil
}

// httpRefusal is an answer other than 2xx.
type httpRefusal struct {
	status  int
	noRetry bool
}

func (e *httpRefusal) Error() string { return fmt.Sprintf("http_%d", e.status) }

// asPayload makes a plain-text answer the JSON string that it means.
func asPayload(body []byte) json.RawMessage {
	body = bytes.TrimSpace(body)
	if len(body) == 0 || json.Valid(body) {
		return body
	}
	return mustJSON(string(body))
}

func signedRequest(ctx context.Context, target string, d delivery) (*http.Request, error) {
	body, kind := requestBody(d)
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, target, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	req.Header.Set("Content-Type", kind)
	req.Header.Set("User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)")
	req.Header.Set("X-Slack-Request-Timestamp", stamp)
	req.Header.Set("X-Slack-Signature", sign(stamp, body))
	if d.retry > 0 {
		req.Header.Set("X-Slack-Retry-Num", strconv.Itoa(d.retry))
		req.Header.Set("X-Slack-Retry-Reason", d.reason)
	}
	return req, nil
}

func requestBody(d delivery) (body []byte, contentType string) {
	const form = "application/x-www-form-urlencoded"
	switch d.envelope {
	case envelopeCommand:
		values := url.Values{}
		for key, v := range d.payload {
			values.Set(key, fmt.Sprint(v))
		}
		return []byte(values.Encode()), form
	case envelopeInteraction:
		return []byte(url.Values{"payload": {string(mustJSON(d.payload))}}.Encode()), form
	}
	return mustJSON(d.payload), "application/json"
}

// sign is Slack's request signature.
// Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
func sign(stamp string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(signingSecret))
	fmt.Fprintf(mac, "v0:%s:%s", stamp, body)
	return "v0=" + hex.EncodeToString(mac.Sum(nil))
}
