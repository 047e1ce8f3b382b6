package schedule

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// SpecError says that a spec or a zone cannot be used. Key and Args are those
// of the catalogue; whoever asked turns them into a sentence.
type SpecError struct {
	Key   string         // "schedule.bad_spec" or "schedule.bad_zone"
	Args  map[string]any // Spec, Zone
	Cause error
}

func (e *SpecError) Error() string { return fmt.Sprintf("%s %v: %v", e.Key, e.Args, e.Cause) }
func (e *SpecError) Unwrap() error { return e.Cause }

// longestSpec bounds what is read of a spec, in bytes.
const longestSpec = 200

// Check returns a *SpecError where spec is not five cron fields (or @daily and
// the like) that fall on some day, or zone is not an IANA name.
func Check(spec, zone string) error {
	_, err := parse(spec, zone)
	return err
}

// times are the moments of a spec in a zone. Each local time that the spec
// names comes once: one that daylight saving skips comes when the clock has
// jumped, or just before where it jumps into the next day; one that it repeats
// comes the first time only. Where the hour is any,
// "*/10 * * * *", the moments keep their distance through both.
//
// cron's own Next works on local time as it goes, and so skips and doubles on
// those nights; here it is asked about a clock without them.
type times struct {
	spec    cron.Schedule // on a clock of UTC
	zone    *time.Location
	anyHour bool
}

func parse(spec, zone string) (times, error) {
	bad := func(key string, cause error) (times, error) {
		return times{}, &SpecError{Key: key, Args: map[string]any{"Spec": clip(spec), "Zone": clip(zone)}, Cause: cause}
	}
	fields, err := parseFields(spec)
	if err != nil {
		return bad("schedule.bad_spec", err)
	}
	loc, err := loadZone(zone)
	if err != nil {
		return bad("schedule.bad_zone", err)
	}
	// cron marks a field that was * or */n with the top bit.
	return times{spec: fields, zone: loc, anyHour: fields.Hour&(1<<63) != 0}, nil
}

func parseFields(spec string) (*cron.SpecSchedule, error) {
	if len(spec) > longestSpec {
		return nil, errors.New("it is too long")
	}
	// The zone is given beside the spec; cron would take it from here, and
	// panics where nothing follows it.
	if s := strings.TrimSpace(spec); strings.HasPrefix(s, "TZ=") || strings.HasPrefix(s, "CRON_TZ=") {
		return nil, errors.New("a zone does not belong in it")
	}
	parsed, err := cron.ParseStandard(strings.TrimSpace(spec))
	if err != nil {
		return nil, err
	}
	fields, ok := parsed.(*cron.SpecSchedule)
	if !ok { // @every counts from when it was started, which a restart moves
		return nil, errors.New("it names no times of day")
	}
	fields.Location = time.UTC
	if fields.Next(time.Unix(0, 0).UTC()).IsZero() {
		return nil, errors.New("it falls on no day")
	}
	return fields, nil
}

// loadZone is time.LoadLocation without the names that depend on the machine.
func loadZone(zone string) (*time.Location, error) {
	if zone == "" || zone == "Local" {
		return nil, errors.New("an IANA name is wanted")
	}
	return time.LoadLocation(zone)
}

// clip keeps an error's arguments short; a spec is ASCII where it is right.
func clip(s string) string {
	if len(s) <= longestSpec {
		return s
	}
	return strings.ToValidUTF8(s[:longestSpec], "")
}
