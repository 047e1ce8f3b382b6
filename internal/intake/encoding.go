package intake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	utf16 "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"nhacviec/internal/intake/legacy"
)

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
		s, encoding = modern(string(data))
		return s, encoding, mostlyText(s)
	}
	if latin, _, ok := decodeWith(charmap.Windows1252.NewDecoder().Bytes, data, ""); ok {
		if s, encoding := modern(latin); encoding != "" {
			return s, encoding, true
		}
	}
	return decodeWith(charmap.Windows1258.NewDecoder().Bytes, data, "Windows-1258")
}

// modern turns text typed with a font of the time before Unicode into Unicode
// and names its encoding; other text comes back as it is, with "".
func modern(s string) (string, string) {
	lines := strings.Split(s, "\n")
	e, ok := legacy.Recognize(lines)
	if !ok {
		return s, ""
	}
	for i := range lines {
		lines[i] = e.Convert(lines[i])
	}
	return strings.Join(lines, "\n"), string(e)
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
