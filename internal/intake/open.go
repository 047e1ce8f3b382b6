package intake

import (
	"bytes"
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"unicode"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
	"nhacviec/internal/work"
)

// formats is what a refusal names as readable.
const formats = "docx, xlsx, pdf, csv, txt, md"

// open checks what the bytes are and hands them to their reader. A limit of 0
// is the format's own.
func open(ctx context.Context, name string, data []byte, limit int) (document.Document, error) {
	kind, office := sniff(data)
	if limit <= 0 {
		limit = DefaultMaxBytes
		if office {
			limit = container.MaxBytes
		}
	}
	switch {
	case len(data) > limit:
		return document.Document{}, work.E(work.TooLarge, KeyTooLarge,
			work.Args{"name": name, "size": len(data), "limit": limit})
	case office:
		return openOffice(ctx, name, kind, data)
	case kind != "":
		return document.Document{}, work.E(work.Invalid, KeyNotText, work.Args{"name": name, "kind": kind})
	}
	if doc, ok, err := openExported(ctx, name, data); ok || err != nil {
		return doc, err
	}
	return openText(ctx, name, data)
}

// openText reads what has no format but lines and perhaps columns.
func openText(ctx context.Context, name string, data []byte) (document.Document, error) {
	s, encoding, ok := decode(data)
	if !ok {
		return document.Document{}, work.E(work.Invalid, KeyEncoding, work.Args{"name": name})
	}
	if strings.TrimFunc(s, blank) == "" {
		return document.Document{}, work.E(work.Invalid, KeyEmpty, work.Args{"name": name})
	}
	if n := strings.Count(s, "\n") + strings.Count(s, "|")/4; n > maxLines {
		return document.Document{}, work.E(work.TooLarge, KeyTooLong, work.Args{"name": name, "lines": n, "limit": maxLines})
	}
	read := readText
	if strings.EqualFold(filepath.Ext(name), ".csv") || strings.EqualFold(filepath.Ext(name), ".tsv") {
		read = readCSV
	}
	doc, err := read(ctx, name, s)
	doc.Name, doc.Encoding = name, encoding
	return doc, err
}

func blank(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }

// sniff names a format that is not plain text, and says whether it is one of
// the office formats that hold plans. The content decides, not the name.
func sniff(data []byte) (kind string, office bool) {
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return "pdf", true
	case container.IsZip(data), container.IsLegacy(data):
		return zipped, true
	case bytes.HasPrefix(data, []byte("{\\rtf")):
		return "rtf", true
	}
	mime, _, _ := strings.Cut(http.DetectContentType(data), ";")
	family, sub, _ := strings.Cut(mime, "/")
	switch {
	case family == "text", mime == "application/octet-stream":
		return "", false
	case family == "image", family == "audio", family == "video":
		return strings.ToUpper(strings.TrimPrefix(sub, "x-")), false
	}
	return sub, false
}
