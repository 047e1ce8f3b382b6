package container

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strings"
	"unicode/utf16"

	"nhacviec/internal/work"
)

// Kind is a format, by the ending that its files have.
type Kind string

// The formats that are told apart. Zip is any other zip file.
const (
	Docx Kind = "docx"
	Docm Kind = "docm"
	Xlsx Kind = "xlsx"
	Xlsm Kind = "xlsm"
	Xlsb Kind = "xlsb"
	Pptx Kind = "pptx"
	Odt  Kind = "odt"
	Ods  Kind = "ods"
	Odp  Kind = "odp"
	Epub Kind = "epub"
	Zip  Kind = "zip"
	Doc  Kind = "doc"
	Xls  Kind = "xls"
	Ppt  Kind = "ppt"
)

const contentTypes = "[Content_Types].xml"

// mainTypes are the content types of main parts (ECMA-376 part 1, 11–13, and
// [MS-OFFMACRO2] for those with macros). Templates are read as documents.
var mainTypes = map[string]Kind{
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml":   Docx,
	"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml":   Docx,
	"application/vnd.ms-word.document.macroenabled.main+xml":                             Docm,
	"application/vnd.ms-word.template.macroenabledtemplate.main+xml":                     Docm,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml":         Xlsx,
	"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml":      Xlsx,
	"application/vnd.ms-excel.sheet.macroenabled.main+xml":                               Xlsm,
	"application/vnd.ms-excel.template.macroenabled.main+xml":                            Xlsm,
	"application/vnd.ms-excel.sheet.binary.macroenabled.main":                            Xlsb,
	"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": Pptx,
	"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml":    Pptx,
	"application/vnd.ms-powerpoint.presentation.macroenabled.main+xml":                   Pptx,
}

var mimeTypes = map[string]Kind{
	"application/vnd.oasis.opendocument.text":         Odt,
	"application/vnd.oasis.opendocument.spreadsheet":  Ods,
	"application/vnd.oasis.opendocument.presentation": Odp,
	"application/epub+zip":                            Epub,
}

// identify finds out what the container holds, and refuses macros.
func (a *Archive) identify() error {
	a.kind = Zip
	if a.Has("mimetype") {
		return a.byMime()
	}
	if !a.Has(contentTypes) {
		return nil
	}
	macros, err := a.byContentTypes()
	if err != nil {
		return err
	}
	for name := range a.parts {
		macros = macros || path.Base(name) == "vbaproject.bin" || strings.HasPrefix(name, "xl/macrosheets/")
	}
	switch {
	case a.kind == Docm, a.kind == Docx && macros:
		return refused(KeyMacros, Docm, Docx)
	case a.kind == Xlsm, a.kind == Xlsx && macros:
		return refused(KeyMacros, Xlsm, Xlsx)
	}
	return nil
}

func (a *Archive) byMime() error {
	in, err := a.Part("mimetype")
	if err != nil {
		return err
	}
	defer in.Close()
	mime, err := io.ReadAll(io.LimitReader(in, 100))
	if err != nil {
		return err
	}
	if kind, ok := mimeTypes[strings.TrimSpace(string(mime))]; ok {
		a.kind = kind
	}
	return nil
}

// byContentTypes reads which part is the document itself and what it is.
func (a *Archive) byContentTypes() (macros bool, err error) {
	x, err := a.XML(context.Background(), contentTypes)
	if err != nil {
		return false, err
	}
	defer x.Close()
	for {
		t, err := x.Token()
		if errors.Is(err, io.EOF) {
			return macros, nil
		}
		if err != nil {
			return false, err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		content := strings.ToLower(attr(e, "ContentType"))
		if content == "application/vnd.ms-office.vbaproject" {
			macros = macros || e.Name.Local == "Override" || a.hasEnding(attr(e, "Extension"))
		}
		if kind, ok := mainTypes[content]; ok && e.Name.Local == "Override" && a.main == "" {
			a.kind, a.main = kind, strings.TrimPrefix(attr(e, "PartName"), "/")
		}
	}
}

// hasEnding reports whether any part's name ends so. Some programs declare the
// type of macros in files that have none.
func (a *Archive) hasEnding(extension string) bool {
	for name := range a.parts {
		if path.Ext(name) == "."+strings.ToLower(extension) {
			return true
		}
	}
	return false
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func refused(key string, kind, instead Kind) error {
	return work.E(work.Invalid, key, work.Args{"kind": string(kind), "instead": string(instead)})
}

// IsLegacy reports whether data is an OLE container: an office file of before
// 2007, or an encrypted one of today.
func IsLegacy(data []byte) bool {
	return bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
}

// legacy tells OLE containers apart by the names of their streams, which stand
// in the directory in UTF-16 ([MS-CFB] 2.6).
func legacy(data []byte) error {
	for _, s := range []struct {
		stream        string
		kind, instead Kind
	}{
		{"WordDocument", Doc, Docx}, {"Workbook", Xls, Xlsx}, {"Book", Xls, Xlsx}, {"PowerPoint Document", Ppt, Docx},
	} {
		if hasStream(data, s.stream) {
			return refused(KeyLegacy, s.kind, s.instead)
		}
	}
	if hasStream(data, "EncryptedPackage") {
		return password()
	}
	return refused(KeyLegacy, "doc/xls", "docx/xlsx")
}

func hasStream(data []byte, name string) bool {
	var entry []byte
	for _, u := range utf16.Encode([]rune(name + "\x00")) {
		entry = append(entry, byte(u), byte(u>>8))
	}
	return bytes.Contains(data, entry)
}
