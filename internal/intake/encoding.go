package intake

import (
	"bytes"
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"nhacviec/internal/work"
)

// textFormats is what a refusal names as readable.
const textFormats = "txt, md, csv"

// open checks what the bytes are and hands them to their reader.
func open(ctx context.Context, name string, data []byte, limit int) (Document, error) {
	if len(data) > limit {
		return Document{}, work.E(work.TooLarge, KeyTooLarge,
			work.Args{"name": name, "size": len(data), "limit": limit})
	}
	if kind, office := sniff(name, data); kind != "" {
		if office {
			return Document{}, work.E(work.Invalid, KeyUnsupported,
				work.Args{"name": name, "kind": kind, "formats": textFormats})
		}
		return Document{}, work.E(work.Invalid, KeyNotText, work.Args{"name": name, "kind": kind})
	}
	s, encoding, ok := decode(data)
	if !ok {
		return Document{}, work.E(work.Invalid, KeyEncoding, work.Args{"name": name})
	}
	if strings.TrimFunc(s, blank) == "" {
		return Document{}, work.E(work.Invalid, KeyEmpty, work.Args{"name": name})
	}
	if n := strings.Count(s, "\n") + strings.Count(s, "|")/4; n > maxLines {
		return Document{}, work.E(work.TooLarge, KeyTooLong, work.Args{"name": name, "lines": n, "limit": maxLines})
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
func sniff(name string, data []byte) (kind string, office bool) {
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return "pdf", true
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return zipKind(name), true
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")):
		return "doc/xls", true
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

func zipKind(name string) string {
	switch ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), ".")); ext {
	case "docx", "xlsx", "odt", "ods", "pptx":
		return ext
	}
	return "zip"
}

// decode turns bytes into UTF-8 and names the encoding they were in, empty
// for UTF-8. It says no to bytes that are text in none of the encodings known.
func decode(data []byte) (s, encoding string, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE\x00\x00")):
		return decodeWith(utf32.UTF32(utf32.LittleEndian, utf32.UseBOM).NewDecoder().Bytes, data, "UTF-32")
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return decodeWith(utf16.UTF16(utf16.LittleEndian, utf16.UseBOM).NewDecoder().Bytes, data, "UTF-16")
	}
	if endian, found := utf16Order(data); found {
		return decodeWith(utf16.UTF16(endian, utf16.IgnoreBOM).NewDecoder().Bytes, data, "UTF-16")
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", "", false
	}
	if utf8.Valid(data) {
		return string(data), "", mostlyText(string(data))
	}
	return decodeWith(charmap.Windows1258.NewDecoder().Bytes, data, "Windows-1258")
}

func decodeWith(f func([]byte) ([]byte, error), data []byte, encoding string) (string, string, bool) {
	out, err := f(data)
	if err != nil || !mostlyText(string(out)) {
		return "", "", false
	}
	return string(out), encoding, true
}

// utf16Order finds UTF-16 that lost its mark by where its zero bytes stand:
// in text of Latin letters nearly all of them are on one side.
func utf16Order(data []byte) (utf16.Endianness, bool) {
	head := data[:min(len(data)&^1, 4096)]
	var even, odd int
	for i, b := range head {
		if b != 0 {
			continue
		}
		if i%2 == 0 {
			even++
		} else {
			odd++
		}
	}
	switch pairs := len(head) / 2; {
	case pairs < 2:
		return utf16.LittleEndian, false
	case odd*2 > pairs && even*10 < odd:
		return utf16.LittleEndian, true
	case even*2 > pairs && odd*10 < even:
		return utf16.BigEndian, true
	}
	return utf16.LittleEndian, false
}

// mostlyText reports whether at most one letter in fifty is a control
// character or cannot be decoded.
func mostlyText(s string) bool {
	bad, all := 0, 0
	for _, r := range s {
		all++
		if r == utf8.RuneError || r < ' ' && !strings.ContainsRune("\t\n\r\f\v", r) || 0x7F <= r && r < 0xA0 {
			bad++
		}
	}
	return bad*50 <= all
}
