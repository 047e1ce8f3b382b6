package bot

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/slack-go/slack"
)

// maxBody bounds what is read of a request: Slack's own stay far below.
const maxBody = 1 << 20

// Handler serves Slack's requests over HTTP: commands, interactions, events,
// each with its signature verified.
func (b *Bot) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /slack/commands", b.signed(b.serveCommand))
	mux.HandleFunc("POST /slack/interactions", b.signed(b.serveInteraction))
	mux.HandleFunc("POST /slack/events", b.signed(b.serveEvent))
	return mux
}

// signed verifies Slack's signature over the raw body before anything of it
// is believed: at most 5 minutes old, compared in constant time.
func (b *Bot) signed(next func(http.ResponseWriter, *http.Request, []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
		if err != nil {
			http.Error(w, "the body is too large or broke off", http.StatusRequestEntityTooLarge)
			return
		}
		if err := b.verify(r.Header, body); err != nil {
			http.Error(w, "the signature is not Slack's", http.StatusUnauthorized)
			return
		}
		next(w, r, body)
	}
}

func (b *Bot) verify(h http.Header, body []byte) error {
	if b.secret == "" {
		return errors.New("bot: no signing secret is set")
	}
	v, err := slack.NewSecretsVerifier(h, b.secret)
	if err != nil {
		return err
	}
	if _, err := v.Write(body); err != nil {
		return err
	}
	return v.Ensure()
}

func (b *Bot) serveCommand(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		http.Error(w, "the body is not a form", http.StatusBadRequest)
		return
	}
	if form.Get("ssl_check") == "1" {
		return
	}
	fields := map[string]string{}
	for k := range form {
		fields[k] = form.Get(k)
	}
	payload, err := json.Marshal(fields)
	if err != nil {
		http.Error(w, "the form cannot be read", http.StatusBadRequest)
		return
	}
	b.serve(w, r, kindCommand, payload, form.Get("trigger_id"))
}

func (b *Bot) serveInteraction(w http.ResponseWriter, r *http.Request, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		http.Error(w, "the body is not a form", http.StatusBadRequest)
		return
	}
	b.serve(w, r, kindInteraction, []byte(form.Get("payload")), "")
}

func (b *Bot) serveEvent(w http.ResponseWriter, r *http.Request, body []byte) {
	var hello struct {
		Type      string `json:"type"`
		Challenge string `json:"challenge"`
	}
	if err := json.Unmarshal(body, &hello); err != nil {
		http.Error(w, "the body is not JSON", http.StatusBadRequest)
		return
	}
	if hello.Type == "url_verification" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, hello.Challenge) // the client hearing it or not is its affair
		return
	}
	b.serve(w, r, kindEvent, body, "")
}

// serve works on a request in the person's lane and returns when it is acked.
func (b *Bot) serve(w http.ResponseWriter, r *http.Request, kind string, payload []byte, key string) {
	in, err := parseInbound(kind, payload)
	if err != nil {
		http.Error(w, "the payload cannot be read", http.StatusBadRequest)
		return
	}
	if in.key == "" {
		in.key = key
	}
	if in.key == "" && in.interaction != nil {
		in.key = in.interaction.TriggerID
	}
	acked := make(chan any, 1)
	in.ack = func(_ context.Context, payload any) error {
		acked <- payload
		return nil
	}
	b.lanes.do(in.person(), func() {
		b.take(context.WithoutCancel(r.Context()), in)
		close(acked)
	})
	timeout := time.NewTimer(3 * time.Second)
	defer timeout.Stop()
	select {
	case payload, ok := <-acked:
		writeAck(w, payload, ok)
	case <-timeout.C:
		http.Error(w, "not kept in time; send it again", http.StatusServiceUnavailable)
	}
}

// writeAck answers; an unacked event is a failure, so that Slack sends it
// again.
func writeAck(w http.ResponseWriter, payload any, ok bool) {
	switch {
	case !ok:
		http.Error(w, "not kept; send it again", http.StatusServiceUnavailable)
	case payload == nil:
		w.WriteHeader(http.StatusOK)
	default:
		body, err := json.Marshal(payload)
		if err != nil {
			http.Error(w, "the answer cannot be written", http.StatusInternalServerError)
			return
		}
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body) // the client hearing it or not is its affair
	}
}
