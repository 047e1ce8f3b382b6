package main

import (
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"
	"gopkg.in/yaml.v3"
)

// settingsFile reads a YAML file whose keys are the names of flags: "db:
// /data/bot.db". A flag on the command line and an environment variable are
// stronger.
func settingsFile(r io.Reader) (kong.Resolver, error) {
	values := map[string]any{}
	if err := yaml.NewDecoder(r).Decode(&values); err != nil && err != io.EOF {
		return nil, fmt.Errorf("the settings file is not YAML of the form \"name: value\": %w", err)
	}
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		for _, name := range flag.Envs {
			if _, set := os.LookupEnv(name); set {
				return nil, nil
			}
		}
		v, there := values[flag.Name]
		if !there || v == nil {
			return nil, nil
		}
		return fmt.Sprint(v), nil
	}), nil
}
