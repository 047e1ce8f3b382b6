package calendar

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed holidays/proclaimed.tsv
var proclaimed string

// The years of the built-in tables. Those after lastDecreed are worked out by
// rule and are called expected.
const (
	firstYear   = 2020
	lastDecreed = 2026
	lastYear    = 2050
)

// noCountry has weekends alone.
const noCountry = "-"

// builtIn are the calendars of all countries, worked out once: by the rules of
// each, then as decreed and proclaimed.
var builtIn = sync.OnceValues(func() (map[string]*Calendar, error) {
	vn, err := vietnam()
	if err != nil {
		return nil, err
	}
	all := map[string]*Calendar{noCountry: (&Calendar{}).indexed(), "VN": vn}
	for country, laws := range lawsOf() {
		all[country] = byLaw(laws)
	}
	changed, err := readSections(strings.NewReader(proclaimed), func(country string) (*Calendar, error) {
		return all[country], nil
	})
	if err != nil {
		return nil, fmt.Errorf("days proclaimed: %w", err)
	}
	maps.Copy(all, changed)
	return all, nil
})

// Countries are the codes of the countries whose days off are built in, sorted.
func Countries() ([]string, error) {
	all, err := builtIn()
	if err != nil {
		return nil, err
	}
	codes := slices.Sorted(maps.Keys(all))
	return slices.DeleteFunc(codes, func(c string) bool { return c == noCountry }), nil
}

// UnknownCountryError names a country whose days off are not built in.
type UnknownCountryError struct {
	Country string
	Known   []string
}

func (e *UnknownCountryError) Error() string {
	return fmt.Sprintf("no holidays are known for country %q; known are %s, and - for weekends alone", e.Country, strings.Join(e.Known, ", "))
}

// Sentence is what locale says of the error.
func (e *UnknownCountryError) Sentence() (key string, args map[string]any) {
	return "calendar.unknown_country", map[string]any{"Country": e.Country, "Known": strings.Join(e.Known, ", ")}
}

// For returns the calendar of a country by its ISO 3166 code: "VN". With "" or
// "-" only weekends are off. For any other it returns an *UnknownCountryError.
// Days off that hold only in a part of a country are not in it.
func For(country string) (*Calendar, error) { return (*Atlas)(nil).For(country) }

// Atlas is the calendars of all countries with what a file says of them. It
// never changes. A nil Atlas is as built in.
type Atlas struct{ changed map[string]*Calendar }

// For is the calendar of a country, as the function For.
func (a *Atlas) For(country string) (*Calendar, error) {
	code := codeOf(country)
	if a != nil {
		if c, ok := a.changed[code]; ok {
			return c, nil
		}
	}
	all, err := builtIn()
	if err != nil {
		return nil, err
	}
	if c, ok := all[code]; ok {
		return c, nil
	}
	known, err := Countries()
	if err != nil {
		return nil, err
	}
	return nil, &UnknownCountryError{Country: firstRunes(country, longestCode), Known: known}
}

// longestCode bounds what an error repeats of a country's code.
const longestCode = 20

func codeOf(country string) string {
	code := strings.ToUpper(strings.TrimSpace(country))
	if code == "" {
		return noCountry
	}
	return code
}
