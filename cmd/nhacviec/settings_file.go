package main

import (
	"fmt"
	"io"
	"os"

	"github.com/alecthomas/kong"

	"nhacviec/config"
)

// settingsFile gives flags the values of a settings file. A flag on the command
// line and an environment variable are stronger.
func settingsFile(r io.Reader) (kong.Resolver, error) {
	values, err := config.ReadFile(r)
	if err != nil {
		return nil, err
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
