package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"nhacviec/internal/calendar"
)

// millis is a moment as a column that is never empty: 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// optMillis is a moment as a column that may be empty.
func optMillis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// optDate is a date as a column that may be empty.
func optDate(d calendar.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

// optID is a row's id as a column that may be empty.
func optID(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// asTime scans what millis and optMillis wrote.
type asTime struct{ to *time.Time }

func (a asTime) Scan(v any) error {
	ms, err := integer(v)
	*a.to = time.Time{}
	if ms != 0 {
		*a.to = time.UnixMilli(ms).UTC()
	}
	return err
}

// asID scans what optID wrote.
type asID struct{ to *int64 }

func (a asID) Scan(v any) (err error) {
	*a.to, err = integer(v)
	return err
}

func integer(v any) (int64, error) {
	switch n := v.(type) {
	case nil:
		return 0, nil
	case int64:
		return n, nil
	}
	return 0, fmt.Errorf("store: %T in place of an integer", v)
}

// asDate scans what optDate wrote.
type asDate struct{ to *calendar.Date }

func (a asDate) Scan(v any) (err error) {
	s, err := characters(v)
	if err == nil {
		*a.to, err = calendar.ParseDate(s)
	}
	return err
}

// asText scans a column that may be empty.
type asText struct{ to *string }

func (a asText) Scan(v any) (err error) {
	*a.to, err = characters(v)
	return err
}

func characters(v any) (string, error) {
	switch s := v.(type) {
	case nil:
		return "", nil
	case string:
		return s, nil
	}
	return "", fmt.Errorf("store: %T in place of text", v)
}

// listText writes a list of words as JSON.
func listText(words []string) string {
	if len(words) == 0 {
		return "[]"
	}
	b, _ := json.Marshal(words) // strings always marshal
	return string(b)
}

// asList scans what listText wrote; an empty list is nil.
type asList struct{ to *[]string }

func (a asList) Scan(v any) error {
	*a.to = nil
	s, err := characters(v)
	if err != nil || s == "[]" {
		return err
	}
	return json.Unmarshal([]byte(s), a.to)
}

// asJSON scans a value written by json.Marshal, or none.
type asJSON struct{ to any }

func (a asJSON) Scan(v any) error {
	s, err := characters(v)
	if err != nil || s == "" {
		return err
	}
	dec := json.NewDecoder(bytes.NewReader([]byte(s)))
	dec.UseNumber() // so that whole numbers in a message's arguments stay whole
	return dec.Decode(a.to)
}

// asInt scans a number that may be empty.
type asInt struct{ to *int }

func (a asInt) Scan(v any) error {
	n, err := integer(v)
	*a.to = int(n)
	return err
}
