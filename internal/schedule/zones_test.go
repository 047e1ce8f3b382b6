package schedule

import (
	"archive/zip"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// The years that the zones are tried over.
var (
	zonesFrom = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	zonesTo   = time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC)
)

// everyZone stands for all zones that Go's own tables know: of those whose
// clocks show the same through the years tried, it has one.
func everyZone(t *testing.T) []string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	tables, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer tables.Close()
	like := map[string]string{}
	known := 0
	for _, f := range tables.File {
		if f.FileInfo().IsDir() {
			continue
		}
		loc, err := time.LoadLocation(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		known++
		like[shown(loc)] = f.Name
	}
	if known < 500 || len(like) < 50 {
		t.Fatalf("%d zones were found, %d unlike each other", known, len(like))
	}
	return slices.Sorted(maps.Values(like))
}

// shown says what a zone's clock shows through the years tried, and a month
// around them.
func shown(loc *time.Location) string {
	var out strings.Builder
	for at := zonesFrom.AddDate(0, -1, 0); !at.IsZero() && at.Before(zonesTo.AddDate(0, 1, 0)); {
		local := at.In(loc)
		fmt.Fprint(&out, at.Unix(), offsetOf(local), " ")
		_, at = local.ZoneBounds()
	}
	return out.String()
}

// At 08:00 local each zone that there is has one moment a day, every day.
func TestEightOClockInEveryZone(t *testing.T) {
	t.Parallel()
	for _, zone := range everyZone(t) {
		onceADay(t, zone, 8, 0, zonesFrom, zonesTo, true)
	}
}

// Whatever the half-hour, also on the days around each change of the clock.
func TestEveryHalfHourAroundTheChanges(t *testing.T) {
	t.Parallel()
	changes := 0
	for _, zone := range everyZone(t) {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		_, change := time.Date(2024, 1, 2, 0, 0, 0, 0, loc).ZoneBounds()
		for ; !change.IsZero() && change.Before(zonesTo); _, change = change.ZoneBounds() {
			changes++
			y, m, d := change.Date()
			day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
			for half := range 48 {
				onceADay(t, zone, half/2, half%2*30, day.AddDate(0, 0, -2), day.AddDate(0, 0, 2), false)
			}
		}
	}
	if changes < 100 {
		t.Errorf("only %d changes were seen", changes)
	}
}

// onceADay wants one moment at the hour on each of the days from through to,
// which are days without a zone, and at that hour exactly where exact.
func onceADay(t *testing.T, zone string, hour, minute int, from, to time.Time, exact bool) {
	t.Helper()
	s := mustParse(t, fmt.Sprintf("%d %d * * *", minute, hour), zone)
	// Noon of the day before has passed the hour of that day, or has not: both do.
	at := s.next(time.Date(from.Year(), from.Month(), from.Day()-1, 12, 0, 0, 0, s.zone))
	if at.Day() != from.Day() {
		at = s.next(at)
	}
	for day := from; !day.After(to); day = day.AddDate(0, 0, 1) {
		if at.Format(time.DateOnly) != day.Format(time.DateOnly) {
			t.Fatalf("%02d:%02d in %s: %v where %s was to come", hour, minute, zone, at, day.Format(time.DateOnly))
		}
		if exact && (at.Hour() != hour || at.Minute() != minute) {
			t.Fatalf("%02d:%02d in %s: %v", hour, minute, zone, at)
		}
		at = s.next(at)
	}
}
