package sandbox

import (
	"encoding/json"
	"maps"
)

// str, list, and child read a field of a piece of JSON, zero when it is absent or of another type.
func str(o object, key string) string     { s, _ := o[key].(string); return s }
func flag(o object, key string) bool      { b, _ := o[key].(bool); return b }
func list(o object, key string) []any     { l, _ := o[key].([]any); return l }
func child(o object, key string) object   { c, _ := o[key].(object); return c }
func number(o object, key string) float64 { f, _ := o[key].(float64); return f }

func cloneObject(o object) object { return maps.Clone(o) }

// objects keeps the objects of a list.
func objects(values []any) []object {
	var out []object
	for _, v := range values {
		if o, ok := v.(object); ok {
			out = append(out, o)
		}
	}
	return out
}

// texts keeps the strings of a list.
func texts(values []any) []string {
	out := []string{}
	for _, v := range values {
		if s, ok := v.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// mustJSON encodes what was itself decoded from JSON or built here from strings and numbers.
func mustJSON(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return data
}
