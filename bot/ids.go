package bot

import (
	"crypto/rand"
	"encoding/hex"

	"nhacviec/internal/text"
)

// shortID names an error to a person and in the log.
func shortID() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // never fails (crypto/rand since Go 1.24)
	return hex.EncodeToString(b[:])
}

// cut shortens what a person typed for use in a sentence.
func cut(s string) string { return text.Cut(text.Line(s), 60) }
