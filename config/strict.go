package config

import (
	"errors"
	"io"

	"gopkg.in/yaml.v3"
)

// Read reads one YAML document over what into holds already: what it leaves out
// stays. A name that into does not have is refused, and so is a second document.
func Read(r io.Reader, into any) error {
	dec := yaml.NewDecoder(r)
	dec.KnownFields(true)
	if err := dec.Decode(into); err != nil {
		return err
	}
	if err := dec.Decode(&struct{}{}); !errors.Is(err, io.EOF) {
		return errors.New("it holds more than one document")
	}
	return nil
}

// Write writes a value the way Read reads it.
func Write(w io.Writer, v any) error {
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	return errors.Join(enc.Encode(v), enc.Close())
}
