package config

import (
	"errors"
	"fmt"
	"io"

	"gopkg.in/yaml.v3"
)

// ReadFile reads a settings file: YAML whose keys are the names of the flags,
// such as "db: /data/bot.db". An empty file says nothing.
func ReadFile(r io.Reader) (map[string]any, error) {
	values := map[string]any{}
	if err := yaml.NewDecoder(r).Decode(&values); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("the settings file is not YAML of the form \"name: value\": %w", err)
	}
	return values, nil
}
