package work

import (
	"errors"
	"fmt"
)

// Args are the values that a sentence of the catalogue is filled with.
type Args map[string]any

// Message is a sentence not yet said in any language: a catalogue key and its
// arguments. Only bot, report and cmd turn it into words, through locale.
type Message struct {
	Key  string
	Args Args
}

// Sentence is what locale fills a nested message from.
func (m Message) Sentence() (key string, args map[string]any) { return m.Key, m.Args }

// Code sorts errors by what a caller can do about them.
type Code string

// The codes of Error.
const (
	Invalid   Code = "invalid"   // the request cannot be right; the message says what would be
	NotFound  Code = "not_found" // what was named does not exist, or not for this workspace
	Forbidden Code = "forbidden" // this person may not
	Conflict  Code = "conflict"  // the row was changed by another hand since it was read
	TooLarge  Code = "too_large" // over a bound
	Expired   Code = "expired"   // a draft or undo that is no longer there
)

// Error is a refusal that has a sentence for the reader.
type Error struct {
	Code Code
	Message
	Cause error
}

// E makes an Error.
func E(code Code, key string, args Args) *Error {
	return &Error{Code: code, Message: Message{Key: key, Args: args}}
}

func (e *Error) Error() string {
	if e.Cause != nil {
		return fmt.Sprintf("%s: %s: %v", e.Code, e.Key, e.Cause)
	}
	return fmt.Sprintf("%s: %s %v", e.Code, e.Key, map[string]any(e.Args))
}

func (e *Error) Unwrap() error { return e.Cause }

// CodeOf returns the code of the first Error in err's chain, or "".
func CodeOf(err error) Code {
	if e, ok := errors.AsType[*Error](err); ok {
		return e.Code
	}
	return ""
}

// Mention is a person inside a sentence: bot shows it as Slack does.
type Mention string

// Room is a channel inside a sentence.
type Room string
