package calendar

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed holidays/zones.tsv
var zonesOfCountries string

// countryOf is the embedded table, read once: zone to country.
var countryOf = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(zonesOfCountries) {
		country, zone, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			out[zone] = country
		}
	}
	return out
})

// CountryOfZone is the country whose holidays are kept in an IANA zone, where
// they are built in; "" elsewhere.
func CountryOfZone(zone string) string { return countryOf()[zone] }
