package block

import (
	"flag"
	"os"
	"testing"
)

// TestMain keeps the properties quick: what they draw is large. For a longer
// look: go test ./bot/block -rapid.checks=1000.
func TestMain(m *testing.M) {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", "15"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}
