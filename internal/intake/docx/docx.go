// Package docx reads documents of Word and of what writes its format.
package docx

import (
	"context"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
)

// Read is being written.
func Read(ctx context.Context, data []byte) (document.Document, error) {
	_, err := container.Open(data)
	return document.Document{}, err
}
