package xlsx

import (
	"context"
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"

	"nhacviec/internal/intake/container"
	"nhacviec/internal/intake/document"
)

// readStrings reads the texts that cells refer to by number.
func (b *book) readStrings(ctx context.Context, part string) error {
	var budget document.Budget
	return b.each(ctx, part, func(x *container.XML, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		s, err := richText(x, &budget)
		if err != nil {
			return err
		}
		b.strings = append(b.strings, s)
		return budget.Lines(1)
	})
}

// richText reads the runs of a text up to the end of the element that is open;
// how to pronounce it (rPh) is no part of it.
func richText(x *container.XML, budget *document.Budget) (string, error) {
	var out strings.Builder
	inText := false
	for depth := 1; depth > 0; {
		t, err := x.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := x.Skip(); err != nil {
					return "", err
				}
				continue
			}
			depth++
			inText = t.Name.Local == "t"
		case xml.EndElement:
			depth--
			inText = false
		case xml.CharData:
			if inText {
				if err := budget.Text(len(t)); err != nil {
					return "", err
				}
				out.Write(t)
			}
		}
	}
	return unescape(out.String()), nil
}

var escaped = regexp.MustCompile(`_x([0-9A-Fa-f]{4})_`)

// unescape writes out the characters that XML cannot hold (ST_Xstring,
// ECMA-376 part 1, 22.9.2.19), and makes every line end one that Go knows.
func unescape(s string) string {
	if strings.Contains(s, "_x") {
		s = escaped.ReplaceAllStringFunc(s, func(m string) string {
			n, err := strconv.ParseUint(m[2:6], 16, 16)
			if err != nil || n < ' ' && n != '\n' && n != '\t' {
				return ""
			}
			return string(rune(n))
		})
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
