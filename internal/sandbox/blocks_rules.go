package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// rule checks one value found at a JSON pointer.
type rule func(c *checker, v any, at string)

// shape is a JSON object with known fields; those named in required must be there.
type shape struct {
	fields   map[string]rule
	required []string
	surfaces []string // empty: every surface
	newer    bool     // rolled out in phases: only where the workspace has it
	open     bool     // fields not known here, so not checked
	extra    rule     // what a field on its own cannot tell
}

func (s shape) allows(where surface) bool {
	return len(s.surfaces) == 0 || slices.Contains(s.surfaces, where.name)
}

func (s shape) check(c *checker, v any, at string) {
	o, ok := v.(object)
	if !ok {
		c.refuse(at, "must be an object")
		return
	}
	for _, name := range s.required {
		if o[name] == nil {
			c.refuse(at, "missing required field: %s", name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o)) {
		r, known := s.fields[name]
		switch {
		case name == "type":
		case s.open:
		case !known:
			c.refuse(at, "invalid additional property: %s", name)
		case o[name] != nil:
			r(c, o[name], at+"/"+name)
		}
	}
	if s.extra != nil {
		s.extra(c, o, at)
	}
}

// words is a string of one to limit characters.
func words(limit int) rule { return sized(1, limit) }

// sized is a string of least to most characters.
func sized(least, most int) rule {
	return func(c *checker, v any, at string) {
		s, ok := v.(string)
		if !ok {
			c.refuse(at, "must be a string")
			return
		}
		c.length(s, least, most, at)
	}
}

func (c *checker) length(s string, least, most int, at string) {
	switch n := utf8.RuneCountInString(s); {
	case n < least:
		c.refuse(at, "must be more than %d characters", least-1)
	case n > most:
		c.refuse(at, "must be less than %d characters", most+1)
	}
}

// plain is a plain_text object, anyText one of either kind.
func plain(limit int) rule   { return textObject(limit, "plain_text") }
func anyText(limit int) rule { return textObject(limit, "plain_text", "mrkdwn") }

func textObject(limit int, kinds ...string) rule {
	return func(c *checker, v any, at string) {
		o, ok := v.(object)
		if !ok || !slices.Contains(kinds, str(o, "type")) {
			c.refuse(at, "must be a %s object", strings.Join(kinds, " or "))
			return
		}
		body := shape{required: []string{"text"}, fields: map[string]rule{"text": words(limit)}}
		if str(o, "type") == "mrkdwn" {
			body.fields["verbatim"] = boolean
		} else {
			body.fields["emoji"] = boolean
		}
		body.check(c, o, at)
	}
}

func boolean(c *checker, v any, at string) {
	if _, ok := v.(bool); !ok {
		c.refuse(at, "must be a boolean")
	}
}

func anything(*checker, any, string) {}

// within is a whole number between least and most.
func within(least, most float64) rule {
	return func(c *checker, v any, at string) {
		n, ok := v.(float64)
		if !ok || n != float64(int64(n)) || n < least || n > most {
			c.refuse(at, "must be an integer from %.0f to %.0f", least, most)
		}
	}
}

func choice(options ...string) rule {
	return func(c *checker, v any, at string) {
		if s, _ := v.(string); !slices.Contains(options, s) {
			c.refuse(at, "must be one of: %s", strings.Join(options, ", "))
		}
	}
}

// items is a list of least to most values of one kind.
func items(least, most int, each rule) rule {
	return func(c *checker, v any, at string) {
		l, ok := v.([]any)
		switch {
		case !ok:
			c.refuse(at, "must be an array")
			return
		case len(l) < least:
			c.refuse(at, "no less than %d items allowed", least)
		case len(l) > most:
			c.refuse(at, "no more than %d items allowed", most)
		}
		for i, item := range l {
			each(c, item, fmt.Sprintf("%s/%d", at, i))
		}
	}
}

// element is an interactive element or image of one of the given types.
func element(types ...string) rule {
	return func(c *checker, v any, at string) {
		o, ok := v.(object)
		if !ok {
			c.refuse(at, "must be an object")
			return
		}
		kind := str(o, "type")
		if !slices.Contains(types, kind) {
			c.refuse(at+"/type", "unsupported type: %s", kind)
			return
		}
		c.schema.elements[kind].check(c, o, at)
	}
}

// either checks by type: text objects by one rule, elements by the other.
func either(text, other rule) rule {
	return func(c *checker, v any, at string) {
		if o, ok := v.(object); ok && (str(o, "type") == "mrkdwn" || str(o, "type") == "plain_text") {
			text(c, v, at)
			return
		}
		other(c, v, at)
	}
}

// needsOne refuses an object that has none of the fields.
func needsOne(names ...string) rule {
	return func(c *checker, v any, at string) {
		for _, name := range names {
			if v.(object)[name] != nil {
				return
			}
		}
		c.refuse(at, "missing required field: %s", strings.Join(names, " or "))
	}
}
