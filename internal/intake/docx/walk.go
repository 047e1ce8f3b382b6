package docx

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"nhacviec/internal/intake/container"
)

// walker walks the elements of a part. Names are compared without their
// namespace: the strict and the transitional form of the format differ in it
// alone.
type walker struct{ x *container.XML }

// element is the start of an element whose end is not yet read.
type element struct{ xml.StartElement }

func (e element) name() string { return e.Name.Local }

func (e element) attr(name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (e element) val() string { return e.attr("val") }

// number is the value as a number, otherwise where it is none or out of 0–max.
func (e element) number(name string, otherwise, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(e.attr(name)))
	if err != nil || n < 0 {
		return otherwise
	}
	return min(n, most)
}

// on reads a property that is on where it stands without a value.
func (e element) on() bool {
	switch e.val() {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// handler takes an element and must read it to its end.
type handler func(element) error

// root calls each for the children of the part's outermost element.
func (w walker) root(each handler) error {
	for {
		t, err := w.x.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if _, ok := t.(xml.StartElement); ok {
			return w.children(each)
		}
	}
}

// children calls each for the children of the element whose start was read last.
func (w walker) children(each handler) error {
	for {
		t, err := w.x.Token()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := each(element{t}); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// alternate reads mc:AlternateContent, which holds the same thing twice: the
// first choice, or the fallback where there is none.
func (w walker) alternate(each handler) error {
	taken := false
	return w.children(func(e element) error {
		if taken || e.name() != "Choice" && e.name() != "Fallback" {
			return w.skip(e)
		}
		taken = true
		return w.children(each)
	})
}

func (w walker) skip(element) error { return w.x.Skip() }

// text returns the characters of the element whose start was read last.
func (w walker) text() (string, error) {
	var b strings.Builder
	for {
		t, err := w.x.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.CharData:
			b.Write(t)
		case xml.StartElement:
			if err := w.x.Skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			return b.String(), nil
		}
	}
}
