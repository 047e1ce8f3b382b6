package sandbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// args are the arguments of a Web API call, from a form, a query or a JSON body.
type args object

// readArgs reads the arguments of r, of at most limit bytes.
func readArgs(r *http.Request, limit int64) (args, error) {
	out := args{}
	addValues(out, r.URL.Query())
	kind, params, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	r.Body = http.MaxBytesReader(nil, r.Body, limit)
	switch kind {
	case "application/json":
		data, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		if len(bytes.TrimSpace(data)) == 0 {
			return out, nil // a call without arguments
		}
		if err := json.Unmarshal(data, &out); err != nil {
			return nil, errInvalidJSON
		}
	case "multipart/form-data":
		if params["boundary"] == "" {
			return nil, fail("invalid_form_data")
		}
		if err := r.ParseMultipartForm(limit); err != nil {
			return nil, fmt.Errorf("form: %w", err)
		}
		addValues(out, r.PostForm)
	default:
		if err := r.ParseForm(); err != nil {
			return nil, fmt.Errorf("form: %w", err)
		}
		addValues(out, r.PostForm)
	}
	return out, nil
}

func addValues(out args, values url.Values) {
	for key, v := range values {
		out[key] = v[0]
	}
}

// tooLarge reports whether err is a body over its limit.
func tooLarge(err error) bool {
	var limit *http.MaxBytesError
	return errors.As(err, &limit)
}

func (a args) str(key string) string {
	switch v := a[key].(type) {
	case string:
		return v
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	}
	return ""
}

func (a args) flag(key string) bool {
	v := a.str(key)
	return v == "true" || v == "1"
}

// integer reads a number, or fallback when it is absent.
func (a args) integer(key string, fallback int) (int, error) {
	text := a.str(key)
	if text == "" {
		return fallback, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, argument("must be an integer", key)
	}
	return n, nil
}

// words reads "a,b" or ["a","b"].
func (a args) words(key string) []string {
	if l, ok := a[key].([]any); ok {
		return texts(l)
	}
	var out []string
	for word := range strings.SplitSeq(a.str(key), ",") {
		if word = strings.TrimSpace(word); word != "" {
			out = append(out, word)
		}
	}
	return out
}

// value reads an argument that is itself JSON: an object or list, or the text of one in a form.
func (a args) value(key string) (any, error) {
	text, isText := a[key].(string)
	if !isText {
		return a[key], nil
	}
	if text == "" {
		return nil, nil
	}
	var out any
	if err := json.Unmarshal([]byte(text), &out); err != nil {
		return nil, errInvalidJSON
	}
	return out, nil
}

// blocks reads the "blocks" argument, nil when absent.
func (a args) blocks(key string) ([]any, error) {
	v, err := a.value(key)
	if err != nil {
		return nil, fail("invalid_blocks_format")
	}
	switch v := v.(type) {
	case nil:
		return nil, nil
	case []any:
		return v, nil
	}
	return nil, fail("invalid_blocks_format")
}
