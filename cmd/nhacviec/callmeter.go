package main

import (
	"bufio"
	"bytes"
	"io"
	"net/http"
	"path"
	"regexp"
	"strconv"
	"time"
)

// callMeter measures each call to Slack.
type callMeter struct {
	next http.RoundTripper
	m    *monitor
}

// apiMethod is what the last part of a Web API call's path looks like. Other
// calls, to response URLs and files, have secrets in theirs.
var apiMethod = regexp.MustCompile(`^[a-z]{1,20}(\.[a-zA-Z]{1,30}){1,3}$`)

// RoundTrip does the call.
func (c *callMeter) RoundTrip(r *http.Request) (*http.Response, error) {
	method := path.Base(r.URL.Path)
	if path.Base(path.Dir(r.URL.Path)) != "api" || !apiMethod.MatchString(method) {
		method = "other"
	}
	began := time.Now()
	res, err := c.next.RoundTrip(r)
	outcome := "failed"
	if err == nil {
		outcome = c.outcome(res)
	}
	c.m.calls.WithLabelValues(method, outcome).Observe(time.Since(began).Seconds())
	return res, err
}

// refusal is how a Web API answer begins that refuses.
var refusal = []byte(`"ok":false`)

// outcome reads a status and the beginning of a body, which stays to be read.
func (c *callMeter) outcome(res *http.Response) string {
	switch {
	case res.StatusCode == http.StatusTooManyRequests:
		if s, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && s > 0 {
			c.m.waits.Add(float64(s))
		}
		return "rate_limited"
	case res.StatusCode >= http.StatusInternalServerError:
		return "failed"
	case res.StatusCode >= http.StatusBadRequest:
		return "refused"
	}
	body := bufio.NewReaderSize(res.Body, 64)
	head, _ := body.Peek(16) // what is shorter comes whole
	res.Body = struct {
		io.Reader
		io.Closer
	}{body, res.Body}
	if bytes.Contains(head, refusal) {
		return "refused"
	}
	return "ok"
}

// CloseIdleConnections lets a stopped bot leave nothing open.
func (c *callMeter) CloseIdleConnections() {
	if t, ok := c.next.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}
