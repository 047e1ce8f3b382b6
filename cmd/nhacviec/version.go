package main

import (
	"fmt"
	"runtime/debug"
)

type versionCmd struct{}

// version is set by the linker for a release.
var version = ""

// Run prints the version, or the commit that was built.
func (versionCmd) Run(s *streams) error {
	v := version
	if info, ok := debug.ReadBuildInfo(); v == "" && ok {
		v = info.Main.Version
	}
	_, err := fmt.Fprintln(s.out, "nhacviec", v)
	return err
}
